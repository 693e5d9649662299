import { closeSync, constants, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile, syncFileAside, writeFileDurably } from '../core/index.ts';

/** From free to shut: run (all that the policy allows), reduce (cancels and reduce-only orders), halt (cancels only), seal (nothing). */
export const haltLevels = ['run', 'reduce', 'halt', 'seal'] as const;
export type HaltLevel = (typeof haltLevels)[number];

export interface HaltState {
  readonly level: HaltLevel;
  /** ISO time of the change; absent when it was never changed. */
  readonly since?: string;
  readonly by?: string;
  readonly reason?: string;
}

/** Reads and sets the halt level of one state folder. Every process that may stop the bots uses this file, also while a socket hangs. */
export class HaltFile {
  readonly #path: string;
  #seen = '';
  #state: HaltState = { level: 'run' };
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(home: string) {
    this.#path = join(home, 'halt.json');
  }

  /** The level now, from the file itself (re-read when it changed). A file that cannot be read or understood means `halt`. */
  read(): HaltState {
    try {
      const stat = statSync(this.#path, { bigint: true, throwIfNoEntry: false });
      const stamp = stat ? `${stat.ino}:${stat.mtimeNs}:${stat.size}` : 'none';
      if (stamp !== this.#seen) {
        this.#state = stat ? parse(readFileSync(this.#path, 'utf8')) : { level: 'run' };
        this.#seen = stamp;
      }
    } catch {
      this.#seen = '';
      this.#state = { level: 'halt', reason: 'the halt file cannot be read' };
    }
    return this.#state;
  }

  /** The level as it was last read, if that is less than `withinMs` ago by the monotonic clock given, else read again. Not for the last look. */
  recent(nowMonotonicMs: number, withinMs: number): HaltState {
    if (nowMonotonicMs - this.#readAtMs > withinMs) {
      this.#readAtMs = nowMonotonicMs;
      return this.read();
    }
    return this.#state;
  }

  /** Durable before it returns. */
  set(state: HaltState): void {
    writeFileDurably(this.#path, textOf(state));
  }

  /**
   * As `set`, for a tighter level, and also on a full disk: the file is written in place then, or emptied, which means `halt`. Durable before
   * it returns; throws when not even that can be done.
   */
  tighten(state: HaltState): void {
    try {
      this.set(state);
    } catch {
      this.#setInPlace(state, fsyncSync);
    }
  }

  /**
   * As `tighten`, where nobody may wait for a disk that hangs: it counts for every process when this returns, and is durable when the promise
   * resolves. A host that crashes before that leaves the old level, the new one, or a file that says nothing, which means `halt`.
   */
  tightenAtOnce(state: HaltState): Promise<void> {
    try {
      replaceFile(this.#path, textOf(state));
    } catch {
      this.#setInPlace(state, () => undefined);
    }
    return syncFileAside(this.#path);
  }

  #setInPlace(state: HaltState, sync: (fd: number) => void): void {
    const fd = openSync(this.#path, constants.O_WRONLY | constants.O_CREAT, 0o600);
    try {
      ftruncateSync(fd, writeInPlace(fd, Buffer.from(textOf(state), 'utf8')));
      sync(fd);
    } finally {
      closeSync(fd);
    }
  }
}

/** How much of the file counts: all of the bytes, or none when they did not all go in. */
function writeInPlace(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes, 0, bytes.length, 0) === bytes.length ? bytes.length : 0;
  } catch {
    return 0;
  }
}

function textOf(state: HaltState): string {
  return `${JSON.stringify(state)}\n`;
}

function parse(text: string): HaltState {
  const value: unknown = JSON.parse(text);
  const level = (value as { level?: unknown } | null)?.level;
  if (!haltLevels.includes(level as HaltLevel)) throw new Error('no such level');
  return value as HaltState;
}

/** True when `to` lets less through than `from`. */
export function isTighter(to: HaltLevel, from: HaltLevel): boolean {
  return haltLevels.indexOf(to) > haltLevels.indexOf(from);
}
