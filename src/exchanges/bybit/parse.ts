import {
  type Intent,
  isJsonObject,
  isRefusal,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  type Refusal,
  refuse,
} from '../../core/index.ts';
import type { Body, BotRequest, Call, Endpoint, Param, ParseContext } from '../exchange.ts';
import { Fields, type FieldTable } from '../fields.ts';
import { facts } from './facts.ts';
import { type IntentReader, placeReader, readAmend, readCancel, readCancelAll } from './orders.ts';
import { readDeadMan, readLeverage, readMarginMode, readPositionMode } from './settings.ts';
import { batchSizes, batchTables, fieldTables, strictFlags } from './tables.ts';

const readers: Readonly<Record<string, IntentReader>> = {
  'POST /v5/order/create': placeReader(false),
  'POST /v5/order/pre-check': placeReader(true),
  'POST /v5/order/amend': readAmend,
  'POST /v5/order/cancel': readCancel,
  'POST /v5/order/cancel-all': readCancelAll,
  'POST /v5/order/disconnected-cancel-all': readDeadMan,
  'POST /v5/position/set-leverage': readLeverage,
  'POST /v5/position/switch-mode': readPositionMode,
  'POST /v5/account/set-margin-mode': readMarginMode,
};

const batchReaders: Readonly<Record<string, IntentReader>> = {
  'POST /v5/order/create-batch': placeReader(false),
  'POST /v5/order/amend-batch': readAmend,
  'POST /v5/order/cancel-batch': readCancel,
};

/** Reads a request to a known endpoint. Reads keep their parameters as sent; trade and settings are held to their tables. */
export function parse(request: BotRequest, endpoint: Endpoint, context: ParseContext): Call | Refusal {
  if (request.body.kind === 'form') return refuse('http-body', 'this exchange takes JSON, not a form');
  if (endpoint.class === 'public' || endpoint.class === 'read') {
    const intents: Intent[] = endpoint.class === 'read' ? [{ action: 'read' }] : [];
    return callOf(request, endpoint, context, request.query, request.body, intents);
  }
  const name = `${endpoint.method} ${endpoint.path}`;
  const table = fieldTables[name];
  if (!table) return refuse('not-modelled', `${name} is not modelled`);
  // The signature of a POST does not cover its query.
  if (request.query.length > 0) return refuse('parameter-invalid', 'the parameters of a POST stand in its body');
  if (request.body.kind !== 'json' || !isJsonObject(request.body.value)) {
    return refuse('http-body', 'the body is not a JSON object');
  }
  const isBatch = Object.hasOwn(batchReaders, name);
  const read = isBatch
    ? readBatch(request.body.value, table, batchTables[name]!, batchReaders[name]!, context)
    : readOne(request.body.value, table, readers[name]!, context);
  if (isRefusal(read)) return read;
  return callOf(request, endpoint, context, [], { kind: 'json', value: read.json }, read.intents);
}

function callOf(
  request: BotRequest,
  endpoint: Endpoint,
  context: ParseContext,
  query: readonly Param[],
  body: Body,
  intents: readonly Intent[],
): Call {
  const headers = facts.headers.pass.flatMap((name): Param[] => {
    const value = request.headers.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    endpoint,
    host: request.host,
    environment: context.environment,
    path: request.path,
    query,
    body,
    headers,
    intents,
  };
}

interface Read {
  readonly json: JsonObject;
  readonly intents: Intent[];
}

function readOne(object: JsonObject, table: FieldTable, reader: IntentReader, context: ParseContext): Read | Refusal {
  const loose = strictFlags.find(
    (name) => Object.hasOwn(object, name) && typeof object[name] !== 'boolean' && object[name] !== null,
  );
  if (loose !== undefined) return refuse('parameter-invalid', `parameter ${loose} is not true or false`);
  const fields = Fields.ofJson(given(object, table), table);
  if (isRefusal(fields)) return fields;
  const intent = reader(fields, context);
  return isRefusal(intent) ? intent : { json: fields.toJson(), intents: [intent] };
}

/** Leaves out what is known and not given: the documents spell it `null`, clients also as empty text. Of two names of an order the id counts. */
function given(object: JsonObject, table: FieldTable): JsonObject {
  const names = Object.keys(object).filter((name) => {
    const isBlank = object[name] === null || object[name] === '';
    return !(isBlank && Object.hasOwn(table, name) && table[name] !== 'elsewhere');
  });
  const isNamedTwice = names.includes('orderId') && Object.hasOwn(table, 'orderId');
  const kept: JsonObject = Object.create(null);
  for (const name of names) if (!(isNamedTwice && name === 'orderLinkId')) kept[name] = object[name]!;
  return kept;
}

/** Reads `{ category, request: [order, …] }`; every order belongs to the one category. */
function readBatch(
  object: JsonObject,
  table: FieldTable,
  itemTable: FieldTable,
  reader: IntentReader,
  context: ParseContext,
): Read | Refusal {
  const outer = Fields.ofJson(given(object, table), table);
  if (isRefusal(outer)) return outer;
  const category = outer.text('category');
  if (category === undefined) return refuse('parameter-invalid', 'parameter category is missing');
  const items = object['request'];
  const most = category === 'spot' ? batchSizes.spot : batchSizes.linear;
  if (!Array.isArray(items) || items.length === 0 || items.length > most) {
    return refuse('parameter-invalid', `parameter request is not a list of 1 to ${most}`);
  }
  const intents: Intent[] = [];
  const orders: JsonValue[] = [];
  for (const item of items) {
    const read = readItem(item, category, itemTable, reader, context);
    if (isRefusal(read)) return read;
    intents.push(...read.intents);
    orders.push(read.json);
  }
  return { json: Object.assign(outer.toJson(), { request: orders }), intents };
}

function readItem(
  item: JsonValue,
  category: string,
  table: FieldTable,
  reader: IntentReader,
  context: ParseContext,
): Read | Refusal {
  if (!isJsonObject(item) || item instanceof JsonNumber)
    return refuse('parameter-invalid', 'an order of request is not an object');
  const own = item['category'] ?? category;
  if (own !== category) return refuse('parameter-invalid', 'an order of request is of another category');
  const isRepeated = Object.hasOwn(item, 'category');
  const read = readOne(Object.assign(Object.create(null), item, { category }), table, reader, context);
  if (isRefusal(read)) return read;
  if (!isRepeated) delete read.json['category'];
  return read;
}
