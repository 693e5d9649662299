import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, KeywardError } from '../core/index.ts';
import type { Place } from './back-end.ts';
import type { Parts } from './names.ts';

/** A credential that was refused is offered again after so long, in ms, or at once when it changes. */
const REFUSED_AGAIN_MS = 60_000;

export interface NotTaken {
  readonly reason: string;
  readonly isPassing: boolean;
}

/** How often in a row an offer may come to nothing for a passing reason before that is told. */
const MOST_PASSING = 5;

/** A place that has the stamp of before is read so often nevertheless: two changes within one tick of a clock have the same. */
const SETTLED_LOOKS = 2;

export interface KeeperParts {
  readonly place: Place;
  readonly clock: Clock;
  /** Offers a changed credential; gives why it was not taken. `isPassing`: it is worth offering again soon. */
  offer(parts: Parts): Promise<NotTaken | undefined>;
  /** The place cannot be read any more; told once. What was read last stays in use, in memory. */
  onLost(error: KeywardError): void;
  /** It can be read again. */
  onBack(): void;
  /** A changed credential was not taken; told once for each. */
  onRefused(reason: string): void;
  /** The one in use stands there again, after one that was not taken. */
  onKnown(): void;
}

/** Looks again and again at the place where a credential lives, and offers what has changed. Keeps no secret: only a keyed digest of the last. */
export class Keeper {
  readonly #parts: KeeperParts;
  readonly #digestKey = randomBytes(32);
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();
  #known = '';
  #refused = { digest: '', atMs: 0 };
  #isLost = false;
  #passing = 0;
  /** The stamp of the place at the last looks that read what is in use, and how many in a row they were. */
  #stamp = { text: '', looks: 0 };

  /** `known` is what is in use now. */
  constructor(parts: KeeperParts, known: Parts) {
    this.#parts = parts;
    this.#known = this.#digest(known);
  }

  /** Begins to look, where the place can change at all. */
  start(): void {
    const everyMs = this.#parts.place.lookEveryMs;
    if (everyMs !== undefined) this.#loop = this.#run(everyMs);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await this.#parts.place.close?.();
  }

  /** Looks once, now; one look at a time. Gives why a changed credential is not taken, or cannot be read. */
  look(): Promise<NotTaken | undefined> {
    return this.#inTurn(true);
  }

  #inTurn(isAsked: boolean): Promise<NotTaken | undefined> {
    const mine = this.#turn.then(() => this.#look(isAsked));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** `isAsked`: somebody waits for it, so one that was refused a moment ago is offered again. */
  async #look(isAsked: boolean): Promise<NotTaken | undefined> {
    const stamp = this.#parts.place.stamp?.();
    if (!isAsked && stamp !== undefined && stamp === this.#stamp.text && this.#stamp.looks >= SETTLED_LOOKS)
      return undefined;
    let found: Parts;
    try {
      found = await this.#parts.place.read();
    } catch (error) {
      this.#stamp = { text: '', looks: 0 };
      if (!this.#isLost) this.#parts.onLost(faultOf(error));
      this.#isLost = true;
      return { reason: faultOf(error).message, isPassing: true };
    }
    if (this.#isLost) this.#parts.onBack();
    this.#isLost = false;
    const digest = this.#digest(found);
    const looks = digest !== this.#known ? 0 : stamp === this.#stamp.text ? this.#stamp.looks + 1 : 1;
    this.#stamp = { text: stamp ?? '', looks };
    if (digest === this.#known) {
      if (this.#refused.digest !== '') this.#parts.onKnown();
      this.#forgetRefused();
      return undefined;
    }
    const nowMs = this.#parts.clock.monotonicMs();
    const isSame = digest === this.#refused.digest;
    if (!isAsked && isSame && nowMs - this.#refused.atMs < REFUSED_AGAIN_MS) return undefined;
    const refused = await this.#parts.offer(found);
    this.#passing = refused?.isPassing ? this.#passing + 1 : 0;
    if (!refused) {
      this.#known = digest;
      this.#forgetRefused();
    } else if (!refused.isPassing || this.#passing > MOST_PASSING) {
      this.#refused = { digest, atMs: nowMs };
      if (!isSame) this.#parts.onRefused(refused.reason);
    }
    return refused;
  }

  #forgetRefused(): void {
    this.#refused = { digest: '', atMs: 0 };
    this.#passing = 0;
  }

  async #run(everyMs: number): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await this.#inTurn(false);
    }
  }

  #digest({ id, secret, passphrase }: Parts): string {
    const hmac = createHmac('sha256', this.#digestKey).update(id).update('\0');
    for (const part of [secret, passphrase]) {
      part?.openBytes((bytes) => hmac.update(bytes));
      hmac.update('\0');
    }
    return hmac.digest('base64');
  }
}

function faultOf(error: unknown): KeywardError {
  if (error instanceof KeywardError) return error;
  return new KeywardError('vault-unreached', 'the credential cannot be read', { cause: error });
}
