import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../core/index.ts';
import { keepAddresses, lastAddresses } from './address-file.ts';

const home = mkdtempSync(join(tmpdir(), 'keyward-address-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => rmSync(join(home, 'address.json'), { force: true }));

const at = (hour: number): Clock => ({ nowMs: () => Date.UTC(2026, 10, 22, hour), monotonicMs: () => 0 });
const see = (hour: number, ipv4: readonly string[], ipv6: readonly string[] = []) =>
  keepAddresses(home, { ipv4, ipv6 }, at(hour));

describe('the addresses that were seen', () => {
  it('are new, then the same, then changed', () => {
    expect(see(1, ['203.0.113.7']).changes).toMatchObject([{ is: 'new', family: 4 }]);
    expect(see(2, ['203.0.113.7']).changes).toMatchObject([{ is: 'same', since: '2026-11-22T01:00:00.000Z' }]);
    expect(see(3, ['203.0.113.8']).changes).toMatchObject([
      { is: 'changed', addresses: ['203.0.113.8'], before: ['203.0.113.7'], since: '2026-11-22T02:00:00.000Z' },
    ]);
    expect(see(4, ['203.0.113.8']).changes).toMatchObject([{ is: 'same', since: '2026-11-22T03:00:00.000Z' }]);
  });

  it('stay known while nothing is seen', () => {
    see(1, ['203.0.113.7'], ['2001:db8::7']);
    expect(see(2, []).changes).toEqual([]);
    expect(lastAddresses(home, at(2))).toEqual(['203.0.113.7', '2001:db8::7']);
    // A day later they may be somebody else's.
    expect(lastAddresses(home, at(26))).toEqual([]);
    expect(see(3, ['203.0.113.9']).changes).toMatchObject([{ is: 'changed', before: ['203.0.113.7'] }]);
  });

  it('are the same while only some of several are seen', () => {
    see(1, ['203.0.113.7', '203.0.113.8']);
    expect(see(2, ['203.0.113.8']).changes).toMatchObject([{ is: 'same' }]);
  });

  it('are new again after a file that cannot be read, and are not kept without a folder', () => {
    writeFileSync(join(home, 'address.json'), '{');
    expect(lastAddresses(home, at(1))).toEqual([]);
    expect(see(1, ['203.0.113.7']).changes).toMatchObject([{ is: 'new' }]);
    const nowhere = keepAddresses(join(home, 'absent'), { ipv4: ['203.0.113.7'], ipv6: [] }, at(1));
    expect(nowhere.unkept).toBe('there is no state folder yet');
  });
});
