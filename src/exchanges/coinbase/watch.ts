import type { Environment, Param } from '../exchange.ts';
import type { Feed, FeedAt, Watch } from '../watch.ts';
import { readCall } from './calls.ts';
import { movesCall, readMoves } from './watch-ledger.ts';
import { readFills, readOrders } from './watch-orders.ts';
import {
  portfolioCall,
  readBalances,
  readEquity,
  readPaymentMethods,
  readPortfolios,
  readPositions,
} from './watch-wallets.ts';

const V3 = '/api/v3/brokerage';
const read = '2026-11-22';
const trade = (page: string): string =>
  `docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/rest-api (${page}); coinbase-api 1.2.6; ccxt 4.5.84; read ${read}. 30 private requests a second for each user.`;
const late = 'No document says how late a record turns up: 10 s is assumed.';
const kept = 'No document says that records are dropped.';

/** A request to the wallet API, which takes 10,000 an hour, in requests to Advanced Trade, which takes 30 a second. */
const WALLET_COST = 11;

const ask =
  (path: string, query: readonly Param[] = []) =>
  ({ environment }: { readonly environment: Environment }) =>
    readCall(path, path, query, environment);

const time = (ms: number): string => new Date(ms).toISOString();

const snapshot = { reach: 'account', shape: 'snapshot', lateMs: 0 } as const;
const history = { reach: 'account', shape: 'history', lateMs: 10_000 } as const;

const openOrders: Feed = {
  ...snapshot,
  name: 'open orders',
  kind: 'open-orders',
  everyMs: 4_000,
  cost: 1,
  source: `${trade('List Orders')} Stop, take-profit and bracket orders stand in the same list.`,
  call: ask(`${V3}/orders/historical/batch`, [
    ['order_status', 'OPEN'],
    ['limit', '100'],
  ]),
  read: readOrders,
};

const orders: Feed = {
  ...history,
  name: 'orders',
  kind: 'orders',
  everyMs: 15_000,
  cost: 1,
  source: `${trade('List Orders: by the time of creation, end_date excluded')} ${kept} ${late}`,
  call: ({ environment, fromMs, toMs }: FeedAt) =>
    readCall(
      `${V3}/orders/historical/batch`,
      `${V3}/orders/historical/batch`,
      [
        ['start_date', time(fromMs)],
        ['end_date', time(toMs + 1)],
        ['limit', '1000'],
      ],
      environment,
    ),
  read: readOrders,
};

const fills: Feed = {
  ...history,
  name: 'fills',
  kind: 'fills',
  wallet: 'spot',
  everyMs: 2_000,
  cost: 1,
  source: `${trade('List Fills')} ${kept} ${late}`,
  call: ({ environment, fromMs, toMs }: FeedAt) =>
    readCall(
      `${V3}/orders/historical/fills`,
      `${V3}/orders/historical/fills`,
      [
        ['start_sequence_timestamp', time(fromMs)],
        ['end_sequence_timestamp', time(toMs + 1)],
        ['limit', '250'],
      ],
      environment,
    ),
  read: readFills,
};

const balances: Feed = {
  ...snapshot,
  name: 'balances',
  kind: 'balances',
  everyMs: 3_000,
  cost: 1,
  source: `${trade('List Accounts: 250 at most')}`,
  call: ask(`${V3}/accounts`, [['limit', '250']]),
  read: readBalances,
};

const positions: Feed = {
  ...snapshot,
  name: 'futures positions',
  kind: 'positions',
  kinds: ['linear'],
  wallet: 'futures',
  everyMs: 6_000,
  cost: 2,
  source: `${trade('Get API Key Permissions, Get Portfolio Breakdown')} That amount counts contracts is not documented.`,
  call: ({ environment }) => portfolioCall(environment),
  read: readPositions,
};

const equity: Feed = {
  ...snapshot,
  name: 'portfolio value',
  kind: 'equity',
  wallet: 'portfolio',
  everyMs: 60_000,
  cost: 2,
  source: trade('Get API Key Permissions, Get Portfolio Breakdown'),
  call: ({ environment }) => portfolioCall(environment),
  read: readEquity,
};

const moves: Feed = {
  ...history,
  name: 'wallet transactions',
  kind: 'withdrawals',
  everyMs: 180_000,
  hurryMs: 60_000,
  cost: WALLET_COST,
  lateMs: 3_600_000,
  source: `docs.cdp.coinbase.com/coinbase-app/track-apis/transactions, api-architecture/pagination and rate-limiting (10,000 requests an hour; pages of 100; permission view); ccxt 4.5.84; coinbase-api 1.2.6; read ${read}. One list for each wallet: a round costs a request for each that was ever used. ${kept} Coins come in under the time at which they were announced: an hour is assumed.`,
  call: movesCall,
  read: readMoves,
};

const portfolios: Feed = {
  ...snapshot,
  name: 'portfolios',
  kind: 'sub-accounts',
  everyMs: 60_000,
  cost: 1,
  source: trade('List Portfolios'),
  call: ask(`${V3}/portfolios`),
  read: readPortfolios,
};

const paymentMethods: Feed = {
  ...snapshot,
  name: 'payment methods',
  kind: 'addresses',
  everyMs: 60_000,
  cost: 1,
  source: trade('List Payment Methods'),
  call: ask(`${V3}/payment_methods`),
  read: readPaymentMethods,
};

/**
 * Spot, and futures of the same host. The exchange has no list of moves that reaches more than one wallet, and no ledger that could be read as
 * often as balances change: the books are closed with fills and moves.
 */
export const watch: Watch = {
  feeds: [openOrders, fills, balances, positions, orders, equity, moves, portfolios, paymentMethods],
  unseen: [
    'where a withdrawal went is told wallet by wallet, which is read every three minutes; that it left is seen in the balances within seconds',
    'lines of a wallet that is empty and by its own dates never changed',
    'the address book for coins: it is on the web alone',
    'orders, balances and positions of other portfolios than the one of the key',
    'no document tells whether a move between portfolios, or between spot and futures, has a line of its own; the balances show it',
    'derivatives that are traded by the Global Derivatives API, which has a host of its own; perpetuals moved there in September 2026',
    'API keys, and their lists of addresses',
  ],
  ids: [],
};
