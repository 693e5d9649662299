import { join, resolve } from 'node:path';
import type { Eyes } from '../eyes.ts';
import { remotesOf } from './forges.ts';
import { askGit } from './git.ts';

/** Read also where they came with a program: here keys are put. */
const OF_SECRETS =
  /(?:^|\/)(?:\.env[^/]*|[^/]+\.env|config[^/]*\.json5?|[^/]*(?:keys?|secrets?|credentials?)[^/]*\.(?:json5?|ya?ml|toml|ini|txt|csv|pem|key)|\.netrc)$|(?:^|\/)secrets\//i;
const MOST_ENDS = 256;

/** What is known of where a repository came from. */
export interface Upstream {
  /** Public sites that it has remotes at. */
  readonly forges: readonly string[];
  /** It is a program that people clone, and nothing was committed to it here. */
  readonly isClone: boolean;
  /** Whole paths of what came with that program and was not changed since: none of it is the owner's. */
  readonly theirs: ReadonlySet<string>;
}

/** Asks git for the remotes of a working tree, and whether there is anything of its owner's in it. */
export async function upstreamOf(eyes: Eyes, top: string): Promise<Upstream> {
  const asked = await askGit(eyes, top, ['remote', '-v']);
  const { forges, upstreams } = remotesOf('fault' in asked || asked.status !== 0 ? '' : asked.out);
  const none = { forges, isClone: false, theirs: new Set<string>() };
  if (upstreams === undefined || !(await hasNothingOwn(eyes, top, upstreams))) return none;
  const [kept, changed] = await Promise.all([
    askGit(eyes, top, ['ls-files', '-v', '-z', '--cached']),
    askGit(eyes, top, [
      'diff',
      '--name-only',
      '-z',
      '--no-ext-diff',
      '--no-textconv',
      '--ignore-submodules=all',
      'HEAD',
    ]),
  ]);
  if ('fault' in kept || 'fault' in changed || kept.status !== 0 || changed.status !== 0) return none;
  const own = new Set(changed.out.split('\0'));
  // Of what is marked as not to be compared (`h`, `S`) git tells no change.
  const paths = kept.out.split('\0').flatMap((line) => (line.startsWith('H ') ? [line.slice(2)] : []));
  const theirs = paths.filter((path) => !own.has(path) && !OF_SECRETS.test(path));
  return { forges, isClone: true, theirs: new Set(theirs.map((path) => join(top, path))) };
}

/**
 * Whether a clone has no commit that its upstream remotes do not have, stashes and tags among them. Where a shallow clone ends is what was fetched, of a
 * tag also, for which there is no branch of a remote.
 */
async function hasNothingOwn(eyes: Eyes, top: string, upstreams: readonly string[]): Promise<boolean> {
  const file = await askGit(eyes, top, ['rev-parse', '--git-path', 'shallow']);
  if ('fault' in file || file.status !== 0) return false;
  const read = await eyes.read(resolve(top, file.out.trimEnd()));
  if ('fault' in read && read.fault !== 'missing') return false;
  const ends = 'fault' in read ? [] : read.bytes.toString('latin1').split('\n').filter(isCommit).slice(0, MOST_ENDS);
  const theirs = upstreams.map((name) => `--remotes=${name}`);
  const asked = await askGit(eyes, top, ['rev-list', '--max-count=1', '--all', '--not', ...theirs, ...ends]);
  return !('fault' in asked) && asked.status === 0 && asked.out.trim() === '';
}

const isCommit = (line: string): boolean => /^[0-9a-f]{40,64}$/.test(line);
