import { describe, expect, it } from 'vitest';
import type { SeenBalance, SeenEquity } from '../exchanges/index.ts';
import { feedOf, pageOf, watchOf } from './account.contract.ts';
import { d, moved, START } from './scene.contract.ts';
import type { Weighed } from './worth.ts';

const limits = { positions: new Map(), dailyLoss: d('100'), confirmations: 1 };
const equity = (amount: string): SeenEquity => ({
  what: 'equity',
  wallet: 'spot',
  currency: 'USDT',
  amount: d(amount),
});
const balance: SeenBalance = { what: 'balance', wallet: 'spot', asset: 'USDT', total: d('1000') };

describe('a withdrawal that comes to nothing', () => {
  /** One of 300 that is asked for at START + 3 s. */
  function sceneOf() {
    const world = { state: 'pending' as 'pending' | 'failed', total: '1000' };
    const asked: number[] = [];
    const scene = watchOf({
      limits,
      declared: () => [{ who: 'the owner', moves: true }],
      worth: (wallets) => ({ amount: [...wallets.values()][0]![0]!.total, currency: 'USDT' }),
      feeds: [feedOf('moves', 'withdrawals'), feedOf('all', 'equity')],
      show: ({ feed, fromMs, toMs }) => {
        if (feed === 'all') return pageOf(equity(world.total));
        asked.push(fromMs);
        const atMs = START + 3_000;
        const isIn = fromMs <= atMs && atMs <= toMs;
        return isIn ? pageOf(moved({ state: world.state, amount: d('300'), atMs })) : pageOf();
      },
    });
    return { world, scene, asked };
  }

  it.each([0, 4 * 3_600_000])('lowers no limit of losses, also after %s ms', async (afterMs) => {
    const { world, scene } = sceneOf();
    await scene.look(0);
    world.total = '700';
    await scene.look(4_000);
    expect(scene.account.save().equity).toMatchObject({ opening: '700', highest: '700' });
    if (afterMs > 0) await scene.look(afterMs);
    world.state = 'failed';
    world.total = '1000';
    await scene.look();
    await scene.look();
    expect(scene.account.save().equity).toMatchObject({ opening: '1000', highest: '1000' });
    world.total = '850';
    await scene.look();
    expect(scene.kinds()).toEqual(['withdrawal info', 'daily-loss critical']);
  });

  it('is looked at until it has left or failed, and for a week at most', async () => {
    const DAY_MS = 86_400_000;
    const { world, scene, asked } = sceneOf();
    await scene.look(0);
    await scene.look(4_000);
    for (const days of [3, 3]) await scene.look(days * DAY_MS);
    expect(asked.at(-1)).toBeLessThanOrEqual(START + 3_000);
    world.state = 'failed';
    await scene.look();
    await scene.look();
    expect(asked.at(-1)).toBeGreaterThan(START + 5 * DAY_MS);
    const old = sceneOf();
    await old.scene.look(0);
    await old.scene.look(4_000);
    await old.scene.look(7 * DAY_MS);
    await old.scene.look(DAY_MS);
    expect(old.asked.at(-1)).toBeGreaterThan(START + DAY_MS - 60_000);
  });
});

describe('an account that nobody can weigh', () => {
  it('is told of where its losses are limited, once, and over when it is weighed again', async () => {
    let weighed: Weighed = { unknown: 'XYZ/USDT is suspended' };
    const parts = {
      feeds: [feedOf('spot', 'balances')],
      show: () => pageOf(balance),
      worth: () => weighed,
    };
    const scene = watchOf({ ...parts, limits });
    for (let look = 0; look < 60; look++) await scene.look();
    expect(scene.found).toMatchObject([
      {
        kind: 'feed-unknown',
        severity: 'warning',
        about: 'feed-unknown main equity',
        evidence: ['XYZ/USDT is suspended', 'not known for 62 s'],
      },
    ]);
    weighed = { amount: d('1000'), currency: 'USDT' };
    await scene.look();
    expect(scene.over).toContain('feed-unknown main equity');
    const free = watchOf({ ...parts, worth: () => ({ unknown: 'XYZ/USDT is suspended' }) });
    for (let look = 0; look < 60; look++) await free.look();
    expect(free.kinds()).toEqual([]);
  });

  it('is told of where its list may not be read, or is not', async () => {
    for (const cause of ['permission', 'unreadable'] as const) {
      const scene = watchOf({
        limits,
        feeds: [feedOf('all', 'equity'), feedOf('spot', 'balances')],
        show: ({ feed }) => (feed === 'all' ? { unclear: true, cause, message: 'no' } : pageOf(balance)),
      });
      for (let look = 0; look < 60; look++) await scene.look();
      const [told] = scene.found.filter(({ about }) => about === 'feed-unknown main equity');
      expect(told?.evidence[0]).toBe(
        cause === 'permission' ? 'not told by all (the key may not read it)' : 'not told by all',
      );
    }
  });

  it('is one that its exchange tells of seldom only after two turns and a minute', async () => {
    const slow = watchOf({
      limits,
      feeds: [feedOf('all', 'equity', { everyMs: 60_000 }), feedOf('spot', 'balances')],
      show: ({ feed }) => (feed === 'all' ? undefined : pageOf(balance)),
    });
    const abouts = () => slow.found.map(({ about }) => about);
    for (let look = 0; look < 80; look++) await slow.look();
    expect(abouts()).not.toContain('feed-unknown main equity');
    for (let look = 0; look < 20; look++) await slow.look();
    expect(abouts()).toContain('feed-unknown main equity');
  });
});
