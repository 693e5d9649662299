import type { SeenOrder, SeenPosition } from '../exchanges/index.ts';
import { covers, startsWith } from './matching.ts';
import type { OwnOrders } from './own-orders.ts';
import { marketOf } from './sentences.ts';

/** Who else may act on the account, in which markets, and when. */
export interface Declared {
  /** A person, a platform, another program. */
  readonly who: string;
  /** Unified; absent: any. */
  readonly markets?: readonly string[] | undefined;
  /** How the client order ids of its orders begin; absent: in any way. */
  readonly names?: readonly string[];
  /** Ms since the epoch by this host's clock; absent: always. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** It also covers moves of value: transfers and withdrawals. */
  readonly moves?: true;
  /**
   * It ends what there is: it cancels, sells coins, and closes positions; it opens and changes nothing. `names` are those of its spot orders,
   * where a list shows any.
   */
  readonly closes?: true;
}

export interface DeclarationsParts {
  readonly key: string;
  readonly own: OwnOrders;
  declared(): readonly Declared[];
  /** This host's clock, and how far the exchange's is ahead of it, in ms. */
  readonly hostMs: () => number;
  readonly offsetMs: () => number;
  /** Whether there was something that an order of this side would reduce, since then by the exchange's clock; true where nobody knows. */
  wasHeld?(seen: Pick<SeenOrder, 'kind' | 'market' | 'symbol' | 'side'>, sinceMs: number): boolean;
}

/** What others than the bots may have done on an account. */
export class Declarations {
  readonly #parts: DeclarationsParts;

  constructor(parts: DeclarationsParts) {
    this.#parts = parts;
  }

  /** `atMs` by the exchange's clock; absent: now. */
  at(atMs: number | undefined): readonly Declared[] {
    const { declared, hostMs, offsetMs } = this.#parts;
    const at = atMs === undefined ? hostMs() : atMs - offsetMs();
    return declared().filter(
      ({ fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY }) => at >= fromMs && at <= toMs,
    );
  }

  /** Who may have placed it. `isSideKnown`: false for a line of a ledger, which does not tell what was sold for what. */
  placed(seen: SeenOrder, isSideKnown: boolean): Declared | undefined {
    return this.at(seen.createdMs).find(
      (one) => covers(one, marketOf(seen), seen) && (!one.closes || !isSideKnown || this.#isClosing(one, seen)),
    );
  }

  /** Who may have changed it. */
  changed(seen: SeenOrder): Declared | undefined {
    return this.at(seen.updatedMs).find((one) => !one.closes && covers(one, marketOf(seen), seen));
  }

  /** Whether others may now trade, as they like, in the market of a position. */
  isOpen({ market, symbol }: Pick<SeenPosition, 'symbol'> & Partial<SeenPosition>): boolean {
    return this.at(undefined).some((one) => !one.closes && covers(one, market ?? symbol));
  }

  #isClosing({ names, fromMs = 0 }: Declared, seen: SeenOrder): boolean {
    const { key, own, offsetMs, wasHeld } = this.#parts;
    const { kind, side, order } = seen;
    const isNamed = order.clientOrderId !== undefined && order.clientOrderId !== '';
    if (kind === 'spot' && side === 'sell')
      return !isNamed || names === undefined || names.some((name) => startsWith(seen, name));
    if (wasHeld?.(seen, fromMs + offsetMs()) ?? kind !== 'spot') return true;
    // One that a bot has just opened may be closed before any list has shown it.
    return kind !== 'spot' && own.opposite(key, marketOf(seen), side) !== undefined;
  }
}
