import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/index.ts';
import { type MintRequest, type Practice, startPractice } from '../../src/practice/index.ts';
import { recordOutput, recordSecret } from '../canary.ts';
import { needProgram } from '../programs.ts';

const main = process.env['KEYWARD_MAIN'] ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SUB = '100400345';

/** Calls by which something becomes durable or leaves, and at which of them the program is killed. */
const POINTS: readonly (readonly [calls: string, at: readonly number[]])[] = [
  ['rename,renameat2', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ['fsync,fdatasync', [2, 5, 8, 11, 14, 17, 20]],
  ['sendto,sendmsg,writev', [2, 4, 6, 8, 10, 12]],
  ['pwrite64,pwritev', [2, 4, 6, 8, 10, 12]],
  ['unlink,unlinkat', [1]],
];

describe('a key that is being replaced when the program is killed', () => {
  let practice: Practice;
  let folder: string;
  let killed = 0;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'rotation kill', clock: systemClock });
    folder = mkdtempSync(join(tmpdir(), 'keyward-rotation-kill-'));
    writeFileSync(
      join(folder, 'keyward.yaml'),
      `version: 1
keys:
  main:
    exchange: bybit
    environment: practice
    from: { dotenv: { file: main.env } }
    rotate: { by: master, subAccount: "${SUB}" }
  master: { exchange: bybit, environment: practice, purpose: rotation, from: { dotenv: { file: master.env } } }
gateway: { port: 0 }
practice: { serve: false, port: ${practice.port} }
`,
    );
    put('master.env', { permissions: { read: true, admin: true } });
    put('main.env', { permissions: { read: true, trade: true }, subAccount: SUB, label: 'first' });
  });

  afterAll(async () => {
    await practice.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function put(file: string, request: Partial<MintRequest>): void {
    const key = practice.mintKey({ exchange: 'bybit', ips: ['127.0.0.1'], ...request });
    recordSecret(key.secret);
    writeFileSync(join(folder, file), `BYBIT_API_KEY=${key.id}\nBYBIT_API_SECRET=${key.secret}\n`, { mode: 0o600 });
  }

  const living = () => practice.keys.all().filter((key) => key.subAccount === SUB && !key.revoked);

  async function rotate(inject?: string): Promise<number | null> {
    const args = [main, '--json', 'key', 'rotate', 'main', '--yes'];
    const [program, all] =
      inject === undefined
        ? [process.execPath, args]
        : ['strace', ['-f', '-qq', '-o', '/dev/null', '-e', `inject=${inject}`, process.execPath, ...args]];
    const child = spawn(program, all, {
      cwd: folder,
      env: { PATH: process.env['PATH'], KEYWARD_HOME: join(folder, 'home'), HOME: folder },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => recordOutput('key rotate', chunk));
    }
    const [code] = await once(child, 'close');
    return code as number | null;
  }

  for (const [calls, places] of POINTS) {
    it.for(places)(
      `at its ${calls} number %i goes on, and one key is left that works`,
      { timeout: 60_000 },
      async (at, context) => {
        needProgram(context, 'strace');
        const before = living().map(({ id }) => id);
        expect(before.length).toBe(1);
        const first = await rotate(`${calls}:signal=KILL:when=${at}`);
        if (first !== 0) {
          killed++;
          // There is always a key in the place that works.
          const kept = readFileSync(join(folder, 'main.env'), 'utf8');
          expect(living().some(({ id }) => kept.includes(id))).toBe(true);
          expect(await rotate()).toBe(0);
        }
        const [left, ...more] = living();
        expect([more.length, left?.id === before[0]]).toEqual([0, false]);
        expect(readFileSync(join(folder, 'main.env'), 'utf8')).toContain(left!.id);
        expect(readdirSync(join(folder, 'home', 'rotations'))).toEqual([]);
      },
    );
  }

  it('was really killed at most of these places', () => {
    expect(killed).toBeGreaterThan(15);
  });
});
