import type { Instrument } from '../core/index.ts';
import type { Feed } from '../exchanges/index.ts';
import type { Barred, Rights } from './reads.ts';
import { Routes } from './routes.ts';
import { type List, Tally } from './tally.ts';
import type { KillWishes, Residue, Target, TargetReport } from './target.ts';

const AT_ONCE = 20;

/** Of a list that the key may not read and in which the bots' orders, positions or holdings may be. */
const BARRED = 'the key may not read it, and its bots trade there';

/** Whether it is such a list: to look again changes nothing. */
export function isUnreadable({ why }: Residue): boolean {
  return why.startsWith(BARRED);
}

/** What one use of the kill switch on one account has in hand: its target, its time, and what it has found out so far. */
export class Session implements Rights {
  readonly target: Target;
  readonly wishes: KillWishes;
  readonly tally = new Tally();
  instruments: readonly Instrument[] = [];
  routes: Routes;
  /** By holding, of the last look. */
  readonly dust = new Map<string, string>();
  readonly kept = new Map<string, string>();
  /** Of what is left in this round, how much nothing can be done about. */
  hopeless = 0;
  readonly proof: Rights['proof'] = new Set();
  readonly #barred = new Map<List, readonly Barred[]>();
  readonly #startedMs: number;
  readonly #tell: (says: string) => void;
  #calls = 0;

  constructor(target: Target, wishes: KillWishes, tell: (says: string) => void) {
    this.wishes = wishes;
    this.routes = new Routes([], wishes.quote, wishes.keep);
    this.#tell = tell;
    this.#startedMs = target.clock.monotonicMs();
    this.target = {
      ...target,
      ask: async (call) => {
        // What is begun ends; nothing is begun after the time is up.
        if (this.isOver) return undefined;
        this.#calls++;
        return target.ask(call);
      },
      // Without one an order at the market is tried, and what is small is not told from what is not.
      prices: (instruments) => target.prices(instruments).catch(() => new Map()),
    };
  }

  begin(): void {
    this.hopeless = 0;
  }

  /** Whoever listens may be gone; the switch goes on. */
  readonly tell = (says: string): void => {
    try {
      this.#tell(says);
    } catch {}
  };

  /** Takes in which lists the key may not read; gives whether one of them may hold what is to be ended. */
  bars(list: List, barred: readonly Barred[]): boolean {
    this.#barred.set(list, barred);
    return barred.some(({ feed }) => this.mayHold(feed));
  }

  /** What the key cannot read it cannot have traded either, unless the right was taken from it. */
  readonly mayHold = ({ name, kind, kinds, wallet }: Feed): boolean => {
    const { closing, trades } = this.target;
    if (this.proof.has(name)) return true;
    if (kind === 'balances') return wallet !== undefined && closing.sells.includes(wallet);
    return kinds?.some((one) => trades?.has(one) ?? true) ?? true;
  };

  get #unreadable(): readonly Residue[] {
    const barred = [...this.#barred.values()].flat().filter(({ feed }) => this.mayHold(feed));
    return barred.map(({ feed, why }) => ({ what: 'unread', name: feed.name, why: `${BARRED} (${why})` }));
  }

  get #unseen(): readonly string[] {
    const names = new Map<string, string[]>();
    for (const { feed, why } of [...this.#barred.values()].flat())
      if (!this.mayHold(feed)) names.set(why, [...(names.get(why) ?? []), feed.name]);
    const lists = [...names].map(([why, feeds]) => `${feeds.join(', ')}: the key may not read them (${why})`);
    return [...lists, ...(this.target.leaves ?? [])];
  }

  /** Anything of the account was read. */
  get isReached(): boolean {
    return this.proof.size > 0;
  }

  get isListed(): boolean {
    return this.instruments.length > 0 && this.target.isListed?.() !== false;
  }

  get leftMs(): number {
    return this.#startedMs + this.wishes.withinMs - this.target.clock.monotonicMs();
  }

  get isOver(): boolean {
    return this.leftMs <= 0;
  }

  /** All that is left are things that no order of Keyward's can end. */
  get isHopeless(): boolean {
    const { length } = this.tally.residue();
    return length + this.#unreadable.length > 0 && this.hopeless === length;
  }

  report(state: TargetReport['state']): TargetReport {
    const { tally } = this;
    const { key, exchange, clock } = this.target;
    const residue = state === 'flat' ? [] : [...tally.residue(), ...this.#unreadable];
    if (state !== 'flat' && residue.length === 0)
      residue.push({ what: 'unread', name: 'everything', why: 'there was no time to look again' });
    const { missing, quote } = this.routes;
    const instead =
      missing === undefined ? [] : [`no market is quoted in ${missing}: what was sold was sold for ${quote}`];
    return {
      key,
      exchange,
      state,
      cancelled: tally.cancelled,
      closed: tally.closed,
      sold: tally.sold,
      dust: [...this.dust.values()],
      kept: [...this.kept.values(), ...instead],
      residue,
      unseen: this.#unseen,
      calls: this.#calls,
      durationMs: Math.round(clock.monotonicMs() - this.#startedMs),
    };
  }
}

/** A few at a time, so that one account does not use up all connections. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await allOf(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}

/** Waits for all of them, also where one fails: nothing of a round goes on beside the next. Then the first fault is thrown. */
export async function allOf(works: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === 'rejected') throw ended.reason;
}
