import { existsSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KeywardError, withFileLock, writeFileDurably } from '../core/index.ts';
import { type Past, results, severities, states, type Word } from '../posture/index.ts';

const time = z.number().int().nonnegative();
const wordSchema = z.strictObject({
  kind: z.enum(['attest', 'waive']),
  id: z.string().max(20),
  covers: z
    .array(
      z.strictObject({
        about: z.string().max(2_000),
        result: z.enum(results as unknown as [(typeof results)[number]]),
        severity: z.enum(severities as unknown as [(typeof severities)[number]]),
      }),
    )
    .max(5_000),
  why: z.string().max(500),
  who: z.string().max(100),
  atMs: time,
  untilMs: time,
});
const pastSchema = z.strictObject({
  atMs: time,
  points: z.number(),
  letter: z.string(),
  states: z.record(z.string(), z.record(z.string(), z.enum(states as [(typeof states)[number]]))),
});
const blessedSchema = z.strictObject({
  past: pastSchema,
  /** SHA-256 of each strategy file, by path. */
  strategies: z.record(z.string(), z.string()),
});

export type Blessed = z.infer<typeof blessedSchema>;

const MOST_KEPT = 200;
const MOST_WORDS = 1_000;
/** A report waits no longer than about 3 s for its place in the history. */
const HISTORY_TRIES = 150;

/** What the checks keep in `posture/`: the owner's words, past reports, the blessed state. Nothing is made before the first of them is kept. */
export class CheckState {
  readonly #home: string;
  readonly #folder: string;

  constructor(home: string) {
    this.#home = home;
    this.#folder = join(home, 'posture');
  }

  /** Throws `state-corrupt` for a file that cannot be read: a waiver that vanished silently would open or close a door. */
  words(): readonly Word[] {
    return this.#read('words.json', z.array(wordSchema)) ?? [];
  }

  /** Throws `usage` for a word that could not be read again. */
  async addWord(word: Word): Promise<void> {
    const { error } = wordSchema.safeParse(word);
    if (error) throw new KeywardError('usage', `the ${String(error.issues[0]?.path[0] ?? 'word')} is too long`);
    await this.#change('words.json', () => [...this.words(), word].slice(-MOST_WORDS));
  }

  /** Ends what was written of a check, or of one thing of it. */
  async endWords({ kind, id, about }: { readonly kind: Word['kind']; readonly id: string; readonly about?: string }) {
    const rest = (word: Word): Word[] => {
      if (word.kind !== kind || word.id !== id) return [word];
      const covers = about === undefined ? [] : word.covers.filter((one) => one.about !== about);
      return covers.length === 0 ? [] : [{ ...word, covers }];
    };
    await this.#change('words.json', () => this.words().flatMap(rest));
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
