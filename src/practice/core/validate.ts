import { type Decimal, multiplyDown } from '../../core/index.ts';
import type { Market } from './markets.ts';
import { type PlaceRequest, type Rejection, reject } from './order.ts';

interface Shape {
  readonly quantity?: Decimal;
  readonly quoteAmount?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  /** Reduce-only orders may be smaller than the least notional. */
  readonly exempt: boolean;
}

const isLimit = (type: PlaceRequest['type']): boolean => type === 'limit' || type.endsWith('-limit');

/** True for the types that wait for a trigger. */
export const isTriggered = (type: PlaceRequest['type']): boolean =>
  type.startsWith('stop') || type.startsWith('take-profit');

/** Checks that a request says what its type needs, and nothing that contradicts it. */
export function checkForm(market: Market, request: PlaceRequest): Rejection | undefined {
  const given = [request.quantity, request.quoteAmount, request.closePosition || undefined].filter(
    (x) => x !== undefined,
  );
  if (given.length !== 1) return reject('bad-parameter');
  if (isLimit(request.type) !== (request.price !== undefined)) return reject('bad-parameter');
  if (isTriggered(request.type) !== (request.trigger !== undefined)) return reject('bad-parameter');
  if (request.quoteAmount !== undefined && (request.type !== 'market' || market.kind !== 'spot'))
    return reject('bad-parameter');
  if (request.postOnly && (!isLimit(request.type) || (request.timeInForce ?? 'GTC') !== 'GTC'))
    return reject('bad-parameter');
  if (market.kind === 'spot' && (request.reduceOnly || request.closePosition)) return reject('bad-parameter');
  return undefined;
}

/** Checks quantity and prices against the filters of the market; `mark` is the price of the walk. */
export function checkFilters(market: Market, shape: Shape, mark: Decimal): Rejection | undefined {
  for (const price of [shape.price, shape.trigger]) {
    if (price === undefined) continue;
    if (price <= 0n || price % market.tick !== 0n) return reject('price-tick');
  }
  if (shape.price !== undefined) {
    if (shape.price < multiplyDown(mark, market.bandDown)) return reject('price-band');
    if (shape.price > multiplyDown(mark, market.bandUp)) return reject('price-band');
  }
  const { quantity } = shape;
  if (quantity !== undefined) {
    if (quantity < market.minQuantity || quantity > market.maxQuantity) return reject('quantity-range');
    if (quantity % market.step !== 0n) return reject('quantity-step');
  }
  if (shape.quoteAmount !== undefined && shape.quoteAmount <= 0n) return reject('quantity-range');
  const notional =
    shape.quoteAmount ?? (quantity === undefined ? undefined : multiplyDown(quantity, shape.price ?? mark));
  if (notional !== undefined && notional < market.minNotional && !shape.exempt) return reject('min-notional');
  return undefined;
}
