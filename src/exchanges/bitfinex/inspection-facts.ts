import type { InspectionFacts } from '../inspection.ts';

const client = 'bfx-api-node-rest; ccxt 4.5.84';

export const facts: InspectionFacts = {
  name: 'Bitfinex',
  source: 'docs.bitfinex.com; support.bitfinex.com; bfx-api-node-rest; Bitfinex.Net; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [{ name: 'api.bitfinex.com', group: 'rest', environment: 'live' }],
  introspection: {
    calls: ['POST /v2/auth/r/permissions', 'POST /v2/auth/r/info/user'],
    source: 'docs.bitfinex.com/reference/key-permissions, docs.bitfinex.com/reference/rest-auth-info-user',
  },
  reach: [
    {
      what: 'withdraw to any address, also by a Lightning invoice',
      calls: ['POST /v2/auth/w/withdraw', 'POST /v2/auth/w/ext/wallets/withdrawals/request', 'POST /v1/withdraw'],
      needs: ['withdraw'],
      to: 'others',
      source: `docs.bitfinex.com; ${client}`,
    },
    {
      what: 'move funds between the wallets, and to a sub-account or the master account',
      calls: ['POST /v2/auth/w/transfer', 'POST /v1/transfer'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: 'docs.bitfinex.com: Transfer Between Wallets; Bitfinex.Net (email_dst)',
    },
    {
      what: 'lend funds to margin traders, for as long as the loan runs',
      calls: ['POST /v2/auth/w/funding/offer/submit', 'POST /v2/auth/w/funding/auto', 'POST /v1/offer/new'],
      needs: [],
      words: ['funding:write'],
      to: 'locked',
      source: `support.bitfinex.com: API keys (Margin Funding); ${client}`,
    },
    {
      what: 'pay for a margin position and claim it, or make it larger with funds',
      calls: ['POST /v2/auth/w/position/claim', 'POST /v2/auth/w/position/increase', 'POST /v1/position/claim'],
      needs: [],
      words: ['positions:write'],
      to: 'own-accounts',
      source: `support.bitfinex.com: API keys (Margin Trading); ${client}`,
    },
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['POST /v2/auth/w/order/submit', 'POST /v2/auth/w/order/multi'],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: client,
    },
  ],
  lifetimes: [],
  account: {
    tells: {
      login: {
        call: 'POST /v2/auth/r/info/user',
        tells: '2FA_MODES (field 26): the second factors that are on, otp and u2f',
        source:
          'https://docs.bitfinex.com/reference/rest-auth-info-user; https://support.bitfinex.com/hc/en-us/articles/115003340249: asked for at each login, there is no SMS',
      },
    },
    silent: { sessions: 'POST /v2/auth/r/logins/hist lists logins of the past, and not which sessions live' },
    source: 'https://docs.bitfinex.com/reference; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://setting.bitfinex.com/api',
    boxes: {
      read: 'Account History, Orders and Wallets (read)',
      spot: 'Orders (create and cancel orders)',
      margin: 'Orders (create and cancel orders)',
      futures: 'Orders (create and cancel orders)',
      transfer: 'Wallets (transfer between your wallets)',
      withdraw: 'Withdrawals',
    },
    ipBox: 'IP Access restrictions',
    notes: [
      'A key works from at most 20 listed addresses; no call tells the list.',
      'A new key is confirmed by a one-time code and by a link in an e-mail.',
      'A program can make tokens with POST /v2/auth/w/token, which act for the key for a while.',
      'Keys are made, changed and deleted on the web page only.',
    ],
    source:
      'support.bitfinex.com: How to create and revoke a Bitfinex API Key; docs.bitfinex.com/reference/generate-token',
  },
  ccxt: 'privatePostAuthRPermissions',
};
