import {
  type Decimal,
  formatDecimal,
  type Instrument,
  type Intent,
  type JsonObject,
  type OrderRef,
} from '../../core/index.ts';
import type { Account, Call, Environment, IntentOutcome, OrderStatus, Param, Unclear } from '../exchange.ts';
import { newestOf, present } from '../orders.ts';
import { amountOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { ask, type Envelope, envelopeOf, nextPage, unclear } from './calls.ts';

/** Codes with which the exchange does not say whether a request took effect: timeouts, internal errors, "processing". */
const UNKNOWN_CODES = new Set([
  '10000',
  '10016',
  '429',
  '40004',
  '170001',
  '170007',
  '170032',
  '170035',
  '170146',
  '170147',
  '170212',
  '170234',
  '170310',
  '3400214',
]);
const CLOSED_STATES = new Set(['Rejected', 'PartiallyFilledCanceled', 'Filled', 'Cancelled', 'Deactivated']);
/** The most orders that one page of open orders holds. */
const PAGE = 50;

function categoryOf(instrument: Instrument): Param {
  return ['category', instrument.kind === 'spot' ? 'spot' : 'linear'];
}

function statusOf(order: JsonObject): OrderStatus {
  const state = textOf(order['orderStatus']);
  return {
    order: refOf(order),
    ...present({
      symbol: textOf(order['symbol']),
      filled: amountOf(order['cumExecQty']),
      quantity: positive(order, 'qty'),
      price: positive(order, 'price'),
      trigger: positive(order, 'triggerPrice'),
      createdMs: timeOf(order['createdTime']),
    }),
    open: state === undefined || !CLOSED_STATES.has(state),
    ...(state === 'Rejected' ? { isRefused: true } : {}),
  };
}

/** Zero and empty text stand for an amount that there is not. */
function positive(order: JsonObject, name: string): Decimal | undefined {
  return amountOf(order[name]) || undefined;
}

/** Empty text stands for an id that there is not. */
function refOf(order: JsonObject): OrderRef {
  const named = (name: string): string | undefined => {
    const text = textOf(order[name]);
    return text === '' ? undefined : text;
  };
  return present({ orderId: named('orderId'), clientOrderId: named('orderLinkId') });
}

/**
 * An acknowledgement names the order and nothing else. A placement that is refused later is found among the closed ones; an amendment or
 * cancel may fail later too, so that only a query tells what became of it.
 */
function accepted(intent: Intent, order: JsonObject | undefined): IntentOutcome {
  if (intent.action !== 'place-order' || intent.validateOnly) return { kind: 'accepted' };
  const ref = order && refOf(order);
  if (!ref || Object.keys(ref).length === 0) return { kind: 'accepted' };
  return { kind: 'accepted', status: { order: ref, open: true } };
}

function failed(code: string): IntentOutcome {
  return UNKNOWN_CODES.has(code) ? { kind: 'unknown' } : { kind: 'rejected', code };
}

function outcomes(call: Call, status: number, body: string): readonly IntentOutcome[] {
  const all = (outcome: IntentOutcome) => call.intents.map(() => outcome);
  const envelope = envelopeOf(body);
  // The address is turned away before anything is read.
  if (!envelope && (status === 403 || status === 429)) return all({ kind: 'rejected', code: `http-${status}` });
  if (!envelope || status >= 500) return all({ kind: 'unknown' });
  const isBatch = call.endpoint.path.endsWith('-batch');
  if (isBatch && (envelope.code === '0' || listOf(envelope.extra['list'])?.length))
    return call.intents.map((intent, index) => ofBatch(intent, envelope, index));
  if (envelope.code !== '0') return all(failed(envelope.code));
  if (call.intents[0]?.action === 'cancel-all' && envelope.result['success'] === '0') return all({ kind: 'unknown' });
  return call.intents.map((intent) => accepted(intent, envelope.result));
}

/** Two lists of the same length: what became of each order, and its ids. */
function ofBatch(intent: Intent, { result, extra }: Envelope, index: number): IntentOutcome {
  const code = textOf(objectOf(listOf(extra['list'])?.[index])?.['code']);
  if (code === undefined) return { kind: 'unknown' };
  return code === '0' ? accepted(intent, objectOf(listOf(result['list'])?.[index])) : failed(code);
}

/** Open orders and the last 500 closed ones; the exchange looks by id whatever else is given. */
const RECENT = '/v5/order/realtime';
/** The closed ones of two years, a moment late. */
const HISTORY = '/v5/order/history';

function byName(path: string, instrument: Instrument, order: OrderRef, environment: Environment): Call {
  const named: Param =
    order.orderId !== undefined ? ['orderId', order.orderId] : ['orderLinkId', order.clientOrderId ?? ''];
  return ask(path, [categoryOf(instrument), ['symbol', instrument.symbol], named], environment);
}

function findOrder(instrument: Instrument, order: OrderRef, environment: Environment): Call {
  return byName(RECENT, instrument, order, environment);
}

/** What the exchange drops from the recent ones: all but 500, and every closed one when it is restarted. */
function findClosedOrder(instrument: Instrument, order: OrderRef, environment: Environment): Call {
  return byName(HISTORY, instrument, order, environment);
}

function readFound(
  status: number,
  body: string,
  _instrument: Instrument,
  _order: OrderRef,
  call?: Call,
): OrderStatus | 'absent' | Unclear {
  const envelope = envelopeOf(body);
  const list = listOf(envelope?.result['list']);
  if (status !== 200 || envelope?.code !== '0' || !list) return unclear(status, body);
  if (list.length === 0 && call?.path === RECENT) {
    return {
      unclear: true,
      cause: 'unreadable',
      message: 'not among the recent orders; it may be an older closed one',
      elsewhere: true,
    };
  }
  if (list.length === 0) return 'absent';
  const orders = list.map(objectOf).filter((order) => order !== undefined);
  const found = orders.length === list.length ? newestOf(orders.map(statusOf)) : undefined;
  return found ?? unclear(status, body);
}

/** By kind of order, so that a page of each is as likely as can be to hold all. */
function openOrders(instrument: Instrument, environment: Environment): readonly Call[] {
  const filters = instrument.kind === 'spot' ? ['Order', 'StopOrder', 'tpslOrder'] : ['Order', 'StopOrder'];
  return filters.map((filter) => {
    const query: Param[] = [
      categoryOf(instrument),
      ['symbol', instrument.symbol],
      ['openOnly', '0'],
      ['orderFilter', filter],
      ['limit', String(PAGE)],
    ];
    return ask('/v5/order/realtime', query, environment);
  });
}

function readOpenOrders(_call: Call, status: number, body: string): readonly OrderStatus[] | Unclear {
  const envelope = envelopeOf(body);
  const list = listOf(envelope?.result['list']);
  if (status !== 200 || envelope?.code !== '0' || !list) return unclear(status, body);
  const orders = list.map(objectOf).filter((order) => order !== undefined);
  if (orders.length !== list.length) return unclear(status, body);
  return orders.map(statusOf).filter(({ open }) => open);
}

/** A cursor comes with the last page as well, which is not full. */
function moreOpenOrders(call: Call, body: string): Call | undefined {
  const list = listOf(envelopeOf(body)?.result['list']) ?? [];
  return list.length < PAGE ? undefined : nextPage(call, body);
}

const setting: Account['setting'] = {
  query(name, instrument, environment) {
    if (name === 'margin-mode') return ask('/v5/account/info', [], environment);
    if (instrument?.kind !== 'linear' || name === 'dead-man') return undefined;
    return ask('/v5/position/list', [categoryOf(instrument), ['symbol', instrument.symbol]], environment);
  },
  read(name, instrument, status, body) {
    const envelope = envelopeOf(body);
    if (status !== 200 || envelope?.code !== '0') return undefined;
    if (name === 'margin-mode') return textOf(envelope.result['marginMode']);
    const positions = listOf(envelope.result['list'])?.map(objectOf);
    const own = positions?.filter((position) => textOf(position?.['symbol']) === instrument?.symbol);
    return same((own ?? []).map((position) => (name === 'leverage' ? leverageOf(position) : modeOf(position))));
  },
};

function leverageOf(position: JsonObject | undefined): string | undefined {
  const leverage = amountOf(position?.['leverage']);
  return leverage === undefined ? undefined : formatDecimal(leverage);
}

/** In the words of switch-mode: index 0 is the one-way mode, 1 and 2 are the sides of the hedge mode. */
function modeOf(position: JsonObject | undefined): string | undefined {
  const index = textOf(position?.['positionIdx']);
  return index === '0' ? '0' : index === '1' || index === '2' ? '3' : undefined;
}

/** The value on which all agree; `undefined` where there is none. */
function same(values: readonly (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

export const account: Account = {
  outcomes,
  findOrder,
  findClosedOrder,
  readFound,
  openOrders,
  readOpenOrders,
  moreOpenOrders,
  setting,
};
