import type { InspectionFacts } from '../inspection.ts';

const docs = 'Gate API v4 documents, copy of November 2025';
const sdk = 'gate/gateapi-python, March 2026';
const help = 'Gate help, article 17521, "How to utilize API"';

export const facts: InspectionFacts = {
  name: 'Gate',
  source: `${docs}; ${sdk}; ${help}; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [
    { name: 'api.gateio.ws', group: 'rest', environment: 'live' },
    { name: 'api-testnet.gateapi.io', group: 'rest', environment: 'testnet' },
  ],
  mayKnow: {
    codes: ['INVALID_CREDENTIALS'],
    source:
      'ccxt 4.5.84, an authentication error; what it means is told in no document that was found; read 2026-11-22',
  },
  introspection: {
    calls: ['GET /api/v4/account/main_keys'],
    source: `${sdk}: AccountApi.get_account_main_keys, "Query All Main Account Key Information"`,
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /api/v4/spot/orders',
        'POST /api/v4/futures/{settle}/orders',
        'POST /api/v4/delivery/{settle}/orders',
        'POST /api/v4/options/orders',
        'POST /api/v4/alpha/orders',
        'POST /api/v4/crossex/orders',
      ],
      needs: ['spot', 'margin', 'futures', 'options'],
      words: ['alpha:write', 'crossx:write'],
      to: 'others',
      source: `${docs}; ${sdk} for alpha and crossx`,
    },
    {
      what: 'withdraw to an address, or send to another user by UID',
      calls: ['POST /api/v4/withdrawals', 'POST /api/v4/withdrawals/push'],
      needs: ['withdraw'],
      to: 'others',
      only: 'on chain only to an address that was withdrawn to by hand, more than 24 hours after that',
      source: `${docs}: withdrawal is a permission group of its own; ${help}`,
    },
    {
      what: 'sell coins for money that is paid out, to bank accounts that the same calls list',
      calls: [
        'POST /api/v4/otc/order/create',
        'POST /api/v4/otc/order/paid',
        'POST /api/v4/otc/stable_coin/order/create',
        'POST /api/v4/otc/bank/create',
      ],
      needs: [],
      words: ['otc:write'],
      to: 'others',
      source: `${sdk}: permission otc`,
    },
    {
      what: 'move funds between own accounts and sub-accounts',
      calls: [
        'POST /api/v4/wallet/transfers',
        'POST /api/v4/wallet/sub_account_transfers',
        'POST /api/v4/wallet/sub_account_to_sub_account',
      ],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${docs}: wallet, read-write: fund transfers`,
    },
    {
      what: 'move funds to accounts at other exchanges that are linked to this one',
      calls: ['POST /api/v4/crossex/transfers'],
      needs: [],
      words: ['crossx:write'],
      to: 'own-accounts',
      source: `${sdk}: permission crossx; accounts CROSSEX_BINANCE, CROSSEX_OKX, CROSSEX_BYBIT`,
    },
    {
      what: 'lock funds in earn products',
      calls: ['POST /api/v4/earn/uni/lends', 'POST /api/v4/earn/staking/swap', 'POST /api/v4/earn/dual/orders'],
      needs: [],
      words: ['earn:write'],
      to: 'locked',
      source: `${sdk}: permission earn`,
    },
    {
      what: 'pledge funds for a loan',
      calls: ['POST /api/v4/loan/collateral/orders', 'POST /api/v4/loan/multi_collateral/orders'],
      needs: [],
      words: ['loan:write'],
      to: 'locked',
      source: `${sdk}: permission loan`,
    },
    {
      what: 'borrow in the unified account',
      calls: ['POST /api/v4/unified/loans'],
      needs: [],
      words: ['unified:write'],
      to: 'locked',
      source: `${sdk}: permission unified`,
    },
    {
      what: 'make, change and delete keys of sub-accounts',
      calls: [
        'POST /api/v4/sub_accounts/{user_id}/keys',
        'PUT /api/v4/sub_accounts/{user_id}/keys/{key}',
        'DELETE /api/v4/sub_accounts/{user_id}/keys/{key}',
      ],
      needs: ['admin'],
      to: 'own-accounts',
      only: 'keys of the main account; which permission they need is not documented',
      source: docs,
    },
  ],
  lifetimes: [
    {
      effect: 'expired',
      afterDays: 90,
      counts: 'from-creation',
      unbound: true,
      says: 'a key without an IP list is valid for 90 days',
      source: `${help}: "If you opt for not binding, the API Key will allow access from any address and is valid for 90 days"`,
    },
  ],
  account: {
    tells: {},
    silent: {
      addressList:
        'GET /api/v4/wallet/saved_address lists the saved addresses of one coin, and not whether withdrawals are held to them',
    },
    source: 'Gate documents by rosssaunders/coincise; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.gate.com',
    boxes: {},
    ipBox: 'IP permissions',
    notes: [
      'The page is reached by the profile icon, "API Management", "Create API Key".',
      'Each permission is set to "Read and Write" or "Read Only".',
      'A change to a key takes up to 5 minutes to act.',
      'At most 20 addresses for each key, without ranges.',
    ],
    source: help,
  },
  ccxt: 'privateAccountGetMainKeys',
};
