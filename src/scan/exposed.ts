import { lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A file of secrets that git leaves out, and that every user of this machine can read. */
export interface Exposed {
  readonly path: string;
  /** As `chmod` writes it. */
  readonly mode: string;
}

/** A file that git leaves out; `name`: as it is told. */
export interface IgnoredFile {
  readonly path: string;
  readonly name: string;
}

const ENV = /(?:^|\/)(?:\.env(?:\..+)?|.+\.env)$/i;
const EXAMPLE = /\.(?:example|sample|template|dist)$/i;
const READABLE = 0o004;
const ENTERED = 0o001;

/** The ignored files that others can read: each `.env`, and of other names those in which something was found. */
export function exposedFiles(ignored: readonly IgnoredFile[], found: ReadonlySet<string>): Exposed[] {
  return ignored.flatMap(({ path, name }) => {
    const isMeant = (ENV.test(name) && !EXAMPLE.test(name)) || found.has(name);
    const mode = isMeant ? othersMode(path) : undefined;
    return mode === undefined ? [] : [{ path: name, mode }];
  });
}

/** The mode of a file that others can read: they can also enter every folder above it. */
function othersMode(path: string): string | undefined {
  try {
    const { mode } = lstatSync(path);
    if ((mode & READABLE) === 0) return undefined;
    for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
      if ((statSync(folder).mode & ENTERED) === 0) return undefined;
      if (dirname(folder) === folder) return (mode & 0o777).toString(8).padStart(3, '0');
    }
  } catch {
    return undefined;
  }
}
