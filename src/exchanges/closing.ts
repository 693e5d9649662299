import type { Decimal, Instrument, Side } from '../core/index.ts';
import type { Call, Environment } from './exchange.ts';
import type { SeenOrder } from './watch.ts';

/**
 * The contract of how an account is made flat: all orders cancelled, all positions closed, holdings sold. A folder answers it in `closing.ts`.
 * The calls carry intents, so that `account.outcomes` reads their answers. No answer is believed: open orders and positions are read again.
 */
export interface Closing {
  /**
   * The calls that cancel these orders, as few as the exchange allows: all at once, by market, or in batches; conditional ones in the calls of
   * their own book. Where one call cancels the whole account, or a whole kind of market, it is made even when `open` is empty, for an order may
   * be on its way. `spare`: orders that stand for now, stops of positions; no call takes one of these.
   */
  cancelAll(open: readonly SeenOrder[], environment: Environment, spare?: readonly SeenOrder[]): readonly Call[];
  /** Cancels one order, when the calls above left it. */
  cancel(order: SeenOrder, environment: Environment): Call;
  /** An order of Keyward's own. */
  place(order: ClosingOrder, environment: Environment): Call;
  /** The call that closes a whole position at the market, for what a reduce-only order cannot; absent where there is none. */
  closePosition?(order: ClosingOrder, environment: Environment): Call;
  /** The wallets, as `SeenBalance.wallet` names them, whose holdings a spot order sells. What lies in others is left, and told of. */
  readonly sells: readonly string[];
  /** What the exchange has and nobody here reads, cancels or ends: `orders on isolated margin`. Lists that a key may not read are told of besides. */
  readonly leaves: readonly string[];
  /** Codes of `IntentOutcome.rejected` by what is to be done about them. */
  readonly rejections: {
    /** The price lies outside of the exchange's band: a limit order inside of it is tried. */
    readonly band: readonly string[];
    /** Too small to be sold. */
    readonly dust: readonly string[];
    /** There is nothing (left) to reduce. */
    readonly nothingToReduce: readonly string[];
    /** Not enough free: something is still locked, or was sold meanwhile. */
    readonly insufficient: readonly string[];
  };
  /** The mode of a spot order where the account's own wants another than the usual one: tried once the usual one is refused with one of these codes. */
  readonly instead?: { readonly mode: string; readonly codes: readonly string[] };
  readonly deadMan?: DeadMan;
  /** The document, and the day it was read. */
  readonly source: string;
}

export interface ClosingOrder {
  readonly instrument: Instrument;
  readonly side: Side;
  /** Base units, rounded down to the instrument's step. */
  readonly quantity: Decimal;
  /** Set: a limit order that fills at once or is cancelled (IOC); absent: at the market. */
  readonly limit?: Decimal;
  /** A limit order that stays in the book, and takes nothing from it (post-only where the exchange has that): for drills. */
  readonly rests?: true;
  readonly reduceOnly: boolean;
  /** As `SeenPosition` gave them. */
  readonly leg?: string;
  readonly mode?: string;
  /** At most 32 letters and digits. */
  readonly clientOrderId: string;
}

/** The exchange's own timer that cancels everything unless it is set again in time. */
export interface DeadMan {
  readonly reach: 'account' | 'market';
  /** Kinds of market whose orders it cancels. */
  readonly cancels: readonly Instrument['kind'][];
  /** The shortest and the longest time that it can be set to, in ms. */
  readonly minMs: number;
  readonly maxMs: number;
  /** It also takes conditional orders, so that a position is left without its stop. `unknown` where no source tells. */
  readonly takesStops: 'yes' | 'no' | 'unknown';
  /** Also disarms, with zero. `instruments`: for the reach `market`. */
  arm(afterMs: number, instruments: readonly Instrument[], environment: Environment): readonly Call[];
  readonly source: string;
}
