import { KeywardError } from '../core/index.ts';

/** What the system says of a file, in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
  ELOOP: 'the links in the path lead round in a circle',
  ENAMETOOLONG: 'the path is too long',
  EINVAL: 'the path cannot be used for this, or is too long',
  EIO: 'the disk has failed',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this host',
};

/** Anything thrown, as an error of the catalogue: what the system refuses of disk and files is the owner's to mend, the rest is a defect. */
export function knownFault(error: unknown): KeywardError {
  if (error instanceof KeywardError) return error;
  if (!(error instanceof Error)) return new KeywardError('internal', 'not an error', { cause: error });
  const { code = '', path, syscall } = error as NodeJS.ErrnoException & { readonly address?: string };
  const where = path ?? (error as { address?: string }).address;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new KeywardError('disk-full', where === undefined ? 'nothing more can be written' : `no room for ${where}`, {
      cause: error,
    });
  }
  if (Object.hasOwn(reasons, code) && syscall !== undefined && typeof where === 'string')
    return new KeywardError('file-failed', `${where}: ${reasons[code]}`, { cause: error });
  return new KeywardError('internal', `${error.name}: ${error.message}`, { cause: error });
}
