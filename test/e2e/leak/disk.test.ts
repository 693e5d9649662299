import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordOutput } from '../../canary.ts';
import { LeakScene } from '../../cli/leak-scene.ts';
import { main } from '../../cli/terminal.ts';
import { needProgram } from '../../programs.ts';

let scene: LeakScene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

/** Runs `keyward --json leak` under strace, with something done to some of its system calls. */
async function leak(given: LeakScene, inject: string, args: readonly string[]) {
  const { folder, terminal } = given;
  const strace = ['-f', '-qq', '-o', '/dev/null', '-e', `inject=${inject}`, process.execPath, main];
  const child = spawn('strace', [...strace, '--json', 'leak', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], KEYWARD_HOME: terminal.home, HOME: folder },
  });
  const startMs = performance.now();
  let said = '';
  const seenMs = new Map<string, number>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
      recordOutput('leak', chunk);
      for (const [, step = '', state = ''] of said.matchAll(/"step":"([a-z-]+)","state":"([a-z]+)"/g))
        if (!seenMs.has(`${step} ${state}`)) seenMs.set(`${step} ${state}`, performance.now() - startMs);
    });
  const ended = once(child, 'close') as Promise<[number | null]>;
  /** The program, not what traces it: that would let go of it alone. */
  const kill = async (): Promise<void> => {
    const [pid = ''] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
    process.kill(Number(pid), 'SIGKILL');
    await ended;
  };
  return { kill, ended, seenMs, said: () => said };
}

describe('a leak while the disk hangs', () => {
  it.for([
    ['bybit', 'api', 'done'],
    ['binance', 'guided', 'waits'],
  ] as const)(
    'is halted and revoked at once at %s (%s)',
    { timeout: 120_000 },
    async ([exchange, way, state], context) => {
      needProgram(context, 'strace');
      scene = await LeakScene.open(exchange, way);
      const { terminal } = scene;
      // Each sync takes longer than the test looks.
      const running = await leak(scene, 'fsync,fdatasync,sync,syncfs:delay_enter=20000000', ['main', '--yes']);
      await expect.poll(() => running.seenMs.has(`revoke ${state}`), { timeout: 30_000 }).toBe(true);
      const { seenMs } = running;
      expect(seenMs.get(`revoke ${state}`)! - seenMs.get('halt done')!).toBeLessThan(8_000);
      expect(JSON.parse(readFileSync(join(terminal.home, 'halt.json'), 'utf8'))).toMatchObject({ level: 'halt' });
      expect(scene.isRevoked).toBe(way === 'api');
      expect(running.said()).toContain('The disk does not take it');
      const steps = scene.stepsOf(running.said());
      expect(steps.find(({ step }) => step === 'halt')!.tookMs).toBeLessThan(1_000);
      // Killed while it hangs, it is taken up: the plan has its name, though the disk has not said so.
      await expect
        .poll(() => scene!.plan().notes.some(({ step }) => step === 'revoke'), { timeout: 10_000 })
        .toBe(true);
      await running.kill();
      const status = await terminal.run(['leak', 'status']);
      expect(status.exit).toBe(3);
    },
  );

  it('is halted and revoked where the disk is full', { timeout: 60_000 }, async (context) => {
    needProgram(context, 'strace');
    scene = await LeakScene.open('bybit', 'api');
    // No file gets its name.
    const full = await leak(scene, 'fsync,fdatasync,rename,renameat,renameat2:error=ENOSPC', ['main', '--yes']);
    await expect.poll(() => full.seenMs.has('revoke done'), { timeout: 30_000 }).toBe(true);
    expect(scene.isRevoked).toBe(true);
    await full.kill();
  });
});

/** Calls by which something becomes durable or leaves, and at which of them the program is killed. */
const POINTS: readonly (readonly [calls: string, at: readonly number[]])[] = [
  ['rename,renameat2', [1, 2, 4, 6, 9, 13, 18]],
  ['fsync,fdatasync', [3, 8, 15, 24]],
  ['sendto,sendmsg,writev', [2, 5, 9, 14, 20]],
  ['unlink,unlinkat', [1, 3]],
];

describe('a leak whose program is killed inside of a step', () => {
  for (const [calls, places] of POINTS) {
    it.for(places)(
      `at its ${calls} number %i goes on, and one key is left that works`,
      { timeout: 90_000 },
      async (at, context) => {
        needProgram(context, 'strace');
        scene = await LeakScene.open('bybit', 'api');
        const { terminal, old } = scene;
        const first = await leak(scene, `${calls}:signal=KILL:when=${at}`, ['main', '--yes']);
        const [code] = await first.ended;
        if (code !== 0) {
          const second = await terminal.run(['--json', 'leak', 'main', '--yes']);
          const failed = scene.stepsOf(second.stdout).filter(({ state }) => state === 'failed');
          expect([failed, second.exit, second.stderr]).toEqual([[], 0, expect.not.stringContaining('Error')]);
        }
        expect(scene.isRevoked).toBe(true);
        expect(scene.living()).toHaveLength(1);
        expect(scene.living()).not.toContain(old.id);
        const [fresh] = scene.living();
        expect(readFileSync(join(scene.folder, 'main.env'), 'utf8')).toContain(fresh);
        expect((await terminal.run(['leak', 'status'])).exit).toBe(0);
      },
    );
  }
});
