import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DrillRecords } from '../../../src/app/drill-records.ts';
import { openTarget } from '../../../src/app/kill-targets.ts';
import type { OwnKey } from '../../../src/app/own-key.ts';
import { Secret, systemClock } from '../../../src/core/index.ts';
import { closings } from '../../../src/exchanges/index.ts';
import { drillLive, drillOrderOf, type Target } from '../../../src/killswitch/index.ts';
import { fastClock, KillScene } from './kill-scene.ts';

let scene: KillScene | undefined;
let own: OwnKey | undefined;
afterEach(async () => {
  await own?.close();
  await scene?.close();
  own = scene = undefined;
});

async function open(exchange: string): Promise<Target> {
  const opening = await KillScene.open([exchange]);
  scene = opening;
  const { id, secret, passphrase } = opening.keys.get(exchange)!;
  const bytes = (text: string) => Secret.take(Buffer.from(text, 'utf8'));
  const opened = await openTarget(
    {
      settings: opening.settings,
      home: opening.home,
      clock: systemClock,
      timeoutMs: 2_000,
      practicePort: opening.practice.port,
      placeOf: () => ({
        where: 'a test',
        read: async () => ({
          id,
          secret: bytes(secret),
          ...(passphrase === undefined ? {} : { passphrase: bytes(passphrase) }),
        }),
      }),
    },
    exchange,
  );
  own = opened.own;
  return opened.target;
}

const marketOf = (exchange: string) => (exchange === 'kraken' || exchange === 'coinbase' ? 'BTC/USD' : 'BTC/USDT');

describe.each(Object.keys(closings))('a live drill at %s', (exchange) => {
  it('places one order that rests, sees it, cancels it, and leaves nothing', { timeout: 40_000 }, async () => {
    const target = await open(exchange);
    const order = (await drillOrderOf(target, ['NONE/USD', marketOf(exchange)]))!;
    const drill = await drillLive(target, order);
    expect(drill, JSON.stringify(drill)).toMatchObject({ state: 'passed' });
    const account = scene!.account(exchange);
    expect(account.open.size).toBe(0);
    const [placed, ...more] = [...account.orders.values()];
    expect(more).toEqual([]);
    expect(placed).toMatchObject({ status: 'cancelled', filled: 0n, postOnly: true, side: 'buy' });
  });

  it('takes the order away again when no answer to it comes, and says that it has failed', {
    timeout: 60_000,
  }, async () => {
    const target = await open(exchange);
    const order = (await drillOrderOf(target, [marketOf(exchange)]))!;
    let isLost = false;
    const deaf: Target = {
      ...target,
      ask: async (call) => {
        const reply = await target.ask(call);
        const isPlaced = call.intents[0]?.action === 'place-order';
        if (!isPlaced || target.account.outcomes(call, reply!.status, reply!.body)[0]?.kind !== 'accepted')
          return reply;
        isLost = true;
        return undefined;
      },
    };
    const drill = await drillLive(deaf, order);
    expect([isLost, drill.state]).toEqual([true, 'failed']);
    expect(drill.steps.filter(({ isDone }) => !isDone).map(({ what }) => what)).toEqual(['place']);
    expect(scene!.account(exchange).open.size).toBe(0);
  });
});

describe('a live drill that cannot cancel', () => {
  it('says that its order is left, and names it', { timeout: 60_000 }, async () => {
    const target = await open('okx');
    const order = (await drillOrderOf(target, ['BTC/USDT']))!;
    const mute: Target = {
      ...target,
      // It looks again and again for 20 s before it gives up.
      clock: fastClock(10),
      ask: async (call) => (call.intents[0]?.action === 'cancel-order' ? undefined : target.ask(call)),
    };
    const drill = await drillLive(mute, order);
    expect(drill.state).toBe('left');
    const [left] = scene!.account('okx').open.values();
    expect(drill.order).toBe(left?.id);
    expect(drill.steps.at(-1)?.says).toContain(drill.order);
    expect(scene!.account('okx').open.size).toBe(1);
  });

  it('places nothing that is refused, and nothing without a price', { timeout: 40_000 }, async () => {
    const target = await open('okx');
    const order = (await drillOrderOf(target, ['BTC/USDT']))!;
    expect(await drillLive({ ...target, prices: async () => new Map() }, order)).toMatchObject({ state: 'unreached' });
    const { instrument } = order;
    const none = { ...order, instrument: { ...instrument, symbol: 'NONE-USDT' } };
    const prices = await target.prices([instrument]);
    expect(await drillLive({ ...target, prices: async () => prices }, none)).toMatchObject({
      state: 'failed',
      steps: [{ what: 'place', isDone: false }],
    });
    expect(scene!.account('okx').orders.size).toBe(0);
  });
});

describe('what is kept of drills', () => {
  it('tells the monitor of their orders, for their time and in their market', () => {
    const home = mkdtempSync(join(tmpdir(), 'keyward-drills-'));
    try {
      const records = new DrillRecords(home);
      const nowMs = Date.parse('2026-11-22T12:00:00.000Z');
      const drill = {
        key: 'main',
        market: 'BTC/USDT',
        clientOrderId: 'kwkill1',
        startedAt: '2026-11-22T12:00:00.000Z',
      };
      records.putLive(drill);
      records.putLive({ ...drill, endedAt: '2026-11-22T12:00:02.000Z', isPassed: true });
      records.addPractice({ at: '2026-11-22T12:00:00.000Z', isPassed: true, exchanges: ['okx'] });
      const again = new DrillRecords(home);
      expect(again.read()).toMatchObject({ live: [{ isPassed: true }], practice: [{ isPassed: true }] });
      expect(again.declared('main', nowMs)).toMatchObject([
        { markets: ['BTC/USDT'], fromMs: nowMs - 5_000, toMs: nowMs + 62_000 },
      ]);
      expect(again.declared('other', nowMs)).toEqual([]);
      expect(again.declared('main', nowMs + 2 * 86_400_000)).toEqual([]);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
