import { formatDecimal } from '../core/index.ts';
import type { SeenMove, SeenOrder } from '../exchanges/index.ts';
import type { Shape } from './own-order.ts';

/** The unified market, or what the exchange calls it. */
export function marketOf({ market, symbol }: Pick<SeenOrder, 'market' | 'symbol'>): string {
  return market ?? symbol;
}

/** `buy 40000 PUMP/USDT at 0.0052, order 1000123, client id x-1, 2026-11-22T10:00:00.000Z`. */
export function describe(seen: SeenOrder): string {
  const { side, quantity, filled, price, trigger, order, createdMs } = seen;
  const size =
    quantity === undefined ? (filled === undefined ? '' : ` ${formatDecimal(filled)}`) : ` ${formatDecimal(quantity)}`;
  return [
    `${side}${size} ${marketOf(seen)}${price ? ` at ${formatDecimal(price)}` : ''}${trigger ? ` when it trades at ${formatDecimal(trigger)}` : ''}`,
    ...(order.orderId === undefined ? [] : [`order ${order.orderId}`]),
    ...(order.clientOrderId === undefined || order.clientOrderId === '' ? [] : [`client id ${order.clientOrderId}`]),
    ...(createdMs === undefined ? [] : [isoOf(createdMs)]),
  ].join(', ');
}

/** `0.002 at 51000`. */
export function printShape({ quantity, price, trigger }: Shape): string {
  const parts = [
    ...(quantity === undefined ? [] : [formatDecimal(quantity)]),
    ...(price === undefined ? [] : [`at ${formatDecimal(price)}`]),
    ...(trigger === undefined ? [] : [`when it trades at ${formatDecimal(trigger)}`]),
  ];
  return parts.join(' ');
}

/** `100 USDT`. */
export function amountOf({ amount, asset }: SeenMove): string {
  return `${formatDecimal(amount)} ${asset}`;
}

/** What is known of a move of value, a line each. */
export function movedBy(seen: SeenMove): string[] {
  const { id, from, to, address, network, atMs, fee, asset } = seen;
  return [
    `${seen.kind} ${id}, ${seen.state}, ${isoOf(atMs)}`,
    ...(from === undefined && to === undefined ? [] : [`from ${from ?? '?'} to ${to ?? '?'}`]),
    ...(address === undefined ? [] : [`address ${address}${network === undefined ? '' : ` (${network})`}`]),
    ...(fee === undefined ? [] : [`fee ${formatDecimal(fee)} ${asset}`]),
  ];
}

/** A time as ISO text; one that is no time as it is. */
export function isoOf(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString() : String(ms);
}

/** How an order is told from the others of its key. */
export function nameOf({ order, kind, symbol }: SeenOrder): string {
  return order.orderId ?? `${kind} ${symbol} ${order.clientOrderId ?? ''}`;
}
