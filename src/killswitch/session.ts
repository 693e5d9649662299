import type { Instrument } from '../core/index.ts';
import { Routes } from './routes.ts';
import { type List, Tally } from './tally.ts';
import type { KillWishes, Target, TargetReport } from './target.ts';

const AT_ONCE = 20;

/** What one use of the kill switch on one account has in hand: its target, its time, and what it has found out so far. */
export class Session {
  readonly target: Target;
  readonly wishes: KillWishes;
  readonly tally = new Tally();
  instruments: readonly Instrument[] = [];
  routes: Routes;
  /** Anything of the account was read. */
  isReached = false;
  /** By holding, of the last look. */
  readonly dust = new Map<string, string>();
  readonly kept = new Map<string, string>();
  /** Of what is left in this round, how much nothing can be done about. */
  hopeless = 0;
  readonly #gaps = new Map<List, readonly string[]>();
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

  sees(list: List, gaps: readonly string[]): void {
    this.#gaps.set(list, gaps);
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
    return this.hopeless > 0 && this.hopeless === this.tally.residue().length;
  }

  report(state: TargetReport['state']): TargetReport {
    const { tally } = this;
    const { key, exchange, clock } = this.target;
    const residue = state === 'flat' ? [] : tally.residue();
    if (state !== 'flat' && residue.length === 0)
      residue.push({ what: 'unread', name: 'everything', why: 'there was no time to look again' });
    const gaps = [...new Set([...this.#gaps.values()].flat())].map((gap) => `not seen: ${gap}`);
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
      kept: [...this.kept.values(), ...instead, ...gaps],
      residue,
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
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
