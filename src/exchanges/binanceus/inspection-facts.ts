import type { InspectionFacts } from '../inspection.ts';

const docs = 'binance-us-api-docs of June 2024 (rest-api.md, web-socket-api.md, errors.md)';
const site = 'https://docs.binance.us';
const help = 'https://support.binance.us/en/articles/9842812-binance-us-api-keys-best-practices-safety-tips';

export const facts: InspectionFacts = {
  name: 'Binance.US',
  source: `${docs}; ${site}; ${help}; ccxt 4.5.84; gocryptotrader`,
  read: '2026-11-22',
  hosts: [{ name: 'api.binance.us', group: 'rest', environment: 'live' }],
  introspection: {
    calls: ['GET /api/v3/account'],
    source: `${docs}: USER_DATA; no call that tells the permissions of a key is documented`,
    none: 'no documented call tells what a key may do; the flags of GET /api/v3/account are those of the account',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /api/v3/order',
        'POST /api/v3/order/oco',
        'POST /api/v3/order/cancelReplace',
        'POST /sapi/v1/otc/quotes',
        'POST /sapi/v1/otc/orders',
      ],
      needs: ['spot'],
      to: 'others',
      source: `${docs}: TRADE; ${site}: the OTC calls ask for "Enable Spot Trading"`,
    },
    {
      what: 'turn small balances into another asset',
      calls: ['POST /sapi/v1/asset/dust'],
      needs: ['spot'],
      to: 'own-accounts',
      only: 'which box allows it is not documented',
      source: `${site}: Convert Dust`,
    },
    {
      what: 'withdraw crypto to an address',
      calls: ['POST /sapi/v1/capital/withdraw/apply', 'POST /wapi/v3/withdraw.html'],
      needs: ['withdraw'],
      to: 'others',
      only: 'the wapi twin is given up since September 2022',
      source: `${site}: Withdraw Crypto; wapi-api.md`,
    },
    {
      what: 'withdraw dollars',
      calls: ['POST /sapi/v1/fiatpayment/withdraw/apply', 'POST /sapi/v1/fiatpayment/apply/withdraw'],
      needs: ['withdraw'],
      to: 'others',
      only: 'two spellings of the path are documented; which one answers is not known',
      source: `${site}: Withdraw Fiat; wapi-api.md`,
    },
    {
      what: 'move funds between the master account and sub-accounts',
      calls: ['POST /sapi/v3/sub-account/transfer', 'POST /wapi/v3/sub-account/transfer.html'],
      needs: ['transfer', 'spot'],
      to: 'own-accounts',
      only: 'keys of the master account; the page has no box of its own for it, and which one allows it is not documented',
      source: `${site}: Execute Sub-account Transfer`,
    },
    {
      what: 'stake and unstake',
      calls: ['POST /sapi/v1/staking/stake', 'POST /sapi/v1/staking/unstake'],
      needs: ['transfer', 'spot'],
      to: 'locked',
      only: 'which box allows it is not documented',
      source: `${site}: Stake Asset, Unstake Asset`,
    },
    {
      what: 'move funds to and from a custodian',
      calls: [
        'POST /sapi/v1/custodian/walletTransfer',
        'POST /sapi/v1/custodian/custodianTransfer',
        'POST /sapi/v1/custodian/undoTransfer',
      ],
      needs: ['transfer', 'spot', 'withdraw'],
      to: 'own-accounts',
      only: 'custodial solution keys, which are of a kind of their own and need an agreement',
      source: `${site}: Custodial Solution API Keys`,
    },
    {
      what: 'move collateral in and out of a credit line',
      calls: ['POST /sapi/v1/cl/transfer'],
      needs: ['transfer', 'spot', 'withdraw'],
      to: 'own-accounts',
      only: 'credit line keys, which are of a kind of their own and need an agreement',
      source: `${site}: Credit Line API Keys`,
    },
    {
      what: 'turn the withdrawals of the account on again',
      calls: ['POST /sapi/v1/account/quickEnableWithdrawal'],
      needs: ['admin', 'withdraw'],
      to: 'others',
      only: 'it moves nothing itself, and is known from clients only',
      source: 'gocryptotrader, exchanges/binanceus',
    },
  ],
  lifetimes: [
    {
      effect: 'downgraded',
      afterDays: 90,
      counts: 'from-last-use',
      unbound: true,
      says: 'a key without an IP list that was not used for 90 days is set back to reading',
      source: `${help}: "Binance.US will also reset"; the rest of the sentence as others cite it`,
    },
  ],
  account: {
    tells: {},
    silent: {},
    source: 'endpoints of ccxt 4.5.84: none names a control of the account',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.binance.us/settings/api-management',
    boxes: { spot: 'Enable Spot Trading' },
    notes: [
      'The pages disagree on whether a new key may trade: look at the box after you made one.',
      'Keys for a custodian and for a credit line are made on the same page, and work on their own calls only.',
    ],
    source: `${site}: Get API Keys (profile menu, API Management); ${help}`,
  },
  ccxt: 'privateGetAccount',
};
