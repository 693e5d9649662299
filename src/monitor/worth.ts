import { add, type Decimal, magnitude, zero } from '../core/index.ts';
import type { Feed, SeenBalance, SeenEquity } from '../exchanges/index.ts';
import type { Equity } from './equity.ts';
import type { Finding } from './finding.ts';
import type { Holding } from './holding.ts';

export interface WorthParts {
  readonly equity: Equity;
  /** The lists in which the exchange tells what the account is worth. */
  readonly lists: readonly Feed[];
  isForbidden(list: string): boolean;
  /** Whether some list of balances was never read. */
  isUnread(): boolean;
  /** The exchange's clock. */
  nowMs(): number | undefined;
  /** What all balances are worth, by fresh prices alone; `undefined` when that cannot be said now. */
  worth(
    wallets: ReadonlyMap<string, readonly SeenBalance[]>,
  ): { readonly amount: Decimal; readonly currency: string } | undefined;
}

interface Shift {
  readonly asset: string;
  readonly amount: Decimal;
  readonly atMs: number;
}

/** What the whole account is worth: from the list that tells of all of it, else from all that tell of a part, else from the balances. */
export class Worth {
  readonly #parts: WorthParts;
  readonly #wallets = new Map<string, readonly SeenBalance[]>();
  readonly #told = new Map<string, readonly SeenEquity[]>();
  /** Value that moved while its price was not known. */
  #shifts: readonly Shift[] = [];

  constructor(parts: WorthParts) {
    this.#parts = parts;
  }

  take(what: Holding): readonly Finding[] {
    if (what.what === 'value') this.#shifts = [...this.#shifts, what];
    if (what.what === 'equity') return this.#tell(what.list, what.records, what.atMs);
    if (what.what !== 'balances') return [];
    this.#wallets.set(what.wallet, what.records);
    return this.#parts.lists.length > 0 ? [] : this.#weigh();
  }

  #tell(list: string, records: readonly SeenEquity[], atMs: number): readonly Finding[] {
    const { equity, lists, isForbidden } = this.#parts;
    this.#told.set(list, records);
    const readable = lists.filter(({ name }) => !isForbidden(name));
    const whole = readable.filter(({ wallet }) => wallet === undefined);
    const wanted = whole.length > 0 ? whole.slice(0, 1) : readable;
    if (!wanted.some(({ name }) => name === list) || wanted.some(({ name }) => !this.#told.has(name))) return [];
    const worths = wanted.flatMap(({ name }) => this.#told.get(name)!);
    const [first] = worths;
    if (!first) return [];
    this.#shift();
    const same = worths.filter(({ currency }) => currency === first.currency);
    return equity.take(
      same.reduce((sum, { amount }) => add(sum, amount), zero),
      first.currency,
      atMs,
    );
  }

  /** Only where every wallet was seen: half an account looks like a loss. */
  #weigh(): readonly Finding[] {
    const { equity, worth, nowMs, isUnread } = this.#parts;
    const atMs = nowMs();
    if (atMs === undefined || isUnread()) return [];
    const all = worth(this.#wallets);
    if (!all) return [];
    this.#shift();
    return equity.take(all.amount, all.currency, atMs);
  }

  #shift(): void {
    const { equity, worth } = this.#parts;
    this.#shifts = this.#shifts.filter(({ asset, amount, atMs }) => {
      const total = magnitude(amount);
      const told = worth(new Map([['moved', [{ what: 'balance', wallet: 'moved', asset, total }]]]));
      if (told) equity.shift((amount < 0n ? -told.amount : told.amount) as Decimal, atMs);
      return told === undefined;
    });
  }
}
