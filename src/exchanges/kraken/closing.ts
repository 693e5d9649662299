import { formatDecimal, type PlaceOrder } from '../../core/index.ts';
import type { Closing, ClosingOrder, DeadMan } from '../closing.ts';
import type { Call, Environment, Param } from '../exchange.ts';
import { present } from '../orders.ts';
import type { SeenOrder } from '../watch.ts';
import { ask } from './calls.ts';
import { documentedForm, userReferencePrefix } from './parse.ts';

/** Any leveraged order of the other side closes a position, whatever leverage opened it; two is the smallest there is. */
const CLOSING_LEVERAGE = '2';

/** One call takes every order of the account, conditional ones too: Kraken has one book for all. */
function cancelAll(_open: readonly SeenOrder[], environment: Environment): readonly Call[] {
  return [ask('CancelAll', [], environment, [{ action: 'cancel-all' }])];
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
  exemptReduceOnly: 'unknown',
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
    'docs.kraken.com, Spot REST (Cancel All Orders, Cancel Order, Add Order; Spot Error Messages), read 2026-11-22; support.kraken.com, ' +
    '"What is closing a position": at any leverage, but with leverage; no price band is documented, market price protection cancels a market ' +
    'order in a wide spread instead of rejecting it; "volume minimum not met" is what the engine answers in reports of users',
};
