import { type Decimal, formatDecimal } from '../../../core/index.ts';
import type { Market } from '../../core/markets.ts';
import { aggTrades, bookRow, depth, klines, perMarket, priceRow, ticker24, trades } from './spot-market.ts';
import { type Call, fixed, listed, marketOf, type PublicRoute, placesOf, symbolOf, wireError } from './wire.ts';

const FUNDING_MS = 8 * 3_600_000;
const FUNDING_RATE = '0.00010000';

const open = { needs: 'nothing' } as const;
const bySymbol = { mandatory: ['symbol'], symbol: 'linear' } as const;
const each = (call: Call, row: (market: Market) => unknown) => perMarket(call, 'linear', row);

/** Public calls of USD-M futures. */
export const usdmMarketRoutes: readonly PublicRoute[] = [
  { ...open, line: 'GET /fapi/v1/ping', answer: () => ({}) },
  { ...open, line: 'GET /fapi/v1/time', answer: ({ nowMs }) => ({ serverTime: nowMs }) },
  { ...open, line: 'GET /fapi/v1/exchangeInfo', answer: exchangeInfo },
  { ...open, line: 'GET /fapi/v1/depth', weight: 5, ...bySymbol, answer: bookOf },
  { ...open, line: 'GET /fapi/v1/trades', weight: 5, ...bySymbol, answer: trades },
  { ...open, line: 'GET /fapi/v1/historicalTrades', weight: 20, ...bySymbol, answer: trades },
  { ...open, line: 'GET /fapi/v1/aggTrades', weight: 20, ...bySymbol, answer: aggTrades },
  {
    ...open,
    line: 'GET /fapi/v1/klines',
    weight: 5,
    mandatory: ['symbol', 'interval'],
    symbol: 'linear',
    answer: klines,
  },
  { ...open, line: 'GET /fapi/v1/indexPriceKlines', weight: 5, mandatory: ['pair', 'interval'], answer: indexKlines },
  {
    ...open,
    line: 'GET /fapi/v1/markPriceKlines',
    mandatory: ['symbol', 'interval'],
    symbol: 'linear',
    answer: klines,
  },
  {
    ...open,
    line: 'GET /fapi/v1/ticker/24hr',
    answer: (call) => each(call, (m) => ticker24(call, m, placesOf(m.tick))),
  },
  {
    ...open,
    line: 'GET /fapi/v1/ticker/price',
    answer: (call) => each(call, (m) => timed(call, priceRow(call, m, placesOf(m.tick)))),
  },
  {
    ...open,
    line: 'GET /fapi/v2/ticker/price',
    answer: (call) => each(call, (m) => timed(call, priceRow(call, m, placesOf(m.tick)))),
  },
  {
    ...open,
    line: 'GET /fapi/v1/ticker/bookTicker',
    answer: (call) => each(call, (m) => timed(call, bookRow(call, m, placesOf(m.step)))),
  },
  { ...open, line: 'GET /fapi/v1/premiumIndex', answer: (call) => each(call, (m) => premium(call, m)) },
  { ...open, line: 'GET /fapi/v1/fundingInfo', answer: ({ core }) => listed(core, 'linear').map(fundingInfo) },
  { ...open, line: 'GET /fapi/v1/fundingRate', answer: fundingRates },
  { ...open, line: 'GET /fapi/v1/openInterest', ...bySymbol, answer: openInterest },
];

function indexKlines(call: Call): unknown {
  const market = marketOf(call.core, 'linear', call.params.get('pair')!);
  return market ? klines({ ...call, market }) : wireError(-1121, 'Invalid symbol.');
}

function timed(call: Call, row: Record<string, unknown>): Record<string, unknown> {
  return { ...row, time: call.nowMs };
}

function exchangeInfo({ core, nowMs }: Call): unknown {
  return {
    timezone: 'UTC',
    serverTime: nowMs,
    futuresType: 'U_MARGINED',
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 },
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1200 },
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 300 },
    ],
    exchangeFilters: [],
    assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '-10000' }],
    symbols: listed(core, 'linear').map(symbolInfo),
  };
}

function symbolInfo(market: Market): unknown {
  const symbol = symbolOf(market);
  const plain = formatDecimal;
  return {
    symbol,
    pair: symbol,
    contractType: 'PERPETUAL',
    deliveryDate: 4_133_404_800_000,
    onboardDate: 1_569_398_400_000,
    status: 'TRADING',
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: market.base,
    quoteAsset: market.quote,
    marginAsset: market.quote,
    pricePrecision: placesOf(market.tick),
    quantityPrecision: placesOf(market.step),
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: ['PoW'],
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    maxMoveOrderLimit: 10_000,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: plain(market.tick), maxPrice: '4529764', tickSize: plain(market.tick) },
      {
        filterType: 'LOT_SIZE',
        minQty: plain(market.minQuantity),
        maxQty: plain(market.maxQuantity),
        stepSize: plain(market.step),
      },
      {
        filterType: 'MARKET_LOT_SIZE',
        minQty: plain(market.minQuantity),
        maxQty: plain(market.maxQuantity),
        stepSize: plain(market.step),
      },
      { filterType: 'MAX_NUM_ORDERS', limit: 200 },
      { filterType: 'MAX_NUM_ALGO_ORDERS', limit: 10 },
      { filterType: 'MIN_NOTIONAL', notional: plain(market.minNotional) },
      {
        filterType: 'PERCENT_PRICE',
        multiplierUp: plain(market.bandUp),
        multiplierDown: plain(market.bandDown),
        multiplierDecimal: '4',
      },
    ],
    orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET'],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX'],
  };
}

function bookOf(call: Call): unknown {
  return { ...depth(call, placesOf(call.market!.step)), E: call.nowMs, T: call.nowMs };
}

function premium({ core, nowMs }: Call, market: Market): unknown {
  const mark = fixed(core.price(market.symbol));
  return {
    symbol: symbolOf(market),
    markPrice: mark,
    indexPrice: mark,
    estimatedSettlePrice: mark,
    lastFundingRate: FUNDING_RATE,
    interestRate: FUNDING_RATE,
    nextFundingTime: (Math.floor(nowMs / FUNDING_MS) + 1) * FUNDING_MS,
    time: nowMs,
  };
}

function fundingInfo(market: Market): unknown {
  return {
    symbol: symbolOf(market),
    adjustedFundingRateCap: '0.02000000',
    adjustedFundingRateFloor: '-0.02000000',
    fundingIntervalHours: 8,
    disclaimer: false,
  };
}

function fundingRates({ core, params, nowMs }: Call): unknown {
  const limit = Math.min(params.number('limit') ?? 100, 1000);
  const endMs = Math.min(params.number('endTime') ?? nowMs, nowMs);
  const last = Math.floor(endMs / FUNDING_MS);
  const first = Math.max(Math.ceil((params.number('startTime') ?? 0) / FUNDING_MS), last - limit + 1);
  const symbol = params.get('symbol');
  const markets = listed(core, 'linear').filter((market) => symbol === undefined || symbolOf(market) === symbol);
  return markets.flatMap((market) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({
      symbol: symbolOf(market),
      fundingTime: (first + i) * FUNDING_MS,
      fundingRate: FUNDING_RATE,
      markPrice: fixed(core.priceAt(market.symbol, (first + i) * FUNDING_MS)),
    })),
  );
}

function openInterest({ core, market, nowMs }: Call): unknown {
  const quantity = (market!.maxQuantity / 2n) as Decimal;
  return {
    openInterest: fixed(quantity, 3),
    symbol: symbolOf(market!),
    time: nowMs,
    price: fixed(core.price(market!.symbol)),
  };
}
