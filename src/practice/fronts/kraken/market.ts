import { type Decimal, zero } from '../../../core/index.ts';
import type { Market } from '../../core/markets.ts';
import { assetAltname, assetId, listed, marketOf, namesOf } from './names.ts';
import {
  type Call,
  fixed,
  isoSeconds,
  isWireError,
  type PublicRoutes,
  placesOf,
  seconds,
  type WireError,
  wireError,
} from './wire.ts';

const DAY_MS = 86_400_000;
const unknownPair = wireError('EQuery:Unknown asset pair');

/** Calls that need no key. */
export const publicRoutes: PublicRoutes = {
  Time: ({ nowMs }) => ({ unixtime: Math.floor(nowMs / 1000), rfc1123: new Date(nowMs).toUTCString() }),
  SystemStatus: ({ nowMs }) => ({ status: 'online', timestamp: isoSeconds(nowMs) }),
  MaintenanceSchedule: () => [],
  Assets: assets,
  AssetPairs: (call) => byPair(call, pairInfo),
  Ticker: (call) => byPair(call, ticker),
  Depth: (call) => ofOne(call, depth),
  OHLC: (call) => ofOne(call, candles),
  Trades: (call) => ofOne(call, trades),
  Spread: (call) => ofOne(call, spread),
};

function assets({ core, params }: Call): unknown {
  const names = [...new Set(listed(core).flatMap(({ base, quote }) => [base, quote]))];
  const wanted = params.get('asset')?.split(',');
  return Object.fromEntries(
    names
      .filter((name) => !wanted || wanted.some((one) => [name, assetId(name), assetAltname(name)].includes(one)))
      .map((name) => {
        const isMoney = name === 'USD' || name === 'EUR';
        const info = { aclass: 'currency', altname: assetAltname(name), decimals: isMoney ? 4 : 10, status: 'enabled' };
        return [assetId(name), { ...info, display_decimals: isMoney ? 2 : 5 }];
      }),
  );
}

/** One entry for each pair that is named, or for all. */
function byPair(call: Call, shape: (call: Call, market: Market) => unknown): unknown {
  const named = call.params.get('pair')?.split(',');
  const markets = named ? named.map((pair) => marketOf(call.core, pair)) : listed(call.core);
  const result: Record<string, unknown> = {};
  for (const market of markets) {
    if (!market) return unknownPair;
    result[namesOf(market).id] = shape(call, market);
  }
  return result;
}

function ofOne(
  call: Call,
  shape: (call: Call, market: Market) => { readonly rows: unknown; readonly last?: unknown },
): unknown {
  const market = marketOf(call.core, call.params.get('pair'));
  if (!market) return unknownPair;
  const told: { rows: unknown; last?: unknown } | WireError = shape(call, market);
  if (isWireError(told)) return told;
  return { [namesOf(market).id]: told.rows, ...(told.last === undefined ? {} : { last: told.last }) };
}

function pairInfo(_call: Call, market: Market): unknown {
  const { altname, wsname } = namesOf(market);
  return {
    altname,
    wsname,
    aclass_base: 'currency',
    base: assetId(market.base),
    aclass_quote: 'currency',
    quote: assetId(market.quote),
    lot: 'unit',
    cost_decimals: 5,
    pair_decimals: placesOf(market.tick),
    lot_decimals: placesOf(market.step),
    lot_multiplier: 1,
    leverage_buy: [],
    leverage_sell: [],
    fees: [[0, 0.4]],
    fees_maker: [[0, 0.25]],
    fee_volume_currency: 'ZUSD',
    margin_call: 80,
    margin_stop: 40,
    ordermin: fixed(market.minQuantity, placesOf(market.step)),
    costmin: fixed(market.minNotional, 2),
    tick_size: fixed(market.tick, placesOf(market.tick)),
    status: 'online',
  };
}

function ticker({ core, nowMs }: Call, market: Market): unknown {
  const places = placesOf(market.tick);
  const { bids, asks } = core.depth(market.symbol, 1);
  const [day] = core.candles(market.symbol, DAY_MS, nowMs - DAY_MS, 1);
  const last = core.price(market.symbol);
  const level = (of: { price: Decimal; quantity: Decimal } | undefined) => [
    fixed(of?.price ?? last, places),
    '1',
    fixed(of?.quantity ?? zero, 3),
  ];
  const twice = (value: Decimal) => [fixed(value, places), fixed(value, places)];
  return {
    a: level(asks[0]),
    b: level(bids[0]),
    c: [fixed(last, places), fixed(market.minQuantity)],
    v: [fixed(day?.volume ?? zero), fixed(day?.volume ?? zero)],
    p: twice(last),
    t: [1000, 1000],
    l: twice(day?.low ?? last),
    h: twice(day?.high ?? last),
    o: fixed(day?.open ?? last, places),
  };
}

function depth({ core, params, nowMs }: Call, market: Market) {
  const book = core.depth(market.symbol, Math.min(params.number('count') ?? 100, 500));
  const rows = (levels: readonly { price: Decimal; quantity: Decimal }[]) =>
    levels.map(({ price, quantity }) => [
      fixed(price, placesOf(market.tick)),
      fixed(quantity, 3),
      Math.floor(nowMs / 1000),
    ]);
  return { rows: { asks: rows(book.asks), bids: rows(book.bids) } };
}

function candles({ core, params, nowMs }: Call, market: Market) {
  const intervalMs = (params.number('interval') ?? 1) * 60_000;
  const sinceMs = (params.number('since') ?? 0) * 1000;
  const fromMs = Math.max(sinceMs, nowMs - 719 * intervalMs);
  const places = placesOf(market.tick);
  const rows = core
    .candles(market.symbol, intervalMs, fromMs, 720)
    .map(({ openMs, open, high, low, close, volume }) => [
      openMs / 1000,
      ...[open, high, low, close, close].map((price) => fixed(price, places)),
      fixed(volume),
      10,
    ]);
  return { rows, last: rows.at(-2)?.[0] ?? Math.floor(nowMs / 1000) };
}

function trades({ core, params }: Call, market: Market) {
  const rows = core
    .publicTrades(market.symbol, Math.min(params.number('count') ?? 1000, 1000))
    .map(({ id, atMs, price, quantity, buyerIsMaker }) => {
      const side = buyerIsMaker ? 's' : 'b';
      return [fixed(price, placesOf(market.tick)), fixed(quantity), seconds(atMs), side, 'l', '', id];
    });
  return { rows, last: `${rows.at(-1)?.[2] ?? 0}000000000` };
}

function spread({ core, nowMs }: Call, market: Market) {
  const { bids, asks } = core.depth(market.symbol, 1);
  const best = [bids[0], asks[0]].map((level) => fixed(level?.price ?? zero, placesOf(market.tick)));
  return { rows: [[Math.floor(nowMs / 1000), ...best]], last: Math.floor(nowMs / 1000) };
}
