import {
  type Decimal,
  type Instrument,
  type Intent,
  type JsonObject,
  type JsonValue,
  multiplyDown,
  type OrderRef,
} from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Account, Call, Environment, IntentOutcome, OrderStatus, Param, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { facts } from './facts.ts';
import { key } from './key.ts';

/** Codes with which OKX does not say whether a request took effect: "does not mean that the request was successful or failed", busy, system error. */
const UNKNOWN_CODES = new Set(['50001', '50004', '50013', '50026', '51054', '51149']);
const OPEN_STATES = new Set(['live', 'partially_filled', 'pause', 'partially_effective']);
const CLOSED_STATES = new Set(['canceled', 'mmp_canceled', 'filled', 'effective', 'order_failed', 'partially_failed']);
/** The most rows of a page. A full page may not be all there is. */
const PAGE_ROWS = 100;

const read = (path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment);

function filledText(object: JsonObject, name: string): string | undefined {
  const text = textOf(object[name]);
  return text === '' ? undefined : text;
}

function outcomes(call: Call, status: number, body: string): readonly IntentOutcome[] {
  const all = (outcome: IntentOutcome) => call.intents.map(() => outcome);
  const value = objectOf(jsonOf(body));
  const code = value && textOf(value['code']);
  if (status >= 500 || !value || code === undefined) return all({ kind: 'unknown' });
  const rows = listOf(value['data']) ?? [];
  if (code !== '0' && code !== '1' && code !== '2') return all(outcomeOfCode(code));
  return call.intents.map((intent, index) => outcomeOf(intent, code, rowOf(intent, rows, index)));
}

/** The row that names the order, wherever it stands; else the one at its place, where that names none. */
function rowOf(intent: Intent, rows: readonly JsonValue[], index: number): JsonObject | undefined {
  const here = objectOf(rows[index]);
  if (intent.action !== 'place-order') return here;
  const nameIn = (row: JsonObject | undefined) =>
    row && filledText(row, intent.conditional === true ? 'algoClOrdId' : 'clOrdId');
  const named = rows.map(objectOf).find((row) => nameIn(row) === intent.clientOrderId);
  return named ?? (nameIn(here) === undefined ? here : undefined);
}

function outcomeOfCode(code: string): IntentOutcome {
  return UNKNOWN_CODES.has(code) ? { kind: 'unknown' } : { kind: 'rejected', code };
}

/** A row answers the intent at its place: an order by its `sCode`, a setting by the code of the whole. */
function outcomeOf(intent: Intent, code: string, row: JsonObject | undefined): IntentOutcome {
  const rowCode = row && textOf(row['sCode']);
  if (rowCode !== undefined && rowCode !== '0') return outcomeOfCode(rowCode);
  if (rowCode === undefined && code !== '0') {
    // Without its row, "some failed" and "all failed" do not tell what became of this order.
    return intent.action === 'change-setting' ? outcomeOfCode(code) : { kind: 'unknown' };
  }
  if (intent.action !== 'place-order') return { kind: 'accepted' };
  if (!row) return { kind: 'unknown' };
  const conditional = intent.conditional === true;
  const orderId = filledText(row, conditional ? 'algoId' : 'ordId');
  if (orderId === undefined) return { kind: 'accepted' };
  return {
    kind: 'accepted',
    status: {
      order: { orderId, clientOrderId: intent.clientOrderId, ...(conditional ? { conditional: true as const } : {}) },
      symbol: intent.instrument.symbol,
      open: true,
    },
  };
}

/** An order of the book has `accFillSz`, in contracts on swaps; a conditional one tells no fill. */
function statusOf(row: JsonObject, instrument: Instrument): OrderStatus | undefined {
  const state = textOf(row['state']);
  if (state === undefined || !(OPEN_STATES.has(state) || CLOSED_STATES.has(state))) return undefined;
  const conditional = row['accFillSz'] === undefined;
  const sized = conditional ? undefined : amountOf(row['accFillSz']);
  const filled = sized === undefined ? undefined : baseUnits(sized, instrument);
  const order: OrderRef = present({
    orderId: filledText(row, conditional ? 'algoId' : 'ordId'),
    clientOrderId: filledText(row, conditional ? 'algoClOrdId' : 'clOrdId') ?? filledText(row, 'algoClOrdId'),
    conditional: conditional ? (true as const) : undefined,
  });
  const childId = textOf(listOf(row['ordIdList'])?.[0]) ?? filledText(row, 'ordId');
  const size = conditional ? undefined : amountOf(row['sz']);
  const told = {
    symbol: textOf(row['instId']),
    filled,
    quantity: size === undefined ? undefined : baseUnits(size, instrument),
    price: conditional ? undefined : amountOf(row['px']),
    child: conditional && childId !== undefined ? { orderId: childId } : undefined,
    createdMs: timeOf(row['cTime']),
  };
  const refused = state === 'order_failed' ? { isRefused: true as const } : {};
  return { order, ...present(told), open: OPEN_STATES.has(state), ...refused };
}

function baseUnits(size: Decimal, instrument: Instrument): Decimal {
  return instrument.kind === 'spot' ? size : multiplyDown(size, instrument.contractSize);
}

function findOrder(instrument: Instrument, order: OrderRef, environment: Environment): Call {
  const [path, idName, clientName] = order.conditional
    ? (['/api/v5/trade/order-algo', 'algoId', 'algoClOrdId'] as const)
    : (['/api/v5/trade/order', 'ordId', 'clOrdId'] as const);
  const named: Param = order.orderId !== undefined ? [idName, order.orderId] : [clientName, order.clientOrderId ?? ''];
  return read(path, order.conditional ? [named] : [['instId', instrument.symbol], named], environment);
}

function unclear(status: number, body: string): Unclear {
  return key.readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
}

/** 51603: "order does not exist". OKX forgets an order that was cancelled without a fill after two hours. */
function readFound(status: number, body: string, instrument: Instrument): OrderStatus | 'absent' | Unclear {
  const value = objectOf(jsonOf(body));
  const code = value && textOf(value['code']);
  if (status < 500 && code === '51603') return 'absent';
  const row = objectOf(listOf(value?.['data'])?.[0]);
  const found = status === 200 && code === '0' && row ? statusOf(row, instrument) : undefined;
  return found ?? unclear(status, body);
}

function openOrders(instrument: Instrument, environment: Environment): readonly Call[] {
  const here: readonly Param[] = [
    ['instId', instrument.symbol],
    ['limit', String(PAGE_ROWS)],
  ];
  // The book comes last: a conditional order that is set off between two of the calls is then seen as the order that it has placed.
  return [
    read('/api/v5/trade/orders-algo-pending', [['ordType', 'conditional'], ...here], environment),
    read('/api/v5/trade/orders-algo-pending', [['ordType', 'trigger'], ...here], environment),
    read('/api/v5/trade/orders-pending', here, environment),
  ];
}

function readOpenOrders(
  _call: Call,
  status: number,
  body: string,
  instrument: Instrument,
): readonly OrderStatus[] | Unclear {
  const value = objectOf(jsonOf(body));
  const rows = listOf(value?.['data']);
  if (status !== 200 || textOf(value?.['code']) !== '0' || !rows) return unclear(status, body);
  const orders: OrderStatus[] = [];
  for (const row of rows) {
    const object = objectOf(row);
    const order = object && statusOf(object, instrument);
    if (!order) return { unclear: true, cause: 'unreadable', message: 'an order cannot be read' };
    orders.push(order);
  }
  return orders;
}

/** A full page may not be the last; the next one begins after its last id (`after`, Order List and Algo Order List, 2026-11). */
function moreOpenOrders(call: Call, body: string): Call | undefined {
  const rows = listOf(objectOf(jsonOf(body))?.['data']) ?? [];
  const last = objectOf(rows.at(-1));
  const id = textOf(last?.[call.path.endsWith('/orders-algo-pending') ? 'algoId' : 'ordId']);
  if (rows.length < PAGE_ROWS || id === undefined) return undefined;
  return { ...call, query: [...call.query.filter(([name]) => name !== 'after'), ['after', id]] };
}

/** Leverage stands per margin mode, which `ChangeSetting` does not name, so only the position mode can be asked. */
const setting: Account['setting'] = {
  query: (name, _instrument, environment) =>
    name === 'position-mode' ? read('/api/v5/account/config', [], environment) : undefined,
  read(name, _instrument, status, body) {
    const row = objectOf(listOf(objectOf(jsonOf(body))?.['data'])?.[0]);
    return name === 'position-mode' && status === 200 && row ? textOf(row['posMode']) : undefined;
  },
};

export const account: Account = {
  outcomes,
  findOrder,
  readFound,
  openOrders,
  readOpenOrders,
  moreOpenOrders,
  setting,
};
