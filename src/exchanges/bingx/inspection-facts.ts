import type { InspectionFacts } from '../inspection.ts';

const skills = 'BingX-API/api-ai-skills, April 2026';
const docs = 'BingX documents, copy of November 2025';
const page = 'https://bingx.com/en-gb/account/api/';

export const facts: InspectionFacts = {
  name: 'BingX',
  source: `${skills}; ${docs}; ${page}; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [{ name: 'open-api.bingx.com', group: 'rest', environment: 'live' }],
  introspection: {
    calls: ['GET /openApi/v1/account/apiPermissions'],
    source: `${skills}: sub-account, 1.2 Query API Key Permissions`,
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /openApi/spot/v1/trade/order',
        'POST /openApi/swap/v2/trade/order',
        'POST /openApi/cswap/v1/trade/order',
      ],
      needs: ['spot', 'futures'],
      to: 'others',
      source: skills,
    },
    {
      what: 'withdraw to an address',
      calls: ['POST /openApi/wallets/v1/capital/withdraw/apply'],
      needs: ['withdraw'],
      to: 'others',
      source: `${skills}: spot-wallet, permission Withdraw`,
    },
    {
      what: 'send to another user by UID, phone or e-mail',
      calls: ['POST /openApi/wallets/v1/capital/innerTransfer/apply'],
      needs: ['withdraw'],
      to: 'others',
      only: 'keys of the main account',
      source: `${docs}: API KEY permission: Withdraw`,
    },
    {
      what: 'send to a user by UID, phone or e-mail, from a sub-account',
      calls: ['POST /openApi/wallets/v1/capital/subAccountInnerTransfer/apply'],
      needs: ['transfer'],
      to: 'others',
      only: 'sub-accounts that the main account has authorised for internal transfers',
      source: `${skills}: sub-account, 4.2, permission Universal Transfer or Internal Transfer`,
    },
    {
      what: 'move funds between own accounts',
      calls: ['POST /openApi/api/asset/v1/transfer', 'POST /openApi/api/v3/post/asset/transfer'],
      needs: [],
      words: ['permitsUniversalTransfer'],
      to: 'own-accounts',
      source: `${docs}: API KEY permission: Universal Transfer; the second as ccxt 4.5.84 lists it`,
    },
    {
      what: 'move funds between sub-accounts',
      calls: ['POST /openApi/account/transfer/v1/subAccount/transferAsset'],
      needs: [],
      words: ['permitsUniversalTransfer'],
      to: 'own-accounts',
      only: 'keys of the main account',
      source: `${skills}: sub-account, 4.8, permission Universal Transfer`,
    },
    {
      what: 'make, change and delete keys of sub-accounts, also ones that may withdraw',
      calls: [
        'POST /openApi/subAccount/v1/apiKey/create',
        'POST /openApi/subAccount/v1/apiKey/edit',
        'POST /openApi/subAccount/v1/apiKey/del',
      ],
      needs: ['admin'],
      to: 'others',
      only: 'keys of the main account',
      source: `${skills}: sub-account, permission Manage Subaccounts; permissions may hold 5, Withdraw`,
    },
    {
      what: 'let sub-accounts send funds to other users',
      calls: ['POST /openApi/account/v1/innerTransfer/authorizeSubAccount'],
      needs: ['admin'],
      to: 'others',
      only: 'keys of the main account',
      source: `${skills}: sub-account, 4.1, permission Manage Subaccounts`,
    },
  ],
  lifetimes: [
    {
      effect: 'deleted',
      afterDays: 14,
      counts: 'from-last-use',
      unbound: true,
      rights: ['spot', 'futures', 'transfer', 'admin'],
      says: 'a key that may trade, transfer or manage sub-accounts and has no IP list is deleted after 14 days without use',
      source: page,
    },
  ],
  account: {
    tells: {},
    silent: {},
    source: 'endpoints of ccxt 4.5.84: none names a control of the account',
    read: '2026-11-23',
  },
  page: {
    url: page,
    boxes: { read: 'Read', spot: 'Spot Trading', futures: 'Perpetual Futures Trading' },
    notes: [
      'A key that may withdraw must have an IP list.',
      'At most 20 keys for each account and sub-account, and 20 addresses for each key, with commas between them.',
      'The box for managing sub-accounts is not shown by the exchange when it is asked what a key may do.',
    ],
    source: `${page}; the labels as ${skills} and guides of third parties name them`,
  },
  ccxt: 'accountV1PrivateGetAccountApiPermissions',
};
