import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { type GitPlace, gitLines, hookPlace, withoutLogin } from '../scan/index.ts';
import type { ScanSource } from './scan-source.ts';

/** What was scanned, as it is called from one scan to the next. */
export interface ScanOrigin {
  /** The root of a repository or a folder, an address, or a word. */
  readonly name: string;
  /** Of a place that was told, the path from that root; the same where it is not below. */
  fromRoot(path: string): string;
}

/** Whatever folder of a repository is scanned, it is of that repository. */
export async function originOf(source: ScanSource): Promise<ScanOrigin> {
  const asTold = (path: string): string => path;
  switch (source.kind) {
    case 'repo':
      return { name: withoutLogin(source.url), fromRoot: asTold };
    case 'machine':
      return { name: 'this machine', fromRoot: asTold };
    case 'input':
      return { name: 'standard input', fromRoot: asTold };
    case 'paths':
      return originOfPaths(source.paths);
    case 'history':
      return { name: (await rootOf(source.path)) ?? real(source.path), fromRoot: asTold };
    default: {
      const place = hookPlace(source.path, source.variables ?? {});
      return { name: (await rootOf(place)) ?? real(source.path), fromRoot: asTold };
    }
  }
}

type Paths = Extract<ScanSource, { readonly kind: 'paths' }>['paths'];

async function originOfPaths(paths: Paths): Promise<ScanOrigin> {
  const [first] = paths.map(({ path }) => (isFolder(path) ? path : dirname(path)));
  const name = (await rootOf(first ?? '.')) ?? real(first ?? '.');
  return {
    name,
    fromRoot: (path) => {
      const way = relative(name, wholeOf(paths, path));
      return way === '' || way.startsWith('..') || isAbsolute(way) ? path : way;
    },
  };
}

/** Where a place that was told stands. */
function wholeOf(paths: Paths, told: string): string {
  for (const { path, name } of paths) {
    const folder = name.replace(/\/$/, '');
    if (told === folder) return join(real(dirname(path)), path.slice(dirname(path).length));
    if (folder === '' || told.startsWith(`${folder}/`)) return join(real(path), told.slice(folder.length));
  }
  return resolve(told);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The top of the working tree, or the repository where there is none. */
async function rootOf(place: GitPlace): Promise<string | undefined> {
  for (const args of [
    ['rev-parse', '--show-toplevel'],
    ['rev-parse', '--absolute-git-dir'],
  ])
    try {
      for await (const line of gitLines(place, args)) return line;
    } catch {
      // A bare repository has no working tree; a folder need not be in one.
    }
  return undefined;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
