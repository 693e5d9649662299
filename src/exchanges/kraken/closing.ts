import { formatDecimal, type PlaceOrder } from '../../core/index.ts';
import type { Closing, ClosingOrder, DeadMan } from '../closing.ts';
import { sureCallTo } from '../endpoints.ts';
import type { Call, Environment, Param } from '../exchange.ts';
import { present } from '../orders.ts';
import type { SeenOrder } from '../watch.ts';
import { ask } from './calls.ts';
import { facts } from './facts.ts';
import { documentedForm, userReferencePrefix } from './parse.ts';

/** Any leveraged order of the other side closes a position, whatever leverage opened it; two is the smallest there is. */
const CLOSING_LEVERAGE = '2';

/** The most orders that one call names. */
const MOST_NAMED = 50;

/** One call takes every order of the account, conditional ones too: Kraken has one book for all. Where a stop is to stand, the others are named. */
function cancelAll(
  open: readonly SeenOrder[],
  environment: Environment,
  spare: readonly SeenOrder[] = [],
): readonly Call[] {
  if (spare.length === 0) return [ask('CancelAll', [], environment, [{ action: 'cancel-all' }])];
  const named = open.filter(({ order }) => order.orderId !== undefined);
  const batches = Array.from({ length: Math.ceil(named.length / MOST_NAMED) }, (_, at) =>
    cancelNamed(named.slice(at * MOST_NAMED, (at + 1) * MOST_NAMED), environment),
  );
  return [...batches, ...open.filter((order) => !named.includes(order)).map((order) => cancel(order, environment))];
}

function cancelNamed(orders: readonly SeenOrder[], environment: Environment): Call {
  const json = { orders: orders.map(({ order }) => order.orderId!) };
  const intents = orders.map(({ order }) => ({ action: 'cancel-order', order }) as const);
  return sureCallTo(facts, 'POST', '/0/private/CancelOrderBatch', { json, intents }, environment);
}

function cancel({ order }: SeenOrder, environment: Environment): Call {
  const { orderId, clientOrderId = '' } = order;
  const reference = clientOrderId.startsWith(userReferencePrefix)
    ? clientOrderId.slice(userReferencePrefix.length)
    : undefined;
  const txid = orderId ?? reference;
  const named: Param = txid === undefined ? ['cl_ord_id', clientOrderId] : ['txid', txid];
  return ask('CancelOrder', [named], environment, [{ action: 'cancel-order', order }]);
}

/** Only margin has positions, so an order that may only reduce is a leveraged one. */
function place(order: ClosingOrder, environment: Environment): Call {
  const { instrument, side, quantity, limit } = order;
  const isMargin = order.reduceOnly || order.mode === 'margin';
  const clientOrderId = documentedForm(order.clientOrderId);
  const how: Param = order.rests ? ['oflags', 'post'] : ['timeinforce', 'IOC'];
  const params: Param[] = [
    ['pair', instrument.symbol],
    ['type', side],
    ['ordertype', limit === undefined ? 'market' : 'limit'],
    ['volume', formatDecimal(quantity)],
    ...(limit === undefined ? [] : ([['price', formatDecimal(limit)], how] as const)),
    ...(isMargin
      ? ([
          ['leverage', CLOSING_LEVERAGE],
          ['reduce_only', 'true'],
        ] as const)
      : []),
    ['cl_ord_id', clientOrderId],
  ];
  const intent: PlaceOrder = {
    action: 'place-order',
    instrument,
    side,
    type: limit === undefined ? 'market' : 'limit',
    quantity,
    closePosition: false,
    reduceOnly: isMargin,
    postOnly: order.rests === true,
    clientOrderId,
    validateOnly: false,
    ...present({ price: limit }),
  };
  return ask('AddOrder', params, environment, [intent]);
}

const deadMan: DeadMan = {
  reach: 'account',
  cancels: ['spot'],
  minMs: 60_000,
  maxMs: 86_399_000,
  takesStops: 'yes',
  arm: (afterMs, _instruments, environment) => {
    const value = String(Math.ceil(Math.max(0, afterMs) / 1_000));
    return [
      ask('CancelAllOrdersAfter', [['timeout', value]], environment, [
        { action: 'change-setting', setting: 'dead-man', value },
      ]),
    ];
  },
  source:
    'Cancel All Orders After X (docs.kraken.com), read 2026-11-22: cancels "all client orders", seconds, 0 disarms; it also fires when the ' +
    'engine comes back from maintenance, and stays off once it has fired. The longest is of the websocket page ("should be less than 86400 ' +
    'seconds"); no shortest is told, so it is the 60 s that the page recommends',
};

export const closing: Closing = {
  cancelAll,
  cancel,
  place,
  sells: ['spot'],
  leaves: [
    'the futures wallet: it stands on another host, under keys of its own',
    'conversions and recurring buys of the app, and other sub-accounts',
  ],
  rejections: {
    band: ['EOrder:Invalid price'],
    dust: [
      'EOrder:Order minimum not met',
      'EOrder:Cost minimum not met',
      'EGeneral:Invalid arguments:volume minimum not met',
    ],
    nothingToReduce: ['EOrder:Reduce only:No position exists', 'EOrder:Reduce only:Position is closed'],
    insufficient: ['EOrder:Insufficient funds'],
  },
  deadMan,
  source:
    'docs.kraken.com, Spot REST (Cancel All Orders, Cancel Order, Cancel Order Batch of at most 50, Add Order; Spot Error Messages), read 2026-11-22; support.kraken.com, ' +
    '"What is closing a position": at any leverage, but with leverage; no price band is documented, market price protection cancels a market ' +
    'order in a wide spread instead of rejecting it; "volume minimum not met" is what the engine answers in reports of users',
};
