import {
  type CancelOrder,
  divideDown,
  formatDecimal,
  type Instrument,
  type Intent,
  type JsonObject,
  type JsonValue,
  type PlaceOrder,
} from '../../core/index.ts';
import type { Closing, ClosingOrder, DeadMan } from '../closing.ts';
import { sureCallTo } from '../endpoints.ts';
import type { Call, Environment } from '../exchange.ts';
import { present } from '../orders.ts';
import type { SeenOrder } from '../watch.ts';
import { facts } from './facts.ts';
import { TRADING } from './watch-money.ts';

/** The most orders of one call, by book. */
const MOST_ORDERS = 20;
const MOST_ALGOS = 10;

const post = (path: string, json: JsonValue, intents: readonly Intent[], environment: Environment): Call =>
  sureCallTo(facts, 'POST', path, { json, intents }, environment);

function batches<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, at) => items.slice(at * most, (at + 1) * most));
}

function cancels(path: string, orders: readonly SeenOrder[], environment: Environment): Call {
  const rows = orders.map(({ symbol, order }): JsonObject => {
    const named = order.conditional
      ? { algoId: order.orderId, algoClOrdId: order.clientOrderId }
      : { ordId: order.orderId, clOrdId: order.clientOrderId };
    const [first] = Object.entries(present(named));
    return { instId: symbol, ...(first ? { [first[0]]: first[1] as string } : {}) };
  });
  const intents = orders.map(({ order }): CancelOrder => ({ action: 'cancel-order', order }));
  return post(path, rows, intents, environment);
}

const CANCEL_ORDERS = '/api/v5/trade/cancel-batch-orders';
const CANCEL_ALGOS = '/api/v5/trade/cancel-algos';
/** Trailing, iceberg and twap orders had a call of their own. The reference does not have it any more, ccxt and okx-api do. */
const CANCEL_ADVANCED = '/api/v5/trade/cancel-advance-algos';

/** Both lists may name orders of several markets. There is no call that cancels a whole account. */
function cancelAll(open: readonly SeenOrder[], environment: Environment): readonly Call[] {
  const algos = open.filter(({ order }) => order.conditional);
  const orders = open.filter(({ order }) => !order.conditional);
  // The plain book goes first: what a conditional order sets off meanwhile is in the next look at it.
  return [
    ...batches(orders, MOST_ORDERS).map((batch) => cancels(CANCEL_ORDERS, batch, environment)),
    ...batches(algos, MOST_ALGOS).map((batch) => cancels(CANCEL_ALGOS, batch, environment)),
  ];
}

function cancel(order: SeenOrder, environment: Environment): Call {
  if (!order.order.conditional) return cancels(CANCEL_ORDERS, [order], environment);
  const isAdvanced = order.type === undefined && order.trigger === undefined;
  return cancels(isAdvanced ? CANCEL_ADVANCED : CANCEL_ALGOS, [order], environment);
}

/** In contracts on swaps. */
function sizeOf({ instrument, quantity }: ClosingOrder): string {
  const contracts = instrument.kind === 'spot' ? quantity : divideDown(quantity, instrument.contractSize);
  return formatDecimal(contracts ?? quantity);
}

function intentOf(order: ClosingOrder, closesAll: boolean): PlaceOrder {
  const { instrument, side, quantity, limit, rests, reduceOnly, clientOrderId } = order;
  return {
    action: 'place-order',
    instrument,
    side,
    type: limit === undefined ? 'market' : 'limit',
    quantity: closesAll ? undefined : quantity,
    closePosition: closesAll,
    price: limit,
    reduceOnly: closesAll || reduceOnly,
    postOnly: rests === true,
    clientOrderId,
    validateOnly: false,
  };
}

/**
 * An order without rest, unless it is to rest: `ioc` with a limit, and at the market `optimal_limit_ioc` on swaps, for a plain market order there may stay in the book
 * at the edge of the price limit. In long/short mode the position side says what is closed, and the reduce-only flag is not taken.
 */
function place(order: ClosingOrder, environment: Environment): Call {
  const { instrument, side, limit, rests, reduceOnly, leg, mode, clientOrderId } = order;
  const onSpot = instrument.kind === 'spot';
  const body: JsonObject = {
    instId: instrument.symbol,
    tdMode: mode ?? (onSpot ? 'cash' : 'cross'),
    side,
    ordType: rests ? 'post_only' : limit !== undefined ? 'ioc' : onSpot ? 'market' : 'optimal_limit_ioc',
    sz: sizeOf(order),
    clOrdId: clientOrderId,
    ...present({
      px: limit === undefined ? undefined : formatDecimal(limit),
      tgtCcy: onSpot && limit === undefined ? 'base_ccy' : undefined,
      posSide: onSpot ? undefined : leg,
      reduceOnly: !onSpot && reduceOnly && leg === undefined ? true : undefined,
    }),
  };
  return post('/api/v5/trade/order', body, [intentOf(order, false)], environment);
}

/** Closes what there is, in any account mode. The orders that would close it stand until then, so that a close that fails takes no stop. */
function closePosition(order: ClosingOrder, environment: Environment): Call {
  const body: JsonObject = {
    instId: order.instrument.symbol,
    mgnMode: order.mode ?? 'cross',
    clOrdId: order.clientOrderId,
    ...present({ posSide: order.leg }),
  };
  const { limit: _limit, rests: _rests, ...atMarket } = order;
  return post('/api/v5/trade/close-position', body, [intentOf(atMarket, true)], environment);
}

const MIN_TIMER_MS = 10_000;
const MAX_TIMER_MS = 120_000;

/** Counted in whole seconds, never shorter than asked for. */
function arm(afterMs: number, _instruments: readonly Instrument[], environment: Environment): readonly Call[] {
  const wanted = Math.min(Math.max(afterMs, MIN_TIMER_MS), MAX_TIMER_MS);
  const value = afterMs <= 0 ? '0' : String(Math.ceil(wanted / 1_000));
  const intent = { action: 'change-setting', setting: 'dead-man', value } as const;
  return [post('/api/v5/trade/cancel-all-after', { timeOut: value }, [intent], environment)];
}

const deadMan: DeadMan = {
  reach: 'account',
  cancels: ['spot', 'linear', 'inverse'],
  minMs: MIN_TIMER_MS,
  maxMs: MAX_TIMER_MS,
  // "All pending orders … through order book (except spread trading)": whether conditional orders are among them is not said.
  takesStops: 'unknown',
  arm,
  source: 'OKX v5 reference, "Cancel All After" (1 request in 1 s), in the copy of 2026-03-06, read 2026-11-22',
};

export const closing: Closing = {
  cancelAll,
  cancel,
  place,
  closePosition,
  sells: [TRADING],
  // There is no smallest notional; the smallest size is that of one lot, which no position is below.
  leaves: [
    'orders of spread and block trading',
    'orders and positions of trading bots and of copy trading',
    'staking, loans, structured products, P2P, and other sub-accounts',
  ],
  rejections: {
    // Prices outside of the limits; and 51202, a market order above the largest amount of one, which a limit order is not held to.
    band: ['51006', '51116', '51136', '51137', '51138', '51202'],
    dust: ['51020', '51120'],
    nothingToReduce: ['51023', '51169', '51170'],
    // 51112 and 51115: orders that wait to close the position hold it.
    insufficient: ['51008', '51112', '51115', '51127', '51131'],
  },
  // 51000 names the parameter, 51010 the account mode: multi-currency and portfolio margin mode take cross alone.
  instead: { mode: 'cross', codes: ['51000', '51010'] },
  deadMan,
  source:
    'OKX v5 reference, "Cancel multiple orders", "Cancel algo order", "Place order", "Close positions" and the error codes, in the copy of 2026-03-06, read 2026-11-22. On spot tdMode is cash; accounts in multi-currency and portfolio margin mode take cross alone, which `mode` says.',
};
