import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder, removeLeftovers, writeFileDurably } from '../core/index.ts';
import { severities } from './message.ts';
import type { SinceBoot } from './steady.ts';

/** More alarms than these are told of together. */
export const MOST_CASES = 200;
const MOST_FILES = 2 * MOST_CASES;
const MOST_BYTES = 128 * 1024;

const text = (most: number) => z.string().max(most);
const moment = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

const pendingSchema = z.strictObject({
  /** Of the message; the same however often it is sent. */
  id: z.string().regex(/^[0-9A-Z]{26}$/),
  channel: text(60),
  kind: z.enum(['raised', 'again', 'ended']),
  /** Steady time. */
  at: moment,
  /** It was not sent because it was quiet. */
  isHeld: z.boolean().optional(),
  /** It is on its way. */
  isSending: z.boolean().optional(),
  mayRepeat: z.boolean().optional(),
  /** The alarm was over before it could be sent. */
  isOver: z.boolean().optional(),
});

export const caseSchema = z.strictObject({
  version: z.literal(1),
  about: text(300),
  severity: z.enum(severities),
  /** The gravest that this alarm has been. */
  peak: z.enum(severities),
  what: text(1_200),
  evidence: text(3_200).optional(),
  done: text(600).optional(),
  next: text(400).optional(),
  count: z.int().min(1),
  /** Wall time, to be shown. */
  firstAtMs: moment,
  /** Steady times. */
  first: moment,
  lastTold: moment,
  due: moment,
  ended: moment.optional(),
  reminders: z.int().min(0),
  /** Channels that know of it. */
  told: z.array(text(60)).max(100),
  pending: z.array(pendingSchema).max(300),
});

export type Pending = z.infer<typeof pendingSchema>;
/** One alarm, with what is still to be sent of it. */
export type Case = z.infer<typeof caseSchema>;

const metaSchema = z.strictObject({
  version: z.literal(1),
  steadyMs: moment,
  wallMs: moment,
  boot: z.strictObject({ bootId: text(64), ms: moment }).optional(),
  /** The day of the last self-test. */
  checkedOn: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
  /** Commands by reply are off after too many guesses. */
  commandsOff: z.boolean().optional(),
});

export type Meta = z.infer<typeof metaSchema>;

/** The disk, as the outbox needs it. */
export interface OutboxFiles {
  /** Also removes what a process that was killed while it wrote has left there. */
  makeFolder(path: string): void;
  list(folder: string): readonly string[];
  read(path: string): string;
  /** Durable when it returns. */
  write(path: string, text: string): void;
  remove(path: string): void;
  /** How long the host runs; absent where it does not tell. */
  sinceBoot?(): SinceBoot | undefined;
}

export const diskFiles: OutboxFiles = {
  makeFolder: (path) => {
    makePrivateFolder(path);
    const left = readdirSync(path).flatMap((name) => /^(.+\.json)\..+\.tmp$/.exec(name)?.[1] ?? []);
    for (const name of new Set(left)) removeLeftovers(join(path, name));
  },
  list: (folder) => readdirSync(folder),
  read: (path) => {
    const stat = lstatSync(path);
    if (!stat.isFile() || stat.size > MOST_BYTES) throw new Error('not a file of ours');
    return readFileSync(path, 'utf8');
  },
  write: (path, content) => writeFileDurably(path, content),
  remove: unlinkSync,
  sinceBoot: () => {
    try {
      const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 64);
      const [seconds] = readFileSync('/proc/uptime', 'utf8').split(' ');
      const ms = Math.round(Number(seconds) * 1_000);
      return Number.isSafeInteger(ms) && ms > 0 ? { bootId, ms } : undefined;
    } catch {
      return undefined;
    }
  },
};

export interface Loaded {
  readonly cases: readonly Case[];
  readonly meta: Meta | undefined;
  /** Files that could not be read, and were removed. */
  readonly damaged: number;
}

const META = 'meta.json';
const NAME = /^case-[0-9a-f]{32}\.json$/;

/** A file for each alarm, in a folder; what the disk does not take is kept in memory by whoever writes it. */
export class Outbox {
  readonly #folder: string;
  readonly #files: OutboxFiles;
  readonly #onDisk: (isGood: boolean) => void;
  #isGood = true;

  constructor(folder: string, files: OutboxFiles, onDisk: (isGood: boolean) => void) {
    this.#folder = folder;
    this.#files = files;
    this.#onDisk = onDisk;
  }

  /** False from the first failed write until one succeeds. */
  get isGood(): boolean {
    return this.#isGood;
  }

  /** Reads what an earlier process left; never throws. */
  load(): Loaded {
    this.#try(() => this.#files.makeFolder(this.#folder));
    const names = (this.#try(() => this.#files.list(this.#folder)) ?? []).filter((name) => NAME.test(name)).sort();
    const { cases, meta, damaged, unread } = readOutbox(this.#folder, this.#files);
    for (const error of unread.slice(0, 1))
      this.#try(() => {
        throw error;
      });
    for (const name of [...damaged, ...names.slice(MOST_FILES)])
      this.#try(() => this.#files.remove(join(this.#folder, name)));
    return { cases, meta, damaged: damaged.length };
  }

  put(one: Case): boolean {
    return this.#write(fileOf(one.about), one);
  }

  putMeta(meta: Meta): boolean {
    return this.#write(META, meta);
  }

  remove(about: string): void {
    try {
      this.#files.remove(join(this.#folder, fileOf(about)));
    } catch {
      // It never got there, or is found to be over at the next start.
    }
  }

  #write(name: string, content: object): boolean {
    const isWritten = this.#try(() => {
      this.#files.write(join(this.#folder, name), `${JSON.stringify(content)}\n`);
      return true;
    });
    return isWritten === true;
  }

  #try<T>(use: () => T): T | undefined {
    try {
      const result = use();
      if (!this.#isGood) this.#onDisk((this.#isGood = true));
      return result;
    } catch {
      if (this.#isGood) this.#onDisk((this.#isGood = false));
      return undefined;
    }
  }
}

export interface ReadOutbox {
  readonly cases: readonly Case[];
  readonly meta: Meta | undefined;
  /** Names of files that hold nothing of ours. */
  readonly damaged: readonly string[];
  /** Why a file was not given by the disk, which may give it the next time. */
  readonly unread: readonly unknown[];
}

/** Reads an outbox without changing it. */
export function readOutbox(folder: string, files: Pick<OutboxFiles, 'list' | 'read'> = diskFiles): ReadOutbox {
  const damaged: string[] = [];
  const unread: unknown[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>, fits: (value: T) => boolean): T | undefined => {
    try {
      const parsed = schema.safeParse(JSON.parse(files.read(join(folder, name))));
      if (parsed.success && fits(parsed.data)) return parsed.data;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== undefined && code !== 'ENOENT') unread.push(error);
      if (code !== undefined) return undefined;
    }
    damaged.push(name);
    return undefined;
  };
  const names = listed(folder, files);
  const cases = names
    .filter((name) => NAME.test(name))
    .sort()
    .slice(0, MOST_FILES)
    .flatMap((name) => read(name, caseSchema, ({ about }) => fileOf(about) === name) ?? [])
    .slice(0, MOST_CASES);
  const meta = names.includes(META) ? read(META, metaSchema, () => true) : undefined;
  return { cases, meta, damaged, unread };
}

function listed(folder: string, files: Pick<OutboxFiles, 'list'>): readonly string[] {
  try {
    return files.list(folder);
  } catch {
    return [];
  }
}

function fileOf(about: string): string {
  return `case-${createHash('sha256').update(about).digest('hex').slice(0, 32)}.json`;
}

/** Lets replies count again, while no Keyward runs that could be asked. */
export function turnRepliesOn(folder: string, files: OutboxFiles): void {
  const { meta } = readOutbox(folder, files);
  if (meta?.commandsOff) new Outbox(folder, files, () => undefined).putMeta({ ...meta, commandsOff: false });
}
