import type { Unclear } from '../exchanges/index.ts';
import type { Entry } from '../journal/index.ts';
import { type Finding, finding } from './finding.ts';

/** So many refusals of one key within so long, in ms, are told of. */
const MOST = 5;
const WITHIN_MS = 300_000;

const WORDS: Readonly<Partial<Record<Unclear['cause'], string>>> = {
  key: 'it does not know the key',
  'key-or-ip-or-permission': 'it does not take the key, the address or what is asked for',
  signature: 'the signature is wrong',
  clock: 'the time or the nonce is wrong; a second user of the key brings that about too',
  ip: 'the address is not on its list',
};

interface Run {
  readonly times: number[];
  isTold: boolean;
}

/** What the exchanges say of the keys in the answers to bots: one that is refused again and again, read from the journal. */
export class KeyErrors {
  readonly #runs = new Map<string, Run>();
  readonly #keyOf = new Map<string, string>();
  readonly #causeOf: (key: string, status: number, code: string) => Unclear['cause'] | undefined;

  /** `causeOf`: what an exchange means by an error. */
  constructor(causeOf: (key: string, status: number, code: string) => Unclear['cause'] | undefined) {
    this.#causeOf = causeOf;
  }

  take(entry: Entry): { readonly found?: Finding; readonly over?: string } {
    if (entry.kind === 'decision' && entry.effect === 'allow') {
      this.#keyOf.set(entry.id, entry.key);
      // An outcome follows its decision within seconds; the oldest have none.
      if (this.#keyOf.size > 10_000) for (const id of [...this.#keyOf.keys()].slice(0, 5_000)) this.#keyOf.delete(id);
      return {};
    }
    if (entry.kind !== 'outcome' || entry.result !== 'answered') return {};
    const key = this.#keyOf.get(entry.of);
    this.#keyOf.delete(entry.of);
    return key === undefined ? {} : this.#answered(key, entry.status ?? 200, entry.code ?? '', Date.parse(entry.time));
  }

  #answered(key: string, status: number, code: string, atMs: number): { found?: Finding; over?: string } {
    const run = this.#runs.get(key) ?? { times: [], isTold: false };
    this.#runs.set(key, run);
    const cause = status < 400 && code === '' ? undefined : this.#causeOf(key, status, code);
    const words = cause && WORDS[cause];
    while (run.times[0] !== undefined && run.times[0] < atMs - WITHIN_MS) run.times.shift();
    if (words === undefined) {
      if (!run.isTold || run.times.length > 0) return {};
      run.isTold = false;
      return { over: `key-errors ${key}` };
    }
    run.times.push(atMs);
    if (run.isTold || run.times.length < MOST) return {};
    run.isTold = true;
    const says = `the exchange refused requests with the key ${key} ${MOST} times within ${WITHIN_MS / 60_000} minutes: ${words}`;
    return {
      found: finding('key-errors', 'warning', key, '', says, {
        evidence: [`status ${status}${code === '' ? '' : `, code ${code}`}`],
      }),
    };
  }
}
