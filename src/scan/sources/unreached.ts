import { ShownTexts } from '../shown.ts';
import { type GitPlace, gitLines } from './git.ts';
import { stagedBlobs } from './staged.ts';

const ID = /^[0-9a-f]{40,64}$/;
const LETTERS = 12;

/**
 * How blobs are told that no commit has, by their ids: a staged one as `bot.py (staged)`, any other as `object 93263f1108ab (in no commit)`. Ids of
 * other objects, and what is no id, are left out.
 */
export async function unreachedNames(
  repository: GitPlace,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(paths)].filter((path) => ID.test(path));
  if (ids.length === 0) return new Map();
  const staged = await stagedBlobs(repository).catch(() => new Map<string, string[]>());
  const shown = new ShownTexts();
  const names = new Map<string, string>();
  let at = 0;
  for await (const type of gitLines(repository, ['cat-file', '--batch-check=%(objecttype)'], ids)) {
    const id = ids[at++] ?? '';
    const [path] = staged.get(id) ?? [];
    if (type === 'blob')
      names.set(
        id,
        path === undefined ? `object ${id.slice(0, LETTERS)} (in no commit)` : `${shown.of(path)} (staged)`,
      );
  }
  return names;
}
