import type { Code, Decimal } from '../core/index.ts';

/** One limit that an intent fails. All parts are printable and free of secrets. */
export interface Reason {
  readonly code: Code;
  readonly limit: string;
  readonly actual: string;
  /** Where the limit stands in the settings, such as `bots.grid.limits.order_notional`; `halt` or `intent` where no setting decides. */
  readonly rule: string;
  /** Which of the intents, from zero. */
  readonly intent: number;
}

/** What one allowed intent takes from the budgets. Amounts are in `currency`. */
export interface Cost {
  /** Counts against orders_per_minute: one for an order placed or amended. */
  readonly orders: 0 | 1;
  /** Counts against cancels_per_minute. */
  readonly cancels: 0 | 1;
  /** Adds to open_orders: one for an order placed. */
  readonly openOrders: 0 | 1;
  /** The quote currency; absent when nothing is counted in money. */
  readonly currency?: string;
  /** Adds to daily_notional; for an amend only the increase. */
  readonly notional: Decimal;
  /** Adds to open_notional until settled, for market orders too; for an amend only the increase. */
  readonly opens: Decimal;
  /** What the order leaves open in all once accepted; for an amend the new whole, which may be less than before. */
  readonly openAfter: Decimal;
}

/** May the bot do this: a value. A batch is allowed as a whole or denied as a whole. */
export type Decision =
  | { readonly allowed: true; readonly costs: readonly Cost[] }
  | { readonly allowed: false; readonly reasons: readonly Reason[] };
