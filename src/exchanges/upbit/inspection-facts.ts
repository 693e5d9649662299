import type { InspectionFacts } from '../inspection.ts';

const docs = 'https://docs.upbit.com/kr';
const pockets = `${docs}/reference/list-pocket-api-keys`;

export const facts: InspectionFacts = {
  name: 'Upbit (Korea)',
  source: `${docs} of July to September 2026; ccxt 4.5.84`,
  read: '2026-11-22',
  hosts: [{ name: 'api.upbit.com', group: 'rest', environment: 'live' }],
  introspection: {
    calls: ['GET /v1/api_keys', 'GET /v1/pockets/api_keys', 'GET /v1/accounts'],
    source: `${docs}/reference/list-api-keys (no permission needed); ${pockets} (manage_pockets); GET /v1/accounts (view_account)`,
    none: 'only a key of the main pocket with pocket management is shown permissions, its own among them; any other key is told its end, and whether it may see balances',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['POST /v1/orders', 'POST /v1/orders/cancel_and_new'],
      needs: ['spot'],
      to: 'others',
      source: `${docs}/reference/auth: make_orders`,
    },
    {
      what: 'withdraw coins and won',
      calls: ['POST /v1/withdraws/coin', 'POST /v1/withdraws/krw'],
      needs: ['withdraw'],
      to: 'others',
      only: 'main pocket only; to registered addresses, also of other users of Upbit; since July 2026 each key is locked against it until its owner unlocks it in the app',
      source: `${docs}/docs/api-setup: withdraw_address_not_registered, open_api_withdraw_locked`,
    },
    {
      what: 'move funds of one pocket to another',
      calls: ['POST /v1/pockets/transfers'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${docs}/reference/transfer: the permission transfer, keys of sub-pockets`,
    },
    {
      what: 'move funds between any pockets',
      calls: ['POST /v1/pockets/universal_transfers'],
      needs: ['admin'],
      to: 'own-accounts',
      only: 'keys of the main pocket',
      source: `${docs}/reference/universal-transfer: the permission manage_pockets`,
    },
    {
      what: 'take won in from the linked bank account',
      calls: ['POST /v1/deposits/krw'],
      needs: [],
      words: ['deposit'],
      to: 'own-accounts',
      source: `${docs}/reference/auth: the permission deposit`,
    },
  ],
  lifetimes: [
    {
      effect: 'expired',
      afterDays: 365,
      counts: 'from-creation',
      says: 'a key ends a year after it was made and cannot be extended',
      source: `${docs}/changelog/order-rate-limit-update of August 2026`,
    },
  ],
  account: {
    tells: {},
    lists: {
      call: 'GET /v1/api_keys',
      tells: 'every key of the account, without its name; whether those of other pockets are among them is not told',
      source: 'https://docs.upbit.com/kr/reference/list-api-keys',
    },
    silent: {
      login:
        'GET /v1/withdraws/chance tells of the second channel for won (two_factor_auth_verified: Kakao, Naver or Hana), and not of the login',
      addressList: 'no coin is withdrawn to an address that is not registered; whether new ones wait is not told',
    },
    source:
      'https://docs.upbit.com/kr/reference; https://docs.upbit.com/changelog/kakao_auth; https://docs.upbit.com/kr/docs/api-setup',
    read: '2026-11-23',
  },
  page: {
    url: 'https://upbit.com/mypage/open_api_management',
    boxes: {
      read: '자산조회, 주문조회',
      spot: '주문하기',
      transfer: '자산이전',
      withdraw: '출금하기',
      admin: '포켓관리',
    },
    ipBox: 'IP 주소 등록',
    notes: [
      'Keys are made in a browser on a PC, with a second factor; each needs a list of 1 to 10 addresses.',
      'A key of a sub-pocket cannot withdraw: give bots one of those.',
      'The main pocket has up to 10 keys, each sub-pocket up to 5.',
      'Permissions of a key cannot be changed: delete it and make another.',
    ],
    source: `${docs}/docs/api-key; the pocket overview (permissions by pocket)`,
  },
  ccxt: 'privateGetApiKeys',
};
