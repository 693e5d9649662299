const LIMITS: Readonly<Record<string, number>> = { api: 6000, sapi: 12_000, fapi: 2400, dapi: 2400, eapi: 400 };

/** Counts weight per address and orders per account in fixed windows, as Binance's headers tell them. */
export class RateMeter {
  readonly #counts = new Map<string, { window: number; used: number }>();

  /** Adds weight; the seconds to wait when the limit is passed. */
  weigh(family: string, ip: string, weight: number, nowMs: number): number | undefined {
    const used = this.#add(`${family} ${ip}`, weight, nowMs, 60_000);
    return used > (LIMITS[family] ?? 6000) ? 60 - (Math.floor(nowMs / 1000) % 60) : undefined;
  }

  headers(family: string, ip: string): Record<string, string> {
    const used = String(this.#counts.get(`${family} ${ip}`)?.used ?? 0);
    if (family === 'sapi') return { 'x-sapi-used-ip-weight-1m': used };
    return family === 'api'
      ? { 'x-mbx-used-weight': used, 'x-mbx-used-weight-1m': used }
      : { 'x-mbx-used-weight-1m': used };
  }

  /** Counts one order and gives the headers that tell of it. */
  countOrder(family: string, account: string, nowMs: number): Record<string, string> {
    const short = this.#add(`10s ${family} ${account}`, 1, nowMs, 10_000);
    const name = family === 'fapi' ? 'x-mbx-order-count-1m' : 'x-mbx-order-count-1d';
    const long = this.#add(`${name} ${account}`, 1, nowMs, family === 'fapi' ? 60_000 : 86_400_000);
    return { 'x-mbx-order-count-10s': String(short), [name]: String(long) };
  }

  #add(name: string, amount: number, nowMs: number, windowMs: number): number {
    const window = Math.floor(nowMs / windowMs);
    const count = this.#counts.get(name);
    const used = (count?.window === window ? count.used : 0) + amount;
    this.#counts.set(name, { window, used });
    return used;
  }
}
