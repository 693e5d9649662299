import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type CheckProcessParts, checkApart } from './check-process.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A program that stands in for the command line. */
function program(code: string, more: Partial<CheckProcessParts> = {}): { folder: string; parts: CheckProcessParts } {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-apart-'));
  folders.push(folder);
  const main = join(folder, 'main.mjs');
  writeFileSync(
    main,
    `import { writeFileSync } from 'node:fs';\nimport { spawn } from 'node:child_process';\n${code}\n`,
  );
  const variables = { PATH: process.env['PATH'], NAME: 'given' };
  const session = { folder, environment: { variables } as unknown as CheckProcessParts['session']['environment'] };
  return { folder, parts: { session, main, signal: new AbortController().signal, ...more } };
}

/** Both processes of a program that hangs, once it does. */
async function pidsIn(folder: string): Promise<number[]> {
  for (;;) {
    try {
      const pids = readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
      if (pids.length === 2) return pids;
    } catch {}
    await sleep(20);
  }
}

const HANGS = `const inner = spawn('sleep', ['60'], { stdio: 'inherit' });
writeFileSync('pids', process.pid + ' ' + inner.pid);
for (;;);`;

describe('the checks in a process of their own', () => {
  it('are asked with the settings, the folder and the variables of this one, and give what differs', async () => {
    const { folder, parts } = program(`writeFileSync('said', JSON.stringify([process.argv.slice(2), process.env.NAME]));
process.stdout.write(JSON.stringify({ checks: [{ id: 'A-02', findings: [{ state: 'pass' }, { state: 'unknown' }] }], drift: [{ id: 'A-01', about: 'x', was: 'pass', is: 'fail' }] }));
process.exitCode = 3;`);
    const session = { ...parts.session, config: 'my.yaml' };
    expect(await checkApart({ ...parts, session })).toEqual({
      drift: [{ id: 'A-01', about: 'x', was: 'pass', is: 'fail' }],
      uncompared: [],
      unseen: ['A-02'],
    });
    expect(JSON.parse(readFileSync(join(folder, 'said'), 'utf8'))).toEqual([
      ['--config', 'my.yaml', '--json', 'check', '--fail-on', 'never'],
      'given',
    ]);
  });

  it('are ended with all that they have started when they take too long, or when this one stops', async () => {
    for (const isStopped of [false, true]) {
      const stop = new AbortController();
      const { folder, parts } = program(HANGS, isStopped ? { signal: stop.signal } : { longestMs: 1_500 });
      const run = checkApart(parts);
      run.catch(() => undefined);
      const pids = await pidsIn(folder);
      if (isStopped) stop.abort();
      await expect(run).rejects.toThrow(isStopped ? 'they were stopped' : 'they did not end within 1.5 s');
      for (let tries = 0; pids.some(isRunning) && tries < 100; tries++) await sleep(20);
      expect(pids.filter(isRunning)).toEqual([]);
    }
  });

  it.each([
    ['process.stdout.write(JSON.stringify({ error: { message: "a file is damaged" } }))', 'a file is damaged'],
    ['process.exit(3)', 'they gave no report'],
    ['process.stdout.write("oh")', 'JSON'],
  ])('say why there is no report: %s', async (code, says) => {
    await expect(checkApart(program(code).parts)).rejects.toThrow(says);
  });
});

/** A process that has ended and whose parent has not looked yet is none. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
