import type { InspectionFacts } from '../inspection.ts';

const docs = 'whitebit-exchange/api-docs of January 2026';
const site = 'https://docs.whitebit.com';
const boxes = 'https://helpdesk.bitsgap.com/en/articles/6730596-how-to-create-and-set-up-whitebit-api-key';
const help = 'https://help.whitebit.com/hc/en-gb/articles/9787172186397-What-is-WhiteBIT-API';

export const facts: InspectionFacts = {
  name: 'WhiteBIT',
  source: `${docs}; ${site}/api-reference/authentication; ${help}; ${boxes}; ccxt 4.5.84 and its pull request 25353`,
  read: '2026-11-22',
  hosts: [{ name: 'whitebit.com', group: 'rest', environment: 'live' }],
  introspection: {
    calls: ['POST /api/v4/trade-account/balance'],
    source: `${docs}: http-trade-v4; a master key can list the keys of sub-accounts, no key can ask about itself`,
    risk: 'a request from an address that is not in its IP list switches a WhiteBIT key off',
    none: 'no documented call tells what the key that asks may do',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: [
        'POST /api/v4/order/new',
        'POST /api/v4/order/market',
        'POST /api/v4/order/stock_market',
        'POST /api/v4/order/stop_limit',
        'POST /api/v4/order/stop_market',
        'POST /api/v4/order/bulk',
        'POST /api/v4/order/collateral/limit',
        'POST /api/v4/order/collateral/market',
        'POST /api/v4/order/collateral/bulk',
        'POST /api/v4/convert/confirm',
        'POST /api/v1/order/new',
      ],
      needs: ['spot', 'margin', 'futures'],
      to: 'others',
      source: `${docs}: http-trade-v4; the page has one box for all of them (${boxes})`,
    },
    {
      what: 'withdraw to an address or a card',
      calls: [
        'POST /api/v4/main-account/withdraw',
        'POST /api/v4/main-account/withdraw-pay',
        'POST /api/v4/main-account/express-withdraw/token',
      ],
      needs: ['withdraw'],
      to: 'others',
      source: `${docs}: http-main-v4; ${boxes}: Withdrawal`,
    },
    {
      what: 'turn funds into a code that anybody who holds it can redeem',
      calls: ['POST /api/v4/main-account/codes'],
      needs: ['withdraw'],
      to: 'others',
      only: 'the page has a box of its own for it, Codes',
      source: `${docs}: http-main-v4, Create code; ${boxes}`,
    },
    {
      what: 'move funds between the main, trade and collateral balances',
      calls: ['POST /api/v4/main-account/transfer'],
      needs: ['transfer'],
      to: 'own-accounts',
      source: `${docs}: http-main-v4; ${boxes}: Balance Transfer`,
    },
    {
      what: 'move funds to and from sub-accounts',
      calls: ['POST /api/v4/sub-account/transfer'],
      needs: ['transfer', 'admin'],
      to: 'own-accounts',
      only: 'keys of the main account; which box allows it is not documented',
      source: `${docs}: http-main-v4`,
    },
    {
      what: 'lock funds in a plan and take them out again',
      calls: [
        'POST /api/v4/main-account/smart/investment',
        'POST /api/v4/main-account/smart/investment/close',
        'POST /api/v4/main-account/smart-flex/investments/invest',
        'POST /api/v4/main-account/smart-flex/investments/withdraw',
        'POST /api/v4/main-account/smart-flex/investments/close',
        'POST /api/v4/main-account/smart-flex/investments/auto-invest',
      ],
      needs: ['transfer'],
      to: 'locked',
      only: 'business partners only; which box allows it is not documented',
      source: `${docs}: http-main-v4`,
    },
    {
      what: 'make, reset and widen keys of sub-accounts, also such as withdraw',
      calls: [
        'POST /api/v4/sub-account/api-key/create',
        'POST /api/v4/sub-account/api-key/reset',
        'POST /api/v4/sub-account/api-key/edit',
        'POST /api/v4/sub-account/api-key/ip-address/create',
        'POST /api/v4/sub-account/api-key/ip-address/delete',
      ],
      needs: ['admin'],
      to: 'others',
      only: 'keys of the main account',
      source: `${docs}: http-main-v4; the answers hold the new secret`,
    },
    {
      what: 'send the rewards of mining elsewhere',
      calls: ['POST /api/v4/mining/payout-destination/edit'],
      needs: ['admin', 'withdraw'],
      to: 'others',
      only: 'which box allows it is not documented',
      source: `${site}: mining pool`,
    },
    {
      what: 'get a token for the fiat gateway or for a card',
      calls: ['POST /api/v4/jwt', 'POST /api/card-token'],
      needs: ['withdraw', 'admin'],
      to: 'others',
      only: 'what the tokens may do, and which box allows them, is not documented',
      source: `${docs}: http-main-v4`,
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
    url: 'https://whitebit.com/settings/api',
    boxes: {
      read: 'Trade balance and order history, Wallet balance and history',
      spot: 'Order management',
      margin: 'Order management',
      futures: 'Order management',
      transfer: 'Balance transfer',
      withdraw: 'Withdrawal, Codes',
    },
    notes: [
      'A key with an IP list is switched off by the first request from another address: ask about it from a listed address only.',
      'A key can be bound to up to 50 addresses and to single calls; leave out Codes, which moves value like a withdrawal.',
      'A key of whitebit.eu works on that site only, which is not asked.',
    ],
    source: `${docs}: http-auth; ${help}; ${boxes}`,
  },
  ccxt: 'v4PrivatePostTradeAccountBalance',
};
