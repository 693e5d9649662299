import { posix } from 'node:path';
import type { Eyes } from '../../eyes.ts';

const { join } = posix;
const VENV = ['bin', 'lib', 'lib64', 'include', 'Scripts', 'Lib', 'Include'];
const CONDA = [
  ...VENV,
  'conda-meta',
  'pkgs',
  'ssl',
  'sbin',
  'etc',
  'share',
  'libexec',
  'man',
  'x86_64-conda-linux-gnu',
];
const CARGO = ['debug', 'release', 'doc', 'package', 'tmp'];
const NONE: ReadonlySet<string> = new Set();

/** The names in a folder that a tool has made there, where it really has: a mark alone, which anybody can put there, makes none. */
export async function madeIn(eyes: Eyes, folder: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.includes('pyvenv.cfg')) return (await hasPython(eyes, folder, names)) ? new Set(VENV) : NONE;
  if (names.includes('conda-meta'))
    return (await isFile(eyes, join(folder, 'conda-meta', 'history'))) && (await hasPython(eyes, folder, names))
      ? new Set(CONDA)
      : NONE;
  return names.includes('CACHEDIR.TAG') && names.includes('.rustc_info.json') ? new Set(CARGO) : NONE;
}

/** It has an interpreter, and a folder for its packages. */
async function hasPython(eyes: Eyes, folder: string, names: readonly string[]): Promise<boolean> {
  if (names.includes('Scripts'))
    return (
      (await isFile(eyes, join(folder, 'Scripts', 'python.exe'))) &&
      (await isFolder(eyes, join(folder, 'Lib', 'site-packages')))
    );
  const [programs, libraries] = await Promise.all([eyes.list(join(folder, 'bin')), eyes.list(join(folder, 'lib'))]);
  if ('fault' in programs || 'fault' in libraries || !programs.some((name) => /^python[\d.]*$/.test(name)))
    return false;
  const packages = libraries.filter((name) => /^(?:python|pypy)[\d.]+$/.test(name));
  const there = await Promise.all(packages.map((name) => isFolder(eyes, join(folder, 'lib', name, 'site-packages'))));
  return there.some(Boolean);
}

async function isFile(eyes: Eyes, path: string): Promise<boolean> {
  const facts = await eyes.look(path);
  return !('fault' in facts) && facts.kind === 'file';
}

async function isFolder(eyes: Eyes, path: string): Promise<boolean> {
  const facts = await eyes.look(path);
  return !('fault' in facts) && facts.kind === 'folder';
}
