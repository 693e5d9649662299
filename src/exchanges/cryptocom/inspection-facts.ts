import type { InspectionFacts } from '../inspection.ts';

const openApi = 'Crypto.com Exchange API v1 (OpenAPI)';

export const facts: InspectionFacts = {
  name: 'Crypto.com Exchange',
  source: 'Crypto.com Exchange API v1: OpenAPI, REST reference, change log to 2026-05-21; help.crypto.com; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'api.crypto.com', group: 'rest', environment: 'live' },
    { name: 'uat-api.3ona.co', group: 'rest', environment: 'testnet' },
  ],
  introspection: {
    calls: ['POST /exchange/v1/private/get-accounts'],
    source: `${openApi}: private/get-accounts`,
    none: 'no call tells the permissions of a key or its IP list; they stand on the web page only',
  },
  reach: [
    {
      what: 'withdraw crypto to any address',
      calls: ['POST /exchange/v1/private/create-withdrawal', 'POST /v2/private/create-withdrawal'],
      needs: ['withdraw'],
      to: 'others',
      only: 'keys of the master account; whether the address must be listed before is not documented',
      source: `${openApi}: Crypto Wallet ("requires Withdrawal setting to be enabled for your API Key")`,
    },
    {
      what: 'add a bank account and withdraw to it',
      calls: [
        'POST /exchange/v1/private/fiat/fiat-create-bank-account',
        'POST /exchange/v1/private/fiat/fiat-create-withdraw',
      ],
      needs: ['withdraw'],
      to: 'others',
      only: 'keys of the master account',
      source: `${openApi}: Fiat Wallet ("requires Withdrawal setting to be enabled for your API Key")`,
    },
    {
      what: 'trade bilaterally with a liquidity provider (OTC)',
      calls: ['POST /exchange/v1/private/otc/request-quote', 'POST /exchange/v1/private/otc/request-deal'],
      needs: ['spot'],
      to: 'others',
      only: 'which permission it asks for is not documented',
      source: `${openApi}: OTC RFQ`,
    },
    {
      what: 'lock funds in staking',
      calls: ['POST /exchange/v1/private/staking/stake', 'POST /exchange/v1/private/staking/convert'],
      needs: ['spot', 'transfer'],
      to: 'locked',
      only: 'which permission it asks for is not documented',
      source: `${openApi}: Staking`,
    },
    {
      what: 'move funds between the master account, sub-accounts and isolated positions',
      calls: [
        'POST /exchange/v1/private/create-subaccount-transfer',
        'POST /exchange/v1/private/create-isolated-margin-transfer',
        'POST /v2/private/create-subaccount-transfer',
      ],
      needs: ['transfer'],
      to: 'own-accounts',
      only: 'which permission it asks for is not documented',
      source: `${openApi}: Account and Balance; ccxt 4.5.84 (v2)`,
    },
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /exchange/v1/private/create-order',
        'POST /exchange/v1/private/create-order-list',
        'POST /exchange/v1/private/advanced/create-order',
        'POST /exchange/v1/private/bot/create-trading-bot',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: `${openApi}: Trading, Advanced Order Management, Trading Bot`,
    },
  ],
  lifetimes: [],
  account: {
    tells: {
      login: {
        call: 'POST /exchange/v1/private/get-accounts',
        tells: 'master_account.two_fa_enabled',
        source:
          'ccxt 4.5.84 cryptocom.fetchAccounts (the answer as recorded); https://help.crypto.com/en/articles/11938841: with 2FA set up the login asks for the code of an authenticator app',
      },
    },
    silent: {},
    source: 'Crypto.com Exchange API v1; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://crypto.com/exchange/user/settings/api-management',
    boxes: {
      read: 'Can Read',
      spot: 'Enable Trading',
      margin: 'Enable Trading',
      futures: 'Enable Trading',
      withdraw: 'Enable Withdrawal',
    },
    notes: [
      'A new key can only read; what else it may do is ticked afterwards, under Edit.',
      'Since no call tells what a key may do, tick no box that is not needed, and list the addresses.',
      'Keys of sub-accounts are made by choosing the sub-account first.',
      'Keys are made, changed and deleted on the web page only.',
    ],
    source: 'help.crypto.com: broker programme; Crypto.com Exchange REST reference; support.altrady.com: Crypto.com',
  },
  ccxt: 'v1PrivatePostPrivateGetAccounts',
};
