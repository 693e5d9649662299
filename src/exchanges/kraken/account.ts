import type { Instrument, Intent, JsonObject, JsonValue, OrderRef } from '../../core/index.ts';
import type { Account, Call, Environment, IntentOutcome, OrderStatus, Param, Unclear } from '../exchange.ts';
import { newestOf, present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { ask, unclear } from './calls.ts';
import { errorsOf } from './key.ts';
import { userReferencePrefix } from './parse.ts';

/**
 * Starts of the errors with which Kraken says that a request had no effect. All others leave it open: behind "Service unavailable" or
 * "Internal error" an order may stand.
 */
const surelyNothing = [
  'EAPI:',
  'EAccount:',
  'EAuth:',
  'EBM:',
  'EFunding:',
  'EGeneral:Invalid arguments',
  'EGeneral:Permission denied',
  'EGeneral:Temporary lockout',
  'EGeneral:Too many requests',
  'EGeneral:Unknown method',
  'EOrder:',
  'EQuery:',
  'EService:Deadline elapsed',
  'EService:Market in ',
  'EService:Throttled',
  'ESession:',
  'ETrade:',
];
const noSuchOrder = new Set(['EOrder:Unknown order', 'EOrder:Invalid order']);
/** States in which nothing more can happen; one that is not known counts as open. */
export const closedStates: ReadonlySet<string> = new Set(['closed', 'canceled', 'expired']);

function rejection(error: string): IntentOutcome {
  return surelyNothing.some((start) => error.startsWith(start))
    ? { kind: 'rejected', code: error }
    : { kind: 'unknown' };
}

function outcomes(call: Call, status: number, body: string): readonly IntentOutcome[] {
  const all = (outcome: IntentOutcome) => call.intents.map(() => outcome);
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return all({ kind: 'unknown' });
  const errors = errorsOf(body);
  if (errors.length > 0) {
    // An error beside a result says two things.
    if (objectOf(value['result'])) return all({ kind: 'unknown' });
    const read = errors.map(rejection);
    return all(read.find(({ kind }) => kind === 'unknown') ?? read[0]!);
  }
  const result = objectOf(value['result']);
  if (!result) return all({ kind: 'unknown' });
  const list = listOf(result['orders']);
  if (call.endpoint.path.endsWith('/AddOrderBatch'))
    return call.intents.map((intent, index) => placed(intent, objectOf(list?.[index])));
  if (call.endpoint.path.endsWith('/CancelOrderBatch')) return cancelled(call.intents, result);
  return call.intents.map((intent) =>
    intent.action === 'cancel-order' ? cancelled([intent], result)[0]! : placed(intent, result),
  );
}

function placed(intent: Intent, result: JsonObject | undefined): IntentOutcome {
  if (!result) return { kind: 'unknown' };
  const error = textOf(result['error']) ?? textOf(listOf(result['error'])?.[0]);
  if (error !== undefined) return rejection(error);
  // An amend has been carried out once it has an id.
  if (intent.action === 'amend-order' && result['amend_id'] !== undefined)
    return { kind: 'accepted', status: { order: intent.order, open: true } };
  if (intent.action !== 'place-order' || intent.validateOnly) return { kind: 'accepted' };
  const orderId = textOf(result['txid']) ?? textOf(listOf(result['txid'])?.[0]);
  if (orderId === undefined) return { kind: 'unknown' };
  return { kind: 'accepted', status: { order: { orderId, clientOrderId: intent.clientOrderId }, open: true } };
}

/** A cancel's answer only counts; when it counts fewer than were named, it does not say which. */
function cancelled(intents: readonly Intent[], result: JsonObject): readonly IntentOutcome[] {
  const count = Number(textOf(result['count']));
  const isPending = result['pending'] === true;
  return intents.map((intent): IntentOutcome => {
    if (!(count >= intents.length)) return { kind: 'unknown' };
    if (isPending || intent.action !== 'cancel-order') return { kind: 'accepted' };
    return { kind: 'accepted', status: { order: intent.order, open: false } };
  });
}

function statusOf(orderId: string, order: JsonObject): OrderStatus {
  const state = textOf(order['status']);
  const opened = Number(textOf(order['opentm']));
  const byQuote = textOf(order['oflags'])?.split(',').includes('viqc') === true;
  return {
    order: present({ orderId, clientOrderId: clientIdOf(order) }),
    ...present({
      symbol: textOf(objectOf(order['descr'])?.['pair']),
      // The volumes of an order by quote amount are in quote currency.
      filled: byQuote ? undefined : amountOf(order['vol_exec']),
      createdMs: opened > 0 ? Math.floor(opened * 1_000) : undefined,
    }),
    open: state === undefined || !closedStates.has(state),
  };
}

/** The name that an order has: a user reference has a form of its own, for it is no client order id. */
export function clientIdOf(order: JsonObject): string | undefined {
  const reference = textOf(order['userref']);
  return (
    textOf(order['cl_ord_id']) ??
    (reference === undefined || reference === '0' ? undefined : `${userReferencePrefix}${reference}`)
  );
}

function named(order: OrderRef): Param {
  const id = order.clientOrderId ?? '';
  return id.startsWith(userReferencePrefix) ? ['userref', id.slice(userReferencePrefix.length)] : ['cl_ord_id', id];
}

function findOrder(_instrument: Instrument, order: OrderRef, environment: Environment): Call {
  if (order.orderId !== undefined) return ask('QueryOrders', [['txid', order.orderId]], environment);
  return ask('OpenOrders', [named(order)], environment);
}

/** An order's name is unique among the open ones only, so older closed ones of that name are left out. */
function findClosedOrder(_instrument: Instrument, order: OrderRef, environment: Environment, sinceMs?: number): Call {
  if (order.orderId !== undefined) return ask('QueryOrders', [['txid', order.orderId]], environment);
  const since: Param[] =
    sinceMs === undefined
      ? []
      : [
          ['start', String(Math.floor(sinceMs / 1_000) - 1)],
          ['closetime', 'open'],
        ];
  return ask('ClosedOrders', [named(order), ...since], environment);
}

/** An order in the open or the closed book, or asked for by its own id. Absent: not in the closed book either, or no such id. */
function readFound(
  status: number,
  body: string,
  _instrument: Instrument,
  asked: OrderRef,
): OrderStatus | 'absent' | Unclear {
  if (status !== 200) return unclear(status, body);
  const errors = errorsOf(body);
  if (errors.length > 0) {
    const isUnknownId = asked.orderId !== undefined && errors.every((error) => noSuchOrder.has(error));
    return isUnknownId ? 'absent' : unclear(status, body, errors[0]);
  }
  const result = objectOf(objectOf(jsonOf(body))?.['result']);
  if (!result) return unclear(status, body);
  const [open, closed] = [objectOf(result['open']), objectOf(result['closed'])];
  const listed = statusesOf(open ?? closed ?? result);
  if (listed.length === 0 && open)
    return { ...unclear(status, body, 'not among the open orders; it may be closed'), elsewhere: true };
  // The book of closed orders comes in pages, and says how many it holds.
  if (closed && Number(textOf(result['count']) ?? 0) > listed.length)
    return unclear(status, body, 'the closed orders do not fit one page');
  if (listed.length === 0)
    return closed || asked.orderId !== undefined ? 'absent' : unclear(status, body, 'neither open nor closed orders');
  if (asked.clientOrderId?.startsWith(userReferencePrefix) && asked.orderId === undefined) {
    return unclear(status, body, 'a user reference does not tell one order from another');
  }
  const found = listed.filter(({ order }) =>
    asked.orderId === undefined ? order.clientOrderId === asked.clientOrderId : order.orderId === asked.orderId,
  );
  // Closed ones may share a name with an order that came after them.
  const meant = closed ? newestOf(found) : found.length === 1 ? found[0] : undefined;
  return meant ?? unclear(status, body, 'the answer does not tell which order was meant');
}

function statusesOf(orders: JsonObject): readonly OrderStatus[] {
  return Object.entries(orders).flatMap(([id, value]: [string, JsonValue]) => {
    const order = objectOf(value);
    return order ? [statusOf(id, order)] : [];
  });
}

function openOrders(_instrument: Instrument, environment: Environment): readonly Call[] {
  return [ask('OpenOrders', [], environment)];
}

/** Kraken lists all markets at once; each order names its own, and one that names none is kept. */
function readOpenOrders(
  _call: Call,
  status: number,
  body: string,
  instrument: Instrument,
): readonly OrderStatus[] | Unclear {
  const open = objectOf(objectOf(objectOf(jsonOf(body))?.['result'])?.['open']);
  if (status !== 200 || errorsOf(body).length > 0 || !open) return unclear(status, body);
  const names = [undefined, instrument.symbol, ...(instrument.aliases ?? [])];
  return statusesOf(open).filter(({ symbol }) => names.includes(symbol));
}

export const account: Account = { outcomes, findOrder, findClosedOrder, readFound, openOrders, readOpenOrders };
