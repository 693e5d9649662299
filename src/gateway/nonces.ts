import { existsSync, readFileSync } from 'node:fs';
import { KeywardError, writeFileDurably } from '../core/index.ts';

/** How far ahead of the nonce in use the durable high water is put, so that not every request waits for the disk. */
const AHEAD = 5_000n;

/** Hands out rising nonces for one exchange key, one request in flight at a time. No nonce is used twice, also across a crash. */
export class Nonces {
  readonly #path: string;
  readonly #trust: 'disk' | 'clock';
  #last: bigint;
  #durable: bigint;
  #turn: Promise<unknown> = Promise.resolve();

  /** `clock`: where the disk does not take the high water, the clock alone keeps a nonce from coming twice; for emergencies. */
  constructor(path: string, trust: 'disk' | 'clock' = 'disk') {
    this.#path = path;
    this.#trust = trust;
    this.#durable = existsSync(path) ? read(path) : 0n;
    this.#last = this.#durable;
  }

  /** Makes sure that the next nonce is above one that the exchange has seen. */
  raise(seen: bigint): void {
    if (seen > this.#last) this.#last = seen;
  }

  /**
   * Waits for its turn, then runs `send` with a nonce above all before: at least the time in ms. `isDurable` is false when the disk
   * did not take the high water, so that only the exchange's own memory keeps this nonce from being used again after a crash.
   */
  async with<T>(timeMs: number, send: (nonce: bigint, isDurable: boolean) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => {
      const nonce = this.#next(timeMs);
      return send(nonce, this.#raiseWater(nonce) || this.#trust === 'clock');
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #next(timeMs: number): bigint {
    const now = BigInt(Math.floor(timeMs));
    this.#last = this.#last + 1n > now ? this.#last + 1n : now;
    return this.#last;
  }

  /** Puts the durable high water above a nonce; false when the disk does not take it. */
  #raiseWater(nonce: bigint): boolean {
    if (nonce < this.#durable) return true;
    const water = nonce + AHEAD;
    try {
      writeFileDurably(this.#path, `${water}\n`);
    } catch {
      return false;
    }
    this.#durable = water;
    return true;
  }
}

function read(path: string): bigint {
  const text = readFileSync(path, 'utf8').trim();
  if (!/^\d{1,30}$/.test(text)) throw new KeywardError('state-corrupt', `${path} is not a nonce`);
  return BigInt(text);
}
