import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file so that after a crash either the old or the new content is there, whole: a temporary file beside it, fsync, rename, fsync of the folder.
 * Mode 0600 unless another is given.
 */
export function writeFileDurably(path: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = writeTemporary(path, content, mode);
  try {
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  syncFolder(dirname(path));
}

/** As `writeFileDurably` for whoever reads the file, and without a wait for the disk: after a crash of the host it may say anything. */
export function replaceFile(path: string, content: string): void {
  const temporary = writeTemporary(path, content, 0o600, () => undefined);
  try {
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

/** Makes a file with mode 0600, whole from the moment that it has its name; false, and nothing changed, where one is there. Durable when it returns. */
export function createFileDurably(path: string, content: string | Uint8Array): boolean {
  const temporary = writeTemporary(path, content, 0o600);
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(path));
  return true;
}

/** A new file beside this one under a name that nobody can foresee; what stands there already, such as a link that another user laid, is never opened. */
function writeTemporary(path: string, content: string | Uint8Array, mode: number, sync = fsyncSync): string {
  removeLeftovers(path);
  const temporary = `${path}.${process.pid}.${randomBytes(8).toString('hex')}.tmp`;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const fd = openSync(temporary, 'wx', 0o600);
  try {
    fchmodSync(fd, mode);
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    sync(fd);
  } catch (error) {
    closeSync(fd);
    unlinkSync(temporary);
    throw error;
  }
  closeSync(fd);
  return temporary;
}

/** Removes what a process that was killed while it replaced this file has left beside it. */
export function removeLeftovers(path: string): void {
  const start = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(start) ? /^(\d+)(?:\.[0-9a-f]+)?\.tmp$/.exec(name.slice(start.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) unlinkIfThere(join(dirname(path), name));
  }
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // Another process was faster, or a folder stands there, which is none of ours.
    if (!['ENOENT', 'EISDIR', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Whether there is a process of this id on this host. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Makes the names in a folder durable. */
export function syncFolder(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes a folder that only its owner can enter, with its parents. One that is there stays as it is. */
export function makePrivateFolder(path: string): void {
  if (existsSync(path)) return;
  // Not `recursive`: where the system says of a name below a folder that is there that it cannot exist, as in /proc, Node 20 tries for ever.
  if (dirname(path) !== path) makePrivateFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
