import { describe, expect, it } from 'vitest';
import { systemClock } from '../core/index.ts';
import { systemTimeHost } from './time-host.ts';
import { findTimeSource } from './time-source.ts';

const host = systemTimeHost(systemClock);

describe('this host, looked at for its clock', () => {
  it('gives what a program prints, and nothing for one that fails, is not there or hangs', async () => {
    expect(await host.run('echo', ['a;b'])).toBe('a;b\n');
    expect(await host.run('false', [])).toBeUndefined();
    expect(await host.run('keyward-no-such-program', [])).toBeUndefined();
    const startMs = systemClock.monotonicMs();
    expect(await host.run('sleep', ['30'])).toBeUndefined();
    expect(systemClock.monotonicMs() - startMs).toBeLessThan(10_000);
  });

  it('gives nothing for a file that is not there', () => {
    expect([host.read('/proc/keyward'), host.changedMs('/proc/keyward')]).toEqual([undefined, undefined]);
    expect(host.read('/proc/self/status')).toContain('Name:');
  });

  it('always has an answer, and says what it has seen', async () => {
    const found = await findTimeSource(host);
    if (found.isSynchronised === 'yes') expect(found.evidence).not.toEqual([]);
    if (found.kind === 'unknown') expect(found.isSynchronised).toBe('unknown');
  });
});
