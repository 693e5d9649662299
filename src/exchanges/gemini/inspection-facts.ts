import type { InspectionFacts } from '../inspection.ts';

const openApi = 'developer.gemini.com (OpenAPI)';

export const facts: InspectionFacts = {
  name: 'Gemini',
  source: 'developer.gemini.com: OpenAPI, authentication, error codes, roles; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'api.gemini.com', group: 'rest', environment: 'live' },
    { name: 'api.sandbox.gemini.com', group: 'rest', environment: 'testnet' },
  ],
  mayKnow: {
    codes: ['AccountClosed'],
    source:
      'told in no document that was found: not in ccxt 4.5.84, and docs.gemini.com/error-codes was read in part; read 2026-11-22',
  },
  introspection: {
    calls: ['POST /v1/roles'],
    source: 'developer.gemini.com: Account Administration, Roles Endpoint',
  },
  reach: [
    {
      what: 'withdraw crypto or to a bank account',
      calls: ['POST /v1/withdraw/{currency}', 'POST /v2/withdraw/{network}/{ticker}', 'POST /v1/payments/sen/withdraw'],
      needs: ['withdraw'],
      to: 'others',
      only: 'crypto goes to approved addresses only, unless Gemini has allowed others; not by API in the UK, EU and EEA',
      source: `${openApi}: Fund Management`,
    },
    {
      what: 'ask for a new approved address or bank account',
      calls: [
        'POST /v1/approvedAddresses/{network}/request',
        'POST /v1/payments/addbank',
        'POST /v1/payments/addbank/cad',
      ],
      needs: ['withdraw'],
      to: 'others',
      only: 'a new address waits seven days, and the key must have an IP list',
      source: `${openApi}: Fund Management`,
    },
    {
      what: 'trade bilaterally with a counterparty of its choice, at any price (Gemini Clearing)',
      calls: ['POST /v1/clearing/new', 'POST /v1/clearing/confirm', 'POST /v1/clearing/broker/new'],
      needs: ['spot'],
      to: 'others',
      source: `${openApi}: Clearing ("must have the Trader role assigned")`,
    },
    {
      what: 'lock funds in staking',
      calls: ['POST /v1/staking/stake'],
      needs: ['spot', 'transfer'],
      to: 'locked',
      source: `${openApi}: Staking (Trader or Fund Manager)`,
    },
    {
      what: "move funds between the group's accounts",
      calls: ['POST /v1/account/transfer/{currency}'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${openApi}: Fund Management`,
    },
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /v1/order/new',
        'POST /v1/instant/execute',
        'POST /v1/wrap/{symbol}',
        'POST /v1/prediction-markets/order',
        'POST /v1/prediction-markets/order/batch',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: `${openApi}: Orders ("must have the Trader role assigned"), Instant, Prediction Markets`,
    },
  ],
  lifetimes: [],
  account: {
    tells: {},
    silent: {
      addressList:
        'POST /v1/approvedAddresses/account/NETWORK lists the approved addresses of one network, and not whether the list is on',
    },
    source:
      'https://developer.gemini.com/trading/rest-api/fund-management/list-approved-addresses; https://support.gemini.com/hc/en-us/articles/360001411543 (an option of the account)',
    read: '2026-11-23',
  },
  page: {
    url: 'https://exchange.gemini.com/settings/api',
    boxes: { read: 'Auditor', spot: 'Trading', margin: 'Trading', futures: 'Trading' },
    ipBox: 'Trusted IPs only',
    notes: [
      'The scope of a key is one account (Primary) or the whole group (Master); an Administrator can only be a Master key.',
      'Auditor cannot be ticked with another role; Trader and Fund Manager can stand together.',
      '"Uses a time based nonce" cannot be told from outside: such a key takes only the time in seconds.',
      'Keys are made, changed and deleted on the web page only.',
    ],
    source: 'developer.gemini.com: authentication, roles, error codes; help.3commas.io: Gemini, how to create API keys',
  },
  ccxt: 'privatePostV1Roles',
};
