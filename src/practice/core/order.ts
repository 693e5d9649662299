import { type Decimal, type OrderType, type Side, zero } from '../../core/index.ts';
import type { Market } from './markets.ts';

export type TimeInForce = 'GTC' | 'IOC' | 'FOK';

/** `waiting`: a stop or take-profit that was not set off yet. */
export type OrderStatus = 'waiting' | 'open' | 'filled' | 'cancelled' | 'expired';

/** The two sides of a market in hedge mode, each a position of its own. */
export const legs = ['long', 'short'] as const;
export type Leg = (typeof legs)[number];

const placesOf = new Map<string, Readonly<Record<Leg, string>>>();

/** Where a position stands: `BTC/USDT:USDT`, in hedge mode `BTC/USDT:USDT long`. */
export function placeOf(symbol: string, leg?: Leg): string {
  if (leg === undefined) return symbol;
  // The market is played a step at a time, and asks this in each.
  let places = placesOf.get(symbol);
  if (!places) placesOf.set(symbol, (places = { long: `${symbol} long`, short: `${symbol} short` }));
  return places[leg];
}

export function symbolAt(place: string): string {
  const end = place.indexOf(' ');
  return end < 0 ? place : place.slice(0, end);
}

export function legAt(place: string): Leg | undefined {
  return legs.find((leg) => place.endsWith(` ${leg}`));
}

/** Whether an order stands against its side of a hedge, or says of itself that it only makes a position smaller. */
export function reducesOnly(order: Pick<Order, 'side' | 'leg' | 'reduceOnly' | 'closePosition'>): boolean {
  return order.reduceOnly || order.closePosition || isAgainst(order);
}

/** In hedge mode the side of the position is named, and an order against it can only reduce it. */
export function isAgainst({ side, leg }: { readonly side: Side; readonly leg?: Leg }): boolean {
  return leg !== undefined && (leg === 'long') === (side === 'sell');
}

/** What a front asks the core to place. Exactly one of `quantity`, `quoteAmount` and `closePosition: true`. */
export interface PlaceRequest {
  readonly market: string;
  readonly side: Side;
  readonly type: OrderType;
  /** Base units. */
  readonly quantity?: Decimal;
  /** Quote units; market orders on spot only. */
  readonly quoteAmount?: Decimal;
  readonly closePosition?: boolean;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  readonly timeInForce?: TimeInForce;
  readonly postOnly?: boolean;
  readonly reduceOnly?: boolean;
  /** In hedge mode which of the two positions it is about; in one-way mode nothing. */
  readonly leg?: Leg;
  /** Made by the core when absent. */
  readonly clientOrderId?: string;
  /** Whatever the front wants to find again in the order: its own word for the type, a tag. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Answers with what would be rejected, and places nothing. */
  readonly validateOnly?: boolean;
}

/** An order as the core keeps it; the core changes it in place. */
export interface Order {
  /** Decimal digits, increasing; a front may spell it in a way that can be read back. */
  readonly id: string;
  readonly account: string;
  readonly market: Market;
  readonly side: Side;
  type: OrderType;
  clientOrderId: string;
  /** Base units in all; for an order by quote amount what was filled so far. */
  quantity: Decimal;
  readonly quoteAmount?: Decimal;
  readonly closePosition: boolean;
  price?: Decimal;
  trigger?: Decimal;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly leg?: Leg;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdMs: number;
  updatedMs: number;
  /** Set when a waiting order was set off. */
  triggeredMs?: number;
  status: OrderStatus;
  filled: Decimal;
  filledQuote: Decimal;
  /** Spot: what of the wallet is locked for the rest of this order, in the asset that it gives away. */
  locked: Decimal;
  /** Place in the queue at its price; larger came later. */
  rank: number;
}

/** The order that a request makes: waiting, with nothing filled or locked. */
export function newOrder(
  request: PlaceRequest,
  given: Pick<Order, 'id' | 'account' | 'market' | 'clientOrderId'> & { readonly nowMs: number },
): Order {
  const { id, account, market, clientOrderId, nowMs } = given;
  return {
    id,
    account,
    market,
    side: request.side,
    type: request.type,
    clientOrderId,
    quantity: request.quantity ?? zero,
    ...(request.quoteAmount === undefined ? {} : { quoteAmount: request.quoteAmount }),
    closePosition: request.closePosition ?? false,
    ...(request.price === undefined ? {} : { price: request.price }),
    ...(request.trigger === undefined ? {} : { trigger: request.trigger }),
    timeInForce: request.timeInForce ?? 'GTC',
    postOnly: request.postOnly ?? false,
    reduceOnly: request.reduceOnly ?? false,
    ...(request.leg === undefined ? {} : { leg: request.leg }),
    tags: request.tags ?? {},
    createdMs: nowMs,
    updatedMs: nowMs,
    status: 'waiting',
    filled: zero,
    filledQuote: zero,
    locked: zero,
    rank: Number(id),
  };
}

export interface Trade {
  readonly id: number;
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly account: string;
  readonly market: Market;
  readonly side: Side;
  readonly leg?: Leg;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly quote: Decimal;
  readonly fee: Decimal;
  readonly feeAsset: string;
  readonly maker: boolean;
  readonly atMs: number;
  /** Perpetuals: what the position gained or lost by this trade. */
  readonly realised: Decimal;
}

export type RejectReason =
  | 'unknown-account'
  | 'unknown-market'
  | 'unknown-order'
  | 'bad-parameter'
  | 'quantity-step'
  | 'quantity-range'
  | 'price-tick'
  | 'price-band'
  | 'min-notional'
  | 'insufficient-balance'
  | 'insufficient-margin'
  | 'post-only-takes'
  | 'reduce-only-refused'
  | 'closes-too-much'
  | 'position-side'
  | 'client-id-taken'
  | 'triggers-at-once'
  | 'leverage-range'
  | 'no-change'
  | 'too-many-orders';

/** A request that the core refuses; nothing was changed. */
export interface Rejection {
  readonly rejected: true;
  readonly reason: RejectReason;
}

export function reject(reason: RejectReason): Rejection {
  return { rejected: true, reason };
}

export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && (value as { rejected?: unknown }).rejected === true;
}

export interface OrderRef {
  readonly orderId?: string;
  readonly clientOrderId?: string;
}

export interface AmendRequest {
  /** New total in base units. */
  readonly quantity?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  readonly clientOrderId?: string;
}
