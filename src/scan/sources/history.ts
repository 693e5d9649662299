import { type GitPlace, gitLines } from './git.ts';
import type { ObjectHead } from './objects.ts';
import { type CommitHead, commitHeadOf, LOG_RAW, rawChangeOf } from './raw-change.ts';

/** Where a blob came into a repository first: the oldest commit that brings it, or none that there still is. */
export interface Origin extends CommitHead {
  readonly path: string;
  /** Other paths at which it stood: what it is called may decide on what is in it. */
  readonly also?: readonly string[];
}

/** So many paths of a blob are remembered. */
const MOST_PATHS = 64;

/**
 * Where blobs came from, in one pass over the commits among these objects, reached by a branch or not, merges compared with each parent.
 * A blob that stands at several paths is told at the first, with the others.
 */
export async function originsOf(
  repository: string,
  heads: readonly ObjectHead[],
  blobs: ReadonlySet<string>,
): Promise<Map<string, Origin>> {
  const origins = new Map<string, Origin>();
  const commits = heads.filter(({ type }) => type === 'commit').map(({ id }) => id);
  if (blobs.size === 0 || commits.length === 0) return origins;
  let now: CommitHead = { commit: '', author: '', at: '' };
  await logOf(repository, commits, (line) => {
    const head = commitHeadOf(line);
    if (head) {
      now = head;
      return;
    }
    const change = rawChangeOf(line);
    if (change && blobs.has(change.id))
      origins.set(change.id, older(origins.get(change.id), { ...now, path: change.path }));
  });
  return origins;
}

const LOG = ['log', '--stdin', '--no-walk=unsorted', ...LOG_RAW];
/** So often git is asked for a part of the commits, where it cannot read all. */
const MOST_PARTS = 400;

/** What these commits change, a line each, some of them twice: git ends at one that is damaged, and the others are told all the same. */
export async function logOf(
  repository: GitPlace,
  commits: readonly string[],
  take: (line: string) => void,
): Promise<void> {
  const waiting = [commits];
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const part = waiting.pop();
    if (part === undefined) return;
    try {
      for await (const line of gitLines(repository, LOG, part)) take(line);
    } catch {
      const half = part.length >> 1;
      if (half > 0) waiting.push(part.slice(half), part.slice(0, half));
    }
  }
}

/** Of two commits that bring the same, the one that was written first, with the paths of both. */
export function older(known: Origin | undefined, other: Origin): Origin {
  if (!known) return other;
  const isKnown = Date.parse(known.at) <= Date.parse(other.at);
  return isKnown ? withPaths(known, other) : withPaths(other, known);
}

/** The first of two origins, with what the other is called. */
export function withPaths(first: Origin, { path, also = [] }: Origin): Origin {
  const all = new Set([...(first.also ?? []), path, ...also]);
  all.delete(first.path);
  return all.size === (first.also?.length ?? 0) ? first : { ...first, also: [...all].slice(0, MOST_PATHS) };
}
