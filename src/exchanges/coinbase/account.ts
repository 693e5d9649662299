import type { Instrument, Intent, JsonObject, JsonValue, OrderRef, PlaceOrder } from '../../core/index.ts';
import type { Account, Call, Environment, IntentOutcome, OrderStatus, Param, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { readCall } from './calls.ts';
import { key } from './key.ts';

const LIST = '/api/v3/brokerage/orders/historical/batch';
const ONE = '/api/v3/brokerage/orders/historical/{order_id}';
/** States in which nothing more can happen to an order. */
export const CLOSED_STATES = new Set(['FILLED', 'CANCELLED', 'EXPIRED', 'FAILED']);
/** Statuses of an answer that say that the exchange surely did nothing; 408 and 5xx do not. */
const SURE_STATUSES = new Set([400, 401, 402, 403, 404, 405, 422, 429]);
/** An order's creation may be stamped a little before it was sent, by another clock. */
const SLACK_MS = 60_000;

function statusOf(order: JsonObject): OrderStatus {
  const created = Date.parse(textOf(order['created_time']) ?? '');
  const [shape] = Object.values(objectOf(order['order_configuration']) ?? {}).map(objectOf);
  return {
    order: present({ orderId: textOf(order['order_id']), clientOrderId: textOf(order['client_order_id']) }),
    ...present({
      symbol: textOf(order['product_id']),
      filled: amountOf(order['filled_size']),
      quantity: amountOf(shape?.['base_size']),
      price: amountOf(shape?.['limit_price']),
      trigger: amountOf(shape?.['stop_price']),
      createdMs: Number.isNaN(created) ? undefined : created,
    }),
    open: !CLOSED_STATES.has(textOf(order['status']) ?? ''),
    ...(order['status'] === 'FAILED' ? { isRefused: true } : {}),
  };
}

function outcomes(call: Call, status: number, body: string): readonly IntentOutcome[] {
  const all = (outcome: IntentOutcome) => call.intents.map(() => outcome);
  const value = objectOf(jsonOf(body));
  if (SURE_STATUSES.has(status)) {
    return all({ kind: 'rejected', code: reasonIn(value) ?? textOf(value?.['error']) ?? `status ${status}` });
  }
  if (status !== 200 || !value) return all({ kind: 'unknown' });
  const results = listOf(value['results'])?.map(objectOf);
  return call.intents.map((intent) => {
    if (intent.action !== 'cancel-order') return outcomeOf(value, intent);
    return cancelled(results?.find((result) => textOf(result?.['order_id']) === intent.order.orderId));
  });
}

/** Order failures come with status 200. */
function outcomeOf(value: JsonObject, intent: Intent): IntentOutcome {
  if (value['success'] === true) {
    const placed = objectOf(value['success_response']);
    const isNamed = placed?.['order_id'] !== undefined && placed['client_order_id'] !== undefined;
    const isOwn = isNamed && (intent.action !== 'place-order' || isOrderOf(intent, placed, value));
    return isOwn ? { kind: 'accepted', status: statusOf(placed) } : { kind: 'accepted' };
  }
  const code = value['success'] === false ? reasonIn(value) : undefined;
  return code === undefined ? { kind: 'unknown' } : { kind: 'rejected', code };
}

/**
 * False when the answer tells of another order: to a client order id that it has seen before the exchange answers with the order of then.
 * What the answer leaves out is not compared.
 */
function isOrderOf(intent: PlaceOrder, placed: JsonObject, value: JsonObject): boolean {
  const side = textOf(placed['side']) ?? '';
  if (textOf(placed['client_order_id']) !== intent.clientOrderId) return false;
  if ((textOf(placed['product_id']) ?? intent.instrument.symbol) !== intent.instrument.symbol) return false;
  if (side !== '' && side !== intent.side.toUpperCase()) return false;
  const [told] = Object.values(objectOf(value['order_configuration']) ?? {}).map(objectOf);
  const amounts = [
    ['base_size', intent.quantity],
    ['quote_size', intent.quoteAmount],
    ['limit_price', intent.price],
    ['stop_price', intent.trigger],
  ] as const;
  return amounts.every(([name, sent]) => {
    const amount = amountOf(told?.[name]);
    return amount === undefined || sent === undefined || amount === sent;
  });
}

function cancelled(result: JsonObject | undefined): IntentOutcome {
  if (result?.['success'] === true) return { kind: 'accepted' };
  if (result?.['success'] !== false) return { kind: 'unknown' };
  return { kind: 'rejected', code: textOf(result['failure_reason']) ?? 'cancel failed' };
}

/** The first reason that says more than that there is one; `undefined` when the exchange gives none. */
function reasonIn(value: JsonObject | undefined): string | undefined {
  const response = objectOf(value?.['error_response']);
  const named = (from: JsonObject | undefined, ...names: string[]): (JsonValue | undefined)[] =>
    names.map((name) => from?.[name]);
  const listed = [...(listOf(value?.['errors']) ?? []), ...(listOf(response?.['errors']) ?? [])].map(objectOf);
  const reasons = [
    ...named(response, 'new_order_failure_reason', 'preview_failure_reason', 'edit_order_failure_reason', 'error'),
    ...[...listed, objectOf(value?.['errors'])].flatMap((item) =>
      named(item, 'edit_failure_reason', 'preview_failure_reason'),
    ),
    ...named(value, 'failure_reason'),
  ];
  return reasons.map(textOf).find((reason) => reason !== undefined && reason !== '' && !reason.startsWith('UNKNOWN_'));
}

/**
 * There is no query by client order id: the orders since then are listed, of every market, because a product may be listed under the name
 * of another whose book it shares (BTC-USDC under BTC-USD).
 */
function findOrder(instrument: Instrument, order: OrderRef, environment: Environment, sinceMs?: number): Call {
  if (order.orderId !== undefined)
    return readCall(ONE, ONE.replace('{order_id}', encodeURIComponent(order.orderId)), [], environment);
  const query: Param[] =
    sinceMs === undefined
      ? [['product_ids', instrument.symbol]]
      : [['start_date', new Date(sinceMs - SLACK_MS).toISOString()]];
  return readCall(LIST, LIST, query, environment);
}

export function unclear(status: number, body: string): Unclear {
  return key.readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
}

/**
 * An order that a list does not hold is absent only when the list is whole. One that is asked for by its id was placed once, and the
 * exchange forgets none, so that "not found" is no answer there.
 */
function readFound(
  status: number,
  body: string,
  _instrument: Instrument,
  wanted: OrderRef,
): OrderStatus | 'absent' | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  const one = objectOf(value['order']);
  if (one) return statusOf(one);
  const listed = ordersIn(value);
  if (!listed) return unclear(status, body);
  const found = listed.find(({ order }) =>
    wanted.orderId === undefined ? order.clientOrderId === wanted.clientOrderId : order.orderId === wanted.orderId,
  );
  return (
    found ??
    (value['has_next'] === false
      ? 'absent'
      : { unclear: true, cause: 'unreadable', message: 'the list of orders has more pages' })
  );
}

function ordersIn(value: JsonObject): OrderStatus[] | undefined {
  return listOf(value['orders'])?.flatMap((item) => {
    const order = objectOf(item);
    return order ? [statusOf(order)] : [];
  });
}

/** Stop orders that wait for their price are listed as open too. */
function openOrders(instrument: Instrument, environment: Environment): readonly Call[] {
  const query: Param[] = [
    ['order_status', 'OPEN'],
    ['product_ids', instrument.symbol],
  ];
  return [readCall(LIST, LIST, query, environment)];
}

function readOpenOrders(_call: Call, status: number, body: string): readonly OrderStatus[] | Unclear {
  const value = objectOf(jsonOf(body));
  const listed = value && ordersIn(value);
  if (status !== 200 || !listed) return unclear(status, body);
  if (value['has_next'] !== false)
    return { unclear: true, cause: 'unreadable', message: 'the list of orders has more pages' };
  return listed;
}

export const account: Account = { outcomes, findOrder, readFound, openOrders, readOpenOrders };
