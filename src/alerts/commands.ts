import { type Clock, scrub } from '../core/index.ts';
import { type HaltLevel, haltLevels, isTighter } from '../halt/index.ts';
import { inert } from './message.ts';

/** Where a channel hands in what was replied. */
export interface CommandPort {
  /** Something that a listed user wrote; gives the answer, if there is to be one. */
  take(who: string, text: string): Promise<string | undefined>;
  /** Something that somebody else wrote: it is written down, never answered. */
  stranger(who: string): void;
  /** Replies cannot be read, and why; `undefined`: they can again. */
  fault(says: string | undefined): void;
}

export interface Attempt {
  readonly by: string;
  /** The level, or what was written. */
  readonly asked: string;
  readonly result: 'lowered' | 'refused' | 'wrong-code' | 'off' | 'stranger' | 'failed';
  /** How many more of the same kind are not written down one by one. */
  readonly more?: number;
}

export interface CommandParts {
  readonly clock: Clock;
  readonly random: (size: number) => Uint8Array;
  /** The level now. */
  level(): HaltLevel;
  /** Lowers the halt level; never raises it. Gives the level that counts then. */
  lower(level: HaltLevel, by: string): Promise<HaltLevel>;
  note(attempt: Attempt): void;
  /** Replies cannot be read, and why; `undefined`: they can again. */
  onFault(says: string | undefined): void;
  /** Kept across restarts. */
  isOff(): boolean;
  setOff(isOff: boolean): void;
}

const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const CODE_CHARACTERS = 8;
const GOOD_FOR_MS = 15 * 60_000;
const MOST_CODES = 50;
const MOST_GUESSES = 5;
const MOST_NOTES_A_MINUTE = 10;

/** Lowers the halt level on replies with a one-time code. Codes live in memory: none survives a restart. */
export class Commands implements CommandPort {
  readonly #parts: CommandParts;
  readonly #codes = new Map<string, number>();
  #guesses = 0;
  #notedAtMs: number[] = [];
  #unnoted = 0;

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  get isOff(): boolean {
    return this.#parts.isOff();
  }

  /** The owner, at the host, lets replies count again. */
  turnOn(): void {
    this.#guesses = 0;
    if (this.#parts.isOff()) this.#parts.setOff(false);
  }

  /** A new code for one message; `undefined` while commands are off. */
  issue(): string | undefined {
    if (this.isOff) return undefined;
    const bytes = this.#parts.random(CODE_CHARACTERS);
    const code = Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('');
    this.#codes.set(code, this.#parts.clock.monotonicMs() + GOOD_FOR_MS);
    const [oldest] = this.#codes.keys();
    if (this.#codes.size > MOST_CODES && oldest !== undefined) this.#codes.delete(oldest);
    return code;
  }

  stranger(who: string): void {
    this.#note({ by: who, asked: 'something', result: 'stranger' });
  }

  fault(says: string | undefined): void {
    this.#parts.onFault(says);
  }

  async take(who: string, text: string): Promise<string | undefined> {
    const [, word = '', code = ''] = /^\/?([a-z]+)(?:@\w+)?(?:\s+(\S+))?$/i.exec(text) ?? [];
    const level = haltLevels.find((known) => known === word.toLowerCase());
    const asked = level ?? inert(scrub(text)).slice(0, 40);
    if (this.isOff) {
      this.#note({ by: who, asked, result: 'off' });
      return undefined;
    }
    if (level === undefined) {
      this.#note({ by: who, asked, result: 'refused' });
      return 'Not understood. Reply: halt CODE, reduce CODE or seal CODE, with the code of an alarm.';
    }
    if (code === '') {
      this.#note({ by: who, asked, result: 'refused' });
      return level === 'run'
        ? `The halt level is ${this.#parts.level()}. A reply only lowers it; raise it at the host, with keyward halt run.`
        : `The code is missing. Reply: ${level} CODE, with the code of an alarm.`;
    }
    if (!this.#isGood(code.toUpperCase())) return this.#wrong(who, asked);
    const now = this.#parts.level();
    if (!isTighter(level, now)) {
      this.#note({ by: who, asked, result: 'refused' });
      if (level === now && level !== 'run') return `The halt level is ${now} already. A reply only lowers it.`;
      return `The halt level is ${now}. A reply only lowers it; raise it at the host, with keyward halt ${level}.`;
    }
    this.#codes.delete(code.toUpperCase());
    return this.#lower(who, level, code.toUpperCase());
  }

  async #lower(who: string, level: HaltLevel, code: string): Promise<string> {
    try {
      const counts = await this.#parts.lower(level, who);
      this.#guesses = 0;
      this.#note({ by: who, asked: level, result: 'lowered' });
      return `The halt level is ${counts} now. Raise it at the host, with keyward halt run.`;
    } catch {
      // It did not do what it is for.
      this.#codes.set(code, this.#parts.clock.monotonicMs() + GOOD_FOR_MS);
      this.#note({ by: who, asked: level, result: 'failed' });
      return `It could not be lowered or written down: the halt level is ${this.#parts.level()}. Try again, or stop the bots at the exchange.`;
    }
  }

  #isGood(code: string): boolean {
    const until = this.#codes.get(code);
    return until !== undefined && this.#parts.clock.monotonicMs() < until;
  }

  #wrong(who: string, asked: string): string {
    this.#guesses++;
    const left = MOST_GUESSES - this.#guesses;
    if (left <= 0) {
      this.#codes.clear();
      this.#parts.setOff(true);
    }
    this.#note({ by: who, asked, result: 'wrong-code' });
    const rest =
      left > 0 ? `${left} more, then replies are off.` : 'Replies are off now, until keyward alert test is run.';
    return `The code is wrong, used or older than 15 minutes. ${rest}`;
  }

  /** What a listed user reaches is always written down; the rest is counted when it becomes a flood. */
  #note(attempt: Attempt): void {
    const nowMs = this.#parts.clock.monotonicMs();
    this.#notedAtMs = this.#notedAtMs.filter((atMs) => nowMs - atMs < 60_000);
    const isCounted = attempt.result === 'stranger' || attempt.result === 'off' || attempt.result === 'refused';
    if (isCounted && this.#notedAtMs.length >= MOST_NOTES_A_MINUTE) {
      this.#unnoted++;
      return;
    }
    this.#notedAtMs.push(nowMs);
    this.#parts.note({ ...attempt, ...(this.#unnoted === 0 ? {} : { more: this.#unnoted }) });
    this.#unnoted = 0;
  }
}
