import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open();
});
afterEach(() => scene.close());

interface Killed {
  readonly id: string;
  readonly accounts: readonly { readonly state: string }[];
}

const PERPETUAL = 'BTC/USDT:USDT';
const kill = (reason: string) => scene.terminal.json<Killed>(['kill', '--yes', '--reason', reason]);
const entries = async (kind: string) =>
  (await scene.terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries.filter(
    (entry) => entry['kind'] === kind,
  );

/** Orders, a position each way, and what is held from the beginning. */
async function fill(): Promise<void> {
  await scene.fill(6);
  const account = scene.account();
  await account.createOrder(PERPETUAL, 'market', 'buy', 0.05);
  await account.createOrder('ETH/USDT:USDT', 'market', 'sell', 0.5);
}

/** Nothing is open, held or owed, in either direction. */
async function isFlat(): Promise<void> {
  const account = scene.account();
  expect(await scene.open()).toBe(0);
  const positions = await account.fetchPositions();
  expect(positions.filter(({ contracts }) => (contracts ?? 0) !== 0)).toEqual([]);
  for (const asset of ['BTC', 'ETH', 'SOL']) {
    const held = await scene.held(asset);
    expect([asset, held >= 0 && held < 0.01]).toEqual([asset, true]);
  }
}

async function areNotedOnce(ids: readonly string[]): Promise<void> {
  await expect.poll(async () => (await entries('kill')).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(ids.length);
  const noted = (await entries('kill')).map(({ id, key }) => `${id} ${key}`);
  expect(new Set(noted).size).toBe(noted.length);
  for (const id of ids) expect(noted).toContain(`${id} main`);
}

describe('two uses of the kill switch on one account at once', { timeout: 150_000 }, () => {
  it('both end flat, and sell and close nothing twice', async () => {
    await fill();
    const both = await Promise.all([kill('one'), kill('another')]);
    expect(both.map(({ exit, accounts }) => [exit, accounts.map(({ state }) => state)])).toEqual([
      [0, ['flat']],
      [0, ['flat']],
    ]);
    expect(both[0].id).not.toBe(both[1].id);
    await isFlat();
    await areNotedOnce(both.map(({ id }) => id));
  });

  it('also when one of them is the running Keyward’s own, which somebody else’s order has set off', async () => {
    scene.settings('monitor: { trips: { security: kill } }');
    await fill();
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    await new Promise((done) => setTimeout(done, 4_000));
    await scene.account().createOrder('SOL/USDT', 'market', 'buy', 2);
    await expect.poll(() => entries('trip'), { timeout: 30_000, interval: 100 }).not.toEqual([]);
    const killed = await Promise.all([kill('by hand'), kill('by hand again')]);
    expect(killed.map(({ exit }) => exit)).toEqual([0, 0]);
    await expect
      .poll(async () => (await entries('kill')).map(({ by, state }) => [by, state]), { timeout: 60_000 })
      .toContainEqual(['keyward', 'flat']);
    await isFlat();
    await areNotedOnce(killed.map(({ id }) => id));
    await new Promise((done) => setTimeout(done, 6_000));
    const others = (await entries('finding')).filter(
      ({ severity, says }) => severity === 'critical' && !String(says).includes('SOL'),
    );
    expect(others).toEqual([]);
    await up.end();
  });
});
