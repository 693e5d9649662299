import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { KeywardError, shellWord } from '../../core/index.ts';

/** Where a repository is; `variables`: what git told a hook of it, as GIT_DIR and GIT_INDEX_FILE. */
export type GitPlace = string | { readonly path: string; readonly variables: Readonly<Record<string, string>> };

/** Variables by which git tells a hook where what it is about to use stands. */
const TOLD = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY'];

/** The repository that git means as it runs a hook in this folder, which need not be the one that stands around it. */
export function hookPlace(folder: string, variables: Readonly<Record<string, string | undefined>>): GitPlace {
  const told = TOLD.flatMap((name) => {
    const value = variables[name];
    return value ? [[name, resolve(folder, value)] as const] : [];
  });
  const { GIT_ALTERNATE_OBJECT_DIRECTORIES: others } = variables;
  if (others) told.push(['GIT_ALTERNATE_OBJECT_DIRECTORIES', others]);
  return told.length === 0 ? folder : { path: folder, variables: Object.fromEntries(told) };
}

const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null'];
/** A repository may be anyone's: nothing that its settings name is run, nobody is asked, and none of them leaves anything out. */
const QUIET = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'diff.external=',
  '-c',
  'core.quotePath=false',
  '-c',
  'log.showSignature=false',
  '-c',
  'color.ui=false',
  '-c',
  'diff.relative=false',
  // `-m` compares with as many parents as this says.
  '-c',
  'log.diffMerges=separate',
  '-c',
  'i18n.logOutputEncoding=UTF-8',
  // Such a file says what the parents of commits are, and nothing holds it to them.
  '-c',
  'core.commitGraph=false',
];
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '/bin/false',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LFS_SKIP_SMUDGE: '1',
  // What is pushed is what was replaced.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null/none',
  GIT_PAGER: 'cat',
};
/** Nothing is fetched of what is missing. */
const READING = {
  GIT_NO_LAZY_FETCH: '1',
  // For those older than that: what is missing may be fetched by a program that the settings name.
  GIT_ALLOW_PROTOCOL: 'none',
};
/** Ways to another repository that run no program that its address names. */
const FETCHING = { GIT_ALLOW_PROTOCOL: 'http:https:ssh:git:file' };
/** What of this user's surroundings `fetch` needs: the agent that holds keys of ssh, and the way out. */
const WAYS_OUT = [
  'SSH_AUTH_SOCK',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
];
/** The order that the settings name is not that of what is printed: without the file that they name git prints nothing. */
export const NO_ORDER = '-O/dev/null';
/** How much of what git says on its standard error is kept, in characters. */
const MOST_SAID = 2_000;
const LF = 10;

/** A running git: what it prints, and its end. */
export interface RunningGit {
  readonly output: NodeJS.ReadableStream;
  /** Rejects with `scan-git` unless it ended well. */
  readonly ended: Promise<void>;
  write(text: string): boolean;
  end(): void;
  onDrain(go: () => void): void;
}

interface GitRun {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stopping?: AbortSignal;
  /** What is thrown when it does not end well. */
  refused(code: number | null, said: string): KeywardError;
}

/** Runs git in a repository, with no variables of this process but the home folder. */
export function startGit(repository: GitPlace, args: readonly string[]): RunningGit {
  return startIn(repository, [...NO_HOOKS, ...QUIET], args);
}

/** What git prints on one line of where its hooks stand, which its settings say. */
export async function askOfHooks(folder: string, args: readonly string[]): Promise<string> {
  const git = startIn(folder, QUIET, args);
  git.end();
  return (await wholeOf(git)).toString('utf8').replace(/\r?\n$/, '');
}

/**
 * Asks or fetches what is elsewhere, and gives what git prints. `home`: for the logins and host keys that the user's git has; `variables`: of which the way out is taken. Throws `scan-unreached`
 * where it cannot be fetched, and `stopped`.
 */
export async function fetchGit(args: readonly string[], { home, variables, stopping }: FetchParts): Promise<Buffer> {
  const ways = WAYS_OUT.flatMap((name) => (variables[name] ? [[name, variables[name]] as const] : []));
  const git = startWith({
    args: [...NO_HOOKS, ...QUIET, ...args],
    env: { ...Object.fromEntries(ways), ...(home === undefined ? {} : { HOME: home }), ...ENVIRONMENT, ...FETCHING },
    stopping,
    refused: (_code, said) => new KeywardError('scan-unreached', `it cannot be fetched: ${faultIn(said)}`),
  });
  git.end();
  return wholeOf(git);
}

export interface FetchParts {
  readonly home: string | undefined;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stopping: AbortSignal;
}

function startIn(repository: GitPlace, settings: readonly string[], args: readonly string[]): RunningGit {
  const { path, variables } = typeof repository === 'string' ? { path: repository, variables: {} } : repository;
  return startWith({
    args: [...settings, '-C', path, ...args],
    // Of the user's own settings, which repositories of others may be read.
    env: { HOME: homedir(), ...variables, ...ENVIRONMENT, ...READING },
    refused: (code, said) => new KeywardError('usage', refusedBy(args[0] ?? '', code, said, path)),
  });
}

/** The one place in which git is started. */
function startWith({ args, env, stopping, refused }: GitRun): RunningGit {
  const child = spawn('git', args, {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...(stopping ? { signal: stopping } : {}),
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString('utf8')}`.slice(0, MOST_SAID);
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', () =>
      reject(
        stopping?.aborted
          ? new KeywardError('stopped', 'it was stopped while git ran')
          : new KeywardError('usage', 'git cannot be run: is it installed?'),
      ),
    );
    child.on('close', (code) => (code === 0 ? resolve() : reject(refused(code, said))));
  });
  ended.catch(() => undefined);
  return {
    output: child.stdout,
    ended,
    write: (text) => child.stdin.write(text),
    end: () => child.stdin.end(),
    onDrain: (go) => child.stdin.once('drain', go),
  };
}

const IN_NONE = 'is in no repository of git';

/** Whether that is why git has told nothing. */
export const isInNone = (error: unknown): boolean => error instanceof Error && error.message.endsWith(IN_NONE);

/** What git says of its own end; of a repository of another user, which it does not read, what helps. */
function refusedBy(command: string, code: number | null, said: string, repository: string): string {
  const [, owned] = /dubious ownership in repository at '(.*)'\n/.exec(said) ?? [];
  if (owned !== undefined)
    return `${repository} belongs to another user, and git does not read it: run as that user, or \`git config --global --add safe.directory ${shellWord(owned)}\``;
  // Outside of a repository `git diff` compares files, and knows no index.
  if (/not a git repository|unknown option `cached'/.test(said)) return `${repository} ${IN_NONE}`;
  const [, range] =
    /(?:bad revision|ambiguous argument|Invalid revision range|bad object) '?(.+?)'?(?::|\n|$)/.exec(said) ?? [];
  if (range !== undefined) return `there are no such commits here: ${printable(range)}`;
  return `git ${command} ended with ${code}: ${printable(faultIn(said))}`;
}

/** What git says of its fault: before it are warnings, behind it advice. */
const faultIn = (said: string): string => {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.startsWith('fatal: ')) ?? lines[0] ?? '').replace(/^fatal: /, '');
};

/** What git repeats may be of whoever made the repository. */
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');

/** All that git prints; throws what `ended` does. */
export async function wholeOf(git: RunningGit): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of git.output) chunks.push(chunk as Buffer);
  await git.ended;
  return Buffer.concat(chunks);
}

/** All lines that git prints, where they are few. */
export async function allGitLines(repository: GitPlace, args: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of gitLines(repository, args)) lines.push(line);
  return lines;
}

/** Each line that git prints; `ask`: what it reads, a line each. */
export async function* gitLines(
  repository: GitPlace,
  args: readonly string[],
  ask: Iterable<string> = [],
): AsyncGenerator<string> {
  const git = startGit(repository, args);
  feed(git, ask);
  // By ends of lines alone: names of people and files hold whatever else may part lines.
  let rest: Buffer[] = [];
  for await (const chunk of git.output as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LF);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    const whole = Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8');
    rest = [chunk.subarray(end + 1)];
    yield* whole.split('\n');
  }
  const last = Buffer.concat(rest).toString('utf8');
  if (last !== '') yield last;
  await git.ended;
}

/** Writes lines as fast as they are read. */
export function feed(git: RunningGit, lines: Iterable<string>): void {
  const left = lines[Symbol.iterator]();
  const go = (): void => {
    for (;;) {
      let batch = '';
      let count = 0;
      for (let next = left.next(); !next.done; next = left.next()) {
        batch += `${next.value}\n`;
        if (++count === 1_000) break;
      }
      if (batch === '') {
        git.end();
        return;
      }
      if (!git.write(batch)) {
        git.onDrain(go);
        return;
      }
    }
  };
  go();
}
