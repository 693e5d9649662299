import { afterEach, describe, expect, it } from 'vitest';
import { diskFs } from '../../../src/journal/index.ts';
import { GuardScene } from './guard-scene.ts';

const SPOT = 'BTC/USDT';
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
let scene: GuardScene;
const { write } = diskFs;
afterEach(async () => {
  diskFs.write = write;
  await scene.close();
});

async function rest(): Promise<string> {
  const { client } = scene;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(SPOT);
  const price = Number(client.priceToPrecision(SPOT, last! * 0.97));
  return (await client.createOrder(SPOT, 'limit', 'buy', 0.001, price)).id!;
}

describe('a full disk', () => {
  it('makes no stranger of the bot that cancels', { timeout: 60_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT);
    const id = await rest();
    await scene.settled();
    await pause(4_000);
    diskFs.write = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    await rest().catch(() => undefined); // the journal finds out
    await scene.client.cancelOrder(id, SPOT); // leaves: cancels may
    await pause(15_000);
    expect(scene.findings().filter(({ what }) => what.startsWith('foreign'))).toEqual([]);
    expect(scene.halt).toBe('run');
  });
});

describe('what the owner knew of', () => {
  it('says nothing of the next time, also after a restart', { timeout: 60_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT, { monitor: { keyEverySeconds: 3_600 } });
    const at = new Date().toISOString();
    const ack = { key: 'main', about: 'key-errors main', from: at, until: '9999-12-31T23:59:59.999Z' };
    await scene.keys.state.journal.append('declared', { ...ack, by: 'test', why: 'known' });
    await scene.down();
    await scene.up();
    scene.reconnect();
    await scene.settled();
    await rest();
    scene.keys.practice.keys.find('bybit', scene.key.id)!.revoked = true;
    for (let count = 0; count < 8; count++) await rest().catch(() => undefined);
    await pause(3_000);
    expect(scene.findings().map(({ what }) => what)).toContain('key-errors');
  });
});
