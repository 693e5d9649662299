import { afterEach, describe, expect, it } from 'vitest';
import { DrillRecords } from '../../../src/app/drill-records.ts';
import { parseDecimal } from '../../../src/core/index.ts';
import { GuardScene } from '../guard/guard-scene.ts';

const SPOT = 'BTC/USDT';

let scene: GuardScene;
afterEach(() => scene.close());

const order = (clientOrderId: string, price: string) =>
  scene.keys.practice.core.place(scene.account, {
    market: SPOT,
    side: 'buy',
    type: 'limit',
    price: parseDecimal(price)!,
    quantity: parseDecimal('0.001')!,
    clientOrderId,
    // As the front of Bybit names it.
    tags: { link: clientOrderId },
  });

describe('the order of a live drill, while it rests', () => {
  it.each(['binance', 'bybit'])(
    'is known to the monitor at %s, and covers nobody else in its market',
    async (exchange) => {
      scene = await GuardScene.open(exchange, SPOT);
      await scene.settled();
      const now = () => new Date().toISOString();
      const drill = { key: 'main', market: SPOT, clientOrderId: 'kwkill0123456789abcdef0123', startedAt: now() };
      const records = new DrillRecords(scene.keys.home);
      records.putLive(drill);
      order(drill.clientOrderId, '30000');
      const found = async () => (await scene.keys.entries('finding')).map((one) => ('what' in one ? one.what : ''));
      await expect.poll(found, { timeout: 20_000, interval: 500 }).toContain('declared-order');
      records.putLive({ ...drill, endedAt: now(), isPassed: true });
      expect([scene.findings(), scene.halt]).toEqual([[], 'run']);
      order('mine', '31000');
      await expect.poll(() => scene.critical().map(({ what }) => what), { timeout: 20_000 }).toEqual(['foreign-order']);
    },
    90_000,
  );
});
