import {
  type Decimal,
  divideDown,
  type Instrument,
  type JsonObject,
  type OrderType,
  type Side,
  zero,
} from '../../core/index.ts';
import type { Call, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import type { FeedContext, Page, Seen, SeenFill, SeenOrder } from '../watch.ts';
import { CLOSED_STATES, unclear } from './account.ts';
import { codeOf } from './market.ts';

export const unreadable: Unclear = {
  unclear: true,
  cause: 'unreadable',
  message: 'the answer has not the documented shape',
};

/** The objects of a list; `undefined` when the list is not there or holds anything else. */
export function objectsIn(value: JsonObject[string] | undefined): readonly JsonObject[] | undefined {
  const items = listOf(value)?.map(objectOf);
  return items?.every((item) => item !== undefined) ? (items as readonly JsonObject[]) : undefined;
}

/** Records of all items; `undefined` when one cannot be read, for then the page is not whole. */
export function allOf<T>(
  items: readonly JsonObject[],
  read: (item: JsonObject) => T | undefined,
): readonly T[] | undefined {
  const records = items.map(read);
  return records.every((record) => record !== undefined) ? (records as readonly T[]) : undefined;
}

/** A time in ISO form, as ms. */
export function momentOf(value: JsonObject[string] | undefined): number | undefined {
  const text = textOf(value) ?? '';
  const ms = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** An amount that is not below zero. */
export function sizeOf(value: JsonObject[string] | undefined): Decimal | undefined {
  const amount = amountOf(value);
  return amount !== undefined && amount >= 0n ? amount : undefined;
}

/** The same call at another cursor. */
function at(call: Call, cursor: string): Call {
  return { ...call, query: [...call.query.filter(([name]) => name !== 'cursor'), ['cursor', cursor]] };
}

/**
 * A page of a list that is followed by `cursor`. `hasNext`: whether the answer says that more follows; a list that says so and gives no new
 * cursor is not whole.
 */
export function pageOf(call: Call, value: JsonObject, records: readonly Seen[], hasNext: boolean): Page | Unclear {
  if (!hasNext) return { records };
  const cursor = textOf(value['cursor']);
  const isNew =
    cursor !== undefined &&
    cursor !== '' &&
    !call.query.some(([name, before]) => name === 'cursor' && before === cursor);
  return isNew
    ? { records, more: at(call, cursor) }
    : { unclear: true, cause: 'unreadable', message: 'the list cannot be followed' };
}

/** Spot has two parts in its name (`BTC-USD`); of the rest the contract has but linear and inverse. */
function kindOf(symbol: string, type: string | undefined): Instrument['kind'] {
  if (type === 'FUTURE') return 'linear';
  return type === 'SPOT' || symbol.split('-').length <= 2 ? 'spot' : 'linear';
}

function sideOf(value: JsonObject[string] | undefined): Side | undefined {
  return value === 'BUY' ? 'buy' : value === 'SELL' ? 'sell' : undefined;
}

/** Our word for the one key of `order_configuration`. Brackets, TWAP and scaled orders have none. */
function typeOf(name: string, side: Side, shape: JsonObject | undefined): OrderType | undefined {
  if (name.startsWith('market_market_')) return 'market';
  if (name.startsWith('limit_limit_') || name.startsWith('sor_limit_')) return 'limit';
  if (!name.startsWith('stop_limit_')) return undefined;
  const direction = textOf(shape?.['stop_direction']);
  if (direction !== 'STOP_DIRECTION_STOP_UP' && direction !== 'STOP_DIRECTION_STOP_DOWN') return undefined;
  return (direction === 'STOP_DIRECTION_STOP_UP') === (side === 'buy') ? 'stop-limit' : 'take-profit-limit';
}

function orderOf(item: JsonObject, context: FeedContext): SeenOrder | undefined {
  const [orderId, symbol, state] = ['order_id', 'product_id', 'status'].map((name) => textOf(item[name]));
  const side = sideOf(item['side']);
  if (!orderId || !symbol || !state || !side) return undefined;
  const kind = kindOf(symbol, textOf(item['product_type']));
  const [[name, inner] = ['', undefined]] = Object.entries(objectOf(item['order_configuration']) ?? {});
  const shape = objectOf(inner);
  const [clientOrderId, parent] = [textOf(item['client_order_id']), textOf(item['originating_order_id'])];
  const reduceOnly = shape?.['reduce_only'] === true || textOf(shape?.['reduce_only']) === 'true';
  const isConditional = name.startsWith('stop_limit_') || name.startsWith('trigger_bracket_');
  return {
    what: 'order',
    order: clientOrderId ? { orderId, clientOrderId } : { orderId },
    symbol,
    kind,
    side,
    ...present({
      market: context.instrument(symbol, kind)?.market,
      type: typeOf(name, side, shape),
      quantity: sizeOf(shape?.['base_size']),
      filled: sizeOf(item['filled_size']),
      price: sizeOf(shape?.['limit_price']),
      trigger: sizeOf(shape?.['stop_price']) ?? sizeOf(shape?.['stop_trigger_price']),
      createdMs: momentOf(item['created_time']),
      expiresMs: momentOf(shape?.['end_time']),
    }),
    reduceOnly,
    isProtective: isConditional && (side === 'sell' || kind !== 'spot'),
    isOpen: !CLOSED_STATES.has(state),
    ...(item['is_liquidation'] === true ? { bySystem: true as const } : {}),
    ...(parent ? { parent: { orderId: parent } } : {}),
  };
}

/** Open orders and orders of any state: one list, conditional orders among them. */
export function readOrders(call: Call, status: number, body: string, context: FeedContext): Page | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  const items = objectsIn(value['orders']);
  const records = items && allOf(items, (item) => orderOf(item, context));
  const hasNext = value['has_next'];
  return records && typeof hasNext === 'boolean' ? pageOf(call, value, records, hasNext) : unreadable;
}

/** What a fee is paid in: the product's quote currency. */
function quoteOf(symbol: string): string | undefined {
  const parts = symbol.split('-');
  return parts.length === 2 ? codeOf(parts[1]) : undefined;
}

function fillOf(item: JsonObject, context: FeedContext): SeenFill | undefined {
  const [id, orderId, symbol] = ['trade_id', 'order_id', 'product_id'].map((name) => textOf(item[name]));
  const [side, atMs] = [sideOf(item['side']), momentOf(item['trade_time'])];
  const [size, price, fee] = ['size', 'price', 'commission'].map((name) => amountOf(item[name]));
  if (!id || !orderId || !symbol || !side || atMs === undefined) return undefined;
  if (size === undefined || size <= 0n || price === undefined || price <= 0n) return undefined;
  const isInQuote = item['size_in_quote'] === true;
  const kind = kindOf(symbol, undefined);
  const instrument = context.instrument(symbol, kind);
  return {
    what: 'fill',
    id,
    order: { orderId },
    symbol,
    kind,
    side,
    quantity: isInQuote ? (divideDown(size, price) ?? zero) : size,
    price,
    ...present({
      quoteAmount: isInQuote ? size : undefined,
      market: instrument?.market,
      fee,
      feeAsset: fee === undefined ? undefined : (instrument?.quote ?? quoteOf(symbol)),
    }),
    atMs,
  };
}

/**
 * Fills. Reversals and corrections of fills stand in the same list and are left out. This list has no `has_next`: it ends with an
 * empty cursor or an empty page.
 */
export function readFills(call: Call, status: number, body: string, context: FeedContext): Page | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  const items = objectsIn(value['fills']);
  const cursor = textOf(value['cursor']) ?? (value['cursor'] === null ? '' : undefined);
  const fills = items?.filter((item) => ['FILL', 'SYNTHETIC', '', undefined].includes(textOf(item['trade_type'])));
  const records = fills && allOf(fills, (item) => fillOf(item, context));
  return items && records && cursor !== undefined
    ? pageOf(call, value, records, cursor !== '' && items.length > 0)
    : unreadable;
}
