import type { Param } from './front.ts';

/** One request that reached the practice exchange. */
export interface Received {
  /** Increasing from 1. */
  readonly number: number;
  readonly atMs: number;
  /** Empty when the address named no exchange. */
  readonly exchange: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Decoded, query first, then a form body. A JSON body is in `rawBody` only. */
  readonly params: readonly Param[];
  readonly rawQuery: string;
  readonly rawBody: string;
  /** Lower case, as sent. */
  readonly headerNames: readonly string[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Set once a signature was verified. */
  account?: string;
  keyId?: string;
  /** Absent while no answer was given, or none was sent. */
  status?: number;
}

const KEPT = 20_000;

/** Everything that was received, for tests to look at; the oldest are forgotten. */
export class Ledger {
  readonly #entries: Received[] = [];
  #count = 0;

  add(entry: Omit<Received, 'number'>): Received {
    const received = { number: ++this.#count, ...entry };
    this.#entries.push(received);
    if (this.#entries.length > KEPT) this.#entries.shift();
    return received;
  }

  /** What came after the marker `since`; all when it is absent. */
  received(since = 0): readonly Received[] {
    return this.#entries.filter((entry) => entry.number > since);
  }

  /** A marker for `received`. */
  mark(): number {
    return this.#count;
  }
}
