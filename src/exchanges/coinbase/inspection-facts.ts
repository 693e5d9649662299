import type { InspectionFacts } from '../inspection.ts';
import { facts as served } from './facts.ts';

const table = 'Advanced Trade API endpoints (docs.cdp.coinbase.com): API key permission';
const wallet = 'Coinbase App API (docs.cdp.coinbase.com), scopes; ccxt 4.5.84';
const unstated = 'which permission is enough is not documented';

export const facts: InspectionFacts = {
  name: 'Coinbase Advanced Trade',
  source:
    'docs.cdp.coinbase.com (Get API Key Permissions, scopes, API key authentication); coinbase-advanced-py 1.8.4; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: served.hosts,
  introspection: {
    calls: ['GET /api/v3/brokerage/key_permissions'],
    source: 'Get API Key Permissions (docs.cdp.coinbase.com): permission view',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['POST /api/v3/brokerage/orders', 'POST /api/v3/brokerage/orders/close_position'],
      needs: ['spot', 'futures'],
      to: 'others',
      source: table,
    },
    {
      what: 'send coins to any address or user',
      calls: ['POST /v2/accounts/{account_id}/transactions'],
      needs: ['withdraw'],
      to: 'others',
      source: wallet,
    },
    {
      what: 'withdraw money to a linked bank account or card',
      calls: [
        'POST /v2/accounts/{account_id}/withdrawals',
        'POST /v2/accounts/{account_id}/withdrawals/{withdrawal_id}/commit',
      ],
      needs: ['withdraw'],
      to: 'own-accounts',
      only: 'to payment methods that the owner has linked',
      source: wallet,
    },
    {
      what: 'draw money from a linked bank account',
      calls: ['POST /v2/accounts/{account_id}/deposits', 'POST /v2/accounts/{account_id}/deposits/{deposit_id}/commit'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: wallet,
    },
    {
      what: 'move funds between portfolios, and to and from the futures accounts',
      calls: [
        'POST /api/v3/brokerage/portfolios/move_funds',
        'POST /api/v3/brokerage/cfm/sweeps/schedule',
        'DELETE /api/v3/brokerage/cfm/sweeps',
        'POST /api/v3/brokerage/intx/allocate',
      ],
      needs: ['transfer'],
      to: 'own-accounts',
      source: table,
    },
    {
      what: 'swap coins at a quoted price',
      calls: ['POST /api/v3/brokerage/convert/quote', 'POST /api/v3/brokerage/convert/trade/{trade_id}'],
      needs: ['spot'],
      to: 'own-accounts',
      source: table,
    },
    {
      what: 'buy and sell coins against a linked payment method',
      calls: ['POST /v2/accounts/{account_id}/buys', 'POST /v2/accounts/{account_id}/sells'],
      needs: ['spot', 'transfer'],
      to: 'own-accounts',
      only: unstated,
      source: 'ccxt 4.5.84',
    },
    {
      what: 'make, rename and delete portfolios',
      calls: [
        'POST /api/v3/brokerage/portfolios',
        'PUT /api/v3/brokerage/portfolios/{portfolio_uuid}',
        'DELETE /api/v3/brokerage/portfolios/{portfolio_uuid}',
      ],
      needs: ['spot', 'admin'],
      words: ['can_trade'],
      to: 'own-accounts',
      only: 'where the funds of a deleted portfolio go is not documented',
      source: table,
    },
  ],
  lifetimes: [],
  account: {
    tells: {},
    silent: {},
    source: 'Coinbase Advanced and App API documents; endpoints of ccxt 4.5.84: none names a control of the account',
    read: '2026-11-23',
  },
  page: {
    url: 'https://portal.cdp.coinbase.com/projects/api-keys',
    boxes: {
      read: 'View',
      spot: 'Trade',
      futures: 'Trade',
      transfer: 'Transfer',
      withdraw: 'Transfer',
      admin: 'Trade',
    },
    ipBox: 'IP allowlist',
    notes: [
      'Secret API Keys, "API restrictions" and "Advanced Settings": choose one portfolio for the key there, and ECDSA where the bot asks for it.',
      'The key does not say whether it has an IP list: look it up in the portal.',
      'No box moves funds between portfolios without sending them away as well.',
    ],
    source: 'API key authentication and scopes (docs.cdp.coinbase.com)',
  },
  ccxt: 'v3PrivateGetBrokerageKeyPermissions',
};
