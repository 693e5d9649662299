/** Public requests are counted by minute and host, and not written one by one. */
export class PublicCounts {
  readonly #write: (minute: string, counts: Readonly<Record<string, number>>) => void;
  #minuteMs = 0;
  #counts = new Map<string, number>();

  constructor(write: (minute: string, counts: Readonly<Record<string, number>>) => void) {
    this.#write = write;
  }

  count(host: string, nowMs: number): void {
    const minuteMs = Math.floor(nowMs / 60_000) * 60_000;
    if (minuteMs !== this.#minuteMs) {
      this.flush();
      this.#minuteMs = minuteMs;
    }
    this.#counts.set(host, (this.#counts.get(host) ?? 0) + 1);
  }

  /** Hands over what has been counted so far. */
  flush(): void {
    if (this.#counts.size > 0) this.#write(new Date(this.#minuteMs).toISOString(), Object.fromEntries(this.#counts));
    this.#counts = new Map();
  }
}
