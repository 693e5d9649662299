import type { Decimal } from '../core/index.ts';
import type { SeenOrder } from '../exchanges/index.ts';
import type { OwnOrder, Shape } from './own-order.ts';

/** Where something was traded, as a list tells it. */
export interface Where {
  readonly symbol: string;
  readonly market?: string | undefined;
}

/** Ids are unique within their market alone, and one symbol may stand for a spot market and for a contract. */
export function isIn(own: Pick<OwnOrder, 'market' | 'symbol'>, { symbol, market }: Where): boolean {
  if (own.market === '') return true;
  return market === undefined ? own.symbol === symbol : own.market === market;
}

/** One of several with the same client order id may be the one that is seen: not yet named by the exchange, or renamed on its way. */
export function fits(seen: Pick<SeenOrder, 'order' | 'side' | 'symbol' | 'market'>, own: OwnOrder): boolean {
  if (own.state === 'gone' || own.side !== seen.side || !isIn(own, seen)) return false;
  if (own.orderId === undefined || seen.order.orderId === undefined) return true;
  // A conditional order's child has its name, and each amend may give another id.
  return own.ids.size < own.shapes.length + (own.isConditional ? 1 : 0);
}

/** What either does not tell agrees with everything. What another order has set off has its size alone. */
export function isShape(seen: SeenOrder, shape: Shape): boolean {
  const agrees = (a: Decimal | undefined, b: Decimal | undefined): boolean =>
    a === undefined || b === undefined || a === b;
  if (!agrees(seen.quantity, shape.quantity)) return false;
  if (seen.parent) return true;
  return agrees(seen.price || undefined, shape.price) && agrees(seen.trigger || undefined, shape.trigger);
}

/** The same as `shape`, but smaller: exchanges make what only reduces no larger than what there is to reduce. */
export function isShrunk(seen: SeenOrder, shape: Shape): boolean {
  const { quantity } = seen;
  if (quantity === undefined || shape.quantity === undefined || quantity >= shape.quantity) return false;
  return isShape({ ...seen, quantity: shape.quantity }, shape);
}

export function startsWith(seen: Pick<SeenOrder, 'order'>, prefix: string): boolean {
  return seen.order.clientOrderId?.startsWith(prefix) === true;
}

/** Whether somebody who is declared acts there; where only names of orders count, what has none is not covered. */
export function covers(
  {
    markets,
    names,
    closes,
  }: { readonly markets?: readonly string[] | undefined; readonly names?: readonly string[]; readonly closes?: true },
  market: string,
  seen?: Pick<SeenOrder, 'order'>,
): boolean {
  if (markets !== undefined && !markets.includes(market)) return false;
  return names === undefined || closes === true || (seen !== undefined && names.some((name) => startsWith(seen, name)));
}
