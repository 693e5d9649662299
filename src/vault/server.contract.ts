import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'vitest';
import { needPython, pythonEnvironment } from '../../test/python/environment.ts';

/** A server that a test started on loopback. */
export interface Running {
  readonly port: number;
  /** What it has said so far, on both outputs. */
  said(): string;
  stop(): Promise<void>;
}

export interface ServerParts {
  /** A program of the environment of the servers: `bao`, `moto_server`, `gcplocal`. */
  readonly program: string;
  args(port: number): readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether it answers yet. */
  isReady(port: number): Promise<boolean>;
}

const READY_MS = 30_000;

/** Starts a program of `.cache/python-servers` on a free port and waits until it answers; skips the test where the environment is not there. */
export async function startServer(context: Pick<TestContext, 'skip'>, parts: ServerParts): Promise<Running> {
  const python = needPython(context, await pythonEnvironment('servers'));
  const program = join(dirname(python), parts.program);
  // Between the choice of a port and the start another process may take it.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawn(program, parts.args(port), {
      env: { PATH: process.env.PATH, ...parts.variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    const stop = () => ended(child);
    if (await isUp(child, () => parts.isReady(port))) return { port, said: () => said, stop };
    await stop();
    if (attempt === 3) throw new Error(`${parts.program} does not start:\n${said.slice(-2_000)}`);
  }
}

async function isUp(child: ChildProcess, isReady: () => Promise<boolean>): Promise<boolean> {
  for (const endMs = Date.now() + READY_MS; Date.now() < endMs && child.exitCode === null; await sleep(50)) {
    if (await isReady().catch(() => false)) return child.exitCode === null;
  }
  return false;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(timer);
}

/** A port of loopback that no one listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
