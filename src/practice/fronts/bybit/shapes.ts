import { divideDown, type OrderType, subtract, zero } from '../../../core/index.ts';
import { remainingOf } from '../../core/account.ts';
import type { Leg, Order, Trade } from '../../core/order.ts';
import { plain, symbolOf } from './wire.ts';

/** The index that names a position: 0 in one-way mode, else the side of the hedge. */
export const indexOf = (leg: Leg | undefined): number => (leg === undefined ? 0 : leg === 'long' ? 1 : 2);

/** Spot orders have plain numbers, contracts UUIDs; both can be read back. */
export function idOf(order: { readonly id: string; readonly market: { readonly kind: string } }): string {
  return order.market.kind === 'spot' ? order.id : `00000000-0000-4000-8000-${order.id.padStart(12, '0')}`;
}

/** The core's id in an order id as clients send it. */
export function coreId(text: string): string {
  const match = /^00000000-0000-4000-8000-0*(\d+)$/.exec(text);
  return match ? match[1]! : text;
}

function statusOf(order: Order): string {
  const isSpot = order.market.kind === 'spot';
  if (order.status === 'waiting') return 'Untriggered';
  if (order.status === 'filled') return 'Filled';
  if (order.status === 'open') return order.filled > 0n ? 'PartiallyFilled' : 'New';
  if (order.filled > 0n) return isSpot ? 'PartiallyFilledCanceled' : 'Cancelled';
  return order.trigger !== undefined && order.triggeredMs === undefined ? 'Deactivated' : 'Cancelled';
}

export function isConditional(order: Order): boolean {
  return order.trigger !== undefined && order.triggeredMs === undefined;
}

const isMarketType = (type: OrderType): boolean => type === 'market' || type === 'stop' || type === 'take-profit';

/** The order as the query calls tell it. */
export function orderShape(order: Order): Record<string, unknown> {
  const remaining = order.status === 'open' || order.status === 'waiting' ? remainingOf(order) : zero;
  const isSpot = order.market.kind === 'spot';
  return {
    orderId: idOf(order),
    orderLinkId: order.tags['link'] ?? '',
    blockTradeId: '',
    symbol: symbolOf(order.market),
    price: plain(order.price ?? zero),
    qty: plain(order.quoteAmount ?? order.quantity),
    side: order.side === 'buy' ? 'Buy' : 'Sell',
    isLeverage: isSpot ? '0' : '',
    positionIdx: indexOf(order.leg),
    orderStatus: statusOf(order),
    ...(isSpot ? { basePrice: order.tags['basePrice'] ?? '' } : { createType: createTypeOf(order) }),
    cancelType: order.status === 'cancelled' ? 'CancelByUser' : 'UNKNOWN',
    rejectReason: order.status === 'expired' ? 'EC_NoImmediateQtyToFill' : 'EC_NoError',
    avgPrice: order.filled > 0n ? plain(divideDown(order.filledQuote, order.filled) ?? zero) : '',
    leavesQty: plain(remaining),
    leavesValue: '',
    cumExecQty: plain(order.filled),
    cumExecValue: plain(order.filledQuote),
    cumExecFee: '0',
    timeInForce: order.postOnly ? 'PostOnly' : isMarketType(order.type) ? 'IOC' : order.timeInForce,
    orderType: isMarketType(order.type) ? 'Market' : 'Limit',
    stopOrderType:
      order.trigger === undefined
        ? isSpot
          ? ''
          : 'UNKNOWN'
        : order.tags['filter'] === 'tpslOrder'
          ? 'tpslOrder'
          : 'Stop',
    orderIv: '',
    marketUnit: order.quoteAmount === undefined ? (isSpot && isMarketType(order.type) ? 'baseCoin' : '') : 'quoteCoin',
    triggerPrice: plain(order.trigger ?? zero),
    takeProfit: '',
    stopLoss: '',
    tpslMode: '',
    tpLimitPrice: '',
    slLimitPrice: '',
    tpTriggerBy: '',
    slTriggerBy: '',
    triggerDirection: directionOf(order),
    triggerBy: order.tags['triggerBy'] ?? '',
    lastPriceOnCreated: '',
    reduceOnly: order.reduceOnly || order.closePosition,
    closeOnTrigger: order.closePosition,
    smpType: 'None',
    smpGroup: 0,
    smpOrderId: '',
    placeType: '',
    createdTime: String(order.createdMs),
    updatedTime: String(order.updatedMs),
    cumFeeDetail: {},
  };
}

function createTypeOf(order: Order): string {
  if (order.tags['liquidation'] !== undefined) return 'CreateByTakeOver_PassThrough';
  return order.trigger === undefined ? 'CreateByUser' : 'CreateByStopOrder';
}

/** Spot orders are told without a direction. */
function directionOf(order: Order): number {
  if (order.trigger === undefined || order.market.kind === 'spot') return 0;
  const isStop = order.tags['kind'] === 'stop';
  return isStop === (order.side === 'buy') ? 1 : 2;
}

export function acknowledged(order: Order): Record<string, unknown> {
  return { orderId: idOf(order), orderLinkId: order.tags['link'] ?? '' };
}

export function tradeShape(trade: Trade, order: Order | undefined): Record<string, unknown> {
  const feeRate = divideDown(
    trade.fee,
    trade.market.kind === 'spot' && trade.feeAsset === trade.market.base ? trade.quantity : trade.quote,
  );
  return {
    symbol: symbolOf(trade.market),
    orderId: idOf({ id: trade.orderId, market: trade.market }),
    orderLinkId: order?.tags['link'] ?? '',
    side: trade.side === 'buy' ? 'Buy' : 'Sell',
    orderPrice: plain(order?.price ?? zero),
    orderQty: plain(order?.quantity ?? trade.quantity),
    leavesQty: plain(order ? subtract(order.quantity, order.filled) : zero),
    orderType: order && !isMarketType(order.type) ? 'Limit' : 'Market',
    stopOrderType: 'UNKNOWN',
    execFee: plain(trade.fee),
    feeCurrency: trade.market.kind === 'spot' ? trade.feeAsset : '',
    execId: String(trade.id),
    execPrice: plain(trade.price),
    execQty: plain(trade.quantity),
    execType: order?.tags['liquidation'] === undefined ? 'Trade' : 'BustTrade',
    execValue: plain(trade.quote),
    execTime: String(trade.atMs),
    isMaker: trade.maker,
    feeRate: plain(feeRate ?? zero),
    tradeIv: '',
    markIv: '',
    markPrice: plain(trade.price),
    indexPrice: '',
    underlyingPrice: '',
    blockTradeId: '',
    closedSize: '0',
    seq: trade.id,
  };
}
