import type { Order } from '../../core/order.ts';
import { page, refOf, tooLong } from './spot.ts';
import { linearRequest, WEEK_MS } from './usdm.ts';
import { algoOrder, algoTypes } from './usdm-shapes.ts';
import { checkParams, isWireError, type SignedCall, type SignedRoute, told, wireError } from './wire.ts';

/** The algo book of USD-M: stops and take-profits, apart from ordinary orders since December 2025. */
export const algoRoutes: readonly SignedRoute[] = [
  {
    line: 'POST /fapi/v1/algoOrder',
    needs: 'futures',
    order: true,
    symbol: 'linear',
    mandatory: ['algoType', 'symbol', 'side', 'type', 'triggerPrice'],
    answer: placeAlgo,
  },
  { line: 'GET /fapi/v1/algoOrder', needs: 'read', answer: queryAlgo },
  { line: 'DELETE /fapi/v1/algoOrder', needs: 'futures', answer: cancelAlgo },
  {
    line: 'DELETE /fapi/v1/algoOpenOrders',
    needs: 'futures',
    symbol: 'linear',
    mandatory: ['symbol'],
    answer: cancelAllAlgo,
  },
  { line: 'GET /fapi/v1/openAlgoOrders', needs: 'read', weightOfAll: 40, symbol: 'linear', answer: openAlgo },
  {
    line: 'GET /fapi/v1/allAlgoOrders',
    needs: 'read',
    weight: 5,
    symbol: 'linear',
    mandatory: ['symbol'],
    answer: allAlgo,
  },
];

function placeAlgo(call: SignedCall): unknown {
  const { params } = call;
  const type = algoTypes[params.get('type')!];
  if (params.get('algoType') !== 'CONDITIONAL' || !type) return wireError(-1116, 'Invalid orderType.');
  const closes = params.flag('closePosition');
  const missing = [...(closes ? [] : ['quantity']), ...(type.endsWith('-limit') ? ['price'] : [])];
  const wrong = checkParams(params, missing);
  if (wrong) return wrong;
  if (closes && params.get('quantity') !== undefined)
    return wireError(-1106, "Parameter 'quantity' sent when not required.");
  const request = linearRequest(call, type, params.get('clientAlgoId'));
  return isWireError(request) ? request : told(call.core.place(call.account, request), 'linear', algoOrder);
}

function find(call: SignedCall): Order | ReturnType<typeof wireError> {
  const ref = refOf(call.params, 'algoId', 'clientAlgoId');
  if (isWireError(ref)) return ref;
  const order = call.core.order(call.account, ref);
  return order?.trigger !== undefined && order.market.kind === 'linear'
    ? order
    : wireError(-2013, 'Order does not exist.');
}

function queryAlgo(call: SignedCall): unknown {
  const order = find(call);
  return isWireError(order) ? order : algoOrder(order);
}

function cancelAlgo(call: SignedCall): unknown {
  const order = find(call);
  if (isWireError(order) || order.status !== 'waiting') return wireError(-2011, 'Unknown order sent.');
  return told(call.core.cancel(call.account, { orderId: order.id }), 'linear', (done) => ({
    algoId: Number(done.id),
    clientAlgoId: done.clientOrderId,
    code: '200',
    msg: 'success',
  }));
}

function cancelAllAlgo(call: SignedCall): unknown {
  call.core.cancelAll(call.account, (order) => order.market === call.market && order.status === 'waiting');
  return { code: 200, msg: 'The operation of cancel all open order is done.' };
}

function openAlgo(call: SignedCall): unknown {
  return call.core
    .openOrders(call.account)
    .filter((order) => order.market.kind === 'linear' && order.status === 'waiting')
    .filter((order) => !call.market || order.market === call.market)
    .map(algoOrder);
}

function allAlgo(call: SignedCall): unknown {
  call.core.now();
  const refused = tooLong(call.params, WEEK_MS);
  if (refused) return refused;
  const orders = [...call.account.orders.values()].filter(
    (order) => order.market === call.market && order.trigger !== undefined,
  );
  return page(
    call.params,
    orders,
    'algoId',
    (order) => Number(order.id),
    (order) => order.createdMs,
  ).map(algoOrder);
}
