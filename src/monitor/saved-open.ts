import { type Decimal, formatDecimal, type Instrument, parseDecimal } from '../core/index.ts';
import type { SeenOrder } from '../exchanges/index.ts';

/** An open order in plain JSON. */
export interface SavedOpen {
  readonly orderId?: string;
  readonly clientOrderId?: string;
  readonly conditional?: true;
  readonly symbol: string;
  readonly kind: string;
  readonly market?: string;
  readonly side: string;
  readonly quantity?: string;
  readonly price?: string;
  readonly trigger?: string;
  readonly reduceOnly?: true;
  readonly isProtective?: true;
  readonly createdMs?: number;
  readonly expiresMs?: number;
  /** When a list showed it last, by this host's clock. */
  readonly seenMs: number;
}

export function saveOpen(seen: SeenOrder, seenMs: number): SavedOpen {
  const { order, symbol, kind, market, side, quantity, price, trigger, createdMs, expiresMs } = seen;
  const amount = (name: string, value: Decimal | undefined) =>
    value === undefined ? {} : { [name]: formatDecimal(value) };
  return {
    ...(order.orderId === undefined ? {} : { orderId: order.orderId }),
    ...(order.clientOrderId === undefined ? {} : { clientOrderId: order.clientOrderId }),
    ...(order.conditional ? { conditional: true } : {}),
    symbol,
    kind,
    ...(market === undefined ? {} : { market }),
    side,
    ...amount('quantity', quantity),
    ...amount('price', price),
    ...amount('trigger', trigger),
    ...(seen.reduceOnly ? { reduceOnly: true } : {}),
    ...(seen.isProtective ? { isProtective: true } : {}),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(expiresMs === undefined ? {} : { expiresMs }),
    seenMs,
  };
}

export function seenOf(saved: SavedOpen): SeenOrder {
  const { orderId, clientOrderId, conditional, symbol, kind, market, side, createdMs, expiresMs } = saved;
  const amount = (name: string, text: string | undefined) => {
    const value = parseDecimal(text ?? '');
    return value === undefined ? {} : { [name]: value };
  };
  return {
    what: 'order',
    order: {
      ...(orderId === undefined ? {} : { orderId }),
      ...(clientOrderId === undefined ? {} : { clientOrderId }),
      ...(conditional === undefined ? {} : { conditional }),
    },
    symbol,
    kind: kind as Instrument['kind'],
    ...(market === undefined ? {} : { market }),
    side: side === 'sell' ? 'sell' : 'buy',
    ...amount('quantity', saved.quantity),
    ...amount('price', saved.price),
    ...amount('trigger', saved.trigger),
    reduceOnly: saved.reduceOnly === true,
    isProtective: saved.isProtective === true,
    isOpen: true,
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(expiresMs === undefined ? {} : { expiresMs }),
  };
}
