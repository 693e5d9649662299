import { add, type Decimal, divideDown, formatDecimal, multiplyDown, subtract } from '../../../core/index.ts';
import { decimal, type Market } from '../../core/markets.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import {
  type Call,
  fixed,
  isWireError,
  listed,
  marketOf,
  type PublicRoute,
  symbolOf,
  type WireError,
  wireError,
} from './wire.ts';

const DAY_MS = 86_400_000;
const two = decimal('2');

export const intervals: Readonly<Record<string, number>> = {
  '1s': 1000,
  '1m': 60_000,
  '3m': 180_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '4h': 14_400_000,
  '6h': 21_600_000,
  '8h': 28_800_000,
  '12h': 43_200_000,
  '1d': DAY_MS,
  '3d': 3 * DAY_MS,
  '1w': 7 * DAY_MS,
};

const open = { needs: 'nothing' } as const;

/** Public calls of the spot exchange. */
export const spotMarketRoutes: readonly PublicRoute[] = [
  { ...open, line: 'GET /api/v3/ping', answer: () => ({}) },
  { ...open, line: 'GET /api/v3/time', answer: ({ nowMs }) => ({ serverTime: nowMs }) },
  { ...open, line: 'GET /api/v3/exchangeInfo', weight: 20, answer: exchangeInfo },
  {
    ...open,
    line: 'GET /api/v3/depth',
    weight: 5,
    mandatory: ['symbol'],
    symbol: 'spot',
    answer: (call) => depth(call, 8),
  },
  { ...open, line: 'GET /api/v3/trades', weight: 25, mandatory: ['symbol'], symbol: 'spot', answer: trades },
  { ...open, line: 'GET /api/v3/historicalTrades', weight: 25, mandatory: ['symbol'], symbol: 'spot', answer: trades },
  { ...open, line: 'GET /api/v3/aggTrades', weight: 4, mandatory: ['symbol'], symbol: 'spot', answer: aggTrades },
  { ...open, line: 'GET /api/v3/klines', weight: 2, mandatory: ['symbol', 'interval'], symbol: 'spot', answer: klines },
  {
    ...open,
    line: 'GET /api/v3/uiKlines',
    weight: 2,
    mandatory: ['symbol', 'interval'],
    symbol: 'spot',
    answer: klines,
  },
  { ...open, line: 'GET /api/v3/avgPrice', weight: 2, mandatory: ['symbol'], symbol: 'spot', answer: avgPrice },
  {
    ...open,
    line: 'GET /api/v3/ticker/24hr',
    weight: 2,
    answer: (call) => perMarket(call, 'spot', (m) => ticker24(call, m, 8)),
  },
  {
    ...open,
    line: 'GET /api/v3/ticker/tradingDay',
    weight: 4,
    answer: (call) => perMarket(call, 'spot', (m) => ticker24(call, m, 8)),
  },
  {
    ...open,
    line: 'GET /api/v3/ticker',
    weight: 4,
    answer: (call) => perMarket(call, 'spot', (m) => ticker24(call, m, 8)),
  },
  {
    ...open,
    line: 'GET /api/v3/ticker/price',
    weight: 2,
    answer: (call) => perMarket(call, 'spot', (m) => priceRow(call, m, 8)),
  },
  {
    ...open,
    line: 'GET /api/v3/ticker/bookTicker',
    weight: 2,
    answer: (call) => perMarket(call, 'spot', (m) => bookRow(call, m, 8)),
  },
  { ...open, line: 'GET /dapi/v1/ping', answer: () => ({}) },
  { ...open, line: 'GET /dapi/v1/time', answer: ({ nowMs }) => ({ serverTime: nowMs }) },
  {
    ...open,
    line: 'GET /dapi/v1/exchangeInfo',
    answer: ({ nowMs }) => ({ timezone: 'UTC', serverTime: nowMs, rateLimits: [], exchangeFilters: [], symbols: [] }),
  },
  { ...open, line: 'GET /eapi/v1/ping', answer: () => ({}) },
  { ...open, line: 'GET /eapi/v1/time', answer: ({ nowMs }) => ({ serverTime: nowMs }) },
  {
    ...open,
    line: 'GET /eapi/v1/exchangeInfo',
    answer: ({ nowMs }) => ({
      timezone: 'UTC',
      serverTime: nowMs,
      optionContracts: [],
      optionAssets: [],
      optionSymbols: [],
      rateLimits: [],
    }),
  },
  { ...open, line: 'GET /sapi/v1/system/status', answer: () => ({ status: 0, msg: 'normal' }) },
];

/** Answers for `symbol`, for each of `symbols`, or for every market; one object in the first case, else a list. */
export function perMarket(call: Call, kind: Market['kind'], row: (market: Market) => unknown): unknown {
  const chosen = chosenMarkets(call, kind);
  if (isWireError(chosen)) return chosen;
  return call.params.get('symbol') === undefined ? chosen.map(row) : row(chosen[0]!);
}

function chosenMarkets(call: Call, kind: Market['kind']): readonly Market[] | WireError {
  const one = call.params.get('symbol');
  const names = one === undefined ? namesIn(call.params.get('symbols')) : [one];
  if (!names) return listed(call.core, kind);
  const found = names.map((name) => marketOf(call.core, kind, name));
  return found.every((market) => market !== undefined) ? (found as Market[]) : wireError(-1121, 'Invalid symbol.');
}

function namesIn(text: string | undefined): string[] | undefined {
  return text === undefined
    ? undefined
    : text
        .replace(/[[\]"\s]/g, '')
        .split(',')
        .filter((name) => name !== '');
}

function exchangeInfo(call: Call): unknown {
  const chosen = chosenMarkets(call, 'spot');
  if (isWireError(chosen)) return chosen;
  return {
    timezone: 'UTC',
    serverTime: call.nowMs,
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6000 },
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 100 },
      { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: 200_000 },
      { rateLimitType: 'RAW_REQUESTS', interval: 'MINUTE', intervalNum: 5, limit: 61_000 },
    ],
    exchangeFilters: [],
    symbols: chosen.map(symbolInfo),
  };
}

function symbolInfo(market: Market): unknown {
  return {
    symbol: symbolOf(market),
    status: 'TRADING',
    baseAsset: market.base,
    baseAssetPrecision: 8,
    quoteAsset: market.quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: ['LIMIT', 'LIMIT_MAKER', 'MARKET', 'STOP_LOSS', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT'],
    icebergAllowed: false,
    ocoAllowed: false,
    otoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: true,
    amendAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: filtersOf(market),
    permissions: [],
    permissionSets: [['SPOT']],
    defaultSelfTradePreventionMode: 'EXPIRE_MAKER',
    allowedSelfTradePreventionModes: ['EXPIRE_MAKER'],
  };
}

function filtersOf(market: Market): unknown[] {
  const [up, down] = [formatDecimal(market.bandUp), formatDecimal(market.bandDown)];
  return [
    {
      filterType: 'PRICE_FILTER',
      minPrice: fixed(market.tick),
      maxPrice: '1000000.00000000',
      tickSize: fixed(market.tick),
    },
    {
      filterType: 'LOT_SIZE',
      minQty: fixed(market.minQuantity),
      maxQty: fixed(market.maxQuantity),
      stepSize: fixed(market.step),
    },
    { filterType: 'MARKET_LOT_SIZE', minQty: '0.00000000', maxQty: fixed(market.maxQuantity), stepSize: '0.00000000' },
    {
      filterType: 'PERCENT_PRICE_BY_SIDE',
      bidMultiplierUp: up,
      bidMultiplierDown: down,
      askMultiplierUp: up,
      askMultiplierDown: down,
      avgPriceMins: 5,
    },
    {
      filterType: 'NOTIONAL',
      minNotional: fixed(market.minNotional),
      applyMinToMarket: true,
      maxNotional: '9000000.00000000',
      applyMaxToMarket: false,
      avgPriceMins: 5,
    },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: 200 },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: 5 },
  ];
}

/** The book; `places` decimals. Futures tell the time too. */
export function depth(call: Call, places: number): Record<string, unknown> {
  const book = call.core.depth(call.market!.symbol, Math.min(call.params.number('limit') ?? 100, 1000));
  const rows = (levels: readonly { price: Decimal; quantity: Decimal }[]) =>
    levels.map(({ price, quantity }) => [fixed(price, places), fixed(quantity, places)]);
  return { lastUpdateId: call.core.world.step, bids: rows(book.bids), asks: rows(book.asks) };
}

export function trades(call: Call): unknown {
  return call.core
    .publicTrades(call.market!.symbol, Math.min(call.params.number('limit') ?? 500, 1000))
    .map((trade) => ({
      id: trade.id,
      price: fixed(trade.price),
      qty: fixed(trade.quantity),
      quoteQty: fixed(multiplyDown(trade.price, trade.quantity)),
      time: trade.atMs,
      isBuyerMaker: trade.buyerIsMaker,
      isBestMatch: true,
    }));
}

export function aggTrades(call: Call): unknown {
  return call.core
    .publicTrades(call.market!.symbol, Math.min(call.params.number('limit') ?? 500, 1000))
    .map((trade) => ({
      a: trade.id,
      p: fixed(trade.price),
      q: fixed(trade.quantity),
      f: trade.id,
      l: trade.id,
      T: trade.atMs,
      m: trade.buyerIsMaker,
      M: true,
    }));
}

/** Candles from `startTime`, or the last ones up to `endTime`. */
export function klines(call: Call): unknown {
  const intervalMs = intervals[call.params.get('interval') ?? ''];
  if (intervalMs === undefined) return wireError(-1120, 'Invalid interval.');
  const limit = Math.min(call.params.number('limit') ?? 500, 1500);
  const endMs = Math.min(call.params.number('endTime') ?? call.nowMs, call.nowMs);
  const lastOpenMs = Math.floor(endMs / intervalMs) * intervalMs;
  const fromMs = call.params.number('startTime') ?? lastOpenMs - (limit - 1) * intervalMs;
  const count = Math.min(limit, Math.floor((lastOpenMs - fromMs) / intervalMs) + 1);
  return call.core.candles(call.market!.symbol, intervalMs, fromMs, count).map((candle) => {
    const quote = multiplyDown(candle.volume, candle.close);
    return [
      candle.openMs,
      fixed(candle.open),
      fixed(candle.high),
      fixed(candle.low),
      fixed(candle.close),
      fixed(candle.volume),
      candle.openMs + intervalMs - 1,
      fixed(quote),
      Math.max(1, Math.floor(intervalMs / 2000)),
      fixed((candle.volume / 2n) as Decimal),
      fixed((quote / 2n) as Decimal),
      '0',
    ];
  });
}

function avgPrice(call: Call): unknown {
  return { mins: 5, price: fixed(call.core.price(call.market!.symbol)), closeTime: call.nowMs };
}

export function ticker24(call: Call, market: Market, places: number): Record<string, unknown> {
  const { core, nowMs } = call;
  const last = core.price(market.symbol);
  const before = core.priceAt(market.symbol, nowMs - DAY_MS);
  const day = core.candles(market.symbol, DAY_MS, Math.floor(nowMs / DAY_MS) * DAY_MS - DAY_MS, 2);
  const values = [last, before, ...day.flatMap((candle) => [candle.high, candle.low])];
  const { bids, asks } = core.depth(market.symbol, 1);
  const change = subtract(last, before);
  const percent = ((divideDown(change, before) ?? 0n) as bigint) * 100n;
  const volume = day[0]?.volume ?? last;
  const tradeId = Math.floor(nowMs / 2000);
  return {
    symbol: symbolOf(market),
    priceChange: fixed(change, places),
    priceChangePercent: fixed(percent as Decimal, 3),
    weightedAvgPrice: fixed(divideDown(add(last, before), two) ?? last, places),
    prevClosePrice: fixed(before, places),
    lastPrice: fixed(last, places),
    lastQty: fixed(market.minQuantity, places),
    bidPrice: fixed(bids[0]?.price ?? last, places),
    bidQty: fixed(bids[0]?.quantity ?? last, places),
    askPrice: fixed(asks[0]?.price ?? last, places),
    askQty: fixed(asks[0]?.quantity ?? last, places),
    openPrice: fixed(before, places),
    highPrice: fixed(
      values.reduce((a, b) => (a > b ? a : b)),
      places,
    ),
    lowPrice: fixed(
      values.reduce((a, b) => (a < b ? a : b)),
      places,
    ),
    volume: fixed(volume, places),
    quoteVolume: fixed(multiplyDown(volume, last), places),
    openTime: nowMs - DAY_MS,
    closeTime: nowMs,
    firstId: tradeId - 43_200,
    lastId: tradeId,
    count: 43_200,
  };
}

export function priceRow(call: Call, market: Market, places: number): Record<string, unknown> {
  return { symbol: symbolOf(market), price: fixed(call.core.price(market.symbol), places) };
}

export function bookRow(call: { core: PracticeCore }, market: Market, places: number): Record<string, unknown> {
  const { bids, asks } = call.core.depth(market.symbol, 1);
  return {
    symbol: symbolOf(market),
    bidPrice: fixed(bids[0]?.price ?? market.tick, places),
    bidQty: fixed(bids[0]?.quantity ?? market.minQuantity, places),
    askPrice: fixed(asks[0]?.price ?? market.tick, places),
    askQty: fixed(asks[0]?.quantity ?? market.minQuantity, places),
  };
}
