import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'vitest';
import { needProgram } from './programs.ts';

export interface NtpServer {
  /** As the settings name it. */
  readonly server: string;
  readonly port: number;
  end(): Promise<void>;
}

export interface NtpServerOptions {
  /** How `faketime` moves its clock: `+2.5s`. */
  readonly shift?: string;
  readonly address?: '127.0.0.1' | '::1';
  /** Without one it says that its clock is not set. */
  readonly stratum?: number | 'none';
}

/** A real chronyd on a free port of this host, which serves its clock and leaves the system's alone. */
export async function startNtp(
  context: Pick<TestContext, 'skip'>,
  { shift, address = '127.0.0.1', stratum = 5 }: NtpServerOptions = {},
): Promise<NtpServer> {
  const program = needProgram(context, 'chronyd');
  const faketime = shift === undefined ? undefined : needProgram(context, 'faketime');
  const port = await freePort(address);
  const folder = mkdtempSync(join(tmpdir(), 'keyward-ntp-'));
  const config = join(folder, 'chrony.conf');
  const lines = [
    `port ${port}`,
    `bindaddress ${address}`,
    `allow ${address}`,
    ...(stratum === 'none' ? [] : [`local stratum ${stratum}`]),
    'cmdport 0',
    'bindcmdaddress /',
    `pidfile ${join(folder, 'pid')}`,
    `user ${userInfo().username}`,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const args = ['-x', '-U', '-d', '-f', config];
  const [command, all] = faketime === undefined ? [program, args] : [faketime, ['-f', shift!, program, ...args]];
  // A group of its own: faketime stays as the parent of what it runs.
  const child = spawn(command, all, { stdio: 'ignore', detached: true });
  const end = async () => {
    await endGroup(child);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(address, port))) {
    await end();
    throw new Error(`chronyd does not answer on ${address} port ${port}`);
  }
  return { server: address === '::1' ? `[::1]:${port}` : `${address}:${port}`, port, end };
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = once(child, 'close');
  process.kill(-child.pid, 'SIGKILL');
  await closed;
}

async function freePort(address: string): Promise<number> {
  const socket = createSocket(address === '::1' ? 'udp6' : 'udp4');
  await new Promise<void>((done) => socket.bind(0, address, done));
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}

async function answers(address: string, port: number): Promise<boolean> {
  const socket = createSocket(address === '::1' ? 'udp6' : 'udp4');
  let isHere = false;
  socket.on('message', () => (isHere = true));
  socket.on('error', () => undefined);
  const packet = Buffer.alloc(48);
  packet[0] = 0x23;
  packet[40] = 1;
  for (let count = 0; count < 100 && !isHere; count++) {
    socket.send(packet, port, address, () => undefined);
    await sleep(100);
  }
  socket.close();
  return isHere;
}
