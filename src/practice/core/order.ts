import { type Decimal, type OrderType, type Side, zero } from '../../core/index.ts';
import type { Market } from './markets.ts';

export type TimeInForce = 'GTC' | 'IOC' | 'FOK';

/** `waiting`: a stop or take-profit that was not set off yet. */
export type OrderStatus = 'waiting' | 'open' | 'filled' | 'cancelled' | 'expired';

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
