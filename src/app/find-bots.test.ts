import { describe, expect, it } from 'vitest';
import type { Eyes } from '../posture/index.ts';
import { findBots } from './find-bots.ts';

/** A host whose folders answer so late. */
const slow = (ms: number): Eyes => ({
  uid: 0,
  nowMs: 0,
  run: async () => ({ fault: 'missing' }),
  read: async () => ({ fault: 'missing' }),
  look: async () => ({ fault: 'missing' }),
  list: (path) => new Promise((done) => setTimeout(() => done(path === '/home' ? ['me'] : []), ms)),
});
const { signal } = new AbortController();

describe('the search for bots', () => {
  it('says that the time ran out, where it did', async () => {
    const cut = await findBots({ eyes: slow(400), folder: '/srv', signal, longestMs: 100 });
    expect(cut.isCutShort).toBe(true);
    expect(cut.gaps.join()).toContain('the time ran out');
    const whole = await findBots({ eyes: slow(1), folder: '/srv', signal, longestMs: 5_000 });
    expect(whole.isCutShort).toBeUndefined();
    expect(whole.gaps.join()).not.toContain('the time ran out');
  });
});
