import { afterEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src/config/index.ts';
import { KillScene } from './kill-scene.ts';
import { fill } from './kill-world.ts';

let scene: KillScene;
afterEach(() => scene.close());

const REFUSAL = '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action, request ip: 127.0.0.1"}';

/** An account whose key may not use futures and options, as Binance says it: not what of the three it is. Its bot trades `market`. */
async function open(market: string): Promise<void> {
  scene = await KillScene.open(['binance']);
  const path = /^\/(?:[fde]api)\/.*(?:openOrders|openAlgoOrders|positionRisk|position|balance|account)$/;
  scene.practice.faults.set({ kind: 'garbage', body: REFUSAL, path });
  const limits = { order_notional: '500 USDT', daily_notional: '5000 USDT' };
  const bots = { grid: { key: 'binance', may: ['read', 'trade'], markets: [market], limits } };
  Object.assign(scene.settings, { bots: settingsSchema.parse({ ...scene.settings, bots }).bots });
}

describe('the kill switch with a key of Binance that may not use futures', { timeout: 60_000 }, () => {
  it('is flat where its bots trade on spot, and names what it did not look at', async () => {
    await open('BTC/USDT');
    fill(scene, 'binance', { orders: 5, positions: 0 });
    const { reports } = await scene.kill({ quote: 'USDT' });
    expect(reports[0], scene.said.join('\n')).toMatchObject({ state: 'flat', cancelled: 5, residue: [] });
    expect(reports[0]!.unseen).toEqual([
      expect.stringMatching(
        /^USD-M conditional open orders, USD-M open orders, .*USD-M positions, .* may not read them/,
      ),
    ]);
    expect(reports[0]!.durationMs).toBeLessThan(10_000);
  });

  it('is not where they trade perpetuals, and says which lists it could not read', async () => {
    await open('BTC/USDT:USDT');
    const { reports } = await scene.kill({ quote: 'USDT', withinMs: 5_000 });
    expect(reports[0]!.state).toBe('residue');
    expect(reports[0]!.residue.map(({ what, why }) => `${what} ${why}`)).toEqual([
      expect.stringMatching(/^unread USD-M conditional open orders: .*-2015/),
      expect.stringMatching(/^unread USD-M positions: .*-2015/),
    ]);
  });
});
