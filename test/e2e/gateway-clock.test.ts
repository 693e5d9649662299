import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/index.ts';
import { systemClock } from '../../src/core/index.ts';
import { codeOf, Scene, until } from './gateway-scene.ts';

const HOUR_MS = 3_600_000;

describe('a host whose clock is wrong', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function start(offMs: number): Promise<{ scene: Scene; host: { offMs: number }; now: () => number }> {
    const host = { offMs };
    const now = (): number => Date.now() + host.offMs;
    const clock: Clock = { ...systemClock, nowMs: now };
    const scene = await Scene.start({ clock, exchangeClock: systemClock });
    ends.push(() => scene.stop());
    return { scene, host, now };
  }

  it.each([-HOUR_MS, HOUR_MS])(
    "by %i ms has its orders signed with the exchange's own time, whichever clock the bot signs by",
    async (offMs) => {
      const { scene, now } = await start(offMs);
      const bot = scene.bot('grid');
      for (const timeMs of [now(), Date.now()])
        expect((await scene.order(bot, {}, { timeMs })).body).toContain('orderId');
      expect(codeOf(await scene.order(bot, {}, { timeMs: Date.now() + offMs / 2 }))).toBe('bot-clock');
      const stamps = scene.practice
        .received()
        .flatMap(({ method, params }) => (method === 'POST' ? Number(new Map(params).get('timestamp')) : []));
      for (const stamp of stamps) expect(Math.abs(stamp - Date.now())).toBeLessThan(2_000);
    },
  );

  it('and jumps while it runs changes nothing for the exchange, the prices and the rates', async () => {
    const { scene, host, now } = await start(0);
    const bot = scene.bot('grid');
    for (const offMs of [0, HOUR_MS, -HOUR_MS, 0]) {
      host.offMs = offMs;
      const market = { type: 'MARKET', price: '', timeInForce: '' };
      expect((await scene.order(bot, market, { timeMs: now() })).body).toContain('orderId');
    }
    expect(scene.keyward.gateway!.ledger.usage('grid', 'main', now()).bot.ordersLastMinute).toBe(4);
  });

  it('or an exchange whose clock is, is measured: the signature carries the time of the exchange', async () => {
    const { scene } = await start(0);
    const bot = scene.bot('grid');
    await scene.down();
    const off = scene.practice.faults.set({ kind: 'clock-skew', skewMs: HOUR_MS });
    await scene.up();
    expect((await scene.order(bot)).body).toContain('orderId');
    off();
    // The exchange corrects its clock: one refusal, and the clock is measured anew.
    expect((await scene.order(bot)).body).toContain('-1021');
    await until(() => Math.abs((scene.keyward.gateway!.key('main')!.link.clock.nowMs() ?? 0) - Date.now()) < 1_000);
    expect((await scene.order(bot)).body).toContain('orderId');
  });
});
