import type { Param } from '../exchange.ts';
import type { Feed, FeedAt, Watch } from '../watch.ts';
import { ask } from './calls.ts';
import {
  depositRow,
  equityRow,
  fundingRow,
  fundRow,
  internalDepositRow,
  logRow,
  memberRow,
  transferRow,
  unifiedRow,
  universalRow,
  withdrawalRow,
} from './watch-money.ts';
import { fillRow, orderRow, positionRow } from './watch-orders.ts';
import { type PageShape, readAnswered, readPage } from './watch-page.ts';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** Where a list is asked by whole seconds, its window is rounded outwards. */
const ROUNDED_MS = 2 * SECOND_MS;
const SOON_MS = 5_000;
/** No source tells how late a list is in a market that moves; the documents only say that it may be. */
const LATE_MS = 30_000;
const MINUTE_MS = 60_000;

const DOCS = 'Bybit v5 documents (repository of 2026-07-24)';
const READ = 'read 2026-11-22';

interface Drawn extends Pick<Feed, 'name' | 'kind' | 'everyMs'> {
  readonly path: string;
  readonly page: string;
  readonly query: readonly Param[];
  readonly shape: PageShape;
  readonly wallet?: string;
  readonly kinds?: Feed['kinds'];
  /** Set for a history: how its times are spelt. */
  readonly times?: 'ms' | 'seconds in ms' | 'seconds';
  readonly windowMs?: number;
  readonly keptMs?: number;
  readonly lateMs?: number;
  /** Set where the exchange takes too few calls for one in a second. */
  readonly hurryMs?: number;
  readonly note?: string;
  /** A demo account has none of it, and does not serve the list. */
  readonly isLiveOnly?: true;
}

/** Asked instead of a list that a demo account has not, to see that it answers at all. */
const DEMO_PATH = '/v5/account/info';

function feedOf(drawn: Drawn): Feed {
  const { name, kind, everyMs, path, page, query, shape, wallet, times, windowMs, keptMs, hurryMs, note, isLiveOnly } =
    drawn;
  const { kinds } = drawn;
  const limit: Param[] = shape.limit === undefined ? [] : [[limitName(shape), String(shape.limit)]];
  return {
    name,
    kind,
    ...(wallet === undefined ? {} : { wallet }),
    ...(kinds === undefined ? {} : { kinds }),
    reach: 'account',
    shape: times === undefined ? 'snapshot' : 'history',
    everyMs,
    ...(hurryMs === undefined ? {} : { hurryMs }),
    // Requests: the address may send 600 in 5 s.
    cost: 1,
    ...(windowMs === undefined ? {} : { windowMs }),
    ...(keptMs === undefined ? {} : { keptMs }),
    lateMs: times === undefined ? 0 : (drawn.lateMs ?? LATE_MS),
    source: [`${DOCS}, ${page}`, READ, ...(note === undefined ? [] : [note])].join('; '),
    call: (at) =>
      isLiveOnly && at.environment === 'demo'
        ? ask(DEMO_PATH, [], at.environment)
        : ask(path, [...query, ...timesOf(times, at), ...limit], at.environment),
    read: (call, status, body, context) =>
      call.path === DEMO_PATH ? readAnswered(status, body) : readPage(shape, call, status, body, context),
  };
}

function limitName(shape: PageShape): string {
  return shape.list === 'subMembers' ? 'pageSize' : 'limit';
}

/** Both ends are included; where only whole seconds count they are rounded outwards. */
function timesOf(spelling: Drawn['times'], { fromMs, toMs }: FeedAt): Param[] {
  const [from, to] = [Math.floor(fromMs / SECOND_MS), Math.ceil(toMs / SECOND_MS)];
  if (spelling === undefined) return [];
  if (spelling === 'seconds') return span('createTimeFrom', from, 'createTimeTo', to);
  if (spelling === 'ms') return span('startTime', fromMs, 'endTime', toMs);
  return span('startTime', from * SECOND_MS, 'endTime', to * SECOND_MS);
}

function span(fromName: string, from: number, toName: string, to: number): Param[] {
  return [
    [fromName, String(from)],
    [toName, String(to)],
  ];
}

/** Calls that a product takes: contracts in stablecoins are asked by the coin that they settle in. */
const products = {
  spot: { name: 'spot', kinds: ['spot'], query: [['category', 'spot']] },
  usdt: {
    name: 'linear USDT',
    kinds: ['linear'],
    query: [
      ['category', 'linear'],
      ['settleCoin', 'USDT'],
    ],
  },
  usdc: {
    name: 'linear USDC',
    kinds: ['linear'],
    query: [
      ['category', 'linear'],
      ['settleCoin', 'USDC'],
    ],
  },
  linear: { name: 'linear', kinds: ['linear'], query: [['category', 'linear']] },
  inverse: { name: 'inverse', kinds: ['inverse'], query: [['category', 'inverse']] },
  option: { name: 'option', kinds: [], query: [['category', 'option']] },
} as const;

type Product = (typeof products)[keyof typeof products];

/** Without a filter all kinds are listed: plain, conditional, TP/SL, OCO. */
function openOrders({ name, kinds, query }: Product): Feed {
  return feedOf({
    name: `${name} open orders`,
    kind: 'open-orders',
    kinds,
    everyMs: SOON_MS,
    path: '/v5/order/realtime',
    page: 'Get Open & Closed Orders, Rate Limit (50 in a second for a user)',
    query: [...query, ['openOnly', '0']],
    shape: { list: 'list', limit: 50, row: orderRow },
  });
}

function orders({ name, query }: Product): Feed {
  return feedOf({
    name: `${name} orders`,
    kind: 'orders',
    everyMs: 30_000,
    path: '/v5/order/history',
    page: 'Get Order History',
    query,
    shape: { list: 'list', limit: 50, row: orderRow },
    times: 'ms',
    windowMs: 7 * DAY_MS,
    // Cancelled, rejected and deactivated ones without a fill; all others two years.
    keptMs: DAY_MS,
    // A busy bot's orders of an hour would be more than one look reads; those that rest for longer are among the open ones.
    lateMs: 5 * MINUTE_MS,
    note: 'no source tells whether the time asked for is that of the order or of its end: five minutes count as late',
  });
}

function fills({ name, query }: Product): Feed {
  return feedOf({
    name: `${name} fills`,
    kind: 'fills',
    everyMs: name === 'spot' || name === 'linear' ? SOON_MS : 15_000,
    path: '/v5/execution/list',
    page: 'Get Trade History (two years), Rate Limit (50 in a second for a user)',
    query,
    shape: { list: 'list', limit: 100, row: fillRow },
    times: 'ms',
    windowMs: 7 * DAY_MS,
    note: 'how late is not told: half a minute counts',
  });
}

function positions({ name, kinds, query }: Product): Feed {
  return feedOf({
    name: `${name} positions`,
    kind: 'positions',
    kinds,
    everyMs: SOON_MS,
    path: '/v5/position/list',
    page: 'Get Position Info, Rate Limit (50 in a second for a user)',
    query,
    shape: { list: 'list', limit: 200, row: positionRow },
  });
}

const unifiedQuery: readonly Param[] = [['accountType', 'UNIFIED']];

const ledgers: readonly Feed[] = [
  feedOf({
    name: 'unified ledger',
    kind: 'ledger',
    wallet: 'unified',
    everyMs: SOON_MS,
    path: '/v5/account/transaction-log',
    page: 'Get Transaction Log (two years), Rate Limit (25 in a second for a user)',
    query: unifiedQuery,
    shape: { list: 'list', limit: 50, row: logRow },
    times: 'ms',
    windowMs: 7 * DAY_MS,
    note: 'how late is not told: half a minute counts',
  }),
  feedOf({
    name: 'funding ledger',
    isLiveOnly: true,
    kind: 'ledger',
    wallet: 'funding',
    everyMs: SOON_MS,
    path: '/v5/asset/fundinghistory',
    page: 'Funding Account Transaction History, Rate Limit (30 in a second)',
    query: [],
    shape: { list: 'list', limit: 100, row: fundingRow },
    times: 'seconds',
    windowMs: 7 * DAY_MS - ROUNDED_MS,
    keptMs: 7 * DAY_MS,
    note: 'how long it is kept and how late it comes is not told: seven days and half a minute count',
  }),
];

const balances: readonly Feed[] = [
  feedOf({
    name: 'unified balances',
    kind: 'balances',
    wallet: 'unified',
    everyMs: SOON_MS,
    path: '/v5/account/wallet-balance',
    page: 'Get Wallet Balance, Rate Limit (50 in a second for a user)',
    query: unifiedQuery,
    shape: { list: 'list', row: unifiedRow },
    note: 'borrowed coins are in the total',
  }),
  feedOf({
    name: 'funding balances',
    isLiveOnly: true,
    kind: 'balances',
    wallet: 'funding',
    everyMs: SOON_MS,
    path: '/v5/asset/transfer/query-account-coins-balance',
    page: 'Get All Coins Balance, Rate Limit (5 in a second)',
    query: [['accountType', 'FUND']],
    shape: { list: 'balance', row: fundRow },
  }),
  feedOf({
    name: 'unified equity',
    kind: 'equity',
    wallet: 'unified',
    everyMs: 15_000,
    path: '/v5/account/wallet-balance',
    page: 'Get Wallet Balance',
    query: unifiedQuery,
    shape: { list: 'list', row: equityRow },
  }),
];

const moves: readonly Feed[] = [
  feedOf({
    name: 'own transfers',
    isLiveOnly: true,
    kind: 'transfers',
    everyMs: 7_500,
    path: '/v5/asset/transfer/query-inter-transfer-list',
    page: 'Get Internal Transfer Records, Rate Limit (60 in a minute)',
    query: [],
    shape: { list: 'list', limit: 50, row: transferRow },
    times: 'seconds in ms',
    windowMs: 7 * DAY_MS - ROUNDED_MS,
    hurryMs: 5_000,
    note: 'how long it is kept and how late it comes is not told: 90 days and half a minute count',
  }),
  feedOf({
    name: 'sub-account transfers',
    isLiveOnly: true,
    kind: 'transfers',
    everyMs: SOON_MS,
    path: '/v5/asset/transfer/query-universal-transfer-list',
    page: 'Get Universal Transfer Records, Rate Limit (5 in a second)',
    query: [],
    shape: { list: 'list', limit: 50, row: universalRow },
    times: 'seconds in ms',
    windowMs: 7 * DAY_MS - ROUNDED_MS,
    note: 'needs SubMemberTransfer of a master key, SubMemberTransferList of another',
  }),
  feedOf({
    name: 'deposits',
    isLiveOnly: true,
    kind: 'deposits',
    everyMs: 15_000,
    path: '/v5/asset/deposit/query-record',
    page: 'Get Deposit Records (on-chain), Rate Limit (100 in a minute)',
    query: [],
    shape: { list: 'rows', limit: 50, row: depositRow },
    times: 'seconds in ms',
    windowMs: 30 * DAY_MS - ROUNDED_MS,
    lateMs: 60 * MINUTE_MS,
    hurryMs: 3_000,
    note: 'confirmations take their time: an hour counts as late',
  }),
  feedOf({
    name: 'internal deposits',
    isLiveOnly: true,
    kind: 'deposits',
    everyMs: 15_000,
    path: '/v5/asset/deposit/query-internal-record',
    page: 'Get Internal Deposit Records (off-chain), Rate Limit (300 in a second)',
    query: [],
    shape: { list: 'rows', limit: 50, row: internalDepositRow },
    times: 'seconds in ms',
    windowMs: 30 * DAY_MS - ROUNDED_MS,
  }),
  feedOf({
    name: 'withdrawals',
    isLiveOnly: true,
    kind: 'withdrawals',
    everyMs: SOON_MS,
    path: '/v5/asset/withdraw/query-record',
    page: 'Get Withdrawal Records, Rate Limit (300 in a minute)',
    // On a chain and to other users of the exchange; without it the latter are left out.
    query: [['withdrawType', '2']],
    shape: { list: 'rows', limit: 50, row: withdrawalRow },
    times: 'ms',
    windowMs: 30 * DAY_MS - ROUNDED_MS,
    note: 'master keys only',
  }),
  feedOf({
    name: 'sub-accounts',
    isLiveOnly: true,
    kind: 'sub-accounts',
    everyMs: 60_000,
    path: '/v5/user/submembers',
    page: 'Get Sub UID List (Unlimited), Rate Limit (5 in a second)',
    query: [],
    shape: { list: 'subMembers', limit: 100, row: memberRow },
    note: 'master keys that may transfer or withdraw only',
  }),
];

export const watch: Watch = {
  feeds: [
    ...[products.spot, products.usdt, products.usdc, products.inverse, products.option].map(openOrders),
    ...[products.spot, products.linear, products.inverse, products.option].map(orders),
    ...[products.spot, products.linear, products.inverse, products.option].map(fills),
    ...ledgers,
    ...balances,
    ...[products.usdt, products.usdc, products.inverse, products.option].map(positions),
    ...moves,
  ],
  unseen: [
    'the list of addresses for withdrawals: only a key that may withdraw reads it',
    'withdrawals of a sub-account, and transfers between others of them: only a key of the master account sees them',
    'open orders and positions of linear contracts that settle in another coin than USDT and USDC: only their fills and the ledger are seen',
    'fills of options on other coins than BTC: they are seen in the ledger and among the positions',
    'what is inside of Earn, trading bots, copy trading, loans and the card: only what goes there and comes back, in the ledgers',
    'open orders of combinations of two markets: their fills are seen, of each market',
    'new keys, and other rights of any key but the own one: the list of keys of a sub-account needs its number, which only a key that may move value is told',
    'requests for quotes, and orders of P2P: only what they move, in the ledgers',
  ],
  // A client order id may be any of 36 letters, digits, dashes and underscores. What the exchange does itself is told by `createType`.
  ids: [],
};
