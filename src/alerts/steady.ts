import type { Clock } from '../core/index.ts';

/** More than this is not believed of the time in which Keyward did not run: the clock may have been set. */
const LONGEST_AWAY_MS = 86_400_000;

/** A moment that was kept on disk. */
export interface KeptMoment {
  readonly steadyMs: number;
  readonly wallMs: number;
}

/** Time that only goes on, however the clock on the wall is set, and that goes on across restarts. */
export class Steady {
  readonly #clock: Clock;
  readonly #baseMs: number;
  readonly #startMs: number;

  constructor(clock: Clock, kept: KeptMoment | undefined, latestMs = 0) {
    const awayMs = kept ? Math.min(LONGEST_AWAY_MS, Math.max(0, clock.nowMs() - kept.wallMs)) : 0;
    this.#clock = clock;
    this.#startMs = clock.monotonicMs();
    this.#baseMs = Math.max(kept ? kept.steadyMs + awayMs : 0, latestMs);
  }

  nowMs(): number {
    return this.#baseMs + Math.max(0, this.#clock.monotonicMs() - this.#startMs);
  }

  moment(): KeptMoment {
    return { steadyMs: this.nowMs(), wallMs: this.#clock.nowMs() };
  }
}
