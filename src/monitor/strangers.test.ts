import { describe, expect, it } from 'vitest';
import type { SeenOrder } from '../exchanges/index.ts';
import type { Verdict } from './judge.ts';
import { OwnOrders } from './own-orders.ts';
import { answered, d, decided, filled, judgeOf, MARKET, moved, placed, START, seen } from './scene.contract.ts';

function kindOf(verdict: Verdict | undefined): string {
  if (typeof verdict !== 'object') return String(verdict);
  return verdict.kind === 'own' ? 'own' : `${verdict.kind} ${verdict.severity}`;
}
const known = (changes: Record<string, string | boolean> = {}, parts: Parameters<typeof judgeOf>[1] = {}) => {
  const made = judgeOf(undefined, parts);
  made.own.take(placed('a', 0, changes));
  made.own.take(answered('a', 50, '1'));
  return made;
};
const PUMP = { symbol: 'PUMPUSDT', market: 'PUMP/USDT' };

describe('a stranger who copies a client order id of ours', () => {
  it('is replayed-id by his fill, which gives no name to our order', () => {
    const { judge } = known();
    const theirs = { orderId: '99', clientOrderId: 'kw-a' };
    expect(kindOf(judge.fill(filled({ order: theirs, ...PUMP })))).toBe('replayed-id critical');
    expect(kindOf(judge.order(seen({ order: theirs, ...PUMP })))).toBe('replayed-id critical');
    expect(kindOf(judge.fill(filled({ order: theirs })))).toBe('replayed-id critical');
    expect(kindOf(judge.fill(filled({ order: { orderId: '1', clientOrderId: 'kw-a' } })))).toBe('own');
  });

  it('is that also where the exchange refused our order of that name', () => {
    const { own, judge } = judgeOf();
    own.take(placed('a', 0));
    own.take(answered('a', 50, '1', { orders: [{ intent: 0, kind: 'rejected', code: 'x' }] }));
    expect(kindOf(judge.fill(filled({ order: { orderId: '99', clientOrderId: 'kw-a' } })))).toBe(
      'replayed-id critical',
    );
  });

  it('is that in another market while our order has no id yet', () => {
    const { own, judge } = judgeOf();
    own.take(placed('a', 0));
    const theirs = { orderId: '99', clientOrderId: 'kw-a' };
    expect(kindOf(judge.order(seen({ order: theirs, ...PUMP })))).toBe('replayed-id critical');
    expect(kindOf(judge.order(seen({ order: theirs })))).toBe('own');
  });

  it('is that at the second id of a conditional order, and at the third of one that was amended once', () => {
    const named = (orderId: string): SeenOrder => seen({ order: { orderId, clientOrderId: 'kw-a' }, isOpen: false });
    const { judge } = known({ conditional: true });
    expect(['2', '2', '3'].map((id) => kindOf(judge.order(named(id))))).toEqual(['own', 'own', 'replayed-id critical']);
    const amended = known();
    amended.own.take(
      decided('b', 100, [{ action: 'amend-order', order: { orderId: '1' }, price: '51000', market: MARKET }]),
    );
    expect(['2', '3'].map((id) => kindOf(amended.judge.order(named(id))))).toEqual(['own', 'replayed-id critical']);
  });
});

describe('an id of the exchange', () => {
  it('counts in its own market alone', () => {
    const { judge, own } = known();
    expect(kindOf(judge.order(seen()))).toBe('own');
    expect(kindOf(judge.order(seen(PUMP)))).toBe('foreign-order critical');
    expect(kindOf(judge.fill(filled(PUMP)))).toBe('foreign-order critical');
    const perpetual = { market: 'BTC/USDT:USDT', kind: 'linear' } as const;
    expect(kindOf(judge.order(seen(perpetual)))).toBe('foreign-order critical');
    own.take(placed('b', 60, { symbol: 'ETHUSDT', market: 'ETH/USDT' }));
    own.take(answered('b', 70, '1'));
    expect(kindOf(judge.order(seen()))).toBe('own');
    expect(own.find('main', { orderId: '1' }, { symbol: 'ETHUSDT', market: 'ETH/USDT' })?.decision).toBe('b');
  });
});

describe('what an order of ours has set off', () => {
  it('has its own prices, and our size', () => {
    const { judge } = known();
    const child = { order: { orderId: '2' }, parent: { orderId: '1' }, price: d('60000') } as const;
    for (let look = 0; look < 2; look++) expect(kindOf(judge.order(seen(child)))).toBe('own');
    expect(kindOf(judge.order(seen({ ...child, quantity: d('5') })))).toBe('foreign-amend critical');
  });
});

describe('an order that only reduces', () => {
  const stop = { side: 'sell', reduceOnly: true, trigger: '45000' };
  const listed = (quantity: string) =>
    seen({ side: 'sell', reduceOnly: true, isProtective: true, trigger: d('45000'), quantity: d(quantity) });

  it('may be as small as what is left to reduce, and no smaller', () => {
    let [left, nowMs] = ['0.0004', START];
    const { judge } = known(stop, { reducible: () => d(left), hostMs: () => nowMs });
    expect(kindOf(judge.order(listed('0.0004')))).toBe('own');
    left = '0.001';
    expect(kindOf(judge.order(listed('0.0004')))).toBe('own');
    nowMs += 10_000;
    expect(kindOf(judge.order(listed('0.0004')))).toBe('foreign-amend critical');
    expect(kindOf(judge.order(listed('0.002')))).toBe('foreign-amend critical');
  });

  it('may end with its position, and not before', () => {
    const end = (left: string | undefined, isProtective = true) => {
      const { own, judge } = known(stop, { reducible: () => (left === undefined ? undefined : d(left)) });
      const mine = own.find('main', { orderId: '1' })!;
      return kindOf(judge.ended({ ...listed('0.001'), isProtective }, mine, 'absent', START));
    };
    expect(end('0')).toBe('undefined');
    expect(end('0.001')).toBe('foreign-cancel critical');
    expect(end('0.001', false)).toBe('foreign-cancel critical');
    expect(end(undefined)).toBe('foreign-cancel critical');
    expect(end(undefined, false)).toBe('undefined');
  });
});

describe('on a host whose clock is wrong', () => {
  const HOUR_MS = 3_600_000;
  it.each([-HOUR_MS, HOUR_MS])(
    'an order without an answer is ours all the same (the exchange is %i ms ahead)',
    (ms) => {
      const { own, judge } = judgeOf(undefined, { offsetMs: () => ms });
      own.take(placed('a', 0, { clientOrderId: '' }));
      expect(judge.fill(filled({ order: { orderId: '5' }, atMs: START + 200 + ms }))).toBe('later');
      expect(kindOf(judge.order(seen({ createdMs: START + 100 + ms })))).toBe('own');
    },
  );

  it('what was declared counts by that clock, and a first entry of a day to come hides nothing', () => {
    const declared = () => [{ who: 'the owner', fromMs: START, toMs: START + 1_000 }];
    const { judge } = judgeOf(undefined, { declared, offsetMs: () => HOUR_MS });
    expect(kindOf(judge.order(seen({ createdMs: START + 500 + HOUR_MS })))).toBe('declared-order info');
    expect(kindOf(judge.order(seen({ createdMs: START + 500 })))).toBe('foreign-order critical');
    const ahead = judgeOf(undefined, { genesisMs: START + 24 * HOUR_MS, beganMs: START - 1_000 });
    expect(kindOf(ahead.judge.order(seen()))).toBe('foreign-order critical');
  });
});

describe('who is declared by the names of his orders', () => {
  it('covers those, and neither others nor positions', () => {
    const { judge } = judgeOf(undefined, { declared: () => [{ who: 'the kill switch', names: ['kwkill'] }] });
    expect(kindOf(judge.order(seen({ order: { orderId: '9', clientOrderId: 'kwkill1' } })))).toBe(
      'declared-order info',
    );
    expect(kindOf(judge.order(seen({ order: { orderId: '9' } })))).toBe('foreign-order critical');
    expect(judge.isDeclared({ what: 'position', kind: 'linear', ...PUMP, quantity: d('1') })).toBe(false);
  });
});

describe('a use of the kill switch that makes flat', () => {
  const kill = { who: 'the kill switch', closes: true, names: ['kwkill'], fromMs: START, toMs: START + 1_000 } as const;
  const LINEAR = { kind: 'linear', symbol: 'DOGEUSDT', market: 'DOGE/USDT:USDT' } as const;
  const stranger = (changes: Partial<SeenOrder>): SeenOrder => seen({ order: { orderId: '9' }, ...changes });
  const by = (held: readonly string[] = []) => {
    const wasHeld = ({ symbol, side }: Pick<SeenOrder, 'symbol' | 'side'>) => held.includes(`${symbol} ${side}`);
    return judgeOf(undefined, { declared: () => [kill], wasHeld });
  };

  it('sells coins, under its own name where a list shows one, and buys none', () => {
    const { judge } = by();
    const named = (clientOrderId: string) => stranger({ side: 'sell', order: { orderId: '9', clientOrderId } });
    expect(kindOf(judge.order(named('kwkill0123')))).toBe('declared-order info');
    expect(kindOf(judge.order(named('mine')))).toBe('foreign-order critical');
    expect(kindOf(judge.order(stranger({ ...PUMP, side: 'sell' })))).toBe('declared-order info');
    expect(kindOf(judge.fill(filled({ order: { orderId: '9' }, side: 'sell' })))).toBe('declared-order info');
    for (const order of [{ orderId: '9' }, { orderId: '9', clientOrderId: 'kwkill0123' }]) {
      expect(kindOf(judge.order(stranger({ ...PUMP, order })))).toBe('foreign-order critical');
      expect(kindOf(judge.fill(filled({ ...PUMP, order })))).toBe('foreign-order critical');
    }
    expect(kindOf(judge.order(stranger({ side: 'sell', createdMs: START + 1_001 })))).toBe('foreign-order critical');
  });

  it('reduces the positions that there were, and those that a bot has just opened', () => {
    const { judge, own } = by(['DOGEUSDT sell']);
    expect(kindOf(judge.order(stranger({ ...LINEAR, side: 'sell' })))).toBe('declared-order info');
    expect(kindOf(judge.order(stranger({ ...LINEAR, side: 'buy' })))).toBe('foreign-order critical');
    const other = { ...LINEAR, symbol: 'PEPEUSDT', market: 'PEPE/USDT:USDT' };
    expect(kindOf(judge.order(stranger({ ...other, side: 'sell' })))).toBe('foreign-order critical');
    own.take(placed('b', 0, other));
    expect(kindOf(judge.order(stranger({ ...other, side: 'sell', quantity: d('7') })))).toBe('declared-order info');
    expect(kindOf(judge.order(stranger({ ...other, side: 'buy', quantity: d('7') })))).toBe('foreign-order critical');
  });

  it('changes no order, opens no position and moves nothing', () => {
    const { judge, own } = by(['DOGEUSDT sell']);
    own.take(placed('a', 0));
    own.take(answered('a', 50, '1'));
    expect(kindOf(judge.order(seen({ price: d('1'), updatedMs: START + 500 })))).toBe('foreign-amend critical');
    expect(judge.isDeclared({ what: 'position', ...LINEAR, quantity: d('1') })).toBe(false);
    expect(judge.move(moved({ atMs: START + 500 }))).toMatchObject({ severity: 'critical' });
  });

  it('is what a line of the ledger may be of, which does not tell what was sold for what', () => {
    const line = { what: 'flow', id: 'l', wallet: 'unified', asset: 'USDT', cause: 'trade', word: 'TRADE' } as const;
    const flow = (atMs: number) => by().judge.flow({ ...line, orderId: '9', amount: d('5'), atMs }, undefined);
    expect(kindOf(flow(START + 500))).toBe('declared-order info');
    expect(kindOf(flow(START + 5_000))).toBe('foreign-order critical');
  });
});

describe('a stop that stands', () => {
  it('is one that the exchange took and nobody cancelled', () => {
    const own = new OwnOrders(() => START);
    const stand = () => own.standing('main', START - 1).map(({ decision }) => decision);
    own.take(placed('a', 0, { trigger: '45000' }));
    expect(stand()).toEqual([]);
    own.take(answered('a', 50, '1'));
    own.take(placed('b', 60));
    own.take(answered('b', 70, '2'));
    expect(stand()).toEqual(['a']);
    expect(own.standing('main', START + 1)).toEqual([]);
    own.take(decided('c', 80, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]));
    expect(stand()).toEqual([]);
  });
});
