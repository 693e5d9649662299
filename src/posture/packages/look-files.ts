import { dirname, join, normalize } from 'node:path';
import type { Eyes } from '../eyes.ts';
import type { Gap, IndexOption, NamedPackage, PackageFile } from './facts.ts';
import { readBunLock } from './formats/bun-lock.ts';
import { readObject, Unreadable } from './formats/json.ts';
import { wantedOf } from './formats/package-json.ts';
import { readPackageLock } from './formats/package-lock.ts';
import { readPnpmLock } from './formats/pnpm-lock.ts';
import {
  type PythonLock,
  readPdmLock,
  readPipfileLock,
  readPoetryLock,
  readPylock,
  readUvLock,
} from './formats/python-locks.ts';
import { readPipfile, readPyproject } from './formats/python-manifests.ts';
import { readRequirements } from './formats/requirements.ts';
import { isBerry, readYarnLock } from './formats/yarn-lock.ts';
import { isOver, NO_TIME, type TimeLeft } from './time-left.ts';

const MOST_BYTES = 16 * 1024 * 1024;
/** The YAML parser takes about a second for so much. */
const MOST_YAML = 1536 * 1024;
const MOST_FILES = 60;

export interface ReadFiles {
  readonly files: readonly PackageFile[];
  readonly gaps: readonly Gap[];
}

/** Reads the files of a project that name packages, with what they take in. */
export async function readPackageFiles(
  eyes: Eyes,
  folder: string,
  names: readonly string[],
  left: TimeLeft,
): Promise<ReadFiles> {
  const files: PackageFile[] = [];
  const gaps: Gap[] = [];
  const queue = names.filter((name) => readerOf(name) !== undefined);
  const known = new Set(queue);
  for (const name of queue) {
    if (files.length + gaps.length >= MOST_FILES) {
      gaps.push({ file: name, why: `is one of more than ${MOST_FILES} lists of packages, which were not all read` });
      break;
    }
    if (isOver(left)) {
      gaps.push({ file: name, why: `was not read: ${NO_TIME}` });
      continue;
    }
    const read = await readOne(eyes, folder, name);
    if ('why' in read) gaps.push(read);
    else {
      files.push(read.file);
      for (const include of read.includes) {
        const inner = normalize(join(dirname(name), include));
        if (/[$:]/.test(include) || inner.startsWith('..') || include.startsWith('/'))
          gaps.push({ file: name, why: 'takes in a list from outside of the project, which was not read' });
        else if (!known.has(inner)) {
          known.add(inner);
          queue.push(inner);
        }
      }
    }
  }
  gaps.push(...unreadLists(names, files));
  return { files, gaps };
}

/** Lists that only a program or another package manager reads; what a setup.py says is mostly in another file too. */
function unreadLists(names: readonly string[], files: readonly PackageFile[]): Gap[] {
  const hasPython = files.some(({ ecosystem, packages }) => ecosystem === 'pypi' && packages.length > 0);
  return names.flatMap((name): Gap[] => {
    if (/(^|\/)environment[\w.-]*\.ya?ml$/.test(name))
      return [{ file: name, why: 'is a list for conda, which is not read' }];
    if (/(^|\/)bun\.lockb$/.test(name) && !names.includes(name.slice(0, -1)))
      return [{ file: name, why: 'is a lock file of bun in its binary form, which is not read' }];
    if (name === 'setup.py' && !hasPython) return [{ file: name, why: 'says in code what it wants, which is not run' }];
    return [];
  });
}

interface ReadOne {
  readonly file: PackageFile;
  readonly includes: readonly string[];
}

async function readOne(eyes: Eyes, folder: string, name: string): Promise<ReadOne | Gap> {
  const isYaml = /\.ya?ml$|^(.*\/)?yarn\.lock$/.test(name);
  const bytes = await eyes.read(join(folder, name), isYaml ? MOST_YAML : MOST_BYTES);
  if ('fault' in bytes) return { file: name, why: bytes.fault === 'missing' ? 'is not there' : 'cannot be read' };
  if (bytes.isCut) return { file: name, why: 'is too long to be read' };
  // A list that another one takes in may have any name.
  const reader = readerOf(name) ?? requirements;
  const text = bytes.bytes.toString('utf8');
  try {
    return reader(name, text);
  } catch (error) {
    return { file: name, why: error instanceof Unreadable ? error.message : 'cannot be read as what its name says' };
  }
}

type Reader = (name: string, text: string) => ReadOne;

function readerOf(path: string): Reader | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/requirements.*\.(txt|in)$|^constraints.*\.txt$/.test(name)) return requirements;
  if (/^pylock(\.[\w-]+)?\.toml$/.test(name)) return pylock;
  return readers[name];
}

const npmFile = (
  file: string,
  role: PackageFile['role'],
  tool: string,
  packages: readonly NamedPackage[],
  tellsAge = false,
): ReadOne => ({ file: { file, ecosystem: 'npm', role, tool, packages, options: [], tellsAge }, includes: [] });

const pythonFile = (
  file: string,
  role: PackageFile['role'],
  tool: string,
  packages: readonly NamedPackage[],
  options: readonly IndexOption[],
  tellsAge = false,
): ReadOne => ({ file: { file, ecosystem: 'pypi', role, tool, packages, options, tellsAge }, includes: [] });

function lockFile(name: string, tool: string, { packages, options, tellsAge, cutoff }: PythonLock): ReadOne {
  const { file, includes } = pythonFile(name, 'lock', tool, packages, options, tellsAge);
  return { file: cutoff === undefined ? file : { ...file, cutoff }, includes };
}

const requirements: Reader = (name, text) => {
  const { packages, options, includes } = readRequirements(text);
  const isPinned =
    packages.length > 0 && packages.every(({ version, digest }) => version !== undefined || digest === 'held');
  const isHashed = packages.length > 0 && packages.every(({ digest }) => digest === 'strong' || digest === 'held');
  const role = isPinned && isHashed ? 'lock' : isPinned ? 'pinned' : 'manifest';
  return { ...pythonFile(name, role, 'pip', packages, options), includes: includes.map(({ path }) => path) };
};

const pylock: Reader = (name, text) => lockFile(name, 'pip', readPylock(text));

const npmLock: Reader = (name, text) => npmFile(name, 'lock', 'npm', readPackageLock(readObject(text)));

const readers: Readonly<Record<string, Reader>> = {
  'package.json': (name, text) => npmFile(name, 'manifest', 'npm', wantedOf(readObject(text))),
  'package-lock.json': npmLock,
  'npm-shrinkwrap.json': npmLock,
  'yarn.lock': (name, text) => npmFile(name, 'lock', isBerry(text) ? 'yarn' : 'yarn 1', readYarnLock(text)),
  'bun.lock': (name, text) => npmFile(name, 'lock', 'bun', readBunLock(text)),
  'pnpm-lock.yaml': (name, text) => {
    const { packages, tellsAge } = readPnpmLock(text);
    return npmFile(name, 'lock', 'pnpm', packages, tellsAge);
  },
  'pyproject.toml': (name, text) => {
    const { packages, options } = readPyproject(text);
    return pythonFile(name, 'manifest', 'pip', packages, options);
  },
  pipfile: (name, text) => {
    const { packages, options } = readPipfile(text);
    return pythonFile(name, 'manifest', 'pipenv', packages, options);
  },
  'poetry.lock': (name, text) => lockFile(name, 'poetry', readPoetryLock(text)),
  'pdm.lock': (name, text) => lockFile(name, 'pdm', readPdmLock(text)),
  'uv.lock': (name, text) => lockFile(name, 'uv', readUvLock(text)),
  'pipfile.lock': (name, text) => lockFile(name, 'pipenv', readPipfileLock(text)),
};
