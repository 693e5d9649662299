import { describe, expect, it } from 'vitest';
import type { Unclear } from '../exchanges/index.ts';
import { deathOf, workedLately } from './leak-key.ts';

const NOW_MS = Date.parse('2026-11-22T10:00:00Z');
const MINUTE_MS = 60_000;
const worked = (minutesAgo: number) => ({ workedAt: new Date(NOW_MS - minutesAgo * MINUTE_MS).toISOString() });

/** A key that is refused as the exchange refuses both a key that is gone and one that is used from elsewhere. */
function refused(isListed: boolean | undefined): Parameters<typeof deathOf>[0] {
  const told: Unclear = { unclear: true, cause: 'key-or-ip-or-permission', message: '-2015' };
  return {
    isListed: async () => isListed,
    read: async () => ({}) as never,
    credentialOf: () => ({}) as never,
    inspect: async () => told,
    nowMs: () => NOW_MS,
  };
}

const deathAfter = async (minutesAgo: number) =>
  (await deathOf(refused(undefined), { old: { fingerprint: 'abc', ...worked(minutesAgo) } })).death;

describe('a refusal that may mean the key or the address', () => {
  it('counts as death within 15 minutes of the last answer that worked, and no longer', async () => {
    expect(await deathAfter(0)).toBe('dead');
    expect(await deathAfter(15)).toBe('dead');
    expect(await deathAfter(15.1)).toBe('unasked');
    expect(await deathAfter(24 * 60)).toBe('unasked');
  });

  it('does not count where the clock was set back since, or it never worked from here', async () => {
    expect(await deathAfter(-1)).toBe('unasked');
    expect((await deathOf(refused(undefined), { old: { fingerprint: 'abc' } })).death).toBe('unasked');
    expect(workedLately({ workedAt: 'no time' }, NOW_MS)).toBe(false);
  });

  it('says when it worked last, and counts where the exchange lists the key no more', async () => {
    const old = { fingerprint: 'abc', ...worked(60) };
    const told = await deathOf(refused(undefined), { old });
    expect([told.isPassing, told.says]).toEqual([true, expect.stringContaining('last at 2026-11-22 09:00 UTC')]);
    expect((await deathOf(refused(false), { old })).death).toBe('dead');
    expect((await deathOf(refused(true), { old })).death).toBe('unasked');
  });
});
