import type { JsonObject } from '../../core/index.ts';
import type { Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { jsonOf, objectOf, textOf, timeOf } from '../replies.ts';
import type { Feed, Page, Seen, SeenMove } from '../watch.ts';
import {
  ask,
  connector,
  countOf,
  cutAt,
  DAY_MS,
  followed,
  history,
  itself,
  lateWord,
  listed,
  MINUTE_MS,
  ownOf,
  pageOf,
  positiveOf,
  SOON_MS,
  sizeOf,
  span,
  stampOf,
  under,
  walletUnit,
  wordOf,
} from './watch-page.ts';

const LIMIT = 1_000;
const ROWS = 100;
const SUB_LIMIT = 500;

/** What the exchange calls the wallets in the type of a transfer, and what they are called here. */
const wallets: Readonly<Record<string, string>> = {
  MAIN: 'spot',
  UMFUTURE: 'futures',
  FUNDING: 'funding',
  CMFUTURE: 'coin-futures',
  MARGIN: 'margin',
  OPTION: 'options',
  PORTFOLIO_MARGIN: 'portfolio-margin',
};

/** Types of transfers; each is a list of its own. The isolated ones ask for a market and are left out. */
const transferTypes: readonly (readonly [from: string, to: string])[] = [
  ['MAIN', 'UMFUTURE'],
  ['UMFUTURE', 'MAIN'],
  ['MAIN', 'FUNDING'],
  ['FUNDING', 'MAIN'],
  ['FUNDING', 'UMFUTURE'],
  ['UMFUTURE', 'FUNDING'],
  ['MAIN', 'CMFUTURE'],
  ['CMFUTURE', 'MAIN'],
  ['MAIN', 'MARGIN'],
  ['MARGIN', 'MAIN'],
  ['UMFUTURE', 'MARGIN'],
  ['MARGIN', 'UMFUTURE'],
  ['CMFUTURE', 'MARGIN'],
  ['MARGIN', 'CMFUTURE'],
  ['FUNDING', 'MARGIN'],
  ['MARGIN', 'FUNDING'],
  ['FUNDING', 'CMFUTURE'],
  ['CMFUTURE', 'FUNDING'],
  ['MAIN', 'OPTION'],
  ['OPTION', 'MAIN'],
  ['UMFUTURE', 'OPTION'],
  ['OPTION', 'UMFUTURE'],
  ['MARGIN', 'OPTION'],
  ['OPTION', 'MARGIN'],
  ['FUNDING', 'OPTION'],
  ['OPTION', 'FUNDING'],
  ['MAIN', 'PORTFOLIO_MARGIN'],
  ['PORTFOLIO_MARGIN', 'MAIN'],
];

function transferFeed([from, to]: readonly [from: string, to: string], index: number): Feed {
  const type = `${from}_${to}`;
  const ends = { from: wallets[from] ?? from, to: wallets[to] ?? to };
  return {
    ...history,
    name: `transfers from ${ends.from} to ${ends.to}`,
    kind: 'transfers',
    everyMs: index < 6 ? MINUTE_MS / 2 : MINUTE_MS,
    // Only what touches the spot wallet can explain a balance whose books are closed with transfers.
    ...(from === 'MAIN' || to === 'MAIN' ? {} : { hurryMs: MINUTE_MS }),
    cost: 1,
    windowMs: 7 * DAY_MS,
    source: `${connector}: Query User Universal Transfer History, a type each, ${walletUnit}; 6 months back, without times the last 7 days: no longest span is told, 7 days are cautious; ${lateWord}`,
    call: (at) =>
      ask(
        'GET',
        '/sapi/v1/asset/transfer',
        [['type', type], ...span(at), ['current', '1'], ['size', String(ROWS)]],
        at.environment,
      ),
    read: (call, status, body) =>
      followed(
        transferPage(status, body, (item) => listed(ownTransfer(item, ends))),
        call,
        {
          count: countOf(body, under('rows')),
          limit: ROWS,
          name: 'current',
          by: 1,
        },
      ),
  };
}

/** Where nothing was moved the answer may leave its rows out. */
function transferPage(
  status: number,
  body: string,
  read: (item: JsonObject) => readonly Seen[] | undefined,
): Page | Unclear {
  const answer = status === 200 ? objectOf(jsonOf(body)) : undefined;
  if (answer && answer['rows'] === undefined && textOf(answer['total']) === '0') return { records: [] };
  return pageOf(status, body, under('rows'), read);
}

function stateOf(word: string | undefined): SeenMove['state'] {
  if (word === 'CONFIRMED' || word === 'SUCCESS') return 'done';
  return word === 'FAILED' || word === 'FAILURE' ? 'failed' : 'pending';
}

function ownTransfer(item: JsonObject, ends: { from: string; to: string }): SeenMove | undefined {
  const [id, asset, amount] = [wordOf(item['tranId']), wordOf(item['asset']), positiveOf(item['amount'])];
  const atMs = timeOf(item['timestamp']);
  if (id === undefined || asset === undefined || amount === undefined || atMs === undefined) return undefined;
  const state = stateOf(textOf(item['status']));
  return { what: 'move', kind: 'transfer', id, asset, amount, ...ends, isOwn: 'yes', state, atMs };
}

/** Lists that many accounts do not have: nobody waits for them. */
const elsewhere = { hurryMs: MINUTE_MS } as const;

/** What moved between wallets and accounts, came in, or left. */
export const moveFeeds: readonly Feed[] = [
  {
    ...history,
    name: 'withdrawals',
    kind: 'withdrawals',
    everyMs: SOON_MS,
    cost: 20,
    windowMs: 90 * DAY_MS - MINUTE_MS,
    source: `${connector}: Withdraw History, by chain and to other users in one list; 18,000 of 180,000 a second of the account ("specifically uses per second UID rate limit"), which is like 20 of 12,000 a minute; ${lateWord}`,
    call: (at) =>
      ask(
        'GET',
        '/sapi/v1/capital/withdraw/history',
        [...span(at), ['offset', '0'], ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, itself, (item) => listed(withdrawal(item))),
        call,
        { count: countOf(body, itself), limit: LIMIT, name: 'offset', by: LIMIT },
      ),
  },
  {
    ...history,
    name: 'travel rule withdrawals',
    kind: 'withdrawals',
    everyMs: MINUTE_MS,
    ...elsewhere,
    cost: 1,
    windowMs: 90 * DAY_MS - MINUTE_MS,
    source: `${connector}: Withdraw History V2 (for local entities that require travel rule), ${walletUnit}; ${lateWord}`,
    call: (at) =>
      ask(
        'GET',
        '/sapi/v2/localentity/withdraw/history',
        [...span(at), ['offset', '0'], ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, itself, (item) => listed(withdrawal(item))),
        call,
        { count: countOf(body, itself), limit: LIMIT, name: 'offset', by: LIMIT },
      ),
  },
  {
    ...history,
    name: 'deposits',
    kind: 'deposits',
    everyMs: MINUTE_MS,
    cost: 1,
    windowMs: 90 * DAY_MS - MINUTE_MS,
    source: `${connector}: Deposit History, by chain and from other users in one list, ${walletUnit}; ${lateWord}`,
    call: (at) =>
      ask(
        'GET',
        '/sapi/v1/capital/deposit/hisrec',
        [...span(at), ['offset', '0'], ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, itself, (item) => listed(deposit(item))),
        call,
        { count: countOf(body, itself), limit: LIMIT, name: 'offset', by: LIMIT },
      ),
  },
  ...transferTypes.map(transferFeed),
  {
    ...history,
    name: 'transfers of the master to its sub-accounts',
    kind: 'transfers',
    everyMs: MINUTE_MS / 2,
    ...elsewhere,
    cost: 1,
    windowMs: 7 * DAY_MS - MINUTE_MS,
    source: `${connector}: Query Universal Transfer History (For Master Account), those that left the master, ${walletUnit}; ${lateWord}`,
    call: (at) =>
      ask(
        'GET',
        '/sapi/v1/sub-account/universalTransfer',
        [...span(at), ['page', '1'], ['limit', String(SUB_LIMIT)]],
        at.environment,
      ),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, under('result'), (item) => listed(masterTransfer(item))),
        call,
        { count: countOf(body, under('result')), limit: SUB_LIMIT, name: 'page', by: 1 },
      ),
  },
  ...(['out', 'in'] as const).map(
    (way): Feed => ({
      ...history,
      name: `transfers of a sub-account, ${way}`,
      kind: 'transfers',
      everyMs: MINUTE_MS / 2,
      ...elsewhere,
      cost: 1,
      windowMs: 30 * DAY_MS,
      source: `${connector}: Sub-account Transfer History (For Sub-account), a type each, ${walletUnit}; without times the last 30 days: no longest span is told; ${lateWord}`,
      call: (at) =>
        ask(
          'GET',
          '/sapi/v1/sub-account/transfer/subUserHistory',
          [['type', way === 'in' ? '1' : '2'], ...span(at), ['limit', String(SUB_LIMIT)]],
          at.environment,
        ),
      read: (_call, status, body) =>
        cutAt(
          pageOf(status, body, itself, (item) => listed(subTransfer(item, way))),
          countOf(body, itself),
          SUB_LIMIT,
        ),
    }),
  ),
];

/** 0 e-mail sent, 1 cancelled, 2 awaiting approval, 3 rejected, 4 processing, 5 failure, 6 completed. */
function withdrawal(item: JsonObject): SeenMove | undefined {
  const [id, asset, amount] = [
    wordOf(item['id']) ?? wordOf(item['trId']),
    wordOf(item['coin']),
    positiveOf(item['amount']),
  ];
  const atMs = stampOf(item['applyTime']);
  if (id === undefined || asset === undefined || amount === undefined || atMs === undefined) return undefined;
  const status = textOf(item['status']) ?? textOf(item['withdrawalStatus']) ?? '';
  return {
    what: 'move',
    kind: 'withdrawal',
    id,
    asset,
    amount,
    ...present({
      fee: sizeOf(item['transactionFee']),
      from: walletOf(item['walletType']),
      address: wordOf(item['address']),
      network: wordOf(item['network']),
    }),
    isOwn: 'no',
    state: status === '6' ? 'done' : /^[135]$/.test(status) ? 'failed' : 'pending',
    atMs,
  };
}

function walletOf(type: JsonObject[string] | undefined): string | undefined {
  const word = textOf(type);
  return word === '0' ? 'spot' : word === '1' ? 'funding' : undefined;
}

/** 0 pending, 1 success, 2 rejected, 6 credited but cannot be withdrawn, 7 wrong deposit, 8 waiting for the user. */
function deposit(item: JsonObject): SeenMove | undefined {
  const [id, asset, amount] = [wordOf(item['id']), wordOf(item['coin']), positiveOf(item['amount'])];
  const atMs = timeOf(item['insertTime']);
  if (id === undefined || asset === undefined || amount === undefined || atMs === undefined) return undefined;
  const status = textOf(item['status']) ?? '';
  return {
    what: 'move',
    kind: 'deposit',
    id,
    asset,
    amount,
    ...present({ to: walletOf(item['walletType']), network: wordOf(item['network']) }),
    isOwn: 'unknown',
    state: /^[16]$/.test(status) ? 'done' : /^[27]$/.test(status) ? 'failed' : 'pending',
    atMs,
  };
}

const subWallets: Readonly<Record<string, string>> = {
  SPOT: 'spot',
  USDT_FUTURE: 'futures',
  COIN_FUTURE: 'coin-futures',
  MARGIN: 'margin',
};

function masterTransfer(item: JsonObject): SeenMove | undefined {
  const [id, asset, amount] = [wordOf(item['tranId']), wordOf(item['asset']), positiveOf(item['amount'])];
  const [atMs, to] = [timeOf(item['createTimeStamp']), wordOf(item['toEmail'])];
  if (id === undefined || asset === undefined || amount === undefined || atMs === undefined) return undefined;
  const from = ownOf(subWallets, wordOf(item['fromAccountType']));
  const state = stateOf(textOf(item['status']));
  const ends = present({ from, to, address: to });
  return { what: 'move', kind: 'transfer', id, asset, amount, ...ends, isOwn: 'unknown', state, atMs };
}

function subTransfer(item: JsonObject, way: 'in' | 'out'): SeenMove | undefined {
  const [id, asset, amount] = [wordOf(item['tranId']), wordOf(item['asset']), positiveOf(item['qty'])];
  const atMs = timeOf(item['time']);
  if (id === undefined || asset === undefined || amount === undefined || atMs === undefined) return undefined;
  const other = wordOf(item['email']) ?? wordOf(item['counterParty']);
  const own = ownOf(subWallets, wordOf(item[way === 'in' ? 'toAccountType' : 'fromAccountType']));
  const ends = way === 'in' ? present({ from: other, to: own }) : present({ from: own, to: other, address: other });
  const state = item['status'] === undefined ? 'done' : stateOf(textOf(item['status']));
  return { what: 'move', kind: 'transfer', id, asset, amount, ...ends, isOwn: 'unknown', state, atMs };
}
