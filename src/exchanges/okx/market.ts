import { type Decimal, type Instrument, type JsonObject, multiplyUp, one } from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Call, Environment, MarketData, Param, Price, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, topOfBook, withoutTwins } from '../replies.ts';
import { facts } from './facts.ts';

/** Up to so many instruments of a kind are asked one by one; above it the whole list is lighter. */
const ONE_BY_ONE = 4;

const ask = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

const unreadable: Unclear = { unclear: true, cause: 'unreadable', message: 'the answer has not the documented shape' };

function instruments(environment: Environment): readonly Call[] {
  return ['SPOT', 'SWAP'].map((type) => ask('/api/v5/public/instruments', [['instType', type]], environment));
}

function rowsOf(body: string): readonly JsonObject[] | undefined {
  const value = objectOf(jsonOf(body));
  if (textOf(value?.['code']) !== '0') return undefined;
  return listOf(value?.['data'])?.flatMap((row): JsonObject[] => {
    const object = objectOf(row);
    return object ? [object] : [];
  });
}

function readInstruments(_call: Call, body: string): readonly Instrument[] | Unclear {
  const rows = rowsOf(body);
  return rows ? withoutTwins(rows.flatMap((row) => instrumentOf(row) ?? [])) : unreadable;
}

/** The names that the field gives to a few currencies. */
const commonNames: Readonly<Record<string, string>> = { XBT: 'BTC', BCHSV: 'BSV', AE: 'AET' };

/** The field's name of a currency. */
export function currency(name: string): string {
  return Object.hasOwn(commonNames, name) ? commonNames[name]! : name;
}

function instrumentOf(row: JsonObject): Instrument | undefined {
  const symbol = textOf(row['instId']) ?? '';
  const active = textOf(row['state']) === 'live';
  const type = textOf(row['instType']);
  if (type === 'SPOT') {
    const [base, quote] = [textOf(row['baseCcy']) ?? '', textOf(row['quoteCcy']) ?? ''];
    if (symbol === '' || base === '' || quote === '') return undefined;
    const market = `${currency(base)}/${currency(quote)}`;
    // The largest market order on spot is told in USDT, so its size in base units is not known.
    const filters = filtersOf(row, one, false);
    const names = { base: currency(base), quote: currency(quote) };
    return { market, symbol, kind: 'spot', ...names, contractSize: one, active, ...filters };
  }
  return type === 'SWAP' && symbol.endsWith('-SWAP') ? swapOf(row, symbol, active) : undefined;
}

/** A linear swap: it settles in its quote currency, and its contract value is told in base units. */
function swapOf(row: JsonObject, symbol: string, active: boolean): Instrument | undefined {
  const [base = '', quote = '', rest] = (textOf(row['uly']) ?? '').split('-');
  const settle = textOf(row['settleCcy']);
  const [value, multiplier] = [amountOf(row['ctVal']), amountOf(row['ctMult'])];
  if (symbol !== `${base}-${quote}-SWAP` || base === '' || rest !== undefined || settle !== quote) return undefined;
  if (textOf(row['ctType']) !== 'linear' || textOf(row['ctValCcy']) !== base) return undefined;
  if (value === undefined || multiplier === undefined || value <= 0n || multiplier <= 0n) return undefined;
  const contractSize = multiplyUp(value, multiplier);
  return {
    market: `${currency(base)}/${currency(quote)}:${currency(settle)}`,
    symbol,
    kind: 'linear',
    base: currency(base),
    quote: currency(quote),
    contractSize,
    active,
    ...filtersOf(row, contractSize, true),
  };
}

/** What orders must keep to, in base units: the exchange counts swaps in contracts. It has no smallest notional. */
function filtersOf(
  row: JsonObject,
  contractSize: Decimal,
  hasMost: boolean,
): Pick<Instrument, 'step' | 'minQuantity' | 'maxQuantity' | 'tick'> {
  const above = (name: string) => {
    const value = amountOf(row[name]);
    return value === undefined || value <= 0n ? undefined : value;
  };
  const inBase = (name: string) => {
    const size = above(name);
    return size === undefined ? undefined : multiplyUp(size, contractSize);
  };
  return present({
    step: inBase('lotSz'),
    minQuantity: inBase('minSz'),
    maxQuantity: hasMost ? inBase('maxMktSz') : undefined,
    tick: above('tickSz'),
  });
}

function prices(wanted: readonly Instrument[], environment: Environment): readonly Call[] {
  return (['spot', 'linear'] as const).flatMap((kind) => {
    const symbols = wanted.filter((instrument) => instrument.kind === kind).map(({ symbol }) => symbol);
    if (symbols.length > ONE_BY_ONE) {
      return [ask('/api/v5/market/tickers', [['instType', kind === 'spot' ? 'SPOT' : 'SWAP']], environment)];
    }
    return symbols.map((symbol) => ask('/api/v5/market/ticker', [['instId', symbol]], environment));
  });
}

function readPrices(_call: Call, body: string): readonly Price[] | Unclear {
  return (
    rowsOf(body)?.flatMap((row): Price[] => {
      const [symbol, type] = [textOf(row['instId']), textOf(row['instType'])];
      const top = topOfBook(amountOf(row['bidPx']), amountOf(row['askPx']));
      if (symbol === undefined || !top || (type !== 'SPOT' && type !== 'SWAP')) return [];
      return [{ symbol, kind: type === 'SPOT' ? 'spot' : 'linear', ...top }];
    }) ?? unreadable
  );
}

export const market: MarketData = {
  instruments,
  readInstruments,
  prices,
  readPrices,
  time: (environment) => ask('/api/v5/public/time', [], environment),
  readTime: (body) => {
    const text = textOf(rowsOf(body)?.[0]?.['ts']);
    return text !== undefined && /^\d{13}$/.test(text) ? Number(text) : undefined;
  },
};
