import { close, constants, fdatasync, fstat, ftruncate, open, read, unlink, write } from 'node:fs';
import { promisify } from 'node:util';
import { syncFolder } from '../core/index.ts';

/** The few functions by which the journal writes; a test passes one that fails. */
export interface JournalFs {
  /** `r+` opens what is there, `wx+` makes a file that is not there, `w+` makes it anew. */
  open(path: string, flags: 'r+' | 'wx+' | 'w+', mode: number): Promise<number>;
  /** Writes at `position`; may write fewer bytes than `length`. */
  write(fd: number, bytes: Uint8Array, offset: number, length: number, position: number): Promise<number>;
  read(fd: number, bytes: Uint8Array, offset: number, length: number, position: number): Promise<number>;
  /** Makes durable what was written and cut. */
  fdatasync(fd: number): Promise<void>;
  ftruncate(fd: number, length: number): Promise<void>;
  size(fd: number): Promise<number>;
  close(fd: number): Promise<void>;
  unlink(path: string): Promise<void>;
  syncFolder(path: string): void;
}

const { O_CREAT, O_DSYNC, O_EXCL, O_RDWR, O_TRUNC } = constants;
const FLAGS = { 'r+': O_RDWR, 'wx+': O_RDWR | O_CREAT | O_EXCL, 'w+': O_RDWR | O_CREAT | O_TRUNC } as const;

/**
 * The disk itself. Linux makes each write durable before it returns, which saves a turn of the thread pool for every group; elsewhere the
 * flag is missing or means less (macOS leaves the bytes in the drive's cache), so a sync follows.
 */
function disk(): JournalFs {
  const isLinux = process.platform === 'linux';
  /** Open files of which everything is durable. */
  const durable = new Set<number>();
  return {
    open: async (path, flags, mode) => {
      const fd = await promisify(open)(path, isLinux ? FLAGS[flags] | O_DSYNC : flags, mode);
      // What stands in a file that was there may not be durable yet.
      if (isLinux && flags === 'wx+') durable.add(fd);
      return fd;
    },
    write: (fd, bytes, offset, length, position) =>
      new Promise((resolve, reject) => {
        write(fd, bytes, offset, length, position, (error, written) => (error ? reject(error) : resolve(written)));
      }),
    read: (fd, bytes, offset, length, position) =>
      new Promise((resolve, reject) => {
        read(fd, bytes, offset, length, position, (error, count) => (error ? reject(error) : resolve(count)));
      }),
    fdatasync: async (fd) => {
      if (durable.has(fd)) return;
      await promisify(fdatasync)(fd);
      if (isLinux) durable.add(fd);
    },
    ftruncate: async (fd, length) => {
      durable.delete(fd);
      await promisify(ftruncate)(fd, length);
    },
    size: async (fd) => (await promisify(fstat)(fd)).size,
    close: (fd) => {
      durable.delete(fd);
      return promisify(close)(fd);
    },
    unlink: promisify(unlink),
    syncFolder,
  };
}

export const diskFs: JournalFs = disk();

export const FILE_MODE = 0o600;

/** Writes all of the bytes at a place. */
export async function writeAll(fs: JournalFs, fd: number, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const written = await fs.write(fd, bytes, at, bytes.length - at, position + at);
    if (written <= 0) throw Object.assign(new Error('the disk took no byte'), { code: 'ENOSPC' });
    at += written;
  }
}

/** Reads a range whole; `undefined` when the file is shorter. */
export async function readRange(fs: JournalFs, fd: number, from: number, to: number): Promise<Buffer | undefined> {
  const bytes = Buffer.alloc(to - from);
  for (let at = 0; at < bytes.length; ) {
    const count = await fs.read(fd, bytes, at, bytes.length - at, from + at);
    if (count <= 0) return undefined;
    at += count;
  }
  return bytes;
}

/** The system's word for what went wrong, such as `ENOSPC`. */
export function causeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown cause';
}

export function isMissing(error: unknown): boolean {
  return causeOf(error) === 'ENOENT';
}
