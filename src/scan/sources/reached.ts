import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type GitPlace, gitLines } from './git.ts';
import { readObjects } from './objects.ts';

/** What the branches and tags of a repository reach, as far as it can be told without reading it. */
export interface Reached {
  /** What they name and the repository lacks, or cannot read: ids, files, or words. */
  readonly lacking: readonly Lacking[];
  /** Paths at which something stands or stood. */
  readonly paths: ReadonlySet<string>;
  /** Paths of other repositories, of which this one has the number of a commit alone. */
  readonly submodules: readonly string[];
}

export interface Lacking {
  readonly path: string;
  readonly why: 'missing' | 'damaged';
}

const WALK = ['rev-list', '--objects', '--all', '--reflog', '--missing=print'];
const MODULES = '.gitmodules';
const MOST_MODULES = 1024 * 1024;

/**
 * Walks over all that branches, tags and their logs reach, and looks for what is lost: objects, packs without an index, repositories from which it
 * borrows. `hear`: asked at each object; what it throws ends the walk.
 */
export async function reachedIn(repository: string, hear: () => void = () => undefined): Promise<Reached> {
  const lacking: Lacking[] = [];
  const paths = new Set<string>();
  const modules = new Set<string>();
  const walked = (async (): Promise<void> => {
    for await (const line of gitLines(repository, WALK)) {
      hear();
      if (line.startsWith('?')) lacking.push({ path: line.slice(1), why: 'missing' });
      const blank = line.indexOf(' ');
      if (blank < 0 || blank === line.length - 1) continue;
      const path = line.slice(blank + 1);
      paths.add(path);
      if (path === MODULES) modules.add(line.slice(0, blank));
    }
  })().catch((error: unknown) => {
    lacking.push({ path: idIn(error) ?? 'something that its commits name', why: 'damaged' });
  });
  const [lost, gone] = await Promise.all([lostRefs(repository), goneStores(repository), walked]);
  const known = new Set(lacking.map(({ path }) => path));
  const more = [...lost, ...gone].filter(({ path }) => !known.has(path));
  return { lacking: [...more, ...lacking], paths, submodules: await modulePaths(repository, modules) };
}

const idIn = (error: unknown): string | undefined =>
  error instanceof Error ? /[0-9a-f]{40,64}/.exec(error.message)?.[0] : undefined;

/** What branches, tags and HEAD name and is not there: git passes by such a branch. */
async function lostRefs(repository: string): Promise<Lacking[]> {
  const ids = new Set<string>();
  for (const args of [
    ['for-each-ref', '--format=%(objectname)'],
    ['rev-parse', '--verify', '--quiet', 'HEAD'],
  ])
    await gather(repository, args, ids);
  const lost: Lacking[] = [];
  const asked = [...ids];
  let at = 0;
  for await (const line of gitLines(repository, ['cat-file', '--batch-check=%(objecttype)'], asked)) {
    const id = asked[at++] ?? '';
    if (line.endsWith(' missing')) lost.push({ path: id, why: 'missing' });
  }
  return lost;
}

async function gather(repository: string, args: readonly string[], ids: Set<string>): Promise<void> {
  try {
    for await (const line of gitLines(repository, args)) if (/^[0-9a-f]{40,64}$/.test(line)) ids.add(line);
  } catch {
    // HEAD of a repository without a commit names nothing.
  }
}

/** Where objects should stand, and are out of reach: packs without an index, and folders that others have moved away. */
async function goneStores(repository: string): Promise<Lacking[]> {
  let folder = '';
  for await (const line of gitLines(repository, ['rev-parse', '--git-path', 'objects']))
    folder = resolve(repository, line);
  const packs = namesIn(join(folder, 'pack'));
  const there = new Set(packs);
  const blind = packs.filter((name) => name.endsWith('.pack') && !there.has(name.replace(/\.pack$/, '.idx')));
  return [
    ...blind.map((name) => ({ path: `objects/pack/${name}`, why: 'damaged' as const })),
    ...linesOf(join(folder, 'info', 'alternates'))
      .filter((line) => !line.startsWith('#') && !line.startsWith('"') && !existsSync(resolve(folder, line)))
      .map((line) => ({ path: line, why: 'missing' as const })),
  ];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** The paths that files of this name call those of submodules. */
async function modulePaths(repository: GitPlace, ids: ReadonlySet<string>): Promise<string[]> {
  const paths = new Set<string>();
  await readObjects(repository, ids, {
    mostBytes: MOST_MODULES,
    visit: (_head, bytes) => {
      for (const [, path = ''] of bytes.toString('utf8').matchAll(/^[ \t]*path[ \t]*=[ \t]*"?([^"\r\n]+)/gm))
        paths.add(path.trim());
    },
    missing: () => undefined,
    tooBig: () => undefined,
  });
  return [...paths].sort();
}
