import type { Clock } from '../core/index.ts';

const EVERY_MS = 100;

/** Notices how long this process stood still: while it does, nobody is asked and every time-out ends at once. */
export class Pulse {
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  #lastMs: number;
  #longestMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastMs = clock.monotonicMs();
    this.#timer = setInterval(() => this.#beat(), EVERY_MS).unref();
  }

  /** Ends it, and says how long the longest standstill was, in ms. */
  stop(): number {
    clearInterval(this.#timer);
    this.#beat();
    return this.#longestMs;
  }

  #beat(): void {
    const nowMs = this.#clock.monotonicMs();
    this.#longestMs = Math.max(this.#longestMs, nowMs - this.#lastMs - EVERY_MS);
    this.#lastMs = nowMs;
  }
}
