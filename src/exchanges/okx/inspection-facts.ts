import type { InspectionFacts } from '../inspection.ts';
import { facts as served } from './facts.ts';

const reference = 'OKX API v5 reference (February 2026)';
const trade = 'OKX API v5 reference: permission Trade';

export const facts: InspectionFacts = {
  name: 'OKX',
  source: 'OKX API v5 reference (February 2026): get account configuration, API key creation, error codes; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: served.hosts,
  passphrase: true,
  mayKnow: {
    codes: ['50100', '50101', '50105', '50114'],
    source:
      'rektibus/exchange-docs (OKX v5 reference), February 2026: 50100 frozen, 50101 of another environment, 50105 passphrase wrong, 50114 invalid authorization; ccxt 4.5.84; read 2026-11-22',
  },
  introspection: {
    calls: ['GET /api/v5/account/config'],
    source: 'Get account configuration (OKX API v5 reference): permission Read',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['POST /api/v5/trade/order', 'POST /api/v5/trade/order-algo', 'POST /api/v5/sprd/order'],
      needs: ['spot', 'margin', 'futures', 'options'],
      to: 'others',
      source: trade,
    },
    {
      what: 'trade a block at an agreed price with a partner',
      calls: ['POST /api/v5/rfq/create-rfq', 'POST /api/v5/rfq/create-quote', 'POST /api/v5/rfq/execute-quote'],
      needs: ['spot', 'margin', 'futures', 'options'],
      to: 'others',
      only: 'accounts that the exchange has admitted to block trading',
      source: trade,
    },
    {
      what: 'withdraw coins to a verified address, or send them to another user by number, mail or phone',
      calls: ['POST /api/v5/asset/withdrawal', 'POST /api/v5/asset/withdrawal-lightning'],
      needs: ['withdraw'],
      to: 'others',
      only: 'addresses have to be verified on the web before; standard sub-accounts cannot withdraw',
      source: 'Withdrawal (OKX API v5 reference): permission Withdraw',
    },
    {
      what: 'withdraw money to a bank account',
      calls: ['POST /api/v5/fiat/create-withdrawal'],
      needs: ['withdraw'],
      to: 'others',
      source: 'Fiat withdrawal (OKX API v5 reference): permission Withdraw',
    },
    {
      what: 'move funds between the wallets, and between the master account and its sub-accounts',
      calls: ['POST /api/v5/asset/transfer', 'POST /api/v5/asset/subaccount/transfer'],
      needs: ['transfer', 'spot', 'margin', 'futures', 'options'],
      words: ['trade'],
      to: 'own-accounts',
      only: 'between two sub-accounts with a master key; a sub-account sends to its master account by default',
      source: 'Funds transfer (OKX API v5 reference): permission Trade',
    },
    {
      what: 'move positions to another account of the owner',
      calls: ['POST /api/v5/account/move-positions'],
      needs: ['futures', 'options'],
      to: 'own-accounts',
      source: trade,
    },
    {
      what: 'stop a withdrawal that is under way',
      calls: ['POST /api/v5/asset/cancel-withdrawal', 'POST /api/v5/fiat/cancel-withdrawal'],
      needs: ['spot', 'transfer', 'withdraw'],
      to: 'own-accounts',
      source: trade,
    },
    {
      what: 'lock coins in savings, staking and structured products',
      calls: [
        'POST /api/v5/finance/savings/purchase-redempt',
        'POST /api/v5/finance/staking-defi/purchase',
        'POST /api/v5/finance/staking-defi/eth/purchase',
        'POST /api/v5/finance/staking-defi/sol/purchase',
        'POST /api/v5/finance/okusd/subscribe',
        'POST /api/v5/finance/sfp/dcd/trade',
      ],
      needs: ['spot', 'transfer'],
      to: 'locked',
      source: trade,
    },
    {
      what: 'borrow against the account, and pledge coins for it',
      calls: [
        'POST /api/v5/account/borrow-repay',
        'POST /api/v5/account/spot-manual-borrow-repay',
        'POST /api/v5/account/fixed-loan/borrowing-order',
        'POST /api/v5/finance/flexible-loan/borrow',
        'POST /api/v5/finance/flexible-loan/adjust-collateral',
      ],
      needs: ['spot', 'margin'],
      to: 'locked',
      source: trade,
    },
    {
      what: 'swap coins at a quoted price, also for money',
      calls: [
        'POST /api/v5/asset/convert/trade',
        'POST /api/v5/asset/convert-dust-assets',
        'POST /api/v5/trade/easy-convert',
        'POST /api/v5/trade/one-click-repay-v2',
        'POST /api/v5/fiat/buy-sell/trade',
      ],
      needs: ['spot', 'transfer'],
      to: 'own-accounts',
      source: trade,
    },
    {
      what: 'give funds to trading bots, and follow the trades of a stranger',
      calls: [
        'POST /api/v5/tradingBot/grid/order-algo',
        'POST /api/v5/tradingBot/dca/create',
        'POST /api/v5/tradingBot/recurring/order-algo',
        'POST /api/v5/tradingBot/signal/order-algo',
        'POST /api/v5/copytrading/first-copy-settings',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: trade,
    },
    {
      what: 'make, widen and delete keys of sub-accounts, and lift their IP lists',
      calls: [
        'POST /api/v5/users/subaccount/apikey',
        'POST /api/v5/users/subaccount/modify-apikey',
        'POST /api/v5/users/subaccount/delete-apikey',
      ],
      needs: ['admin'],
      to: 'others',
      only: 'trading keys of a master account with an IP list; a step towards bad trades, for a key of a sub-account never withdraws',
      source: 'Sub-account API key (OKX API v5 reference): permission Trade, error 50035',
    },
    {
      what: 'let a sub-account send funds out, or forbid it',
      calls: ['POST /api/v5/users/subaccount/set-transfer-out'],
      needs: ['spot', 'transfer', 'admin'],
      to: 'own-accounts',
      only: 'master keys',
      source: reference,
    },
  ],
  lifetimes: [
    {
      effect: 'expired',
      afterDays: 14,
      counts: 'from-last-use',
      unbound: true,
      rights: ['spot', 'margin', 'futures', 'options', 'transfer', 'withdraw'],
      says: 'a key with Trade or Withdraw and without an IP list expires after 14 days without use (keys of demo trading do not)',
      source: 'API key creation (OKX API v5 reference)',
    },
  ],
  account: {
    tells: {},
    silent: {
      login:
        'GET /api/v5/users/subaccount/list tells whether a sub-account has an authenticator app (gAuth), and neither whether it logs in by itself nor anything of the main login',
    },
    source: 'OKX API v5 documents: get sub-account list; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.okx.com/account/my-api',
    boxes: {
      read: 'Read',
      spot: 'Trade',
      margin: 'Trade',
      futures: 'Trade',
      options: 'Trade',
      transfer: 'Trade',
      withdraw: 'Withdraw',
    },
    notes: [
      'The owner chooses a passphrase for each key; OKX cannot show it again.',
      'A key takes at most 20 addresses or ranges.',
      '"Trade" also moves funds between the accounts of the owner; no box trades without that.',
      'A login by WebSocket counts as use, a call without proof does not.',
    ],
    source: 'API key creation (OKX API v5 reference)',
  },
  ccxt: 'privateGetAccountConfig',
};
