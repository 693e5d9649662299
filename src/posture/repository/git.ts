import { join, resolve } from 'node:path';
import type { Eyes } from '../eyes.ts';
import { quietGit } from '../quiet-git.ts';

const COMPARE_NOTHING = new Set(['rev-parse', 'remote', 'rev-list', 'ls-files', 'check-ignore']);
const TIMEOUT_MS = 1_500;
const MOST_PRINTED = 16 * 1024 * 1024;

export interface GitAnswer {
  readonly out: string;
  readonly err: string;
  readonly status: number;
}

/**
 * Asks git of a folder; or why it could not be asked. It is read also where it belongs to another user, for `keyward check` is often run by root.
 * `home`: of its owner, whose settings say what is ignored.
 */
export async function askGit(
  eyes: Eyes,
  folder: string,
  args: readonly string[],
  options: { readonly home?: string; readonly withHooks?: true } = {},
): Promise<GitAnswer | { readonly fault: string }> {
  const { home, withHooks } = options;
  const ignores = home === undefined ? [] : ['-c', `core.excludesFile=${await ignoresOf(eyes, folder, home)}`];
  const where = ['-c', 'safe.directory=*', ...ignores, '-C', folder];
  const quiet = await quietGit(eyes, {
    where,
    comparesNothing: COMPARE_NOTHING.has(args[0] ?? ''),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_PRINTED,
    ...(withHooks && { withHooks }),
  });
  if ('unseen' in quiet) return { fault: quiet.unseen };
  const ran = 'refused' in quiet ? quiet.refused : await quiet.git(...args);
  if (!('fault' in ran)) return ran;
  return { fault: ran.fault === 'missing' ? 'git is not installed' : 'git did not answer in time' };
}

/** The file of what a user ignores everywhere. No other of a user's settings is used, for they may name programs; to read them runs none. */
async function ignoresOf(eyes: Eyes, folder: string, home: string): Promise<string> {
  const git = [
    'git',
    '-c',
    'safe.directory=*',
    '-C',
    folder,
    'config',
    '--type=path',
    '-z',
    '--get',
    'core.excludesFile',
  ];
  const ran = await eyes.run(['env', `HOME=${home}`, ...git], { timeoutMs: TIMEOUT_MS });
  const named = 'fault' in ran || ran.status !== 0 ? '' : ran.out.split('\0')[0];
  return named || join(home, '.config/git/ignore');
}

/** Where a repository has what. */
export interface GitTop {
  readonly top: string;
  readonly hooks: string;
  readonly isShallow: boolean;
}

/** The working tree around a folder; `undefined` where there is none; or why git did not tell. */
export async function topOf(eyes: Eyes, folder: string): Promise<GitTop | undefined | { readonly fault: string }> {
  const around = await askGit(eyes, folder, ['rev-parse', '--show-toplevel']);
  if ('fault' in around) return around;
  const top = around.out.trimEnd();
  if (around.status !== 0)
    return /not a git repository|must be run in a work tree|No such file/i.test(around.err)
      ? undefined
      : { fault: `${folder} may not be looked into` };
  if (top === '') return undefined;
  // From the top: a relative folder of hooks is meant from there.
  const asked = await askGit(eyes, top, ['rev-parse', '--is-shallow-repository', '--git-path', 'hooks'], {
    withHooks: true,
  });
  if ('fault' in asked) return asked;
  const [shallow = '', hooks = ''] = asked.out.split('\n');
  return { top, hooks: resolve(top, hooks), isShallow: shallow === 'true' };
}

export interface Listed {
  /** From the top. */
  readonly path: string;
  readonly isTracked: boolean;
}

export interface GitFiles {
  readonly files: readonly Listed[];
  readonly submodules: readonly string[];
}

/** The files that git has or would add, and its submodules. */
export async function filesOf(
  eyes: Eyes,
  top: string,
  home: string | undefined,
): Promise<GitFiles | { readonly fault: string }> {
  const options = home === undefined ? {} : { home };
  const [kept, others] = await Promise.all([
    askGit(eyes, top, ['ls-files', '-z', '--stage'], options),
    askGit(eyes, top, ['ls-files', '-z', '--others', '--exclude-standard'], options),
  ]);
  if ('fault' in kept) return kept;
  if ('fault' in others) return others;
  if (kept.status !== 0 || others.status !== 0) return { fault: 'git could not list its files' };
  const lines = kept.out.split('\0').filter(Boolean);
  const pathOf = (line: string): string => line.slice(line.indexOf('\t') + 1);
  const files = lines.filter((line) => line.startsWith('100')).map((line) => ({ path: pathOf(line), isTracked: true }));
  const loose = others.out
    .split('\0')
    .filter((path) => path !== '' && !path.endsWith('/'))
    .map((path) => ({ path, isTracked: false }));
  return {
    files: [...new Map([...files, ...loose].map((one) => [one.path, one])).values()],
    submodules: lines.filter((line) => line.startsWith('160000')).map(pathOf),
  };
}
