import type { InspectionFacts } from '../inspection.ts';

const docs = 'phemex-api-docs of June 2024';
const help = 'https://phemex.com/help-center/how-to-share-api-keys-from-Main-to-Sub';
const undocumented = 'which permission allows it is not documented';

export const facts: InspectionFacts = {
  name: 'Phemex',
  source: `${docs}; ${help}; the exchange's java-client; phemex-api-docs issues 41, 44, 46; phemex-python-api issue 7; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [
    { name: 'api.phemex.com', group: 'rest', environment: 'live' },
    { name: 'testnet-api.phemex.com', group: 'rest', environment: 'testnet' },
  ],
  introspection: {
    calls: ['GET /spot/wallets'],
    source: `${docs}: Public-Spot-API-en.md; no call that tells the permissions of a key is documented`,
    none: 'no documented call tells what a key may do; its permissions are on the web page only',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /spot/orders',
        'PUT /spot/orders/create',
        'POST /orders',
        'PUT /orders/create',
        'POST /g-orders',
        'PUT /g-orders/create',
        'POST /assets/convert',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: `${docs}; ccxt 4.5.84`,
    },
    {
      what: 'move funds between spot and futures',
      calls: ['POST /assets/transfer', 'POST /exchange/margins', 'POST /uta-funds/contract/payback'],
      needs: ['transfer', 'spot', 'futures'],
      to: 'own-accounts',
      only: undocumented,
      source: `${docs}: Public-Transfer-API-en.md; ccxt 4.5.84`,
    },
    {
      what: 'send funds of a sub-account to the main account',
      calls: ['POST /assets/spots/sub-accounts/transfer', 'POST /assets/futures/sub-accounts/transfer'],
      needs: ['transfer', 'spot', 'futures'],
      to: 'own-accounts',
      only: `keys of sub-accounts; ${undocumented}`,
      source: `${docs}: Public-Transfer-API-en.md, "for sub-account only"`,
    },
    {
      what: 'move funds between any accounts of the owner',
      calls: [
        'POST /assets/universal-transfer',
        'POST /exchange/wallets/transferOut',
        'POST /exchange/wallets/transferIn',
      ],
      needs: ['transfer', 'spot', 'futures'],
      to: 'own-accounts',
      only: `keys of the main account; ${undocumented}`,
      source: `${docs}: Public-Transfer-API-en.md, "Main account only"; Public-Contract-API-en.md`,
    },
    {
      what: 'withdraw to an address',
      calls: ['POST /phemex-withdraw/wallets/api/createWithdraw'],
      needs: ['withdraw'],
      to: 'others',
      source: 'ccxt 4.5.84',
    },
    {
      what: 'withdraw to an address, or register one, with a code of the second factor',
      calls: [
        'POST /exchange/wallets/createWithdraw',
        'GET /exchange/wallets/confirm/withdraw',
        'POST /exchange/wallets/createWithdrawAddress',
      ],
      needs: ['withdraw'],
      to: 'others',
      only: 'old calls that ask for a one-time code and a code from an e-mail; whether they still answer is not known',
      source: `${docs}: Public-Contract-API-en.md`,
    },
  ],
  lifetimes: [],
  account: {
    tells: {},
    silent: {},
    source: 'endpoints of ccxt 4.5.84: none names a control of the account',
    read: '2026-11-23',
  },
  page: {
    url: 'https://phemex.com/account/api-management',
    boxes: {},
    notes: [
      'A key can be shared with sub-accounts on this page: the copies have the same secret and the same addresses, and an id that ends in the number of the sub-account.',
      'Orders can also be sent with PUT and with parameters in the query, and the old confirmation of a withdrawal is a GET: a filter by method misses them.',
    ],
    source: help,
  },
  ccxt: 'privateGetSpotWallets',
};
