import { zero } from '../../../core/index.ts';
import { isRejection, type Order, type OrderRef, type PlaceRequest } from '../../core/order.ts';
import { accountNumber } from '../account-ids.ts';
import { cancelledOrder, placedOrder, spotOrder, spotTrade, spotTypes } from './spot-shapes.ts';
import {
  errorBody,
  exact,
  fixed,
  isWireError,
  type Params,
  refusalOf,
  type SignedCall,
  type SignedRoute,
  told,
  type WireError,
  wireError,
} from './wire.ts';

const placing = { mandatory: ['symbol', 'side', 'type'], symbol: 'spot', needs: 'trade', order: true } as const;
const bySymbol = { mandatory: ['symbol'], symbol: 'spot' } as const;

/** Signed calls of the spot exchange. */
export const spotRoutes: readonly SignedRoute[] = [
  { line: 'GET /api/v3/account', needs: 'read', weight: 20, answer: accountInfo },
  { line: 'GET /api/v3/account/commission', needs: 'read', weight: 20, ...bySymbol, answer: commission },
  { line: 'GET /api/v3/rateLimit/order', needs: 'read', weight: 40, answer: () => [] },
  { line: 'POST /api/v3/order', ...placing, answer: (call) => placeSpot(call, call.params.get('newClientOrderId')) },
  { line: 'POST /api/v3/order/test', ...placing, order: false, answer: testOrder },
  { line: 'GET /api/v3/order', needs: 'read', weight: 4, ...bySymbol, answer: queryOrder },
  { line: 'DELETE /api/v3/order', needs: 'trade', ...bySymbol, answer: cancelOrder },
  { line: 'DELETE /api/v3/openOrders', needs: 'trade', ...bySymbol, answer: cancelAll },
  {
    line: 'POST /api/v3/order/cancelReplace',
    ...placing,
    mandatory: [...placing.mandatory, 'cancelReplaceMode'],
    answer: cancelReplace,
  },
  {
    line: 'PUT /api/v3/order/amend/keepPriority',
    needs: 'trade',
    weight: 4,
    ...bySymbol,
    mandatory: ['symbol', 'newQty'],
    answer: amend,
  },
  { line: 'GET /api/v3/order/amendments', needs: 'read', weight: 4, ...bySymbol, answer: () => [] },
  { line: 'GET /api/v3/openOrders', needs: 'read', weight: 6, weightOfAll: 80, symbol: 'spot', answer: openOrders },
  { line: 'GET /api/v3/allOrders', needs: 'read', weight: 20, ...bySymbol, answer: allOrders },
  { line: 'GET /api/v3/myTrades', needs: 'read', weight: 20, ...bySymbol, answer: myTrades },
  { line: 'GET /api/v3/openOrderList', needs: 'read', weight: 6, answer: () => [] },
  { line: 'GET /api/v3/allOrderList', needs: 'read', weight: 20, answer: () => [] },
  { line: 'GET /api/v3/myPreventedMatches', needs: 'read', weight: 2, ...bySymbol, answer: () => [] },
  {
    line: 'POST /api/v3/userDataStream',
    needs: 'read',
    unsigned: true,
    answer: () => wireError(-1000, 'This endpoint has been retired.', 410),
  },
];

function accountInfo({ account, key, params }: SignedCall): unknown {
  const rate = account.rules.fees.spot;
  const omitsZero = params.get('omitZeroBalances') === 'true';
  return {
    makerCommission: 10,
    takerCommission: 10,
    buyerCommission: 0,
    sellerCommission: 0,
    commissionRates: { maker: fixed(rate.maker), taker: fixed(rate.taker), buyer: '0.00000000', seller: '0.00000000' },
    canTrade: true,
    canWithdraw: true,
    canDeposit: true,
    brokered: false,
    requireSelfTradePrevention: false,
    preventSor: false,
    updateTime: key.createdMs,
    accountType: 'SPOT',
    balances: [...account.wallets.spot]
      .filter(([, { free, locked }]) => !omitsZero || free !== zero || locked !== zero)
      .map(([asset, { free, locked }]) => ({ asset, free: exact(free), locked: exact(locked) })),
    permissions: ['SPOT'],
    uid: Number(accountNumber(key)),
  };
}

function commission({ account, market }: SignedCall): unknown {
  const { maker, taker } = account.rules.fees.spot;
  const none = { maker: '0.00000000', taker: '0.00000000', buyer: '0.00000000', seller: '0.00000000' };
  return {
    symbol: market!.base + market!.quote,
    standardCommission: { ...none, maker: fixed(maker), taker: fixed(taker) },
    specialCommission: none,
    taxCommission: none,
    discount: { enabledForAccount: false, enabledForSymbol: false, discountAsset: 'BNB', discount: '0.00000000' },
  };
}

/** What the parameters ask the core for; an error where they do not fit their type. */
function requestOf(params: Params, market: string, clientOrderId: string | undefined): PlaceRequest | WireError {
  const type = params.get('type')!;
  const coreType = spotTypes[type];
  if (!coreType) return wireError(-1116, 'Invalid orderType.');
  if (params.get('icebergQty') !== undefined || params.get('trailingDelta') !== undefined) {
    return wireError(-1013, 'This action is disabled on this symbol.');
  }
  const [quantity, quoteAmount, price, trigger] = ['quantity', 'quoteOrderQty', 'price', 'stopPrice'].map((name) =>
    params.decimal(name),
  );
  const limit = coreType === 'limit' || coreType.endsWith('-limit');
  const timeInForce = params.get('timeInForce');
  const missing = missingFor(limit, type, coreType, { quantity, quoteAmount, price, trigger, timeInForce });
  if (missing) return wireError(-1102, `Mandatory parameter '${missing}' was not sent, was empty/null, or malformed.`);
  if (!limit && price !== undefined) return wireError(-1106, "Parameter 'price' sent when not required.");
  return {
    market,
    side: params.side(),
    type: coreType,
    ...(quantity === undefined ? {} : { quantity }),
    ...(quoteAmount === undefined ? {} : { quoteAmount }),
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
    timeInForce: timeInForce === 'IOC' || timeInForce === 'FOK' ? timeInForce : 'GTC',
    postOnly: type === 'LIMIT_MAKER',
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    tags: { type },
  };
}

function missingFor(
  limit: boolean,
  type: string,
  coreType: string,
  given: { quantity: unknown; quoteAmount: unknown; price: unknown; trigger: unknown; timeInForce: unknown },
): string | undefined {
  if (given.quantity === undefined && given.quoteAmount === undefined) return 'quantity';
  if (limit && given.price === undefined) return 'price';
  if (limit && type !== 'LIMIT_MAKER' && given.timeInForce === undefined) return 'timeInForce';
  if (coreType !== 'limit' && coreType !== 'market' && given.trigger === undefined) return 'stopPrice';
  return undefined;
}

function placeSpot(call: SignedCall, clientOrderId: string | undefined): unknown {
  const request = requestOf(call.params, call.market!.symbol, clientOrderId);
  if (isWireError(request)) return request;
  const usual = request.tags?.type === 'LIMIT' || request.tags?.type === 'MARKET' ? 'FULL' : 'ACK';
  const form = call.params.get('newOrderRespType') ?? usual;
  return told(call.core.place(call.account, request), 'spot', (order) => placedOrder(order, call.account.trades, form));
}

function testOrder(call: SignedCall): unknown {
  const request = requestOf(call.params, call.market!.symbol, call.params.get('newClientOrderId'));
  if (isWireError(request)) return request;
  return told(call.core.place(call.account, { ...request, validateOnly: true }), 'spot', () => ({}));
}

/** The order that a request names, by the names of its two parameters. */
export function refOf(params: Params, id = 'orderId', clientId = 'origClientOrderId'): OrderRef | WireError {
  const orderId = params.get(id);
  const clientOrderId = params.get(clientId);
  if (orderId !== undefined) return { orderId };
  if (clientOrderId !== undefined) return { clientOrderId };
  return wireError(-1102, `Param '${clientId}' or '${id}' must be sent, but both were empty/null!`);
}

function find(call: SignedCall, ref: OrderRef): Order | undefined {
  const order = call.core.order(call.account, ref);
  return order?.market === call.market ? order : undefined;
}

function queryOrder(call: SignedCall): unknown {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  const order = find(call, ref);
  return order ? spotOrder(order) : wireError(-2013, 'Order does not exist.');
}

function cancelOrder(call: SignedCall): unknown {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  return cancelBy(call, ref, call.params.get('newClientOrderId'));
}

function cancelBy(call: SignedCall, ref: OrderRef, requestId: string | undefined): Record<string, unknown> | WireError {
  const order = find(call, ref);
  if (!order) return wireError(-2011, 'Unknown order sent.');
  return told(call.core.cancel(call.account, { orderId: order.id }), 'spot', (done) =>
    cancelledOrder(done, requestId ?? `cancel-${call.core.world.nextId++}`),
  );
}

function cancelAll(call: SignedCall): unknown {
  const done = call.core.cancelAll(call.account, (order) => order.market === call.market);
  if (done.length === 0) return wireError(-2011, 'Unknown order sent.');
  return done.map((order) => cancelledOrder(order, `cancel-${call.core.world.nextId++}`));
}

function cancelReplace(call: SignedCall): unknown {
  const { params } = call;
  const ref = refOf(params, 'cancelOrderId', 'cancelOrigClientOrderId');
  if (isWireError(ref)) return ref;
  const request = requestOf(params, call.market!.symbol, params.get('newClientOrderId'));
  if (isWireError(request)) return request;
  const cancelled = cancelBy(call, ref, params.get('cancelNewClientOrderId'));
  const stop = params.get('cancelReplaceMode') === 'STOP_ON_FAILURE';
  const failedCancel = isWireError(cancelled);
  if (failedCancel && stop) {
    return wireError(-2022, 'Order cancel-replace failed.', 400, {
      cancelResult: 'FAILURE',
      newOrderResult: 'NOT_ATTEMPTED',
      cancelResponse: errorBody(cancelled),
      newOrderResponse: null,
    });
  }
  const placed = placeSpot(call, params.get('newClientOrderId'));
  const failedPlace = isWireError(placed);
  const data = {
    cancelResult: failedCancel ? 'FAILURE' : 'SUCCESS',
    newOrderResult: failedPlace ? 'FAILURE' : 'SUCCESS',
    cancelResponse: failedCancel ? errorBody(cancelled) : cancelled,
    newOrderResponse: failedPlace ? errorBody(placed) : placed,
  };
  if (!failedCancel && !failedPlace) return data;
  if (failedCancel && failedPlace) return wireError(-2022, 'Order cancel-replace failed.', 400, data);
  return wireError(-2021, 'Order cancel-replace partially failed.', 409, data);
}

function amend(call: SignedCall): unknown {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  const order = find(call, ref);
  if (!order) return wireError(-2013, 'Order does not exist.');
  const quantity = call.params.decimal('newQty')!;
  if (quantity >= order.quantity) return wireError(-2038, 'Order amend (quantity increase) is not supported.');
  const clientOrderId = call.params.get('newClientOrderId') ?? order.clientOrderId;
  const origClientOrderId = order.clientOrderId;
  const result = call.core.amend(call.account, { orderId: order.id }, { quantity, clientOrderId });
  if (isRejection(result)) return refusalOf(result, 'spot');
  return {
    transactTime: call.nowMs,
    executionId: call.core.world.nextId++,
    amendedOrder: {
      symbol: result.market.base + result.market.quote,
      orderId: Number(result.id),
      orderListId: -1,
      origClientOrderId,
      clientOrderId: result.clientOrderId,
      price: fixed(result.price ?? zero),
      qty: fixed(result.quantity),
      executedQty: fixed(result.filled),
      preventedQty: '0.00000000',
      quoteOrderQty: '0.00000000',
      cumulativeQuoteQty: fixed(result.filledQuote),
      status: spotOrder(result).status,
      timeInForce: result.timeInForce,
      type: result.tags.type,
      side: result.side.toUpperCase(),
      workingTime: result.createdMs,
      selfTradePreventionMode: 'EXPIRE_MAKER',
    },
  };
}

function openOrders(call: SignedCall): unknown {
  return call.core
    .openOrders(call.account)
    .filter((order) => order.market.kind === 'spot' && (!call.market || order.market === call.market))
    .map(spotOrder);
}

/** Refuses a span that is longer than one call may ask for. */
export function tooLong(params: Params, longestMs: number): WireError | undefined {
  const [startMs, endMs] = [params.number('startTime'), params.number('endTime')];
  if (startMs === undefined || endMs === undefined || endMs - startMs <= longestMs) return undefined;
  return wireError(-1127, `More than ${longestMs / 3_600_000} hours between startTime and endTime.`);
}

const DAY_MS = 86_400_000;

/** Keeps what lies in the request's time window and after its id, at most `limit` of the latest. */
export function page<T>(
  params: Params,
  items: readonly T[],
  idName: string,
  idOf: (item: T) => number,
  timeOf: (item: T) => number,
): T[] {
  const [from, startMs, endMs] = [params.number(idName), params.number('startTime'), params.number('endTime')];
  const limit = Math.min(params.number('limit') ?? 500, 1000);
  const kept = items.filter(
    (item) =>
      (from === undefined || idOf(item) >= from) &&
      (startMs === undefined || timeOf(item) >= startMs) &&
      (endMs === undefined || timeOf(item) <= endMs),
  );
  return from === undefined && startMs === undefined ? kept.slice(-limit) : kept.slice(0, limit);
}

function allOrders(call: SignedCall): unknown {
  call.core.now();
  const refused = tooLong(call.params, DAY_MS);
  if (refused) return refused;
  const orders = [...call.account.orders.values()].filter((order) => order.market === call.market);
  return page(
    call.params,
    orders,
    'orderId',
    (order) => Number(order.id),
    (order) => order.createdMs,
  ).map(spotOrder);
}

function myTrades(call: SignedCall): unknown {
  call.core.now();
  const refused = tooLong(call.params, DAY_MS);
  if (refused) return refused;
  const orderId = call.params.get('orderId');
  const trades = call.account.trades.filter(
    (trade) => trade.market === call.market && (orderId === undefined || trade.orderId === orderId),
  );
  return page(
    call.params,
    trades,
    'fromId',
    (trade) => trade.id,
    (trade) => trade.atMs,
  ).map(spotTrade);
}
