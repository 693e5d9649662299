import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/core/index.ts';
import type { Permissions } from '../../src/practice/index.ts';
import { codeOf, Scene, until } from './gateway-scene.ts';

const MINUTE_MS = 60_000;

describe('an exchange key whose rights change while Keyward runs', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function start() {
    let passedMs = 0;
    const nowMs = (): number => Date.now() + passedMs;
    const clock: Clock = { nowMs, monotonicMs: () => systemClock.monotonicMs() + passedMs };
    const scene = await Scene.start({ clock });
    ends.push(() => scene.stop());
    const bot = scene.bot('grid');
    const [minted] = scene.practice.keys.all();
    return {
      scene,
      pass: (ms: number) => (passedMs += ms),
      /** The owner ticks a box at the exchange. */
      set: (permissions: Partial<Permissions>) =>
        scene.practice.keys.put({ ...minted!, permissions: { ...minted!.permissions, ...permissions } }),
      read: async () => codeOf(await scene.send(bot, 'GET', '/api/v3/account', { timeMs: nowMs() })),
      asked: () => scene.practice.received().filter(({ path }) => path === '/sapi/v1/account/apiRestrictions').length,
      keyEntries: async () =>
        (await scene.entries()).flatMap((entry) => (entry.kind === 'key' ? [entry.refused ?? 'in use'] : [])),
    };
  }

  it('is not used any more within minutes of being given the right to withdraw, and used again soon after losing it', async () => {
    const { scene, pass, set, read, keyEntries } = await start();
    const key = scene.keyward.gateway!.key('main')!;
    expect(await read()).toContain('balances');

    set({ withdraw: true });
    pass(5 * MINUTE_MS);
    await until(() => key.refused !== undefined);
    expect(await read()).toBe('key-refused');
    expect(scene.logs.filter((line) => line.includes('an exchange key is not used'))).toHaveLength(1);

    set({ withdraw: false });
    pass(MINUTE_MS / 2);
    await until(() => key.refused === undefined);
    expect(await read()).toContain('balances');
    expect(scene.logs.join('\n')).toContain('an exchange key is used again');
    expect(await keyEntries()).toEqual(['in use', 'the exchange says that this key can withdraw', 'in use']);
  }, 60_000);

  it('is asked about every few minutes and no more, and what is the same is written once', async () => {
    const { pass, asked, keyEntries } = await start();
    expect(asked()).toBe(1);
    pass(4 * MINUTE_MS);
    await sleep(4_500);
    expect(asked()).toBe(1);
    pass(MINUTE_MS);
    await until(() => asked() === 2);
    expect(await keyEntries()).toEqual(['in use']);
  }, 60_000);
});

describe('the journal', () => {
  it('says of what happens on the practice exchange that it does', async () => {
    const scene = await Scene.start();
    await scene.order(scene.bot('grid'));
    await scene.send(scene.bot('other'), 'GET', '/api/v3/account');
    const decisions = (await scene.entries()).flatMap((entry) => (entry.kind === 'decision' ? entry : []));
    expect(decisions.map(({ environment }) => environment)).toEqual(['practice', 'practice']);
    await scene.stop();
  });
});
