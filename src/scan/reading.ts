import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { KeywardError } from '../core/index.ts';
import type { Finding } from './finding.ts';
import { MOST_BYTES, type Scan, type ScanResult } from './scan.ts';
import { shownName } from './sources/file-names.ts';
import { allGitLines, type GitPlace, startGit } from './sources/git.ts';
import type { Origin } from './sources/history.ts';
import { machinePlaces } from './sources/machine.ts';
import { listObjects, readObjects } from './sources/objects.ts';
import { isRange, rangeBlobs } from './sources/range.ts';
import { reachedIn } from './sources/reached.ts';
import type { Scanned } from './sources/scanned.ts';
import { standOf } from './sources/stand.ts';
import { walk } from './sources/tree.ts';
import { unreachedNames } from './sources/unreached.ts';

/**
 * What the commits of a range bring, with their messages; `range`: as a CI names it, or words made for git; `objects`: what else is read, as tags.
 * Throws `usage` for what is no range.
 */
export async function readRange(
  scan: Scan,
  repository: GitPlace,
  range: string | readonly string[],
  objects: readonly { readonly id: string; readonly path: string }[] = [],
): Promise<ScanResult> {
  if (typeof range === 'string' && !isRange(range))
    throw new KeywardError('usage', `${range} is no range of commits, as main..HEAD is`);
  const blobs: Map<string, Partial<Origin> & Pick<Origin, 'path'>> = new Map(
    await rangeBlobs(repository, range, (path, why) => scan.unread({ path, why })),
  );
  const ends = await shallowEnds(repository);
  if ([...blobs.keys()].some((id) => ends.has(id))) scan.unread(BEFORE_SHALLOW);
  for (const { id, path } of objects) if (!blobs.has(id)) blobs.set(id, { path });
  const findings: Finding[] = [];
  await readObjects(repository, await thereOf(scan, repository, blobs), {
    mostBytes: MOST_BYTES,
    visit: ({ id }, bytes) => {
      const { path = id, also = [], ...origin } = blobs.get(id) ?? {};
      for (const name of [path, ...also]) {
        const found = scan.text(bytes, name);
        findings.push(...found.map((one) => ({ ...one, place: { ...one.place, ...origin } })));
        if (found.length > 0) break;
      }
    },
    missing: (id) => scan.unread({ path: blobs.get(id)?.path ?? id, why: 'missing' }),
    damaged: (id) => scan.unread({ path: blobs.get(id)?.path ?? id, why: 'damaged' }),
    tooBig: ({ id }) => scan.unread({ path: blobs.get(id)?.path ?? id, why: 'too-big' }),
  });
  findings.push(...scan.names([...blobs.values()].flatMap(({ path, also = [] }) => [path, ...also])));
  return scan.result(findings);
}

/**
 * All that a repository has; what it lacks of what its branches reach is noted, and so are the commits of other repositories. Where it stands as it did
 * when all of it had been read, only what holds something is read.
 */
export async function readHistory(
  scan: Scan,
  repository: string,
  scanned: Scanned | undefined,
  tell: (read: number, of: number) => void,
): Promise<ScanResult> {
  // Before anything is listed: what comes meanwhile makes it stand otherwise at the next scan.
  const stand = scanned && (await standOf(repository));
  const still = stand === undefined ? undefined : scanned?.stillAs(stand);
  if (still) {
    const { findings } = await scan.history(repository, scanned, tell, still);
    for (const path of still.submodules) scan.unread({ path, why: 'submodule' });
    scanned?.save();
    return scan.result(await withNames(repository, findings));
  }
  const [{ lacking, paths, submodules }, ends, { findings, settled }] = await Promise.all([
    reachedIn(repository),
    shallowEnds(repository),
    scan.history(repository, scanned, tell),
  ]);
  const told = new Set(scan.result([]).unscanned.map(({ path }) => path));
  for (const one of lacking) if (!told.has(one.path)) scan.unread(one);
  if (ends.size > 0) scan.unread(BEFORE_SHALLOW);
  for (const path of submodules) scan.unread({ path, why: 'submodule' });
  const named = scan.names(paths);
  const isWhole = lacking.length === 0 && ends.size === 0 && named.length === 0;
  scanned?.settle(stand !== undefined && settled && isWhole ? { ...settled, stand, submodules } : undefined);
  scanned?.save();
  return scan.result([...(await withNames(repository, findings)), ...named]);
}

/** What no commit has is told by what it is called in the index, or by a short number. */
async function withNames(repository: string, findings: readonly Finding[]): Promise<Finding[]> {
  const open = findings.filter(({ place }) => place.commit === undefined).map(({ place }) => place.path);
  const names = await unreachedNames(repository, open);
  return findings.map((one) => ({
    ...one,
    place: {
      ...one.place,
      path: (one.place.commit === undefined ? names.get(one.place.path) : undefined) ?? one.place.path,
    },
  }));
}

/** Files and folders: of a repository what git has or would add; a folder that git is told to leave out, as one of logs, whole. */
export async function readPaths(
  scan: Scan,
  paths: readonly { readonly path: string; readonly name: string }[],
): Promise<ScanResult> {
  const findings: Finding[] = [];
  for (const { path, name } of paths) {
    await scan.hear();
    const about = statSync(path, { throwIfNoEntry: false });
    if (!about) throw new KeywardError('usage', `${path} is not there`);
    const told = name === '' ? basename(path) : name;
    if (about.isFile()) findings.push(...readNamed(scan, path, told));
    else if (!about.isDirectory()) scan.unread({ path: told, why: 'no-file' });
    else if (await isLeftOut(path)) findings.push(...(await readFolder(scan, path, name)));
    else findings.push(...(await scan.tree(path, name)).findings);
  }
  return scan.result(findings);
}

/** A file that somebody names. What is packed was meant to be read; of a binary one, which is named with others, nobody says that. */
function readNamed(scan: Scan, path: string, name: string): Finding[] {
  const before = scan.result([]).unscanned.length;
  // A link that somebody names is meant for what it leads to.
  const findings = scan.file(realpathSync(path), name);
  const [one] = scan.result([]).unscanned.slice(before);
  if (one && (one.why === 'archive' || one.why === 'lfs')) scan.unread({ ...one, isAsked: true }, before);
  return [...findings, ...scan.names([name])];
}

/** Text that is handed over, as on standard input: nothing else is there, so that what cannot be read was asked for. */
export function readInput(scan: Scan, bytes: Buffer, name: string): ScanResult {
  const result = scan.result(scan.text(bytes, name));
  return { ...result, unscanned: result.unscanned.map((one) => ({ ...one, isAsked: true as const })) };
}

/** The places of a home folder in which keys are left behind; `tell` says which is being read. */
export async function readMachine(scan: Scan, home: string, tell: (place: string) => void): Promise<ScanResult> {
  const findings: Finding[] = [];
  for (const { path } of machinePlaces(home)) {
    const name = `~${path.slice(home.length)}`;
    tell(name);
    await scan.hear();
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    findings.push(...(isFolder ? await readFolder(scan, path, name) : scan.file(realpathSync(path), name)));
  }
  return scan.result(findings);
}

async function readFolder(scan: Scan, folder: string, name: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const files = walk(folder, folder, (path, why) => scan.unread({ path: shownName(join(name, path)), why }));
  for (const path of files) {
    await scan.hear();
    findings.push(...scan.file(join(folder, path), shownName(join(name, path))));
  }
  findings.push(...scan.names(files.map((path) => shownName(join(name, path)))));
  return findings;
}

/** Whether git is told to leave a folder out. */
async function isLeftOut(folder: string): Promise<boolean> {
  const git = startGit(dirname(folder), ['check-ignore', '--quiet', '--', basename(folder)]);
  git.end();
  git.output.resume();
  return git.ended.then(
    () => true,
    () => false,
  );
}

const BEFORE_SHALLOW = { path: 'the commits before the shallow clone', why: 'missing' } as const;

/** Whether git would fetch what is missing, and ends where it may not. */
async function isInPart(repository: GitPlace): Promise<boolean> {
  const names = await allGitLines(repository, ['config', '--list', '--name-only']);
  return names.some((name) => /^remote\..*\.promisor$|^extensions\.partialclone$/i.test(name));
}

/** The commits with which a shallow clone begins: what came before them is not there. */
async function shallowEnds(repository: GitPlace): Promise<ReadonlySet<string>> {
  const folder = typeof repository === 'string' ? repository : repository.path;
  const [path = ''] = await allGitLines(repository, ['rev-parse', '--git-path', 'shallow']);
  try {
    return new Set(readFileSync(resolve(folder, path), 'latin1').split('\n').filter(Boolean));
  } catch {
    return new Set();
  }
}

/** Of these objects those that can be asked for; of a clone in part the others are noted. */
async function thereOf(
  scan: Scan,
  repository: GitPlace,
  blobs: ReadonlyMap<string, Pick<Origin, 'path'>>,
): Promise<Iterable<string>> {
  if (!(await isInPart(repository))) return blobs.keys();
  const there = new Set((await listObjects(repository)).map(({ id }) => id));
  for (const [id, { path }] of blobs) if (!there.has(id)) scan.unread({ path, why: 'missing' });
  return [...blobs.keys()].filter((id) => there.has(id));
}
