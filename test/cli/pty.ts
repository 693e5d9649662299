import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { recordOutput } from '../canary.ts';
import { root } from '../source-tree.ts';

const main = process.env.KEYWARD_MAIN ?? join(root, 'dist', 'cli', 'main.js');

/** What waits for an answer that never comes is ended. */
const LONGEST_MS = 20_000;

/** Whether a terminal can be made here: `script` of util-linux. */
export const hasPty = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');

export interface OnPty {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly columns: number;
  /** What is typed once the screen ends with a text that fits. */
  readonly answers?: readonly (readonly [RegExp, string])[];
}

/** Runs `keyward ARGS` on a terminal of so many columns, to its end. Gives all that the terminal showed. */
export async function runOnPty(
  args: readonly string[],
  { env, cwd, columns, answers = [] }: OnPty,
): Promise<{ exit: number | null; screen: string }> {
  const command = ['exec', process.execPath, main, ...args]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ');
  const child = spawn(
    'script',
    ['-qefc', `stty cols ${columns} rows 40; ${command.replace("'exec'", 'exec')}`, '/dev/null'],
    {
      cwd,
      env: { PATH: process.env['PATH'], TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const longest = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  let screen = '';
  let seen = 0;
  const left = [...answers];
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString('utf8');
    const [next] = left;
    if (!next?.[0].test(stripVTControlCharacters(screen.slice(seen)))) return;
    left.shift();
    seen = screen.length;
    child.stdin.write(next[1]);
  });
  const [exit] = (await once(child, 'close')) as [number | null];
  clearTimeout(longest);
  recordOutput(`keyward ${args.join(' ')} on a terminal`, screen);
  return { exit, screen };
}
