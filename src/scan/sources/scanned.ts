import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { writeFileDurably } from '../../core/index.ts';
import type { Origin } from './history.ts';
import type { Unreadable } from './text.ts';

/** So many letters of an object's name stand for it: a clash would leave one object of a repository unread once in 2^96. */
const LETTERS = 24;
const DIGEST_BYTES = 32;
const COUNT_BYTES = 4;
const HEAD_BYTES = DIGEST_BYTES + COUNT_BYTES;

/** What a repository held when nothing of it was left to be read, as long as it stands so. */
export interface Still {
  /** See `standOf`. */
  readonly stand: string;
  /** So many objects hold nothing. */
  readonly known: number;
  /** Those that hold something, and those that are no text. */
  readonly held: readonly string[];
  readonly unread: readonly string[];
  /** Paths of other repositories. */
  readonly submodules: readonly string[];
}

interface Rest {
  readonly held: readonly (readonly [id: string, origin: Origin | null | undefined])[];
  readonly unread: readonly (readonly [id: string, why: Unreadable])[];
  readonly still?: Still | undefined;
}

/**
 * Which objects of a repository were read under one set of rules: those that hold nothing by their names, and where those came from that hold
 * something. No value stands in it. With other rules, or when it is damaged, nothing counts as read.
 */
export class Scanned {
  readonly #path: string;
  readonly #version: Buffer;
  /** Those that are not in the set yet, one behind the other: a run that finds nothing new needs none of them. */
  #names = '';
  readonly #set = new Set<string>();
  readonly #held = new Map<string, Origin | undefined>();
  readonly #unread = new Map<string, Unreadable>();
  #still: Still | undefined;
  #isChanged = false;

  /** `version`: whatever changes what would be found. */
  constructor(path: string, version: string) {
    this.#path = path;
    this.#version = createHash('sha256').update(version).digest();
    this.#load();
  }

  /** Whether it was read and holds nothing. */
  has(id: string): boolean {
    return this.#known.has(id.slice(0, LETTERS));
  }

  get #known(): Set<string> {
    for (let at = 0; at < this.#names.length; at += LETTERS) this.#set.add(this.#names.slice(at, at + LETTERS));
    this.#names = '';
    return this.#set;
  }

  add(id: string): void {
    this.#isChanged = true;
    this.#known.add(id.slice(0, LETTERS));
  }

  /** Objects that hold something, with where they came from, where that is known. */
  get held(): ReadonlyMap<string, Origin | undefined> {
    return this.#held;
  }

  /** Objects that are no text, and why. */
  get unread(): ReadonlyMap<string, Unreadable> {
    return this.#unread;
  }

  setAside(id: string, why: Unreadable): void {
    this.#isChanged = true;
    this.#unread.set(id, why);
  }

  hold(id: string, origin: Origin | undefined): void {
    if (this.#held.has(id) && isDeepStrictEqual(this.#held.get(id), origin)) return;
    this.#isChanged = true;
    this.#held.set(id, origin);
  }

  /** What the repository held when all of it was read, if that is known and it stands so. */
  stillAs(stand: string): Still | undefined {
    return this.#still?.stand === stand ? this.#still : undefined;
  }

  settle(still: Still | undefined): void {
    if (isDeepStrictEqual(this.#still, still)) return;
    this.#isChanged = true;
    this.#still = still;
  }

  /** A disk that does not take it costs time at the next run, and nothing else. */
  save(): void {
    if (!this.#isChanged) return;
    const count = Buffer.alloc(COUNT_BYTES);
    count.writeUInt32BE(this.#known.size);
    const names = Buffer.from([...this.#known].join(''), 'latin1');
    const all: Rest = { held: [...this.#held], unread: [...this.#unread], still: this.#still };
    const rest = JSON.stringify(all);
    const body = Buffer.concat([this.#version, count, names, Buffer.from(rest)]);
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      writeFileDurably(this.#path, Buffer.concat([body, sum(body)]));
    } catch {
      return;
    }
  }

  #load(): void {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#path);
    } catch {
      return;
    }
    const body = bytes.subarray(0, -DIGEST_BYTES);
    const isWhole = body.length >= HEAD_BYTES && sum(body).equals(bytes.subarray(-DIGEST_BYTES));
    if (!isWhole || !body.subarray(0, DIGEST_BYTES).equals(this.#version)) return;
    const end = HEAD_BYTES + body.readUInt32BE(DIGEST_BYTES) * LETTERS;
    this.#names = body.toString('latin1', HEAD_BYTES, end);
    const { held, unread, still } = JSON.parse(body.toString('utf8', end)) as Rest;
    for (const [id, origin] of held) this.#held.set(id, origin ?? undefined);
    for (const [id, why] of unread) this.#unread.set(id, why);
    this.#still = still;
  }
}

const sum = (body: Buffer): Buffer => createHash('sha256').update(body).digest();
