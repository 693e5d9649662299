import { type Decimal, multiplyUp, type PlaceOrder, type Refusal, refuse, type Side, zero } from '../core/index.ts';

const needs: Readonly<Record<string, { readonly price: boolean; readonly trigger: boolean }>> = {
  market: { price: false, trigger: false },
  limit: { price: true, trigger: false },
  stop: { price: false, trigger: true },
  'stop-limit': { price: true, trigger: true },
  'take-profit': { price: false, trigger: true },
  'take-profit-limit': { price: true, trigger: true },
};

/**
 * The notional that an order counts with, in quote units, rounded up. Zero for what only reduces a linear position.
 * Refuses with `no-price` where a reference price is needed and none is given, `not-modelled` for inverse instruments and
 * reduce-only on spot, `parameter-invalid` for an order that does not fit its type.
 */
export function notionalOf(order: PlaceOrder, reference: Decimal | undefined): Decimal | Refusal {
  const misfit = misfitOf(order);
  if (misfit) return misfit;
  if (order.reduceOnly || order.closePosition) return zero;
  if (order.quoteAmount !== undefined) return order.quoteAmount;
  const value = worth(order.side, order.quantity!, order.price, order.trigger, reference);
  return (
    value ??
    refuse('no-price', 'there is no fresh reference price, and the order has no price of its own that bounds it')
  );
}

/**
 * What `quantity` may cost or bring at these prices, rounded up; `undefined` when only a missing reference price could tell.
 * A sell fills at its price or above, so its own price bounds nothing.
 */
export function worth(
  side: Side,
  quantity: Decimal,
  price: Decimal | undefined,
  trigger: Decimal | undefined,
  reference: Decimal | undefined,
): Decimal | undefined {
  if (side === 'buy' && price !== undefined) return multiplyUp(quantity, price);
  // A trigger that the market has already passed fills at the market, so a trigger alone bounds nothing.
  return reference === undefined ? undefined : multiplyUp(quantity, larger(larger(reference, trigger), price));
}

/** True when an order can only make a position smaller. */
export function isReducing(order: PlaceOrder): boolean {
  return order.instrument.kind === 'linear' && (order.reduceOnly || order.closePosition);
}

function larger(a: Decimal, b: Decimal | undefined): Decimal {
  return b !== undefined && b > a ? b : a;
}

function misfitOf(order: PlaceOrder): Refusal | undefined {
  const { kind } = order.instrument;
  if (kind !== 'spot' && kind !== 'linear') return refuse('not-modelled', 'inverse instruments');
  if (kind === 'spot' && (order.reduceOnly || order.closePosition))
    return refuse('not-modelled', 'reduce-only on spot');
  if (order.side !== 'buy' && order.side !== 'sell') return refuse('parameter-invalid', 'side');
  const need = Object.hasOwn(needs, order.type) ? needs[order.type] : undefined;
  if (!need) return refuse('not-modelled', 'the order type');
  if (!fits(order.price, need.price)) return refuse('parameter-invalid', 'price');
  if (!fits(order.trigger, need.trigger)) return refuse('parameter-invalid', 'trigger');
  const sizes =
    (order.quantity === undefined ? 0 : 1) + (order.quoteAmount === undefined ? 0 : 1) + (order.closePosition ? 1 : 0);
  if (sizes !== 1) return refuse('parameter-invalid', 'size: exactly one of quantity, quote amount and close position');
  if (order.quantity !== undefined && !isPositive(order.quantity)) return refuse('parameter-invalid', 'quantity');
  if (order.quoteAmount === undefined) return undefined;
  if (order.type !== 'market') return refuse('not-modelled', 'a quote amount on an order that is not a market order');
  return isPositive(order.quoteAmount) ? undefined : refuse('parameter-invalid', 'quote amount');
}

function fits(value: Decimal | undefined, needed: boolean): boolean {
  return needed ? isPositive(value) : value === undefined;
}

function isPositive(value: Decimal | undefined): boolean {
  return typeof value === 'bigint' && value > 0n;
}
