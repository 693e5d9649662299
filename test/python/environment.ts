import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from '../source-tree.ts';

/** The Python of the environment that scripts/python-env.sh makes, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

/** How long a hook that calls `pythonEnvironment` may take: everything is installed when nothing was there. */
export const ENVIRONMENT_TIMEOUT_MS = 600_000;

/** Makes the environment of the clients, of the servers, or of what is tried beside our hooks, when it is not there; never throws. */
export async function pythonEnvironment(
  which: 'clients' | 'servers' | 'hooks' = 'clients',
): Promise<PythonEnvironment> {
  const [args, folder] = which === 'clients' ? [[], 'python'] : [[which], `python-${which}`];
  const script = spawn('bash', [join(root, 'scripts', 'python-env.sh'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  script.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const failed = once(script, 'error').then(([error]) => String(error));
  const ended = once(script, 'close').then(([code]) =>
    code === 0 ? undefined : (said.trim().split('\n').at(-1) ?? ''),
  );
  const reason = await Promise.race([failed, ended]);
  const python = join(root, '.cache', folder, 'bin', 'python');
  if (reason === undefined && existsSync(python)) return { python };
  return { missing: reason === undefined ? `${python} is not there` : reason };
}

/** The environment's Python; skips the running test, saying why, where there is none. In CI a skipped test is a failure. */
export function needPython(context: Pick<TestContext, 'skip'>, environment: PythonEnvironment): string {
  if ('python' in environment) return environment.python;
  return context.skip(`no Python environment: ${environment.missing}`);
}
