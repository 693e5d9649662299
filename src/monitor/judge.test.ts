import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeenOrder } from '../exchanges/index.ts';
import type { Declared } from './declared.ts';
import type { Finding } from './finding.ts';
import type { Verdict } from './judge.ts';
import { OwnOrders } from './own-orders.ts';
import { answered, d, decided, entry, filled, judgeOf, MARKET, moved, placed, START, seen } from './scene.contract.ts';

function kindOf(verdict: Verdict | undefined): string {
  if (typeof verdict !== 'object') return String(verdict);
  return verdict.kind === 'own' ? 'own' : `${verdict.kind} ${verdict.severity}`;
}

const known = (changes: Record<string, string | boolean> = {}) => {
  const made = judgeOf();
  made.own.take(placed('a', 0, changes));
  made.own.take(answered('a', 50, '1'));
  return made;
};
const foreign = (changes: Partial<SeenOrder> = {}): SeenOrder => seen({ order: { orderId: '99' }, ...changes });
const owner = (more: Partial<Declared> = {}): Declared => ({ who: 'the owner', ...more });

describe('an order of an account', () => {
  it('is ours by the id of its outcome, and by its client order id before there was an outcome', () => {
    expect(kindOf(known().judge.order(seen()))).toBe('own');
    const { own, judge } = judgeOf();
    own.take(placed('a', 0));
    expect(kindOf(judge.order(seen({ order: { orderId: '7', clientOrderId: 'kw-a' } })))).toBe('own');
    expect(kindOf(judge.order(seen({ order: { orderId: '7' } })))).toBe('own');
  });

  it('is ours as an amend of ours has made it, and foreign-amend as nobody sent it', () => {
    const { own, judge } = known();
    const larger = seen({ quantity: d('0.002') });
    expect(kindOf(judge.order(larger))).toBe('foreign-amend critical');
    own.take(
      decided('b', 300, [{ action: 'amend-order', order: { orderId: '1' }, quantity: '0.002', market: MARKET }]),
    );
    expect(kindOf(judge.order(larger))).toBe('own');
    expect(kindOf(judge.order(seen({ price: d('1') })))).toBe('foreign-amend critical');
  });

  it('is ours through the order that set it off', () => {
    const { judge } = known();
    expect(kindOf(judge.order(foreign({ parent: { orderId: '1' } })))).toBe('own');
  });

  it('without a name is ours where one order in doubt fits, and nobody knows where two do', () => {
    const { own, judge } = judgeOf();
    own.take(placed('a', 0, { clientOrderId: '' }));
    expect(kindOf(judge.order(seen()))).toBe('own');
    const two = judgeOf();
    two.own.take(placed('a', 0, { clientOrderId: '' }));
    two.own.take(placed('b', 0, { clientOrderId: '' }));
    expect(kindOf(two.judge.order(seen()))).toBe('foreign-order critical');
  });

  it('that the exchange says it placed itself is told as that', () => {
    const { judge } = judgeOf();
    expect(kindOf(judge.order(foreign({ bySystem: true })))).toBe('system-order info');
    const ids = [{ prefix: 'autoclose-', means: 'system', isReserved: true, source: '' }] as const;
    const reserved = judgeOf(undefined, { ids });
    const closing = foreign({ order: { orderId: '9', clientOrderId: 'autoclose-1' } });
    expect(kindOf(reserved.judge.order(closing))).toBe('system-order info');
    const hint = judgeOf(undefined, { ids: [{ ...ids[0], isReserved: false }] });
    expect(kindOf(hint.judge.order(closing))).toBe('foreign-order critical');
  });

  it('by hand is worth a warning where nobody else can type such an id, and an alarm where anybody can', () => {
    const ids = [{ prefix: 'web_', means: 'by-hand', isReserved: true, source: '' }] as const;
    const typed = foreign({ order: { orderId: '9', clientOrderId: 'web_1' } });
    expect(kindOf(judgeOf(undefined, { ids }).judge.order(typed))).toBe('foreign-order warning');
    const hint = judgeOf(undefined, { ids: [{ ...ids[0], isReserved: false }] });
    expect(kindOf(hint.judge.order(typed))).toBe('foreign-order critical');
  });

  it('that was declared is told as that, in its markets and its time alone', () => {
    const by = (one: Declared) => kindOf(judgeOf(undefined, { declared: () => [one] }).judge.order(foreign()));
    expect(by(owner())).toBe('declared-order info');
    expect(by(owner({ markets: [MARKET] }))).toBe('declared-order info');
    expect(by(owner({ markets: ['ETH/USDT'] }))).toBe('foreign-order critical');
    expect(by(owner({ fromMs: START, toMs: START + 1_000 }))).toBe('declared-order info');
    expect(by(owner({ fromMs: START + 1_000 }))).toBe('foreign-order critical');
    expect(by(owner({ toMs: START }))).toBe('foreign-order critical');
  });

  it('from before the journal is no matter, and from before the watch a warning', () => {
    const { judge } = judgeOf();
    expect(kindOf(judge.order(foreign({ createdMs: START - 2_000_000 })))).toBe('explained');
    expect(kindOf(judge.order(foreign({ createdMs: START - 700_000 })))).toBe('foreign-order warning');
  });

  it('with the client order id of another of ours is replayed-id', () => {
    const { judge } = known();
    const copy = foreign({ order: { orderId: '99', clientOrderId: 'kw-a' } });
    expect(kindOf(judge.order(copy))).toBe('replayed-id critical');
    expect(kindOf(judge.order({ ...copy, side: 'sell' }))).toBe('replayed-id critical');
  });

  it('with a name as Keyward gives them and without an entry is record-lost', () => {
    const lost = foreign({ order: { orderId: '99', clientOrderId: 'kw01K5R8Z0000123456789ABCDEF' } });
    expect(kindOf(judgeOf().judge.order(lost))).toBe('record-lost critical');
    expect(kindOf(judgeOf(undefined, { hasJournal: false, markets: new Set() }).judge.order(lost))).toBe(
      'foreign-order critical',
    );
    const similar = foreign({ order: { orderId: '99', clientOrderId: 'kwkill0123' } });
    expect(kindOf(judgeOf().judge.order(similar))).toBe('foreign-order critical');
  });

  it('of nobody is an alarm that says while the bots are halted', () => {
    const verdict = judgeOf(undefined, { haltedSinceMs: () => START }).judge.order(foreign());
    expect(verdict).toMatchObject({ kind: 'foreign-order', isSecurity: true });
    expect(JSON.stringify(verdict, (_, value) => (typeof value === 'bigint' ? String(value) : value))).toContain(
      'while the bots are halted',
    );
  });

  it('in a market of the bots is most often of a bot that still has the exchange key, which the alarm says', () => {
    const evidence = (market: string) => (judgeOf().judge.order(foreign({ market })) as Finding).evidence.join();
    expect(evidence(MARKET)).toContain('most often the bot itself still has the exchange key');
    expect(evidence('PUMP/USDT')).not.toContain('most often');
  });

  it('in a market of the bots cannot be told without a journal, and elsewhere it can', () => {
    const { judge } = judgeOf(undefined, { hasJournal: false });
    expect(kindOf(judge.order(foreign()))).toBe('explained');
    expect(kindOf(judge.order(foreign({ market: 'PUMP/USDT' })))).toBe('foreign-order critical');
  });
});

describe('a fill', () => {
  it('waits for the name of its order while one of ours has none, and is told when there is no later', () => {
    const { own, judge } = judgeOf();
    own.take(placed('a', 0));
    const one = filled({ order: { orderId: '5' } });
    expect(judge.fill(one)).toBe('later');
    expect(kindOf(judge.fill(one, true))).toBe('foreign-order critical');
    own.take(answered('a', 500, '5'));
    expect(kindOf(judge.fill(one))).toBe('own');
    expect(kindOf(judge.fill(filled({ order: { orderId: '6' } })))).toBe('foreign-order critical');
  });

  it('of the other side, of another market or of another time does not wait', () => {
    const { own, judge } = judgeOf();
    own.take(placed('a', 0));
    for (const other of [
      { side: 'sell' },
      { symbol: 'ETHUSDT', market: 'ETH/USDT' },
      { atMs: START + 600_000 },
    ] as const)
      expect(kindOf(judge.fill(filled({ order: { orderId: '5' }, ...other })))).toBe('foreign-order critical');
  });

  it('of what a conditional order may have set off waits', () => {
    const { own, judge } = judgeOf();
    own.take(placed('a', 0, { conditional: true }));
    own.take(answered('a', 50, '1'));
    expect(judge.fill(filled({ order: { orderId: '77' }, atMs: START + 9_000_000 }))).toBe('later');
  });
});

describe('a line of the ledger that nobody ordered', () => {
  it('says on which side of the market it was, by either coin', () => {
    const line = { what: 'flow', id: 'l', wallet: 'unified', cause: 'trade', word: 'TRADE', atMs: START } as const;
    const says = (asset: string, amount: bigint, market?: string) =>
      (
        judgeOf().judge.flow(
          { ...line, orderId: '9', asset, amount: amount as ReturnType<typeof d> },
          market,
        ) as Finding
      ).says;
    expect(says('PUMP', 5n, 'PUMP/USDT')).toContain(': buy PUMP/USDT');
    expect(says('USDT', -5n, 'PUMP/USDT')).toContain(': buy PUMP/USDT');
    expect(says('USDT', 5n, 'PUMP/USDT')).toContain(': sell PUMP/USDT');
    expect(says('PUMP', -5n)).toContain(': sell PUMP (TRADE)');
  });
});

describe('an own order that is gone from the list', () => {
  const end = (status: 'absent' | { filled?: ReturnType<typeof d> }, changes: Partial<SeenOrder> = {}) => {
    const { own, judge } = known();
    return kindOf(judge.ended(seen(changes), own.find('main', { orderId: '1' })!, status, START + 1_000));
  };

  it('is no matter when it was filled, and an alarm when it was not', () => {
    expect(end({ filled: d('0.001') })).toBe('undefined');
    expect(end({ filled: d('0.0005') })).toBe('foreign-cancel critical');
    expect(end({})).toBe('foreign-cancel critical');
    expect(end('absent')).toBe('foreign-cancel critical');
    expect(end('absent', { isProtective: true })).toBe('foreign-cancel critical');
  });

  it('is no alarm where somebody had said until when he acts by hand, in his markets; who may always trade cancels nothing of ours', () => {
    const by = (one: Declared) => {
      const { own, judge } = judgeOf(undefined, { declared: () => [one] });
      own.take(placed('a', 0));
      return kindOf(judge.ended(seen(), own.find('main', { clientOrderId: 'kw-a' })!, 'absent', START + 1_000));
    };
    expect(by(owner({ toMs: START + 1_000 }))).toBe('order-ended info');
    expect(by(owner({ toMs: START + 1_000, markets: ['ETH/USDT'] }))).toBe('foreign-cancel critical');
    expect(by(owner({ toMs: START + 999 }))).toBe('foreign-cancel critical');
    expect(by(owner())).toBe('foreign-cancel critical');
  });

  it('is no alarm where it would have traded with another of ours', () => {
    const { own, judge } = known();
    const first = own.find('main', { orderId: '1' })!;
    own.take(placed('b', 1_500, { side: 'sell', price: '51000' }));
    expect(kindOf(judge.ended(seen(), first, 'absent', START + 1_000))).toBe('foreign-cancel critical');
    own.take(placed('c', 1_600, { side: 'sell', price: '49000' }));
    expect(kindOf(judge.ended(seen(), first, 'absent', START + 1_000))).toBe('order-ended info');
    expect(kindOf(judge.ended(seen(), first, 'absent', START + 100_000))).toBe('foreign-cancel critical');
  });
});

describe('a move of value', () => {
  const { judge } = judgeOf();
  it('out of the account is an alarm, whoever asks; a deposit is worth knowing', () => {
    expect(kindOf(judge.move(moved()))).toBe('withdrawal critical');
    expect(kindOf(judge.move(moved({ state: 'pending' })))).toBe('withdrawal critical');
    expect(kindOf(judge.move(moved({ kind: 'transfer', from: 'spot', to: 'funding' })))).toBe('transfer critical');
    expect(kindOf(judge.move(moved({ kind: 'deposit' })))).toBe('deposit info');
    expect(judge.move(moved({ state: 'failed' }))).toBeUndefined();
    expect(judge.move(moved({ atMs: START - 600_000 }))).toBeUndefined();
  });

  it('is no alarm where moves were declared; who may trade may not move', () => {
    const by = (one: Declared) => kindOf(judgeOf(undefined, { declared: () => [one] }).judge.move(moved()));
    expect(by(owner({ moves: true }))).toBe('withdrawal info');
    expect(by(owner())).toBe('withdrawal critical');
  });
});

describe('whatever a list shows', () => {
  const text = fc.string({ maxLength: 20 });
  const amount = fc.option(
    fc.bigInt({ min: 0n, max: 10n ** 30n }).map((value) => value as ReturnType<typeof d>),
    { nil: undefined },
  );
  it('gives a verdict, never a fault, and never ours for what no entry tells of', () => {
    fc.assert(
      fc.property(
        text,
        text,
        text,
        amount,
        amount,
        fc.integer(),
        fc.boolean(),
        (id, client, symbol, quantity, price, at, isOpen) => {
          const { own, judge } = known();
          own.take(entry('settled', 0, { of: id, intent: 0, result: 'open', by: 'query' }));
          const order = seen({
            order: { orderId: `x${id}`, clientOrderId: `y${client}` },
            symbol,
            ...(quantity === undefined ? {} : { quantity }),
            ...(price === undefined ? {} : { price }),
            createdMs: at,
            isOpen,
          });
          expect(kindOf(judge.order(order))).not.toBe('own');
          expect(kindOf(judge.fill(filled({ order: { orderId: `x${id}` }, symbol, atMs: at })))).not.toBe('own');
        },
      ),
    );
  });
});

describe('own orders', () => {
  it('are kept as long as they are met, and forgotten when nobody has met them for days', () => {
    let nowMs = START;
    const own = new OwnOrders(() => nowMs);
    own.take(placed('a', 0));
    own.take(answered('a', 1, '1'));
    own.take(placed('b', 0));
    own.take(answered('b', 1, '2'));
    for (let day = 0; day < 20; day++) {
      nowMs += 86_400_000;
      expect(own.find('main', { orderId: '1' })?.decision).toBe('a');
      own.sweep();
    }
    expect(own.find('main', { orderId: '2' })).toBeUndefined();
  });

  it('are known by a UUID in any spelling', () => {
    const own = new OwnOrders(() => START);
    own.take(placed('a', 0, { clientOrderId: '0f8fad5b-d9cb-469f-a165-70867728950e' }));
    expect(own.find('main', { clientOrderId: '0F8FAD5BD9CB469FA16570867728950E' })?.decision).toBe('a');
  });

  it('count a cancel from when it was written down, and not when the exchange refused it or it was never sent', () => {
    const cancel = (id: string, atMs: number) =>
      decided(id, atMs, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]);
    const { own } = known();
    const at = () => own.cancelledAtMs('main', { orderId: '1' }, MARKET, START);
    own.take(cancel('c1', 1_000));
    expect(at()).toBe(START + 1_000);
    own.take(cancel('c2', 2_000));
    own.take(answered('c2', 2_100, '1', { status: 400, orders: [{ intent: 0, kind: 'rejected', code: '-2011' }] }));
    expect(at()).toBe(START + 1_000);
    const other = known();
    other.own.take(cancel('c1', 1_000));
    other.own.take(answered('c1', 1_100, '1', { result: 'not-sent', orders: [] }));
    expect(other.own.cancelledAtMs('main', { orderId: '1' }, MARKET, START)).toBeUndefined();
  });

  it('count no cancel of all that the exchange refused or that was never sent, and one of which nobody knows', () => {
    const { own } = known();
    const at = () => own.cancelledAtMs('main', { orderId: '1' }, MARKET, START);
    const refused = { intent: 1, kind: 'rejected', code: '-2011' } as const;
    for (const [id, more] of [
      ['a1', { status: 400, orders: [refused] }],
      ['a2', { result: 'not-sent', orders: [] }],
    ] as const) {
      own.take(decided(id, 500, [{ action: 'cancel-order', order: { orderId: '77' } }, { action: 'cancel-all' }]));
      expect(at()).toBe(START + 500);
      own.take(answered(id, 600, '1', more));
      expect(at()).toBeUndefined();
    }
    own.take(decided('a3', 700, [{ action: 'cancel-order', order: { orderId: '77' } }, { action: 'cancel-all' }]));
    own.take(answered('a3', 800, '1', { status: 200, orders: [{ ...refused, kind: 'unknown' }] }));
    expect(at()).toBe(START + 700);
  });

  it('count an entry once that comes when it is handed over and when it is durable', () => {
    const { own } = known();
    const cancel = decided('c', 1_000, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]);
    const refused = { status: 400, orders: [{ intent: 0, kind: 'rejected', code: '-2011' }] } as const;
    own.take(cancel);
    own.take(answered('c', 1_100, '1', refused));
    own.take(cancel);
    expect(own.cancelledAtMs('main', { orderId: '1' }, MARKET, START)).toBeUndefined();
    own.take(placed('d', 1_200));
    own.take(placed('d', 1_200));
    expect(own.inDoubt('main')).toHaveLength(1);
  });

  it('are none where the entry was lost, and are where it is handed over once more', () => {
    const { own, judge } = known();
    const cancel = decided('c', 1_000, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]);
    const sweep = decided('e', 1_000, [{ action: 'cancel-all' }]);
    const larger = [{ action: 'amend-order', order: { orderId: '1' }, quantity: '0.002', market: MARKET }];
    const entries = [cancel, sweep, placed('d', 1_000), decided('f', 1_000, larger)];
    for (const one of entries) own.take(one);
    expect(kindOf(judge.order(seen({ quantity: d('0.002') })))).toBe('own');
    for (const one of entries) own.lose(one);
    expect(own.cancelledAtMs('main', { orderId: '1' }, MARKET, START)).toBeUndefined();
    expect(own.inDoubt('main')).toEqual([]);
    expect(kindOf(judge.order(seen({ quantity: d('0.002') })))).toBe('foreign-amend critical');
    own.take(cancel);
    own.take(placed('d', 1_500));
    expect(own.cancelledAtMs('main', { orderId: '1' }, MARKET, START)).toBe(START + 1_000);
    expect(own.inDoubt('main').map(({ decision }) => decision)).toEqual(['d']);
  });

  it('count a cancel of all for its market, or for every one', () => {
    const { own } = known();
    own.take(decided('c', 500, [{ action: 'cancel-all', market: 'ETH/USDT' }]));
    expect(own.cancelledAtMs('main', { orderId: '1' }, MARKET, START)).toBeUndefined();
    own.take(decided('d', 600, [{ action: 'cancel-all' }]));
    expect(own.cancelledAtMs('main', { orderId: '1' }, MARKET, START)).toBe(START + 600);
    expect(own.cancelledAtMs('other', { orderId: '1' }, MARKET, START)).toBeUndefined();
  });

  it('that were refused or denied are no orders', () => {
    const own = new OwnOrders(() => START);
    own.take(placed('a', 0, { clientOrderId: 'mine' }));
    own.take(answered('a', 1, '1', { orders: [{ intent: 0, kind: 'rejected', code: 'x' }] }));
    expect(own.inDoubt('main')).toEqual([]);
    const { judge } = judgeOf(own);
    expect(kindOf(judge.order(seen({ order: { orderId: '1', clientOrderId: 'mine' } })))).toBe('replayed-id critical');
    own.take({ ...placed('b', 0), effect: 'deny' } as never);
    expect(own.find('main', { clientOrderId: 'kw-b' })).toBeUndefined();
  });

  it('take any entry without a fault', () => {
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.dictionary(fc.string(), fc.string()),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            fc.constantFrom('action', 'order', 'market', 'side', 'quantity', 'price', 'clientOrderId'),
            value,
          ),
        ),
        (intents) => {
          const own = new OwnOrders(() => START);
          const named = intents.map((one, index) => ({
            ...one,
            action: ['place-order', 'amend-order', 'cancel-order', 'cancel-all'][index % 4]!,
          }));
          own.take(decided('a', 0, named as never));
          own.take(answered('a', 1, '1'));
          own.sweep();
          own.inDoubt('main');
        },
      ),
    );
  });
});
