import type { Seen, SeenMove, SeenPosition } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import type { Judge } from './judge.ts';
import { isoOf } from './sentences.ts';

const MOST_MOVES = 5_000;
/** A position that so many looks in a row do not show is gone: one that comes after it is another. */
const GONE_LOOKS = 3;

export interface SavedInventory {
  readonly positions: readonly string[];
  readonly named: readonly string[];
  readonly moves: readonly string[];
  /** The lists that were read once; absent in older files. */
  readonly read?: readonly string[];
  /** The positions that each list showed, and what was told of any. */
  readonly shown?: Readonly<Record<string, readonly string[]>>;
  readonly told?: Readonly<Record<string, string>>;
}

export interface InventoryParts {
  readonly key: string;
  readonly judge: Judge;
  readonly saved: SavedInventory | undefined;
  tell(finding: Finding): void;
  /** What it was about is over. */
  over(about: string): void;
}

/** What an account has beside orders and balances: positions, sub-accounts, addresses, moves of value. What is new in a list is told of once. */
export class Inventory {
  readonly #parts: InventoryParts;
  readonly #positions: Set<string>;
  readonly #named: Set<string>;
  readonly #moves: Set<string>;
  /** Lists that were read before: what the first reading of each shows is where the watch begins. */
  readonly #read: Set<string>;
  /** What each list of positions showed, and for how many looks it did not any more. */
  readonly #shown: Map<string, Map<string, number>>;
  /** What was told of a position that is still there. */
  readonly #told: Map<string, string>;

  constructor(parts: InventoryParts) {
    this.#parts = parts;
    const { saved } = parts;
    this.#positions = new Set(saved?.positions);
    this.#named = new Set(saved?.named);
    this.#moves = new Set(saved?.moves);
    this.#read = new Set(saved?.read);
    this.#told = new Map(Object.entries(saved?.told ?? {}));
    this.#shown = new Map(
      Object.entries(saved?.shown ?? {}).map(([list, ids]) => [list, new Map(ids.map((id) => [id, 0]))]),
    );
  }

  /** True when it was not seen in this state before. */
  move(seen: SeenMove): boolean {
    const { judge, tell } = this.#parts;
    const id = `${seen.kind} ${seen.id} ${seen.state}`;
    if (this.#moves.has(id)) return false;
    this.#moves.add(id);
    if (this.#moves.size > MOST_MOVES * 2)
      for (const old of [...this.#moves].slice(0, MOST_MOVES)) this.#moves.delete(old);
    const told = judge.move(seen);
    if (told) tell(told);
    return told !== undefined;
  }

  /** Whether it was seen in this state. */
  knows(seen: SeenMove, state: SeenMove['state']): boolean {
    return this.#moves.has(`${seen.kind} ${seen.id} ${state}`);
  }

  /** Takes in one whole list of positions; `list` tells it from the others, `atMs` by the exchange's clock. */
  positions(records: readonly SeenPosition[], list = 'positions', atMs = 0): void {
    const { judge, tell } = this.#parts;
    const isFirst = !this.#read.has(list);
    this.#read.add(list);
    const shown = this.#shown.get(list) ?? new Map<string, number>();
    this.#shown.set(list, shown);
    const now = new Set<string>();
    for (const seen of records) {
      if (seen.quantity === 0n) continue;
      const id = `${seen.kind} ${seen.symbol} ${seen.leg ?? ''}`.trimEnd();
      now.add(id);
      shown.set(id, 0);
      if (this.#positions.has(id) || this.#told.has(id)) continue;
      if (isFirst || judge.isDeclared(seen)) {
        this.#positions.add(id);
        continue;
      }
      const told = judge.position(seen, isoOf(atMs));
      if (!told) continue;
      this.#told.set(id, told.about);
      tell(told);
    }
    this.#forget(shown, now);
  }

  named(word: 'sub-account' | 'address', records: readonly Seen[], list: string = word): void {
    const { key, tell } = this.#parts;
    const isFirst = !this.#read.has(list);
    this.#read.add(list);
    for (const seen of records) {
      if (seen.what !== word) continue;
      const id = `${word} ${seen.id}`;
      const isNew = !this.#named.has(id);
      this.#named.add(id);
      if (isFirst || !isNew) continue;
      const name = seen.label ?? seen.id;
      const says =
        word === 'address'
          ? `funds may now be withdrawn to a new address: ${name}`
          : `there is a new sub-account: ${name}`;
      tell(finding(word, 'critical', key, seen.id, says, { isSecurity: true }));
    }
  }

  save(): SavedInventory {
    return {
      positions: [...this.#positions],
      named: [...this.#named],
      moves: [...this.#moves].slice(-MOST_MOVES),
      read: [...this.#read],
      shown: Object.fromEntries([...this.#shown].map(([list, ids]) => [list, [...ids.keys()]])),
      told: Object.fromEntries(this.#told),
    };
  }

  #forget(shown: Map<string, number>, now: ReadonlySet<string>): void {
    for (const [id, looks] of shown) {
      if (now.has(id)) continue;
      shown.set(id, looks + 1);
      if (looks + 1 < GONE_LOOKS) continue;
      shown.delete(id);
      this.#positions.delete(id);
      const about = this.#told.get(id);
      if (about === undefined) continue;
      this.#told.delete(id);
      this.#parts.over(about);
    }
  }
}
