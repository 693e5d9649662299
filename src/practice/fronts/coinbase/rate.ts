/** Requests that a key may make in a second, and to the wallet API in an hour. */
const LIMIT = 30;
const WALLET_LIMIT = 10_000;

interface Count {
  readonly span: number;
  readonly used: number;
}

/** Counts the requests of each key by the second, and tells them in headers; those to the wallet API by the hour, which no header tells. */
export class RateCounter {
  readonly #seconds = new Map<string, Count>();
  readonly #hours = new Map<string, Count>();

  count(keyId: string, path: string, nowMs: number): { isOver: boolean; headers: Readonly<Record<string, string>> } {
    if (path.startsWith('/v2/')) {
      return { isOver: next(this.#hours, keyId, Math.floor(nowMs / 3_600_000)) > WALLET_LIMIT, headers: {} };
    }
    const used = next(this.#seconds, keyId, Math.floor(nowMs / 1000));
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

function next(counts: Map<string, Count>, keyId: string, span: number): number {
  const before = counts.get(keyId);
  const used = (before?.span === span ? before.used : 0) + 1;
  counts.set(keyId, { span, used });
  return used;
}
