import { afterEach, describe, expect, it } from 'vitest';
import { markOf, parseDecimal } from '../../../src/core/index.ts';
import { KillRecords } from '../../../src/killswitch/index.ts';
import { GuardScene, perpetualsOf, spotOf } from './guard-scene.ts';

const SPOT = 'BTC/USDT';
const DUST = parseDecimal('0.001')!;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let scene: GuardScene;
afterEach(() => scene.close());

const foreign = () => scene.critical().filter(({ what }) => what.startsWith('foreign') || what === 'replayed-id');

async function rest(): Promise<void> {
  const { client, market } = scene;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(market);
  await client.createOrder(market, 'limit', 'buy', 0.001, Number(client.priceToPrecision(market, last! * 0.97)));
}

describe('while the kill switch is at work', () => {
  it.each(['cancel', 'flat'] as const)(
    'to the depth %s, who buys is told of as ever',
    { timeout: 60_000 },
    async (depth) => {
      scene = await GuardScene.open('bybit', SPOT);
      await scene.settled();
      new KillRecords(scene.keys.home).write({
        version: 1,
        id: '01KAHBM3QT0000000000000000',
        startedAt: new Date().toISOString(),
        by: 'cli test',
        why: 'test',
        keys: ['main'],
        wishes: { depth, keep: [], withinMs: 60_000 },
        reports: [],
        worker: markOf(process.pid),
      });
      await scene.rob(['buy']);
      await expect
        .poll(
          () =>
            foreign()
              .map(({ says }) => says)
              .join(),
          { timeout: 20_000 },
        )
        .toContain('PUMP/USDT');
      expect(scene.halt).toBe('halt');
    },
  );
});

describe('what the kill switch closes, sells and cancels by itself', () => {
  it.each(['binance', 'okx', 'kraken', 'coinbase'])(
    'is called foreign nowhere on %s, and the thief is',
    { timeout: 120_000 },
    async (exchange) => {
      const perpetuals = perpetualsOf(exchange);
      scene = await GuardScene.open(
        exchange,
        spotOf(exchange),
        { monitor: { trips: { security: 'kill' } } },
        perpetuals,
      );
      await rest();
      for (const market of perpetuals)
        await scene.client.createOrder(market, 'market', 'buy', exchange === 'okx' ? 0.2 : 0.002);
      await scene.settled();
      await scene.rob(['buy']);
      const isFlat = () =>
        scene.account.wallets.spot.get('BTC')!.free < DUST &&
        scene.account.open.size === 0 &&
        perpetuals.every((market) => (scene.account.positions.get(market)?.quantity ?? 0n) === 0n);
      await expect.poll(isFlat, { timeout: 60_000 }).toBe(true);
      await expect.poll(async () => (await scene.keys.entries('kill')).length, { timeout: 60_000 }).toBeGreaterThan(0);
      await pause(12_000);
      expect(foreign().filter(({ says }) => !says.includes('PUMP'))).toEqual([]);
      expect(foreign()).not.toEqual([]);
    },
  );
});
