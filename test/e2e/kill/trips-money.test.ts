import { afterEach, describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/core/index.ts';
import { GuardScene } from '../guard/guard-scene.ts';

const SPOT = 'BTC/USDT';
const d = (text: string) => parseDecimal(text)!;

let scene: GuardScene;
afterEach(() => scene.close());

const kinds = () => scene.critical().map(({ what }) => what);
const trips = async () => (await scene.keys.entries('trip')).map((entry) => ('action' in entry ? entry.action : ''));
const alarmOf = (kind: string) => scene.keys.keyward.alarms.current.find(({ about }) => about.startsWith(kind));
/** The owner, who may, trades to and fro at the market, and pays for it each time. */
function lose(rounds: number): void {
  const { core } = scene.keys.practice;
  for (let round = 0; round < rounds; round++)
    for (const side of ['buy', 'sell'] as const)
      core.place(scene.account, { market: SPOT, side, type: 'market', quantity: d('0.05') });
}
const others = [{ who: 'the owner', key: 'main', markets: [SPOT] }];

describe('an account that loses money', () => {
  it.each([
    ['daily-loss', { dailyLoss: '300' }, 'may lose 300 '],
    ['drawdown', { drawdown: '0.3%' }, 'may be 0.3 % below it'],
  ])(
    'trips by its %s once several readings agree, and all is closed and sold where the settings say so',
    async (kind, limit, says) => {
      const limits = { main: { ...limit, confirmations: 3 } };
      scene = await GuardScene.open('bybit', SPOT, { monitor: { limits, others, trips: { loss: 'kill' } } });
      await scene.settled();
      await new Promise((done) => setTimeout(done, 3_000));
      expect([scene.critical(), scene.halt]).toEqual([[], 'run']);
      lose(150);
      await expect.poll(kinds, { timeout: 60_000 }).toContain(kind);
      const alarm = alarmOf(kind)!;
      expect(alarm.says).toContain(says);
      expect(alarm.evidence).toMatch(/\n3 readings in a row$/);
      expect(alarm.done).toBe('halted all bots; closes and sells everything');
      expect(alarm.next).toMatch(new RegExp(`^keyward watch ack '${kind} main .+' --why TEXT$`));
      expect(scene.halt).toBe('halt');
      await expect.poll(async () => (await scene.keys.entries('kill')).length, { timeout: 60_000 }).toBe(1);
      expect(await scene.keys.entries('kill')).toMatchObject([
        { key: 'main', state: 'flat', by: 'keyward', why: alarm.says },
      ]);
      expect(scene.account.wallets.spot.get('BTC')!.free < d('0.001')).toBe(true);
      // It is told once, and what the switch sold is no loss of somebody else's making.
      await new Promise((done) => setTimeout(done, 6_000));
      expect(new Set(kinds())).toEqual(new Set([kind]));
      expect(await trips()).toEqual(['kill']);
    },
    150_000,
  );
});

describe('a bot that is refused again and again', () => {
  it('may only reduce where the settings say so, and its owner reads which bot, how often and why', async () => {
    scene = await GuardScene.open('bybit', SPOT, {
      monitor: { denialsPerMinute: 6, trips: { denials: 'reduce' } },
    });
    await scene.settled();
    const { client } = scene;
    await client.loadMarkets();
    const refused = (at: number) =>
      expect(client.createOrder('ETH/USDT', 'limit', 'buy', 0.1 + at / 100, 1_000)).rejects.toThrow(/keyward/);
    for (let at = 0; at < 4; at++) await refused(at);
    expect(scene.halt).toBe('run');
    for (let at = 4; at < 14; at++) {
      await refused(at);
      // More than five of a kind in a second are counted alone, and counted later.
      await new Promise((done) => setTimeout(done, 220));
    }
    await expect.poll(kinds, { timeout: 10_000 }).toEqual(['deny-burst']);
    expect(alarmOf('deny-burst')).toMatchObject({
      says: expect.stringMatching(/^grid was refused [6-9] times within a minute$/),
      evidence: expect.stringContaining('the last: market'),
      done: 'let the bots only reduce',
      next: "keyward watch ack 'deny-burst main grid' --why TEXT",
    });
    expect([scene.halt, await trips()]).toEqual(['reduce', ['reduce']]);
  }, 60_000);
});

describe('the key of a bot that has ended', () => {
  it('halts the bots when it is used', async () => {
    scene = await GuardScene.open('bybit', SPOT);
    await scene.settled();
    const { state } = scene.keys;
    const run = { bot: 'grid', program: 'node', by: 'a test' };
    await state.journal.append('run', { ...run, state: 'started' });
    const ended = await state.journal.append('run', { ...run, state: 'ended', code: 0 });
    expect(ended).toBeDefined();
    // Within the minute after its end it may be an echo.
    await scene.client.loadMarkets();
    await scene.client.fetchBalance();
    expect(scene.halt).toBe('run');
    await new Promise((done) => setTimeout(done, 61_000));
    await scene.client.fetchBalance();
    await expect.poll(() => scene.halt, { timeout: 5_000 }).toBe('halt');
    await expect
      .poll(() => alarmOf('bot-stopped'), { timeout: 5_000 })
      .toMatchObject({
        says: expect.stringMatching(/^requests come with the bot key of grid, which has ended \d+ min ago/),
        done: 'halted all bots',
        next: 'keyward kill',
      });
  }, 120_000);
});
