import {
  type AmendOrder,
  type CancelOrder,
  type Instrument,
  type Intent,
  isJsonFault,
  isJsonObject,
  isRefusal,
  JsonNumber,
  type JsonValue,
  type OrderRef,
  type OrderType,
  parseJson,
  type Refusal,
  refuse,
  writeJson,
} from '../../core/index.ts';
import type { BotRequest, Call, Endpoint, Param, ParseContext } from '../exchange.ts';
import { Fields, type FieldTable, printable } from '../fields.ts';
import { placement, present } from '../orders.ts';
import { facts } from './facts.ts';
import { authParams, batchTables, fieldTables } from './tables.ts';

/** Reads a request to a known endpoint. Reads keep their parameters as sent; trade and settings are held to their tables. */
export function parse(request: BotRequest, endpoint: Endpoint, context: ParseContext): Call | Refusal {
  if (request.body.kind === 'json') return refuse('http-body', 'this exchange takes a form, not JSON');
  const unit = request.headers.get('x-mbx-time-unit');
  if (unit !== undefined && !/^m(?:illi|icro)second$/i.test(unit))
    return refuse('http-header', 'the header x-mbx-time-unit is not valid');
  const params = [...request.query, ...(request.body.kind === 'form' ? request.body.params : [])].filter(
    ([name]) => !authParams.includes(name),
  );
  if (endpoint.class === 'public' || endpoint.class === 'read') {
    const intents: Intent[] = endpoint.class === 'read' ? [{ action: 'read' }] : [];
    return callOf(request, endpoint, context, params, intents);
  }
  const name = `${endpoint.method} ${endpoint.path}`;
  const table = fieldTables[name];
  if (!table) return refuse('not-modelled', `${name} is not modelled`);
  if (batchTables[name]) return parseBatch(request, endpoint, params, batchTables[name], context);
  const nested = params.filter(([param]) => table[param] === 'elsewhere');
  const fields = Fields.ofParams(
    params.filter(([param]) => table[param] !== 'elsewhere'),
    table,
  );
  if (isRefusal(fields)) return fields;
  const intents =
    name === 'DELETE /fapi/v1/batchOrders'
      ? cancelBatch(fields, nested, endpoint, context)
      : readers[name]!(fields, endpoint, context);
  if (isRefusal(intents)) return intents;
  return callOf(request, endpoint, context, [...fields.toParams(), ...nested.map(respell)], intents);
}

function callOf(
  request: BotRequest,
  endpoint: Endpoint,
  context: ParseContext,
  params: readonly Param[],
  intents: readonly Intent[],
): Call {
  const inBody = endpoint.method === 'POST' || endpoint.method === 'PUT';
  return {
    endpoint,
    host: request.host,
    environment: context.environment,
    path: request.path,
    query: inBody ? [] : params,
    body: inBody && params.length > 0 ? { kind: 'form', params } : { kind: 'none' },
    headers: [...request.headers].filter(([name]) => facts.headers.pass.includes(name)),
    intents,
  };
}

type Reader = (fields: Fields, endpoint: Endpoint, context: ParseContext) => Intent[] | Refusal;

const one =
  (read: (fields: Fields, endpoint: Endpoint, context: ParseContext) => Intent | Refusal): Reader =>
  (fields, endpoint, context) => {
    const intent = read(fields, endpoint, context);
    return isRefusal(intent) ? intent : [intent];
  };

const readers: Readonly<Record<string, Reader>> = {
  'POST /api/v3/order': one((fields, endpoint, context) => spotOrder(fields, endpoint, context, false)),
  'POST /api/v3/order/test': one((fields, endpoint, context) => spotOrder(fields, endpoint, context, true)),
  'DELETE /api/v3/order': one((fields, endpoint, context) =>
    cancel(fields, endpoint, context, 'orderId', 'origClientOrderId'),
  ),
  'DELETE /api/v3/openOrders': one(cancelAll),
  'PUT /api/v3/order/amend/keepPriority': one(spotAmend),
  'POST /api/v3/order/cancelReplace': cancelReplace,
  'POST /fapi/v1/order': one((fields, endpoint, context) =>
    usdmOrder(fields, endpoint, context, 'newClientOrderId', false),
  ),
  'POST /fapi/v1/order/test': one((fields, endpoint, context) =>
    usdmOrder(fields, endpoint, context, 'newClientOrderId', true),
  ),
  'PUT /fapi/v1/order': one(usdmAmend),
  'DELETE /fapi/v1/order': one((fields, endpoint, context) =>
    cancel(fields, endpoint, context, 'orderId', 'origClientOrderId'),
  ),
  'DELETE /fapi/v1/allOpenOrders': one(cancelAll),
  'POST /fapi/v1/algoOrder': one((fields, endpoint, context) =>
    usdmOrder(fields, endpoint, context, 'clientAlgoId', false),
  ),
  'DELETE /fapi/v1/algoOrder': one(cancelAlgo),
  'DELETE /fapi/v1/algoOpenOrders': one(cancelAll),
  'POST /fapi/v1/countdownCancelAll': one((fields, endpoint, context) =>
    setting(fields, endpoint, context, 'dead-man', 'countdownTime'),
  ),
  'POST /fapi/v1/leverage': one((fields, endpoint, context) =>
    setting(fields, endpoint, context, 'leverage', 'leverage'),
  ),
  'POST /fapi/v1/marginType': one((fields, endpoint, context) =>
    setting(fields, endpoint, context, 'margin-mode', 'marginType'),
  ),
  'POST /fapi/v1/positionSide/dual': one((fields) => positionMode(fields)),
};

function kindOf(endpoint: Endpoint): Instrument['kind'] {
  return endpoint.group === 'spot' ? 'spot' : 'linear';
}

function instrumentOf(fields: Fields, endpoint: Endpoint, context: ParseContext): Instrument | Refusal {
  const symbol = fields.text('symbol');
  if (symbol === undefined) return refuse('parameter-invalid', 'parameter symbol is missing');
  return (
    context.instrument(symbol, kindOf(endpoint)) ??
    refuse('market-unknown', `no market ${printable(symbol)} on this host`)
  );
}

const spotTypes: Readonly<Record<string, OrderType>> = {
  LIMIT: 'limit',
  LIMIT_MAKER: 'limit',
  MARKET: 'market',
  STOP_LOSS: 'stop',
  STOP_LOSS_LIMIT: 'stop-limit',
  TAKE_PROFIT: 'take-profit',
  TAKE_PROFIT_LIMIT: 'take-profit-limit',
};

const usdmTypes: Readonly<Record<string, OrderType>> = {
  LIMIT: 'limit',
  MARKET: 'market',
  STOP: 'stop-limit',
  STOP_MARKET: 'stop',
  TAKE_PROFIT: 'take-profit-limit',
  TAKE_PROFIT_MARKET: 'take-profit',
};

function sideAndType(
  fields: Fields,
  types: Readonly<Record<string, OrderType>>,
): { side: 'buy' | 'sell'; type: OrderType } | Refusal {
  const side = fields.text('side');
  const type = types[fields.text('type') ?? ''];
  if (side === undefined || type === undefined) return refuse('parameter-invalid', 'parameter side or type is missing');
  return { side: side === 'BUY' ? 'buy' : 'sell', type };
}

function clientOrderId(fields: Fields, name: string, context: ParseContext): string {
  const given = fields.text(name);
  if (given !== undefined) return given;
  const made = context.newClientOrderId();
  fields.add(name, made);
  return made;
}

function spotOrder(fields: Fields, endpoint: Endpoint, context: ParseContext, validateOnly: boolean): Intent | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  const kind = sideAndType(fields, spotTypes);
  if (isRefusal(kind)) return kind;
  return placement({
    ...kind,
    instrument,
    quantity: fields.amount('quantity'),
    quoteAmount: fields.amount('quoteOrderQty'),
    price: fields.amount('price'),
    trigger: fields.amount('stopPrice'),
    closePosition: false,
    reduceOnly: false,
    postOnly: fields.text('type') === 'LIMIT_MAKER',
    clientOrderId: clientOrderId(fields, 'newClientOrderId', context),
    validateOnly,
  });
}

function usdmOrder(
  fields: Fields,
  endpoint: Endpoint,
  context: ParseContext,
  idName: 'newClientOrderId' | 'clientAlgoId',
  validateOnly: boolean,
): Intent | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  if (idName === 'clientAlgoId' && fields.text('algoType') === undefined) {
    return refuse('parameter-invalid', 'parameter algoType is missing');
  }
  const kind = sideAndType(fields, usdmTypes);
  if (isRefusal(kind)) return kind;
  const misfit = closingMisfit(fields, kind);
  if (misfit) return misfit;
  return placement({
    ...kind,
    instrument,
    quantity: fields.amount('quantity'),
    quoteAmount: undefined,
    price: fields.amount('price'),
    trigger: fields.amount(idName === 'clientAlgoId' ? 'triggerPrice' : 'stopPrice'),
    closePosition: fields.flag('closePosition'),
    reduceOnly: fields.flag('reduceOnly') || fields.flag('closePosition'),
    postOnly: fields.text('timeInForce') === 'GTX',
    clientOrderId: clientOrderId(fields, idName, context),
    ...(idName === 'clientAlgoId' ? { conditional: true as const } : {}),
    validateOnly,
  });
}

/** Only what surely makes a position smaller may say so: `closePosition` on a stop against the position, `reduceOnly` in one-way mode. */
function closingMisfit(fields: Fields, { side, type }: { side: 'buy' | 'sell'; type: OrderType }): Refusal | undefined {
  const position = fields.text('positionSide') ?? 'BOTH';
  if (fields.flag('reduceOnly') && position !== 'BOTH') {
    return refuse('parameter-invalid', 'reduceOnly is for positionSide BOTH');
  }
  if (!fields.flag('closePosition')) return undefined;
  const opens = position === (side === 'buy' ? 'LONG' : 'SHORT');
  return (type === 'stop' || type === 'take-profit') && !opens
    ? undefined
    : refuse(
        'parameter-invalid',
        'closePosition is for STOP_MARKET and TAKE_PROFIT_MARKET orders against the position',
      );
}

function orderRef(fields: Fields, idName: string, clientName: string): OrderRef | Refusal {
  const ref = present({ orderId: fields.text(idName), clientOrderId: fields.text(clientName) });
  return Object.keys(ref).length === 1
    ? ref
    : refuse('parameter-invalid', `the order is not named by one of ${idName} and ${clientName}`);
}

function cancel(
  fields: Fields,
  endpoint: Endpoint,
  context: ParseContext,
  idName: string,
  clientName: string,
): CancelOrder | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  const order = orderRef(fields, idName, clientName);
  return isRefusal(order) ? order : { action: 'cancel-order', instrument, order };
}

function cancelAlgo(fields: Fields): CancelOrder | Refusal {
  const order = orderRef(fields, 'algoId', 'clientAlgoId');
  return isRefusal(order) ? order : { action: 'cancel-order', order: { ...order, conditional: true } };
}

function cancelAll(fields: Fields, endpoint: Endpoint, context: ParseContext): Intent | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  return isRefusal(instrument) ? instrument : { action: 'cancel-all', instrument };
}

function spotAmend(fields: Fields, endpoint: Endpoint, context: ParseContext): AmendOrder | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  const order = orderRef(fields, 'orderId', 'origClientOrderId');
  if (isRefusal(order)) return order;
  const quantity = fields.amount('newQty');
  if (!quantity) return refuse('parameter-invalid', 'parameter newQty is missing or zero');
  // The exchange gives an amended order another client order id unless told to keep it, and by that id the order is looked up.
  const name = fields.text('newClientOrderId');
  if (name !== undefined && name !== order.clientOrderId)
    return refuse('not-modelled', 'an amend that gives the order another client order id');
  if (order.clientOrderId !== undefined) fields.add('newClientOrderId', order.clientOrderId);
  return { action: 'amend-order', instrument, order, quantity };
}

function usdmAmend(fields: Fields, endpoint: Endpoint, context: ParseContext): AmendOrder | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  const order = orderRef(fields, 'orderId', 'origClientOrderId');
  if (isRefusal(order)) return order;
  const [side, quantity, price] = [fields.text('side'), fields.amount('quantity'), fields.amount('price')];
  if (side === undefined || !quantity || !price) {
    return refuse('parameter-invalid', 'parameter side, quantity or price is missing or zero');
  }
  return { action: 'amend-order', instrument, order, quantity, price, side: side === 'BUY' ? 'buy' : 'sell' };
}

function cancelReplace(fields: Fields, endpoint: Endpoint, context: ParseContext): Intent[] | Refusal {
  if (fields.text('cancelReplaceMode') === undefined)
    return refuse('parameter-invalid', 'parameter cancelReplaceMode is missing');
  const cancelled = cancel(fields, endpoint, context, 'cancelOrderId', 'cancelOrigClientOrderId');
  if (isRefusal(cancelled)) return cancelled;
  const placed = spotOrder(fields, endpoint, context, false);
  return isRefusal(placed) ? placed : [cancelled, placed];
}

function setting(
  fields: Fields,
  endpoint: Endpoint,
  context: ParseContext,
  name: 'leverage' | 'margin-mode' | 'dead-man',
  param: string,
): Intent | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  const value = fields.text(param);
  if (value === undefined) return refuse('parameter-invalid', `parameter ${param} is missing`);
  return { action: 'change-setting', setting: name, instrument, value };
}

function positionMode(fields: Fields): Intent | Refusal {
  if (fields.text('dualSidePosition') === undefined)
    return refuse('parameter-invalid', 'parameter dualSidePosition is missing');
  return { action: 'change-setting', setting: 'position-mode', value: String(fields.flag('dualSidePosition')) };
}

function jsonList(text: string, name: string): JsonValue[] | Refusal {
  const value = parseJson(text);
  if (!Array.isArray(value) || isJsonFault(value) || value.length === 0 || value.length > 10) {
    return refuse('parameter-invalid', `parameter ${name} is not a list of 1 to 10`);
  }
  return value;
}

function parseBatch(
  request: BotRequest,
  endpoint: Endpoint,
  params: readonly Param[],
  table: FieldTable,
  context: ParseContext,
): Call | Refusal {
  const foreign = params.find(([name]) => name !== 'batchOrders');
  if (foreign) return refuse('parameter-unknown', `parameter ${printable(foreign[0])} is not known for this endpoint`);
  const list = jsonList(params[0]?.[1] ?? '', 'batchOrders');
  if (isRefusal(list)) return list;
  const intents: Intent[] = [];
  const orders: JsonValue[] = [];
  for (const item of list) {
    if (!isJsonObject(item)) return refuse('parameter-invalid', 'an order of batchOrders is not an object');
    const fields = Fields.ofJson(item, table);
    if (isRefusal(fields)) return fields;
    // Texts by the documents; an order counts for nothing only if its flags are surely read.
    for (const flag of ['reduceOnly', 'closePosition']) {
      const text = fields.text(flag);
      if (text !== undefined) fields.add(flag, text);
    }
    const intent =
      endpoint.method === 'PUT'
        ? usdmAmend(fields, endpoint, context)
        : usdmOrder(fields, endpoint, context, 'newClientOrderId', false);
    if (isRefusal(intent)) return intent;
    intents.push(intent);
    orders.push(fields.toJson());
  }
  return callOf(request, endpoint, context, [['batchOrders', writeJson(orders)]], intents);
}

function cancelBatch(
  fields: Fields,
  nested: readonly Param[],
  endpoint: Endpoint,
  context: ParseContext,
): Intent[] | Refusal {
  const instrument = instrumentOf(fields, endpoint, context);
  if (isRefusal(instrument)) return instrument;
  const intents: CancelOrder[] = [];
  for (const [name, text] of nested) {
    const list = jsonList(text, name);
    if (isRefusal(list)) return list;
    const byId = /^orderidlist$/i.test(name);
    // One spelling for an order: `28` and not `2.8e1`, so that it is recognised.
    const spelling = byId ? /^[1-9]\d{0,19}$/ : /^[\w.:/-]{1,36}$/;
    for (const item of list) {
      const id = item instanceof JsonNumber ? item.text : item;
      if (typeof id !== 'string' || !spelling.test(id))
        return refuse('parameter-invalid', `parameter ${name} holds no order id`);
      intents.push({ action: 'cancel-order', instrument, order: byId ? { orderId: id } : { clientOrderId: id } });
    }
  }
  return intents.length === 0 ? refuse('parameter-invalid', 'no order is named') : intents;
}

/** A nested JSON value, written anew from what was read. */
function respell([name, text]: Param): Param {
  const value = parseJson(text);
  return [name, isJsonFault(value) ? text : writeJson(value as JsonValue)];
}
