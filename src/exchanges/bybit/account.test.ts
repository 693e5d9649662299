import { describe, expect, it } from 'vitest';
import { formatDecimal, isRefusal } from '../../core/index.ts';
import type { Call } from '../exchange.ts';
import { account } from './account.ts';
import { contextOf, endpointFor, linear, posted, spot } from './asked.contract.ts';
import { parse } from './parse.ts';

function callOf(path: string, body: unknown): Call {
  const request = posted(path, body);
  const call = parse(request, endpointFor(request), contextOf());
  if (isRefusal(call)) throw new Error(call.message);
  return call;
}

function answer(code: number, result: unknown = {}, retExtInfo: unknown = {}): string {
  return JSON.stringify({ retCode: code, retMsg: '', result, retExtInfo, time: 1_790_000_000_000 });
}

const item = { symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.1', price: '50000' };
const place = callOf('/v5/order/create', { category: 'linear', ...item });
const amend = callOf('/v5/order/amend', { category: 'linear', symbol: 'BTCUSDT', orderId: '1', price: '5' });
const cancel = callOf('/v5/order/cancel', { category: 'linear', symbol: 'BTCUSDT', orderId: '1' });
const cancelAll = callOf('/v5/order/cancel-all', { category: 'spot' });
const check = callOf('/v5/order/pre-check', { category: 'linear', ...item });
const leverage = callOf('/v5/position/set-leverage', {
  category: 'linear',
  symbol: 'BTCUSDT',
  buyLeverage: '1',
  sellLeverage: '1',
});
const batch = callOf('/v5/order/create-batch', { category: 'linear', request: [item, item, item] });

describe('an outcome', () => {
  const ids = { orderId: '1', orderLinkId: 'a' };

  it.each([
    [
      'an order is acknowledged, and may be open',
      place,
      200,
      answer(0, ids),
      [{ kind: 'accepted', status: { order: { orderId: '1', clientOrderId: 'a' }, open: true } }],
    ],
    [
      'an amendment is acknowledged, and may fail later',
      amend,
      200,
      answer(0, { orderId: '1', orderLinkId: '' }),
      [{ kind: 'accepted' }],
    ],
    ['a cancel is acknowledged, and may fail later', cancel, 200, answer(0, ids), [{ kind: 'accepted' }]],
    ['a checked order is not placed', check, 200, answer(0, ids), [{ kind: 'accepted' }]],
    ['a setting is done', leverage, 200, answer(0), [{ kind: 'accepted' }]],
    ['everything is cancelled', cancelAll, 200, answer(0, { list: [ids], success: '1' }), [{ kind: 'accepted' }]],
    ['not everything is cancelled', cancelAll, 200, answer(0, { list: [], success: '0' }), [{ kind: 'unknown' }]],
    ['the balance is too small', place, 200, answer(110007), [{ kind: 'rejected', code: '110007' }]],
    ['the key may not', place, 200, answer(10005), [{ kind: 'rejected', code: '10005' }]],
    ['the server timed out', place, 200, answer(10000), [{ kind: 'unknown' }]],
    ['the server failed', place, 200, answer(10016), [{ kind: 'unknown' }]],
    ['the order creation timed out', place, 200, answer(170146), [{ kind: 'unknown' }]],
    ['the request is being processed', place, 200, answer(170035), [{ kind: 'unknown' }]],
    ['a gateway failed', place, 502, answer(0, ids), [{ kind: 'unknown' }]],
    ['the answer is no JSON', place, 200, '<html>', [{ kind: 'unknown' }]],
    ['the answer has no code', place, 200, '{}', [{ kind: 'unknown' }]],
    ['the address is turned away', place, 403, 'access too frequent', [{ kind: 'rejected', code: 'http-403' }]],
  ])('is read: %s', (_name, call, status, body, expected) => {
    expect(account.outcomes(call, status, body)).toEqual(expected);
  });

  it('of a batch is one for each order', () => {
    const list = [ids, { orderId: '', orderLinkId: '' }];
    const codes = [
      { code: 0, msg: 'OK' },
      { code: 110007, msg: 'no' },
      { code: 10016, msg: 'server error' },
    ];
    expect(account.outcomes(batch, 200, answer(0, { list }, { list: codes }))).toEqual([
      { kind: 'accepted', status: { order: { orderId: '1', clientOrderId: 'a' }, open: true } },
      { kind: 'rejected', code: '110007' },
      { kind: 'unknown' },
    ]);
    expect(account.outcomes(batch, 200, answer(0, { list }))).toEqual([
      { kind: 'unknown' },
      { kind: 'unknown' },
      { kind: 'unknown' },
    ]);
    expect(account.outcomes(batch, 200, answer(10006))).toEqual(Array(3).fill({ kind: 'rejected', code: '10006' }));
    expect(account.outcomes(batch, 200, answer(10001, { list }, { list: codes }))).toMatchObject([
      { kind: 'accepted' },
      { kind: 'rejected' },
      { kind: 'unknown' },
    ]);
  });
});

const listedOrder = {
  orderId: '1',
  orderLinkId: 'a',
  symbol: 'BTCUSDT',
  orderStatus: 'PartiallyFilled',
  cumExecQty: '0.05',
};

describe('an order that is looked for', () => {
  it.each([
    [
      linear,
      { orderId: '1', clientOrderId: 'a' },
      [
        ['category', 'linear'],
        ['symbol', 'BTCUSDT'],
        ['orderId', '1'],
      ],
    ],
    [
      spot,
      { clientOrderId: 'a' },
      [
        ['category', 'spot'],
        ['symbol', 'BTCUSDT'],
        ['orderLinkId', 'a'],
      ],
    ],
  ] as const)('is asked for by one name', (instrument, order, query) => {
    expect(account.findOrder(instrument, order, 'live')).toMatchObject({ path: '/v5/order/realtime', query });
  });

  it.each([
    ['PartiallyFilled', true],
    ['New', true],
    ['Untriggered', true],
    ['Triggered', true],
    ['SomethingNew', true],
    ['Filled', false],
    ['Cancelled', false],
    ['PartiallyFilledCanceled', false],
    ['Rejected', false],
    ['Deactivated', false],
  ])('in the state %s is open: %s', (orderStatus, open) => {
    const found = account.readFound(200, answer(0, { list: [{ ...listedOrder, orderStatus }] }), linear, {
      clientOrderId: 'a',
    });
    if (found === 'absent' || 'unclear' in found) throw new Error('not found');
    expect(found).toMatchObject({ order: { orderId: '1', clientOrderId: 'a' }, symbol: 'BTCUSDT', open });
    expect(formatDecimal(found.filled!)).toBe('0.05');
  });

  it('that is not among the recent ones may be an older closed one', () => {
    const order = { clientOrderId: 'a' };
    const [recent, history] = [
      account.findOrder(linear, order, 'live'),
      account.findClosedOrder!(linear, order, 'live'),
    ];
    expect([recent.path, history.path]).toEqual(['/v5/order/realtime', '/v5/order/history']);
    expect(history.query).toEqual(recent.query);
    const empty = answer(0, { list: [], category: 'linear', nextPageCursor: '' });
    expect(account.readFound(200, empty, linear, order, recent)).toMatchObject({ unclear: true, elsewhere: true });
    expect(account.readFound(200, empty, linear, order, history)).toBe('absent');
    for (const body of [answer(10006), answer(10016), '<html>'])
      expect(account.readFound(200, body, linear, order, recent)).not.toHaveProperty('elsewhere');
    const filled = answer(0, { list: [{ ...listedOrder, orderStatus: 'Filled' }] });
    expect(account.readFound(200, filled, linear, order, history)).toMatchObject({ open: false });
  });

  it('is absent when the list is empty, and only then', () => {
    expect(account.readFound(200, answer(0, { list: [] }), linear, { clientOrderId: 'a' })).toBe('absent');
    expect(account.readFound(200, answer(0, {}), linear, { clientOrderId: 'a' })).toMatchObject({ unclear: true });
    expect(account.readFound(200, answer(10016), linear, { clientOrderId: 'a' })).toMatchObject({ unclear: true });
    expect(account.readFound(200, answer(10006, { list: [] }), linear, { clientOrderId: 'a' })).toMatchObject({
      unclear: true,
      cause: 'rate',
    });
    expect(
      account.readFound(200, answer(0, { list: [listedOrder, listedOrder] }), linear, { clientOrderId: 'a' }),
    ).toMatchObject({ unclear: true });
    expect(account.readFound(502, '', linear, { clientOrderId: 'a' })).toMatchObject({ unclear: true });
  });
});

it('an order that was found is the last of several of its name', () => {
  const list = ['1700000000000', '1700000007000'].map((createdTime, index) => ({
    ...listedOrder,
    orderId: String(index),
    createdTime,
  }));
  for (const listed of [list, list.toReversed()])
    expect(account.readFound(200, answer(0, { list: listed }), linear, { clientOrderId: 'a' })).toMatchObject({
      order: { orderId: '1' },
    });
});

describe('the open orders', () => {
  it('are asked for by kind', () => {
    const filters = (instrument: typeof spot) =>
      account.openOrders(instrument, 'live').map((call) => new Map(call.query).get('orderFilter'));
    expect(filters(spot)).toEqual(['Order', 'StopOrder', 'tpslOrder']);
    expect(filters(linear)).toEqual(['Order', 'StopOrder']);
  });

  it('are all that are listed as open', () => {
    const [call] = account.openOrders(linear, 'live');
    const list = [listedOrder, { ...listedOrder, orderId: '2', orderStatus: 'Cancelled' }];
    expect(account.readOpenOrders(call!, 200, answer(0, { list, nextPageCursor: 'x' }), linear)).toMatchObject([
      { order: { orderId: '1' } },
    ]);
  });

  it('go on where a full page ends, by the cursor as it is to stand in a URL', () => {
    const [call] = account.openOrders(linear, 'live');
    const page = (length: number, nextPageCursor: string) =>
      account.moreOpenOrders!(call!, answer(0, { list: Array(length).fill(listedOrder), nextPageCursor }));
    expect(page(50, 'id%3D7%26t%3D1')).toEqual({ ...call, query: [...call!.query, ['cursor', 'id=7&t=1']] });
    expect(page(50, '')).toBeUndefined();
    expect(page(49, 'x')).toBeUndefined();
  });
});

describe('a setting', () => {
  const positions = (...rows: object[]) => answer(0, { list: rows.map((row) => ({ symbol: 'BTCUSDT', ...row })) });

  it.each([
    ['leverage', positions({ leverage: '10.00', positionIdx: 0 }), '10'],
    ['leverage', positions({ leverage: '5', positionIdx: 1 }, { leverage: '5', positionIdx: 2 }), '5'],
    ['leverage', positions({ leverage: '5', positionIdx: 1 }, { leverage: '3', positionIdx: 2 }), undefined],
    ['leverage', positions(), undefined],
    ['position-mode', positions({ positionIdx: 0 }), '0'],
    ['position-mode', positions({ positionIdx: 1 }, { positionIdx: 2 }), '3'],
    ['position-mode', answer(10005), undefined],
    ['margin-mode', answer(0, { marginMode: 'REGULAR_MARGIN' }), 'REGULAR_MARGIN'],
  ])('%s is read from %s', (name, body, value) => {
    expect(account.setting!.read(name, linear, 200, body)).toBe(value);
  });

  it('is asked for where it can be', () => {
    expect(account.setting!.query('leverage', linear, 'live')?.path).toBe('/v5/position/list');
    expect(account.setting!.query('margin-mode', undefined, 'live')?.path).toBe('/v5/account/info');
    expect(account.setting!.query('position-mode', undefined, 'live')).toBeUndefined();
    expect(account.setting!.query('dead-man', linear, 'live')).toBeUndefined();
    expect(account.setting!.query('leverage', spot, 'live')).toBeUndefined();
  });
});
