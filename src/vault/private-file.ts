import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeywardError } from '../core/index.ts';

/** A file of this many bytes holds no token or password. */
const MAX_BYTES = 64 * 1024;

/**
 * The bytes of a file that holds a token or a password; the caller zeroes them. Throws `credential-missing`, and `file-readable` when others can
 * read it, unless `isShared` says that whoever put it there gives it to every user of the machine or container.
 */
export function readPrivateFile(path: string, { isShared = false } = {}): Buffer {
  try {
    const { mode, size } = statSync(path);
    if (!isShared && (mode & 0o077) !== 0) {
      throw new KeywardError('file-readable', `${path} can be read by others: chmod 600 ${path}`);
    }
    if (size > MAX_BYTES) throw new KeywardError('credential-invalid', `${path} is too long`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new KeywardError('credential-missing', `there is no file ${path}`);
    throw new KeywardError('file-failed', `${path} cannot be read (${code ?? 'unknown'})`);
  }
}

/** Throws `vault-read-only` where a file cannot be replaced: that is done by another one beside it. A link counts as what is behind it. */
export function checkReplaceable(path: string): void {
  const folder = dirname(existsSync(path) ? realpathSync(path) : path);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new KeywardError('vault-read-only', `${path} cannot be written (${code})`);
  }
}
