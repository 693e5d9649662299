import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { KeywardError } from '../core/index.ts';
import { type GitPlace, gitLines, hookPlace, refsAt } from '../scan/index.ts';
import type { HookName } from './hook-script.ts';
import type { ScanParts, ScanSource } from './scan-source.ts';
import { scanExit } from './scan-weigh.ts';
import { type ScanReport, scanFor } from './scanning.ts';
import { wholeInput } from './standard-input.ts';

export interface HookRun {
  readonly hook: HookName;
  /** Where git runs its hooks: the top of the working tree. */
  readonly folder: string;
  /** As git gives them: for pre-push the remote's name and its address. */
  readonly args: readonly string[];
  /** What git tells on standard input: for pre-push a line for each ref. */
  readonly refs: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly baseline?: string;
}

export interface HookAnswer {
  readonly exit: 0 | 1 | 3;
  /** Absent where nothing leaves: a push that only deletes. */
  readonly report?: ScanReport;
}

/** Looks through what a commit or a push takes along. */
export async function runHook(run: HookRun, parts: ScanParts): Promise<HookAnswer> {
  const source = run.hook === 'pre-commit' ? stagedSource(run) : await pushSource(run, parts);
  if (!source) return { exit: 0 };
  const { baseline, folder } = run;
  const asked = baseline === undefined ? {} : { baseline: resolve(folder, baseline) };
  const { report, keep } = await scanFor({ source, isPublish: false, ...asked }, parts);
  const whole = { ...report, ...(await keep(report.leaks)) };
  return { exit: scanExit(whole, { isPublish: false, onlyVerified: false }), report: whole };
}

/** The index: for `git commit -a` and `git commit FILE` it is one of their own, which git names to its hooks. */
function stagedSource({ folder, variables }: HookRun): ScanSource {
  return { kind: 'staged', path: folder, variables };
}

const NOTHING = /^0+$/;
const OBJECT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The commits that the remote does not have: reached by what is pushed, and neither by what the refs that it changes were, nor by what else the address
 * says that it has. What this repository remembers of a remote may be of another address. `undefined` where only refs are deleted.
 */
async function pushSource(run: HookRun, parts: ScanParts): Promise<ScanSource | undefined> {
  const { folder, refs, variables } = run;
  const place = hookPlace(folder, variables);
  const lines = refs.trim() === '' ? await untold(place, variables) : refs.trim().split('\n').map(refOf);
  const local = [...new Set(lines.map(({ to }) => to))].filter((id) => !NOTHING.test(id));
  if (local.length === 0) return undefined;
  const before = [...new Set(lines.map(({ from }) => from))].filter((id) => !NOTHING.test(id));
  const known = await typesOf(place, [...local, ...before]);
  const peeled = local.map((id) => `${id}^{commit}`);
  const commits = await typesOf(place, peeled);
  const starts = local.filter((id) => commits.get(`${id}^{commit}`) === 'commit');
  const given = before.filter((id) => known.has(id));
  const had = [...given, ...(await alsoHad(run, place, starts, given, parts))];
  // A tag has a message of its own, and may be of anything, of another tag too; what is not there is told as missing.
  const others = local.filter((id) => known.has(id) && known.get(id) !== 'commit');
  const gone = local.filter((id) => !known.has(id)).map((id) => ({ id, path: id }));
  const objects = [...gone, ...(await objectsOf(place, others, [...peeled.filter((id) => commits.has(id)), ...had]))];
  // Without a commit to begin with git would take the one that is checked out.
  const range = starts.length === 0 ? ['--max-count=0', '--all'] : [...starts, '--not', ...had];
  return { kind: 'range', path: folder, variables, range, objects };
}

/** So long the address may take to say what it has. */
const ASK_MS = 30_000;
/** So many of its refs are taken for what it has. */
const MOST_REFS = 5_000;

/**
 * What else the address has that is pushed to, as it says itself; asked only where this repository remembers more of that remote than the push tells.
 * Where it does not answer, nothing: then more is looked through.
 */
async function alsoHad(
  { folder, args, variables }: HookRun,
  place: GitPlace,
  starts: readonly string[],
  given: readonly string[],
  { stopping, userHome: home }: ScanParts,
): Promise<string[]> {
  const name = args[0] ?? variables['PRE_COMMIT_REMOTE_NAME'] ?? '';
  const url = args[1] ?? variables['PRE_COMMIT_REMOTE_URL'] ?? '';
  if (starts.length === 0 || url === '' || !/^[\w./-]+$/.test(name) || name.startsWith('-')) return [];
  const few = await countOf(place, [...starts, '--not', ...given, `--remotes=${name}`]);
  if (few === (await countOf(place, [...starts, '--not', ...given]))) return [];
  const inTime = AbortSignal.any([stopping, AbortSignal.timeout(ASK_MS)]);
  const told = await refsAt(folder, url, { home, variables, stopping: inTime }).catch(() => []);
  if (stopping.aborted) throw new KeywardError('stopped', 'the scan was stopped before its end');
  const known = await typesOf(place, told);
  return told.filter((id) => known.get(id) === 'commit' || known.get(id) === 'tag').slice(0, MOST_REFS);
}

async function countOf(place: GitPlace, words: readonly string[]): Promise<string> {
  for await (const line of gitLines(place, ['rev-list', '--count', ...words, '--'])) return line;
  return '';
}

/** What tags and trees are and hold, but for commits: without what these commits have. */
async function objectsOf(
  place: GitPlace,
  ids: readonly string[],
  without: readonly string[],
): Promise<{ readonly id: string; readonly path: string }[]> {
  if (ids.length === 0) return [];
  const found: { readonly id: string; readonly path: string }[] = [];
  const args = ['rev-list', '--objects', ...ids, '--not', ...without, '--'];
  for await (const line of gitLines(place, args)) {
    const end = line.indexOf(' ');
    const id = end < 0 ? line : line.slice(0, end);
    found.push({ id, path: end < 0 || end === line.length - 1 ? id : line.slice(end + 1) });
  }
  const types = await typesOf(
    place,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => types.get(id) !== 'tree');
}

interface PushedRef {
  readonly to: string;
  readonly from: string;
}

function refOf(line: string): PushedRef {
  // What is pushed may be named by words, as `HEAD^{/a fix}`.
  const [from = '', , to = ''] = line.trim().split(' ').reverse();
  if (!OBJECT.test(to) || !OBJECT.test(from))
    throw new KeywardError('usage', 'standard input is not what git tells a pre-push hook: it is run by git');
  return { to, from };
}

/**
 * Where standard input was not passed on. The pre-commit framework reads it itself, and names the ends in variables, or the branch alone where all of it
 * is new; else it is the branch that is checked out.
 */
async function untold(repository: GitPlace, variables: HookRun['variables']): Promise<PushedRef[]> {
  const { PRE_COMMIT_TO_REF, PRE_COMMIT_FROM_REF = '', PRE_COMMIT_LOCAL_BRANCH } = variables;
  const asked = [PRE_COMMIT_TO_REF || PRE_COMMIT_LOCAL_BRANCH || 'HEAD'];
  for await (const to of gitLines(repository, ['cat-file', '--batch-check=%(objectname)'], asked))
    if (OBJECT.test(to)) return [{ to, from: OBJECT.test(PRE_COMMIT_FROM_REF) ? PRE_COMMIT_FROM_REF : '0' }];
  return [];
}

/** What objects are; those that this repository does not have are left out. */
async function typesOf(repository: GitPlace, ids: readonly string[]): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  let at = 0;
  for await (const line of gitLines(repository, ['cat-file', '--batch-check=%(objecttype)'], ids)) {
    const id = ids[at++] ?? '';
    if (/^(?:commit|tag|tree|blob)$/.test(line)) types.set(id, line);
  }
  return types;
}

/** What git tells a hook on standard input, a line for each ref; empty where that is a terminal. */
export async function readRefs(): Promise<string> {
  return isatty(0) ? '' : (await wholeInput()).toString('utf8');
}
