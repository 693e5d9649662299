/** Requests that one address may send in five seconds. */
const ADDRESS_LIMIT = 600;
const ADDRESS_WINDOW_MS = 5_000;

/** Requests that one key may send to one endpoint. */
export interface Allowance {
  readonly limit: number;
  readonly windowMs: number;
}

/** Counts requests per key and endpoint in fixed seconds or minutes, as Bybit's headers tell them, and per address. */
export class RateMeter {
  readonly #counts = new Map<string, { window: number; used: number }>();

  /** True when the address has sent too many. */
  isAddressOver(ip: string, nowMs: number): boolean {
    return this.#add(`address ${ip}`, nowMs, ADDRESS_WINDOW_MS) > ADDRESS_LIMIT;
  }

  /** Counts one request of a key; the headers tell what is left. */
  count(
    keyId: string,
    line: string,
    { limit, windowMs }: Allowance,
    nowMs: number,
  ): { over: boolean; headers: Record<string, string> } {
    const used = this.#add(`${keyId} ${line}`, nowMs, windowMs);
    const over = used > limit;
    const headers = {
      'x-bapi-limit': String(limit),
      'x-bapi-limit-status': String(Math.max(0, limit - used)),
      'x-bapi-limit-reset-timestamp': String(over ? (Math.floor(nowMs / windowMs) + 1) * windowMs : nowMs),
    };
    return { over, headers };
  }

  #add(name: string, nowMs: number, windowMs: number): number {
    const window = Math.floor(nowMs / windowMs);
    const count = this.#counts.get(name);
    const used = (count?.window === window ? count.used : 0) + 1;
    this.#counts.set(name, { window, used });
    return used;
  }
}
