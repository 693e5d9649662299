import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How git sees a file: it has it, it would add it, it ignores it; `unknown` without a repository or without git. */
export type GitSight = 'tracked' | 'unignored' | 'ignored' | 'unknown';

const TIMEOUT_MS = 2_000;
/** A repository may be anyone's: nothing that its settings name is run. */
const QUIET = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

/** Asks git how it sees a file, which need not be there. Never throws. */
export async function gitSight(path: string): Promise<GitSight> {
  const ask = (...args: readonly string[]) => git(dirname(path), [...args, '--', basename(path)]);
  const listed = await ask('ls-files', '--error-unmatch');
  if (listed === 0) return 'tracked';
  if (listed !== 1) return 'unknown';
  const ignored = await ask('check-ignore', '--quiet');
  return ignored === 0 ? 'ignored' : ignored === 1 ? 'unignored' : 'unknown';
}

/** The exit code; `undefined` when git did not run to its end. */
function git(folder: string, args: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve) => {
    if (!existsSync(folder)) return resolve(undefined);
    execFile('git', [...QUIET, '-C', folder, ...args], { timeout: TIMEOUT_MS, windowsHide: true }, (error) => {
      const code = error === null ? 0 : error.code;
      resolve(typeof code === 'number' ? code : undefined);
    });
  });
}

export interface EnvWarning {
  readonly file: string;
  readonly sight: 'tracked' | 'unignored';
  readonly message: string;
  /** The command that mends it. */
  readonly fix: string;
}

/** What is wrong with each of these files of secrets in the eyes of git; those that are not there are left out. */
export async function envWarnings(paths: readonly string[]): Promise<EnvWarning[]> {
  const files = [...new Set(paths)].filter((path) => existsSync(path));
  const found = await Promise.all(files.map(async (path) => warningOf(path, await gitSight(path))));
  return found.filter((warning) => warning !== undefined);
}

function warningOf(path: string, sight: GitSight): EnvWarning | undefined {
  const name = basename(path);
  if (sight === 'tracked') {
    return {
      file: path,
      sight,
      message: `${name} is tracked by git: whoever has the repository has its keys, also after it is removed. Replace every key that was ever in it`,
      fix: `git rm --cached ${name} && git commit -m 'Remove ${name}'`,
    };
  }
  if (sight !== 'unignored') return undefined;
  return {
    file: path,
    sight,
    message: `${name} is not ignored by git: the next \`git add\` may take its keys along`,
    // The last line of the file may have no end.
    fix: `printf '%s\\n' '' '${name}' >> .gitignore`,
  };
}
