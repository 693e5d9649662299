import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError } from './errors.ts';
import { isGone, markOf } from './process-mark.ts';

const PAUSE_MS = 20;
const TRIES = 500;
/** A lock that says nothing for this many tries was left by a process that died between making and writing it. */
const EMPTY_TRIES = 100;
const MAX_BYTES = 200;

/**
 * Does a work that reads and replaces a file while no other Keyward does: a lock file beside it, `.<name>.lock`, for all processes of this host. One that
 * a dead process has left is taken over. Waits about 10 s, then throws `file-failed`. Not to be nested for the same file.
 */
export async function withFileLock<T>(path: string, work: () => T | Promise<T>, mostTries = TRIES): Promise<T> {
  // Behind a link there is one file, whatever it is called here.
  const file = existsSync(path) ? realpathSync(path) : path;
  const lock = join(dirname(file), `.${basename(file)}.lock`);
  const mine = await take(lock, mostTries);
  try {
    return await work();
  } finally {
    release(lock, mine);
  }
}

async function take(lock: string, mostTries: number): Promise<string> {
  const mine = `${markOf(process.pid)} ${randomBytes(8).toString('hex')}\n`;
  let silentTries = 0;
  for (let tries = 0; tries < mostTries; tries++) {
    if (tryTake(lock, mine)) return mine;
    const held = textOf(lock);
    silentTries = held === '' ? silentTries + 1 : 0;
    const isFree = held !== undefined && (silentTries > EMPTY_TRIES || isLeft(held)) && removeLeft(lock, held);
    if (!isFree) await sleep(PAUSE_MS);
  }
  throw new KeywardError('file-failed', `another process is writing the file of ${lock}, and does not end`, {
    lines: [`look which one it is; if there is none, remove ${lock}`],
  });
}

function tryTake(lock: string, mine: string): boolean {
  let fd: number;
  try {
    fd = openSync(lock, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(fd, mine);
    return true;
  } catch (error) {
    unlinkSync(lock);
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Another may hold it by now, if this process stood still for long. */
function release(lock: string, mine: string): void {
  if (textOf(lock) === mine) unlinkSync(lock);
}

/** What a lock says; `undefined` when it is gone, or is nothing that can be read. */
function textOf(lock: string): string | undefined {
  let fd: number;
  try {
    fd = openSync(lock, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    if (!fstatSync(fd).isFile()) return undefined;
    const bytes = Buffer.alloc(MAX_BYTES);
    return bytes.toString('latin1', 0, readSync(fd, bytes, 0, MAX_BYTES, 0));
  } finally {
    closeSync(fd);
  }
}

/** True when the process that it names is gone; its number may have been given to another since. */
function isLeft(held: string): boolean {
  const [, mark] = /^([1-9]\d{0,9} \d+) [0-9a-f]+\n$/.exec(held) ?? [];
  return mark !== undefined && isGone(mark);
}

/**
 * Of all who saw this lock one alone may remove it, and only while it is still the same: else the second would remove the lock that the first has
 * taken meanwhile. Who died here has left a mark, which is looked at in the same way. False when it may still be there.
 */
function removeLeft(lock: string, held: string): boolean {
  const token = held.trim().split(' ').at(-1) || 'empty';
  const mark = `${lock}.${token}`;
  const mine = `${markOf(process.pid)} ${randomBytes(8).toString('hex')}\n`;
  if (!tryTake(mark, mine)) {
    const other = textOf(mark);
    if (other !== undefined && isLeft(other)) removeLeft(mark, other);
    return false;
  }
  try {
    if (textOf(lock) !== held) return false;
    unlinkSync(lock);
    return true;
  } finally {
    release(mark, mine);
  }
}
