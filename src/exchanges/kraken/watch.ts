import type { Call, Param } from '../exchange.ts';
import type { Feed, FeedAt, FeedContext, Watch } from '../watch.ts';
import { ask } from './calls.ts';
import { lineOf, readBalances, readDeposits, readEquity, readWithdrawals } from './watch-funds.ts';
import { alone, fillOf, offsetPage, orderOf, readOpenOrders, readPositions } from './watch-orders.ts';

/** Kraken's times are seconds. `start` leaves its own second's beginning out, so it is one ms earlier; more than was asked for may come. */
function span({ fromMs, toMs }: FeedAt): Param[] {
  return [
    ['start', String(Math.max(0, Math.floor((fromMs - 1) / 1_000)))],
    ['end', String(Math.max(0, Math.ceil(toMs / 1_000)))],
  ];
}

function snapshot(name: string, ...params: Param[]) {
  return {
    shape: 'snapshot',
    lateMs: 0,
    call: ({ environment }: FeedAt): Call => ask(name, params, environment),
  } as const;
}

/** No document tells how late a record may be; a minute is a cautious guess. */
const LATE_MS = 60_000;

function history(name: string, ...params: Param[]) {
  const call = (at: FeedAt): Call => ask(name, [...params, ...span(at)], at.environment);
  return { shape: 'history', lateMs: LATE_MS, call } as const;
}

const documents = 'docs.kraken.com, Spot REST (OpenAPI 1.1.0)';
const unknownLate = 'how late a record may be is not told, so a minute is assumed';
const read = 'read 2026-11-22';
const ledgerNote = '50 at a time, start exclusive, end inclusive, by offset; "ledger/trade history calls" cost 2';

/**
 * At the lowest tier (Starter) the counter of a key holds 15 and falls by 0.33 a second, that is 19.8 a minute (Spot REST Rate Limits). Balances
 * and withdrawals within 8 s take 15 of them; the others share what is left, with some to spare for more pages. All at once they stay below 15.
 */
const feeds: readonly Feed[] = [
  {
    name: 'balances',
    kind: 'balances',
    reach: 'account',
    everyMs: 8_000,
    cost: 1,
    source: `${documents}, Get Extended Balance, ${read}`,
    ...snapshot('BalanceEx'),
    read: readBalances,
  },
  {
    name: 'withdrawals',
    kind: 'withdrawals',
    wallet: 'spot',
    reach: 'account',
    everyMs: 8_000,
    cost: 1,
    source: `${documents}, Get Status of Recent Withdrawals: newest first by cursor, 500 a page, listed from the request on; python-kraken-sdk: 90 days; ${unknownLate}, ${read}`,
    ...history('WithdrawStatus', ['cursor', 'true'], ['limit', '500']),
    read: readWithdrawals,
  },
  {
    name: 'open orders',
    kind: 'open-orders',
    reach: 'account',
    everyMs: 60_000,
    cost: 1,
    source: `${documents}, Get Open Orders: all markets, conditional orders too, no pages, ${read}`,
    ...snapshot('OpenOrders'),
    read: readOpenOrders,
  },
  // Transfers have no list of their own, only lines of the ledger: its pages tell them as moves too, so that they cost nothing more.
  {
    name: 'ledger',
    kind: 'ledger',
    reach: 'account',
    everyMs: 120_000,
    hurryMs: 12_000,
    cost: 2,
    source: `${documents}, Get Ledgers Info: ${ledgerNote}; support.kraken.com, "How to interpret Ledger history fields"; ${unknownLate}, ${read}`,
    ...history('Ledgers'),
    read: (call, status, body) => offsetPage(call, status, body, 'ledger', lineOf),
  },
  {
    name: 'fills',
    kind: 'fills',
    reach: 'account',
    everyMs: 600_000,
    hurryMs: 12_000,
    cost: 2,
    source: `${documents}, Get Trades History: ${ledgerNote}; ${unknownLate}, ${read}`,
    ...history('TradesHistory'),
    read: (call, status, body, context) =>
      offsetPage(call, status, body, 'trades', (id, value) => alone(fillOf(id, value, context))),
  },
  {
    name: 'closed orders',
    kind: 'orders',
    reach: 'account',
    everyMs: 600_000,
    cost: 2,
    source: `${documents}, Get Closed Orders: 50 at a time, by offset; counted with the history calls, which is the cautious reading; ${unknownLate}, ${read}`,
    ...history('ClosedOrders', ['closetime', 'close']),
    read: (call: Call, status: number, body: string, context: FeedContext) =>
      offsetPage(call, status, body, 'closed', (id, value) => alone(orderOf(id, value, context))),
  },
  {
    name: 'margin positions',
    kind: 'positions',
    kinds: ['spot'],
    reach: 'account',
    everyMs: 300_000,
    cost: 1,
    source: `${documents}, Get Open Positions: margin positions of all pairs, ${read}`,
    ...snapshot('OpenPositions'),
    read: readPositions,
  },
  {
    name: 'equity',
    kind: 'equity',
    wallet: 'spot',
    reach: 'account',
    everyMs: 600_000,
    cost: 1,
    source: `${documents}, Get Trade Balance: "eb" and "n", in US dollars; python-kraken-sdk, ${read}`,
    ...snapshot('TradeBalance', ['asset', 'ZUSD']),
    read: readEquity,
  },
  {
    name: 'deposits',
    kind: 'deposits',
    wallet: 'spot',
    reach: 'account',
    everyMs: 600_000,
    cost: 1,
    source: `${documents}, Get Status of Recent Deposits: newest first by cursor, 25 a page unless a limit is given; python-kraken-sdk: 90 days; ${unknownLate}, ${read}`,
    ...history('DepositStatus', ['cursor', 'true'], ['limit', '25']),
    read: readDeposits,
  },
];

export const watch: Watch = {
  feeds,
  unseen: [
    'open orders are read every minute, the ledger and with it transfers every 2, margin positions every 5, fills and closed orders every 10: at the lowest tier a key may ask 0.33 a second, which goes to balances and withdrawals every 8 s; a trade and a transfer show in the balances first',
    'all feeds together take nearly all that a key of the lowest tier may ask, far more than a fifth; each key has a counter of its own, so the key that watches is to have no other user',
    'the futures wallet stands on another host, under keys of its own; what goes there or comes back shows in the balances and the ledger',
    'the list of withdrawal addresses is shown only to a key that may withdraw',
    'no call lists sub-accounts; what moves to one shows in the balances and the ledger',
    'payments to other Kraken users have no list that names the receiver; they show in the balances and the ledger',
    'ledger lines and withdrawals of tokenized assets: the lists show the class "currency" unless asked otherwise; what is paid for them shows, and they stand in the balances',
    'what is bought, sold or converted in the app has no order and no fill; it shows in the balances and the ledger',
    'other keys of the account, for no call lists them; when a key was last used is told to itself alone, and no document says whether that question counts as a use: keyward key audit shows the time',
    'whether a dead-man timer is set cannot be asked',
  ],
  ids: [],
};
