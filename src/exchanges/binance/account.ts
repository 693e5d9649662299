import {
  type Decimal,
  type Instrument,
  type Intent,
  type JsonObject,
  type JsonValue,
  type OrderRef,
  zero,
} from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Account, Call, Environment, IntentOutcome, OrderStatus, Param, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { facts } from './facts.ts';
import { key } from './key.ts';

/** The codes with which Binance says that it does not know whether a request took effect. */
const UNKNOWN_CODES = new Set(['-1006', '-1007', '-1000', '-1001']);
/** The futures hosts answer so when they gave up waiting for the matching engine. */
const REQUEST_TIMEOUT = 408;
/** What a cancel-replace says of the whole when one half was done: it does not tell which. */
const HALF_DONE = '-2021';
/**
 * States in which nothing more can happen; one that is not known counts as open. A conditional order that is `TRIGGERED` stands in the
 * plain book until it is `FINISHED`: filled or cancelled there (Algo Order Update).
 */
const CLOSED_STATES = new Set(['FILLED', 'CANCELED', 'REJECTED', 'EXPIRED', 'EXPIRED_IN_MATCH', 'FINISHED']);

const read = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

function statusOf(order: JsonObject): OrderStatus {
  const state = textOf(order['status']) ?? textOf(order['algoStatus']);
  const conditional = order['algoId'] !== undefined;
  return {
    order: present({
      orderId: textOf(order['orderId']) ?? textOf(order['algoId']),
      clientOrderId: clientIdOf(order),
      conditional: conditional ? (true as const) : undefined,
    }),
    ...present({ symbol: textOf(order['symbol']), filled: amountOf(order['executedQty']) }),
    open: state === undefined || !CLOSED_STATES.has(state),
    ...(state === 'REJECTED' ? { isRefused: true } : {}),
  };
}

/** What a query tells besides: its shape, when it was made, and that a conditional order which set nothing off has filled nothing. */
function foundOf(order: JsonObject): OrderStatus {
  const status = statusOf(order);
  const neverFired = !status.open && textOf(order['algoStatus']) !== 'FINISHED' && order['actualOrderId'] === '';
  const childId = textOf(order['actualOrderId']) ?? '';
  const positive = (name: string): Decimal | undefined => amountOf(order[name]) || undefined;
  return {
    ...status,
    ...present({
      filled: neverFired ? zero : status.filled,
      quantity: positive('origQty') ?? positive('quantity'),
      price: positive('price'),
      trigger: positive('stopPrice') ?? positive('triggerPrice'),
      child: childId === '' || childId === '0' ? undefined : { orderId: childId },
      createdMs: timeOf(order['time']) ?? timeOf(order['createTime']),
    }),
  };
}

/** A cancel's answer names the order in `origClientOrderId`, the cancel itself in `clientOrderId`. */
function clientIdOf(order: JsonObject): string | undefined {
  return textOf(order['origClientOrderId']) ?? textOf(order['clientOrderId']) ?? textOf(order['clientAlgoId']);
}

function outcomeOf(item: JsonValue | undefined): IntentOutcome {
  const object = objectOf(item);
  if (!object) return { kind: 'unknown' };
  const code = textOf(object['code']);
  if (code !== undefined && code !== '200' && code !== '0') return rejection(object);
  const amended = objectOf(object['amendedOrder']);
  const order = amended ?? object;
  const named = order['orderId'] !== undefined || order['algoId'] !== undefined;
  if (!named) return { kind: 'accepted' };
  // An order that is amended by its id gets another client order id, which stands where a cancel's own does.
  const renamed = present({ clientOrderId: textOf(amended?.['clientOrderId']) });
  const status = statusOf(order);
  return { kind: 'accepted', status: { ...status, order: { ...status.order, ...renamed } } };
}

function outcomes(call: Call, status: number, body: string): readonly IntentOutcome[] {
  const all = (outcome: IntentOutcome) => call.intents.map(() => outcome);
  const value = jsonOf(body);
  if (status >= 500 || status === REQUEST_TIMEOUT || value === undefined) return all({ kind: 'unknown' });
  const list = listOf(value);
  // Spot answers a cancel of all with the orders cancelled.
  if (list && call.intents[0]?.action === 'cancel-all')
    return all(status === 200 ? { kind: 'accepted' } : { kind: 'unknown' });
  if (list) return call.intents.map((_, index) => outcomeOf(list[index]));
  if (call.path === '/api/v3/order/cancelReplace') return cancelReplace(objectOf(value));
  if (status >= 400) return all(rejection(objectOf(value)));
  if (call.intents[0]?.action === 'cancel-order' && call.endpoint.path.endsWith('/algoOrder')) {
    return all({ kind: 'accepted', status: { ...statusOf(objectOf(value) ?? {}), open: false } });
  }
  return call.intents.map((intent) => unlessValidated(intent, outcomeOf(value)));
}

/** A validated order is not placed. */
function unlessValidated(intent: Intent, outcome: IntentOutcome): IntentOutcome {
  return intent.action === 'place-order' && intent.validateOnly && outcome.kind === 'accepted'
    ? { kind: 'accepted' }
    : outcome;
}

/** One code stands for all filters of a market (-1013), so that the filter is named with it. */
function rejection(value: JsonObject | undefined): IntentOutcome {
  const code = textOf(value?.['code']);
  if (code === undefined || UNKNOWN_CODES.has(code)) return { kind: 'unknown' };
  const [, filter] = /^Filter failure: ([A-Z_]{1,40})$/.exec(textOf(value?.['msg']) ?? '') ?? [];
  return { kind: 'rejected', code: filter === undefined ? code : `${code} ${filter}` };
}

/** 200: both done; 409: one of them; 400: none. Each half says so itself. */
function cancelReplace(value: JsonObject | undefined): readonly IntentOutcome[] {
  const data = objectOf(value?.['data']) ?? value;
  const half = (result: string, response: string): IntentOutcome => {
    const said = textOf(data?.[result]);
    if (said === 'SUCCESS') return outcomeOf(data?.[response]);
    if (said === 'NOT_ATTEMPTED') return { kind: 'rejected', code: said };
    if (said === 'FAILURE') return rejection(objectOf(data?.[response]));
    return textOf(value?.['code']) === HALF_DONE ? { kind: 'unknown' } : rejection(value);
  };
  return [half('cancelResult', 'cancelResponse'), half('newOrderResult', 'newOrderResponse')];
}

function findOrder(instrument: Instrument, order: OrderRef, environment: Environment): Call {
  const conditional = order.conditional === true;
  const path = instrument.kind === 'spot' ? '/api/v3/order' : conditional ? '/fapi/v1/algoOrder' : '/fapi/v1/order';
  const named: Param =
    order.orderId !== undefined
      ? [conditional ? 'algoId' : 'orderId', order.orderId]
      : [conditional ? 'clientAlgoId' : 'origClientOrderId', order.clientOrderId ?? ''];
  return read(path, conditional ? [named] : [['symbol', instrument.symbol], named], environment);
}

function unclear(status: number, body: string): Unclear {
  return key.readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
}

function readFound(status: number, body: string): OrderStatus | 'absent' | Unclear {
  const value = objectOf(jsonOf(body));
  if (status === 200 && value && (value['orderId'] !== undefined || value['algoId'] !== undefined))
    return foundOf(value);
  if (status < 500 && textOf(value?.['code']) === '-2013') return 'absent';
  return unclear(status, body);
}

function openOrders(instrument: Instrument, environment: Environment): readonly Call[] {
  const query: Param[] = [['symbol', instrument.symbol]];
  if (instrument.kind === 'spot') return [read('/api/v3/openOrders', query, environment)];
  return [read('/fapi/v1/openOrders', query, environment), read('/fapi/v1/openAlgoOrders', query, environment)];
}

function readOpenOrders(_call: Call, status: number, body: string): readonly OrderStatus[] | Unclear {
  const value = jsonOf(body);
  const list = listOf(value) ?? listOf(objectOf(value)?.['orders']);
  if (status !== 200 || !list) return unclear(status, body);
  return list.flatMap((item) => {
    const object = objectOf(item);
    return object ? [foundOf(object)] : [];
  });
}

const setting: Account['setting'] = {
  query(name, instrument, environment) {
    if (name === 'position-mode') return read('/fapi/v1/positionSide/dual', [], environment);
    if (instrument?.kind !== 'linear' || name === 'dead-man') return undefined;
    return read('/fapi/v1/symbolConfig', [['symbol', instrument.symbol]], environment);
  },
  read(name, instrument, status, body) {
    const value = jsonOf(body);
    if (status !== 200) return undefined;
    if (name === 'position-mode') {
      const dual = objectOf(value)?.['dualSidePosition'];
      return typeof dual === 'boolean' ? String(dual) : undefined;
    }
    const config = listOf(value)
      ?.map(objectOf)
      .find((item) => textOf(item?.['symbol']) === instrument?.symbol);
    return textOf(config?.[name === 'leverage' ? 'leverage' : 'marginType']);
  },
};

export const account: Account = { outcomes, findOrder, readFound, openOrders, readOpenOrders, setting };
