import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log } from '../core/index.ts';
import { type Finding, finding } from '../monitor/index.ts';

const CLOCK_EVERY_MS = 15_000;
/** Told of above the one, over below the other, in ms: an offset at the edge is not told again and again. */
const CLOCK_MOST_MS = 1_000;
const CLOCK_FINE_MS = 700;

export interface DriftParts {
  readonly clock: Clock;
  readonly addressEveryMs: number;
  /** By key: how far this host's clock is ahead of the exchange's, in ms; those that are known. */
  offsets(): ReadonlyMap<string, number>;
  /** From where the requests leave; empty where nobody says so now. */
  egress(): Promise<readonly string[]>;
  /** Those that were seen before this start. */
  readonly addresses: readonly string[];
  readonly log: Log;
  found(finding: Finding): void;
  over(about: string): void;
}

/** What changes around Keyward: the clock against the exchanges', and the address from which requests leave. */
export class Drift {
  readonly #parts: DriftParts;
  readonly #offKeys = new Set<string>();
  #addresses: readonly string[];

  constructor(parts: DriftParts) {
    this.#parts = parts;
    this.#addresses = parts.addresses;
  }

  get addresses(): readonly string[] {
    return this.#addresses;
  }

  async run(signal: AbortSignal): Promise<void> {
    const again = async (everyMs: number, look: () => void | Promise<void>): Promise<void> => {
      let isTold = false;
      while (!signal.aborted) {
        try {
          await look();
          isTold = false;
        } catch (error) {
          if (!isTold) this.#parts.log.error('a look around has failed', { reason: String(error).slice(0, 200) });
          isTold = true;
        }
        await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    };
    await Promise.all([
      again(CLOCK_EVERY_MS, () => this.lookAtClocks()),
      again(this.#parts.addressEveryMs, () => this.lookAtAddress()),
    ]);
  }

  lookAtClocks(): void {
    for (const [key, offsetMs] of this.#parts.offsets()) {
      const isOff = this.#offKeys.has(key);
      if (!isOff && Math.abs(offsetMs) > CLOCK_MOST_MS) {
        this.#offKeys.add(key);
        const way = offsetMs > 0 ? 'ahead of' : 'behind';
        const says = `the clock of this host is ${Math.round(Math.abs(offsetMs))} ms ${way} the exchange's of ${key}`;
        this.#parts.found(finding('clock', 'warning', key, '', says, { evidence: ['keyward doctor clock says more'] }));
      } else if (isOff && Math.abs(offsetMs) < CLOCK_FINE_MS) {
        this.#offKeys.delete(key);
        this.#parts.over(`clock ${key}`);
      }
    }
  }

  async lookAtAddress(): Promise<void> {
    const now = [...(await this.#parts.egress())].sort();
    if (now.length === 0) return;
    const before = this.#addresses;
    this.#addresses = now;
    if (before.length === 0 || now.every((address) => before.includes(address))) return;
    const says = `requests leave from ${now.join(', ')} now, and left from ${before.join(', ')}: keys that are locked to an address will be refused`;
    this.#parts.found(finding('egress-changed', 'warning', '', now.join(' '), says));
  }
}
