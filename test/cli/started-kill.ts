import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { main } from './terminal.ts';

/** A use of the kill switch that goes on by itself, and what it has printed so far. */
export interface StartedKill {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly text: { stdout: string; stderr: string };
}

export function startKill(
  at: { readonly folder: string; readonly home: string },
  args: readonly string[],
): StartedKill {
  const child = spawn(process.execPath, [main, '--json', 'kill', '--yes', ...args], {
    cwd: at.folder,
    env: { PATH: process.env['PATH'], HOME: at.folder, KEYWARD_HOME: at.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString('utf8')));
  return { child, text };
}
