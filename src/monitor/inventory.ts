import { type Decimal, dropOldest } from '../core/index.ts';
import type { Feed, Seen, SeenMove, SeenNamed, SeenPosition } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import type { Judge } from './judge.ts';
import { isoOf } from './sentences.ts';

const MOST_MOVES = 5_000;
/** A withdrawal that is on its way for longer, in ms, is not waited for. */
const MOST_LEAVING_MS = 7 * 86_400_000;
/** A position that so many looks in a row do not show is gone: one that comes after it is another. */
const GONE_LOOKS = 3;

/** What a list of this kind tells of. */
export const NAMED: Readonly<Partial<Record<Feed['kind'], SeenNamed['what']>>> = {
  'sub-accounts': 'sub-account',
  addresses: 'address',
  keys: 'key',
};

export interface SavedInventory {
  readonly positions: readonly string[];
  readonly named: readonly string[];
  readonly moves: readonly string[];
  /** Withdrawals that have neither left nor failed, with the time when each was asked for; absent in older files. */
  readonly leaving?: Readonly<Record<string, number>>;
  /** The lists that were read once; absent in older files. */
  readonly read?: readonly string[];
  /** The positions that each list showed, and what was told of any. */
  readonly shown?: Readonly<Record<string, readonly string[]>>;
  readonly told?: Readonly<Record<string, string>>;
}

/** What came in, left (negative), or was leaving and stays. */
export interface Value {
  readonly amount: Decimal;
  readonly isBack?: true;
}

export interface InventoryParts {
  readonly key: string;
  readonly judge: Judge;
  readonly saved: SavedInventory | undefined;
  tell(finding: Finding): void;
  /** Whether Keyward itself has made the key of this label. */
  isMadeHere(label: string): boolean;
  /** What it was about is over. */
  over(about: string): void;
}

/** What an account has beside orders and balances: positions, sub-accounts, addresses, moves of value. What is new in a list is told of once. */
export class Inventory {
  readonly #parts: InventoryParts;
  readonly #positions: Set<string>;
  readonly #named: Set<string>;
  readonly #moves: Set<string>;
  readonly #leaving: Map<string, number>;
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
    this.#leaving = new Map(Object.entries(saved?.leaving ?? {}));
    this.#read = new Set(saved?.read);
    this.#told = new Map(Object.entries(saved?.told ?? {}));
    this.#shown = new Map(
      Object.entries(saved?.shown ?? {}).map(([list, ids]) => [list, new Map(ids.map((id) => [id, 0]))]),
    );
  }

  /**
   * Gives what its state newly does to the value of the account, once: of a deposit when it is there, of a withdrawal as soon as it leaves, and
   * again where it stays after all.
   */
  move(seen: SeenMove): Value | undefined {
    const { judge, tell } = this.#parts;
    const { kind, state, amount, id, atMs } = seen;
    if (this.#knows(seen, state)) return undefined;
    const hasLeft = this.#knows(seen, 'pending') || this.#knows(seen, 'done');
    this.#know(seen, state);
    const told = judge.move(seen);
    if (told) tell(told);
    if (kind === 'transfer') return undefined;
    if (kind === 'deposit') return told && state === 'done' ? { amount } : undefined;
    if (state !== 'pending') this.#leaving.delete(id);
    else if (told) this.#leaving.set(id, atMs);
    if (state === 'failed') return this.#knows(seen, 'counted') ? { amount, isBack: true } : undefined;
    if (!told || hasLeft) return undefined;
    this.#know(seen, 'counted');
    return { amount: -amount as Decimal };
  }

  /** When the oldest withdrawal of this week was asked for that has neither left nor failed, by the exchange's clock. */
  leavingSinceMs(nowMs: number): number | undefined {
    for (const [id, atMs] of this.#leaving) if (atMs < nowMs - MOST_LEAVING_MS) this.#leaving.delete(id);
    return this.#leaving.size === 0 ? undefined : Math.min(...this.#leaving.values());
  }

  #knows(seen: SeenMove, state: SeenMove['state'] | 'counted'): boolean {
    return this.#moves.has(`${seen.kind} ${seen.id} ${state}`);
  }

  #know(seen: SeenMove, state: SeenMove['state'] | 'counted'): void {
    this.#moves.add(`${seen.kind} ${seen.id} ${state}`);
    dropOldest(this.#moves, MOST_MOVES * 2);
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

  named(word: SeenNamed['what'], records: readonly Seen[], list: string = word): void {
    const { tell } = this.#parts;
    const isFirst = !this.#read.has(list);
    this.#read.add(list);
    for (const seen of records) {
      if (seen.what !== word) continue;
      const id = `${word} ${seen.id}`;
      const isNew = !this.#named.has(id);
      this.#named.add(id);
      if (isFirst || !isNew) continue;
      tell(this.#new(seen));
    }
  }

  /** A key of a sub-account is made by its owners too, and reaches no other account: it stops nobody. */
  #new({ what, id, of, label }: SeenNamed): Finding {
    const { key, isMadeHere } = this.#parts;
    const name = label ?? id;
    if (what === 'key') {
      const isOurs = label !== undefined && isMadeHere(label);
      const says = `there is a new key of the sub-account ${of}${label === undefined ? '' : `: ${label}`}`;
      const evidence = [`fingerprint ${id.split(' ').at(-1)}`, ...(isOurs ? ['Keyward has made it'] : [])];
      return finding('key-changed', isOurs ? 'info' : 'warning', key, `new ${id}`, says, { evidence });
    }
    const says =
      what === 'address'
        ? `funds may now be withdrawn to a new address: ${name}`
        : `there is a new sub-account: ${name}`;
    return finding(what, 'critical', key, id, says, { isSecurity: true });
  }

  save(): SavedInventory {
    return {
      positions: [...this.#positions],
      named: [...this.#named],
      moves: [...this.#moves].slice(-MOST_MOVES),
      leaving: Object.fromEntries(this.#leaving),
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
