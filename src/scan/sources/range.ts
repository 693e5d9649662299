import { type GitPlace, gitLines } from './git.ts';
import { logOf, type Origin, withPaths } from './history.ts';
import { type CommitHead, commitHeadOf, LOG_RAW, rawChangeOf } from './raw-change.ts';

/** Commits as a CI names them: `A..B`, a branch, a commit. What could be an option, or holds a blank, is no such name. */
export const isRange = (text: string): boolean => /^[^\s-][^\s]*$/.test(text);

const DELETED = '000000';
/** A commit of another repository. */
const SUBMODULE = '160000';

/**
 * The blobs that the commits of a range bring, each with where it came first, merges compared with each parent; and the commits, for their messages.
 * `range`: one, or words that git understands, as `A --not B`; `leave`: submodules, and what git cannot read.
 */
export async function rangeBlobs(
  repository: GitPlace,
  range: string | readonly string[],
  leave: (path: string, why: 'submodule' | 'damaged') => void = () => undefined,
): Promise<Map<string, Origin>> {
  const blobs = new Map<string, Origin>();
  let now: CommitHead = { commit: '', author: '', at: '' };
  const take = (line: string): void => {
    const head = commitHeadOf(line);
    if (head) {
      now = head;
      blobs.set(head.commit, { ...head, path: `commit ${head.commit.slice(0, 12)}` });
      return;
    }
    const { mode, id, path } = rawChangeOf(line) ?? { mode: DELETED, id: '', path: '' };
    if (mode === SUBMODULE) leave(path, 'submodule');
    if (mode === SUBMODULE || mode === DELETED) return;
    const known = blobs.get(id);
    blobs.set(id, known ? withPaths(known, { ...known, path, also: [] }) : { ...now, path });
  };
  const words = [...[range].flat(), '--'];
  try {
    for await (const line of gitLines(repository, ['log', '--reverse', ...LOG_RAW, ...words])) take(line);
  } catch (error) {
    const commits = await commitsOf(repository, words);
    // No range, or none of which anything can be read.
    if (commits.length === 0) throw error;
    leave('a commit of the range, or a folder in it', 'damaged');
    await logOf(repository, commits, take);
  }
  return blobs;
}

/** The commits of a range, the oldest first, as far as git can read them. */
async function commitsOf(repository: GitPlace, words: readonly string[]): Promise<string[]> {
  const commits: string[] = [];
  try {
    for await (const line of gitLines(repository, ['rev-list', ...words])) commits.push(line);
  } catch {
    // What it has printed before it came to its end is read.
  }
  return commits.reverse();
}
