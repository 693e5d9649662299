import { existsSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KeywardError, withFileLock, writeFileDurably } from '../core/index.ts';
import { type Past, results, severities, states, type Word } from '../posture/index.ts';
import { WordSeal } from './word-seal.ts';

const time = z.number().int().nonnegative();
const severity = z.enum(severities as unknown as [(typeof severities)[number]]);
const wordSchema = z.strictObject({
  kind: z.enum(['attest', 'waive']),
  id: z.string().max(20),
  covers: z
    .array(
      z.strictObject({
        about: z.string().max(2_000),
        result: z.enum(results as unknown as [(typeof results)[number]]),
        severity,
        saw: z.array(z.string().max(64)).max(10_000).default([]),
      }),
    )
    .max(5_000),
  why: z.string().max(500),
  who: z.string().max(100),
  atMs: time,
  untilMs: time,
});
const sealedSchema = wordSchema.extend({ seal: z.string().max(64).optional() });
const standingSchema = z.strictObject({
  state: z.enum(states as [(typeof states)[number]]),
  severity,
  isLate: z.literal(true).optional(),
});
const pastSchema = z.strictObject({
  atMs: time,
  points: z.number(),
  letter: z.string(),
  where: z.strictObject({ settings: z.string().optional(), folder: z.string() }),
  states: z.record(z.string(), z.record(z.string(), standingSchema)),
});
const blessedSchema = z.strictObject({
  past: pastSchema,
  /** SHA-256 of each strategy file, by path. */
  strategies: z.record(z.string(), z.string()),
});

export type Blessed = z.infer<typeof blessedSchema>;

/** What the owner has said; `unsealed`: what stands there and was never said to Keyward. */
export interface KeptWords {
  readonly words: readonly Word[];
  readonly unsealed: readonly Word[];
}

const MARK_LENGTH = 8;
const MOST_KEPT = 200;
const MOST_WORDS = 1_000;
/** A report waits no longer than about 3 s for its place in the history. */
const HISTORY_TRIES = 150;

/** What the checks keep in `posture/`: the owner's words, past reports, the blessed state, when words were last held against what was found. Nothing is made before the first of them is kept. */
export class CheckState {
  readonly #home: string;
  readonly #folder: string;
  readonly seal: WordSeal;

  constructor(home: string) {
    this.#home = home;
    this.seal = WordSeal.of(home);
    this.#folder = join(home, 'posture');
  }

  /** Throws `state-corrupt` for a file that cannot be read: a waiver that vanished silently would open or close a door. */
  words(): KeptWords {
    const kept = (this.#read('words.json', z.array(sealedSchema)) ?? []).map(({ seal, ...word }) => ({
      word,
      isSealed: this.seal.isSealed(word, seal),
    }));
    const those = (isSealed: boolean) => kept.filter((one) => one.isSealed === isSealed).map(({ word }) => word);
    return { words: those(true), unsealed: those(false) };
  }

  /**
   * Tells apart, at every look, what may not be shown whole and looks alike in what may. Undefined where no key lasts: there is no state folder, or
   * others can read its key.
   */
  markOf(text: string): string | undefined {
    return this.#lasting()?.digestOf(`mark ${text}`).slice(0, MARK_LENGTH);
  }

  /** A path as it may be kept: where not all of it may be shown, with a mark instead. Without a key that lasts it is the same as no other. */
  nameOf(path: string, shown: (text: string) => string): string {
    const text = shown(path);
    return text === path ? path : `${text} #${this.markOf(path) ?? this.seal.digestOf(path).slice(0, MARK_LENGTH)}`;
  }

  #lasting(): WordSeal | undefined {
    if (this.seal.lasts) return this.seal;
    if (!existsSync(this.#home) || !this.#isOurs()) return undefined;
    try {
      WordSeal.make(this.#home);
    } catch {
      // A disk without room, or a damaged key: what a report says does not hang on it.
      return undefined;
    }
    const made = WordSeal.of(this.#home);
    return made.lasts ? made : undefined;
  }

  /** Throws what `addWord` would for this word, `usage` for one that could not be read again, and keeps nothing. */
  checkWord(word: Word): void {
    const { error } = wordSchema.safeParse(word);
    if (error) throw new KeywardError('usage', `the ${String(error.issues[0]?.path[0] ?? 'word')} is too long`);
    this.seal.sealOf(word);
  }

  async addWord(word: Word): Promise<void> {
    this.checkWord(word);
    await this.#changeWords((words) => [...words, word].slice(-MOST_WORDS));
  }

  /** Ends what was written of a check, or of one thing of it; what was never said goes with it. */
  async endWords({ kind, id, about }: { readonly kind: Word['kind']; readonly id: string; readonly about?: string }) {
    const rest = (word: Word): Word[] => {
      if (word.kind !== kind || word.id !== id) return [word];
      const covers = about === undefined ? [] : word.covers.filter((one) => one.about !== about);
      return covers.length === 0 ? [] : [{ ...word, covers }];
    };
    await this.#changeWords(
      (words) => words.flatMap(rest),
      (word) => word.kind === kind && word.id === id,
    );
  }

  /** What is not sealed stays as it is, that it may be told, until `drops` takes it out. */
  async #changeWords(
    make: (words: readonly Word[]) => readonly Word[],
    drops: (word: Word) => boolean = () => false,
  ): Promise<void> {
    await this.#change('words.json', () => {
      const { words, unsealed } = this.words();
      const sealed = make(words).map((word) => ({ ...word, seal: this.seal.sealOf(word) }));
      return [...unsealed.filter((word) => !drops(word)), ...sealed];
    });
  }

  /** The latest time at which a check has held words against what it found; a clock that goes back wakes no word that had ended. */
  lookedMs(): number {
    return this.#read('looked.json', z.strictObject({ atMs: time }))?.atMs ?? 0;
  }

  async noteLooked(atMs: number): Promise<void> {
    if (!existsSync(this.#home) || !this.#isOurs() || this.lookedMs() >= atMs) return;
    await this.#change('looked.json', () => ({ atMs: Math.max(atMs, this.lookedMs()) }));
  }

  /** Oldest first; a damaged history is begun anew, for it decides nothing. */
  history(): readonly Past[] {
    try {
      return this.#read('history.json', z.array(pastSchema)) ?? [];
    } catch {
      return [];
    }
  }

  /** Keeps a report where there is a state folder already, of this very user: what root left there would lock its owner out. */
  async addPast(past: Past): Promise<void> {
    if (!existsSync(this.#home) || !this.#isOurs()) return;
    await this.#change('history.json', () => [...this.history(), past].slice(-MOST_KEPT), HISTORY_TRIES);
  }

  blessed(): Blessed | undefined {
    return this.#read('blessed.json', blessedSchema);
  }

  async bless(blessed: Blessed): Promise<void> {
    await this.#change('blessed.json', () => blessed);
  }

  #isOurs(): boolean {
    return statSync(this.#home).uid === process.geteuid?.();
  }

  #read<T>(name: string, schema: z.ZodType<T>): T | undefined {
    const path = join(this.#folder, name);
    let text: string;
    try {
      const found = lstatSync(path);
      // Whoever else could have written it could have silenced every check.
      if (!found.isFile() || (found.mode & 0o022) !== 0 || found.uid !== statSync(this.#home).uid)
        throw new KeywardError('state-corrupt', `${path} is not a file that its owner alone can write`);
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      throw new KeywardError('state-corrupt', `${path} is damaged; move it away to begin anew`, { cause: error });
    }
  }

  async #change(name: string, make: () => unknown, mostTries?: number): Promise<void> {
    if (existsSync(this.#home) && !this.#isOurs())
      throw new KeywardError('home-foreign', `${this.#home} belongs to another user`);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, name);
    await withFileLock(path, () => writeFileDurably(path, `${JSON.stringify(make())}\n`), mostTries);
  }
}
