import type { Clock } from '../core/index.ts';

/** More than this is not believed of the time in which Keyward did not run: the clock may have been set. */
const LONGEST_AWAY_MS = 86_400_000;

/** How long this host runs: a time that nobody sets, and which run of the host it is of. */
export interface SinceBoot {
  readonly bootId: string;
  readonly ms: number;
}

/** A moment that was kept on disk. */
export interface KeptMoment {
  readonly steadyMs: number;
  readonly wallMs: number;
  readonly boot?: SinceBoot | undefined;
}

/** Time that only goes on, however the clock on the wall is set, and that goes on across restarts. */
export class Steady {
  readonly #clock: Clock;
  readonly #baseMs: number;
  readonly #startMs: number;
  readonly #boot: SinceBoot | undefined;

  /** `boot`: now; absent where the host does not tell it. */
  constructor(clock: Clock, kept: KeptMoment | undefined, latestMs = 0, boot?: SinceBoot) {
    const awayMs = kept ? awaySince(kept, clock, boot) : 0;
    this.#clock = clock;
    this.#boot = boot;
    this.#startMs = clock.monotonicMs();
    this.#baseMs = Math.max(kept ? kept.steadyMs + awayMs : 0, latestMs);
  }

  nowMs(): number {
    return this.#baseMs + Math.max(0, this.#clock.monotonicMs() - this.#startMs);
  }

  moment(): KeptMoment {
    const steadyMs = this.nowMs();
    const boot = this.#boot && { ...this.#boot, ms: this.#boot.ms + steadyMs - this.#baseMs };
    return { steadyMs, wallMs: this.#clock.nowMs(), ...(boot ? { boot } : {}) };
  }
}

/** In the same run of the host its own time tells it, whatever the clock on the wall shows. */
function awaySince(kept: KeptMoment, clock: Clock, boot: SinceBoot | undefined): number {
  if (boot && kept.boot && boot.bootId === kept.boot.bootId && boot.ms >= kept.boot.ms) return boot.ms - kept.boot.ms;
  return Math.min(LONGEST_AWAY_MS, Math.max(0, clock.nowMs() - kept.wallMs));
}
