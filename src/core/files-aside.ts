import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeLeftovers } from './files.ts';

/** A write that others do not wait for. */
export interface AsideWrite {
  /** The new content has its name: whoever reads the file has it. It waits for the disk no longer than the time given. */
  readonly named: Promise<void>;
  /** It is durable, or the reason why it is not. */
  readonly durable: Promise<void>;
}

/**
 * As `writeFileDurably`, in the thread pool. Where a disk hangs for longer than `mostMs`, the file gets its name all the same, so that a process
 * that is killed meanwhile leaves it behind.
 */
export function writeFileAside(path: string, content: string, mostMs: number): AsideWrite {
  const temporary = `${path}.${process.pid}.${randomBytes(8).toString('hex')}.tmp`;
  let synced: Promise<void> = Promise.resolve();
  const named = (async () => {
    removeLeftovers(path);
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      synced = syncAndClose(file);
      synced.catch(() => undefined);
      // What the disk refuses is told; what it has not taken yet is not waited for.
      await Promise.race([synced, sleep(mostMs, undefined, { ref: false })]);
      await rename(temporary, path);
    } catch (error) {
      await file.close().catch(() => undefined);
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
  })();
  const durable = named.then(() => synced).then(() => syncFolderAside(dirname(path)));
  named.catch(() => undefined);
  durable.catch(() => undefined);
  return { named, durable };
}

async function syncFolderAside(path: string): Promise<void> {
  await syncAndClose(await open(path, 'r'));
}

async function syncAndClose(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes what a file says durable, in the thread pool. */
export async function syncFileAside(path: string): Promise<void> {
  await syncAndClose(await open(path, 'r'));
  await syncFolderAside(dirname(path));
}
