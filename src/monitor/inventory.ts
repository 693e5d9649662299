import type { Seen, SeenMove, SeenPosition } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import type { Judge } from './judge.ts';

const MOST_MOVES = 5_000;

export interface SavedInventory {
  readonly positions: readonly string[];
  readonly named: readonly string[];
  readonly moves: readonly string[];
}

/** What an account has beside orders and balances: positions, sub-accounts, addresses, moves of value. What is new in a list is told of once. */
export class Inventory {
  readonly #key: string;
  readonly #judge: Judge;
  readonly #tell: (finding: Finding) => void;
  readonly #positions: Set<string>;
  readonly #named: Set<string>;
  readonly #moves: Set<string>;
  /** Lists that were read before: what the first reading shows is where the watch begins. */
  readonly #read: Set<string>;

  constructor(key: string, judge: Judge, saved: SavedInventory | undefined, tell: (finding: Finding) => void) {
    this.#key = key;
    this.#judge = judge;
    this.#tell = tell;
    this.#positions = new Set(saved?.positions);
    this.#named = new Set(saved?.named);
    this.#moves = new Set(saved?.moves);
    this.#read = new Set(saved ? ['positions', ...saved.named.map((id) => id.slice(0, id.indexOf(' ')))] : []);
  }

  /** True when it was not seen in this state before. */
  move(seen: SeenMove): boolean {
    const id = `${seen.kind} ${seen.id} ${seen.state}`;
    if (this.#moves.has(id)) return false;
    this.#moves.add(id);
    const told = this.#judge.move(seen);
    if (told) this.#tell(told);
    return told !== undefined;
  }

  positions(records: readonly SeenPosition[]): void {
    const isFirst = !this.#read.has('positions');
    this.#read.add('positions');
    for (const seen of records) {
      const id = `${seen.kind} ${seen.symbol}`;
      if (isFirst && seen.quantity !== 0n) this.#positions.add(id);
      const told = this.#judge.position(seen, this.#positions.has(id));
      if (told) this.#tell(told);
    }
  }

  named(word: 'sub-account' | 'address', records: readonly Seen[]): void {
    const isFirst = !this.#read.has(word);
    this.#read.add(word);
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
      this.#tell(finding(word, 'critical', this.#key, seen.id, says, { isSecurity: true }));
    }
  }

  save(): SavedInventory {
    return {
      positions: [...this.#positions],
      named: [...this.#named],
      moves: [...this.#moves].slice(-MOST_MOVES),
    };
  }
}
