import type { ChangeSetting, Decimal, Instrument, OrderRef, OrderType, Side } from '../core/index.ts';
import type { HaltLevel } from '../halt/index.ts';

/** What one bot, key or all bots together have used up already, requests in flight included. */
export interface Usage {
  /** Orders placed and amended in the last 60 s. */
  readonly ordersLastMinute: number;
  /** Cancels and dead-man settings in the last 60 s. */
  readonly cancelsLastMinute: number;
  readonly openOrders: number;
  /** By quote currency. */
  readonly openNotional: ReadonlyMap<string, Decimal>;
  /** By quote currency, since midnight UTC. */
  readonly dailyNotional: ReadonlyMap<string, Decimal>;
}

/** An order that Keyward knows of. */
export interface KnownOrder {
  readonly instrument: Instrument;
  /** The exchange's id; absent until the exchange has told it. */
  readonly orderId?: string | undefined;
  /** The one that it was placed with. */
  readonly clientOrderId?: string | undefined;
  readonly side: Side;
  readonly type?: OrderType | undefined;
  /** The order's whole size in base units, the filled part included; zero when it has none of its own. */
  readonly quantity: Decimal;
  /** Base units that are not filled yet. */
  readonly remaining: Decimal;
  readonly price?: Decimal | undefined;
  readonly trigger?: Decimal | undefined;
  /** What it counts towards open notional now. */
  readonly openNotional: Decimal;
  /** What it surely holds of the day's budget for the part that is not filled; as much as `openNotional` when absent. */
  readonly dailyHeld?: Decimal | undefined;
  /** Who placed it; absent when no bot did. */
  readonly bot?: string | undefined;
  /** Other bots that have an order of the same name: what names it so reaches theirs too (Kraken: a user reference). */
  readonly sharers?: readonly string[];
  /** An amend of it is on its way, so that nobody knows what a second one would be added to. */
  readonly isAmending?: boolean;
  /** True also for one that closes the position. */
  readonly reduceOnly: boolean;
}

/** Keyward's own price of a market, quote units per base unit. */
export interface ReferencePrice {
  /** The middle of bid and ask, or the last trade where they are not told. */
  readonly price: Decimal;
  readonly bid?: Decimal | undefined;
  readonly ask?: Decimal | undefined;
}

/** The world as a decision sees it. The functions only look things up, and do not throw. */
export interface DecisionState {
  readonly haltLevel: HaltLevel;
  readonly nowMs: number;
  readonly usage: { readonly bot: Usage; readonly key: Usage; readonly all: Usage };
  /** `undefined` when none is fresh. */
  referencePrice(instrument: Instrument): ReferencePrice | undefined;
  knownOrder(order: OrderRef, instrument: Instrument | undefined): KnownOrder | undefined;
  /** The value of a setting now, in the words of `ChangeSetting.value`; `undefined` when it is not known. */
  setting(setting: ChangeSetting['setting'], instrument: Instrument | undefined): string | undefined;
  /** How many known open orders on this bot's exchange key are not this bot's, in one market or in all. */
  foreignOpenOrders(instrument: Instrument | undefined): number;
}
