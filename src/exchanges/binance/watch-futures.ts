import { type JsonObject, magnitude, subtract, zero } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, type listOf, objectOf, textOf, timeOf } from '../replies.ts';
import type { Feed, FeedContext, SeenBalance, SeenFlow, SeenOrder, SeenPosition } from '../watch.ts';
import { algoOrders, fill, futuresOrder, optionOrder } from './watch-orders.ts';
import {
  ask,
  connector,
  countOf,
  cutAt,
  DAY_MS,
  followed,
  itself,
  LIST_LATE_MS,
  listed,
  type MarketKind,
  MINUTE_MS,
  ownOf,
  pageOf,
  positiveOf,
  SOON_MS,
  sizeOf,
  snapshot,
  span,
  unclear,
  under,
  wordOf,
} from './watch-page.ts';

const LIMIT = 1_000;
const FORCED_LIMIT = 100;
/** "The query time period must be less than 7 days." */
const WEEK_MS = 7 * DAY_MS - 1_000;
const usdm = 'USD-M futures, weight of the address, of 2,400 a minute';
const coinm = 'COIN-M futures, weight of the address, of 2,400 a minute';
const options = 'options, weight of the address, of 400 a minute';
const lately = 'how late it is no source tells, 10 s is cautious';

const perMarket = {
  reach: { markets: 'linear' },
  shape: 'history',
  everyMs: 5 * MINUTE_MS,
  cost: 5,
  windowMs: WEEK_MS,
  lateMs: 10_000,
} as const;

/** What the futures and options hosts show. */
export const futuresFeeds: readonly Feed[] = [
  {
    ...snapshot,
    name: 'USD-M conditional open orders',
    kind: 'open-orders',
    kinds: ['linear'],
    everyMs: SOON_MS,
    cost: 40,
    source: `${connector}: Current All Algo Open Orders, ${usdm}; stops and take-profits stand here alone since 2025-12-09`,
    call: ({ environment }) => ask('GET', '/fapi/v1/openAlgoOrders', [], environment),
    read: (_call, status, body, context) =>
      pageOf(status, body, algoList, (item) => algoOrders(item, context)?.slice(0, 1)),
  },
  {
    ...snapshot,
    name: 'USD-M open orders',
    kind: 'open-orders',
    kinds: ['linear'],
    everyMs: 2 * MINUTE_MS,
    busyMs: 15_000,
    cost: 40,
    source: `${connector}: Current All Open Orders, ${usdm}`,
    call: ({ environment }) => ask('GET', '/fapi/v1/openOrders', [], environment),
    read: (_call, status, body, context) =>
      pageOf(status, body, itself, (item) => listed(futuresOrder(item, 'linear', context))),
  },
  {
    ...snapshot,
    name: 'USD-M balances',
    kind: 'balances',
    wallet: 'futures',
    everyMs: SOON_MS,
    cost: 5,
    source: `${connector}: Futures Account Balance V3, ${usdm}`,
    call: ({ environment }) => ask('GET', '/fapi/v3/balance', [], environment),
    read: (_call, status, body) => pageOf(status, body, itself, (item) => listed(balance(item, 'futures'))),
  },
  {
    ...snapshot,
    name: 'USD-M positions',
    kind: 'positions',
    kinds: ['linear'],
    everyMs: SOON_MS,
    cost: 5,
    source: `${connector}: Position Information V3, ${usdm}`,
    call: ({ environment }) => ask('GET', '/fapi/v3/positionRisk', [], environment),
    read: (_call, status, body, context) => pageOf(status, body, itself, (item) => position(item, 'linear', context)),
  },
  {
    ...snapshot,
    name: 'USD-M equity',
    kind: 'equity',
    wallet: 'futures',
    everyMs: MINUTE_MS,
    cost: 5,
    source: `${connector}: Account Information V3, totalMarginBalance, in dollars, ${usdm}`,
    call: ({ environment }) => ask('GET', '/fapi/v3/account', [], environment),
    read: (_call, status, body) => {
      const amount = status === 200 ? amountOf(objectOf(jsonOf(body))?.['totalMarginBalance']) : undefined;
      if (amount === undefined) return unclear(status, body);
      return { records: [{ what: 'equity', wallet: 'futures', currency: 'USD', amount }] };
    },
  },
  {
    name: 'USD-M ledger',
    kind: 'ledger',
    wallet: 'futures',
    reach: 'account',
    shape: 'history',
    everyMs: MINUTE_MS,
    hurryMs: 5_000,
    cost: 30,
    windowMs: WEEK_MS,
    keptMs: 90 * DAY_MS - MINUTE_MS,
    lateMs: LIST_LATE_MS,
    source: `${connector}: Get Income History, ${usdm}; "the last three months"; no longest span is told, that of the other lists is taken; ${lately.replace('10', '60')}`,
    call: (at) => ask('GET', '/fapi/v1/income', [...span(at), ['limit', String(LIMIT)], ['page', '1']], at.environment),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, itself, (item) => listed(flow(item))),
        call,
        { count: countOf(body, itself), limit: LIMIT, name: 'page', by: 1 },
      ),
  },
  {
    ...perMarket,
    name: 'USD-M fills',
    kind: 'fills',
    // The books of this wallet are closed with the ledger: nobody waits for its fills.
    hurryMs: MINUTE_MS,
    wallet: 'futures',
    source: `${connector}: Account Trade List, ${usdm}; kept for 6 months; ${lately}`,
    call: (at) =>
      ask(
        'GET',
        '/fapi/v1/userTrades',
        [['symbol', at.instrument?.symbol ?? ''], ...span(at), ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (_call, status, body, context) =>
      cutAt(
        pageOf(status, body, itself, (item) => listed(fill(item, 'linear', context))),
        countOf(body, itself),
        LIMIT,
      ),
  },
  {
    ...perMarket,
    name: 'USD-M orders',
    kind: 'orders',
    keptMs: 3 * DAY_MS,
    source: `${connector}: All Orders, ${usdm}; cancelled or expired without a fill: gone 3 days after they were made; ${lately}`,
    call: (at) =>
      ask(
        'GET',
        '/fapi/v1/allOrders',
        [['symbol', at.instrument?.symbol ?? ''], ...span(at), ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (_call, status, body, context) =>
      cutAt(
        pageOf(status, body, itself, (item) => listed(futuresOrder(item, 'linear', context))),
        countOf(body, itself),
        LIMIT,
      ),
  },
  {
    ...perMarket,
    name: 'USD-M conditional orders',
    kind: 'orders',
    keptMs: 3 * DAY_MS,
    source: `${connector}: Query All Algo Orders, ${usdm}; cancelled or expired without a fill: gone 3 days after they were made; ${lately}`,
    call: (at) =>
      ask(
        'GET',
        '/fapi/v1/allAlgoOrders',
        [['symbol', at.instrument?.symbol ?? ''], ...span(at), ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (_call, status, body, context) =>
      cutAt(
        pageOf(status, body, algoList, (item) => algoOrders(item, context)),
        algoList(jsonOf(body))?.length ?? 0,
        LIMIT,
      ),
  },
  {
    name: 'USD-M forced orders',
    kind: 'orders',
    reach: 'account',
    shape: 'history',
    everyMs: 10 * MINUTE_MS,
    cost: 50,
    windowMs: WEEK_MS,
    lateMs: 10_000,
    source: `${connector}: User's Force Orders, without a market, ${usdm}; liquidation and ADL, in a list of the exchange's own; ${lately}`,
    call: (at) => ask('GET', '/fapi/v1/forceOrders', [...span(at), ['limit', String(FORCED_LIMIT)]], at.environment),
    read: (_call, status, body, context) =>
      cutAt(
        pageOf(status, body, itself, (item) => {
          const order = futuresOrder(item, 'linear', context);
          return order && [{ ...order, bySystem: true }];
        }),
        countOf(body, itself),
        FORCED_LIMIT,
      ),
  },
  {
    ...snapshot,
    name: 'COIN-M positions',
    kind: 'positions',
    kinds: ['inverse'],
    everyMs: SOON_MS,
    cost: 1,
    source: `${connector}: Position Information, ${coinm}; sizes are contracts where the answer does not tell the coins`,
    call: ({ environment }) => ask('GET', '/dapi/v1/positionRisk', [], environment),
    read: (_call, status, body, context) => pageOf(status, body, itself, (item) => position(item, 'inverse', context)),
  },
  {
    ...snapshot,
    name: 'COIN-M balances',
    kind: 'balances',
    wallet: 'coin-futures',
    everyMs: SOON_MS,
    cost: 1,
    source: `${connector}: Futures Account Balance, ${coinm}`,
    call: ({ environment }) => ask('GET', '/dapi/v1/balance', [], environment),
    read: (_call, status, body) => pageOf(status, body, itself, (item) => listed(balance(item, 'coin-futures'))),
  },
  {
    ...snapshot,
    name: 'COIN-M open orders',
    kind: 'open-orders',
    kinds: ['inverse'],
    everyMs: SOON_MS,
    cost: 40,
    source: `${connector}: Current All Open Orders, ${coinm}`,
    call: ({ environment }) => ask('GET', '/dapi/v1/openOrders', [], environment),
    read: (_call, status, body, context) =>
      pageOf(status, body, itself, (item) => listed(withoutSizes(futuresOrder(item, 'inverse', context)))),
  },
  {
    ...snapshot,
    name: 'options positions',
    kind: 'positions',
    kinds: [],
    everyMs: SOON_MS,
    cost: 5,
    source: `${connector}: Option Position Information, ${options}`,
    call: ({ environment }) => ask('GET', '/eapi/v1/position', [], environment),
    read: (_call, status, body, context) => pageOf(status, body, itself, (item) => optionPosition(item, context)),
  },
  {
    ...snapshot,
    name: 'options open orders',
    kind: 'open-orders',
    kinds: [],
    everyMs: 2 * MINUTE_MS,
    cost: 40,
    source: `${connector}: Query Current Open Option Orders, ${options}`,
    call: ({ environment }) => ask('GET', '/eapi/v1/openOrders', [], environment),
    read: (_call, status, body, context) => pageOf(status, body, itself, (item) => listed(optionOrder(item, context))),
  },
];

/** The algo lists come bare, and in ccxt's samples under `orders`. */
function algoList(value: ReturnType<typeof jsonOf>): ReturnType<typeof listOf> {
  return itself(value) ?? under('orders')(value);
}

function balance(item: JsonObject, wallet: string): SeenBalance | undefined {
  const [asset, total] = [wordOf(item['asset']), amountOf(item['balance'])];
  if (asset === undefined || total === undefined) return undefined;
  const free = sizeOf(item['maxWithdrawAmount']) ?? sizeOf(item['withdrawAvailable']);
  return { what: 'balance', wallet, asset, total, ...present({ free }) };
}

/** Nothing for an entry that stands only for its open orders or its settings. */
function position(item: JsonObject, kind: MarketKind, context: FeedContext): readonly SeenPosition[] | undefined {
  const [symbol, told] = [wordOf(item['symbol']), amountOf(item['positionAmt'])];
  const side = textOf(item['positionSide']) ?? 'BOTH';
  if (symbol === undefined || told === undefined || !/^(?:BOTH|LONG|SHORT)$/.test(side)) return undefined;
  if (told === zero) return [];
  const coins = kind === 'inverse' ? amountOf(item['notionalValue']) : undefined;
  const size = magnitude(coins || told);
  const isShort = side === 'SHORT' || (side === 'BOTH' && told < 0n);
  return [
    {
      what: 'position',
      symbol,
      kind,
      ...present({ market: context.instrument(symbol, kind)?.market }),
      quantity: isShort ? subtract(zero, size) : size,
      ...present({ leg: side === 'BOTH' ? undefined : side }),
      ...present({ entry: positiveOf(item['entryPrice']), mark: positiveOf(item['markPrice']) }),
    },
  ];
}

function optionPosition(item: JsonObject, context: FeedContext): readonly SeenPosition[] | undefined {
  const [symbol, told, side] = [wordOf(item['symbol']), amountOf(item['quantity']), textOf(item['side'])];
  if (symbol === undefined || told === undefined || (side !== 'LONG' && side !== 'SHORT')) return undefined;
  if (told === zero) return [];
  return [
    {
      what: 'position',
      symbol,
      kind: 'linear',
      ...present({ market: context.instrument(symbol, 'linear')?.market }),
      quantity: side === 'SHORT' ? subtract(zero, magnitude(told)) : magnitude(told),
      ...present({ entry: positiveOf(item['entryPrice']), mark: positiveOf(item['markPrice']) }),
    },
  ];
}

/** COIN-M orders count contracts, and how many coins one is, is not listed here. */
function withoutSizes(order: SeenOrder | undefined): SeenOrder | undefined {
  if (!order) return undefined;
  const { quantity: _quantity, filled: _filled, ...rest } = order;
  return rest;
}

const causes: Readonly<Record<string, SeenFlow['cause']>> = {
  REALIZED_PNL: 'trade',
  COMMISSION: 'fee',
  API_REBATE: 'fee',
  COMMISSION_REBATE: 'fee',
  FUNDING_FEE: 'funding',
  TRANSFER: 'transfer',
  INTERNAL_TRANSFER: 'transfer',
  CROSS_COLLATERAL_TRANSFER: 'transfer',
  STRATEGY_UMFUTURES_TRANSFER: 'transfer',
  COIN_SWAP_DEPOSIT: 'transfer',
  COIN_SWAP_WITHDRAW: 'transfer',
  INSURANCE_CLEAR: 'liquidation',
  DELIVERED_SETTELMENT: 'trade',
  AUTO_EXCHANGE: 'trade',
  OPTIONS_PREMIUM_FEE: 'fee',
  OPTIONS_SETTLE_PROFIT: 'trade',
  POSITION_LIMIT_INCREASE_FEE: 'fee',
  REFERRAL_KICKBACK: 'fee',
  WELCOME_BONUS: 'interest',
  CONTEST_REWARD: 'interest',
  BFUSD_REWARD: 'interest',
};

/** "tranId is unique in the same incomeType for a user." */
function flow(item: JsonObject): SeenFlow | undefined {
  const [word, id, asset] = [wordOf(item['incomeType']), wordOf(item['tranId']), wordOf(item['asset'])];
  const [amount, atMs] = [amountOf(item['income']), timeOf(item['time'])];
  if (word === undefined || id === undefined || asset === undefined) return undefined;
  if (amount === undefined || atMs === undefined) return undefined;
  return {
    what: 'flow',
    id: `${word} ${id}`,
    wallet: 'futures',
    asset,
    amount,
    cause: ownOf(causes, word) ?? 'other',
    word,
    ...present({ symbol: wordOf(item['symbol']), tradeId: wordOf(item['tradeId']) }),
    atMs,
  };
}
