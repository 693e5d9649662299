import { type Decimal, type Instrument, type JsonObject, one } from '../../core/index.ts';
import type { Call, Environment, MarketData, Price, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, listOf, objectOf, textOf, topOfBook } from '../replies.ts';
import { ask, envelopeOf, nextPage, unclear } from './calls.ts';

/** The most markets whose prices are asked for one by one; beyond, the whole list costs less. */
const SINGLE = 4;

/** Spot is never paged, linear up to 1000 a page. */
function instruments(environment: Environment): readonly Call[] {
  return [
    ask('/v5/market/instruments-info', [['category', 'spot']], environment),
    ask(
      '/v5/market/instruments-info',
      [
        ['category', 'linear'],
        ['limit', '1000'],
      ],
      environment,
    ),
  ];
}

function kindOf(call: Call): 'spot' | 'linear' {
  return call.query.some(([name, value]) => name === 'category' && value === 'spot') ? 'spot' : 'linear';
}

function rowsOf(body: string): readonly (JsonObject | undefined)[] | Unclear {
  const envelope = envelopeOf(body);
  const list = listOf(envelope?.result['list']);
  return envelope?.code === '0' && list ? list.map(objectOf) : unclear(200, body);
}

function readInstruments(call: Call, body: string): readonly Instrument[] | Unclear {
  const rows = rowsOf(body);
  if ('unclear' in rows) return rows;
  return rows.flatMap((row) => instrumentOf(row, kindOf(call)) ?? []);
}

/** Dated futures are not modelled. A contract's quantities are base units. */
function instrumentOf(row: JsonObject | undefined, kind: 'spot' | 'linear'): Instrument | undefined {
  const [symbol, base, quote] = [textOf(row?.['symbol']), textOf(row?.['baseCoin']), textOf(row?.['quoteCoin'])];
  if (!row || !symbol || !base || !quote) return undefined;
  const active = textOf(row['status']) === 'Trading';
  const shared = { symbol, base, quote, contractSize: one, active };
  const filters = filtersOf(row, kind);
  if (kind === 'spot') return { market: `${base}/${quote}`, kind, ...shared, ...filters };
  const settle = textOf(row['settleCoin']);
  if (textOf(row['contractType']) !== 'LinearPerpetual' || !settle) return undefined;
  return { market: `${base}/${quote}:${settle}`, kind, ...shared, ...filters };
}

/** Spot has a smallest quantity too, which the exchange says is not checked any more; sizes of market orders where they have their own. */
function filtersOf(row: JsonObject, kind: 'spot' | 'linear'): Partial<Instrument> {
  const [lot, prices] = [objectOf(row['lotSizeFilter']), objectOf(row['priceFilter'])];
  const positive = (value: JsonObject | undefined, ...names: string[]): Decimal | undefined =>
    names.map((name) => amountOf(value?.[name])).find((amount) => amount !== undefined && amount > 0n);
  const tick = positive(prices, 'tickSize');
  if (kind === 'spot') {
    return present({
      step: positive(lot, 'basePrecision'),
      maxQuantity: positive(lot, 'maxMarketOrderQty', 'maxOrderQty'),
      minNotional: positive(lot, 'minOrderAmt'),
      tick,
    });
  }
  return present({
    step: positive(lot, 'qtyStep'),
    minQuantity: positive(lot, 'minOrderQty'),
    maxQuantity: positive(lot, 'maxMktOrderQty', 'maxOrderQty'),
    minNotional: positive(lot, 'minNotionalValue'),
    tick,
  });
}

function prices(wanted: readonly Instrument[], environment: Environment): readonly Call[] {
  return (['spot', 'linear'] as const).flatMap((kind) => {
    const symbols = wanted.filter((instrument) => instrument.kind === kind).map(({ symbol }) => symbol);
    if (symbols.length > SINGLE) return [ask('/v5/market/tickers', [['category', kind]], environment)];
    return symbols.map((symbol) =>
      ask(
        '/v5/market/tickers',
        [
          ['category', kind],
          ['symbol', symbol],
        ],
        environment,
      ),
    );
  });
}

function readPrices(call: Call, body: string): readonly Price[] | Unclear {
  const rows = rowsOf(body);
  if ('unclear' in rows) return rows;
  const kind = kindOf(call);
  return rows.flatMap((row) => {
    const symbol = textOf(row?.['symbol']);
    const top = topOfBook(amountOf(row?.['bid1Price']), amountOf(row?.['ask1Price']));
    return symbol !== undefined && top ? [{ symbol, kind, ...top } as const] : [];
  });
}

function readTime(body: string): number | undefined {
  const time = envelopeOf(body)?.time;
  return time !== undefined && /^\d{13}$/.test(time) ? Number(time) : undefined;
}

export const market: MarketData = {
  instruments,
  readInstruments,
  moreInstruments: nextPage,
  prices,
  readPrices,
  time: (environment) => ask('/v5/market/time', [], environment),
  readTime,
};
