import type { JsonObject } from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Call, Environment, Param } from '../exchange.ts';
import type { Feed, FeedAt, FeedContext, FeedKind, Seen, Watch } from '../watch.ts';
import { facts } from './facts.ts';
import { keysFeed } from './watch-keys.ts';
import {
  deposit,
  EARN,
  equity,
  FUNDING,
  fundingBalance,
  fundingFlow,
  fundingMoves,
  savingsBalance,
  strategyMoves,
  subAccount,
  TRADING,
  tradingBalances,
  tradingFlow,
  tradingMoves,
  withdrawal,
} from './watch-money.ts';
import { following, PAGE_ROWS, type Paging, rowsOf, saysNoMaster, unreadable } from './watch-rows.ts';
import { algoOrder, bookOrder, fill, position } from './watch-trading.ts';

const DAY_MS = 86_400_000;

/** What a feed is made of; `row` gives the records of one row, `undefined` when it cannot be read. */
interface Shape {
  readonly name: string;
  readonly kind: FeedKind;
  readonly wallet?: string;
  readonly path: string;
  readonly query?: readonly Param[];
  /** By which parameters the time is asked for; absent: a snapshot. */
  readonly span?: 'begin-end' | 'before-after';
  readonly paging: Paging;
  readonly everyMs: number;
  readonly keptMs?: number;
  readonly lateMs: number;
  /** Its chapter in the reference, with the limit that stands there. */
  readonly chapter: string;
  readonly row: (row: JsonObject, context: FeedContext) => Seen | readonly Seen[] | undefined;
  /** Set where an answer without the one row is not whole. */
  readonly isOneRow?: true;
  /** Set where a key of a sub-account is refused for good, and there is nothing to see. */
  readonly isForMasters?: true;
}

/** In `before-after` both ends are left out by the exchange, and `after` names the later one. */
function spanOf(span: Shape['span'], { fromMs, toMs }: FeedAt): readonly Param[] {
  const [from, to] = [String(Math.max(fromMs - 1, 0)), String(toMs + 1)];
  if (span === 'begin-end') {
    return [
      ['begin', from],
      ['end', to],
    ];
  }
  return [
    ['before', from],
    ['after', to],
  ];
}

const callOf = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

function feedOf(shape: Shape): Feed {
  const { name, kind, wallet, path, span, paging, everyMs, keptMs, lateMs } = shape;
  return {
    name,
    kind,
    ...(wallet === undefined ? {} : { wallet }),
    reach: 'account',
    shape: span === undefined ? 'snapshot' : 'history',
    everyMs,
    cost: 1,
    ...(keptMs === undefined ? {} : { keptMs }),
    lateMs,
    source: `OKX v5 reference, "${shape.chapter}", in the copy of 2026-03-06, read 2026-11-22. It does not tell how late a record may be: ${lateMs / 1_000} s is cautious.`,
    call: (at) =>
      callOf(
        path,
        [
          ...(shape.query ?? []),
          ...(span === undefined ? [] : spanOf(span, at)),
          ...(paging === 'none' ? [] : [['limit', String(PAGE_ROWS)] as const]),
        ],
        at.environment,
      ),
    read: (call, status, body, context) => {
      const rows = rowsOf(status, body);
      if ('unclear' in rows) return shape.isForMasters && saysNoMaster(status, body) ? { records: [] } : rows;
      if (shape.isOneRow && rows.length !== 1) return unreadable;
      const records: Seen[] = [];
      for (const row of rows) {
        const seen = shape.row(row, context);
        if (!seen) return unreadable;
        records.push(...(Array.isArray(seen) ? seen : [seen]));
      }
      return { records, ...following(call, rows, paging) };
    },
  };
}

/** Words of the conditional book. Only the first two may be asked for together. The last three fill large orders and protect nothing. */
const algoWords = [
  ['stops', 'conditional,oco', 3_000],
  ['trigger', 'trigger', 3_000],
  ['trailing', 'move_order_stop', 4_000],
  ['iceberg', 'iceberg', 6_000],
  ['twap', 'twap', 6_000],
  ['chase', 'chase', 6_000],
] as const;

const algoShapes = algoWords.map(
  ([word, ordType, everyMs]): Shape => ({
    name: `${word} open orders`,
    kind: 'open-orders',
    path: '/api/v5/trade/orders-algo-pending',
    query: [['ordType', ordType]],
    paging: 'algoId',
    everyMs,
    lateMs: 2_000,
    chapter: 'Algo order list, 20 requests in 2 s',
    row: algoOrder,
  }),
);

/** By the kind of market, which must be named. Seen are orders that have ended, by the time when they were made. */
const historyShapes = (
  [
    ['spot', 'SPOT', 4_000],
    ['swap', 'SWAP', 4_000],
    ['margin', 'MARGIN', 8_000],
    ['futures', 'FUTURES', 8_000],
    ['option', 'OPTION', 8_000],
  ] as const
).map(
  ([word, instType, everyMs]): Shape => ({
    name: `${word} orders`,
    kind: 'orders',
    path: '/api/v5/trade/orders-history',
    query: [['instType', instType]],
    span: 'begin-end',
    paging: 'ordId',
    everyMs,
    // Seven days, but two hours where it was cancelled without a fill.
    keptMs: 2 * 3_600_000,
    // It turns up when it ends. Whatever lives longer than this was seen in the open orders meanwhile.
    lateMs: 15_000,
    chapter: 'Order history (last 7 days), 40 requests in 2 s',
    row: bookOrder,
  }),
);

const tradingShapes: readonly Shape[] = [
  {
    name: 'open orders',
    kind: 'open-orders',
    path: '/api/v5/trade/orders-pending',
    paging: 'ordId',
    everyMs: 3_000,
    lateMs: 2_000,
    chapter: 'Order List, 60 requests in 2 s',
    row: bookOrder,
  },
  ...algoShapes,
  ...historyShapes,
  {
    name: 'fills',
    kind: 'fills',
    wallet: TRADING,
    path: '/api/v5/trade/fills',
    span: 'begin-end',
    paging: 'billId',
    everyMs: 4_000,
    keptMs: 3 * DAY_MS,
    lateMs: 10_000,
    chapter: 'Transaction details (last 3 days), 60 requests in 2 s',
    row: fill,
  },
  {
    name: 'positions',
    kind: 'positions',
    path: '/api/v5/account/positions',
    paging: 'none',
    everyMs: 3_000,
    lateMs: 2_000,
    chapter: 'Get positions, 10 requests in 2 s',
    row: (row, context) => {
      const seen = position(row, context);
      // Margin that is moved to an isolated position leaves a row of size zero behind.
      return seen?.quantity === 0n ? [] : seen;
    },
  },
];

const tradingMoneyShapes: readonly Shape[] = [
  {
    name: 'trading balances',
    kind: 'balances',
    wallet: TRADING,
    path: '/api/v5/account/balance',
    paging: 'none',
    isOneRow: true,
    everyMs: 3_000,
    lateMs: 2_000,
    chapter: 'Get balance (trading account), 10 requests in 2 s',
    row: tradingBalances,
  },
  {
    name: 'trading equity',
    kind: 'equity',
    wallet: TRADING,
    path: '/api/v5/account/balance',
    paging: 'none',
    isOneRow: true,
    everyMs: 10_000,
    lateMs: 2_000,
    chapter: 'Get balance (trading account), 10 requests in 2 s',
    row: equity,
  },
  {
    name: 'trading ledger',
    kind: 'ledger',
    wallet: TRADING,
    path: '/api/v5/account/bills',
    span: 'begin-end',
    paging: 'billId',
    everyMs: 4_000,
    keptMs: 7 * DAY_MS,
    lateMs: 10_000,
    chapter: 'Get bills details (last 7 days), 5 requests in 1 s',
    row: tradingFlow,
  },
  {
    name: 'trading transfers',
    kind: 'transfers',
    wallet: TRADING,
    path: '/api/v5/account/bills',
    query: [['type', '1']],
    span: 'begin-end',
    paging: 'billId',
    everyMs: 4_000,
    keptMs: 7 * DAY_MS,
    lateMs: 10_000,
    chapter: 'Get bills details (last 7 days), 5 requests in 1 s',
    row: tradingMoves,
  },
  {
    name: 'trading bot transfers',
    kind: 'transfers',
    wallet: TRADING,
    path: '/api/v5/account/bills',
    query: [['type', '12']],
    span: 'begin-end',
    paging: 'billId',
    everyMs: 5_000,
    keptMs: 7 * DAY_MS,
    lateMs: 10_000,
    chapter: 'Get bills details (last 7 days), 5 requests in 1 s',
    row: strategyMoves,
  },
];

/** Bills of the funding account are kept for a month; the history of all time is refreshed only every 30 s. */
const FUNDING_KEPT_MS = 28 * DAY_MS;
const FUNDING_LATE_MS = 30_000;

const fundingShapes: readonly Shape[] = [
  {
    name: 'funding balances',
    kind: 'balances',
    wallet: FUNDING,
    path: '/api/v5/asset/balances',
    paging: 'none',
    everyMs: 4_000,
    lateMs: 2_000,
    chapter: 'Get balance (funding account), 6 requests in 1 s',
    row: fundingBalance,
  },
  {
    name: 'funding ledger',
    kind: 'ledger',
    wallet: FUNDING,
    path: '/api/v5/asset/bills',
    span: 'before-after',
    paging: 'ts',
    everyMs: 4_000,
    keptMs: FUNDING_KEPT_MS,
    lateMs: FUNDING_LATE_MS,
    chapter: 'Asset bills details, 6 requests in 1 s',
    row: fundingFlow,
  },
  {
    name: 'funding transfers',
    kind: 'transfers',
    wallet: FUNDING,
    path: '/api/v5/asset/bills',
    span: 'before-after',
    paging: 'ts',
    everyMs: 4_000,
    keptMs: FUNDING_KEPT_MS,
    lateMs: FUNDING_LATE_MS,
    chapter: 'Asset bills details, 6 requests in 1 s',
    row: fundingMoves,
  },
  {
    name: 'withdrawals',
    kind: 'withdrawals',
    wallet: FUNDING,
    path: '/api/v5/asset/withdrawal-history',
    span: 'before-after',
    paging: 'ts',
    everyMs: 4_000,
    lateMs: FUNDING_LATE_MS,
    chapter: 'Get withdrawal history (on chain and internal, unless type is asked for), 6 requests in 1 s',
    row: withdrawal,
  },
  {
    name: 'deposits',
    kind: 'deposits',
    wallet: FUNDING,
    path: '/api/v5/asset/deposit-history',
    span: 'before-after',
    paging: 'ts',
    everyMs: 8_000,
    lateMs: FUNDING_LATE_MS,
    chapter: 'Get deposit history (on chain and internal, unless type is asked for), 6 requests in 1 s',
    row: deposit,
  },
  {
    name: 'savings balances',
    kind: 'balances',
    wallet: EARN,
    path: '/api/v5/finance/savings/balance',
    paging: 'none',
    everyMs: 60_000,
    lateMs: 2_000,
    chapter: 'Saving balance, 6 requests in 1 s',
    row: savingsBalance,
  },
  {
    name: 'sub-accounts',
    kind: 'sub-accounts',
    path: '/api/v5/users/subaccount/list',
    paging: 'ts',
    isForMasters: true,
    everyMs: 60_000,
    lateMs: 2_000,
    chapter: 'Get sub-account list (master accounts only), 20 requests in 2 s',
    row: subAccount,
  },
];

export const watch: Watch = {
  feeds: [...[...tradingShapes, ...tradingMoneyShapes, ...fundingShapes].map(feedOf), keysFeed],
  unseen: [
    'orders that were cancelled without a fill more than 2 hours ago',
    'conditional orders that were placed and cancelled within a few seconds and set nothing off',
    'open orders of spread trading and of block trading; what they trade shows in the ledger and the positions',
    'orders and positions of trading bots and of copy trading; what bots are given shows as a transfer',
    'whether a transfer between trading and funding account stayed within one account, where a master has sub-accounts',
    'which sub-account a transfer went to, and what a master moves between its sub-accounts: each one is seen with its own key',
    'the bank account that a fiat withdrawal goes to, and P2P orders; the amounts show in the ledger of the funding account',
    'holdings of staking, loans and structured products; what goes there shows in the ledger of the funding account',
    'what isolated positions hold beside the account, but in the equity',
    'the list of addresses for withdrawals',
    'other keys of the account itself, and what keys of sub-accounts may do: new ones of sub-accounts are seen with a key of the master alone, every 5 minutes, of 60 sub-accounts',
  ],
  // Any client order id can be typed by any caller; orders by hand have none, as those of many bots.
  ids: [],
};
