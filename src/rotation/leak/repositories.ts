import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { allGitLines, gitLines, isInNone, withoutLogin } from '../../scan/index.ts';
import type { RepositoryFacts } from './places.ts';

/** Folders that hold packages, which others wrote. */
export const OTHERS = new Set(['node_modules', '.venv', 'venv', '__pycache__', 'site-packages']);

/** So many folders are gone through at a time: a home folder may have a million, and whoever stops it is not to wait. */
const AT_A_TIME = 200;

/**
 * The folder itself, which may stand in a repository, then those in it that are one: bots beside each other, submodules, bare ones. `pass` takes those
 * of packages, into which it does not look; `goOn` is called again and again, and may throw.
 */
export async function* repositoriesIn(
  folder: string,
  pass: (path: string) => void,
  goOn: () => void,
): AsyncGenerator<string> {
  yield folder;
  const waiting = [folder];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++count % AT_A_TIME === 0) await turn();
    goOn();
    const entries = entriesOf(next);
    const has = (name: string): boolean => entries.some((entry) => entry.name === name);
    const isBare = has('HEAD') && has('objects') && has('refs');
    if (next !== folder && (isBare || has('.git'))) yield next;
    if (isBare) continue;
    for (const { name } of entries.filter((entry) => entry.isDirectory() && entry.name !== '.git'))
      if (OTHERS.has(name)) pass(join(next, name));
      else waiting.push(join(next, name));
  }
}

export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

export interface Stands {
  /** Of a bare repository, where it keeps all. */
  readonly root: string;
  /** Where the objects are, which other trees may have too. */
  readonly store: string;
  readonly isBare: boolean;
  readonly isShallow: boolean;
}

/** The repository in which a folder stands; `undefined` where it is in none. Throws what git says where that cannot be read. */
export async function standsIn(folder: string): Promise<Stands | undefined> {
  const asked = ['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--git-common-dir'];
  let lines: string[];
  try {
    lines = await allGitLines(folder, asked);
  } catch (error) {
    if (isInNone(error)) return undefined;
    throw error;
  }
  const [bare, shallow, common = ''] = lines;
  const store = resolve(folder, common);
  const isBare = bare === 'true';
  const [root = store] = isBare ? [] : await allGitLines(folder, ['rev-parse', '--show-toplevel']);
  return { root, store, isBare, isShallow: shallow === 'true' };
}

export async function factsOf({ root, isBare }: Stands): Promise<RepositoryFacts> {
  const remotes = new Map<string, string>();
  for await (const line of gitLines(root, ['remote', '-v'])) {
    const [name = '', rest = ''] = line.split('\t');
    remotes.set(name, withoutLogin(rest.replace(/ \((?:fetch|push)\).*$/, '')));
  }
  let refs = 0;
  for await (const _ref of gitLines(root, ['for-each-ref', '--format=%(refname)'])) refs++;
  return { root, remotes: [...remotes].map(([name, url]) => ({ name, url })), refs, ...(isBare ? { isBare } : {}) };
}
