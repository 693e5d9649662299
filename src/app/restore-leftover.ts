import { lstatSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { KeywardError, type Log, makePrivateFolder, syncFolder } from '../core/index.ts';
import { checkOwner, takeLock } from './state.ts';

/** Stands in the folder from before anything is written there until all of it is gone: a folder without it is somebody else's. */
const MARKER = 'keyward-restoring';

/** Where a restore puts a state folder together, beside its place. */
export function restoringOf(home: string): string {
  return `${resolve(home)}.restoring`;
}

export interface Work {
  readonly path: string;
  close(): Promise<void>;
}

/**
 * The folder for a restore, marked, locked and empty; what one that was killed has left there is removed, and told of. Throws `home-locked` while
 * another restore has it, `home-not-empty` when what stands there is not of a restore.
 */
export async function openWork(home: string, log: Log): Promise<Work> {
  const path = restoringOf(home);
  checkWork(home);
  makePrivateFolder(dirname(path));
  makePrivateFolder(path);
  checkWork(home);
  checkOwner(path);
  const lock = await takeLock(path, process.platform);
  try {
    const isLeft = readdirSync(path).length > 0;
    if (isLeft && !isOurs(path))
      throw new KeywardError('home-not-empty', `${path} is not of a restore: move it away, it stands where one works`);
    writeFileSync(join(path, MARKER), '', { mode: 0o600 });
    syncFolder(path);
    if (isLeft) {
      empty(path);
      log.warn(removed(path));
    }
  } catch (error) {
    await closed(lock);
    throw error;
  }
  return {
    path,
    close: async () => {
      remove(path);
      await closed(lock);
    },
  };
}

/** Throws `home-not-empty` where something stands in the way of a restore that is no folder: behind a link, it would work somewhere else. */
export function checkWork(home: string): void {
  const path = restoringOf(home);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    throw new KeywardError('home-not-empty', `${path} is no folder: move it away, it stands where a restore works`);
}

/** What a restore that was killed has left beside a state folder: its path, and whether it is ours to remove. */
export function leftoverOf(home: string): { readonly path: string; readonly isOurs: boolean } | undefined {
  const path = restoringOf(home);
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : { path, isOurs: isOurs(path) };
}

/** Removes it, and says so in the log; what is not ours, or is being worked in, stays. The state folder itself is not looked at. */
export async function clearLeftover(home: string, log: Log): Promise<void> {
  const left = leftoverOf(home);
  if (!left) return;
  const { path } = left;
  if (!left.isOurs) return log.warn(`${path} is not of a restore of this user, and was left as it is`);
  let lock: Server | undefined;
  try {
    lock = await takeLock(path, process.platform);
    // Whoever had it may have done with it meanwhile.
    if (!isOurs(path)) return;
    remove(path);
    log.warn(removed(path));
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'home-locked')
      return log.warn(`${path} is in the hands of a restore that runs`);
    log.warn(`${path} is left of a restore that was killed and holds keys: remove it (${reasonOf(error)})`);
  } finally {
    if (lock) await closed(lock);
  }
}

function removed(path: string): string {
  return `${path} was left by a restore that was killed, with the keys in it, and was removed`;
}

/** A folder, no link, of this user alone, with our mark. */
function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return false;
  if (process.getuid !== undefined && found.uid !== process.getuid()) return false;
  if ((found.mode & 0o077) !== 0) return false;
  const mark = lstatSync(join(path, MARKER), { throwIfNoEntry: false });
  return mark?.isFile() === true && mark.uid === found.uid;
}

/** All but the mark. */
function empty(path: string): void {
  for (const name of readdirSync(path)) if (name !== MARKER) rmSync(join(path, name), { recursive: true, force: true });
}

/** The mark goes last, so that what is killed in between is known for ours again. */
function remove(path: string): void {
  empty(path);
  rmSync(join(path, MARKER), { force: true });
  rmdirSync(path);
}

function closed(lock: Server): Promise<void> {
  return new Promise((done) => lock.close(() => done()));
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
