/** Requests that a key may make in a second. */
const LIMIT = 30;

/** Counts the requests of each key by the second, and tells them in headers. */
export class RateCounter {
  readonly #seconds = new Map<string, { second: number; used: number }>();

  count(keyId: string, nowMs: number): { isOver: boolean; headers: Readonly<Record<string, string>> } {
    const second = Math.floor(nowMs / 1000);
    const before = this.#seconds.get(keyId);
    const used = (before?.second === second ? before.used : 0) + 1;
    this.#seconds.set(keyId, { second, used });
    return {
      isOver: used > LIMIT,
      headers: {
        'x-ratelimit-limit': String(LIMIT),
        'x-ratelimit-remaining': String(Math.max(0, LIMIT - used)),
        'x-ratelimit-reset': '1',
      },
    };
  }
}
