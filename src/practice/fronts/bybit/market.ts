import { type Decimal, divideDown, max, min, multiplyDown, subtract, zero } from '../../../core/index.ts';
import type { Market } from '../../core/markets.ts';
import {
  type Call,
  categoryOf,
  fixed,
  isWireError,
  marketOf,
  marketsOf,
  noCategory,
  type PublicRoute,
  page,
  placesOf,
  plain,
  symbolOf,
  type WireError,
  wireError,
} from './wire.ts';

const DAY_MS = 86_400_000;
const FUNDING_MS = 8 * 3_600_000;
const FUNDING_RATE = '0.0001';
const LAUNCHED = '1584230400000';

const open = { open: true } as const;
const bySymbol = { open: true, mandatory: ['category', 'symbol'] } as const;

/** Public calls under `/v5/market`. */
export const marketRoutes: readonly PublicRoute[] = [
  { ...open, line: 'GET /v5/market/time', answer: time },
  { ...open, line: 'GET /v5/market/instruments-info', mandatory: ['category'], answer: instruments },
  { ...open, line: 'GET /v5/market/tickers', mandatory: ['category'], answer: tickers },
  { ...bySymbol, line: 'GET /v5/market/orderbook', answer: orderbook },
  { ...bySymbol, line: 'GET /v5/market/recent-trade', answer: recentTrades },
  ...['kline', 'mark-price-kline', 'index-price-kline', 'premium-index-price-kline'].map(
    (name): PublicRoute => ({
      open: true,
      line: `GET /v5/market/${name}`,
      mandatory: ['symbol', 'interval'],
      answer: (call) => klines(call, name === 'kline'),
    }),
  ),
  { ...bySymbol, line: 'GET /v5/market/funding/history', answer: fundingHistory },
  { ...bySymbol, line: 'GET /v5/market/open-interest', answer: openInterest },
  { ...open, line: 'GET /v5/market/risk-limit', mandatory: ['category'], answer: riskLimits },
  { ...open, line: 'GET /v5/system/status', answer: () => ({ list: [] }) },
  { ...open, line: 'GET /v5/announcements/index', answer: () => ({ total: 0, list: [] }) },
];

/** Answers for the one market named, of which the category is `linear` where none is said. */
function withMarket(call: Call, answer: (market: Market) => unknown): unknown {
  const market = marketOf(call.core, call.params);
  return isWireError(market) ? market : answer(market);
}

function time({ nowMs }: Call): unknown {
  return { timeSecond: String(Math.floor(nowMs / 1_000)), timeNano: `${nowMs}000000` };
}

function instruments({ core, params }: Call): unknown {
  const markets = marketsOf(core, params);
  if (isWireError(markets)) return markets;
  const category = categoryOf(params)!;
  const shown = (params.get('status') ?? 'Trading') === 'Trading' ? markets : [];
  if (category === 'spot') return { category, list: shown.map(spotInstrument) };
  return { category, ...page(params, shown.map(linearInstrument), 500, 1_000) };
}

function spotInstrument(market: Market): unknown {
  return {
    symbol: symbolOf(market),
    baseCoin: market.base,
    quoteCoin: market.quote,
    innovation: '0',
    status: 'Trading',
    marginTrading: 'none',
    stTag: '0',
    lotSizeFilter: {
      basePrecision: plain(market.step),
      quotePrecision: '0.00000001',
      minOrderQty: plain(market.minQuantity),
      maxOrderQty: plain(market.maxQuantity),
      minOrderAmt: plain(market.minNotional),
      maxOrderAmt: '4000000',
      maxLimitOrderQty: plain(market.maxQuantity),
      maxMarketOrderQty: plain(market.maxQuantity),
    },
    priceFilter: { tickSize: plain(market.tick) },
    riskParameters: { priceLimitRatioX: '0.01', priceLimitRatioY: '0.02' },
  };
}

function linearInstrument(market: Market): Record<string, unknown> {
  return {
    symbol: symbolOf(market),
    contractType: 'LinearPerpetual',
    status: 'Trading',
    baseCoin: market.base,
    quoteCoin: market.quote,
    launchTime: LAUNCHED,
    deliveryTime: '0',
    deliveryFeeRate: '',
    priceScale: String(placesOf(market.tick)),
    leverageFilter: { minLeverage: '1', maxLeverage: String(market.maxLeverage), leverageStep: '0.01' },
    priceFilter: { minPrice: plain(market.tick), maxPrice: '1999999.80', tickSize: plain(market.tick) },
    lotSizeFilter: {
      maxOrderQty: plain(market.maxQuantity),
      minOrderQty: plain(market.minQuantity),
      qtyStep: plain(market.step),
      postOnlyMaxOrderQty: plain(market.maxQuantity),
      maxMktOrderQty: plain(market.maxQuantity),
      minNotionalValue: plain(market.minNotional),
    },
    unifiedMarginTrade: true,
    fundingInterval: 480,
    settleCoin: market.quote,
    copyTrading: 'none',
    upperFundingRate: '0.005',
    lowerFundingRate: '-0.005',
    isPreListing: false,
    preListingInfo: null,
  };
}

function tickers(call: Call): unknown {
  const markets = marketsOf(call.core, call.params);
  if (isWireError(markets)) return markets;
  return { category: categoryOf(call.params), list: markets.map((market) => ticker(call, market)) };
}

function ticker({ core, nowMs }: Call, market: Market): unknown {
  const last = core.price(market.symbol);
  const before = core.priceAt(market.symbol, nowMs - DAY_MS);
  const days = core.candles(market.symbol, DAY_MS, Math.floor(nowMs / DAY_MS) * DAY_MS - DAY_MS, 2);
  const { bids, asks } = core.depth(market.symbol, 1);
  const volume = days[0]?.volume ?? last;
  const row = {
    symbol: symbolOf(market),
    bid1Price: plain(bids[0]?.price ?? last),
    bid1Size: plain(bids[0]?.quantity ?? market.step),
    ask1Price: plain(asks[0]?.price ?? last),
    ask1Size: plain(asks[0]?.quantity ?? market.step),
    lastPrice: plain(last),
    prevPrice24h: plain(before),
    price24hPcnt: fixed(divideDown(subtract(last, before), before) ?? zero, 6),
    highPrice24h: plain(max(last, before, ...days.map(({ high }) => high))),
    lowPrice24h: plain(min(last, before, ...days.map(({ low }) => low))),
    turnover24h: fixed(multiplyDown(volume, last), 4),
    volume24h: fixed(volume, 6),
  };
  if (market.kind === 'spot') return { ...row, usdIndexPrice: market.base === 'PUMP' ? '' : plain(last) };
  return {
    ...row,
    indexPrice: plain(last),
    markPrice: plain(last),
    prevPrice1h: plain(core.priceAt(market.symbol, nowMs - 3_600_000)),
    openInterest: '50000',
    openInterestValue: fixed(multiplyDown(last, 50_000n as Decimal), 2),
    fundingRate: FUNDING_RATE,
    nextFundingTime: String((Math.floor(nowMs / FUNDING_MS) + 1) * FUNDING_MS),
    predictedDeliveryPrice: '',
    basisRate: '',
    deliveryFeeRate: '',
    deliveryTime: '0',
    basis: '',
  };
}

function orderbook(call: Call): unknown {
  return withMarket(call, (market) => {
    const limit = call.params.number('limit') ?? (market.kind === 'spot' ? 1 : 25);
    const { bids, asks } = call.core.depth(market.symbol, Math.min(Math.max(limit, 1), 500));
    const rows = (levels: typeof bids) => levels.map(({ price, quantity }) => [plain(price), plain(quantity)]);
    return {
      s: symbolOf(market),
      b: rows(bids),
      a: rows(asks),
      ts: call.nowMs,
      u: call.nowMs,
      seq: call.nowMs,
      cts: call.nowMs,
    };
  });
}

function recentTrades(call: Call): unknown {
  return withMarket(call, (market) => {
    const count = Math.min(call.params.number('limit') ?? 60, 1_000);
    const list = call.core.publicTrades(market.symbol, count).map((trade) => ({
      execId: String(trade.id),
      symbol: symbolOf(market),
      price: plain(trade.price),
      size: plain(trade.quantity),
      side: trade.buyerIsMaker ? 'Sell' : 'Buy',
      time: String(trade.atMs),
      isBlockTrade: false,
      isRPITrade: false,
    }));
    return { category: categoryOf(call.params), list: list.reverse() };
  });
}

const minutes = ['1', '3', '5', '15', '30', '60', '120', '240', '360', '720'];

function intervalOf(text: string | undefined): number | WireError {
  if (text !== undefined && minutes.includes(text)) return Number(text) * 60_000;
  const days = text === 'D' ? 1 : text === 'W' ? 7 : text === 'M' ? 30 : undefined;
  return days === undefined ? wireError(10001, 'params error: Invalid period!') : days * DAY_MS;
}

/** Newest first. */
function klines(call: Call, isTraded: boolean): unknown {
  const { core, params, nowMs } = call;
  const market = marketOf(core, params);
  if (isWireError(market)) return market;
  const intervalMs = intervalOf(params.get('interval'));
  if (isWireError(intervalMs)) return intervalMs;
  const limit = Math.min(params.number('limit') ?? 200, 1_000);
  const endMs = Math.min(params.number('end') ?? nowMs, nowMs);
  const lastOpenMs = Math.floor(endMs / intervalMs) * intervalMs;
  const startMs = Math.ceil((params.number('start') ?? 0) / intervalMs) * intervalMs;
  const fromMs = Math.max(startMs, lastOpenMs - (limit - 1) * intervalMs);
  const count = Math.max(0, Math.min(limit, Math.floor((lastOpenMs - fromMs) / intervalMs) + 1));
  const list = core.candles(market.symbol, intervalMs, fromMs, count).map((candle) => {
    const prices = [candle.open, candle.high, candle.low, candle.close].map(plain);
    const traded = [plain(candle.volume), fixed(multiplyDown(candle.volume, candle.close), 4)];
    return [String(candle.openMs), ...prices, ...(isTraded ? traded : [])];
  });
  return { category: categoryOf(params), symbol: symbolOf(market), list: list.reverse() };
}

function fundingHistory(call: Call): unknown {
  return withMarket(call, (market) => {
    const endMs = Math.min(call.params.number('endTime') ?? call.nowMs, call.nowMs);
    const startMs = call.params.number('startTime') ?? 0;
    const limit = Math.min(call.params.number('limit') ?? 200, 200);
    const last = Math.floor(endMs / FUNDING_MS) * FUNDING_MS;
    const times = Array.from({ length: limit }, (_, index) => last - index * FUNDING_MS).filter(
      (atMs) => atMs >= startMs,
    );
    const list = times.map((atMs) => ({
      symbol: symbolOf(market),
      fundingRate: FUNDING_RATE,
      fundingRateTimestamp: String(atMs),
    }));
    return { category: 'linear', list };
  });
}

function openInterest(call: Call): unknown {
  return withMarket(call, (market) => ({
    symbol: symbolOf(market),
    category: 'linear',
    list: [{ openInterest: '50000', timestamp: String(call.nowMs) }],
    nextPageCursor: '',
  }));
}

function riskLimits({ core, params }: Call): unknown {
  const markets = marketsOf(core, params);
  const category = categoryOf(params);
  if (isWireError(markets) || !category) return isWireError(markets) ? markets : noCategory;
  const list = markets.map((market) => ({
    id: 1,
    symbol: symbolOf(market),
    riskLimitValue: '2000000',
    maintenanceMargin: '0.005',
    initialMargin: '0.05',
    isLowestRisk: 1,
    maxLeverage: String(market.maxLeverage),
    mmDeduction: '',
  }));
  return { category, list, nextPageCursor: '' };
}
