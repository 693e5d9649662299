import {
  type AmendOrder,
  type Instrument,
  type Intent,
  isJsonObject,
  isRefusal,
  type JsonObject,
  type JsonValue,
  type OrderType,
  type PlaceOrder,
  type Refusal,
  refuse,
  type Side,
  zero,
} from '../../core/index.ts';
import type { Body, BotRequest, Call, Endpoint, Param, ParseContext } from '../exchange.ts';
import { Fields, printable } from '../fields.ts';
import { placement, present } from '../orders.ts';
import { facts } from './facts.ts';
import { cancelTable, configurations, editTable, orderTable } from './tables.ts';

/** How many orders one cancel may name: so many, each with its cost, can be told in one entry of the journal. */
const MOST_CANCELS = 200;
const ORDER_ID = /^[a-z0-9-]{1,100}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UUID_DIGITS = 32;

/** An order's id in the one spelling that the exchange uses: readers of UUIDs also take capitals and other dashes. */
function isOrderId(text: string): boolean {
  return ORDER_ID.test(text) && (text.replaceAll('-', '').length !== UUID_DIGITS || UUID.test(text));
}

/** A request body that was read, written anew, and what it wants. */
interface Reading {
  readonly body: JsonObject;
  readonly intents: readonly Intent[];
}

/** Reads a request to a known endpoint. Reads keep their parameters; trade is held to its tables. */
export function parse(request: BotRequest, endpoint: Endpoint, context: ParseContext): Call | Refusal {
  const headers = passedHeaders(request);
  if (isRefusal(headers)) return headers;
  const call = { environment: context.environment, endpoint, host: request.host, path: request.path, headers };
  if (endpoint.class === 'public' || endpoint.class === 'read') {
    const body = readBody(request);
    if (isRefusal(body)) return body;
    const intents: Intent[] = endpoint.class === 'read' ? [{ action: 'read' }] : [];
    return { ...call, query: request.query, body, intents };
  }
  const name = `${endpoint.method} ${endpoint.path}`;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!reader) return refuse('not-modelled', `${name} is not modelled`);
  const stray = request.query[0];
  if (stray) return refuse('parameter-unknown', `parameter ${printable(stray[0])} is not known for this endpoint`);
  if (request.body.kind !== 'json' || !isJsonObject(request.body.value)) {
    return refuse('http-body', 'this endpoint takes a JSON object');
  }
  const reading = reader(request.body.value, context);
  if (isRefusal(reading)) return reading;
  return { ...call, query: [], body: { kind: 'json', value: reading.body }, intents: reading.intents };
}

function passedHeaders(request: BotRequest): Param[] | Refusal {
  const passed: Param[] = [];
  for (const name of facts.headers.pass) {
    const value = request.headers.get(name);
    if (value === undefined) continue;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return refuse('http-header', `the header ${name} is not a date`);
    passed.push([name, value]);
  }
  return passed;
}

/** The body of a read, written anew when it is sent. */
function readBody({ method, body }: BotRequest): Body | Refusal {
  if (body.kind === 'form') return refuse('http-body', 'this exchange takes JSON, not a form');
  if (method !== 'GET' || body.kind === 'none') return body;
  // coinbase-advanced-py sends an empty object with every GET.
  const isEmpty = isJsonObject(body.value) && Object.keys(body.value).length === 0;
  return isEmpty ? { kind: 'none' } : refuse('http-body', 'a GET carries a body');
}

const readers: Readonly<Record<string, (body: JsonObject, context: ParseContext) => Reading | Refusal>> = {
  'POST /api/v3/brokerage/orders': readOrder,
  'POST /api/v3/brokerage/orders/edit': readEdit,
  'POST /api/v3/brokerage/orders/batch_cancel': readCancels,
};

function readOrder(body: JsonObject, context: ParseContext): Reading | Refusal {
  const fields = Fields.ofJson(body, orderTable);
  if (isRefusal(fields)) return fields;
  const instrument = instrumentOf(fields.text('product_id'), context);
  if (isRefusal(instrument)) return instrument;
  const side = fields.text('side');
  if (side === undefined) return refuse('parameter-invalid', 'parameter side is missing');
  const shape = shapeOf(body['order_configuration']);
  if (isRefusal(shape)) return shape;
  const configuration = Fields.ofJson(shape.object, shape.table);
  if (isRefusal(configuration)) return configuration;
  if (fields.text('client_order_id') === undefined) fields.add('client_order_id', context.newClientOrderId());
  const order = orderOf(
    instrument,
    side === 'BUY' ? 'buy' : 'sell',
    shape.kind,
    configuration,
    fields.text('client_order_id')!,
  );
  if (isRefusal(order)) return order;
  const written = fields.toJson();
  written['order_configuration'] = nest(shape.name, configuration.toJson());
  return { body: written, intents: [order] };
}

function nest(name: string, value: JsonValue): JsonObject {
  const object: JsonObject = Object.create(null);
  object[name] = value;
  return object;
}

interface Shape {
  readonly name: string;
  readonly object: JsonObject;
  readonly kind: 'market' | 'limit' | 'stop';
  readonly table: (typeof configurations)[string]['table'];
}

/** The one order that `order_configuration` holds. */
function shapeOf(value: JsonObject[string] | undefined): Shape | Refusal {
  if (!isJsonObject(value)) return refuse('parameter-invalid', 'parameter order_configuration is missing');
  const names = Object.keys(value);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    return refuse('parameter-invalid', 'parameter order_configuration does not hold exactly one order');
  }
  const known = Object.hasOwn(configurations, name) ? configurations[name] : undefined;
  if (!known) return refuse('not-modelled', `order_configuration ${printable(name)} is not modelled`);
  const object = value[name];
  if (!isJsonObject(object)) return refuse('parameter-invalid', `parameter ${name} is not an object`);
  return { name, object, ...known };
}

function orderOf(
  instrument: Instrument,
  side: Side,
  kind: Shape['kind'],
  fields: Fields,
  clientOrderId: string,
): PlaceOrder | Refusal {
  const type = kind === 'stop' ? stopType(side, fields.text('stop_direction')) : kind;
  if (isRefusal(type)) return type;
  return placement({
    instrument,
    side,
    type,
    quantity: fields.amount('base_size'),
    quoteAmount: fields.amount('quote_size'),
    price: fields.amount('limit_price'),
    trigger: fields.amount('stop_price'),
    closePosition: false,
    reduceOnly: false,
    postOnly: fields.flag('post_only'),
    clientOrderId,
    validateOnly: false,
  });
}

/** A stop follows the market (sell on the way down, buy on the way up); against the market it takes a profit. */
function stopType(side: Side, direction: string | undefined): OrderType | Refusal {
  if (direction === undefined) return refuse('parameter-invalid', 'parameter stop_direction is missing');
  const follows = (direction === 'STOP_DIRECTION_STOP_UP') === (side === 'buy');
  return follows ? 'stop-limit' : 'take-profit-limit';
}

/** Spot products only: `BTC-USD`. Futures have more parts (`BIT-26APR24-CDE`, `BTC-PERP-INTX`). */
function instrumentOf(product: string | undefined, context: ParseContext): Instrument | Refusal {
  if (product === undefined) return refuse('parameter-invalid', 'parameter product_id is missing');
  const instrument = context.instrument(product, 'spot');
  if (instrument) return instrument;
  return product.split('-').length > 2
    ? refuse('not-modelled', `futures are not modelled: ${printable(product)}`)
    : refuse('market-unknown', `no market ${printable(product)}`);
}

function readEdit(body: JsonObject, context: ParseContext): Reading | Refusal {
  const fields = Fields.ofJson(body, editTable);
  if (isRefusal(fields)) return fields;
  const orderId = fields.text('order_id');
  if (orderId === undefined || !isOrderId(orderId)) {
    return refuse('parameter-invalid', 'parameter order_id is missing or no order id');
  }
  const changes = present({
    quantity: fields.amount('size'),
    price: fields.amount('price'),
    trigger: fields.amount('stop_price'),
  });
  // The exchange takes a size that is left out for zero; with both, what the edit makes of the order is known from it alone.
  if (changes.quantity === undefined || changes.price === undefined || Object.values(changes).includes(zero)) {
    return refuse('parameter-invalid', 'parameter size or price is missing, or one is zero');
  }
  const instrument = context.orderInstrument?.({ orderId });
  if (!instrument) return refuse('amend-unknown', 'the order is not one that Keyward knows');
  const amend: AmendOrder = { action: 'amend-order', instrument, order: { orderId }, ...changes };
  return { body: fields.toJson(), intents: [amend] };
}

function readCancels(body: JsonObject): Reading | Refusal {
  const fields = Fields.ofJson(body, cancelTable);
  if (isRefusal(fields)) return fields;
  const ids = body['order_ids'];
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MOST_CANCELS) {
    return refuse('parameter-invalid', `parameter order_ids is not a list of 1 to ${MOST_CANCELS}`);
  }
  const intents: Intent[] = [];
  for (const id of ids) {
    if (typeof id !== 'string' || !isOrderId(id)) {
      return refuse('parameter-invalid', 'parameter order_ids holds what is no order id');
    }
    intents.push({ action: 'cancel-order', order: { orderId: id } });
  }
  return { body: nest('order_ids', ids), intents };
}
