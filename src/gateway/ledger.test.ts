import { describe, expect, it } from 'vitest';
import { type AmendOrder, type Decimal, formatDecimal, zero } from '../core/index.ts';
import type { IntentOutcome, OrderStatus } from '../exchanges/index.ts';
import type { Cost } from '../policy/index.ts';
import { Ledger } from './ledger.ts';
import type { OrderRecord } from './order-book.ts';
import { btc, costOf, dec, HandClock, place } from './scene.contract.ts';

const rejected: IntentOutcome = { kind: 'rejected', code: '-1' };
const unknown: IntentOutcome = { kind: 'unknown' };

function accepted(orderId: string, filled?: string, open = true): IntentOutcome {
  return {
    kind: 'accepted',
    status: { order: { orderId }, open, ...(filled === undefined ? {} : { filled: dec(filled) }) },
  };
}

function scene() {
  const clock = new HandClock();
  const ledger = new Ledger(clock);
  let next = 0;
  return {
    clock,
    ledger,
    /** Reserves one limit buy of 1 at 100 and takes in its outcome, if any; gives its decision's id. */
    order(outcome?: IntentOutcome, changes: Parameters<typeof place>[0] = {}, bot = 'grid'): string {
      const id = `d${++next}`;
      ledger.reserve(id, bot, 'main', [place(changes)], [costOf('100')], clock.nowMs());
      if (outcome) ledger.settle(id, [outcome]);
      return id;
    },
    amend(order: AmendOrder['order'], changes: Partial<AmendOrder>, cost: Partial<Cost>): string {
      const id = `d${++next}`;
      const whole: Cost = {
        orders: 1,
        cancels: 0,
        openOrders: 0,
        currency: 'USDT',
        notional: zero,
        opens: zero,
        openAfter: zero,
        ...cost,
      };
      ledger.reserve(
        id,
        'grid',
        'main',
        [{ action: 'amend-order', instrument: btc, order, ...changes }],
        [whole],
        clock.nowMs(),
      );
      return id;
    },
    cancel(order: AmendOrder['order'], outcome: IntentOutcome): void {
      const id = `d${++next}`;
      const cost: Cost = { orders: 0, cancels: 1, openOrders: 0, notional: zero, opens: zero, openAfter: zero };
      ledger.reserve(id, 'grid', 'main', [{ action: 'cancel-order', instrument: btc, order }], [cost], clock.nowMs());
      ledger.settle(id, [outcome]);
    },
    /** `open orders, open notional, daily notional` of the bot. */
    used(bot = 'grid'): string {
      const usage = ledger.usage(bot, 'main', clock.nowMs()).bot;
      const of = (amounts: ReadonlyMap<string, Decimal>) => formatDecimal(amounts.get('USDT') ?? zero);
      return `${usage.openOrders} ${of(usage.openNotional)} ${of(usage.dailyNotional)}`;
    },
    rates(): [number, number] {
      const usage = ledger.usage('grid', 'main', clock.nowMs()).bot;
      return [usage.ordersLastMinute, usage.cancelsLastMinute];
    },
    record(order: AmendOrder['order']): OrderRecord {
      return ledger.find('main', order)!;
    },
  };
}

describe('an order', () => {
  it.each<[string, IntentOutcome | undefined, string]>([
    ['on its way is counted', undefined, '1 100 100'],
    ['accepted is counted', accepted('1'), '1 100 100'],
    ['accepted without a word more is counted', { kind: 'accepted' }, '1 100 100'],
    ['of unknown outcome is counted', unknown, '1 100 100'],
    ['rejected is given back', rejected, '0 0 0'],
    ['filled at once stays in the day', accepted('1', '1', false), '0 0 100'],
    ['filled in part and over stays in the day with its part', accepted('1', '0.3', false), '0 0 30'],
    ['over, with nothing said of its fills, stays in the day whole', accepted('1', undefined, false), '0 0 100'],
  ])('%s', (_, outcome, expected) => {
    const { order, used } = scene();
    order(outcome);
    expect(used()).toBe(expected);
  });

  it('counts for its bot, its key and all', () => {
    const { order, ledger, clock } = scene();
    order(accepted('1'));
    order(accepted('2'), {}, 'other');
    const usage = ledger.usage('grid', 'main', clock.nowMs());
    expect([usage.bot.openOrders, usage.key.openOrders, usage.all.openOrders]).toEqual([1, 2, 2]);
    expect(ledger.usage('other', 'second', clock.nowMs()).key.openOrders).toBe(0);
  });

  it('that the exchange only validates counts nothing open', () => {
    const { ledger, clock, used } = scene();
    const free: Cost = { orders: 0, cancels: 0, openOrders: 0, notional: zero, opens: zero, openAfter: zero };
    ledger.reserve('d', 'grid', 'main', [place({ validateOnly: true })], [free], clock.nowMs());
    ledger.settle('d', [{ kind: 'accepted' }]);
    expect([used(), ledger.orders()]).toEqual(['0 0 0', []]);
  });

  it('of a batch is settled by its own outcome, and what was not told stays unknown', () => {
    const { ledger, clock, used } = scene();
    ledger.reserve(
      'd',
      'grid',
      'main',
      [place(), place(), place()],
      [costOf('100'), costOf('10'), costOf('1')],
      clock.nowMs(),
    );
    ledger.settle('d', [accepted('1'), rejected]);
    expect(used()).toBe('2 101 101');
    expect(ledger.orders().map(({ state }) => state)).toEqual(['open', 'unknown']);
  });

  it('that never left gives all back but its rate', () => {
    const { order, ledger, used, rates } = scene();
    const id = order();
    ledger.release(id);
    expect([used(), rates()]).toEqual(['0 0 0', [1, 0]]);
  });

  it('is closed once, however often it is said', () => {
    const { order, ledger, record, used } = scene();
    order(accepted('1'));
    order(accepted('2'));
    const first = record({ orderId: '1' });
    ledger.close(first, zero);
    ledger.close(first, zero);
    ledger.observe(first, { order: { orderId: '1' }, open: true });
    ledger.observe(first, { order: { orderId: '1' }, open: false, filled: zero });
    ledger.absent(first);
    expect(used()).toBe('1 100 100');
    expect(ledger.find('main', { orderId: '1' })).toBeUndefined();
  });

  it('that the exchange does not know gives the day back only when it was never seen', () => {
    const { order, ledger, record, used } = scene();
    order(unknown, { clientOrderId: 'lost' });
    ledger.absent(record({ clientOrderId: 'lost' }));
    expect(used()).toBe('0 0 0');
    order(accepted('2'));
    ledger.absent(record({ orderId: '2' }));
    expect(used()).toBe('0 0 100');
  });

  it('bought by amount gives back only when nothing was filled', () => {
    const { ledger, clock, used, record } = scene();
    const { quantity: _q, price: _p, ...rest } = place({ type: 'market', clientOrderId: 'a', quoteAmount: dec('100') });
    ledger.reserve('d', 'grid', 'main', [rest], [costOf('100')], clock.nowMs());
    ledger.close(record({ clientOrderId: 'a' }), dec('0.0001'));
    expect(used()).toBe('0 0 100');
    ledger.reserve('e', 'grid', 'main', [rest], [costOf('100')], clock.nowMs());
    ledger.close(record({ clientOrderId: 'a' }), zero);
    expect(used()).toBe('0 0 100');
  });

  it('keeps the largest fill that it was ever told of', () => {
    const { order, ledger, record, used } = scene();
    order(accepted('1', '0.6'));
    ledger.close(record({ orderId: '1' }), dec('0.2'));
    expect(used()).toBe('0 0 60');
  });
});

describe('a cancel', () => {
  it.each<[string, IntentOutcome, string]>([
    ['that ended the order gives back what was not filled', accepted('1', '0.25', false), '0 0 25'],
    ['that says nothing of fills gives the day nothing back', accepted('1', undefined, false), '0 0 100'],
    ['that was only taken leaves the order counted', { kind: 'accepted' }, '1 100 100'],
    ['that was rejected leaves the order counted', rejected, '1 100 100'],
    ['of unknown outcome leaves the order counted', unknown, '1 100 100'],
  ])('%s', (_, outcome, expected) => {
    const { order, cancel, used, rates } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    cancel({ clientOrderId: 'a' }, outcome);
    expect(used()).toBe(expected);
    expect(rates()).toEqual([1, 1]);
  });

  it('does not end an order whose own answer is not in', () => {
    const { order, cancel, ledger, used } = scene();
    const id = order(undefined, { clientOrderId: 'a' });
    cancel({ clientOrderId: 'a' }, accepted('older', '0', false));
    ledger.settle(id, [accepted('2')]);
    expect(used()).toBe('1 100 100');
  });

  it('by a name that two orders have ends the one with the id that was told', () => {
    const { order, cancel, ledger, used } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    order(accepted('2'), { clientOrderId: 'a' });
    cancel({ clientOrderId: 'a' }, accepted('2', '0', false));
    expect(ledger.orders().map(({ orderId }) => orderId)).toEqual(['1']);
    expect(used()).toBe('1 100 100');
  });

  it('by a name that two orders have ends none when no id was told', () => {
    const { order, cancel, used } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    order(unknown, { clientOrderId: 'a' });
    cancel(
      { clientOrderId: 'a' },
      { kind: 'accepted', status: { order: { clientOrderId: 'a' }, open: false, filled: zero } },
    );
    expect(used()).toBe('2 200 200');
  });

  it('does not end an order that is known by another id', () => {
    const { order, cancel, used } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    cancel({ clientOrderId: 'a' }, accepted('7', '0', false));
    expect(used()).toBe('1 100 100');
  });

  it('of an older order does not end one of the same name whose outcome is unknown', () => {
    const { order, cancel, used } = scene();
    order(accepted('1', '0', false), { clientOrderId: 'a' });
    order(unknown, { clientOrderId: 'a' });
    cancel(
      { clientOrderId: 'a' },
      { kind: 'accepted', status: { order: { orderId: '1', clientOrderId: 'a' }, open: false, filled: zero } },
    );
    expect(used()).toBe('1 100 100');
  });

  it('of the other of two keys ends nothing', () => {
    const { order, ledger, clock, used } = scene();
    order(accepted('1'));
    const cost: Cost = { orders: 0, cancels: 1, openOrders: 0, notional: zero, opens: zero, openAfter: zero };
    ledger.reserve('x', 'grid', 'second', [{ action: 'cancel-order', order: { orderId: '1' } }], [cost], clock.nowMs());
    ledger.settle('x', [accepted('1', '0', false)]);
    expect(used()).toBe('1 100 100');
  });
});

describe('orders of two markets that number alike', () => {
  const eth = { ...btc, market: 'ETH/USDT', symbol: 'ETHUSDT' };
  const perp = { ...btc, market: 'BTC/USDT:USDT', kind: 'linear' as const };

  it('are told apart by the instrument, where it is known', () => {
    const { order, ledger } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    order(accepted('1'), { clientOrderId: 'a', instrument: eth }, 'other');
    for (const named of [{ orderId: '1' }, { clientOrderId: 'a' }]) {
      expect(ledger.known('main', named, btc)).toMatchObject({ instrument: btc, bot: 'grid' });
      expect(ledger.known('main', named, eth)).toMatchObject({ instrument: eth, bot: 'other' });
      expect(ledger.known('main', named, perp)).toBeUndefined();
      expect(ledger.known('main', named)).toMatchObject({ bot: 'other', sharers: ['grid'] });
    }
  });

  it.each(['1', 'a'])('are not ended by the cancel, nor changed by the amend, of the other (%s)', (id) => {
    const { order, ledger, clock, used } = scene();
    order(accepted('1'), { clientOrderId: 'a', instrument: eth });
    const named = id === '1' ? { orderId: id } : { clientOrderId: id };
    const free: Cost = { orders: 0, cancels: 1, openOrders: 0, notional: zero, opens: zero, openAfter: zero };
    ledger.reserve(
      'x',
      'grid',
      'main',
      [
        { action: 'cancel-order', instrument: btc, order: named },
        { action: 'amend-order', instrument: btc, order: named, price: dec('1') },
      ],
      [free, free],
      clock.nowMs(),
    );
    expect(ledger.orders()[0]!.amends).toBe(0);
    ledger.settle('x', [
      { kind: 'accepted', status: { order: named, open: false, filled: zero } },
      { kind: 'accepted', status: { order: named, open: true, filled: zero } },
    ]);
    expect([used(), ledger.orders()[0]!.price]).toEqual(['1 100 100', dec('100')]);
  });

  it('are not taken for conditional orders of the same number or name', () => {
    const { order, cancel, ledger, used } = scene();
    order(unknown, { clientOrderId: 'a' });
    cancel(
      { clientOrderId: 'a', conditional: true },
      { kind: 'accepted', status: { order: { orderId: '1', clientOrderId: 'a', conditional: true }, open: false } },
    );
    expect([used(), ledger.known('main', { clientOrderId: 'a', conditional: true })]).toEqual(['1 100 100', undefined]);
  });

  it('find what a conditional order has set off by its name', () => {
    const { order, ledger } = scene();
    order(accepted('1'), { clientOrderId: 'a', conditional: true }, 'other');
    expect(ledger.known('main', { clientOrderId: 'a' }, btc)).toMatchObject({ bot: 'other' });
    expect(ledger.known('main', { orderId: '1' }, btc)).toBeUndefined();
  });
});

describe('two orders of one client order id', () => {
  it('are both counted, and the end of one leaves the other to be found', () => {
    const { order, ledger, used } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    order(rejected, { clientOrderId: 'a' });
    expect(used()).toBe('1 100 100');
    expect(ledger.find('main', { clientOrderId: 'a' })?.orderId).toBe('1');
    expect(ledger.known('main', { clientOrderId: 'a' })?.quantity).toBe(dec('1'));
  });

  it('are told apart by whether the exchange has shown them', () => {
    const { order, ledger } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    order(undefined, { clientOrderId: 'a' });
    expect(ledger.find('main', { clientOrderId: 'a' })?.orderId).toBe('1');
  });

  it('are not mixed up with conditional ones of the same number', () => {
    const { order, ledger } = scene();
    order(accepted('1'));
    order(accepted('1'), { conditional: true, clientOrderId: 'stop' });
    expect(ledger.find('main', { orderId: '1' })?.place.conditional).toBeUndefined();
    expect(ledger.find('main', { orderId: '1', conditional: true })?.place.clientOrderId).toBe('stop');
  });
});

describe('an amend', () => {
  const grow = { notional: dec('50'), opens: dec('50'), openAfter: dec('150') };
  const shrink = { notional: zero, opens: zero, openAfter: dec('40') };

  it.each<[string, Partial<Cost>, IntentOutcome | undefined, string]>([
    ['that adds, on its way', grow, undefined, '1 150 150'],
    ['that adds, accepted', grow, { kind: 'accepted' }, '1 150 150'],
    ['that adds, rejected', grow, rejected, '1 100 100'],
    ['that adds, unknown', grow, unknown, '1 150 150'],
    ['that takes away, on its way', shrink, undefined, '1 100 100'],
    ['that takes away, confirmed', shrink, accepted('1', '0'), '1 40 100'],
    ['that takes away, only acknowledged', shrink, { kind: 'accepted' }, '1 100 100'],
    ['that takes away, rejected', shrink, rejected, '1 100 100'],
    ['that takes away, unknown', shrink, unknown, '1 100 100'],
  ])('%s', (_, cost, outcome, expected) => {
    const { order, amend, ledger, used } = scene();
    order(accepted('1'));
    const id = amend({ orderId: '1' }, { price: dec('150') }, cost);
    if (outcome) ledger.settle(id, [outcome]);
    expect(used()).toBe(expected);
  });

  it.each<[string, IntentOutcome, string]>([
    ['accepted', { kind: 'accepted' }, '0 0 150'],
    ['unknown', unknown, '0 0 150'],
    ['rejected', rejected, '0 0 100'],
  ])('%s after its order was filled leaves nothing open and keeps the day', (_, outcome, expected) => {
    const { order, amend, ledger, record, used } = scene();
    order(accepted('1'));
    const id = amend({ orderId: '1' }, { price: dec('150') }, grow);
    ledger.close(record({ orderId: '1' }), dec('1'));
    ledger.settle(id, [outcome]);
    expect(used()).toBe(expected);
  });

  it.each<[string, IntentOutcome, string]>([
    ['accepted', { kind: 'accepted' }, '0 0 100'],
    ['unknown', unknown, '0 0 100'],
    ['rejected', rejected, '0 0 100'],
  ])('%s after its order ended keeps for the day what was filled at its price', (_, outcome, expected) => {
    const { order, amend, ledger, record, used } = scene();
    order(accepted('1'));
    // One at 100 becomes a tenth at 1000, which is filled before the amend's answer is in.
    const cost = { notional: zero, opens: zero, openAfter: dec('100') };
    const id = amend({ orderId: '1' }, { quantity: dec('0.1'), price: dec('1000') }, cost);
    ledger.close(record({ orderId: '1' }), dec('0.1'));
    ledger.settle(id, [outcome]);
    expect(used()).toBe(expected);
  });

  it('that was rejected leaves the terms by which its order gives back', () => {
    const { order, amend, ledger, record, used } = scene();
    order(accepted('1'));
    const cost = { notional: zero, opens: zero, openAfter: dec('100') };
    ledger.settle(amend({ orderId: '1' }, { quantity: dec('0.1'), price: dec('1000') }, cost), [rejected]);
    ledger.close(record({ orderId: '1' }), dec('0.1'));
    expect(used()).toBe('0 0 10');
  });

  it('changes what is known of the order only when it was confirmed', () => {
    const { order, amend, ledger } = scene();
    order(accepted('1'));
    const known = () => {
      const { quantity, price } = ledger.known('main', { orderId: '1' })!;
      return `${formatDecimal(quantity)} at ${formatDecimal(price!)}`;
    };
    ledger.settle(amend({ orderId: '1' }, { quantity: dec('2'), price: dec('90') }, grow), [rejected]);
    expect(known()).toBe('1 at 100');
    ledger.settle(amend({ orderId: '1' }, { quantity: dec('2'), price: dec('90') }, grow), [accepted('1')]);
    expect(known()).toBe('2 at 90');
  });

  describe('that was only acknowledged', () => {
    const shown = (quantity: string, price: string, changes: Partial<OrderStatus> = {}): OrderStatus => ({
      order: { orderId: '1' },
      open: true,
      filled: zero,
      quantity: dec(quantity),
      price: dec(price),
      ...changes,
    });
    const acknowledged = (outcome: IntentOutcome) => {
      const world = scene();
      world.order(accepted('1'));
      world.ledger.settle(world.amend({ orderId: '1' }, { price: dec('40') }, shrink), [outcome]);
      return { ...world, of: world.record({ orderId: '1' }) };
    };

    it.each<[string, IntentOutcome]>([
      ['taken', { kind: 'accepted' }],
      ['not answered', unknown],
    ])('counts the dearer of both, when it was %s, until the exchange shows the order as it would be', (_, outcome) => {
      const { ledger, used, of } = acknowledged(outcome);
      expect([used(), of.terms]).toEqual(['1 100 100', undefined]);
      ledger.observe(of, shown('1', '100'));
      expect(used()).toBe('1 100 100');
      ledger.observe(of, { order: { orderId: '1' }, open: true, filled: zero });
      expect(used()).toBe('1 100 100');
      ledger.observe(of, shown('1', '40'));
      expect([used(), ledger.known('main', { orderId: '1' })!.price]).toEqual(['1 40 100', dec('40')]);
    });

    it('counts the dearest of three when it was followed by another, until the last is shown', () => {
      const { ledger, used, of, amend } = acknowledged({ kind: 'accepted' });
      const more = { notional: dec('70'), opens: dec('70'), openAfter: dec('170') };
      ledger.settle(amend({ orderId: '1' }, { quantity: dec('2'), price: dec('85') }, more), [{ kind: 'accepted' }]);
      expect(used()).toBe('1 170 170');
      ledger.settle(amend({ orderId: '1' }, { quantity: dec('1') }, { ...shrink, openAfter: dec('85') }), [
        { kind: 'accepted' },
      ]);
      ledger.observe(of, shown('1', '40'));
      ledger.observe(of, shown('2', '85'));
      expect(used()).toBe('1 170 170');
      ledger.observe(of, shown('1', '85'));
      expect(used()).toBe('1 85 170');
    });

    it('is not taken for done when one before it had asked for the same, and another came between', () => {
      const { ledger, used, of, amend } = acknowledged({ kind: 'accepted' });
      const more = { notional: dec('80'), opens: dec('80'), openAfter: dec('180') };
      ledger.settle(amend({ orderId: '1' }, { price: dec('180') }, more), [{ kind: 'accepted' }]);
      ledger.settle(amend({ orderId: '1' }, { price: dec('40') }, shrink), [{ kind: 'accepted' }]);
      // The first is shown; the second may come about after that, and the third may fail.
      ledger.observe(of, shown('1', '40'));
      expect(used()).toBe('1 180 180');
    });

    it('counts the dearer of both to the end when it came back to the order as it was', () => {
      const { ledger, used, of, amend } = acknowledged({ kind: 'accepted' });
      const back = { notional: zero, opens: zero, openAfter: dec('100') };
      ledger.settle(amend({ orderId: '1' }, { price: dec('100') }, back), [{ kind: 'accepted' }]);
      ledger.settle(amend({ orderId: '1' }, { price: dec('40') }, shrink), [{ kind: 'accepted' }]);
      ledger.settle(amend({ orderId: '1' }, { price: dec('100') }, { ...back, openAfter: dec('50') }), [
        { kind: 'accepted' },
      ]);
      ledger.observe(of, shown('1', '100'));
      expect(used()).toBe('1 100 100');
    });
  });

  it('that was not answered keeps the next ones from being certain, until it can have no effect any more', () => {
    const { order, amend, ledger, used, record, clock } = scene();
    order(accepted('1'));
    const of = record({ orderId: '1' });
    ledger.settle(amend({ orderId: '1' }, { price: dec('150') }, grow), [unknown]);
    const down = (): void => ledger.settle(amend({ orderId: '1' }, { price: dec('40') }, shrink), [accepted('1')]);
    down();
    expect(used()).toBe('1 150 150');
    ledger.observe(of, { order: { orderId: '1' }, open: true, quantity: dec('1'), price: dec('40') });
    expect(used()).toBe('1 150 150');
    clock.pass(9_999);
    ledger.expire(of, 10_000);
    down();
    expect(used()).toBe('1 150 150');
    clock.pass(1);
    ledger.expire(of, 10_000);
    down();
    expect(used()).toBe('1 40 150');
  });

  it("of another bot's order counts for that bot, so that the order's end leaves neither with too little", () => {
    const { order, ledger, clock, used } = scene();
    order(accepted('1'));
    order(accepted('2'));
    const cost: Cost = { ...costOf('50'), openOrders: 0, openAfter: dec('150') };
    const intent: AmendOrder = { action: 'amend-order', instrument: btc, order: { orderId: '1' }, price: dec('150') };
    ledger.reserve('x', 'other', 'main', [intent], [cost], clock.nowMs());
    ledger.settle('x', [accepted('1')]);
    expect([used(), used('other')]).toEqual(['2 250 250', '0 0 50']);
    ledger.close(ledger.find('main', { orderId: '1' })!, zero);
    expect([used(), used('other')]).toEqual(['1 100 100', '0 0 50']);
  });

  it('of unknown outcome leaves the larger of both readings', () => {
    const { order, amend, ledger, record } = scene();
    order(accepted('1'));
    ledger.settle(amend({ orderId: '1' }, { quantity: dec('3'), price: dec('50') }, grow), [unknown]);
    const { quantity, price, openNotional, dailyHeld } = ledger.known('main', { orderId: '1' })!;
    expect([quantity, price, openNotional, dailyHeld]).toEqual([dec('3'), dec('100'), dec('150'), zero]);
    expect(record({ orderId: '1' }).state).toBe('unknown');
  });

  it('that overlaps another never lowers what is counted: nobody knows which came last', () => {
    const { order, amend, ledger, used } = scene();
    order(accepted('1'));
    const up = amend({ orderId: '1' }, { price: dec('150') }, grow);
    const down = amend({ orderId: '1' }, { price: dec('40') }, shrink);
    ledger.settle(up, [{ kind: 'accepted' }]);
    ledger.settle(down, [{ kind: 'accepted' }]);
    expect(used()).toBe('1 150 150');
    ledger.settle(amend({ orderId: '1' }, { price: dec('40') }, shrink), [accepted('1')]);
    expect(used()).toBe('1 40 150');
  });

  it('down in price gives back by the dearest price that it ever had', () => {
    const { order, amend, ledger, record, used } = scene();
    order(accepted('1'));
    // Ten at 10 instead of 1 at 100, and 0.5 was filled at 100 before.
    ledger.settle(
      amend(
        { orderId: '1' },
        { quantity: dec('10'), price: dec('10') },
        { notional: dec('90'), opens: zero, openAfter: dec('100') },
      ),
      [{ kind: 'accepted' }],
    );
    ledger.close(record({ orderId: '1' }), dec('0.5'));
    expect(used()).toBe('0 0 50');
  });

  it('of another day is not given back to the day of the order', () => {
    const { clock, order, amend, ledger, record, used } = scene();
    order(accepted('1'), {}, 'grid');
    order(accepted('2'), {}, 'grid');
    clock.pass(86_400_000);
    ledger.settle(amend({ orderId: '1' }, { price: dec('150') }, grow), [{ kind: 'accepted' }]);
    ledger.close(record({ orderId: '1' }), zero);
    expect(used()).toBe('1 100 50');
    clock.jump(-86_400_000);
    // Of the day of the order: the second order; of the day after, which counts as well: the amend.
    expect(used()).toBe('1 100 150');
  });

  it('of a clock that was set back over midnight leaves what was filled with the day of the order', () => {
    const { clock, order, amend, ledger, record, used } = scene();
    order(accepted('1'));
    clock.jump(-86_400_000);
    const more = { notional: dec('100'), opens: dec('100'), openAfter: dec('200') };
    ledger.settle(amend({ orderId: '1' }, { quantity: dec('2') }, more), [{ kind: 'accepted' }]);
    ledger.close(record({ orderId: '1' }), dec('1'));
    clock.jump(86_400_000);
    expect(used()).toBe('0 0 100');
  });

  it('that names the order anew lets it be found by both names', () => {
    const { order, amend, ledger } = scene();
    order(accepted('1'), { clientOrderId: 'a' });
    const id = amend({ clientOrderId: 'a' }, { quantity: dec('1') }, shrink);
    ledger.settle(id, [{ kind: 'accepted', status: { order: { orderId: '1', clientOrderId: 'b' }, open: true } }]);
    expect(ledger.find('main', { clientOrderId: 'a' })?.orderId).toBe('1');
    expect(ledger.find('main', { clientOrderId: 'b' })?.orderId).toBe('1');
  });
});

describe('the day', () => {
  it('begins anew at midnight UTC, while what is open stays open', () => {
    const { clock, order, used } = scene();
    clock.wallMs = Date.UTC(2026, 0, 15, 23, 59, 59, 999);
    order(accepted('1'));
    expect(used()).toBe('1 100 100');
    clock.pass(1);
    expect(used()).toBe('1 100 0');
  });

  it('that is over gets nothing back in the next', () => {
    const { clock, order, ledger, record, used } = scene();
    order(accepted('1'));
    clock.pass(86_400_000);
    order(accepted('2'));
    ledger.close(record({ orderId: '1' }), zero);
    expect(used()).toBe('1 100 100');
  });

  it('is not begun anew by a clock that jumps back over midnight and on again', () => {
    const { clock, order, used } = scene();
    clock.wallMs = Date.UTC(2026, 0, 16, 0, 5);
    order(accepted('1'));
    clock.jump(-600_000);
    expect(used()).toBe('1 100 100');
    order(accepted('2'));
    expect(used()).toBe('2 200 200');
    clock.jump(600_000);
    expect(used()).toBe('2 200 100');
  });

  it('is not lost to a clock that was years ahead for a moment', () => {
    const { clock, order, used } = scene();
    order(accepted('1'));
    clock.jump(9 * 365 * 86_400_000);
    order(accepted('2'));
    clock.jump(-9 * 365 * 86_400_000);
    expect(used()).toBe('2 200 100');
  });
});

describe('the rates', () => {
  it('count a minute of steady time, whichever way the wall clock jumps', () => {
    const { clock, order, cancel, rates } = scene();
    order(rejected);
    cancel({ orderId: '1' }, rejected);
    clock.jump(-3_600_000);
    clock.pass(59_999);
    expect(rates()).toEqual([1, 1]);
    clock.pass(1);
    expect(rates()).toEqual([0, 0]);
    order(rejected);
    clock.jump(3_600_000);
    expect(rates()).toEqual([1, 0]);
  });

  it('of entries read back from the journal age by the wall clock', () => {
    const { clock, ledger, rates } = scene();
    ledger.reserve('a', 'grid', 'main', [place()], [costOf('1')], clock.nowMs() - 61_000);
    ledger.reserve('b', 'grid', 'main', [place()], [costOf('1')], clock.nowMs() - 59_000);
    expect(rates()).toEqual([1, 0]);
    clock.pass(1_000);
    expect(rates()).toEqual([0, 0]);
  });
});

it("other bots' open orders in reach are counted by market", () => {
  const { order, ledger } = scene();
  order(accepted('1'));
  order(accepted('2'), { instrument: { ...btc, market: 'ETH/USDT', symbol: 'ETHUSDT' } });
  expect(ledger.foreignOpenOrders('main', 'other', btc)).toBe(1);
  expect(ledger.foreignOpenOrders('main', 'other', undefined)).toBe(2);
  expect(ledger.foreignOpenOrders('main', 'grid', undefined)).toBe(0);
  expect(ledger.foreignOpenOrders('second', 'other', undefined)).toBe(0);
});

describe('an order that replaces another of the same client order id in one call', () => {
  const told = (orderId: string, open: boolean, filled?: string): IntentOutcome => ({
    kind: 'accepted',
    status: {
      order: { orderId, clientOrderId: 'a' },
      open,
      ...(filled === undefined ? {} : { filled: dec(filled) }),
    },
  });

  function replaced(by: AmendOrder['order'], outcomes?: readonly IntentOutcome[]) {
    const { order, ledger, clock, used, record } = scene();
    order(told('1', true), { clientOrderId: 'a' });
    const cancelled: Cost = { orders: 0, cancels: 1, openOrders: 0, notional: zero, opens: zero, openAfter: zero };
    ledger.reserve(
      'replace',
      'grid',
      'main',
      [{ action: 'cancel-order', instrument: btc, order: by }, place({ clientOrderId: 'a', quantity: dec('2') })],
      [cancelled, costOf('200')],
      clock.nowMs(),
    );
    if (outcomes) ledger.settle('replace', outcomes);
    return { ledger, used, record };
  }

  const ways: AmendOrder['order'][] = [{ orderId: '1' }, { clientOrderId: 'a' }];

  it.each(ways)('is counted next to it while the call, which names it by %j, is on its way', (by) => {
    const { ledger, used } = replaced(by);
    expect(used()).toBe('2 300 300');
    expect(ledger.known('main', { clientOrderId: 'a' })).toMatchObject({ orderId: '1', clientOrderId: 'a' });
  });

  it.each<[string, readonly IntentOutcome[], string, (string | undefined)[]]>([
    ['both done', [told('1', false, '0.25'), told('2', true)], '1 200 225', ['2']],
    ['the cancel alone done', [told('1', false, '0.25'), rejected], '0 0 25', []],
    ['the cancel refused and the order too', [rejected, rejected], '1 100 100', ['1']],
    ['the cancel refused and the order taken', [rejected, told('2', true)], '2 300 300', ['1', '2']],
    ['nothing told', [unknown, unknown], '2 300 300', ['1', undefined]],
    ['the cancel told, the order not', [told('1', false, '0'), unknown], '1 200 200', [undefined]],
    ['the order told, the cancel not', [unknown, told('2', true)], '2 300 300', ['1', '2']],
    ['the order filled at once', [told('1', false, '0'), told('2', false, '2')], '0 0 200', []],
  ])('is told apart from it: %s', (_, outcomes, expected, left) => {
    for (const by of ways) {
      const { ledger, used } = replaced(by, outcomes);
      expect(used()).toBe(expected);
      expect(ledger.orders().map(({ orderId }) => orderId)).toEqual(left);
    }
  });

  it('is found by the name once the older one is over, whichever ends first', () => {
    const { ledger, record, used } = replaced({ orderId: '1' }, [unknown, told('2', true)]);
    ledger.observe(record({ orderId: '1' }), {
      order: { orderId: '1', clientOrderId: 'a' },
      open: false,
      filled: zero,
    });
    expect(ledger.known('main', { clientOrderId: 'a' })).toMatchObject({ orderId: '2', quantity: dec('2') });
    ledger.close(record({ clientOrderId: 'a' }), dec('2'));
    expect(used()).toBe('0 0 200');
  });
});
