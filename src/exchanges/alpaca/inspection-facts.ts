import type { InspectionFacts } from '../inspection.ts';

const spec = 'alpaca-mcp-server, trading-api.json 2.0.1 of June 2026';
const article = 'https://alpaca.markets/learn/api-key-security-best-practices-for-alpaca-builders';
const docs = 'https://docs.alpaca.markets/reference';

export const facts: InspectionFacts = {
  name: 'Alpaca',
  source: `${spec}; ${docs}; ${article}; alpaca-py pull request 391; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [
    { name: 'api.alpaca.markets', group: 'rest', environment: 'live' },
    { name: 'paper-api.alpaca.markets', group: 'rest', environment: 'demo' },
  ],
  mayKnow: {
    codes: ['40110000'],
    source:
      'forum.alpaca.markets, 4315 (an answer of Alpaca: it can have different causes); ccxt 4.5.84, "request is not authorized"; read 2026-11-22',
  },
  introspection: {
    calls: ['GET /v2/account'],
    source: `${spec}: Get Account; no call that tells of a key is documented`,
    none: 'no documented call tells what a key may do, and no permissions of keys are documented: take it that a key may do what its account may',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /v2/orders',
        'PATCH /v2/orders/{order_id}',
        'DELETE /v2/positions',
        'DELETE /v2/positions/{symbol_or_asset_id}',
        'POST /v2/positions/{symbol_or_contract_id}/exercise',
        'POST /v1/locates',
      ],
      needs: ['spot', 'margin', 'futures', 'options'],
      to: 'others',
      source: `${spec}; ${article}: orders, cancels and liquidations with a leaked key`,
    },
    {
      what: 'withdraw crypto to a listed address',
      calls: ['POST /v2/wallets/transfers', 'POST /v2/perpetuals/wallets/transfers'],
      needs: ['withdraw'],
      to: 'others',
      only: 'the address must have been listed for 24 hours; the same key can list it',
      source: `${spec}: Request a New Withdrawal`,
    },
    {
      what: 'list an address for withdrawals of crypto',
      calls: ['POST /v2/wallets/whitelists', 'POST /v2/perpetuals/wallets/whitelists'],
      needs: ['withdraw'],
      to: 'others',
      only: 'it counts after 24 hours',
      source: `${spec}; ${article}: "whitelisting operations are still within the key's scope of impact"`,
    },
    {
      what: 'turn shares into tokens on a chain',
      calls: ['POST /v2/tokenization/mint'],
      needs: ['withdraw'],
      to: 'others',
      only: 'authorized participants only',
      source: `${spec}: Mint a Tokenized Asset`,
    },
  ],
  lifetimes: [],
  account: {
    tells: {},
    silent: {
      addressList:
        'GET /v2/wallets/whitelists lists white-listed addresses, and not whether withdrawals from the web page are held to them',
    },
    source: 'https://docs.alpaca.markets/us/reference/createwhitelistedaddress; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://app.alpaca.markets/dashboard/overview',
    boxes: {},
    notes: [
      'No permissions and no IP list of keys are documented: take it that whoever has the key can do what the account can, but for bank transfers and wires.',
      'The secret is sent with each request: it must never go over plain HTTP.',
      'Live and paper trading have keys and hosts of their own.',
      'Look at the list of withdrawal addresses as often as at the key: an address that you did not list is the first sign of a thief.',
    ],
    source: `${article}; ${docs}: Authentication`,
  },
  ccxt: 'traderPrivateGetV2Account',
};
