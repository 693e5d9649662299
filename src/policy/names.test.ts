import { describe, expect, it } from 'vitest';
import type { CancelOrder, Intent, OrderRef, OrderType } from '../core/index.ts';
import { amend, ask, bot, codes, dec, instrument, known, place, spot, world } from './scene.contract.ts';

describe('a client order id', () => {
  it('names one order: it is refused while an order with it may be open, so that a small one cannot stand for a large one', () => {
    const asked: OrderRef[] = [];
    const state = world({
      knownOrder: (order) => {
        asked.push(order);
        return order.clientOrderId === 'mine' ? known() : undefined;
      },
    });
    expect(codes(ask(place({ clientOrderId: 'mine', quantity: dec('0.1') }), bot(), state))).toEqual(['order-twin']);
    expect(codes(ask(place({ clientOrderId: 'new' }), bot(), state))).toEqual([]);
    expect(codes(ask(place({ clientOrderId: 'mine', validateOnly: true }), bot(), state))).toEqual([]);
    expect(asked).toContainEqual({ clientOrderId: 'mine' });
  });

  it('stands once in a batch', () => {
    const batch = [place({ clientOrderId: 'a' }), place({ clientOrderId: 'b' }), place({ clientOrderId: 'a' })];
    expect(codes(ask(batch))).toEqual(['order-twin']);
    expect(codes(ask(batch.slice(0, 2)))).toEqual([]);
  });
});

describe('a client order id in use', () => {
  const other = instrument('ETH/USDT', 'spot');
  /** Two orders rest: `mine` with the id 7 and `theirs` with the id 8; `late` has no id at the exchange yet. */
  const state = world({
    knownOrder: ({ orderId, clientOrderId }) => {
      if (orderId === '7' || (orderId === undefined && clientOrderId === 'mine'))
        return known({ orderId: '7', clientOrderId: 'mine' });
      if (orderId === '8') return known({ orderId: '8', clientOrderId: 'theirs' });
      return clientOrderId === 'late' ? known({ clientOrderId: 'late' }) : undefined;
    },
  });
  const cancel = (order: OrderRef, more: Partial<CancelOrder> = {}): Intent => ({
    action: 'cancel-order',
    instrument: spot,
    order,
    ...more,
  });
  const mine = place({ clientOrderId: 'mine' });

  it.each<[string, Intent[]]>([
    ['by that name', [cancel({ clientOrderId: 'mine' }), mine]],
    ['by its id', [cancel({ orderId: '7' }), mine]],
    ['by both', [cancel({ orderId: '7', clientOrderId: 'mine' }), mine]],
    ['without naming the market', [{ action: 'cancel-order', order: { orderId: '7' } }, mine]],
  ])('is free for the order that replaces its holder, cancelled %s', (_, intents) => {
    expect(codes(ask(intents, bot(), state))).toEqual([]);
  });

  it.each<[string, Intent[]]>([
    ['the cancel comes later', [mine, cancel({ orderId: '7' })]],
    ['another order is cancelled', [cancel({ orderId: '8' }), mine]],
    ['an order that is not known is cancelled', [cancel({ orderId: '9' }), mine]],
    ['the id is of another order than the name', [cancel({ orderId: '8', clientOrderId: 'mine' }), mine]],
    ['the cancel names another market', [cancel({ clientOrderId: 'mine' }, { instrument: other }), mine]],
    ['the new order is of another market', [cancel({ orderId: '7' }), { ...mine, instrument: other }]],
    ['the cancel is of the conditional book', [cancel({ clientOrderId: 'mine', conditional: true }), mine]],
    ['two orders would have it', [cancel({ orderId: '7' }), mine, mine]],
    ['all orders are cancelled', [{ action: 'cancel-all', instrument: spot }, mine]],
    [
      'the exchange has not told the id of its holder',
      [cancel({ clientOrderId: 'late' }), place({ clientOrderId: 'late' })],
    ],
  ])('is not free when %s', (_, intents) => {
    const policy = bot({}, { markets: ['BTC/USDT', 'ETH/USDT'] });
    expect(codes(ask(intents, policy, state))).toEqual(['order-twin']);
  });
});

describe('amends in one batch', () => {
  const state = world({ knownOrder: () => known() });
  const amendsOf = (first: OrderRef, second: OrderRef) =>
    codes(
      ask([amend({ order: first, quantity: dec('5') }), amend({ order: second, price: dec('101') })], bot(), state),
    );

  it.each<[string, OrderRef, OrderRef, string[]]>([
    ['the same order twice', { orderId: '7' }, { orderId: '7' }, ['order-twin']],
    ['the same client order id twice', { clientOrderId: 'a' }, { clientOrderId: 'a' }, ['order-twin']],
    ['what may be one order under two names', { orderId: '7' }, { clientOrderId: 'a' }, ['order-twin']],
    ['two orders', { orderId: '7' }, { orderId: '8' }, []],
    ['two orders by client order id', { clientOrderId: 'a' }, { clientOrderId: 'b' }, []],
  ])('%s', (_title, first, second, expected) => {
    expect(amendsOf(first, second)).toEqual(expected);
  });
});

describe('an amend keeps to what its order has', () => {
  const stop = known({ price: undefined, trigger: dec('100'), type: 'stop' });
  const amending = (changes: Parameters<typeof amend>[0], order = stop) =>
    codes(ask(amend(changes), bot(), world({ knownOrder: () => order })));

  it('so a price is not added to a market order, nor a trigger to a limit order', () => {
    expect(amending({ price: dec('99') })).toEqual(['not-modelled']);
    expect(amending({ trigger: dec('99') }, known())).toEqual(['not-modelled']);
    expect(amending({ trigger: dec('99') })).toEqual([]);
  });

  it('so it waits for the amend before it, to which it would be added', () => {
    expect(amending({ trigger: dec('99') }, { ...stop, isAmending: true })).toEqual(['order-twin']);
  });

  it.each<[string, readonly OrderType[], OrderType | undefined, string[]]>([
    ['a stop', ['stop', 'stop-limit'], 'stop', []],
    ['a take-profit', ['take-profit', 'take-profit-limit'], 'stop', ['amend-unknown']],
    ['a stop, of an order whose type is not known', ['stop'], undefined, ['amend-unknown']],
  ])('what fits only %s', (_title, ofTypes, type, expected) => {
    expect(amending({ trigger: dec('99'), ofTypes }, { ...stop, type })).toEqual(expected);
  });
});
