import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openChannel, sample } from '../fixture.contract.ts';
import { command } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-command-'));
const file = join(folder, 'out');
afterAll(() => rmSync(folder, { recursive: true }));

function run(argv: readonly string[], timeoutMs = 5_000, variables: Record<string, string> = {}) {
  const more = { variables: { PATH: process.env.PATH ?? '', OUT: file, ...variables } };
  return openChannel(command, { argv, timeoutMs }, undefined, more).channel;
}

describe('the channel command', () => {
  it('hands the message over as one line of JSON, and as nothing else', async () => {
    const script = 'cat > "$OUT"; printf "%s|" "$@" >> "$OUT"; env >> "$OUT"';
    const text = `'; touch ${join(folder, 'pwned')} #$(id)\`id\``;
    const message = { ...sample, what: text, code: 'ABCD2345' };
    expect(await run(['sh', '-c', script, 'name', 'one']).send(message)).toEqual({ kind: 'sent', says: 'exit code 0' });
    const [line = '', rest = ''] = readFileSync(file, 'utf8').split(/\n(.*)/s);
    expect(JSON.parse(line)).toMatchObject({ what: text, next: sample.next, text: expect.stringContaining(text) });
    expect(line).not.toContain('ABCD2345');
    expect(rest).toMatch(/^one\|/);
    expect(rest).not.toContain('touch');
    expect(() => readFileSync(join(folder, 'pwned'))).toThrow();
  });

  it('tells by the exit code what is refused from what may pass', async () => {
    expect(await run(['sh', '-c', 'exit 1']).send(sample)).toEqual({
      kind: 'failed',
      isRefused: true,
      says: 'exit code 1',
    });
    expect(await run(['sh', '-c', 'exit 75']).send(sample)).toMatchObject({ isRefused: false, says: 'exit code 75' });
    expect(await run(['sh', '-c', 'kill -9 $$']).send(sample)).toMatchObject({
      isRefused: false,
      says: 'signal SIGKILL',
    });
    expect(await run([join(folder, 'none')]).send(sample)).toMatchObject({
      isRefused: true,
      says: 'it cannot be run (ENOENT)',
    });
  });

  it('ends a program that does not end, with what it started', async () => {
    const beganMs = Date.now();
    const script = 'sleep 30 & echo $! > "$OUT"; wait';
    expect(await run(['sh', '-c', script], 300).send(sample)).toEqual({
      kind: 'failed',
      isRefused: false,
      says: 'it did not end within 300 ms',
    });
    expect(Date.now() - beganMs).toBeLessThan(5_000);
    const pid = Number(readFileSync(file, 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('takes a program that reads nothing, and cuts what is long', async () => {
    expect(await run(['true']).send({ ...sample, evidence: 'x'.repeat(100_000) })).toMatchObject({ kind: 'sent' });
    expect(
      await run(['sh', '-c', 'cat > "$OUT"']).check({ ...sample, kind: 'check', what: 'x'.repeat(100_000) }),
    ).toMatchObject({ kind: 'sent' });
    expect(JSON.parse(readFileSync(file, 'utf8')).text.length).toBeLessThanOrEqual(16_000);
  });
});

function isRunning(pid: number): boolean {
  try {
    // A process that has ended stays as a zombie until somebody waits for it.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
