import { type Decimal, divideDown, type OrderType, zero } from '../../../core/index.ts';
import type { Order, Trade } from '../../core/order.ts';
import { exact, fixed, symbolOf } from './wire.ts';

export const spotTypes: Readonly<Record<string, OrderType>> = {
  LIMIT: 'limit',
  LIMIT_MAKER: 'limit',
  MARKET: 'market',
  STOP_LOSS: 'stop',
  STOP_LOSS_LIMIT: 'stop-limit',
  TAKE_PROFIT: 'take-profit',
  TAKE_PROFIT_LIMIT: 'take-profit-limit',
};

export function statusOf(order: Order): string {
  if (order.status === 'filled') return 'FILLED';
  if (order.status === 'cancelled') return 'CANCELED';
  if (order.status === 'expired') return 'EXPIRED';
  return order.filled > 0n ? 'PARTIALLY_FILLED' : 'NEW';
}

/** The order as the query calls tell it. */
export function spotOrder(order: Order): Record<string, unknown> {
  return {
    symbol: symbolOf(order.market),
    orderId: Number(order.id),
    orderListId: -1,
    clientOrderId: order.clientOrderId,
    price: fixed(order.price ?? zero),
    origQty: fixed(order.quantity),
    executedQty: fixed(order.filled),
    cummulativeQuoteQty: fixed(order.filledQuote),
    status: statusOf(order),
    timeInForce: order.timeInForce,
    type: order.tags.type,
    side: order.side.toUpperCase(),
    stopPrice: fixed(order.trigger ?? zero),
    icebergQty: '0.00000000',
    time: order.createdMs,
    updateTime: order.updatedMs,
    isWorking: order.status !== 'waiting',
    workingTime: order.status === 'waiting' ? -1 : (order.triggeredMs ?? order.createdMs),
    origQuoteOrderQty: fixed(order.quoteAmount ?? zero),
    selfTradePreventionMode: 'EXPIRE_MAKER',
  };
}

/** The answer to a new order, as `newOrderRespType` asks. */
export function placedOrder(order: Order, trades: readonly Trade[], form: string): Record<string, unknown> {
  const ack = {
    symbol: symbolOf(order.market),
    orderId: Number(order.id),
    orderListId: -1,
    clientOrderId: order.clientOrderId,
    transactTime: order.updatedMs,
  };
  if (form === 'ACK') return ack;
  const {
    price,
    origQty,
    executedQty,
    cummulativeQuoteQty,
    status,
    timeInForce,
    type,
    side,
    workingTime,
    origQuoteOrderQty,
    stopPrice,
  } = spotOrder(order);
  const result = {
    ...ack,
    price,
    origQty,
    executedQty,
    origQuoteOrderQty,
    cummulativeQuoteQty,
    status,
    timeInForce,
    type,
    side,
    ...(order.trigger === undefined ? {} : { stopPrice }),
    workingTime,
    selfTradePreventionMode: 'EXPIRE_MAKER',
  };
  if (form === 'RESULT') return result;
  const fills = trades
    .filter((trade) => trade.orderId === order.id)
    .map((trade) => ({
      price: fixed(trade.price),
      qty: fixed(trade.quantity),
      commission: exact(trade.fee),
      commissionAsset: trade.feeAsset,
      tradeId: trade.id,
    }));
  return { ...result, fills };
}

/** The answer to a cancel: the request's own client order id, then the order's. */
export function cancelledOrder(order: Order, requestId: string): Record<string, unknown> {
  const {
    time: _time,
    updateTime: _updateTime,
    isWorking: _isWorking,
    workingTime: _workingTime,
    icebergQty: _iceberg,
    ...rest
  } = spotOrder(order);
  return { ...rest, origClientOrderId: order.clientOrderId, clientOrderId: requestId, transactTime: order.updatedMs };
}

export function spotTrade(trade: Trade): Record<string, unknown> {
  return {
    symbol: symbolOf(trade.market),
    id: trade.id,
    orderId: Number(trade.orderId),
    orderListId: -1,
    price: fixed(trade.price),
    qty: fixed(trade.quantity),
    quoteQty: exact(trade.quote),
    commission: exact(trade.fee),
    commissionAsset: trade.feeAsset,
    time: trade.atMs,
    isBuyer: trade.side === 'buy',
    isMaker: trade.maker,
    isBestMatch: true,
  };
}

export function averagePrice(order: Order): Decimal {
  return divideDown(order.filledQuote, order.filled) ?? zero;
}
