import type { Verdict } from './judge.ts';

/** What may be of an order without a known id is waited for so long, in ms. */
export const LATER_MS = 60_000;
const MOST_WAITING = 20_000;

export type Ask = (isFinal: boolean) => Verdict;

interface Waiting {
  readonly judge: Ask;
  readonly sinceMs: number;
  /** When it was, by the exchange's clock. */
  readonly atMs: number;
}

/** What cannot be told yet: judged again when more was read, and for good after a while. */
export class Later {
  readonly #waiting = new Map<string, Waiting>();
  readonly #nowMs: () => number;

  /** `nowMs`: monotonic. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** The verdict; `later` when it waits. */
  judge(id: string, atMs: number, judge: Ask): Verdict {
    const verdict = judge(false);
    if (verdict !== 'later') this.#waiting.delete(id);
    else if (!this.#waiting.has(id)) this.#waiting.set(id, { judge, sinceMs: this.#nowMs(), atMs });
    return verdict;
  }

  /** Those that can be told now. */
  again(): readonly Verdict[] {
    const nowMs = this.#nowMs();
    const told: Verdict[] = [];
    for (const [id, { judge, sinceMs }] of [...this.#waiting]) {
      const verdict = judge(nowMs - sinceMs > LATER_MS || this.#waiting.size > MOST_WAITING);
      if (verdict === 'later') continue;
      this.#waiting.delete(id);
      told.push(verdict);
    }
    return told;
  }

  /** When the oldest of them was, by the exchange's clock. */
  oldestMs(): number {
    return Math.min(...[...this.#waiting.values()].map(({ atMs }) => atMs));
  }
}
