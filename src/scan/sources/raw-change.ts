import { NO_ORDER } from './git.ts';

/** A commit, as a line of `git log` tells it. */
export interface CommitHead {
  readonly commit: string;
  readonly author: string;
  /** As the commit has it, ISO 8601. */
  readonly at: string;
}

/** With these `git log` tells a line for each commit, merges compared with each parent, and below it one for each file that it changes. */
export const LOG_RAW = [
  '-m',
  '--root',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  NO_ORDER,
  '--format=%x00%H%x00%an <%ae>%x00%aI',
];

/** Reads the line of a commit; `undefined` for one that is none. */
export function commitHeadOf(line: string): CommitHead | undefined {
  if (!line.startsWith('\0')) return undefined;
  const [, commit = '', author = '', at = ''] = line.split('\0');
  return { commit, author, at };
}

/** What a line of `git log --raw` says of a file. */
export interface RawChange {
  /** As it is from then on; zeros where it is no more. */
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

/** Reads a line of `git log --raw --no-abbrev`; `undefined` for one that is none. */
export function rawChangeOf(line: string): RawChange | undefined {
  const tab = line.indexOf('\t');
  if (!line.startsWith(':') || tab < 0) return undefined;
  const [, mode = '', , id = ''] = line.slice(0, tab).split(' ');
  return { mode, id, path: unquoted(line.slice(tab + 1)) };
}

const NAMED: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** Git quotes a path with a quote, a backslash or a control character in it. */
function unquoted(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"') || path.length < 2) return path;
  return path
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, code: string | undefined, char: string) =>
      code === undefined ? (NAMED[char] ?? char) : String.fromCharCode(Number.parseInt(code, 8)),
    );
}
