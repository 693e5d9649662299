import type { InspectionFacts } from '../inspection.ts';

const docs = 'HTX documents, copy of November 2025';
const page = 'https://www.htx.com/en-us/apikey';

export const facts: InspectionFacts = {
  name: 'HTX',
  source: `${docs}; ${page}; JKorf/HTX.Net; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [{ name: 'api.huobi.pro', group: 'rest', environment: 'live' }],
  introspection: {
    calls: ['GET /v2/user/uid', 'GET /v2/user/api-key'],
    source: 'https://www.htx.com/en-us/opend/newApiPages/?id=7ec52c92-7773-11ed-9966-0242ac110003',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /v1/order/orders/place',
        'POST /linear-swap-api/v1/swap_cross_order',
        'POST /swap-api/v1/swap_order',
        'POST /api/v1/contract_order',
        'POST /v5/trade/order',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: `${docs}: interface permission Trade`,
    },
    {
      what: 'withdraw to an address, or send to another user, from the list of saved addresses',
      calls: ['POST /v1/dw/withdraw/api/create'],
      needs: ['withdraw'],
      to: 'others',
      only: 'keys of the parent user, to an address that is on the list already',
      source: `${docs}: interface permission Withdraw`,
    },
    {
      what: 'move funds between own accounts and sub-users',
      calls: [
        'POST /v1/account/transfer',
        'POST /v2/account/transfer',
        'POST /v1/subuser/transfer',
        'POST /v1/futures/transfer',
        'POST /v5/account/universal_transfer',
        'POST /v1/dw/transfer-in/margin',
        'POST /v1/dw/transfer-out/margin',
        'POST /v1/cross-margin/transfer-in',
        'POST /v1/cross-margin/transfer-out',
        'POST /linear-swap-api/v1/swap_master_sub_transfer',
        'POST /linear-swap-api/v1/swap_transfer_inner',
        'POST /swap-api/v1/swap_master_sub_transfer',
        'POST /api/v1/contract_master_sub_transfer',
        'POST /api/v6/copyTrading/trader/transfer',
        'POST /v2/point/transfer',
      ],
      needs: ['spot', 'transfer'],
      to: 'own-accounts',
      source: `${docs}: interface permission Trade; for /v5 and /v2/account the table of ccxt 4.5.84`,
    },
    {
      what: 'borrow on margin',
      calls: ['POST /v1/margin/orders', 'POST /v1/cross-margin/orders'],
      needs: ['margin'],
      to: 'locked',
      source: `${docs}: interface permission Trade`,
    },
    {
      what: 'make, change and delete keys of sub-users',
      calls: [
        'POST /v2/sub-user/api-key-generation',
        'POST /v2/sub-user/api-key-modification',
        'POST /v2/sub-user/api-key-deletion',
      ],
      needs: ['spot', 'admin'],
      to: 'own-accounts',
      only: 'keys of the parent user; only a new key asks for a one-time code',
      source: `${docs}: interface permission Trade`,
    },
  ],
  lifetimes: [
    {
      effect: 'disabled',
      afterDays: 90,
      counts: 'from-last-use',
      unbound: true,
      rights: ['spot', 'margin', 'futures', 'withdraw'],
      says: 'a key that may trade or withdraw and has no IP list is deactivated after 90 days without use',
      source: page,
    },
  ],
  account: {
    tells: {},
    lists: {
      call: 'GET /v2/user/api-key',
      tells: 'every key of the user where none is named, without those of sub-users; a sub-user is refused',
      source: 'HTX documents, copy of November 2025: API key query (accessKey is optional)',
    },
    silent: {
      addressList:
        'GET /v2/account/withdraw/address lists saved addresses, and not whether withdrawals are held to them',
    },
    source: 'HTX documents, copy of November 2025; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: page,
    boxes: { read: 'Read', spot: 'Trade', margin: 'Trade', futures: 'Trade', transfer: 'Trade', withdraw: 'Withdraw' },
    ipBox: 'Link IP Address',
    asymmetric: 'Ed25519',
    notes: [
      'At most 20 keys for each account, and 20 addresses or ranges for each key, with commas between them.',
      'Trade also moves funds between the own accounts.',
    ],
    source: `${page}; the labels from guides of third parties`,
  },
  ccxt: 'v2PrivateGetUserUid',
};
