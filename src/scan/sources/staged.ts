import { type GitPlace, NO_ORDER, startGit, wholeOf } from './git.ts';

const DIFF = [
  'diff',
  '--cached',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-renames',
  '--no-ext-diff',
  '--diff-filter=ACMRT',
  NO_ORDER,
];

/** The blobs that the index has and the last commit has not, with the paths of each. `leave`: submodules, which are commits of other repositories. */
export async function stagedBlobs(
  repository: GitPlace,
  leave: (path: string) => void = () => undefined,
): Promise<Map<string, string[]>> {
  const git = startGit(repository, DIFF);
  git.end();
  const parts = (await wholeOf(git)).toString('utf8').split('\0');
  const paths = new Map<string, string[]>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', , id = ''] = (parts[at] ?? '').split(' ');
    if (mode === '160000') {
      leave(parts[at + 1] ?? '');
      continue;
    }
    paths.set(id, [...(paths.get(id) ?? []), parts[at + 1] ?? '']);
  }
  return paths;
}
