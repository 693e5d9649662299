import type { InspectionFacts } from '../inspection.ts';

const spec = 'KuCoin universal SDK, REST specification of November 2025';
const support = 'https://www.kucoin.com/support/360015102174';

export const facts: InspectionFacts = {
  name: 'KuCoin',
  source: `${spec}; tiagosiebler/kucoin-api of July 2026 for expiredAt and my-ip; ${support}; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [{ name: 'api.kucoin.com', group: 'rest', environment: 'live' }],
  passphrase: true,
  mayKnow: {
    codes: ['400004'],
    source:
      'rektibus/exchange-docs (KuCoin), error codes: 400004 KC-API-PASSPHRASE wrong; ccxt 4.5.84; read 2026-11-22',
  },
  introspection: {
    calls: ['GET /api/v1/user/api-key'],
    source: `${spec}: "Use the api key awaiting checking to call the endpoint", permission General`,
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /api/v1/hf/orders',
        'POST /api/v1/orders',
        'POST /api/v3/hf/margin/order',
        'POST /api/ua/v1/{accountMode}/order/place',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: spec,
    },
    {
      what: 'withdraw to an address, or send to another user by UID, e-mail or phone',
      calls: ['POST /api/v3/withdrawals', 'POST /api/v1/withdrawals', 'POST /api/ua/v1/withdrawal'],
      needs: ['withdraw'],
      to: 'others',
      source: `${spec}: x-api-permission Withdrawal; withdrawType ADDRESS, UID, MAIL, PHONE`,
    },
    {
      what: 'move funds between accounts and sub-accounts',
      calls: ['POST /api/v3/accounts/universal-transfer', 'POST /api/ua/v1/account/transfer'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${spec}: x-api-permission FlexTransfers; the unified twin is listed by the SDK of 2026`,
    },
    {
      what: 'move spot funds between own accounts and sub-accounts',
      calls: ['POST /api/v2/accounts/inner-transfer', 'POST /api/v2/accounts/sub-transfer'],
      needs: ['spot'],
      to: 'own-accounts',
      only: 'calls that are marked as given up; whether they still answer is not known',
      source: `${spec}: x-api-permission Spot, x-abandon`,
    },
    {
      what: 'move futures funds between own accounts',
      calls: ['POST /api/v3/transfer-out', 'POST /api/v1/transfer-in', 'POST /api/v2/transfer-out'],
      needs: ['futures'],
      to: 'own-accounts',
      only: 'calls that are marked as given up; whether they still answer is not known',
      source: `${spec}: x-api-permission Futures, x-abandon`,
    },
    {
      what: 'lend funds out and take them back',
      calls: ['POST /api/v3/purchase', 'POST /api/v3/lend/purchase/update', 'POST /api/v3/redeem'],
      needs: ['margin'],
      to: 'locked',
      source: `${spec}: x-api-permission Margin`,
    },
    {
      what: 'lock funds in earn products, and redeem them',
      calls: ['POST /api/v1/earn/orders', 'DELETE /api/v1/earn/orders'],
      needs: [],
      words: ['Earn'],
      to: 'locked',
      source: `${spec}: x-api-permission Earn`,
    },
    {
      what: 'borrow against the margin account',
      calls: ['POST /api/v3/margin/borrow', 'POST /api/v3/margin/repay'],
      needs: ['margin'],
      to: 'locked',
      source: `${spec}: x-api-permission Margin`,
    },
    {
      what: 'make, change and delete keys of sub-accounts',
      calls: ['POST /api/v1/sub/api-key', 'POST /api/v1/sub/api-key/update', 'DELETE /api/v1/sub/api-key'],
      needs: ['read'],
      to: 'own-accounts',
      only: 'keys of the master account; the documents ask for General alone, which is not confirmed',
      source: `${spec}: x-api-permission General`,
    },
  ],
  lifetimes: [
    {
      effect: 'deleted',
      afterDays: 30,
      counts: 'from-last-use',
      unbound: true,
      rights: ['spot', 'margin', 'futures'],
      says: 'a key that may trade and has no IP list is deleted, or loses the right to trade, after 30 days without use',
      source: support,
    },
  ],
  account: {
    tells: {},
    silent: {},
    source: 'endpoints of ccxt 4.5.84: none names a control of the account',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.kucoin.com/account/api',
    boxes: { read: 'General' },
    notes: [
      'The passphrase is asked for with every request; write it down, for KuCoin does not show it again.',
      'Some permissions can be ticked only once an IP list is given.',
      'A key that is linked to a third-party application cannot withdraw and has no IP list of its own.',
    ],
    source: support,
  },
  ccxt: 'privateGetUserApiKey',
};
