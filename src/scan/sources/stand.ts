import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gitLines } from './git.ts';

/** Git follows stores that borrow from others no farther. */
const MOST_STORES = 6;
const REFS = ['refs', 'reftable'];
const FILES = ['HEAD', 'packed-refs', 'shallow', 'config'];

/**
 * How the objects and refs of a repository stand, in one word: what comes, goes or is written anew changes it. The times of changes and the numbers of
 * files are of it, which no program sets. `undefined` where it cannot be told.
 */
export async function standOf(repository: string): Promise<string | undefined> {
  const folders: string[] = [];
  for await (const line of gitLines(repository, [
    'rev-parse',
    '--git-dir',
    '--git-common-dir',
    '--git-path',
    'objects',
  ]))
    folders.push(resolve(repository, line));
  const [own, common, objects] = folders;
  if (own === undefined || common === undefined || objects === undefined) return undefined;
  const hash = createHash('sha256');
  try {
    for (const folder of new Set([own, common])) {
      for (const file of FILES) addText(hash, join(folder, file));
      for (const refs of REFS) addTexts(hash, join(folder, refs));
    }
    for (const { name } of entriesOf(join(common, 'worktrees'))) addText(hash, join(common, 'worktrees', name, 'HEAD'));
    addStores(hash, objects, MOST_STORES);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

function addText(hash: Hash, file: string): void {
  const text = orNothing(() => readFileSync(file));
  hash.update(`${file}\0${text?.length ?? '-'}\0`).update(text ?? '');
}

function addTexts(hash: Hash, folder: string): void {
  for (const { name, isFolder } of entriesOf(folder))
    if (isFolder) addTexts(hash, join(folder, name));
    else addText(hash, join(folder, name));
}

/** The files of a store, and of those from which it borrows. */
function addStores(hash: Hash, objects: string, left: number): void {
  if (left === 0) throw new Error('stores that borrow from each other');
  for (const { name, isFolder } of entriesOf(objects)) {
    if (!isFolder || !/^(?:[0-9a-f]{2}|pack)$/.test(name)) continue;
    const folder = join(objects, name);
    hash.update(`${folder}\0`);
    for (const entry of entriesOf(folder)) {
      const { ino, size, mtimeNs, ctimeNs } = lstatSync(join(folder, entry.name), { bigint: true });
      hash.update(`${entry.name} ${ino} ${size} ${mtimeNs} ${ctimeNs}\n`);
    }
  }
  const borrows = join(objects, 'info', 'alternates');
  addText(hash, borrows);
  const lines = orNothing(() => readFileSync(borrows, 'utf8'))?.split('\n') ?? [];
  for (const line of lines) if (line !== '' && !line.startsWith('#')) addStores(hash, resolve(objects, line), left - 1);
}

const entriesOf = (folder: string): readonly { readonly name: string; readonly isFolder: boolean }[] =>
  (orNothing(() => readdirSync(folder, { withFileTypes: true })) ?? [])
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Nothing where there is none; any other error is thrown. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
