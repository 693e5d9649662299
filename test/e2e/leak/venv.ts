import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../source-tree.ts';

/** The folder of the programs of a Python environment of our own that has this one package, made when it is not there; or why there is none. */
export function inPythonVenv(requirement: string): { readonly bin: string } | { readonly missing: string } {
  const folder = join(root, '.cache', `python-${requirement.replace(/\W+/g, '-')}`);
  const bin = join(folder, 'bin');
  if (existsSync(join(folder, 'whole'))) return { bin };
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(join(bin, 'pip'), ['install', '--quiet', '--no-deps', requirement], { stdio: 'pipe' });
    execFileSync('touch', [join(folder, 'whole')]);
    return { bin };
  } catch (error) {
    return { missing: error instanceof Error ? error.message.split('\n')[0]! : 'it failed' };
  }
}
