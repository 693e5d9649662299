import { createHash } from 'node:crypto';
import {
  type AmendOrder,
  type CancelOrder,
  type Instrument,
  type Intent,
  isJsonObject,
  isRefusal,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  type OrderRef,
  type OrderType,
  type PlaceOrder,
  parseNumber,
  type Refusal,
  refuse,
} from '../../core/index.ts';
import type { Body, BotRequest, Call, Endpoint, ParseContext } from '../exchange.ts';
import { type Fields, printable } from '../fields.ts';
import { placement, present } from '../orders.ts';
import { type Payload, payloadOf, readObject, readPayload } from './payload.ts';
import { addressQuery, batchOrder, clientOrderIdForm, fieldTables } from './tables.ts';

const MAX_BATCH = 15;
const MAX_CANCEL_BATCH = 50;
const MAX_TIMER_S = 86_400;

/** Marks a user reference where an order has no client order id of its own: a number that several orders may share. */
export const userReferencePrefix = 'userref:';

/** Reads a request to a known endpoint. Reads keep their parameters as sent; trade is held to its tables. */
export function parse(request: BotRequest, endpoint: Endpoint, context: ParseContext): Call | Refusal {
  if (endpoint.class === 'public') {
    if (request.body.kind !== 'none') return refuse('http-body', 'a public endpoint takes its parameters in the query');
    return { ...callOf(request, endpoint, context, { kind: 'none' }, []), query: request.query };
  }
  const payload = payloadOf(request);
  if (isRefusal(payload)) return payload;
  if (endpoint.class === 'read') return parseRead(request, endpoint, context, payload);
  const name = endpoint.path.slice('/0/private/'.length);
  const table = Object.hasOwn(fieldTables, name) ? fieldTables[name] : undefined;
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!table || !read) return refuse('not-modelled', `${endpoint.method} ${endpoint.path} is not modelled`);
  const fields = readPayload(payload, table);
  if (isRefusal(fields)) return fields;
  const result = read(fields, context, payload);
  if (isRefusal(result)) return result;
  const body = payload.kind === 'json' ? jsonBody({ ...fields.toJson(), ...result.more }) : formBody(fields);
  return callOf(request, endpoint, context, body, result.intents);
}

function parseRead(request: BotRequest, endpoint: Endpoint, context: ParseContext, payload: Payload): Call | Refusal {
  if (endpoint.path === '/0/private/DepositAddresses') {
    const misfit = addressMisfit(payload);
    if (misfit) return misfit;
  }
  const body: Body =
    payload.kind === 'json'
      ? jsonBody(payload.object)
      : payload.params.length > 0
        ? { kind: 'form', params: payload.params }
        : { kind: 'none' };
  return callOf(request, endpoint, context, body, [{ action: 'read' }]);
}

/** The one read that can act: `new` makes an address. Held to the documented parameters, so that no other spelling of it passes. */
function addressMisfit(payload: Payload): Refusal | undefined {
  const sent = payload.kind === 'json' ? Object.entries(payload.object) : payload.params;
  if (sent.some(([name, value]) => name === 'new' && value !== false && value !== 'false')) {
    return refuse('class-refused', 'making a new deposit address is done by the owner on the exchange');
  }
  const fields = readPayload(payload, addressQuery);
  return isRefusal(fields) ? fields : undefined;
}

function callOf(
  request: BotRequest,
  endpoint: Endpoint,
  context: ParseContext,
  body: Body,
  intents: readonly Intent[],
): Call {
  const { host, path } = request;
  return { endpoint, environment: context.environment, host, path, query: [], body, headers: [], intents };
}

function jsonBody(object: JsonObject): Body {
  return Object.keys(object).length > 0 ? { kind: 'json', value: object } : { kind: 'none' };
}

function formBody(fields: Fields): Body {
  const params = fields.toParams();
  return params.length > 0 ? { kind: 'form', params } : { kind: 'none' };
}

interface Reading {
  readonly intents: readonly Intent[];
  /** Nested values, made anew from what was read. */
  readonly more?: JsonObject;
}
type Reader = (fields: Fields, context: ParseContext, payload: Payload) => Reading | Refusal;

const one =
  (read: (fields: Fields, context: ParseContext) => Intent | Refusal): Reader =>
  (fields, context) => {
    const intent = read(fields, context);
    return isRefusal(intent) ? intent : { intents: [intent] };
  };

const readers: Readonly<Record<string, Reader>> = {
  AddOrder: one((fields, context) => {
    const instrument = instrumentOf(fields, context);
    return isRefusal(instrument) ? instrument : place(fields, instrument, fields.text('validate') === 'true', context);
  }),
  AddOrderBatch: placeBatch,
  AmendOrder: one(amend),
  CancelOrder: one(cancel),
  CancelOrderBatch: cancelBatch,
  CancelAll: one(() => ({ action: 'cancel-all' })),
  CancelAllOrdersAfter: one(timer),
};

/** The instrument that `pair` names in whatever spelling; what leaves is the exchange's own one. */
function instrumentOf(fields: Fields, context: ParseContext): Instrument | Refusal {
  const pair = fields.text('pair');
  if (pair === undefined) return refuse('parameter-invalid', 'parameter pair is missing');
  const instrument = context.instrument(pair, 'spot');
  if (!instrument) return refuse('market-unknown', `no market ${printable(pair)} on this host`);
  if (instrument.symbol !== pair) fields.add('pair', instrument.symbol);
  return instrument;
}

const orderTypes: Readonly<Record<string, OrderType>> = {
  market: 'market',
  limit: 'limit',
  'stop-loss': 'stop',
  'take-profit': 'take-profit',
  'stop-loss-limit': 'stop-limit',
  'take-profit-limit': 'take-profit-limit',
};

function place(
  fields: Fields,
  instrument: Instrument,
  validateOnly: boolean,
  context: ParseContext,
): PlaceOrder | Refusal {
  const side = fields.text('type');
  const type = orderTypes[fields.text('ordertype') ?? ''];
  if (side === undefined || type === undefined)
    return refuse('parameter-invalid', 'parameter type or ordertype is missing');
  const clientOrderId = identify(fields, context);
  if (typeof clientOrderId !== 'string') return clientOrderId;
  const flags = fields.text('oflags')?.split(',') ?? [];
  const byQuote = flags.includes('viqc');
  if (byQuote && (type !== 'market' || side !== 'buy')) {
    return refuse('not-modelled', 'a volume in quote currency is modelled for market buys only');
  }
  const triggered = type !== 'market' && type !== 'limit';
  const [price, price2, volume] = [fields.amount('price'), fields.amount('price2'), fields.amount('volume')];
  if (!triggered && price2 !== undefined) return refuse('parameter-invalid', `a ${type} order has no price2`);
  return placement({
    instrument,
    side: side === 'buy' ? 'buy' : 'sell',
    type,
    quantity: byQuote ? undefined : volume,
    quoteAmount: byQuote ? volume : undefined,
    price: triggered ? price2 : price,
    trigger: triggered ? price : undefined,
    closePosition: false,
    reduceOnly: false,
    postOnly: flags.includes('post'),
    clientOrderId,
    validateOnly,
  });
}

/** The order's client order id. `cl_ord_id` and `userref` exclude each other at Kraken, so an order with a reference gets no id. */
function identify(fields: Fields, context: ParseContext): string | Refusal {
  const given = fields.text('cl_ord_id');
  const reference = fields.text('userref');
  if (given !== undefined && reference !== undefined) {
    return refuse('parameter-invalid', 'parameters cl_ord_id and userref exclude each other');
  }
  if (reference !== undefined)
    return userReference(reference) ?? refuse('parameter-invalid', 'parameter userref is not of 32 bits');
  if (given?.startsWith(userReferencePrefix))
    return refuse('parameter-invalid', 'parameter cl_ord_id is spelt like a user reference');
  if (given !== undefined) return given;
  const made = documentedForm(context.newClientOrderId());
  fields.add('cl_ord_id', made);
  return made;
}

function userReference(text: string): string | undefined {
  const number = Number(text);
  return Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? `${userReferencePrefix}${number}` : undefined;
}

/** A made id as Kraken takes it: as it is when it fits, else a UUID made of it. */
export function documentedForm(made: string): string {
  if (clientOrderIdForm.test(made)) return made;
  const hex = createHash('sha256').update(made).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function placeBatch(fields: Fields, context: ParseContext, payload: Payload): Reading | Refusal {
  if (payload.kind !== 'json') return refuse('http-body', 'AddOrderBatch takes JSON');
  const instrument = instrumentOf(fields, context);
  if (isRefusal(instrument)) return instrument;
  const list = payload.object['orders'];
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_BATCH) {
    return refuse('parameter-invalid', `parameter orders is not a list of 1 to ${MAX_BATCH}`);
  }
  const validateOnly = fields.text('validate') === 'true';
  const intents: PlaceOrder[] = [];
  const orders: JsonValue[] = [];
  for (const item of list) {
    if (!isJsonObject(item)) return refuse('parameter-invalid', 'an order of the batch is not an object');
    const read = readObject(item, batchOrder);
    if (isRefusal(read)) return read;
    const intent = place(read, instrument, validateOnly, context);
    if (isRefusal(intent)) return intent;
    intents.push(intent);
    orders.push(read.toJson());
  }
  return { intents, more: { orders } };
}

/** The order that a request names by exactly one of its ids. */
function orderRef(fields: Fields): OrderRef | Refusal {
  const [txid, given] = [fields.text('txid'), fields.text('cl_ord_id')];
  if ((txid === undefined) === (given === undefined)) {
    return refuse('parameter-invalid', 'an order is named by either txid or cl_ord_id');
  }
  return txid === undefined ? { clientOrderId: given! } : { orderId: txid };
}

/** An id as it stands in a cancel: a number is a user reference. Zero is what every order without one carries. */
function cancelRef(text: string): OrderRef | Refusal {
  if (!/^-?\d+$/.test(text)) {
    // `7e0` and `7.0` may be read as 7.
    const isNumber = parseNumber(text) !== undefined || /^\d/.test(text);
    return isNumber ? refuse('parameter-invalid', 'an order id is spelt like a number') : { orderId: text };
  }
  const clientOrderId = userReference(text);
  if (clientOrderId === undefined || Number(text) === 0)
    return refuse('parameter-invalid', 'a user reference is zero or not of 32 bits');
  return { clientOrderId };
}

function amend(fields: Fields, context: ParseContext): AmendOrder | Refusal {
  const order = orderRef(fields);
  if (isRefusal(order)) return order;
  const instrument =
    fields.text('pair') === undefined ? context.orderInstrument?.(order) : instrumentOf(fields, context);
  if (!instrument)
    return refuse('amend-unknown', 'the amend names no pair, and the order was not placed through Keyward');
  if (isRefusal(instrument)) return instrument;
  const changes = {
    quantity: fields.amount('order_qty'),
    price: fields.amount('limit_price'),
    trigger: fields.amount('trigger_price'),
  };
  const given = Object.values(changes).filter((value) => value !== undefined);
  if (given.length === 0 || given.includes(0n as never)) {
    return refuse('parameter-invalid', 'an amend needs a quantity or a price above zero');
  }
  return { action: 'amend-order', instrument, order, ...present(changes) };
}

function cancel(fields: Fields): CancelOrder | Refusal {
  const named = orderRef(fields);
  const order = isRefusal(named) || named.orderId === undefined ? named : cancelRef(named.orderId);
  return isRefusal(order) ? order : { action: 'cancel-order', order };
}

function cancelBatch(_fields: Fields, _context: ParseContext, payload: Payload): Reading | Refusal {
  if (payload.kind !== 'json') return refuse('http-body', 'CancelOrderBatch takes JSON');
  const intents: CancelOrder[] = [];
  for (const name of ['orders', 'cl_ord_ids'] as const) {
    const list = payload.object[name] ?? [];
    if (!Array.isArray(list)) return refuse('parameter-invalid', `parameter ${name} is not a list`);
    for (const item of list) {
      const order = name === 'orders' ? batchRef(item) : clientRef(item);
      if (isRefusal(order)) return order;
      intents.push({ action: 'cancel-order', order });
    }
  }
  if (intents.length === 0 || intents.length > MAX_CANCEL_BATCH) {
    return refuse('parameter-invalid', `a batch names 1 to ${MAX_CANCEL_BATCH} orders`);
  }
  return {
    intents,
    more: present({ orders: payload.object['orders'], cl_ord_ids: payload.object['cl_ord_ids'] }) as JsonObject,
  };
}

function batchRef(item: JsonValue): OrderRef | Refusal {
  const text = item instanceof JsonNumber ? item.text : item;
  if (typeof text !== 'string' || !/^[A-Za-z0-9-]{1,36}$/.test(text))
    return refuse('parameter-invalid', 'parameter orders holds no order id');
  return cancelRef(text);
}

function clientRef(item: JsonValue): OrderRef | Refusal {
  if (typeof item === 'string' && clientOrderIdForm.test(item)) return { clientOrderId: item };
  return refuse('parameter-invalid', 'parameter cl_ord_ids holds no client order id');
}

function timer(fields: Fields): Intent | Refusal {
  const value = fields.text('timeout');
  if (value === undefined || Number(value) > MAX_TIMER_S) {
    return refuse('parameter-invalid', `parameter timeout is not of 0 to ${MAX_TIMER_S} seconds`);
  }
  return { action: 'change-setting', setting: 'dead-man', value };
}
