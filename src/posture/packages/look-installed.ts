import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Eyes } from '../eyes.ts';
import { officialNames } from './data/official-names.ts';
import type { FileComparison, Gap, InstalledPackage, Origin } from './facts.ts';
import { fieldOf, readObject, textOf } from './formats/json.ts';
import { gitOrigin, pathOrigin } from './formats/origin.ts';
import { installScripts } from './formats/package-json.ts';
import { readRecord } from './formats/record.ts';
import { pythonOrigin } from './formats/requirement.ts';
import { canonicalName } from './names.ts';
import { counted } from './printable.ts';
import { isOver, NO_TIME, type TimeLeft } from './time-left.ts';

const MOST_MODULES = 2_000;
const MOST_DISTS = 1_000;
const AT_ONCE = 32;
const MOST_MANIFEST = 256 * 1024;
/** What is compared of one package, and of all. */
const MOST_COMPARED_FILES = 2_500;
const MOST_COMPARED_BYTES = 128 * 1024 * 1024;

export interface Installed {
  readonly packages: readonly InstalledPackage[];
  readonly gaps: readonly Gap[];
}

const compared = new Set(officialNames.flatMap(({ ecosystem, name }) => (ecosystem === 'pypi' ? [name] : [])));

/** Works through a list, a few at a time, in its order. */
async function eachOf<T, R>(items: readonly T[], use: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(use))));
  return done;
}

/** The packages in a `node_modules` folder, those of scopes too; what lies inside of packages is told by the lock file. */
export async function installedModules(eyes: Eyes, folder: string, path: string, left: TimeLeft): Promise<Installed> {
  const root = join(folder, path);
  const top = await eyes.list(root);
  if ('fault' in top) return { packages: [], gaps: [{ file: path, why: 'may not be listed' }] };
  const gaps: Gap[] = [];
  const names = (
    await eachOf(
      top.filter((name) => !name.startsWith('.')),
      async (name) => {
        if (!name.startsWith('@')) return [name];
        const inside = await eyes.list(join(root, name));
        if (!('fault' in inside)) return inside.map((one) => `${name}/${one}`);
        gaps.push({ file: `${path}/${name}`, why: 'may not be listed' });
        return [];
      },
    )
  ).flat();
  if (names.length > MOST_MODULES)
    gaps.push({ file: path, why: `has more than ${MOST_MODULES} packages, which were not all read` });
  let late = 0;
  const packages = await eachOf(names.slice(0, MOST_MODULES), async (name) => {
    if (isOver(left)) {
      late += 1;
      return [];
    }
    const at = `${path}/${name}`;
    const read = await eyes.read(join(root, name, 'package.json'), MOST_MANIFEST);
    if (!('fault' in read)) return [modulePackage(name, at, read.bytes.toString('utf8'))];
    // Caches of tools lie there as well.
    if (read.fault !== 'missing') gaps.push({ file: `${at}/package.json`, why: 'cannot be read' });
    return [];
  });
  if (late > 0) gaps.push({ file: path, why: `has ${counted(late, 'package')} not read: ${NO_TIME}` });
  return { packages: packages.flat(), gaps };
}

function modulePackage(folderName: string, folder: string, text: string): InstalledPackage {
  try {
    const manifest = readObject(text);
    const version = textOf(manifest, 'version');
    const scripts = installScripts(manifest);
    return {
      ecosystem: 'npm',
      name: canonicalName('npm', textOf(manifest, 'name') ?? folderName),
      ...(version === undefined ? {} : { version }),
      folder,
      ...(scripts.length > 0 ? { scripts } : {}),
    };
  } catch {
    return { ecosystem: 'npm', name: canonicalName('npm', folderName), folder };
  }
}

/** The packages of an environment of Python; those by which bots reach exchanges are compared with their list of digests. */
export async function installedDists(eyes: Eyes, folder: string, path: string, left: TimeLeft): Promise<Installed> {
  const found: InstalledPackage[] = [];
  const gaps: Gap[] = [];
  const libraries = await sitePackages(eyes, folder, path, gaps);
  const budget: Budget = { bytes: MOST_COMPARED_BYTES, left };
  for (const library of libraries) {
    const inside = await eyes.list(join(folder, library));
    if ('fault' in inside) {
      gaps.push({ file: library, why: 'may not be listed' });
      continue;
    }
    const dists = inside.filter((name) => /\.(dist|egg)-info$/.test(name));
    if (dists.length > MOST_DISTS)
      gaps.push({ file: library, why: `has more than ${MOST_DISTS} packages, which were not all read` });
    for (const [at, dist] of dists.slice(0, MOST_DISTS).entries()) {
      if (isOver(left)) {
        gaps.push({ file: library, why: `has ${counted(dists.length - at, 'package')} not read: ${NO_TIME}` });
        break;
      }
      const one = await installedDist(eyes, folder, library, dist, budget);
      if (one) found.push(one);
    }
  }
  return { packages: found, gaps };
}

async function sitePackages(eyes: Eyes, folder: string, path: string, gaps: Gap[]): Promise<string[]> {
  const found: string[] = [];
  for (const library of ['lib', 'lib64']) {
    const facts = await eyes.look(join(folder, path, library));
    if (!('kind' in facts) || facts.kind !== 'folder') continue;
    const inside = await eyes.list(join(folder, path, library));
    if ('fault' in inside) {
      gaps.push({ file: join(path, library), why: 'may not be listed' });
      continue;
    }
    for (const name of inside) if (/^python\d/.test(name)) found.push(join(path, library, name, 'site-packages'));
  }
  return found;
}

/** What may be compared still. */
interface Budget {
  bytes: number;
  readonly left: TimeLeft;
}

async function installedDist(
  eyes: Eyes,
  folder: string,
  library: string,
  dist: string,
  budget: Budget,
): Promise<InstalledPackage | undefined> {
  const named = /^(.+?)(?:-(\d[^-]*))?(?:-py[\d.]+)?\.(?:dist|egg)-info$/.exec(dist);
  if (!named?.[1]) return undefined;
  const name = canonicalName('pypi', named[1]);
  const version = named[2];
  const direct = await eyes.read(join(folder, library, dist, 'direct_url.json'), MOST_MANIFEST);
  const from = 'fault' in direct ? undefined : directOrigin(direct.bytes.toString('utf8'));
  const files = compared.has(name) ? await comparedFiles(eyes, join(folder, library), dist, budget) : undefined;
  return {
    ecosystem: 'pypi',
    name,
    ...(version === undefined ? {} : { version }),
    folder: library,
    ...(from === undefined ? {} : { from }),
    ...(files === undefined ? {} : { files }),
  };
}

/** PEP 610. */
function directOrigin(text: string): Origin | undefined {
  try {
    const direct = readObject(text);
    const url = textOf(direct, 'url') ?? '';
    const vcs = fieldOf(direct, 'vcs_info');
    if (vcs !== undefined) {
      const origin = pythonOrigin(`git+${url}`);
      return 'host' in origin ? gitOrigin(origin.host, origin.isPlain, textOf(vcs, 'commit_id')) : origin;
    }
    return url.startsWith('file:') ? pathOrigin(url.replace(/^file:(\/\/)?/, '')) : pythonOrigin(url);
  } catch {
    return undefined;
  }
}

/** Each file that the list has a digest for, against that digest. */
async function comparedFiles(
  eyes: Eyes,
  library: string,
  dist: string,
  budget: Budget,
): Promise<FileComparison | undefined> {
  const read = await eyes.read(join(library, dist, 'RECORD'), 4 * 1024 * 1024);
  if ('fault' in read) return undefined;
  const lines = readRecord(read.bytes.toString('utf8')).filter(({ path }) => !path.endsWith('.pyc'));
  const changed: string[] = [];
  const missing: string[] = [];
  let count = 0;
  let cut = lines.length > MOST_COMPARED_FILES ? `it has more than ${MOST_COMPARED_FILES} files` : undefined;
  const taken = lines.slice(0, MOST_COMPARED_FILES).filter(({ size = 0 }) => {
    budget.bytes -= size;
    if (budget.bytes < 0) cut = 'there is more than can be compared in this time';
    return budget.bytes >= 0;
  });
  await eachOf(taken, async ({ path, digest, size = 0 }) => {
    if (isOver(budget.left)) {
      cut = NO_TIME;
      return;
    }
    const file = await eyes.read(join(library, path), size + 1);
    if ('fault' in file) {
      if (file.fault === 'missing') missing.push(path);
      else cut = 'not all of its files can be read';
      return;
    }
    count += 1;
    const own = createHash('sha256').update(file.bytes).digest('base64url');
    if (file.isCut || own !== digest) changed.push(path);
  });
  return { compared: count, changed: changed.sort(), missing: missing.sort(), ...(cut === undefined ? {} : { cut }) };
}
