import { describe, expect, it } from 'vitest';
import { parseDecimal, writeJson } from '../../core/index.ts';
import type { ClosingOrder } from '../closing.ts';
import type { Call } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { account } from './account.ts';
import { closing } from './closing.ts';
import { bitcoin } from './scene.contract.ts';
import { clientOrderIdForm } from './tables.ts';

const formOf = (call: Call) => Object.fromEntries(call.body.kind === 'form' ? call.body.params : []);
const seen = (order: SeenOrder['order']): SeenOrder => ({
  what: 'order',
  order,
  symbol: 'XBTUSD',
  kind: 'spot',
  side: 'sell',
  reduceOnly: false,
  isProtective: false,
  isOpen: true,
});
const sale: ClosingOrder = {
  instrument: bitcoin,
  side: 'sell',
  quantity: parseDecimal('0.5')!,
  reduceOnly: false,
  clientOrderId: 'kwkill0123456789abcdefghijklmnop',
};

describe('cancelling', () => {
  it('takes one call for the whole account, also when nothing is known to be open', () => {
    for (const open of [[], [seen({ orderId: 'OAAAAA-BBBBB-CCCCCC' })]]) {
      expect(closing.cancelAll(open, 'live')).toMatchObject([
        { path: '/0/private/CancelAll', endpoint: { class: 'trade' }, intents: [{ action: 'cancel-all' }] },
      ]);
    }
  });

  it('names the others where a stop is to stand, fifty in a call, and never that', () => {
    const id = (n: number) => `OAAAAA-BBBBB-CC${String(n).padStart(4, '0')}`;
    const stop = seen({ orderId: id(0) });
    const open = Array.from({ length: 60 }, (_, n) => seen({ orderId: id(n + 1) }));
    const calls = closing.cancelAll([...open, seen({ clientOrderId: 'mine' })], 'live', [stop]);
    expect(calls.map(({ path, intents }) => [path, intents.length])).toEqual([
      ['/0/private/CancelOrderBatch', 50],
      ['/0/private/CancelOrderBatch', 10],
      ['/0/private/CancelOrder', 1],
    ]);
    const named = calls.flatMap(({ body }) => (body.kind === 'json' ? JSON.parse(writeJson(body.value)).orders : []));
    expect(named).toEqual(open.map(({ order }) => order.orderId));
    expect(account.outcomes(calls[1]!, 200, '{"error":[],"result":{"count":10}}')).toHaveLength(10);
    expect(closing.cancelAll([], 'live', [stop])).toEqual([]);
  });

  it.each([
    [{ orderId: 'OAAAAA-BBBBB-CCCCCC', clientOrderId: 'mine' }, { txid: 'OAAAAA-BBBBB-CCCCCC' }],
    [{ clientOrderId: 'mine' }, { cl_ord_id: 'mine' }],
    [{ clientOrderId: 'userref:7' }, { txid: '7' }],
  ])('names an order as Kraken does: %j', (order, form) => {
    const call = closing.cancel(seen(order), 'live');
    expect(formOf(call)).toEqual(form);
    expect(call.intents).toEqual([{ action: 'cancel-order', order }]);
  });
});

describe('closing orders', () => {
  it('sell what is held at the market', () => {
    const call = closing.place(sale, 'live');
    const { cl_ord_id: clientOrderId, ...form } = formOf(call);
    expect(form).toEqual({ pair: 'XXBTZUSD', type: 'sell', ordertype: 'market', volume: '0.5' });
    expect(clientOrderId).toMatch(clientOrderIdForm);
    expect(call.endpoint.class).toBe('trade');
    expect(call.intents).toEqual([
      {
        action: 'place-order',
        instrument: bitcoin,
        side: 'sell',
        type: 'market',
        quantity: sale.quantity,
        closePosition: false,
        reduceOnly: false,
        postOnly: false,
        clientOrderId,
        validateOnly: false,
      },
    ]);
  });

  it('with a limit fill at once or not at all', () => {
    const call = closing.place({ ...sale, limit: parseDecimal('29000.1')! }, 'live');
    expect(formOf(call)).toMatchObject({ ordertype: 'limit', price: '29000.1', timeinforce: 'IOC' });
    expect(call.intents).toMatchObject([{ type: 'limit', price: parseDecimal('29000.1'), postOnly: false }]);
  });

  it('for drills rest in the book and take nothing', () => {
    const call = closing.place({ ...sale, limit: parseDecimal('99000')!, rests: true }, 'live');
    expect(formOf(call)).toMatchObject({ ordertype: 'limit', price: '99000', oflags: 'post' });
    expect(formOf(call)).not.toHaveProperty('timeinforce');
    expect(call.intents).toMatchObject([{ type: 'limit', postOnly: true }]);
  });

  it.each([{ reduceOnly: true }, { reduceOnly: false, mode: 'margin' }])(
    'of a margin position are leveraged and reduce: %j',
    (how) => {
      for (const side of ['buy', 'sell'] as const) {
        const call = closing.place({ ...sale, ...how, side }, 'live');
        expect(formOf(call)).toMatchObject({ type: side, leverage: '2', reduce_only: 'true' });
        expect(call.intents).toMatchObject([{ reduceOnly: true }]);
      }
    },
  );

  it('keep an id that Kraken takes as it is', () => {
    const clientOrderId = '0123456789abcdef0123456789abcdef';
    expect(formOf(closing.place({ ...sale, clientOrderId }, 'live'))).toMatchObject({ cl_ord_id: clientOrderId });
  });

  it('are surely rejected by every code that is told apart', () => {
    const { band, dust, nothingToReduce, insufficient } = closing.rejections;
    const codes = [...band, ...dust, ...nothingToReduce, ...insufficient];
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      const body = JSON.stringify({ error: [code] });
      expect(account.outcomes(closing.place(sale, 'live'), 200, body)).toEqual([{ kind: 'rejected', code }]);
    }
  });
});

describe('the timer', () => {
  const timeout = (afterMs: number) => formOf(closing.deadMan!.arm(afterMs, [], 'live')[0]!)['timeout'];

  it('is set in seconds, and off with zero', () => {
    expect([60_000, 60_001, 1, 0].map(timeout)).toEqual(['60', '61', '1', '0']);
    expect(closing.deadMan!.arm(60_000, [bitcoin], 'live')).toMatchObject([
      {
        path: '/0/private/CancelAllOrdersAfter',
        intents: [{ action: 'change-setting', setting: 'dead-man', value: '60' }],
      },
    ]);
  });
});
