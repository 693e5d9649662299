import { add, type Decimal, dropOldest, formatDecimal, magnitude, zero } from '../core/index.ts';
import type { SeenOrder, SeenPosition } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import { isoOf } from './sentences.ts';

/** A list of positions is read at least so often, in ms. */
const LOOK_MS = 60_000;
const MOST_HELD = 2_000;

export interface PositionsParts {
  readonly key: string;
  /** The most, by unified market, base units, both directions. */
  readonly positions: ReadonlyMap<string, Decimal>;
  /** How many looks in a row must agree. */
  readonly confirmations: number;
  /** Whether some list of positions was never read. */
  isUnread(kind: 'positions'): boolean;
  /** The exchange's clock. */
  nowMs(): number;
  found(finding: Finding): void;
  over(about: string): void;
}

/** The positions of an account as its lists showed them last, held to the most that each market may have. */
export class Positions {
  readonly #parts: PositionsParts;
  readonly #lists = new Map<string, readonly SeenPosition[]>();
  readonly #counts = new Map<string, number>();
  readonly #told = new Map<string, string>();
  /** By position, and by list, by the exchange's clock: when it was last seen, and when it was first read. */
  readonly #heldMs = new Map<string, number>();
  readonly #readMs = new Map<string, number>();

  constructor(parts: PositionsParts) {
    this.#parts = parts;
  }

  /** Takes in one whole list; `list` tells it from the others, which it says nothing of. */
  take(list: string, records: readonly SeenPosition[]): void {
    const before = this.#lists.get(list) ?? [];
    const now = onceEach(records);
    this.#lists.set(list, now);
    const nowMs = this.#parts.nowMs();
    if (!this.#readMs.has(list)) this.#readMs.set(list, nowMs);
    for (const one of now) if (one.quantity !== 0n) this.#heldMs.set(sideOf(one, one.quantity > 0n), nowMs);
    dropOldest(this.#heldMs, MOST_HELD);
    for (const [market, most] of this.#parts.positions)
      if ([...before, ...now].some((one) => nameOf(one) === market)) this.#hold(market, most);
  }

  /** How much an order of this side would reduce, in base units; `undefined` while some list was not read. */
  reducible({ kind, symbol, side }: Pick<SeenOrder, 'kind' | 'symbol' | 'side'>): Decimal | undefined {
    if (kind === 'spot' || this.#lists.size === 0 || this.#parts.isUnread('positions')) return undefined;
    return this.#all()
      .filter((one) => one.kind === kind && one.symbol === symbol && one.quantity < 0n === (side === 'buy'))
      .reduce((sum, { quantity }) => add(sum, magnitude(quantity)), zero);
  }

  /** Whether there was something that an order of this side would reduce, since then or shortly before; of contracts true where nobody knows. */
  wasHeld(seen: Pick<SeenOrder, 'kind' | 'market' | 'symbol' | 'side'>, sinceMs: number): boolean {
    const heldMs = this.#heldMs.get(sideOf(seen, seen.side === 'sell'));
    if (heldMs !== undefined && heldMs >= sinceMs - LOOK_MS) return true;
    const isLate = [...this.#readMs.values()].some((readMs) => readMs > sinceMs);
    return seen.kind !== 'spot' && (isLate || this.#lists.size === 0 || this.#parts.isUnread('positions'));
  }

  #hold(market: string, most: Decimal): void {
    const { key, confirmations, found, over, nowMs } = this.#parts;
    const held = this.#all().filter((one) => nameOf(one) === market);
    const quantity = held.reduce((sum, one) => add(sum, magnitude(one.quantity)), zero);
    const count = quantity > most ? (this.#counts.get(market) ?? 0) + 1 : 0;
    this.#counts.set(market, count);
    const about = this.#told.get(market);
    if (count === 0 && about !== undefined) {
      this.#told.delete(market);
      over(about);
    }
    if (count !== confirmations) return;
    const says = `the position in ${market} is ${formatDecimal(quantity)}, and may be ${formatDecimal(most)}`;
    const evidence = [`${count} readings in a row`];
    const told = finding('position-limit', 'critical', key, `${market} ${isoOf(nowMs())}`, says, { evidence, market });
    this.#told.set(market, told.about);
    found(told);
  }

  #all(): readonly SeenPosition[] {
    return [...this.#lists.values()].flat();
  }
}

/** One that stands on two pages of a list is one. */
function onceEach(records: readonly SeenPosition[]): readonly SeenPosition[] {
  return [
    ...new Map(
      records.map((one) => [`${one.kind} ${one.symbol} ${one.leg ?? ''} ${one.mode ?? ''} ${one.quantity < 0n}`, one]),
    ).values(),
  ];
}

/** By market, for a list of orders may spell the symbol in another way. */
function sideOf({ kind, market, symbol }: Pick<SeenOrder, 'kind' | 'market' | 'symbol'>, isLong: boolean): string {
  return `${kind} ${market ?? symbol} ${isLong ? 'long' : 'short'}`;
}

function nameOf({ market, symbol }: SeenPosition): string {
  return market ?? symbol;
}
