import { describe, expect, it } from 'vitest';
import type { KeyReport, Unclear } from '../exchanges/index.ts';
import { watchOf } from './account.contract.ts';

const report = { rights: {}, ipRestricted: 'yes', words: [] } as unknown as KeyReport;
const silent = (cause: Unclear['cause']): Unclear => ({ unclear: true, cause, message: 'status 503' });

describe('what nobody knows of a key', () => {
  it.each(['rate', 'clock', 'unreadable'] as const)('is told after a while, once: %s', async (cause) => {
    const scene = watchOf({ inspect: async () => silent(cause) });
    for (let look = 0; look < 6; look++) await scene.look(9_000);
    expect(scene.kinds()).toEqual([]);
    for (let look = 0; look < 400; look++) await scene.look(9_000);
    expect(scene.kinds()).toEqual(['feed-unknown warning']);
  });

  it('is told also where the question itself fails', async () => {
    const scene = watchOf({
      inspect: () => {
        throw new Error('no such key');
      },
    });
    for (let look = 0; look < 10; look++) await scene.look(9_000);
    expect(scene.found.map(({ about, says }) => `${about}: ${says}`)).toEqual([
      'feed-unknown main key settings: nobody knows what the exchange key main can do: no such key',
    ]);
  });

  it('is over at the next answer, told again when it comes again, and stands among the lists meanwhile', async () => {
    let told: KeyReport | Unclear = silent('rate');
    const scene = watchOf({ inspect: async () => told });
    const looks = async () => {
      for (let look = 0; look < 10; look++) await scene.look(9_000);
    };
    await looks();
    expect(scene.account.status()).toContainEqual({
      feed: 'key settings',
      ageMs: undefined,
      state: 'failing',
      why: 'status 503',
    });
    told = report;
    await looks();
    expect(scene.over).toEqual(['key-refused main', 'feed-unknown main key settings']);
    expect(scene.account.status()).toEqual([]);
    told = silent('rate');
    await looks();
    expect(scene.kinds()).toEqual(['feed-unknown warning', 'feed-unknown warning']);
  });
});
