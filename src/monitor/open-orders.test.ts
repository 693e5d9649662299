import { describe, expect, it } from 'vitest';
import type { Decimal } from '../core/index.ts';
import type { OrderStatus, SeenOrder, Unclear } from '../exchanges/index.ts';
import type { Finding } from './finding.ts';
import { OpenOrders, type SavedOpenOrders } from './open-orders.ts';
import { answered, d, decided, judgeOf, MARKET, placed, START, seen } from './scene.contract.ts';

type Status = OrderStatus | 'absent' | Unclear | undefined;

interface More {
  readonly placed?: Record<string, string | boolean>;
  readonly left?: () => Decimal | undefined;
  readonly arePositionsRead?: () => boolean;
  readonly saved?: SavedOpenOrders;
  readonly offsetMs?: number;
}

function scene(status: Status | ((asked: SeenOrder) => Status), order: Partial<SeenOrder> = {}, more: More = {}) {
  const { own, judge } = judgeOf(undefined, { reducible: () => more.left?.() });
  own.take(placed('a', 0, more.placed));
  own.take(answered('a', 50, '1'));
  const told: Finding[] = [];
  const asked: SeenOrder[] = [];
  let nowMs = START + 1_000;
  const orders = new OpenOrders({
    saved: more.saved,
    key: 'main',
    judge,
    own,
    arePositionsRead: more.arePositionsRead ?? (() => true),
    query: async (one) => {
      asked.push(one);
      return typeof status === 'function' ? status(one) : status;
    },
    cancelledAtMs: ({ order: name, market, createdMs }, sinceMs) =>
      own.cancelledAtMs('main', name, market, Math.max((createdMs ?? 0) - 60_000, sinceMs)),
    hostMs: () => nowMs,
    nowMs: () => nowMs + (more.offsetMs ?? 0),
    tell: (finding) => told.push(finding),
  });
  return { own, orders, told, asked, listed: seen(order), pass: (ms: number) => (nowMs += ms) };
}
const closed = (filled: string): OrderStatus => ({ order: { orderId: '1' }, open: false, filled: d(filled) });
const cancel = (atMs: number) =>
  decided('c', atMs, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]);

describe('an open order that is gone from the list', () => {
  it('is an alarm when the exchange says that it was not filled', async () => {
    const { orders, told, listed } = scene(closed('0'), { isProtective: true });
    await orders.take('spot', [listed]);
    await orders.take('spot', []);
    expect(told.map(({ kind, says }) => [kind, says])).toEqual([
      ['foreign-cancel', 'a protective stop of grid in BTC/USDT was cancelled, and not through Keyward'],
    ]);
  });

  it('is none when it was filled, is open elsewhere, expired, or was cancelled by its bot', async () => {
    for (const status of [closed('0.001'), { ...closed('0'), open: true }]) {
      const { orders, told, listed } = scene(status);
      await orders.take('spot', [listed]);
      await orders.take('spot', []);
      expect(told).toEqual([]);
    }
    const expired = scene(closed('0'), { expiresMs: START + 5_000 });
    await expired.orders.take('spot', [expired.listed]);
    expired.pass(5_000);
    await expired.orders.take('spot', []);
    expect(expired.told).toEqual([]);
    const ours = scene(closed('0'));
    await ours.orders.take('spot', [ours.listed]);
    ours.own.take(cancel(2_000));
    await ours.orders.take('spot', []);
    expect(ours.told).toEqual([]);
  });

  it('is an alarm long after a cancel of ours that did not take it', async () => {
    const { orders, told, own, listed, pass } = scene(closed('0'));
    await orders.take('spot', [listed]);
    own.take(cancel(2_000));
    pass(300_000);
    await orders.take('spot', [listed]);
    await orders.take('spot', []);
    expect(told.map(({ kind }) => kind)).toEqual(['foreign-cancel']);
  });

  it('is told as unknown when the exchange does not say what became of it', async () => {
    for (const status of [undefined, { unclear: true, cause: 'unreadable', message: '' } as Unclear]) {
      const { orders, told, listed } = scene(status);
      await orders.take('spot', [listed]);
      for (let look = 0; look < 6; look++) await orders.take('spot', []);
      expect(told.map(({ kind, severity }) => [kind, severity])).toEqual([['feed-unknown', 'warning']]);
    }
  });

  it('of another list is not missed in this one', async () => {
    const { orders, told, listed } = scene(closed('0'));
    await orders.take('spot', [listed]);
    await orders.take('futures', []);
    expect(told).toEqual([]);
    expect(orders.oldestMs()).toBe(START + 100);
  });
});

const STOP = { side: 'sell', trigger: '45000', reduceOnly: true };
const stop: Partial<SeenOrder> = { side: 'sell', trigger: d('45000'), reduceOnly: true, isProtective: true };
const kinds = (told: readonly Finding[]) => told.map(({ kind, severity }) => `${kind} ${severity}`);

describe('an open order that a list leaves out once', () => {
  it('is asked for again before it is called gone, and forgotten when it is back', async () => {
    const { orders, told, listed, asked } = scene('absent');
    await orders.take('spot', [listed]);
    await orders.take('spot', []);
    expect(told).toEqual([]);
    await orders.take('spot', [listed]);
    expect(asked).toHaveLength(1);
    await orders.take('spot', []);
    await orders.take('spot', []);
    expect(kinds(told)).toEqual(['foreign-cancel critical']);
  });
});

describe('a stop that only reduces', () => {
  it('is no alarm when it ends with its position, which another list tells of', async () => {
    let [left, isRead] = [d('0.001'), false];
    const { orders, told, listed } = scene(closed('0'), stop, {
      placed: STOP,
      left: () => left,
      arePositionsRead: () => isRead,
    });
    await orders.take('futures', [listed]);
    await orders.take('futures', []);
    expect(told).toEqual([]);
    [left, isRead] = [d('0'), true];
    await orders.take('futures', []);
    await orders.take('futures', []);
    expect(told).toEqual([]);
  });

  it('is an alarm when its position stands, and when nobody tells for long', async () => {
    const options = (isRead: boolean) => ({ placed: STOP, left: () => d('0.001'), arePositionsRead: () => isRead });
    const stands = scene(closed('0'), stop, options(true));
    await stands.orders.take('futures', [stands.listed]);
    await stands.orders.take('futures', []);
    expect(kinds(stands.told)).toEqual(['foreign-cancel critical']);
    const silent = scene(closed('0'), stop, options(false));
    await silent.orders.take('futures', [silent.listed]);
    await silent.orders.take('futures', []);
    silent.pass(15_000);
    await silent.orders.take('futures', []);
    expect(kinds(silent.told)).toEqual(['foreign-cancel critical']);
  });
});

describe('a stop that was placed and cancelled between two looks', () => {
  it('is in no list, is asked for once, and is an alarm', async () => {
    const { orders, told, asked, pass } = scene(
      closed('0'),
      {},
      { placed: { ...STOP, reduceOnly: false, kind: 'spot' } },
    );
    await orders.take('spot', []);
    expect(asked).toEqual([]);
    pass(8_000);
    await orders.take('spot', []);
    await orders.take('spot', []);
    expect(asked).toHaveLength(1);
    expect(told.map(({ says }) => says)).toEqual([
      'a protective stop of grid in BTC/USDT was cancelled, and not through Keyward',
    ]);
  });

  it('is no alarm when its bot cancelled it, when it has traded, or when it stands', async () => {
    for (const status of [closed('0.001'), { ...closed('0'), open: true }]) {
      const { orders, told, asked, pass } = scene(status, {}, { placed: STOP });
      pass(10_000);
      await orders.take('spot', []);
      expect([asked.length, told.length]).toEqual([1, 0]);
    }
    const ours = scene(closed('0'), {}, { placed: STOP });
    ours.own.take(cancel(500));
    ours.pass(10_000);
    await ours.orders.take('spot', []);
    expect(ours.asked).toEqual([]);
  });
});

describe('a conditional order that was set off', () => {
  const child = { orderId: '2' };
  const setOff = (then: Status) => (asked: SeenOrder) =>
    asked.order.orderId === '2' ? then : { order: { orderId: '1' }, open: false, child };

  it('is no alarm when what it set off is open, or has traded', async () => {
    for (const then of [closed('0.001'), { ...closed('0'), open: true }]) {
      const { orders, told, listed } = scene(setOff(then), stop, { placed: STOP, left: () => d('0.001') });
      await orders.take('futures', [listed]);
      await orders.take('futures', []);
      expect(told).toEqual([]);
    }
  });

  it('and failed is nobody else, and said aloud', async () => {
    for (const then of [closed('0'), 'absent'] as const) {
      const { orders, told, listed } = scene(setOff(then), stop, { placed: STOP, left: () => d('0.001') });
      await orders.take('futures', [listed]);
      await orders.take('futures', []);
      await orders.take('futures', []);
      expect(kinds(told)).toEqual(['order-ended critical']);
      expect(told[0]!.isSecurity).toBe(false);
      expect(told[0]!.says).toContain('the exchange did not carry it out');
    }
  });
});

describe('after a restart', () => {
  it('an order that was cancelled meanwhile is missed, whatever was still being asked for too', async () => {
    for (const isMissed of [false, true]) {
      const before = scene(undefined, { isProtective: true });
      await before.orders.take('spot', [before.listed]);
      if (isMissed) await before.orders.take('spot', []);
      const saved = JSON.parse(JSON.stringify(before.orders.save())) as SavedOpenOrders;
      const after = scene(closed('0'), {}, { saved });
      expect(after.orders.save().lists).toEqual(saved.lists);
      await after.orders.take('spot', []);
      expect(after.told.map(({ says }) => says)).toEqual([
        'a protective stop of grid in BTC/USDT was cancelled, and not through Keyward',
      ]);
    }
  });

  it('one that stands, was filled, or was cancelled by its bot is no alarm', async () => {
    const before = scene(undefined);
    await before.orders.take('spot', [before.listed]);
    const saved = before.orders.save();
    const stands = scene(closed('0'), {}, { saved });
    await stands.orders.take('spot', [stands.listed]);
    const traded = scene(closed('0.001'), {}, { saved });
    await traded.orders.take('spot', []);
    const ours = scene(closed('0'), {}, { saved });
    ours.own.take(cancel(2_000));
    ours.pass(60_000);
    await ours.orders.take('spot', []);
    expect([stands.told, traded.told, ours.told]).toEqual([[], [], []]);
  });
});

describe('on a host whose clock is wrong, or is set back', () => {
  it('a cancel of ours is ours', async () => {
    for (const offsetMs of [0, 300_000, -300_000]) {
      const { orders, told, own, pass } = scene(closed('0'), {}, { offsetMs });
      await orders.take('spot', [seen({ createdMs: START + 100 + offsetMs })]);
      own.take(cancel(1_500));
      pass(2_000);
      await orders.take('spot', []);
      expect(told).toEqual([]);
    }
    const { orders, told, own, listed, pass } = scene(closed('0'), { createdMs: START - 7_200_000 });
    await orders.take('spot', [listed]);
    pass(-3_600_000);
    own.take(cancel(-3_599_000));
    pass(2_000);
    await orders.take('spot', []);
    expect(told).toEqual([]);
  });
});
