import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
const MORE = 'kill: { deadMan: { second: { seconds: 10 } } }\nmonitor: { enabled: false }';
const SECOND = '  second: { exchange: okx, environment: practice }\n';
beforeEach(async () => {
  scene = await AccountsScene.open();
  scene.settings(MORE, SECOND);
});
afterEach(() => scene.close());

const path = () => join(scene.terminal.home, 'dead-man.json');
const kept = () => (existsSync(path()) ? (JSON.parse(readFileSync(path(), 'utf8')) as Record<string, unknown>) : {});
const isSet = () => JSON.stringify(kept()).includes('setAt');
const states = async () =>
  (await scene.terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries
    .filter(({ kind }) => kind === 'dead-man')
    .map(({ state }) => state);

async function placeOne(): Promise<void> {
  await scene.account('okx').createOrder('BTC/USDT', 'limit', 'buy', 0.001, 40_000);
  expect(await scene.open('okx')).toBe(1);
}

describe('a dead-man timer', { timeout: 90_000 }, () => {
  it.each([
    ['again', MORE],
    ['no more', 'monitor: { enabled: false }'],
  ])('that an orderly end could not disarm is known to the next start, which sets it %s', async (_word, more) => {
    const up = await scene.up();
    await expect.poll(isSet, { timeout: 15_000 }).toBe(true);
    await placeOne();
    const dog = await scene.start('watchdog');
    scene.practice.signal('SIGSTOP');
    expect(await up.end()).toBe(0);
    expect(kept()).toMatchObject({ endedAt: expect.any(String), keys: { second: { setAt: expect.any(String) } } });
    await new Promise((done) => setTimeout(done, 11_000));
    scene.practice.signal('SIGCONT');
    // The exchange's timer has run out; the watchdog had nothing to do with it.
    await expect.poll(() => scene.open('okx'), { timeout: 10_000 }).toBe(0);
    expect(dog.output().stderr).not.toContain('cancels all orders');
    scene.settings(more, SECOND);
    const again = await scene.up();
    await expect.poll(states, { timeout: 15_000 }).toContain('fired');
    await again.end();
  });

  it('is disarmed where the start fails behind it, and nothing runs on', async () => {
    mkdirSync(join(scene.terminal.home, 'admin.sock', 'in-the-way'), { recursive: true, mode: 0o700 });
    const failed = await scene.terminal.run(['up']);
    expect(failed.exit).not.toBe(0);
    expect(existsSync(path())).toBe(false);
    await placeOne();
    await new Promise((done) => setTimeout(done, 12_000));
    expect(await scene.open('okx')).toBe(1);
  });
});
