import { formatDecimal, type Instrument, type Intent } from '../../core/index.ts';
import type { Closing, ClosingOrder } from '../closing.ts';
import { sureCallTo } from '../endpoints.ts';
import type { Call, Environment, Method, Param } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { facts } from './facts.ts';
import { optionSymbol } from './watch-orders.ts';
import { connector, spotDocument } from './watch-page.ts';

function act(
  method: Method,
  path: string,
  params: readonly Param[],
  intents: readonly Intent[],
  environment: Environment,
): Call {
  const carried = method === 'POST' ? { form: params, intents } : { query: params, intents };
  return sureCallTo(facts, method, path, carried, environment);
}

/** Where an order is cancelled alone and with all others of its market; by its book. */
function bookOf({ order, kind, symbol, mode }: SeenOrder): { readonly one: string; readonly all: string } {
  if (kind === 'spot' && mode !== undefined) return { one: '/sapi/v1/margin/order', all: '/sapi/v1/margin/openOrders' };
  if (kind === 'spot') return { one: '/api/v3/order', all: '/api/v3/openOrders' };
  if (kind === 'inverse') return { one: '/dapi/v1/order', all: '/dapi/v1/allOpenOrders' };
  if (optionSymbol.test(symbol)) return { one: '/eapi/v1/order', all: '/eapi/v1/allOpenOrders' };
  return order.conditional
    ? { one: '/fapi/v1/algoOrder', all: '/fapi/v1/algoOpenOrders' }
    : { one: '/fapi/v1/order', all: '/fapi/v1/allOpenOrders' };
}

/** On margin a market has two books under one path. */
function marketOf({ symbol, mode }: SeenOrder): readonly Param[] {
  return [['symbol', symbol], ...(mode === 'isolated' ? [['isIsolated', 'TRUE'] as const] : [])];
}

/** No call of Binance reaches more than one market and one book. Where a stop is to stand in a book, the others go by their ids. */
function cancelAll(
  open: readonly SeenOrder[],
  environment: Environment,
  spare: readonly SeenOrder[] = [],
): readonly Call[] {
  const placeOf = (order: SeenOrder): string => `${bookOf(order).all} ${order.symbol} ${order.mode ?? ''}`;
  const spared = new Set(spare.map(placeOf));
  const calls = new Map<string, Call>();
  for (const order of open) {
    const { all } = bookOf(order);
    const name = placeOf(order);
    const { orderId, clientOrderId } = order.order;
    if (spared.has(name)) calls.set(`${name} ${orderId ?? clientOrderId}`, cancel(order, environment));
    else if (!calls.has(name))
      calls.set(name, act('DELETE', all, marketOf(order), [{ action: 'cancel-all' }], environment));
  }
  return [...calls.values()];
}

function cancel(seen: SeenOrder, environment: Environment): Call {
  const { orderId, clientOrderId = '', conditional } = seen.order;
  const named: Param =
    orderId !== undefined
      ? [conditional ? 'algoId' : 'orderId', orderId]
      : [conditional ? 'clientAlgoId' : 'origClientOrderId', clientOrderId];
  const params: readonly Param[] = conditional ? [named] : [...marketOf(seen), named];
  return act('DELETE', bookOf(seen).one, params, [{ action: 'cancel-order', order: seen.order }], environment);
}

/** Both directions at once: the side of the position is named, and then an order against it can only reduce it. */
function place(order: ClosingOrder, environment: Environment): Call {
  const { instrument, side, limit, clientOrderId, rests = false } = order;
  if (instrument.kind === 'inverse') throw new Error('COIN-M orders are not modelled');
  const isSpot = instrument.kind === 'spot';
  const params: Param[] = [
    ['symbol', instrument.symbol],
    ['side', side === 'buy' ? 'BUY' : 'SELL'],
    ['type', limit === undefined ? 'MARKET' : rests && isSpot ? 'LIMIT_MAKER' : 'LIMIT'],
    ['quantity', formatDecimal(order.quantity)],
    ['newClientOrderId', clientOrderId],
    ['newOrderRespType', 'RESULT'],
  ];
  if (limit !== undefined) params.push(['price', formatDecimal(limit)]);
  if (limit !== undefined && !(rests && isSpot)) params.push(['timeInForce', rests ? 'GTX' : 'IOC']);
  if (order.leg !== undefined) params.push(['positionSide', order.leg]);
  else if (!isSpot && order.reduceOnly) params.push(['reduceOnly', 'true']);
  const intent: Intent = {
    action: 'place-order',
    instrument,
    side,
    type: limit === undefined ? 'market' : 'limit',
    quantity: order.quantity,
    ...(limit === undefined ? {} : { price: limit }),
    closePosition: false,
    reduceOnly: order.reduceOnly,
    postOnly: rests,
    clientOrderId,
    validateOnly: false,
  };
  return act('POST', isSpot ? '/api/v3/order' : '/fapi/v1/order', params, [intent], environment);
}

function arm(afterMs: number, instruments: readonly Instrument[], environment: Environment): readonly Call[] {
  return instruments
    .filter(({ kind }) => kind === 'linear')
    .map((instrument) =>
      act(
        'POST',
        '/fapi/v1/countdownCancelAll',
        [
          ['symbol', instrument.symbol],
          ['countdownTime', String(afterMs)],
        ],
        [{ action: 'change-setting', setting: 'dead-man', instrument, value: String(afterMs) }],
        environment,
      ),
    );
}

export const closing: Closing = {
  cancelAll,
  cancel,
  place,
  sells: ['spot'],
  leaves: [
    'what is held and owed on cross and isolated margin, and all of a portfolio margin account',
    'earn, loans, trading bots, copy trading and other sub-accounts',
  ],
  rejections: {
    band: ['-1013 PERCENT_PRICE', '-1013 PERCENT_PRICE_BY_SIDE', '-4131', '-4016', '-4024'],
    dust: [
      '-1013 LOT_SIZE',
      '-1013 MARKET_LOT_SIZE',
      '-1013 NOTIONAL',
      '-1013 MIN_NOTIONAL',
      '-4003',
      '-4004',
      '-4164',
    ],
    nothingToReduce: ['-2022'],
    insufficient: ['-2010', '-2018', '-2019'],
  },
  deadMan: {
    reach: 'market',
    cancels: ['linear'],
    // No source tells a shortest or a longest time: "we do not recommend setting the countdown time to be too small", and its example sets 120 s.
    minMs: 10_000,
    maxMs: 120_000,
    takesStops: 'unknown',
    arm,
    source: `${connector}: Auto-Cancel All Open Orders (USD-M), which names no bounds: 10 s and 120 s are cautious; nothing tells whether it takes conditional orders; spot has none`,
  },
  source: `${spotDocument}: Cancel All Open Orders on a Symbol, New order; errors.md and filters.md; ${connector}: Cancel All Open Orders, Cancel All Algo Open Orders, New Order, Margin Account Cancel Order, Margin Account Cancel All Open Orders on a Symbol; reduce-only orders below the smallest notional: error -4164 and the contract specifications of USD-M futures ("Reduce-Only order is not affected")`,
};
