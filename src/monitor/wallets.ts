import type { Feed, SeenBalance } from '../exchanges/index.ts';

/** The wallets of an account, as its lists of balances show them. */
export class Wallets {
  readonly #lists: readonly Feed[];
  readonly #known: () => readonly string[];
  /** Those that a list of several has told of. */
  readonly #told = new Map<string, Set<string>>();
  /** What was locked in each. */
  readonly #locks = new Map<string, ReadonlyMap<string, bigint>>();

  /** `known`: those of an earlier run. */
  constructor(feeds: readonly Feed[], known: () => readonly string[]) {
    this.#lists = feeds.filter(({ kind }) => kind === 'balances');
    this.#known = known;
  }

  /** Those that a list tells of; also those that are no longer in it: what is empty is often left out. */
  of(feed: Feed, records: readonly SeenBalance[]): ReadonlySet<string> {
    if (feed.wallet !== undefined) return new Set([feed.wallet]);
    const isOnly = this.#lists.every((other) => other === feed || other.wallet !== undefined);
    const known = this.#told.get(feed.name) ?? new Set<string>(isOnly ? this.#known() : []);
    for (const other of this.#lists) if (other.wallet !== undefined) known.delete(other.wallet);
    for (const { wallet } of records) known.add(wallet);
    this.#told.set(feed.name, known);
    return known;
  }

  /** Whether another amount is locked than at the last look: orders lock what they would spend. */
  isLockChanged(wallet: string, records: readonly SeenBalance[]): boolean {
    const locks = new Map(
      records.flatMap(({ asset, total, free }) => (free === undefined ? [] : [[asset, total - free] as const])),
    );
    const before = this.#locks.get(wallet);
    this.#locks.set(wallet, locks);
    if (!before) return false;
    return [...new Set([...before.keys(), ...locks.keys()])].some(
      (asset) => (before.get(asset) ?? 0n) !== (locks.get(asset) ?? 0n),
    );
  }
}
