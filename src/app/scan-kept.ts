import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createFileDurably, KeywardError, makePrivateFolder, withFileLock, writeFileDurably } from '../core/index.ts';
import type { FoundSecret } from '../scan/index.ts';

const KEY_BYTES = 32;
const MOST_TEXT = 500;

/** A leak that was found once, in files, a history, logs or by a hook: to be revoked until it is shown dead, wherever it stands or stands no more. */
export interface KeptLeak {
  readonly id: string;
  readonly title: string;
  /** Where it was found first, for people. */
  readonly where: string;
  /** As much of it as may be shown. */
  readonly shown: string;
  /** The days on which it was found, and shown dead. */
  readonly found: string;
  readonly dead?: string | undefined;
  /** How it was shown dead. */
  readonly how?: string | undefined;
}

const MUST_HAVE = ['id', 'title', 'where', 'shown', 'found'];
const MAY_HAVE = ['dead', 'how'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** By hand: a library of schemas takes as long to load as all else that a commit waits for. */
function isKept(one: unknown): one is KeptLeak {
  if (typeof one !== 'object' || one === null) return false;
  const entries = Object.entries(one);
  return (
    MUST_HAVE.every((name) => name in one) &&
    entries.every(([name]) => MUST_HAVE.includes(name) || MAY_HAVE.includes(name)) &&
    entries.every(([, value]) => typeof value === 'string' && value.length <= MOST_TEXT) &&
    entries.every(([name, value]) => name !== 'id' || /^[0-9a-f]{16}$/.test(value)) &&
    entries.every(([name, value]) => (name !== 'found' && name !== 'dead') || DAY.test(value))
  );
}

function leaksOfFile(text: string): KeptLeak[] {
  const { version, leaks } = JSON.parse(text) as { readonly version?: unknown; readonly leaks?: unknown };
  if (version !== 1 || !Array.isArray(leaks) || !leaks.every(isKept)) throw new Error('not a list of leaks');
  return leaks;
}

/**
 * What scans of this machine have found, wherever it stood, by keyed hash, in `scan/` of the state folder. The key of the hashes is beside it and leaves
 * the machine never.
 */
export class KeptLeaks {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'scan');
  }

  /** The key of the hashes, drawn where there is none: of two first scans at once the slower one takes that of the other. */
  key(): Buffer {
    const path = join(this.#folder, 'key');
    if (!existsSync(path)) {
      this.#prepare();
      createFileDurably(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    }
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
    if (key.length !== KEY_BYTES) throw new KeywardError('state-corrupt', `${path} holds no key`);
    return key;
  }

  list(): KeptLeak[] {
    const path = this.#path;
    if (!existsSync(path)) return [];
    try {
      return leaksOfFile(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new KeywardError('state-corrupt', `${path} cannot be read`, { cause: error });
    }
  }

  /** Writes down what was found, and what was shown dead. Throws where the ids are under another key than that of the list. */
  async note(leaks: readonly FoundSecret[], noting: Noting): Promise<void> {
    if (leaks.length === 0) return;
    if (!this.key().equals(noting.key))
      throw new KeywardError('state-corrupt', `${this.#folder} could not be read when the scan began`);
    await withFileLock(this.#path, () => {
      const before = this.list();
      const kept = new Map(before.map((one) => [one.id, one]));
      for (const leak of leaks)
        kept.set(leak.id, asTold(kept.get(leak.id) ?? firstOf(leak, noting), leak, noting.today));
      const after = [...kept.values()];
      if (after.length !== before.length || after.some((one, at) => one !== before[at])) this.#write(after);
    });
  }

  /** The owner's word that it is dead. Throws `usage` for an id that is not kept. */
  async settle(id: string, how: string, today: string): Promise<KeptLeak> {
    const missing = (): never => {
      throw new KeywardError('usage', `no leak ${id} was found here: \`keyward scan found\` lists them`);
    };
    if (!existsSync(this.#path)) return missing();
    return withFileLock(this.#path, () => {
      const all = this.list();
      const one = all.find((each) => each.id === id) ?? missing();
      const settled = { ...one, dead: today, how: cut(how) };
      this.#write(all.map((each) => (each.id === id ? settled : each)));
      return settled;
    });
  }

  /** Those of these ids that are not dead yet are. */
  async settleAll(ids: ReadonlySet<string>, how: string, today: string): Promise<void> {
    if (!existsSync(this.#path)) return;
    await withFileLock(this.#path, () => {
      const all = this.list();
      const isDying = ({ id, dead }: KeptLeak): boolean => ids.has(id) && dead === undefined;
      if (!all.some(isDying)) return;
      this.#write(all.map((one) => (isDying(one) ? { ...one, dead: today, how: cut(how) } : one)));
    });
  }

  get #path(): string {
    return join(this.#folder, 'found.json');
  }

  #prepare(): void {
    const home = join(this.#folder, '..');
    if (existsSync(home) && statSync(home).uid !== process.getuid?.())
      throw new KeywardError('home-foreign', `${home} belongs to another user`);
    makePrivateFolder(this.#folder);
  }

  #write(leaks: readonly KeptLeak[]): void {
    const sorted = [...leaks].sort((a, b) => (a.id < b.id ? -1 : 1));
    writeFileDurably(this.#path, `${JSON.stringify({ version: 1, leaks: sorted }, null, 1)}\n`);
  }
}

interface Noting {
  readonly key: Buffer;
  /** Where a leak stands, for people. */
  whereOf(leak: FoundSecret): string;
  readonly today: string;
}

function firstOf(leak: FoundSecret, { whereOf, today }: Noting): KeptLeak {
  const shown = leak.parts.map(({ part, masked }) => `${part} ${masked}`).join(', ');
  return { id: leak.id, title: cut(leak.title), where: cut(whereOf(leak)), shown: cut(shown), found: today };
}

/** With what its exchange says now: one that lives was never dead, whoever said so. */
function asTold(one: KeptLeak, { verified }: FoundSecret, today: string): KeptLeak {
  if (verified?.is === 'dead' && one.dead === undefined) return { ...one, dead: today, how: 'its exchange says so' };
  if (verified?.is !== 'alive' || one.dead === undefined) return one;
  const { dead: _dead, how: _how, ...alive } = one;
  return alive;
}

const cut = (whole: string): string => whole.slice(0, MOST_TEXT);
