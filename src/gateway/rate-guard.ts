import type { Clock } from '../core/index.ts';
import type { RateFacts, RateReading } from '../exchanges/index.ts';

interface Window {
  used: number;
  resetAtMs: number;
}

/**
 * Keeps one address from being banned by an exchange: counts requests per host group against the facts, takes over what the replies say,
 * and stays away for as long as the exchange asked. A share of each limit is kept for cancels.
 */
export class RateGuard {
  readonly #facts: RateFacts;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  readonly #limitedUntilMs = new Map<string, number>();
  readonly #bannedUntilMs = new Map<string, number>();
  /** By group, the limit by window that the exchange has told. */
  readonly #told = new Map<string, Map<number, number>>();

  constructor(facts: RateFacts, clock: Clock) {
    this.#facts = facts;
    this.#clock = clock;
  }

  /**
   * Takes one request from the group's budget; answers how many ms to stay away, or `undefined` when it may go. While the exchange asks to stay
   * away, a cancel may still go, for it may serve that one; during a ban it serves nothing. `share`: what of the budget this kind of request
   * may use up, so that the rest is left for others.
   */
  take(group: string, isCancel: boolean, share = 1): number | undefined {
    const nowMs = this.#clock.monotonicMs();
    const awayMs = isCancel ? (this.#bannedUntilMs.get(group) ?? 0) - nowMs : this.awayMs(group);
    if (awayMs > 0) return awayMs;
    const windows = this.#windowsOf(group, nowMs);
    for (const { window, limit } of windows) {
      const ceiling = isCancel ? limit : limit * (1 - this.#facts.cancelReserve) * share;
      if (window.used + 1 > ceiling) return window.resetAtMs - nowMs;
    }
    for (const { window } of windows) window.used++;
    return undefined;
  }

  /** For how many ms more the exchange has asked to stay away from a group; zero when it has not. */
  awayMs(group: string): number {
    const untilMs = Math.max(this.#limitedUntilMs.get(group) ?? 0, this.#bannedUntilMs.get(group) ?? 0);
    return Math.max(0, untilMs - this.#clock.monotonicMs());
  }

  /** The windows of a group with their limits: those of the facts, and those that only the exchange's headers tell of. The lower limit rules. */
  #windowsOf(group: string, nowMs: number): { readonly window: Window; readonly limit: number }[] {
    const limits = new Map<number, number>();
    for (const bucket of this.#facts.buckets) if (bucket.group === group) limits.set(bucket.windowMs, bucket.limit);
    for (const [windowMs, told] of this.#told.get(group) ?? [])
      limits.set(windowMs, Math.min(told, limits.get(windowMs) ?? told));
    return [...limits].map(([windowMs, limit]) => ({ window: this.#window(group, windowMs, nowMs), limit }));
  }

  /** Takes over what a reply said; the exchange's own count wins when it is higher. */
  observe(readings: readonly RateReading[]): void {
    const nowMs = this.#clock.monotonicMs();
    for (const { bucket, used, limit, windowMs, retryAfterMs, isBan } of readings) {
      if (limit !== undefined && limit > 0 && windowMs !== undefined) {
        const told = this.#told.get(bucket) ?? new Map<number, number>();
        this.#told.set(bucket, told.set(windowMs, limit));
      }
      if (retryAfterMs !== undefined) {
        const untilMs = isBan ? this.#bannedUntilMs : this.#limitedUntilMs;
        untilMs.set(bucket, Math.max(untilMs.get(bucket) ?? 0, nowMs + retryAfterMs));
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
