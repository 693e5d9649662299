import type { InspectionFacts } from '../inspection.ts';

const docs = 'MEXC spot v3 documents, copies of 2025 and 2026';
const keyInfo = 'MEXC documents of 2026, "Query API key info"';

export const facts: InspectionFacts = {
  name: 'MEXC',
  source: `${docs}; ${keyInfo}; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [{ name: 'api.mexc.com', group: 'rest', environment: 'live' }],
  mayKnow: {
    codes: ['700001'],
    source:
      'mexcdevelop/apidocs, spot v3: the format of the key; ccxt 4.5.84 writes it down for a wrong signature and for keys that have expired; read 2026-11-22',
  },
  introspection: {
    calls: ['GET /api/v3/apiKeyInfo'],
    source: keyInfo,
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['POST /api/v3/order', 'POST /api/v3/batchOrders', 'POST /api/v1/private/order/create'],
      needs: ['spot', 'futures'],
      to: 'others',
      source: `${docs}: SPOT_DEAL_WRITE; CONTRACT_DEAL_WRITE`,
    },
    {
      what: 'withdraw to an address',
      calls: ['POST /api/v3/capital/withdraw', 'POST /api/v3/capital/withdraw/apply'],
      needs: ['withdraw'],
      to: 'others',
      source: `${docs}: SPOT_WITHDRAW_WRITE`,
    },
    {
      what: 'send to another user by e-mail, UID or phone',
      calls: ['POST /api/v3/capital/transfer/internal'],
      needs: ['withdraw'],
      to: 'others',
      source: `${docs}: SPOT_WITHDRAW_WRITE`,
    },
    {
      what: 'move funds between own accounts and sub-accounts',
      calls: ['POST /api/v3/capital/transfer', 'POST /api/v3/capital/sub-account/universalTransfer'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${docs}: SPOT_TRANSFER_WRITE`,
    },
    {
      what: 'change the IP list of a key, its own too',
      calls: ['POST /api/v3/apiKeyInfo'],
      needs: ['admin'],
      to: 'own-accounts',
      source: 'MEXC documents of 2026, "Update IP whitelist": SPOT_ACCOUNT_WRITE, since 2026-06-11',
    },
    {
      what: 'make and delete keys of sub-accounts',
      calls: ['POST /api/v3/sub-account/apiKey', 'DELETE /api/v3/sub-account/apiKey'],
      needs: ['admin'],
      words: ['SPOT_ACCOUNT_READ'],
      to: 'own-accounts',
      only: 'keys of the master account; some documents ask for SPOT_ACCOUNT_READ alone, newer ones for SPOT_ACCOUNT_WRITE',
      source:
        'https://www.mexc.in/api-docs/spot-v3/subaccount-endpoints/create-an-apikey-for-a-sub-account-for-master-account',
    },
  ],
  lifetimes: [
    {
      effect: 'expired',
      afterDays: 90,
      counts: 'from-creation',
      unbound: true,
      says: 'a key without an IP list is valid for 90 days',
      source:
        'mexcdevelop/apidocs, branch spot_v3_en: "The validity of an API Key without a linked IP address is 90 days, and the API Key will expire automatically"',
    },
  ],
  account: {
    tells: {},
    silent: {
      addressList:
        'GET /api/v3/capital/withdraw/address lists saved addresses, and not whether withdrawals are held to them',
    },
    source: 'endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.mexc.com/user/openapi',
    boxes: {},
    notes: [
      'At most 30 keys for each account.',
      'The right to change an account (SPOT_ACCOUNT_WRITE) also lets a key change its own IP list.',
    ],
    source: 'mexcdevelop/apidocs, branch spot_v3_en',
  },
  ccxt: 'spotPrivateGetApiKeyInfo',
};
