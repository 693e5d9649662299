import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isPlainName, nameOf, pathOfName } from './file-names.ts';
import { allGitLines, gitLines, startGit, wholeOf } from './git.ts';

/** A file that is to be read; `isIgnored`: git leaves it out, so that it is read only because of its name. */
export interface TreeFile {
  /** From the folder that was named, with slashes. */
  readonly path: string;
  readonly isIgnored: boolean;
}

/** Names of files that hold secrets by habit, and that git is told to leave out. */
const SECRET_NAMES =
  /(?:^|\/)(?:\.env(?:\..+)?|.+\.env|config[^/]*\.json|secrets?[^/]*|api[-_]?keys?[^/]*|keys?\.(?:json|ya?ml|txt)|credentials?[^/]*|.+\.pem|id_[a-z0-9]+|\.netrc|\.npmrc|\.pypirc)$/i;
/** Folders that are not looked into outside of a repository: they hold what others wrote. */
const OTHERS = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__', '.tox', 'site-packages']);

/** Takes what is not read. */
export type Leave = (
  path: string,
  why: 'unreadable' | 'link' | 'others' | 'ignored' | 'repository' | 'submodule' | 'sparse',
) => void;

/** What git has or would add. */
const KEPT = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard', '--', '.'];
const IGNORED = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--', '.'];
const SUBMODULE = '160000';
/** As git tags what a sparse checkout leaves out. */
const SPARSE = 'S';

/**
 * The files of a folder: in a repository those that git has or would add, and ignored ones of telling names; else all. `leave`: what cannot be listed,
 * and what is left out. Paths are names as `nameOf` gives them.
 */
export async function treeFiles(folder: string, leave: Leave = () => undefined): Promise<TreeFile[]> {
  const listed = isPlainName(folder) ? await listsOf(folder) : undefined;
  if (!listed) return walk(folder, folder, leave).map((path) => ({ path, isIgnored: false }));
  const kept = [...new Map(listed.kept.map(keptOf).map((one) => [one.path, one])).values()];
  const inner = await Promise.all(kept.map((one) => keptFiles(folder, one, leave)));
  return [...inner.flat(), ...(await ignoredFiles(folder, listed.ignored, leave))];
}

/**
 * What git lists of a folder; nothing where it is in no repository, or in one whose settings say that its files stand elsewhere. Throws what git says
 * where it is in one that cannot be read.
 */
async function listsOf(
  folder: string,
): Promise<{ readonly kept: readonly string[]; readonly ignored: readonly string[] } | undefined> {
  const all = await Promise.allSettled([zeroed(folder, KEPT), zeroed(folder, IGNORED), isWhereGitLooks(folder)]);
  const [kept, ignored, isHere] = all;
  const failed = all.find((one) => one.status === 'rejected');
  if (kept.status === 'fulfilled' && ignored.status === 'fulfilled' && isHere.status === 'fulfilled')
    return isHere.value ? { kept: kept.value, ignored: ignored.value } : undefined;
  if (await isRepository(folder)) throw failed?.reason;
  return undefined;
}

async function isWhereGitLooks(folder: string): Promise<boolean> {
  const [top = '', within = ''] = await allGitLines(folder, ['rev-parse', '--show-toplevel', '--show-prefix']);
  return isOneFolder(join(top, within), folder);
}

/** By their numbers: a path may lead through links. */
function isOneFolder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

interface Kept {
  readonly path: string;
  readonly tag: string;
  readonly mode: string;
}

/** `H 100644 ID 0<tab>PATH` of what git has, `? PATH` of what it would add. */
function keptOf(line: string): Kept {
  const tag = line.slice(0, 1);
  if (tag === '?') return { path: line.slice(2), tag, mode: '' };
  return { path: line.slice(line.indexOf('\t') + 1), tag, mode: line.slice(2, 8) };
}

async function keptFiles(folder: string, { path, tag, mode }: Kept, leave: Leave): Promise<TreeFile[]> {
  const about = aboutPath(join(folder, path));
  if (tag === SPARSE && about === undefined) {
    leave(path, 'sparse');
    return [];
  }
  if (!path.endsWith('/') && about?.isDirectory() !== true) {
    if (mode === SUBMODULE) leave(path, 'submodule');
    return mode === SUBMODULE ? [] : [{ path, isIgnored: false }];
  }
  if (mode === SUBMODULE && aboutPath(join(folder, path, '.git')) === undefined) leave(path, 'submodule');
  return innerFiles(folder, path, leave);
}

/** Ignored files that are read for their names; the others are left, but for what others wrote. */
async function ignoredFiles(folder: string, ignored: readonly string[], leave: Leave): Promise<TreeFile[]> {
  const isOwn = (path: string): boolean => !path.split('/').some((part) => OTHERS.has(part));
  const own = ignored.filter(isOwn);
  // Of a repository in this one git gives the folder alone.
  const inner = await Promise.all(own.map((path) => (path.endsWith('/') ? innerFiles(folder, path, leave) : [])));
  const files = own.flatMap((path, at) =>
    path.endsWith('/') ? inner[at]!.map((one) => one.path).filter(isOwn) : [path],
  );
  for (const path of files) if (!SECRET_NAMES.test(path)) leave(path, 'ignored');
  return files.filter((path) => SECRET_NAMES.test(path)).map((path) => ({ path, isIgnored: true }));
}

/** The files of a folder in this one that git does not look into. */
async function innerFiles(folder: string, path: string, leave: Leave): Promise<TreeFile[]> {
  const whole = join(folder, path);
  const leaveInner: Leave = (name, why) => leave(join(path, name), why);
  const hasOwn = aboutPath(join(whole, '.git')) !== undefined;
  const files = hasOwn
    ? await treeFiles(whole, leaveInner)
    : walk(whole, whole, leaveInner).map((name) => ({ path: name, isIgnored: false }));
  return files.map((one) => ({ ...one, path: join(path, one.path) }));
}

const aboutPath = (path: string): Stats | undefined => lstatSync(pathOfName(path), { throwIfNoEntry: false });

async function isRepository(folder: string): Promise<boolean> {
  try {
    for await (const line of gitLines(folder, ['rev-parse', '--is-inside-work-tree'])) return line === 'true';
    return false;
  } catch {
    return false;
  }
}

async function zeroed(folder: string, args: readonly string[]): Promise<string[]> {
  const git = startGit(folder, args);
  git.end();
  const bytes = await wholeOf(git);
  const parts = isUtf8(bytes) ? bytes.toString('utf8').split('\0') : partsOf(bytes).map(nameOf);
  return parts.filter((path) => path !== '');
}

function partsOf(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
    parts.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return [...parts, bytes.subarray(from)];
}

/** Every file below a folder, from `root`, but for those that others wrote. What is neither file nor folder is left, and so are bare repositories. */
export function walk(root: string, folder: string, leave: Leave = () => undefined): string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = entriesOf(next, () => leave(relative(root, next!), 'unreadable'));
    if (isBare(entries)) {
      leave(relative(root, next), 'repository');
      continue;
    }
    for (const { name, is } of entries) {
      const path = join(next, name);
      const told = relative(root, path);
      if (is === 'file') found.push(told);
      else if (is === 'other') leave(told, 'link');
      else if (!OTHERS.has(name)) waiting.push(path);
      else if (name !== '.git') leave(told, 'others');
    }
  }
  return found.sort();
}

interface Entry {
  readonly name: string;
  readonly is: 'file' | 'folder' | 'other';
}

function entriesOf(folder: string, fail: () => void): Entry[] {
  try {
    return readdirSync(pathOfName(folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
      name: nameOf(entry.name as unknown as Buffer),
      is: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
    }));
  } catch {
    fail();
    return [];
  }
}

/** Whether a folder holds what git keeps, and no files that can be read as they stand. */
function isBare(entries: readonly Entry[]): boolean {
  const has = (name: string, is: Entry['is']): boolean => entries.some((one) => one.name === name && one.is === is);
  return has('HEAD', 'file') && has('objects', 'folder') && has('refs', 'folder') && !has('.git', 'folder');
}

/** Whether the way from a folder to a file in it leads through folders alone, and through no link, which may lead out of it. */
export class Ways {
  readonly #root: string;
  readonly #known = new Map<string, boolean>([['.', true]]);

  constructor(root: string) {
    this.#root = root;
  }

  isStraight(path: string): boolean {
    const folder = dirname(path);
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const about = aboutPath(join(this.#root, folder));
    const isStraight = (about === undefined || about.isDirectory()) && this.isStraight(folder);
    this.#known.set(folder, isStraight);
    return isStraight;
  }
}

/** Why a file was not read. */
export type NotRead = 'link' | 'gone' | 'unreadable' | 'too-big';

/**
 * The bytes of a file, or why there are none. It is opened once and asked what it is: what stands there may be changed meanwhile, for a pipe or a link.
 */
export function readBytes(path: string, mostBytes: number): Buffer | NotRead {
  let file: number;
  try {
    file = openSync(pathOfName(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
    // A link; a socket.
    return code === 'ELOOP' || code === 'ENXIO' ? 'link' : 'unreadable';
  }
  try {
    const about = fstatSync(file);
    if (!about.isFile()) return 'link';
    return about.size > mostBytes ? 'too-big' : bytesOf(file, about.size, mostBytes);
  } catch {
    return 'unreadable';
  } finally {
    closeSync(file);
  }
}

/** To its end, which need not be where it was when the file was opened. */
function bytesOf(file: number, size: number, mostBytes: number): Buffer | 'too-big' {
  const pieces: Buffer[] = [];
  let held = 0;
  for (let room = size + 1; ; room = 65_536) {
    const piece = Buffer.allocUnsafe(room);
    let filled = 0;
    while (filled < room) {
      const count = readSync(file, piece, filled, room - filled, null);
      if (count === 0) break;
      filled += count;
    }
    pieces.push(piece.subarray(0, filled));
    held += filled;
    if (held > mostBytes) return 'too-big';
    if (filled < room) return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }
}

/** The bytes of a file; `undefined` where it is none, is a link, or is gone; over the bound its size. */
export function fileBytes(path: string, mostBytes: number): Buffer | number | undefined {
  const bytes = readBytes(path, mostBytes);
  if (typeof bytes !== 'string') return bytes;
  return bytes === 'too-big' ? aboutPath(path)?.size : undefined;
}
