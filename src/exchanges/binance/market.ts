import { type Decimal, type Instrument, type JsonObject, max, min, one } from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Call, Environment, MarketData, Param, Price, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, topOfBook } from '../replies.ts';
import { facts } from './facts.ts';

const ask = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

const unreadable: Unclear = { unclear: true, cause: 'unreadable', message: 'the answer has not the documented shape' };

function instruments(environment: Environment): readonly Call[] {
  return [
    ask('/api/v3/exchangeInfo', [['showPermissionSets', 'false']], environment),
    ask('/fapi/v1/exchangeInfo', [], environment),
  ];
}

function readInstruments(call: Call, body: string): readonly Instrument[] | Unclear {
  const symbols = listOf(objectOf(jsonOf(body))?.['symbols']);
  if (!symbols) return unreadable;
  return symbols.flatMap((item) => {
    const instrument = instrumentOf(objectOf(item), call.endpoint.group);
    return instrument ? [instrument] : [];
  });
}

function instrumentOf(item: JsonObject | undefined, group: string): Instrument | undefined {
  const [symbol, base, quote] = [textOf(item?.['symbol']), textOf(item?.['baseAsset']), textOf(item?.['quoteAsset'])];
  if (!item || symbol === undefined || base === undefined || quote === undefined) return undefined;
  const active = textOf(item['status']) === 'TRADING';
  if (group === 'spot') {
    return {
      market: `${base}/${quote}`,
      symbol,
      kind: 'spot',
      base,
      quote,
      contractSize: one,
      active,
      ...sizesOf(item),
    };
  }
  const margin = textOf(item['marginAsset']);
  if (textOf(item['contractType']) !== 'PERPETUAL' || margin !== quote) return undefined;
  const market = `${base}/${quote}:${margin}`;
  return { market, symbol, kind: 'linear', base, quote, contractSize: one, active, ...sizesOf(item) };
}

/** What a market order must fit: the lot filters of all orders and of market orders both count, and a zero switches a rule off. */
function sizesOf(item: JsonObject): Pick<Instrument, 'step' | 'minQuantity' | 'maxQuantity' | 'minNotional' | 'tick'> {
  const filters = (listOf(item['filters']) ?? []).map(objectOf);
  const read = (name: string, ...types: readonly string[]): readonly Decimal[] =>
    types.flatMap((type) => {
      const amount = amountOf(filters.find((filter) => filter?.['filterType'] === type)?.[name]);
      return amount !== undefined && amount > 0n ? [amount] : [];
    });
  const lots = ['LOT_SIZE', 'MARKET_LOT_SIZE'] as const;
  const among = (values: readonly Decimal[], choose: (...values: Decimal[]) => Decimal): Decimal | undefined =>
    values.length === 0 ? undefined : choose(...values);
  return present({
    step: among(read('stepSize', ...lots), max),
    minQuantity: among(read('minQty', ...lots), max),
    maxQuantity: among(read('maxQty', ...lots), min),
    minNotional: among([...read('minNotional', 'NOTIONAL', 'MIN_NOTIONAL'), ...read('notional', 'MIN_NOTIONAL')], max),
    tick: among(read('tickSize', 'PRICE_FILTER'), max),
  });
}

function prices(wanted: readonly Instrument[], environment: Environment): readonly Call[] {
  const spot = wanted.filter(({ kind }) => kind === 'spot').map(({ symbol }) => symbol);
  const calls: Call[] = [];
  if (spot.length > 0) calls.push(ask('/api/v3/ticker/bookTicker', [['symbols', JSON.stringify(spot)]], environment));
  if (wanted.some(({ kind }) => kind === 'linear')) calls.push(ask('/fapi/v1/ticker/bookTicker', [], environment));
  return calls;
}

function readPrices(call: Call, body: string): readonly Price[] | Unclear {
  const value = jsonOf(body);
  const list = listOf(value) ?? (objectOf(value) ? [objectOf(value)!] : undefined);
  if (!list) return unreadable;
  const kind = call.endpoint.group === 'spot' ? 'spot' : 'linear';
  return list.flatMap((entry) => {
    const item = objectOf(entry);
    const symbol = textOf(item?.['symbol']);
    const top = topOfBook(amountOf(item?.['bidPrice']), amountOf(item?.['askPrice']));
    return symbol !== undefined && top ? [{ symbol, kind, ...top } as const] : [];
  });
}

export const market: MarketData = {
  instruments,
  readInstruments,
  prices,
  readPrices,
  time: (environment) => ask('/api/v3/time', [], environment),
  readTime: (body) => {
    const text = textOf(objectOf(jsonOf(body))?.['serverTime']);
    return text !== undefined && /^\d{10,16}$/.test(text) ? Number(text) : undefined;
  },
};
