import { add, type Decimal, divideDown, formatDecimal, zero } from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import type { Leg, Order, Trade } from '../../core/order.ts';
import { billIdOf } from './bills.ts';
import { instIdOf, instTypeOf, sizeOf } from './wire.ts';

/** An order of the algo book that was not set off is not in the ordinary book. */
export function isAlgoOnly(order: Order): boolean {
  return order.trigger !== undefined && order.triggeredMs === undefined;
}

/** The two books have ids of their own; both are spelt from the core's id. */
export function algoIdOf(order: Order): string {
  return `9${order.id}`;
}

export function coreIdOfAlgo(algoId: string): string {
  return algoId.replace(/^9/, '');
}

/** Made by the exchange, for an order that was given no name, or for one of its own. */
function isMade(clientOrderId: string): boolean {
  return /^(?:practice|autoclose)-/.test(clientOrderId);
}

/** What the bot called the order; empty when it gave no name. */
export function clientIdOf(order: Order): string {
  return isMade(order.clientOrderId) ? '' : order.clientOrderId;
}

function optional(value: Decimal | undefined): string {
  return value === undefined ? '' : formatDecimal(value);
}

export function stateOf(order: Order): string {
  if (order.status === 'open') return order.filled > 0n ? 'partially_filled' : 'live';
  return order.status === 'filled' ? 'filled' : 'canceled';
}

function tagsOf(order: Order): { tag: string; tdMode: string; tgtCcy: string; algo: string; ordType: string } {
  const { tag = '', tdMode = 'cash', tgtCcy = '', algo = '', ordType } = order.tags;
  return { tag, tdMode, tgtCcy, algo, ordType: ordType ?? (order.price === undefined ? 'market' : 'limit') };
}

/** In net mode there is one position in a market. */
export const posSideOf = (leg: Leg | undefined): string => leg ?? 'net';

/** A row of the ordinary book. */
export function orderRow(order: Order, account: Account): Record<string, unknown> {
  const trades = account.trades.filter((trade) => trade.orderId === order.id);
  const last = trades.at(-1);
  const fee = trades.reduce((sum, trade) => add(sum, trade.fee), zero);
  const pnl = trades.reduce((sum, trade) => add(sum, trade.realised), zero);
  const { tag, tdMode, tgtCcy, algo, ordType } = tagsOf(order);
  return {
    accFillSz: sizeOf(order.filled, order.market),
    algoClOrdId: algo === '' ? '' : clientIdOf(order),
    algoId: algo === '' ? '' : algoIdOf(order),
    attachAlgoClOrdId: '',
    attachAlgoOrds: [],
    avgPx: optional(order.filled > 0n ? divideDown(order.filledQuote, order.filled) : undefined),
    cTime: String(order.createdMs),
    cancelSource: order.status === 'cancelled' ? '1' : '',
    cancelSourceReason: '',
    category: order.tags['liquidation'] === 'true' ? 'full_liquidation' : 'normal',
    ccy: '',
    clOrdId: algo === '' ? clientIdOf(order) : '',
    fee: formatDecimal(-fee as Decimal),
    feeCcy: last?.feeAsset ?? '',
    fillPx: optional(last?.price),
    fillSz: last ? sizeOf(last.quantity, order.market) : '0',
    fillTime: last ? String(last.atMs) : '',
    instId: instIdOf(order.market),
    instType: instTypeOf(order.market),
    lever: order.market.kind === 'linear' ? '3' : '',
    ordId: order.id,
    ordType: algo === '' ? ordType : order.price === undefined ? 'market' : 'limit',
    pnl: formatDecimal(pnl),
    posSide: posSideOf(order.leg),
    px: optional(order.price),
    rebate: '0',
    rebateCcy: '',
    reduceOnly: String(order.reduceOnly || order.closePosition),
    side: order.side,
    slOrdPx: '',
    slTriggerPx: '',
    slTriggerPxType: '',
    source: algo === '' ? '' : '7',
    state: stateOf(order),
    stpMode: 'cancel_maker',
    sz: order.quoteAmount === undefined ? sizeOf(order.quantity, order.market) : formatDecimal(order.quoteAmount),
    tag,
    tdMode,
    tgtCcy,
    tpOrdPx: '',
    tpTriggerPx: '',
    tpTriggerPxType: '',
    tradeId: last ? String(last.id) : '',
    uTime: String(order.updatedMs),
  };
}

function algoState(order: Order): string {
  if (order.status === 'waiting') return 'live';
  if (order.triggeredMs !== undefined) return 'effective';
  return order.status === 'cancelled' ? 'canceled' : 'order_failed';
}

/** A row of the algo book. */
export function algoRow(order: Order): Record<string, unknown> {
  const { tag, tdMode, tgtCcy, algo } = tagsOf(order);
  const price = order.price === undefined ? '-1' : formatDecimal(order.price);
  const pair = (name: string) => (order.tags['leg'] === name ? [optional(order.trigger), price, 'last'] : ['', '', '']);
  const [slTriggerPx, slOrdPx, slTriggerPxType] = pair('sl');
  const [tpTriggerPx, tpOrdPx, tpTriggerPxType] = pair('tp');
  const [triggerPx, ordPx, triggerPxType] = pair('trigger');
  const effective = order.triggeredMs !== undefined;
  return {
    actualPx: '',
    actualSide: '',
    actualSz: effective ? sizeOf(order.quantity, order.market) : '0',
    algoClOrdId: clientIdOf(order),
    algoId: algoIdOf(order),
    cTime: String(order.createdMs),
    uTime: String(order.updatedMs),
    ccy: '',
    clOrdId: '',
    closeFraction: order.closePosition ? '1' : '',
    failCode: '',
    instId: instIdOf(order.market),
    instType: instTypeOf(order.market),
    last: '',
    lever: order.market.kind === 'linear' ? '3' : '',
    ordId: effective ? order.id : '',
    ordIdList: effective ? [order.id] : [],
    ordPx,
    ordType: algo,
    posSide: posSideOf(order.leg),
    reduceOnly: String(order.reduceOnly || order.closePosition),
    side: order.side,
    slOrdPx,
    slTriggerPx,
    slTriggerPxType,
    state: algoState(order),
    sz: order.closePosition ? '' : sizeOf(order.quantity, order.market),
    tag,
    tdMode,
    tgtCcy,
    tpOrdPx,
    tpTriggerPx,
    tpTriggerPxType,
    triggerPx,
    triggerPxType,
    triggerTime: effective ? String(order.triggeredMs) : '',
  };
}

/** A row of trade/fills. */
export function fillRow(trade: Trade): Record<string, unknown> {
  return {
    billId: billIdOf(trade),
    clOrdId: isMade(trade.clientOrderId) ? '' : trade.clientOrderId,
    execType: trade.maker ? 'M' : 'T',
    fee: formatDecimal(-trade.fee as Decimal),
    feeCcy: trade.feeAsset,
    feeRate: '',
    fillPnl: formatDecimal(trade.realised),
    fillPx: formatDecimal(trade.price),
    fillSz: sizeOf(trade.quantity, trade.market),
    fillTime: String(trade.atMs),
    instId: instIdOf(trade.market),
    instType: instTypeOf(trade.market),
    ordId: trade.orderId,
    posSide: posSideOf(trade.leg),
    side: trade.side,
    subType: trade.side === 'buy' ? '1' : '2',
    tag: '',
    tradeId: String(trade.id),
    ts: String(trade.atMs),
  };
}
