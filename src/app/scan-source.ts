import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, KeywardError } from '../core/index.ts';
import {
  hasLogin,
  hookPlace,
  isRepositoryUrl,
  readHistory,
  readInput,
  readMachine,
  readPaths,
  readRange,
  rulesVersion,
  type Scan,
  Scanned,
  type ScanResult,
  withClone,
  withoutLogin,
} from '../scan/index.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What is to be read. */
export type ScanSource =
  | { readonly kind: 'paths'; readonly paths: readonly { readonly path: string; readonly name: string }[] }
  | { readonly kind: 'history'; readonly path: string }
  /** `variables`: what git tells its hooks of where things stand, as in GIT_INDEX_FILE. */
  | { readonly kind: 'staged'; readonly path: string; readonly variables?: Variables }
  /** `range`: as a CI names it, or words made for git; `objects`: what else is read, as tags. */
  | {
      readonly kind: 'range';
      readonly path: string;
      readonly range: string | readonly string[];
      readonly objects?: readonly { readonly id: string; readonly path: string }[];
      readonly variables?: Variables;
    }
  | { readonly kind: 'repo'; readonly url: string }
  | { readonly kind: 'machine'; readonly home: string }
  | { readonly kind: 'input'; readonly bytes: Buffer };

export interface ScanParts {
  /** The state folder. */
  readonly home: string;
  /** Of the user, for the logins of git. */
  readonly userHome: string | undefined;
  /** Of the user, for the agent of ssh and the way out that git takes to another repository. */
  readonly variables?: Variables;
  readonly clock: Clock;
  /** Of Keyward; with it what was read before is not read again. */
  readonly version?: string;
  readonly stopping: AbortSignal;
  /** How far it is, or what is being read. */
  tell(progress: string | { readonly read: number; readonly of: number }): void;
}

/** Reads all of a source. Throws `usage` for what is not there, and `stopped`. */
export async function readSource(scan: Scan, source: ScanSource, parts: ScanParts): Promise<ScanResult> {
  // What was fetched is removed first.
  return source.kind === 'repo'
    ? readElsewhere(scan, source.url, parts)
    : untilStopped(readHere(scan, source, parts), parts.stopping);
}

type Here = Exclude<ScanSource, { readonly kind: 'repo' }>;

async function readHere(scan: Scan, source: Here, parts: ScanParts): Promise<ScanResult> {
  switch (source.kind) {
    case 'paths':
      return readPaths(scan, source.paths);
    case 'staged':
      return scan.staged(hookPlace(source.path, source.variables ?? {}));
    case 'history':
      return readAll(scan, source.path, resolve(source.path), parts);
    case 'range':
      return readRange(scan, hookPlace(source.path, source.variables ?? {}), source.range, source.objects);
    case 'machine':
      return readMachine(scan, source.home, (place) => parts.tell(place));
    case 'input':
      return readInput(scan, source.bytes, '(standard input)');
  }
}

async function readElsewhere(scan: Scan, url: string, parts: ScanParts): Promise<ScanResult> {
  if (hasLogin(url))
    throw new KeywardError(
      'usage',
      'an address with a password or a token in it is seen by every user of this machine',
      {
        lines: ['Let git ask its own store: `git config credential.helper`, or an address of ssh.'],
      },
    );
  if (!isRepositoryUrl(url))
    throw new KeywardError('usage', `${withoutLogin(url)} is no address of a repository`, {
      lines: ['https://, ssh://, git://, file:// and user@host:path are, and a folder of this machine.'],
    });
  parts.tell('fetching');
  const { userHome: home, variables = {}, stopping } = parts;
  return withClone(url, { home, variables, stopping }, (repository) =>
    untilStopped(readAll(scan, repository, withoutLogin(url), parts), stopping),
  );
}

/** `name`: by which what was read of it is known at the next scan. */
function readAll(scan: Scan, repository: string, name: string, parts: ScanParts): Promise<ScanResult> {
  return readHistory(scan, repository, seenBefore(name, parts), (read, of) => parts.tell({ read, of }));
}

/** What of a repository was read before, so that it is not read again; in the state folder, where that is ours. */
function seenBefore(name: string, { home, version }: ScanParts): Scanned | undefined {
  const about = statSync(home, { throwIfNoEntry: false });
  if (version === undefined || (about && about.uid !== process.getuid?.())) return undefined;
  const file = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return new Scanned(join(home, 'scan', 'seen', file), rulesVersion(version));
}

/** Ends with `stopped` as soon as that is wanted; what was begun is cleaned up first. */
async function untilStopped<T>(work: Promise<T>, stopping: AbortSignal): Promise<T> {
  if (stopping.aborted) throw stopped();
  return new Promise<T>((done, fail) => {
    const end = (): void => fail(stopped());
    stopping.addEventListener('abort', end, { once: true });
    work.then(done, fail).finally(() => stopping.removeEventListener('abort', end));
  });
}

const stopped = (): KeywardError => new KeywardError('stopped', 'the scan was stopped before its end');
