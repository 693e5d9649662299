import { execFile } from 'node:child_process';
import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import type { Eyes, FileFacts, FileRead, Ran } from '../posture/index.ts';

const RUN_TIMEOUT_MS = 3_000;
const MOST_PRINTED = 4 * 1024 * 1024;
const MOST_READ = 1024 * 1024;
const FIRST_BYTES = 4 * 1024;
/** Where an ordinary user's PATH does not look. */
const SYSTEM_FOLDERS = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** `path`: the PATH of whoever looks. A signal ends programs that are still running. */
export function eyesOf(parts: { readonly path?: string; readonly nowMs: number; readonly signal?: AbortSignal }): Eyes {
  const { nowMs, signal } = parts;
  const path = parts.path === undefined ? SYSTEM_FOLDERS : `${parts.path}:${SYSTEM_FOLDERS}`;
  return {
    uid: process.getuid?.() ?? 0,
    nowMs,
    run: ([program = '', ...args], { timeoutMs = RUN_TIMEOUT_MS, maxBytes = MOST_PRINTED } = {}) =>
      new Promise<Ran>((resolve) => {
        const options = {
          timeout: timeoutMs,
          killSignal: 'SIGKILL' as const,
          maxBuffer: maxBytes,
          env: { PATH: path, LC_ALL: 'C', HOME: '/nonexistent' },
          cwd: '/',
          ...(signal === undefined ? {} : { signal }),
        };
        const child = execFile(program, args, options, (error, out, err) => resolve(ranOf(error, out, err)));
        child.stdin?.end();
      }),
    read: readSome,
    look: async (file) => {
      try {
        return factsOf(await lstat(file));
      } catch (error) {
        return { fault: faultOf(error) };
      }
    },
    list: async (folder) => {
      try {
        return (await readdir(folder)).sort();
      } catch (error) {
        return { fault: faultOf(error) };
      }
    },
  };
}

function ranOf(error: (Error & { code?: unknown; killed?: boolean }) | null, out: string, err: string): Ran {
  if (error === null) return { status: 0, out, err };
  if (typeof error.code === 'number') return { status: error.code, out, err };
  if (error.code === 'ENOENT') return { fault: 'missing' };
  if (error.code === 'EACCES' || error.code === 'EPERM') return { fault: 'denied' };
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return { fault: 'too-long' };
  return { fault: 'timeout' };
}

async function readSome(path: string, maxBytes = MOST_READ): Promise<FileRead> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    // A pipe that nobody writes would wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return { fault: faultOf(error) };
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return { fault: 'no-file' };
    // Files under /proc say that they are empty, and any file may grow meanwhile.
    let bytes = Buffer.alloc(Math.min(maxBytes, stats.size || FIRST_BYTES) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length > maxBytes) break;
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * bytes.length, maxBytes + 1));
    }
    return { bytes: bytes.subarray(0, Math.min(length, maxBytes)), isCut: length > maxBytes };
  } catch (error) {
    const fault = faultOf(error);
    return { fault: fault === 'missing' ? 'failed' : fault };
  } finally {
    await file.close();
  }
}

function factsOf(stats: Stats): FileFacts {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other';
  const { mode, uid, gid, size, mtimeMs } = stats;
  return { kind, mode: mode & 0o7777, uid, gid, size, changedMs: mtimeMs };
}

function faultOf(error: unknown): 'missing' | 'denied' | 'failed' {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed';
}
