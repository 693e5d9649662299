import type { Limits } from './channel.ts';

/** Sends of one channel, held to the limits of its service. Times are of the monotonic clock. */
export class Rate {
  readonly #limits: Limits;
  #sent: number[] = [];

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  admits(nowMs: number): boolean {
    const { gapMs, most, withinMs } = this.#limits;
    this.#sent = this.#sent.filter((atMs) => nowMs - atMs < withinMs);
    const last = this.#sent.at(-1);
    return this.#sent.length < most && (last === undefined || nowMs - last >= gapMs);
  }

  /** Whether something was sent a moment ago, so that what waits now is a burst. */
  isBusy(nowMs: number): boolean {
    const last = this.#sent.at(-1);
    return last !== undefined && nowMs - last < Math.max(10_000, this.#limits.gapMs * 2);
  }

  note(nowMs: number): void {
    this.#sent.push(nowMs);
  }
}
