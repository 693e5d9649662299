import { type OrderType, zero } from '../../../core/index.ts';
import type { Leg, Order, Trade } from '../../core/order.ts';
import { averagePrice, statusOf } from './spot-shapes.ts';
import { exact, fixed, placesOf, symbolOf } from './wire.ts';

/** USD-M words for the conditional types, which live in the algo book. */
export const algoTypes: Readonly<Record<string, OrderType>> = {
  STOP: 'stop-limit',
  STOP_MARKET: 'stop',
  TAKE_PROFIT: 'take-profit-limit',
  TAKE_PROFIT_MARKET: 'take-profit',
};

/** One-way mode has positions of `BOTH` directions. */
export function positionSideOf(leg: Leg | undefined): string {
  return leg?.toUpperCase() ?? 'BOTH';
}

/** An order of the ordinary book. A conditional order is told here once it was set off. */
export function usdmOrder(order: Order): Record<string, unknown> {
  const [p, q] = [placesOf(order.market.tick), placesOf(order.market.step)];
  const type = order.price === undefined ? 'MARKET' : 'LIMIT';
  return {
    orderId: Number(order.id),
    symbol: symbolOf(order.market),
    status: statusOf(order),
    clientOrderId: order.clientOrderId,
    price: fixed(order.price ?? zero, p),
    avgPrice: fixed(averagePrice(order), 5),
    origQty: fixed(order.quantity, q),
    executedQty: fixed(order.filled, q),
    cumQty: fixed(order.filled, q),
    cumQuote: fixed(order.filledQuote, 5),
    timeInForce: order.postOnly ? 'GTX' : order.timeInForce,
    type,
    reduceOnly: order.reduceOnly,
    closePosition: order.closePosition,
    side: order.side.toUpperCase(),
    positionSide: positionSideOf(order.leg),
    stopPrice: fixed(order.trigger ?? zero, p),
    workingType: order.tags.workingType ?? 'CONTRACT_PRICE',
    priceProtect: false,
    origType: type,
    priceMatch: 'NONE',
    selfTradePreventionMode: 'EXPIRE_MAKER',
    goodTillDate: 0,
    time: order.createdMs,
    updateTime: order.updatedMs,
  };
}

/** An order of the algo book. */
export function algoOrder(order: Order): Record<string, unknown> {
  const [p, q] = [placesOf(order.market.tick), placesOf(order.market.step)];
  const set = order.triggeredMs !== undefined;
  const ended = order.status === 'cancelled' ? 'CANCELED' : order.status === 'expired' ? 'EXPIRED' : 'NEW';
  return {
    algoId: Number(order.id),
    clientAlgoId: order.clientOrderId,
    algoType: 'CONDITIONAL',
    orderType: order.tags.type,
    symbol: symbolOf(order.market),
    side: order.side.toUpperCase(),
    positionSide: positionSideOf(order.leg),
    timeInForce: order.timeInForce,
    quantity: fixed(order.quantity, q),
    algoStatus: set ? (order.status === 'expired' && order.filled === zero ? 'REJECTED' : 'FINISHED') : ended,
    actualOrderId: set ? order.id : '',
    actualPrice: fixed(averagePrice(order), 5),
    triggerPrice: fixed(order.trigger ?? zero, p),
    price: fixed(order.price ?? zero, p),
    icebergQuantity: null,
    selfTradePreventionMode: 'EXPIRE_MAKER',
    workingType: order.tags.workingType ?? 'CONTRACT_PRICE',
    priceMatch: 'NONE',
    closePosition: order.closePosition,
    priceProtect: false,
    reduceOnly: order.reduceOnly,
    createTime: order.createdMs,
    updateTime: order.updatedMs,
    triggerTime: order.triggeredMs ?? 0,
    goodTillDate: 0,
  };
}

export function usdmTrade(trade: Trade): Record<string, unknown> {
  const [p, q] = [placesOf(trade.market.tick), placesOf(trade.market.step)];
  return {
    symbol: symbolOf(trade.market),
    id: trade.id,
    orderId: Number(trade.orderId),
    side: trade.side.toUpperCase(),
    price: fixed(trade.price, p),
    qty: fixed(trade.quantity, q),
    realizedPnl: exact(trade.realised),
    quoteQty: exact(trade.quote),
    commission: exact(trade.fee),
    commissionAsset: trade.feeAsset,
    time: trade.atMs,
    positionSide: positionSideOf(trade.leg),
    buyer: trade.side === 'buy',
    maker: trade.maker,
  };
}
