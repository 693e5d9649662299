import { type Decimal, type Instrument, type JsonObject, one } from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Call, Environment, MarketData, Param, Price, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, topOfBook, withoutTwins } from '../replies.ts';
import { facts } from './facts.ts';

const PRODUCTS = '/api/v3/brokerage/market/products';
const BOOK = '/api/v3/brokerage/market/product_book';
/**
 * Books asked for at once, for each takes a call of its own, and only signed calls tell several. With more markets these take turns, beside one
 * list that tells middles and last trades of all, but neither bid nor ask.
 */
const MOST_BOOKS = 10;

/** Names of currencies that the field spells otherwise. */
const currencies: Readonly<Record<string, string>> = { CGLD: 'CELO' };

const ask = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

const unreadable: Unclear = { unclear: true, cause: 'unreadable', message: 'the answer has not the documented shape' };

function productsIn(body: string): readonly JsonObject[] | undefined {
  return listOf(objectOf(jsonOf(body))?.['products'])
    ?.map(objectOf)
    .filter((item) => item !== undefined);
}

function readInstruments(_call: Call, body: string): readonly Instrument[] | Unclear {
  const products = productsIn(body);
  return products ? withoutTwins(products.flatMap((item) => instrumentOf(item) ?? [])) : unreadable;
}

function instrumentOf(item: JsonObject): Instrument | undefined {
  const symbol = textOf(item['product_id']);
  const [base, quote] = [codeOf(item['base_currency_id']), codeOf(item['quote_currency_id'])];
  if (symbol === undefined || !base || !quote || textOf(item['product_type']) !== 'SPOT') return undefined;
  const active = ['trading_disabled', 'is_disabled', 'view_only', 'cancel_only'].every((flag) => item[flag] !== true);
  return {
    market: `${base}/${quote}`,
    symbol,
    kind: 'spot',
    base,
    quote,
    contractSize: one,
    active,
    ...filtersOf(item),
  };
}

/** The product's increments and sizes; base units for spot. What is zero or not told says nothing. */
function filtersOf(
  item: JsonObject,
): Pick<Instrument, 'step' | 'minQuantity' | 'maxQuantity' | 'minNotional' | 'tick'> {
  const above = (name: string): Decimal | undefined => {
    const amount = amountOf(item[name]);
    return amount !== undefined && amount > 0n ? amount : undefined;
  };
  return present({
    step: above('base_increment'),
    minQuantity: above('base_min_size'),
    maxQuantity: above('base_max_size'),
    minNotional: above('quote_min_size'),
    tick: above('price_increment') ?? above('quote_increment'),
  });
}

/** A currency's code as the field spells it. */
export function codeOf(value: JsonObject[string] | undefined): string | undefined {
  const text = textOf(value)?.toUpperCase();
  return text !== undefined && Object.hasOwn(currencies, text) ? currencies[text] : text;
}

function prices(wanted: readonly Instrument[], environment: Environment, turn = 0): readonly Call[] {
  const symbols = wanted.filter(({ kind }) => kind === 'spot').map(({ symbol }) => symbol);
  const book = (symbol: string) =>
    ask(
      BOOK,
      [
        ['product_id', symbol],
        ['limit', '1'],
      ],
      environment,
    );
  if (symbols.length <= MOST_BOOKS) return symbols.map(book);
  const list = ask(
    PRODUCTS,
    symbols.map((symbol) => ['product_ids', symbol] as const),
    environment,
  );
  const first = (turn * MOST_BOOKS) % symbols.length;
  const due = [...symbols.slice(first), ...symbols.slice(0, first)].slice(0, MOST_BOOKS);
  return [list, ...due.map(book)];
}

function readPrices(call: Call, body: string): readonly Price[] | Unclear {
  if (call.path === PRODUCTS) {
    return (
      productsIn(body)?.flatMap((item) => {
        const price = amountOf(item['mid_market_price']) ?? amountOf(item['price']);
        return priceOf(item, price === undefined || price <= 0n ? undefined : { price });
      }) ?? unreadable
    );
  }
  const book = objectOf(objectOf(jsonOf(body))?.['pricebook']);
  if (!book) return unreadable;
  const best = (side: string) => amountOf(objectOf(listOf(book[side])?.[0])?.['price']);
  return priceOf(book, topOfBook(best('bids'), best('asks')));
}

function priceOf(item: JsonObject, found: Pick<Price, 'price' | 'bid' | 'ask'> | undefined): Price[] {
  const symbol = textOf(item['product_id']);
  return symbol !== undefined && found ? [{ symbol, kind: 'spot', ...found }] : [];
}

export const market: MarketData = {
  instruments: (environment) => [ask(PRODUCTS, [['product_type', 'SPOT']], environment)],
  readInstruments,
  prices,
  readPrices,
  time: (environment) => ask('/api/v3/brokerage/time', [], environment),
  readTime: (body) => {
    const text = textOf(objectOf(jsonOf(body))?.['epochMillis']);
    return text !== undefined && /^\d{13}$/.test(text) ? Number(text) : undefined;
  },
};
