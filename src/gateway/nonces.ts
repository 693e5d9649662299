import { existsSync, readFileSync } from 'node:fs';
import { KeywardError, writeFileDurably } from '../core/index.ts';

/** How far ahead of the nonce in use the durable high water is put, so that not every request waits for the disk. */
const AHEAD = 5_000n;

/** Hands out rising nonces for one exchange key, one request in flight at a time. No nonce is used twice, also across a crash. */
export class Nonces {
  readonly #path: string;
  #last: bigint;
  #durable: bigint;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    this.#durable = existsSync(path) ? read(path) : 0n;
    this.#last = this.#durable;
  }

  /** Makes sure that the next nonce is above one that the exchange has seen. */
  raise(seen: bigint): void {
    if (seen > this.#last) this.#last = seen;
  }

  /** Waits for its turn, then runs `send` with a nonce above all before: at least the time in ms. */
  async with<T>(timeMs: number, send: (nonce: bigint) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => send(this.#next(timeMs)));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #next(timeMs: number): bigint {
    const now = BigInt(Math.floor(timeMs));
    const nonce = this.#last + 1n > now ? this.#last + 1n : now;
    if (nonce >= this.#durable) {
      this.#durable = nonce + AHEAD;
      writeFileDurably(this.#path, `${this.#durable}\n`);
    }
    this.#last = nonce;
    return nonce;
  }
}

function read(path: string): bigint {
  const text = readFileSync(path, 'utf8').trim();
  if (!/^\d{1,30}$/.test(text)) throw new KeywardError('state-corrupt', `${path} is not a nonce`);
  return BigInt(text);
}
