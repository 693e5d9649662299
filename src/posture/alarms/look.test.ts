import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Eyes, FileRead } from '../eyes.ts';
import { isWatchdog, seesWatchdog } from './look.ts';

const line = (...words: readonly string[]) => Buffer.from(`${words.join('\0')}\0`);

describe('a watchdog', () => {
  it.each([
    ['of an installed package', ['node', '/usr/local/bin/keyward', 'watchdog']],
    ['with other settings', ['/usr/local/bin/keyward', '--config', '/etc/keyward.yaml', 'watchdog']],
    ['of a clone', ['node', '/srv/keyward/dist/cli/main.js', 'watchdog']],
  ])('is known by its arguments: %s', (_how, words) => expect(isWatchdog(line(...words))).toBe(true));

  it.each([
    ['another program of that name', ['/usr/sbin/watchdog', '-v']],
    ['a kernel thread', ['watchdog']],
    ['somebody who reads of it', ['grep', 'keyward', 'watchdog']],
    ['an editor', ['vi', '/etc/keyward/watchdog']],
    ['another command', ['node', '/usr/local/bin/keyward', 'up']],
  ])('is not taken for %s', (_what, words) => expect(isWatchdog(line(...words))).toBe(false));

  it('is not found in noise', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !isWatchdog(Buffer.from(bytes))));
  });
});

const eyes = (processes: Readonly<Record<string, FileRead>>): Eyes =>
  ({
    list: async () => ['1', 'self', ...Object.keys(processes)],
    read: async (path: string) => processes[path.split('/')[2]!] ?? { fault: 'missing' },
  }) as unknown as Eyes;
const read = (bytes: Buffer): FileRead => ({ bytes, isCut: false });

describe('whether one runs', () => {
  it('is seen in the processes of the host', async () => {
    expect(await seesWatchdog(eyes({ 7: read(line('node', '/usr/bin/keyward', 'watchdog')) }))).toMatchObject({
      seen: true,
    });
    expect(await seesWatchdog(eyes({ 7: read(line('node', '/usr/bin/keyward', 'up')) }))).toMatchObject({
      seen: false,
    });
  });

  it('is unknown where a process cannot be looked at', async () => {
    expect(await seesWatchdog(eyes({ 7: { fault: 'denied' } }))).toHaveProperty('unseen');
  });
});
