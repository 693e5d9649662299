import { type Decimal, formatDecimal, multiplyDown } from '../../../core/index.ts';
import type { Market } from '../../core/markets.ts';
import {
  type Call,
  contractValue,
  instIdOf,
  instTypeOf,
  isOkxError,
  listed,
  namedMarket,
  type OkxError,
  type PublicRoute,
  parameterError,
  sizeOf,
} from './wire.ts';

const DAY_MS = 86_400_000;
const FUNDING_MS = 8 * 3_600_000;
const FUNDING_RATE = '0.0001';
const SETTLE_TYPES = ['SPOT', 'SWAP', 'FUTURES', 'OPTION', 'MARGIN'];

/** Public calls: instruments, prices, candles. */
export const marketRoutes: readonly PublicRoute[] = [
  route('public/time', ({ nowMs }) => [{ ts: String(nowMs) }]),
  route('system/status', () => []),
  route('public/instruments', instruments),
  route('market/tickers', tickers),
  route('market/ticker', (call) => onMarket(call, (market) => [ticker(call, market)])),
  route('market/index-tickers', indexTickers),
  route('market/books', (call) => onMarket(call, (market) => [book(call, market)])),
  route('market/candles', (call) => onMarket(call, (market) => candles(call, market))),
  route('market/history-candles', (call) => onMarket(call, (market) => candles(call, market))),
  route('market/trades', (call) => onMarket(call, (market) => trades(call, market))),
  route('market/history-trades', (call) => onMarket(call, (market) => trades(call, market))),
  route('public/mark-price', markPrices),
  route('public/open-interest', openInterest),
  route('public/funding-rate', (call) => onMarket(call, (market) => [funding(call, market)])),
  route('public/funding-rate-history', (call) => onMarket(call, (market) => fundingHistory(call, market))),
  route('public/price-limit', (call) => onMarket(call, (market) => [priceLimit(call, market)])),
];

function route(path: string, answer: PublicRoute['answer']): PublicRoute {
  return { line: `GET /api/v5/${path}`, needs: 'nothing', answer };
}

function onMarket(call: Call, answer: (market: Market) => readonly unknown[]): readonly unknown[] | OkxError {
  const market = namedMarket(call.core, call.params);
  return isOkxError(market) ? market : answer(market);
}

/** The markets of the type asked for; futures and options list nothing here. */
function ofType(call: Call): readonly Market[] | OkxError {
  const type = call.params.get('instType') ?? '';
  if (!SETTLE_TYPES.includes(type)) return parameterError('instType');
  const instId = call.params.get('instId');
  return listed(call.core).filter(
    (market) => instTypeOf(market) === type && (instId === undefined || instIdOf(market) === instId),
  );
}

export function instruments(call: Call): readonly unknown[] | OkxError {
  const chosen = ofType(call);
  return isOkxError(chosen) ? chosen : chosen.map(instrument);
}

function instrument(market: Market): Record<string, unknown> {
  const linear = market.kind === 'linear';
  const pair = `${market.base}-${market.quote}`;
  const most = sizeOf(market.maxQuantity, market);
  return {
    alias: '',
    auctionEndTime: '',
    baseCcy: linear ? '' : market.base,
    category: '1',
    contTdSwTime: '',
    ctMult: linear ? '1' : '',
    ctType: linear ? 'linear' : '',
    ctVal: linear ? formatDecimal(contractValue(market)) : '',
    ctValCcy: linear ? market.base : '',
    expTime: '',
    futureSettlement: false,
    instFamily: linear ? pair : '',
    instId: instIdOf(market),
    instType: instTypeOf(market),
    lever: linear ? String(market.maxLeverage) : '',
    listTime: '1548133413000',
    lotSz: sizeOf(market.step, market),
    maxIcebergSz: most,
    maxLmtAmt: '20000000',
    maxLmtSz: most,
    maxMktAmt: linear ? '' : '1000000',
    maxMktSz: linear ? most : '1000000',
    maxStopSz: most,
    maxTriggerSz: most,
    maxTwapSz: most,
    minSz: sizeOf(market.minQuantity, market),
    optType: '',
    quoteCcy: linear ? '' : market.quote,
    ruleType: 'normal',
    settleCcy: linear ? market.quote : '',
    state: 'live',
    stk: '',
    tickSz: formatDecimal(market.tick),
    tradeQuoteCcyList: linear ? [] : [market.quote],
    uly: linear ? pair : '',
  };
}

function tickers(call: Call): readonly unknown[] | OkxError {
  const chosen = ofType(call);
  return isOkxError(chosen) ? chosen : chosen.map((market) => ticker(call, market));
}

function ticker({ core, nowMs }: Call, market: Market): Record<string, unknown> {
  const last = core.price(market.symbol);
  const before = core.priceAt(market.symbol, nowMs - DAY_MS);
  const day = core.candles(market.symbol, DAY_MS, Math.floor(nowMs / DAY_MS) * DAY_MS - DAY_MS, 2);
  const high = [last, before, ...day.map((candle) => candle.high)].reduce((a, b) => (a > b ? a : b));
  const low = [last, before, ...day.map((candle) => candle.low)].reduce((a, b) => (a < b ? a : b));
  const { bids, asks } = core.depth(market.symbol, 1);
  const volume = day[0]?.volume ?? last;
  return {
    instType: instTypeOf(market),
    instId: instIdOf(market),
    last: formatDecimal(last),
    lastSz: sizeOf(market.minQuantity, market),
    askPx: asks[0] ? formatDecimal(asks[0].price) : '',
    askSz: asks[0] ? sizeOf(asks[0].quantity, market) : '',
    bidPx: bids[0] ? formatDecimal(bids[0].price) : '',
    bidSz: bids[0] ? sizeOf(bids[0].quantity, market) : '',
    open24h: formatDecimal(before),
    high24h: formatDecimal(high),
    low24h: formatDecimal(low),
    volCcy24h: formatDecimal(market.kind === 'linear' ? volume : multiplyDown(volume, last)),
    vol24h: sizeOf(volume, market),
    ts: String(nowMs),
    sodUtc0: formatDecimal(before),
    sodUtc8: formatDecimal(before),
  };
}

function indexTickers({ core, params, nowMs }: Call): readonly unknown[] {
  const instId = params.get('instId');
  return listed(core)
    .filter((market) => market.kind === 'spot' && (instId === undefined || instIdOf(market) === instId))
    .map((market) => ({
      instId: instIdOf(market),
      idxPx: formatDecimal(core.price(market.symbol)),
      ts: String(nowMs),
    }));
}

function book({ core, params, nowMs }: Call, market: Market): Record<string, unknown> {
  const { bids, asks } = core.depth(market.symbol, Math.min(params.number('sz') ?? 1, 400));
  const rows = (levels: typeof bids) =>
    levels.map(({ price, quantity }) => [formatDecimal(price), sizeOf(quantity, market), '0', '1']);
  return { asks: rows(asks), bids: rows(bids), ts: String(nowMs), seqId: core.world.step };
}

const units: Readonly<Record<string, number>> = { m: 60_000, H: 3_600_000, D: DAY_MS, W: 7 * DAY_MS };

/** Newest first; `after` and `before` are times. */
function candles({ core, params, nowMs }: Call, market: Market): readonly unknown[] {
  const bar = /^(\d+)([mHDW])(?:utc)?$/.exec(params.get('bar') ?? '1m');
  const intervalMs = Number(bar?.[1] ?? 1) * (units[bar?.[2] ?? 'm'] ?? 60_000);
  const limit = Math.min(params.number('limit') ?? 100, 300);
  const endMs = Math.min((params.number('after') ?? nowMs + 1) - 1, nowMs);
  const lastMs = Math.floor(endMs / intervalMs) * intervalMs;
  const wantedMs = params.number('before') === undefined ? 0 : params.number('before')! + 1;
  const fromMs = Math.max(lastMs - (limit - 1) * intervalMs, Math.ceil(wantedMs / intervalMs) * intervalMs);
  const count = Math.max(0, Math.floor((lastMs - fromMs) / intervalMs) + 1);
  return core
    .candles(market.symbol, intervalMs, fromMs, count)
    .reverse()
    .map(({ openMs, open, high, low, close, volume }) => {
      const quote = formatDecimal(multiplyDown(volume, close));
      const size = sizeOf(volume, market);
      const base = market.kind === 'linear' ? formatDecimal(volume) : quote;
      const [o, h, l, c] = [open, high, low, close].map(formatDecimal);
      return [String(openMs), o, h, l, c, size, base, quote, openMs + intervalMs <= nowMs ? '1' : '0'];
    });
}

function trades({ core, params }: Call, market: Market): readonly unknown[] {
  return core.publicTrades(market.symbol, Math.min(params.number('limit') ?? 100, 500)).map((trade) => ({
    instId: instIdOf(market),
    side: trade.buyerIsMaker ? 'sell' : 'buy',
    sz: sizeOf(trade.quantity, market),
    px: formatDecimal(trade.price),
    tradeId: String(trade.id),
    ts: String(trade.atMs),
  }));
}

function markPrices(call: Call): readonly unknown[] | OkxError {
  const chosen = ofType(call);
  if (isOkxError(chosen)) return chosen;
  return chosen.map((market) => ({
    instType: instTypeOf(market),
    instId: instIdOf(market),
    markPx: formatDecimal(call.core.price(market.symbol)),
    ts: String(call.nowMs),
  }));
}

function openInterest(call: Call): readonly unknown[] | OkxError {
  const chosen = ofType(call);
  if (isOkxError(chosen)) return chosen;
  return chosen.map((market) => {
    const quantity = (market.maxQuantity / 2n) as Decimal;
    return {
      instId: instIdOf(market),
      instType: instTypeOf(market),
      oi: sizeOf(quantity, market),
      oiCcy: formatDecimal(quantity),
      ts: String(call.nowMs),
    };
  });
}

function funding({ nowMs }: Call, market: Market): Record<string, unknown> {
  const next = (Math.floor(nowMs / FUNDING_MS) + 1) * FUNDING_MS;
  return {
    instType: 'SWAP',
    instId: instIdOf(market),
    method: 'current_period',
    fundingRate: FUNDING_RATE,
    nextFundingRate: '',
    fundingTime: String(next),
    nextFundingTime: String(next + FUNDING_MS),
    prevFundingTime: String(next - FUNDING_MS),
    settFundingRate: FUNDING_RATE,
    settState: 'settled',
    minFundingRate: '-0.02',
    maxFundingRate: '0.02',
    premium: '0',
    ts: String(nowMs),
  };
}

function fundingHistory({ params, nowMs }: Call, market: Market): readonly unknown[] {
  const last = Math.floor(nowMs / FUNDING_MS) * FUNDING_MS;
  return Array.from({ length: Math.min(params.number('limit') ?? 100, 100) }, (_, i) => ({
    instType: 'SWAP',
    instId: instIdOf(market),
    fundingRate: FUNDING_RATE,
    realizedRate: FUNDING_RATE,
    fundingTime: String(last - i * FUNDING_MS),
    method: 'current_period',
  }));
}

function priceLimit({ core, nowMs }: Call, market: Market): Record<string, unknown> {
  const price = core.price(market.symbol);
  return {
    instType: instTypeOf(market),
    instId: instIdOf(market),
    buyLmt: formatDecimal(multiplyDown(price, market.bandUp)),
    sellLmt: formatDecimal(multiplyDown(price, market.bandDown)),
    ts: String(nowMs),
    enabled: true,
  };
}
