import { closeSync, mkdirSync, openSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { readText } from './fresh.js';

const BEAT_MS = 2_000;
const SILENT_MS = 30_000;
const RETRY_MS = 100;

/**
 * Does `work` while holding the lock file; waits for another holder, and takes the lock over from one that has died.
 * @template T
 * @param {string} path
 * @param {(holder: string) => void} onWait called once, when it has to wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${hostname()} ${process.pid}`;
  for (let waited = false; !take(path, mine); waited = true) {
    if (isStale(path)) breakStale(path, mine);
    else {
      if (!waited) onWait(readText(path) ?? 'unknown');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  const beat = setInterval(() => touch(path), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (readText(path) === mine) rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} mine
 */
function take(path, mine) {
  try {
    const fd = openSync(path, 'wx');
    writeSync(fd, mine);
    closeSync(fd);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // the lock was removed by hand; the work goes on
  }
}

/**
 * True when the holder is dead (known on this host only) or has not been heard of for 30 s.
 * @param {string} path
 */
function isStale(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return false;
  if (Date.now() - stat.mtimeMs > SILENT_MS) return true;
  const [host, pid] = (readText(path) ?? '').split(' ');
  return host === hostname() && pid !== undefined && !isAlive(Number(pid));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Removes a stale lock. Only one breaker at a time looks again and removes, so a lock taken anew in between is never removed.
 * @param {string} path
 * @param {string} mine
 */
function breakStale(path, mine) {
  const breaker = `${path}.break`;
  if (!take(breaker, mine)) {
    const stat = statSync(breaker, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > SILENT_MS) rmSync(breaker, { force: true });
    return;
  }
  if (isStale(path)) rmSync(path, { force: true });
  rmSync(breaker, { force: true });
}
