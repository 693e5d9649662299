import type { Clock } from '../core/index.ts';

/** An exchange's own time, measured: the host's monotonic clock plus an offset, so that a jump of the host's wall clock changes nothing. */
export class ExchangeClock {
  readonly #clock: Clock;
  #base: number | undefined;
  #roundTripMs = Number.POSITIVE_INFINITY;
  #measuredAtMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** ms since the epoch by the exchange's clock; `undefined` before the first measurement. */
  nowMs(): number | undefined {
    return this.#base === undefined ? undefined : this.#base + this.#clock.monotonicMs();
  }

  /** How far the host's wall clock is ahead of the exchange's, in ms. */
  offsetMs(): number | undefined {
    const now = this.nowMs();
    return now === undefined ? undefined : this.#clock.nowMs() - now;
  }

  /**
   * Takes in one measurement: the exchange said `serverMs` for a request sent and answered at these monotonic times.
   * A measurement with a longer way than the best of the last ten minutes is not taken: it is less exact.
   */
  measure(serverMs: number, sentMs: number, answeredMs: number): void {
    const roundTripMs = answeredMs - sentMs;
    const stale = answeredMs - this.#measuredAtMs > 600_000;
    const base = serverMs + roundTripMs / 2 - answeredMs;
    const moved = this.#base !== undefined && Math.abs(base - this.#base) > roundTripMs / 2 + this.#roundTripMs / 2 + 1;
    if (!stale && !moved && roundTripMs > this.#roundTripMs) return;
    this.#base = base;
    this.#roundTripMs = roundTripMs;
    this.#measuredAtMs = answeredMs;
  }
}
