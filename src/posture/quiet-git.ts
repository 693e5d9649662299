import type { Eyes, Ran } from './eyes.ts';

/** Everything turned off by which the settings of a repository could run something, or change what git prints. */
const QUIET = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.sshCommand=false',
  'core.quotePath=false',
  'color.ui=false',
  'log.showSignature=false',
  'diff.external=',
  'protocol.allow=never',
  'status.relativePaths=false',
  'status.submoduleSummary=false',
  'submodule.recurse=false',
];
const NO_HOOKS = 'core.hooksPath=/dev/null';
/** `GIT_ALLOW_PROTOCOL` stands above what a repository allows by the name of a protocol. */
const SURROUNDINGS = [
  'GIT_OPTIONAL_LOCKS=0',
  'GIT_TERMINAL_PROMPT=0',
  'GIT_NO_LAZY_FETCH=1',
  'GIT_ALLOW_PROTOCOL=none',
  'GIT_CONFIG_GLOBAL=/dev/null',
];

export interface QuietParts {
  /** Options of git that say which repository is meant. */
  readonly where: readonly string[];
  /** Hooks are looked for where the settings of the repository say. */
  readonly withHooks?: true;
  /** Nothing that is asked compares or writes files, so that no filter can run, and none is looked for. */
  readonly comparesNothing?: boolean;
  readonly timeoutMs: number;
  readonly maxBytes?: number;
}

/** git on one repository, or how it answered when it was asked for the settings, or why it may not be asked. */
export type QuietGit =
  | { readonly git: (...args: readonly string[]) => Promise<Ran> }
  | { readonly refused: Ran }
  | { readonly unseen: string };

/** git on a repository that may be anyone's: nothing that its settings name is run, and no settings of a user are read. */
export async function quietGit(eyes: Eyes, parts: QuietParts): Promise<QuietGit> {
  const { where, withHooks, timeoutMs, maxBytes } = parts;
  const settings = withHooks ? QUIET : [...QUIET, NO_HOOKS];
  const run = async (off: readonly string[], args: readonly string[]): Promise<Ran> => {
    const turned = [...settings, ...off].flatMap((one) => ['-c', one]);
    const git = ['git', '--no-optional-locks', '--no-replace-objects', ...turned, ...where];
    const options = { timeoutMs, ...(maxBytes !== undefined && { maxBytes }) };
    const ran = await eyes.run(['env', ...SURROUNDINGS, ...git, ...args], options);
    // What `env` says of a program that is not there.
    return !('fault' in ran) && ran.status === 127 ? { fault: 'missing' } : ran;
  };
  if (parts.comparesNothing) return { git: (...args) => run([], args) };
  const listed = await run([], ['config', '--list', '--name-only', '-z']);
  if ('fault' in listed || listed.status !== 0) return { refused: listed };
  const filters = new Set(
    listed.out
      .split('\0')
      .flatMap((name) => /^filter\.([\s\S]*)\.(?:clean|smudge|process|required)$/.exec(name)?.[1] ?? []),
  );
  // A filter runs a program when a changed file is compared; one with such a name cannot be turned off.
  if ([...filters].some((name) => /[=\n]/.test(name)))
    return { unseen: 'its settings name a filter that cannot be turned off' };
  const off = [...filters].flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].map((tail) => `filter.${name}.${tail}`),
  );
  return { git: (...args) => run(off, args) };
}
