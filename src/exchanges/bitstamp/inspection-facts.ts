import type { InspectionFacts } from '../inspection.ts';

const paths = 'bitstamp.net/api; ccxt 4.5.84';

export const facts: InspectionFacts = {
  name: 'Bitstamp',
  source: 'bitstamp.net/api and its OpenAPI text; blog.bitstamp.net; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'www.bitstamp.net', group: 'rest', environment: 'live' },
    { name: 'sandbox.bitstamp.net', group: 'rest', environment: 'testnet' },
  ],
  mayKnow: {
    codes: ['API0006', 'API0011'],
    source:
      'Bitstamp OpenAPI text and changelog (to February 2026): API0006 frozen, API0011 format; not that such a key is gone; read 2026-11-22',
  },
  introspection: {
    calls: ['POST /api/v2/account_balances/'],
    source: 'bitstamp.net/api: Account balances',
    none: 'no call tells the permissions of a key; they stand on the web page only',
  },
  reach: [
    {
      what: 'withdraw to any address or bank account',
      calls: [
        'POST /api/v2/{currency}_withdrawal/',
        'POST /api/v2/ripple_withdrawal/',
        'POST /api/v2/withdrawal/open/',
      ],
      needs: ['withdraw'],
      to: 'others',
      only: 'unless the key is locked to a withdrawal address',
      source: `${paths}; blog.bitstamp.net: API keys implemented`,
    },
    {
      what: 'move funds between the main account and sub-accounts',
      calls: ['POST /api/v2/transfer-to-main/', 'POST /api/v2/transfer-from-main/'],
      needs: ['transfer'],
      to: 'own-accounts',
      only: 'which permission it asks for is not documented',
      source: paths,
    },
    {
      what: 'lock funds in staking or lending',
      calls: ['POST /api/v2/earn/subscribe/', 'POST /api/v2/earn/subscriptions/setting/'],
      needs: ['transfer'],
      to: 'locked',
      only: 'which permission it asks for is not documented',
      source: paths,
    },
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /api/v2/buy/{pair}/',
        'POST /api/v2/sell/{pair}/',
        'POST /api/v2/buy/market/{pair}/',
        'POST /api/v2/sell/market/{pair}/',
        'POST /api/v2/buy/instant/{pair}/',
        'POST /api/v2/sell/instant/{pair}/',
      ],
      needs: ['spot', 'futures'],
      to: 'others',
      source: paths,
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
    url: 'https://www.bitstamp.net/account/security/api/',
    boxes: { read: 'Account balance' },
    notes: [
      'The page stands under Security, API Access; a new key works after Activate and a link in an e-mail.',
      'A key can be locked to an IP address, and its withdrawals to an address.',
      'Since no call tells what a key may do, tick no box that is not needed.',
      'POST /api/v2/revoke_all_api_keys/ deletes every key of the user, of all accounts.',
    ],
    source: 'blog.bitstamp.net: API keys implemented; Coinigy: How do I find my API keys on Bitstamp',
  },
  ccxt: 'privatePostAccountBalances',
};
