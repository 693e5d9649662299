import { afterEach, describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/core/index.ts';
import { GuardScene } from './guard-scene.ts';

const SPOT = 'BTC/USDT';
const PERPETUAL = 'BTC/USDT:USDT';

let scene: GuardScene;
afterEach(() => scene.close());

const monitor = (more: Record<string, unknown>) => ({ monitor: more });

/** Everything that an owner reads. */
function alarms() {
  return scene.keys.keyward.alarms.current;
}

async function rest(): Promise<void> {
  const { client } = scene;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(SPOT);
  await client.createOrder(SPOT, 'limit', 'buy', 0.001, Number(client.priceToPrecision(SPOT, last! * 0.97)));
}

describe('when somebody else acts on the account', () => {
  it('the bots are halted, and the alarm says what, by what it was seen, what was done and what to do', {
    timeout: 60_000,
  }, async () => {
    scene = await GuardScene.open('bybit', SPOT);
    await rest();
    await scene.settled();
    await scene.rob(['buy']);
    await expect.poll(() => alarms().length, { timeout: 20_000 }).toBeGreaterThan(0);
    const alarm = alarms().find(({ severity }) => severity === 'critical')!;
    expect(alarm.says).toContain('PUMP/USDT');
    expect(alarm.evidence).toContain('no bot trades this market');
    expect(alarm.done).toContain('halted all bots');
    expect(alarm.next).toContain('keyward kill');
    expect(scene.halt).toBe('halt');
    expect(scene.account.open.size).toBe(1);
    await expect(rest()).rejects.toThrow(/halt/);
    expect((await scene.keys.entries('trip')).length).toBeGreaterThan(0);
  });

  it('all orders are cancelled where the settings say so, and nothing is sold', { timeout: 90_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT, monitor({ trips: { security: 'cancel' } }));
    await rest();
    await scene.settled();
    const held = scene.account.wallets.spot.get('BTC')!.free;
    await scene.rob(['buy']);
    await expect.poll(() => scene.account.open.size, { timeout: 30_000 }).toBe(0);
    expect(scene.account.wallets.spot.get('BTC')!.free).toBe(held);
    await expect.poll(async () => (await scene.keys.entries('kill')).length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(scene.findings().filter(({ what }) => what === 'foreign-cancel')).toEqual([]);
  });

  it('everything is closed and sold where the settings say so, and none of that is called foreign', {
    timeout: 120_000,
  }, async () => {
    scene = await GuardScene.open('bybit', SPOT, monitor({ trips: { security: 'kill' } }), [PERPETUAL]);
    await rest();
    await scene.client.createOrder(PERPETUAL, 'market', 'buy', 0.002);
    await scene.settled();
    await scene.rob(['buy']);
    const dust = parseDecimal('0.001')!;
    await expect
      .poll(() => scene.account.wallets.spot.get('BTC')!.free < dust && scene.account.open.size === 0, {
        timeout: 60_000,
      })
      .toBe(true);
    await expect.poll(async () => (await scene.keys.entries('kill')).length, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(scene.account.positions.get(PERPETUAL)?.quantity ?? 0n).toBe(0n);
    await new Promise((done) => setTimeout(done, 10_000));
    const others = scene.critical().filter(({ says }) => !says.includes('PUMP'));
    expect(others).toEqual([]);
  });
});

describe('limits of the account', () => {
  it('are held to what the exchange says, by several readings, and the bots may only reduce then', {
    timeout: 120_000,
  }, async () => {
    const limits = { main: { positions: { [PERPETUAL]: '0.001' }, drawdown: '0.0001%', confirmations: 2 } };
    scene = await GuardScene.open('okx', SPOT, monitor({ limits }), [PERPETUAL]);
    await scene.settled();
    await scene.client.loadMarkets();
    await scene.client.createOrder(PERPETUAL, 'market', 'buy', 0.2);
    await expect.poll(() => scene.critical().map(({ what }) => what), { timeout: 30_000 }).toContain('position-limit');
    expect(scene.halt).toBe('reduce');
    await expect.poll(() => scene.critical().map(({ what }) => what), { timeout: 80_000 }).toContain('drawdown');
    expect(scene.halt).toBe('reduce');
    await scene.client.createOrder(PERPETUAL, 'market', 'sell', 0.2, undefined, { reduceOnly: true });
    await expect
      .poll(() => scene.critical().map(({ what }) => what), { timeout: 20_000 })
      .not.toContain('position-limit');
  });
});

describe('a key of its own that watches', () => {
  it('asks for every list, so that the key of the bots is used by the bots alone', { timeout: 90_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT, monitor({ with: { main: 'watcher' } }), [], {
      watcher: {
        exchange: 'bybit',
        environment: 'practice',
        purpose: 'watch',
        from: { dotenv: { file: 'watch.env' } },
      },
    });
    const { practice } = scene.keys;
    const mark = practice.mark();
    await scene.settled();
    const asked = practice.received(mark);
    const by = (id: string) => new Set(asked.filter(({ keyId }) => keyId === id).map(({ path }) => path));
    expect(by(scene.watcher!.id).size).toBeGreaterThan(8);
    for (const path of by(scene.key.id)) expect(path).toMatch(/query-api|announcements|account\/info/);
    await scene.rob(['buy']);
    await expect.poll(() => scene.critical().length, { timeout: 20_000 }).toBeGreaterThan(0);
  });
});

describe('an exchange key that is refused in the answers to bots', () => {
  it('is told of', { timeout: 60_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT, monitor({ keyEverySeconds: 3_600 }));
    await scene.settled();
    await rest();
    const key = scene.keys.practice.keys.find('bybit', scene.key.id)!;
    key.revoked = true;
    for (let count = 0; count < 8; count++) await rest().catch(() => undefined);
    await expect.poll(() => scene.findings().map(({ what }) => what), { timeout: 20_000 }).toContain('key-errors');
  });
});

describe('an order that got no answer', () => {
  it('is no stranger, and what became of it is written down', { timeout: 60_000 }, async () => {
    scene = await GuardScene.open('bybit', SPOT);
    await scene.settled();
    await rest();
    const { faults } = scene.keys.practice;
    faults.set({ kind: 'accept-then-reset', exchange: 'bybit', path: '/v5/order/create', times: 1 });
    await expect(rest()).rejects.toThrow();
    expect(scene.account.open.size).toBe(2);
    await expect
      .poll(async () => (await scene.keys.entries('finding')).map((one) => ('what' in one ? one.what : '')), {
        timeout: 30_000,
        interval: 1_000,
      })
      .toContain('in-doubt');
    await scene.settled();
    expect(scene.findings()).toEqual([]);
  });
});
