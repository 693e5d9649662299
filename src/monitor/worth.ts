import { add, type Clock, type Decimal, magnitude, zero } from '../core/index.ts';
import type { Feed, SeenBalance, SeenEquity } from '../exchanges/index.ts';
import type { Equity } from './equity.ts';
import { SILENT_MS } from './feeds.ts';
import { type Finding, finding } from './finding.ts';
import type { Holding } from './holding.ts';

/** What balances are worth, or why nobody can say so now; `undefined` where nobody is asked. */
export type Weighed =
  | { readonly amount: Decimal; readonly currency: string }
  | { readonly unknown: string }
  | undefined;

export interface WorthParts {
  readonly key: string;
  readonly clock: Clock;
  /** Whether a loss of the account is limited, so that somebody is to be told when nobody can weigh it. */
  readonly isLimited: boolean;
  readonly equity: Equity;
  /** The lists in which the exchange tells what the account is worth. */
  readonly lists: readonly Feed[];
  isForbidden(list: string): boolean;
  /** Whether some list of balances was never read. */
  isUnread(): boolean;
  /** The exchange's clock. */
  nowMs(): number | undefined;
  /** What all balances are worth, by fresh prices alone. */
  worth(wallets: ReadonlyMap<string, readonly SeenBalance[]>): Weighed;
  /** What it was about is over. */
  over(about: string): void;
}

interface Shift {
  readonly asset: string;
  readonly amount: Decimal;
  readonly atMs: number;
  readonly isBack?: true;
}

/** What the whole account is worth: from the list that tells of all of it, else from all that tell of a part, else from the balances. */
export class Worth {
  readonly #parts: WorthParts;
  readonly #wallets = new Map<string, readonly SeenBalance[]>();
  readonly #told = new Map<string, readonly SeenEquity[]>();
  /** Value that moved while its price was not known. */
  #shifts: readonly Shift[] = [];

  /** Monotonic: when it was last weighed, or from when on it was tried. */
  #weighedMs: number;
  #why = '';
  #isWeighed = false;
  #isTold = false;

  constructor(parts: WorthParts) {
    this.#parts = parts;
    this.#weighedMs = parts.clock.monotonicMs();
  }

  take(what: Holding): readonly Finding[] {
    return [...this.#took(what), ...this.#silent()];
  }

  #took(what: Holding): readonly Finding[] {
    if (what.what === 'value') this.#shifts = [...this.#shifts, what];
    if (what.what === 'equity') return this.#tell(what.list, what.records, what.atMs);
    if (what.what !== 'balances') return [];
    this.#wallets.set(what.wallet, what.records);
    return this.#parts.lists.length > 0 ? [] : this.#weigh();
  }

  #tell(list: string, records: readonly SeenEquity[], atMs: number): readonly Finding[] {
    const { lists, isForbidden } = this.#parts;
    this.#told.set(list, records);
    const readable = lists.filter(({ name }) => !isForbidden(name));
    const whole = readable.filter(({ wallet }) => wallet === undefined);
    const wanted = whole.length > 0 ? whole.slice(0, 1) : readable;
    if (!wanted.some(({ name }) => name === list) || wanted.some(({ name }) => !this.#told.has(name))) return [];
    const worths = wanted.flatMap(({ name }) => this.#told.get(name)!);
    const [first] = worths;
    if (!first) return [];
    const same = worths.filter(({ currency }) => currency === first.currency);
    return this.#weighed(
      same.reduce((sum, { amount }) => add(sum, amount), zero),
      first.currency,
      atMs,
    );
  }

  /** Only where every wallet was seen: half an account looks like a loss. */
  #weigh(): readonly Finding[] {
    const { worth, nowMs, isUnread } = this.#parts;
    const atMs = nowMs();
    if (atMs === undefined) return [];
    const all = isUnread() ? { unknown: 'a list of balances was not read yet' } : worth(this.#wallets);
    if (all && 'amount' in all) return this.#weighed(all.amount, all.currency, atMs);
    this.#why = all?.unknown ?? '';
    return [];
  }

  #weighed(amount: Decimal, currency: string, atMs: number): readonly Finding[] {
    const { equity, key, clock, over } = this.#parts;
    this.#weighedMs = clock.monotonicMs();
    // Also of an earlier run.
    if (this.#isTold || !this.#isWeighed) over(`feed-unknown ${key} equity`);
    this.#isTold = false;
    this.#isWeighed = true;
    this.#shift();
    return equity.take(amount, currency, atMs);
  }

  /** A limit that nobody can hold to is told of, once. */
  #silent(): readonly Finding[] {
    const { key, clock, lists, isLimited, isForbidden } = this.#parts;
    // A list that failed once is asked again in its own turn.
    const slowestMs = Math.max(0, ...lists.map(({ everyMs }) => everyMs));
    const forMs = clock.monotonicMs() - this.#weighedMs;
    if (!isLimited || this.#isTold || forMs <= SILENT_MS + 2 * slowestMs) return [];
    this.#isTold = true;
    const names = lists.map(({ name }) => (isForbidden(name) ? `${name} (the key may not read it)` : name));
    const why = lists.length > 0 ? `not told by ${names.join(', ')}` : this.#why;
    const says = `nobody knows what the account of ${key} is worth, so its limits of losses are not held`;
    const evidence = [...(why === '' ? [] : [why]), `not known for ${Math.round(forMs / 1_000)} s`];
    return [finding('feed-unknown', 'warning', key, 'equity', says, { evidence })];
  }

  #shift(): void {
    const { equity, worth } = this.#parts;
    this.#shifts = this.#shifts.filter(({ asset, amount, atMs, isBack }) => {
      const total = magnitude(amount);
      const told = worth(new Map([['moved', [{ what: 'balance', wallet: 'moved', asset, total }]]]));
      if (!told || !('amount' in told)) return true;
      if (isBack) equity.giveBack(told.amount, atMs);
      else equity.shift((amount < 0n ? -told.amount : told.amount) as Decimal, atMs);
      return false;
    });
  }
}
