import type { InspectionFacts } from '../inspection.ts';

const openApi = 'Deribit OpenAPI 2.1.1';

export const facts: InspectionFacts = {
  name: 'Deribit',
  source: 'docs.deribit.com: OpenAPI 2.1.1, access scope, creating API keys, withdrawals; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'www.deribit.com', group: 'rest', environment: 'live' },
    { name: 'test.deribit.com', group: 'rest', environment: 'testnet' },
  ],
  introspection: {
    calls: ['POST /api/v2/public/auth', 'GET /api/v2/private/list_api_keys', 'GET /api/v2/private/get_subaccounts'],
    source: `${openApi}: public/auth (scope), private/list_api_keys and private/get_subaccounts (account:read)`,
  },
  reach: [
    {
      what: 'withdraw to the address book, or send to another user of Deribit',
      calls: ['GET /api/v2/private/withdraw', 'GET /api/v2/private/submit_transfer_to_user'],
      needs: ['withdraw'],
      to: 'others',
      only: 'keys of the main account; a security key is asked for where it guards the wallet',
      source: `${openApi}: wallet:read_write and mainaccount; docs.deribit.com: managing withdrawals`,
    },
    {
      what: 'add withdrawal addresses to the address book',
      calls: ['GET /api/v2/private/add_to_address_book', 'GET /api/v2/private/update_in_address_book'],
      needs: ['withdraw'],
      to: 'others',
      only: 'a new address waits three days by default, and a security key is asked for where it guards the wallet',
      source: `${openApi}: wallet:read_write; docs.deribit.com: managing withdrawals`,
    },
    {
      what: 'trade bilaterally with a counterparty of its choice, at a price of their own (block trades)',
      calls: ['GET /api/v2/private/execute_block_trade', 'GET /api/v2/private/approve_block_trade'],
      needs: [],
      words: ['block_trade:read_write'],
      to: 'others',
      only: 'a key with the feature block_trade_approval needs another key to approve',
      source: `${openApi}: block_trade:read_write`,
    },
    {
      what: 'trade with market makers of its choice (block RFQ)',
      calls: [
        'GET /api/v2/private/create_block_rfq',
        'GET /api/v2/private/accept_block_rfq',
        'GET /api/v2/private/add_block_rfq_quote',
        'GET /api/v2/private/edit_block_rfq_quote',
      ],
      needs: [],
      words: ['block_rfq:read_write'],
      to: 'others',
      source: `${openApi}: block_rfq:read_write`,
    },
    {
      what: 'make keys, widen the rights of keys, and read or renew their secrets',
      calls: [
        'GET /api/v2/private/create_api_key',
        'GET /api/v2/private/edit_api_key',
        'GET /api/v2/private/change_scope_in_api_key',
        'GET /api/v2/private/reset_api_key',
        'GET /api/v2/private/list_api_keys',
      ],
      needs: ['admin'],
      to: 'others',
      only: 'up to the scopes of the key itself; a one-time code or security key is asked for where one is set up',
      source: `${openApi}: account:read_write; docs.deribit.com: API keys (scope_exceeded)`,
    },
    {
      what: 'move funds between the main account and subaccounts',
      calls: [
        'GET /api/v2/private/submit_transfer_to_subaccount',
        'GET /api/v2/private/submit_transfer_between_subaccounts',
      ],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${openApi}: wallet:read_write`,
    },
    {
      what: 'move positions between subaccounts, with a key that only trades',
      calls: ['GET /api/v2/private/move_positions'],
      needs: [],
      words: ['trade:read_write'],
      to: 'own-accounts',
      source: `${openApi}: trade:read_write`,
    },
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'GET /api/v2/private/buy',
        'GET /api/v2/private/sell',
        'GET /api/v2/private/edit',
        'GET /api/v2/private/close_position',
        'GET /api/v2/private/mass_quote',
      ],
      needs: ['spot', 'futures', 'options'],
      to: 'others',
      source: `${openApi}: trade:read_write`,
    },
  ],
  lifetimes: [],
  account: {
    tells: {
      login: {
        call: 'GET /api/v2/private/get_subaccounts',
        tells:
          'security_keys_enabled, security_keys_assignments (login, account, wallet, admin) and login_enabled of each account',
        source:
          'Deribit OpenAPI 2.1.1: private/get_subaccounts (account:read); https://support.deribit.com/hc/en-us/articles/25944616655261: security keys are passkeys and authenticator apps',
      },
    },
    lists: {
      call: 'GET /api/v2/private/list_api_keys',
      tells: 'every key of the account that the key is of; each subaccount has a list of its own',
      source: 'Deribit OpenAPI 2.1.1: private/list_api_keys (account:read)',
    },
    silent: {
      addressList:
        'private/get_address_book tells of each address whether it still waits; how long new ones wait is set on the page alone (0 to 60 days)',
      notices: 'receive_notifications tells only whether the main account gets the e-mails of a subaccount',
      sessions: 'private/get_access_log lists what was, and not which sessions live',
    },
    source: 'Deribit OpenAPI 2.1.1; https://support.deribit.com/hc/en-us/articles/26311157677853',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.deribit.com/account/BTC/api',
    boxes: {
      read: 'account: read, trade: read, wallet: read',
      spot: 'trade: read_write',
      futures: 'trade: read_write',
      options: 'trade: read_write',
      transfer: 'wallet: read_write',
      withdraw: 'wallet: read_write',
      admin: 'account: read_write',
    },
    ipBox: 'IP Whitelisting',
    notes: [
      'The most that a key may do is chosen under Scopes; "account: read" lets Keyward see the IP list and the age of the key, the other keys, and whether the login asks for a security key.',
      'At most 8 keys stand in each account or subaccount.',
      'With "account: read" a key can list all keys of the account, and the answer may carry their secrets.',
      'Every call can be made by GET and by POST, and by POST to /api/v2 with the method in the body.',
    ],
    source: 'docs.deribit.com: creating API keys, access scope, connection management',
  },
};
