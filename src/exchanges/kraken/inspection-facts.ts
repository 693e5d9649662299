import type { InspectionFacts } from '../inspection.ts';
import { facts as served } from './facts.ts';

const documents = 'docs.kraken.com, Spot REST (OpenAPI 1.1.0): API key permissions required';

export const facts: InspectionFacts = {
  name: 'Kraken (spot)',
  source: 'docs.kraken.com Spot REST (Get API Key Info, funding, guides); python-kraken-sdk; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: served.hosts,
  mayKnow: {
    codes: ['EAPI:Invalid key'],
    source:
      'support.kraken.com, common causes of an invalid key error: also a request that its signature does not fit; what an address that is not listed is told is documented nowhere; read 2026-11-22',
  },
  introspection: {
    calls: ['POST /0/private/GetApiKeyInfo'],
    source: 'Get API Key Info (docs.kraken.com): API key permissions required: none',
  },
  reach: [
    {
      what: 'lose value in bad trades, also to an accomplice',
      calls: ['POST /0/private/AddOrder', 'POST /0/private/AddOrderBatch'],
      needs: ['spot', 'margin'],
      to: 'others',
      source: documents,
    },
    {
      what: 'withdraw to an address that is saved in the account',
      calls: ['POST /0/private/Withdraw', 'POST /funding/v1/withdrawals'],
      needs: [],
      words: ['withdraw-funds'],
      to: 'others',
      source: documents,
    },
    {
      what: 'save, change and remove withdrawal addresses',
      calls: ['POST /funding/v1/addresses', 'PUT /funding/v1/addresses', 'DELETE /funding/v1/addresses'],
      needs: [],
      words: ['add-withdraw-address', 'update-withdraw-address'],
      to: 'others',
      only: 'a step towards a withdrawal, which asks for withdraw-funds: by this key, another, or the owner',
      source: documents,
    },
    {
      what: 'pay another Kraken user',
      calls: ['POST /0/private/Pay/transfer/create'],
      needs: [],
      words: ['withdraw-funds'],
      to: 'others',
      only: 'with query-funds beside it',
      source: documents,
    },
    {
      what: 'move funds from the spot wallet to the futures wallet',
      calls: ['POST /0/private/WalletTransfer'],
      needs: ['transfer'],
      to: 'own-accounts',
      only: 'the documents ask for query-funds alone, which every trading key has; one client library says withdraw-funds',
      source: 'Request Wallet Transfer (docs.kraken.com): "Funds permissions - Query"; python-kraken-sdk',
    },
    {
      what: 'move funds between the master account and its sub-accounts',
      calls: ['POST /0/private/AccountTransfer'],
      needs: [],
      words: ['withdraw-funds'],
      to: 'own-accounts',
      only: 'master accounts of institutions',
      source: documents,
    },
    {
      what: 'stop a withdrawal, a wallet transfer or a payment that is under way',
      calls: ['POST /0/private/WithdrawCancel', 'POST /0/private/Pay/transfer/cancel'],
      needs: [],
      words: ['withdraw-funds', 'query-funds'],
      to: 'own-accounts',
      only: 'withdrawals with withdraw-funds, payments with query-funds',
      source: documents,
    },
    {
      what: 'lock coins in earning products',
      calls: ['POST /0/private/Earn/Allocate'],
      needs: [],
      words: ['earn-funds'],
      to: 'locked',
      source: documents,
    },
    {
      what: 'make a login for WebSockets that trades past whoever watches the REST calls',
      calls: ['POST /0/private/GetWebSocketsToken'],
      needs: [],
      words: ['create-ws-token', 'access-websockets'],
      to: 'others',
      only: 'a key that trades; the login is good for 15 minutes until it is used, then as long as its connection',
      source: 'Get WebSockets Token (docs.kraken.com)',
    },
    {
      what: 'make sub-accounts',
      calls: ['POST /0/private/CreateSubaccount'],
      needs: [],
      words: ['withdraw-funds'],
      to: 'own-accounts',
      only: 'institutions',
      source: documents,
    },
    {
      what: 'make and change keys of other users of the account',
      calls: ['POST /0/private/CreatePrimeApiUserKey', 'POST /0/private/UpdatePrimeApiUserKey'],
      needs: ['admin'],
      to: 'others',
      only: 'Kraken Prime; which permission is enough is not documented',
      source: documents,
    },
  ],
  // A key ends when its owner has said so as it was made (`validUntil`); no rule of the exchange's own is documented.
  lifetimes: [],
  account: {
    tells: {},
    silent: {
      addressList:
        'the calls that list withdrawal addresses do not tell whether withdrawals are held to them or new ones wait',
    },
    source:
      'https://docs.kraken.com/api-reference/funding/get-withdrawal-addresses; https://docs.kraken.com/exchange/guides/rest/funding; endpoints of ccxt 4.5.84',
    read: '2026-11-23',
  },
  page: {
    url: 'https://www.kraken.com/u/security/api',
    boxes: {
      read: 'Query Funds',
      spot: 'Create & Modify Orders',
      margin: 'Create & Modify Orders',
      withdraw: 'Withdraw Funds',
    },
    notes: [
      'A bot that trades also needs "Query Open Orders & Trades" and "Cancel/Close Orders".',
      'Futures need a key of their own, made on the pages of Kraken Derivatives.',
      'Give each program a key of its own: two programs on one key refuse each other by their nonces.',
    ],
    source: 'API key permissions (docs.kraken.com, REST guides)',
  },
  ccxt: 'privatePostGetApiKeyInfo',
};
