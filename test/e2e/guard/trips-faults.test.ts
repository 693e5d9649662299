import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { diskFs } from '../../../src/journal/index.ts';
import { KillRecords } from '../../../src/killswitch/index.ts';
import { GuardScene } from './guard-scene.ts';

const SPOT = 'BTC/USDT';
const MINUTE_MS = 60_000;
const { write } = diskFs;

let scene: GuardScene;
afterEach(() => scene.close());

const alarm = () => scene.keys.keyward.alarms.current.find(({ about }) => about.startsWith('foreign-order'));

async function rest(): Promise<void> {
  const { client } = scene;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(SPOT);
  await client.createOrder(SPOT, 'limit', 'buy', 0.001, Number(client.priceToPrecision(SPOT, last! * 0.97)));
}

describe('what is done by itself when somebody else acts', () => {
  it('is done whole where the journal cannot be written, and the alarm says that it is not written down', {
    timeout: 60_000,
  }, async () => {
    scene = await GuardScene.open('bybit', SPOT, { monitor: { trips: { security: 'cancel' } } });
    await rest();
    await scene.settled();
    expect(scene.account.open.size).toBe(1);
    await scene.keys.state.journal.close();
    await scene.rob(['buy']);
    await expect.poll(() => scene.account.open.size, { timeout: 30_000 }).toBe(0);
    await expect.poll(() => alarm()?.done, { timeout: 10_000 }).toMatch(/^halted all bots, .*; cancels all orders$/s);
    expect(alarm()?.done).toContain('not in the journal');
    expect(scene.halt).toBe('halt');
  });
});

describe('an alarm', () => {
  it('waits for no disk that hangs', { timeout: 60_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT);
    await rest();
    await scene.settled();
    let letGo = (): void => undefined;
    const hanging = new Promise<void>((done) => (letGo = done));
    diskFs.write = async (...given) => {
      await hanging;
      return write(...given);
    };
    try {
      await scene.rob(['buy']);
      await expect
        .poll(() => alarm()?.done, { timeout: 20_000 })
        .toBe('halted all bots, which is not in the journal yet');
      expect(scene.halt).toBe('halt');
    } finally {
      diskFs.write = write;
      letGo();
    }
  });
});

describe('a use of the kill switch that was cut off minutes ago', () => {
  it.each([
    ['that nobody has taken up', {}],
    ['that its owner has resumed', { resumedAt: new Date(Date.now() - MINUTE_MS).toISOString() }],
  ])('%s hides nobody who trades now', { timeout: 60_000 }, async (_what, resumed) => {
    scene = await GuardScene.open('bybit', SPOT);
    await scene.settled();
    const gone = spawnSync(process.execPath, ['--eval', '']).pid;
    new KillRecords(scene.keys.home).write({
      version: 1,
      id: '01KAHBM3QT0000000000000000',
      startedAt: new Date(Date.now() - 5 * MINUTE_MS).toISOString(),
      by: 'cli test',
      why: 'test',
      keys: ['main'],
      wishes: { depth: 'flat', keep: [], withinMs: MINUTE_MS },
      reports: [],
      worker: `${gone} 12345`,
      ...resumed,
    });
    await scene.rob(['buy']);
    await expect.poll(() => alarm()?.severity, { timeout: 20_000 }).toBe('critical');
    expect(scene.halt).toBe('halt');
  });
});
