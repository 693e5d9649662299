import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/index.ts';
import { startPractice } from '../../src/practice/index.ts';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';
import { codeOf, open, raw, Scene } from './gateway-scene.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

describe('a gateway that is stopped', () => {
  it('lets the order that hangs end first, tells others why they are refused, and closes every connection', async () => {
    const scene = await Scene.start();
    const bot = scene.bot('grid');
    const idle = open(scene.port);
    const half = open(scene.port);
    half.write('POST /api.binance.com/api/v3/order HTTP/1.1\r\nHost: x\r\nContent-Le');
    const gone = Promise.all([idle, half].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    const off = scene.practice.faults.set({ kind: 'latency', delayMs: 1_000, path: '/api/v3/order' });
    const order = scene.order(bot, { newClientOrderId: 'hanging' });
    await sleep(200);
    const stopped = scene.keyward.stop();
    await sleep(50);
    expect(codeOf(await scene.order(bot, { newClientOrderId: 'late' }))).toBe('shutting-down');
    expect(codeOf(await scene.cancel(bot, 'hanging'))).toBe('shutting-down');
    expect((await order).body).toContain('orderId');
    off();
    const answeredMs = Date.now();
    await stopped;
    await gone;
    expect(Date.now() - answeredMs).toBeLessThan(1_500);
    expect(scene.placed()).toEqual(['hanging']);
    expect(await raw(scene.port, 'GET / HTTP/1.1\r\n\r\n', { forMs: 500 })).toBe('');
    const outcome = (await scene.entries()).find((entry) => entry.kind === 'outcome' && entry.orders.length > 0);
    expect(outcome).toMatchObject({ result: 'answered' });
    await scene.stop();
  });

  it('by SIGTERM while a request hangs answers it and exits with 0', async () => {
    const practice = await startPractice({ port: 0, seed: 'drain', clock: systemClock });
    const folder = mkdtempSync(join(tmpdir(), 'keyward-drain-'));
    const home = join(folder, 'home');
    mkdirSync(join(home, 'practice'), { recursive: true, mode: 0o700 });
    const { id, secret } = practice.mintKey({ exchange: 'binance', permissions: { read: true, trade: true } });
    recordSecret(secret);
    writeFileSync(join(home, 'practice', 'key-main.json'), JSON.stringify({ id, secret }), { mode: 0o600 });
    writeFileSync(
      join(folder, 'keyward.yaml'),
      `version: 1\nkeys:\n  main: { exchange: binance, environment: practice }\nbots: {}\ngateway: { port: 0 }\npractice: { serve: false, port: ${practice.port} }\n`,
    );
    const child = spawn(process.execPath, [main, '--json', 'up'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], KEYWARD_HOME: home, HOME: folder },
    });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.stderr.on('data', (chunk: Buffer) => recordOutput('up stderr', chunk));
    const { port } = await new Promise<{ port: number }>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString().split('\n')[0]!)));
      child.once('exit', () => reject(new Error('up ended')));
    });
    practice.faults.set({ kind: 'latency', delayMs: 1_500, path: '/api/v3/ping' });
    const answer = fetch(`http://127.0.0.1:${port}/api.binance.com/api/v3/ping`).then((reply) => reply.status);
    await sleep(300);
    const sentMs = Date.now();
    child.kill('SIGTERM');
    expect(await answer).toBe(200);
    expect(await exited).toBe(0);
    expect(Date.now() - sentMs).toBeLessThan(6_000);
    recordFolder(join(home, 'journal'));
    await practice.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
