import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { recordOutput } from '../canary.ts';
import { root } from '../source-tree.ts';

/** The built program; KEYWARD_MAIN names another build. */
const main = process.env.KEYWARD_MAIN ?? join(root, 'dist', 'cli', 'main.js');

/** A folder with a state folder beside it, both of which go away with `remove`. */
export interface Place {
  readonly folder: string;
  readonly home: string;
  remove(): void;
}

export function makePlace(): Place {
  const base = mkdtempSync(join(tmpdir(), 'keyward-cli-'));
  const folder = mkdtempSync(join(base, 'folder-'));
  return { folder, home: join(base, 'home'), remove: () => rmSync(base, { recursive: true, force: true }) };
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it shows on purpose. */
  readonly shown?: readonly string[];
  /** Text in place of JSON; then `ready` is empty. */
  readonly asText?: true;
}

/** Runs the built `keyward` to its end, as a user does; what it prints is looked through for secrets. */
export async function runKeyward(place: Place, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = launch(place, args, options);
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (chunk: Buffer) => (read[name] += chunk.toString('utf8')));
  child.stdin?.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  recordOutput(`keyward ${args.join(' ')}`, read.stdout + read.stderr, { shown: options.shown ?? [] });
  return { code, ...read };
}

function launch({ folder, home }: Place, args: readonly string[], { env = {} }: RunOptions): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: home, KEYWARD_HOME: home, ...env },
  });
}

/** A `keyward` that runs on. */
export interface Running {
  /** Its first line, which is JSON with `--json`. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** All that it has printed so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Waits until this has been printed on standard output. */
  waitFor(wanted: RegExp): Promise<void>;
  /** As a service manager does; resolves with the exit code. `shown`: what it showed on purpose. */
  stop(shown?: readonly string[]): Promise<number | null>;
}

/** Starts `keyward --json` with these arguments and waits for its first line. Throws what it says when it ends before. */
export async function startKeyward(place: Place, args: readonly string[], options: RunOptions = {}): Promise<Running> {
  const child = launch(place, options.asText ? args : ['--json', ...args], options);
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (chunk: Buffer) => (read[name] += chunk.toString('utf8')));
  const ended = once(child, 'close') as Promise<[number | null]>;
  const lines = createInterface({ input: child.stdout! });
  const first = await Promise.race([once(lines, 'line') as Promise<[string]>, ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`keyward ${args.join(' ')} ended: ${read.stderr}${read.stdout}`);
  return {
    ready: options.asText ? {} : JSON.parse(first[0]),
    waitFor: async (wanted) => {
      while (!wanted.test(read.stdout)) await Promise.race([once(child.stdout!, 'data'), ended]);
    },
    output: () => read,
    stop: async (shown = options.shown ?? []) => {
      child.kill('SIGTERM');
      const [code] = await ended;
      recordOutput(`keyward ${args.join(' ')}`, read.stdout + read.stderr, { shown });
      return code;
    },
  };
}
