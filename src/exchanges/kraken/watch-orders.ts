import {
  type Decimal,
  type JsonValue,
  magnitude,
  type OrderType,
  type Side,
  subtract,
  zero,
} from '../../core/index.ts';
import type { Call, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, listOf, objectOf, textOf } from '../replies.ts';
import type { FeedContext, Page, Seen, SeenFill, SeenOrder, SeenPosition } from '../watch.ts';
import { clientIdOf, closedStates } from './account.ts';
import { resultOf, unclear } from './calls.ts';

const PAGE = 50;

/** Seconds with a fraction, as ms since the epoch; `undefined` for what is no time. */
export function msOf(value: JsonValue | undefined): number | undefined {
  const seconds = amountOf(value);
  if (seconds === undefined || seconds <= 0n) return undefined;
  const ms = Number((seconds as bigint) / 10n ** 15n);
  return ms < 1e14 ? ms : undefined;
}

/** What an entry shows; nothing when it is not of the documented shape. */
type ReadEntry = (id: string, entry: JsonValue) => readonly Seen[] | undefined;

/** An entry that shows one record. */
export function alone(record: Seen | undefined): readonly Seen[] | undefined {
  return record && [record];
}

/** Every entry of an object by its id, or nothing when one of them is not of the documented shape. */
function entriesOf(
  value: JsonValue | undefined,
  read: ReadEntry,
): { readonly records: readonly Seen[]; readonly count: number } | undefined {
  const entries = objectOf(value);
  if (!entries) return undefined;
  const records: Seen[] = [];
  for (const [id, entry] of Object.entries(entries)) {
    const shown = id === '' ? undefined : read(id, entry);
    if (!shown) return undefined;
    records.push(...shown);
  }
  return { records, count: Object.keys(entries).length };
}

export function misshapen(status: number, body: string): Unclear {
  return unclear(status, body, 'the answer has not the documented shape');
}

/**
 * One page of a list that is asked for by offset, newest first. What is new meanwhile moves the others down, so that one may be told twice
 * but none is left out.
 */
export function offsetPage(call: Call, status: number, body: string, name: string, read: ReadEntry): Page | Unclear {
  const answer = resultOf(status, body);
  if ('unclear' in answer) return answer;
  const result = objectOf(answer.result);
  const page = entriesOf(result?.[name], read);
  if (!result || !page) return misshapen(status, body);
  const { records, count } = page;
  const told = result['count'] === undefined ? undefined : Number(textOf(result['count']));
  if (told !== undefined && !(Number.isSafeInteger(told) && told >= 0)) return misshapen(status, body);
  const params = call.body.kind === 'form' ? call.body.params : [];
  const end = Number(params.find(([each]) => each === 'ofs')?.[1] ?? 0) + count;
  const isMore = told === undefined ? count >= PAGE : end < told;
  if (!isMore) return { records };
  if (count === 0) return unclear(status, body, 'the list ends before its count');
  const others = params.filter(([each]) => each !== 'ofs');
  return { records, more: { ...call, body: { kind: 'form', params: [...others, ['ofs', String(end)]] } } };
}

const types: Readonly<Record<string, OrderType>> = {
  market: 'market',
  limit: 'limit',
  'stop-loss': 'stop',
  'stop-loss-limit': 'stop-limit',
  'take-profit': 'take-profit',
  'take-profit-limit': 'take-profit-limit',
};
/** Types that wait for a price; the trailing ones have no word of ours, and their prices are distances. */
const waiting = /^(?:stop-loss|take-profit|trailing-stop)(?:-limit)?$/;

export function sideOf(value: JsonValue | undefined): Side | undefined {
  return value === 'buy' || value === 'sell' ? value : undefined;
}

/** Above zero; Kraken writes "0" for a price that an order does not have. */
function priceOf(value: JsonValue | undefined): Decimal | undefined {
  const price = amountOf(value);
  return price !== undefined && price > 0n ? price : undefined;
}

export function orderOf(orderId: string, value: JsonValue, context: FeedContext): SeenOrder | undefined {
  const order = objectOf(value);
  const told = objectOf(order?.['descr']);
  const [symbol, word, state] = [
    textOf(told?.['pair']) || undefined,
    textOf(told?.['ordertype']),
    textOf(order?.['status']),
  ];
  const side = sideOf(told?.['type']);
  if (!order || !told || symbol === undefined || word === undefined || state === undefined || !side) return undefined;
  const waits = waiting.test(word);
  // The volumes of an order by quote amount are in quote currency.
  const byQuote = textOf(order['oflags'])?.split(',').includes('viqc') === true;
  const isMargin = (textOf(told['leverage']) ?? 'none') !== 'none';
  const reduceOnly = order['reduce_only'] === true || textOf(order['reduce_only']) === 'true';
  const parent = textOf(order['refid']);
  return {
    what: 'order',
    order: present({ orderId, clientOrderId: clientIdOf(order) }),
    symbol,
    kind: 'spot',
    side,
    reduceOnly,
    // A leveraged stop may open a position as well as close one.
    isProtective: waits && (reduceOnly || (side === 'sell' && !isMargin)),
    isOpen: !closedStates.has(state),
    ...present({
      market: context.instrument(symbol, 'spot')?.market,
      type: Object.hasOwn(types, word) ? types[word] : undefined,
      quantity: byQuote ? undefined : amountOf(order['vol']),
      filled: byQuote ? undefined : amountOf(order['vol_exec']),
      price: priceOf(told[waits ? 'price2' : 'price']),
      trigger: waits ? priceOf(told['price']) : undefined,
      bySystem: textOf(order['misc'])?.split(',').includes('liquidated') ? (true as const) : undefined,
      parent: parent === undefined || parent === '' || parent === 'None' ? undefined : { orderId: parent },
      createdMs: msOf(order['opentm']),
      expiresMs: msOf(order['expiretm']),
      updatedMs: msOf(order['closetm']),
    }),
  };
}

/** Its fee is left out: Kraken calls the one of this list an estimate in quote currency, the ledger tells what was taken. */
export function fillOf(id: string, value: JsonValue, context: FeedContext): SeenFill | undefined {
  const trade = objectOf(value);
  const [orderId, symbol, side] = [
    textOf(trade?.['ordertxid']),
    textOf(trade?.['pair']) || undefined,
    sideOf(trade?.['type']),
  ];
  const [quantity, price, atMs] = [amountOf(trade?.['vol']), amountOf(trade?.['price']), msOf(trade?.['time'])];
  if (orderId === undefined || symbol === undefined || !side || quantity === undefined || price === undefined)
    return undefined;
  if (atMs === undefined || quantity < 0n || price < 0n) return undefined;
  const market = context.instrument(symbol, 'spot')?.market;
  return {
    what: 'fill',
    id,
    order: { orderId },
    symbol,
    kind: 'spot',
    side,
    quantity,
    price,
    atMs,
    ...present({ market, quoteAmount: amountOf(trade?.['cost']) }),
  };
}

/** All open orders of the account; not in pages. */
export function readOpenOrders(_call: Call, status: number, body: string, context: FeedContext): Page | Unclear {
  const answer = resultOf(status, body);
  if ('unclear' in answer) return answer;
  const page = entriesOf(objectOf(answer.result)?.['open'], (id, entry) => alone(orderOf(id, entry, context)));
  return page ? { records: page.records } : misshapen(status, body);
}

interface Holding {
  readonly symbol: string;
  readonly quantity: Decimal;
  readonly cost: Decimal;
}

/** What is still open of one entry of the list, signed, and what that part cost. */
function holdingOf(value: JsonValue): Holding | undefined {
  const entry = objectOf(value);
  const [symbol, side] = [textOf(entry?.['pair']) || undefined, sideOf(entry?.['type'])];
  const [volume, closed, cost] = [amountOf(entry?.['vol']), amountOf(entry?.['vol_closed']), amountOf(entry?.['cost'])];
  if (symbol === undefined || !side || volume === undefined || closed === undefined || cost === undefined)
    return undefined;
  if (volume <= 0n || closed < 0n || closed > volume || cost < 0n) return undefined;
  const left = subtract(volume, closed);
  const signed = (side === 'buy' ? left : -left) as Decimal;
  return { symbol, quantity: signed, cost: ((cost * left) / volume) as Decimal };
}

/** Margin positions: an entry for each opening trade, told here as one for each pair and direction, as they are closed. */
export function readPositions(_call: Call, status: number, body: string, context: FeedContext): Page | Unclear {
  const answer = resultOf(status, body);
  if ('unclear' in answer) return answer;
  const entries = listOf(answer.result) ?? Object.values(objectOf(answer.result) ?? { none: null });
  const sums = new Map<string, Holding>();
  for (const value of entries) {
    const holding = holdingOf(value);
    if (!holding) return misshapen(status, body);
    const name = `${holding.quantity < 0n ? '-' : '+'}${holding.symbol}`;
    const before = sums.get(name) ?? { quantity: zero, cost: zero };
    const quantity = (before.quantity + holding.quantity) as Decimal;
    sums.set(name, { symbol: holding.symbol, quantity, cost: (before.cost + holding.cost) as Decimal });
  }
  return { records: [...sums.values()].filter(({ quantity }) => quantity !== 0n).map((sum) => told(sum, context)) };
}

function told({ symbol, quantity, cost }: Holding, context: FeedContext): SeenPosition {
  const size = magnitude(quantity);
  const entry = ((cost * 10n ** 18n) / size) as Decimal;
  const market = context.instrument(symbol, 'spot')?.market;
  return { what: 'position', symbol, kind: 'spot', quantity, mode: 'margin', entry, ...present({ market }) };
}
