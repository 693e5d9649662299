import type { Decimal } from '../core/index.ts';

/** The size and prices of an order, as it was placed or as an amend made it. */
export interface Shape {
  readonly quantity?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
}

/** An order that the journal tells of. */
export interface OwnOrder {
  readonly decision: string;
  readonly intent: number;
  /** `kill` for the kill switch's own. */
  readonly bot: string;
  readonly key: string;
  /** When it was written down, ms since the epoch by this host's clock: before it was sent. */
  readonly atMs: number;
  readonly market: string;
  readonly symbol: string;
  readonly kind: string;
  readonly side: string;
  readonly clientOrderId: string;
  readonly isConditional: boolean;
  readonly isReduceOnly: boolean;
  /** It waits for a price. */
  readonly isStop: boolean;
  orderId: string | undefined;
  /** All ids that the exchange has given it: one more with each amend, and one for what a conditional order sets off. */
  readonly ids: Set<string>;
  /** `sent`: no answer yet; `unknown`: there was none; `gone`: surely never there. */
  state: 'sent' | 'unknown' | 'known' | 'gone';
  /** All that it may be: as placed, then what each amend made of it. */
  readonly shapes: Shape[];
  /** When a cancel that reaches it was written down, by this host's clock. */
  cancelledAtMs: number | undefined;
  /** When it was last asked for: what is open at the exchange is met again and again. By this host's clock, as the journal tells it. */
  metMs: number;
}
