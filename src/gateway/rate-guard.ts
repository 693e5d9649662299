import type { Clock } from '../core/index.ts';
import type { RateFacts, RateReading } from '../exchanges/index.ts';

interface Window {
  used: number;
  resetAtMs: number;
}

/**
 * Keeps one address from being banned by an exchange: counts requests per host group against the facts, takes over what the reply headers say,
 * and stays away for as long as the exchange asked. A share of each limit is kept for cancels.
 */
export class RateGuard {
  readonly #facts: RateFacts;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  readonly #awayUntilMs = new Map<string, number>();
  /** By group, the limit by window that the exchange has told. */
  readonly #told = new Map<string, Map<number, number>>();

  constructor(facts: RateFacts, clock: Clock) {
    this.#facts = facts;
    this.#clock = clock;
  }

  /** Takes one request from the group's budget; answers how many ms to stay away, or `undefined` when it may go. */
  take(group: string, isCancel: boolean): number | undefined {
    const nowMs = this.#clock.monotonicMs();
    const awayMs = (this.#awayUntilMs.get(group) ?? 0) - nowMs;
    if (awayMs > 0) return awayMs;
    const windows = this.#windowsOf(group, nowMs);
    for (const { window, limit } of windows) {
      const ceiling = isCancel ? limit : limit * (1 - this.#facts.cancelReserve);
      if (window.used + 1 > ceiling) return window.resetAtMs - nowMs;
    }
    for (const { window } of windows) window.used++;
    return undefined;
  }

  /** The windows of a group with their limits: those of the facts, and those that only the exchange's headers tell of. The lower limit rules. */
  #windowsOf(group: string, nowMs: number): { readonly window: Window; readonly limit: number }[] {
    const limits = new Map<number, number>();
    for (const bucket of this.#facts.buckets) if (bucket.group === group) limits.set(bucket.windowMs, bucket.limit);
    for (const [windowMs, told] of this.#told.get(group) ?? []) limits.set(windowMs, Math.min(told, limits.get(windowMs) ?? told));
    return [...limits].map(([windowMs, limit]) => ({ window: this.#window(group, windowMs, nowMs), limit }));
  }

  /** Takes over what a reply said; the exchange's own count wins when it is higher. */
  observe(readings: readonly RateReading[]): void {
    const nowMs = this.#clock.monotonicMs();
    for (const { bucket, used, limit, windowMs, retryAfterMs } of readings) {
      if (limit !== undefined && limit > 0 && windowMs !== undefined) {
        const told = this.#told.get(bucket) ?? new Map<number, number>();
        this.#told.set(bucket, told.set(windowMs, limit));
      }
      if (retryAfterMs !== undefined) {
        this.#awayUntilMs.set(bucket, Math.max(this.#awayUntilMs.get(bucket) ?? 0, nowMs + retryAfterMs));
      }
      if (used !== undefined && windowMs !== undefined) {
        const window = this.#window(bucket, windowMs, nowMs);
        window.used = Math.max(window.used, used);
      }
    }
  }

  #window(group: string, windowMs: number, nowMs: number): Window {
    const name = `${group} ${windowMs}`;
    let window = this.#windows.get(name);
    if (!window || window.resetAtMs <= nowMs) {
      this.#windows.set(name, (window = { used: 0, resetAtMs: nowMs + windowMs }));
    }
    return window;
  }
}
