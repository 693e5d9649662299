import {
  type Instrument,
  type Intent,
  isJsonObject,
  isRefusal,
  type JsonObject,
  type JsonValue,
  type OrderRef,
  type OrderType,
  type Refusal,
  refuse,
} from '../../core/index.ts';
import type { Body, BotRequest, Call, Endpoint, Param, ParseContext } from '../exchange.ts';
import { Fields, type FieldTable, printable } from '../fields.ts';
import { present } from '../orders.ts';
import { textOf } from '../replies.ts';
import { algoOrder, bookOrder, borrowingOf, closePosition, quantityOf } from './placements.ts';
import { type Form, forms } from './tables.ts';

/** Reads a request to a known endpoint. Reads keep their parameters as sent; trade and settings are held to their tables. */
export function parse(request: BotRequest, endpoint: Endpoint, context: ParseContext): Call | Refusal {
  if (request.body.kind === 'form') return refuse('http-body', 'this exchange takes JSON, not a form');
  const headers = passedHeaders(request);
  if (isRefusal(headers)) return headers;
  const call = {
    endpoint,
    host: request.host,
    environment: context.environment,
    path: request.path,
    query: request.query,
    headers,
  };
  if (endpoint.class === 'public') return { ...call, body: request.body, intents: [] };
  if (endpoint.class === 'read') return { ...call, body: request.body, intents: [{ action: 'read' }] };
  const name = `${endpoint.method} ${endpoint.path}`;
  const form = forms[name];
  const read = readers[name];
  if (!form || !read) return refuse('not-modelled', `${name} is not modelled`);
  const stray = request.query[0];
  if (stray)
    return refuse('parameter-unknown', `parameter ${printable(stray[0])} is not known in the query of this endpoint`);
  const items = itemsOf(request.body, form);
  if (isRefusal(items)) return items;
  const intents: Intent[] = [];
  const written: JsonObject[] = [];
  for (const item of items) {
    const fields = readItem(item, form);
    if (isRefusal(fields)) return fields;
    const intent = read(fields, context);
    if (isRefusal(intent)) return intent;
    intents.push(intent);
    written.push(fields.toJson());
  }
  return {
    ...call,
    query: [],
    body: { kind: 'json', value: form.list === undefined ? written[0]! : written },
    intents,
  };
}

/** `expTime`, the deadline that a bot may set for an order, in ms since the epoch. */
function passedHeaders(request: BotRequest): readonly Param[] | Refusal {
  const deadline = request.headers.get('exptime');
  if (deadline === undefined) return [];
  return /^\d{13}$/.test(deadline)
    ? [['exptime', deadline]]
    : refuse('parameter-invalid', 'the header expTime is not a time in ms');
}

function itemsOf(body: Body, form: Form): readonly JsonObject[] | Refusal {
  const value: JsonValue | undefined = body.kind === 'json' ? body.value : undefined;
  if (form.list === undefined) {
    return isJsonObject(value) ? [value] : refuse('parameter-invalid', 'the body is not a JSON object');
  }
  if (!Array.isArray(value) || value.length === 0 || value.length > form.list) {
    return refuse('parameter-invalid', `the body is not a list of 1 to ${form.list}`);
  }
  return value.every(isJsonObject) ? value : refuse('parameter-invalid', 'an entry of the list is not an object');
}

/** Reads one object: what is empty counts as absent, as it does for the exchange. */
function readItem(item: JsonObject, form: Form): Fields | Refusal {
  const given: JsonObject = Object.create(null);
  const marketPrices: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(item)) {
    const kind = Object.hasOwn(form.table, name) ? form.table[name] : undefined;
    if (kind === undefined)
      return refuse('parameter-unknown', `parameter ${printable(name)} is not known for this endpoint`);
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (kind === 'refused') return refuse('not-modelled', `parameter ${name} is not modelled`);
    if (form.market?.includes(name) && textOf(value) === '-1') marketPrices[name] = ['-1'];
    given[name] = value;
  }
  const [wins, yields] = form.names ?? [];
  if (wins !== undefined && yields !== undefined && given[wins] !== undefined) delete given[yields];
  const table: FieldTable = { ...form.table, ...marketPrices };
  const fields = Fields.ofJson(given, table);
  if (isRefusal(fields)) return fields;
  // A boolean by the documents, and an order counts for nothing only if it is surely read as one.
  const reducing = fields.text('reduceOnly');
  if (reducing !== undefined) fields.add('reduceOnly', reducing, 'boolean');
  return fields;
}

type Reader = (fields: Fields, context: ParseContext) => Intent | Refusal;

const readers: Readonly<Record<string, Reader>> = {
  'POST /api/v5/trade/order': onInstrument(bookOrder),
  'POST /api/v5/trade/batch-orders': onInstrument(bookOrder),
  'POST /api/v5/trade/order-algo': onInstrument(algoOrder),
  'POST /api/v5/trade/amend-order': onInstrument(amendOrder),
  'POST /api/v5/trade/amend-batch-orders': onInstrument(amendOrder),
  'POST /api/v5/trade/amend-algos': onInstrument(amendAlgo),
  'POST /api/v5/trade/cancel-order': onInstrument((fields, instrument) =>
    cancelOrder(fields, instrument, 'ordId', 'clOrdId'),
  ),
  'POST /api/v5/trade/cancel-batch-orders': onInstrument((fields, instrument) =>
    cancelOrder(fields, instrument, 'ordId', 'clOrdId'),
  ),
  'POST /api/v5/trade/cancel-algos': onInstrument((fields, instrument) =>
    cancelOrder(fields, instrument, 'algoId', 'algoClOrdId'),
  ),
  'POST /api/v5/trade/close-position': onInstrument(closePosition),
  'POST /api/v5/trade/cancel-all-after': deadMan,
  'POST /api/v5/account/set-leverage': onInstrument(setLeverage),
  'POST /api/v5/account/set-position-mode': setPositionMode,
};

function onInstrument(
  read: (fields: Fields, instrument: Instrument, context: ParseContext) => Intent | Refusal,
): Reader {
  return (fields, context) => {
    const symbol = fields.text('instId');
    if (symbol === undefined) return refuse('parameter-invalid', 'parameter instId is missing');
    const instrument = context.instrument(symbol, symbol.endsWith('-SWAP') ? 'linear' : 'spot');
    return instrument
      ? read(fields, instrument, context)
      : refuse('market-unknown', `no spot market or linear swap ${printable(symbol)}`);
  };
}

/** How the exchange writes its ids. `007` may be 7 to it, and would be another order to Keyward. */
const ORDER_ID = /^[1-9]\d{0,19}$/;

function orderRef(fields: Fields, idName: string, clientName: string): OrderRef | Refusal {
  const ref = present({ orderId: fields.text(idName), clientOrderId: fields.text(clientName) });
  if (Object.keys(ref).length === 0) return refuse('parameter-invalid', 'the order is not named');
  if (ref.orderId !== undefined && !ORDER_ID.test(ref.orderId)) {
    return refuse('parameter-invalid', `parameter ${idName} is not an order id of this exchange`);
  }
  return idName === 'algoId' ? { ...ref, conditional: true } : ref;
}

function cancelOrder(fields: Fields, instrument: Instrument, idName: string, clientName: string): Intent | Refusal {
  const order = orderRef(fields, idName, clientName);
  return isRefusal(order) ? order : { action: 'cancel-order', instrument, order };
}

/** A new size counts what is filled already. */
function amendOrder(fields: Fields, instrument: Instrument, context: ParseContext): Intent | Refusal {
  const borrowing = borrowingOf(instrument, context);
  if (borrowing) return borrowing;
  const order = orderRef(fields, 'ordId', 'clOrdId');
  if (isRefusal(order)) return order;
  const [quantity, price] = [quantityOf(fields, 'newSz', instrument), fields.amount('newPx')];
  if (quantity === undefined && price === undefined)
    return refuse('parameter-invalid', 'newSz and newPx are both missing');
  if (quantity === 0n || price === 0n) return refuse('parameter-invalid', 'newSz or newPx is zero');
  return { action: 'amend-order', instrument, order, ...present({ quantity, price }) };
}

const typesOf: Readonly<Record<string, readonly OrderType[]>> = {
  Trigger: ['stop', 'stop-limit'],
  Sl: ['stop', 'stop-limit'],
  Tp: ['take-profit', 'take-profit-limit'],
};

/**
 * One of the three pairs at most, and the one that the order has: another would be added to it, and its own price would stay in force.
 * A change to or from the market price is not modelled.
 */
function amendAlgo(fields: Fields, instrument: Instrument, context: ParseContext): Intent | Refusal {
  const borrowing = borrowingOf(instrument, context);
  if (borrowing) return borrowing;
  const order = orderRef(fields, 'algoId', 'algoClOrdId');
  if (isRefusal(order)) return order;
  const pairs = ['Trigger', 'Sl', 'Tp'].filter(
    (pair) => fields.text(triggerName(pair)) !== undefined || fields.text(priceName(pair)) !== undefined,
  );
  if (pairs.length > 1) return refuse('not-modelled', 'a stop loss together with a take profit is not modelled');
  const pair = pairs[0];
  const quantity = quantityOf(fields, 'newSz', instrument);
  const trigger = pair === undefined ? undefined : fields.amount(triggerName(pair));
  const price = pair === undefined ? undefined : fields.amount(priceName(pair));
  if (quantity === 0n || trigger === 0n || price === 0n)
    return refuse('parameter-invalid', 'an amended amount is zero');
  if (quantity === undefined && trigger === undefined && price === undefined) {
    return refuse('parameter-invalid', 'nothing is amended');
  }
  const ofTypes = pair === undefined ? undefined : typesOf[pair];
  return { action: 'amend-order', instrument, order, ...present({ quantity, price, trigger, ofTypes }) };
}

function triggerName(pair: string): string {
  return pair === 'Trigger' ? 'newTriggerPx' : `new${pair}TriggerPx`;
}

function priceName(pair: string): string {
  return pair === 'Trigger' ? 'newOrdPx' : `new${pair}OrdPx`;
}

function deadMan(fields: Fields): Intent | Refusal {
  const value = fields.text('timeOut');
  return value === undefined
    ? refuse('parameter-invalid', 'parameter timeOut is missing')
    : { action: 'change-setting', setting: 'dead-man', value };
}

function setLeverage(fields: Fields, instrument: Instrument): Intent | Refusal {
  if (instrument.kind !== 'linear') return refuse('not-modelled', 'margin trading on spot is not modelled');
  const value = fields.text('lever');
  if (value === undefined || fields.text('mgnMode') === undefined) {
    return refuse('parameter-invalid', 'parameter lever or mgnMode is missing');
  }
  return { action: 'change-setting', setting: 'leverage', instrument, value };
}

function setPositionMode(fields: Fields): Intent | Refusal {
  const value = fields.text('posMode');
  return value === undefined
    ? refuse('parameter-invalid', 'parameter posMode is missing')
    : { action: 'change-setting', setting: 'position-mode', value };
}
