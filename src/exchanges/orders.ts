import { type Decimal, type PlaceOrder, type Refusal, refuse } from '../core/index.ts';
import type { OrderStatus } from './exchange.ts';

/** A placement as read from a request, before it is known to be whole. */
export interface PlacementDraft extends Omit<PlaceOrder, 'action' | 'quantity' | 'quoteAmount' | 'price' | 'trigger'> {
  readonly quantity: Decimal | undefined;
  readonly quoteAmount: Decimal | undefined;
  readonly price: Decimal | undefined;
  readonly trigger: Decimal | undefined;
}

/** Holds a placement to what its type needs and allows, so that its size can be known exactly. */
export function placement(draft: PlacementDraft): PlaceOrder | Refusal {
  const { type, quantity, quoteAmount, price, trigger } = draft;
  const sizes = Number(quantity !== undefined) + Number(quoteAmount !== undefined) + Number(draft.closePosition);
  if (sizes !== 1)
    return refuse('parameter-invalid', 'an order needs exactly one of a quantity, a quote amount and close-position');
  if (quantity === 0n || quoteAmount === 0n) return refuse('parameter-invalid', 'the quantity of an order is zero');
  if (quoteAmount !== undefined && type !== 'market') {
    return refuse('not-modelled', 'a quote amount is modelled for market orders only');
  }
  const limited = type === 'limit' || type === 'stop-limit' || type === 'take-profit-limit';
  if (limited !== (price !== undefined)) {
    return refuse('parameter-invalid', `a ${type} order ${limited ? 'needs a' : 'has no'} price`);
  }
  const triggered = type !== 'limit' && type !== 'market';
  if (triggered !== (trigger !== undefined)) {
    return refuse('parameter-invalid', `a ${type} order ${triggered ? 'needs a' : 'has no'} trigger price`);
  }
  if (price === 0n || trigger === 0n) return refuse('parameter-invalid', 'a price of an order is zero');
  return { ...draft, action: 'place-order' };
}

/** Drops the entries that are `undefined`, as `exactOptionalPropertyTypes` asks. */
export function present<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const name in entries) if (entries[name] !== undefined) kept[name] = entries[name];
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Of several orders with one name the one made last; `undefined` when they do not tell which that is. */
export function newestOf(orders: readonly OrderStatus[]): OrderStatus | undefined {
  if (orders.length <= 1) return orders[0];
  const times = orders.map(({ createdMs }) => createdMs ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...times);
  const made = orders.filter(({ createdMs }) => createdMs === last);
  return made.length === 1 ? made[0] : undefined;
}
