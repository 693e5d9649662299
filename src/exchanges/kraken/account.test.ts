import { describe, expect, it } from 'vitest';
import { type OrderRef, parseDecimal } from '../../core/index.ts';
import type { BotRequest, Call } from '../exchange.ts';
import { account } from './account.ts';
import { bitcoin, ether, form, json, read } from './scene.contract.ts';

const txid = 'OAAAAA-BBBBB-CCCCCC';
const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '1', price: '2', cl_ord_id: 'mine' };
const call = (request: BotRequest) => read(request) as Call;
const answer = (result: object) => JSON.stringify({ error: [], result });
const failed = (...error: string[]) => JSON.stringify({ error });
const { pair, ...item } = order;
const batch = call(json('AddOrderBatch', { pair, orders: [item, { ...item, cl_ord_id: 'two' }] }));

function told(changes: object = {}) {
  return {
    cl_ord_id: 'mine',
    userref: null,
    status: 'open',
    vol: '1',
    vol_exec: '0.25',
    oflags: 'fciq',
    descr: { pair: 'XBTUSD' },
    ...changes,
  };
}

describe('the outcome', () => {
  it('of an order is its id', () => {
    expect(account.outcomes(call(form('AddOrder', order)), 200, answer({ txid: [txid], descr: {} }))).toEqual([
      { kind: 'accepted', status: { order: { orderId: txid, clientOrderId: 'mine' }, open: true } },
    ]);
  });

  it('of an order that was only checked is no order', () => {
    const checked = call(form('AddOrder', { ...order, validate: 'true' }));
    expect(account.outcomes(checked, 200, answer({ descr: {} }))).toEqual([{ kind: 'accepted' }]);
  });

  it.each([
    'EOrder:Insufficient funds',
    'EGeneral:Invalid arguments:volume',
    'EAPI:Invalid nonce',
    'EService:Market in cancel_only mode',
    'EService:Deadline elapsed',
    'EAPI:Rate limit exceeded',
    'EGeneral:Permission denied',
  ])('after %s is rejected', (error) => {
    expect(account.outcomes(batch, 200, failed(error))).toEqual([
      { kind: 'rejected', code: error },
      { kind: 'rejected', code: error },
    ]);
  });

  it.each<[string, number, string]>([
    ['EService:Unavailable', 200, failed('EService:Unavailable')],
    ['EGeneral:Internal error', 200, failed('EGeneral:Internal error:1')],
    ['EService:Busy', 200, failed('EService:Busy')],
    ['an error of the future', 200, failed('EMoon:Full')],
    ['one sure and one unsure error', 200, failed('EOrder:Invalid price', 'EService:Unavailable')],
    ['no error text', 200, '{"error":[7]}'],
    ['a server error', 520, failed('EOrder:Insufficient funds')],
    ['a page', 200, '<html>'],
    ['a result without an id', 200, answer({ descr: {} })],
    ['no result', 200, '{"error":[]}'],
  ])('after %s is unknown', (_title, status, body) => {
    expect(account.outcomes(call(form('AddOrder', order)), status, body)).toEqual([{ kind: 'unknown' }]);
  });

  it('of a batch is told order by order', () => {
    expect(
      account.outcomes(batch, 200, answer({ orders: [{ txid, descr: {} }, { error: 'EOrder:Insufficient funds' }] })),
    ).toEqual([
      { kind: 'accepted', status: { order: { orderId: txid, clientOrderId: 'mine' }, open: true } },
      { kind: 'rejected', code: 'EOrder:Insufficient funds' },
    ]);
    expect(account.outcomes(batch, 200, answer({ orders: [{ txid }] }))[1]).toEqual({ kind: 'unknown' });
  });

  it('of a cancel is a closed order, unless it is pending or counts none', () => {
    const cancel = call(form('CancelOrder', { txid }));
    expect(account.outcomes(cancel, 200, answer({ count: 1 }))).toEqual([
      { kind: 'accepted', status: { order: { orderId: txid }, open: false } },
    ]);
    expect(account.outcomes(cancel, 200, answer({ count: 1, pending: true }))).toEqual([{ kind: 'accepted' }]);
    expect(account.outcomes(cancel, 200, answer({ count: 0 }))).toEqual([{ kind: 'unknown' }]);
    expect(account.outcomes(cancel, 200, failed('EOrder:Unknown order'))).toEqual([
      { kind: 'rejected', code: 'EOrder:Unknown order' },
    ]);
  });

  it('of a batch of cancels is known only when all were counted', () => {
    const cancels = call(json('CancelOrderBatch', { orders: [txid, 'OAAAAA-BBBBB-CCCCCD'] }));
    expect(account.outcomes(cancels, 200, answer({ count: 2 }))).toMatchObject([
      { kind: 'accepted' },
      { kind: 'accepted' },
    ]);
    expect(account.outcomes(cancels, 200, answer({ count: 1 }))).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }]);
  });

  it.each([
    ['AmendOrder', form('AmendOrder', { cl_ord_id: 'mine', limit_price: '1' }), {}],
    ['CancelAll', form('CancelAll', {}), { count: 3 }],
    ['CancelAllOrdersAfter', form('CancelAllOrdersAfter', { timeout: '60' }), { currentTime: '', triggerTime: '' }],
  ])('of %s is accepted', (_title, request, result) => {
    expect(account.outcomes(call(request), 200, answer(result))).toEqual([{ kind: 'accepted' }]);
  });

  it('of an amend that has an id is that it was carried out', () => {
    const amend = call(form('AmendOrder', { cl_ord_id: 'mine', limit_price: '1' }));
    expect(account.outcomes(amend, 200, answer({ amend_id: 'T' }))).toEqual([
      { kind: 'accepted', status: { order: { clientOrderId: 'mine' }, open: true } },
    ]);
  });
});

describe('an order that is looked for', () => {
  const found = (status: number, body: string, asked: OrderRef = { clientOrderId: 'mine' }) =>
    account.readFound(status, body, bitcoin, asked);
  const params = (asked: Call) => (asked.body as { params: readonly (readonly string[])[] }).params;

  it('is asked for by its id, or in both books by its client order id', () => {
    expect(account.findOrder(bitcoin, { orderId: txid, clientOrderId: 'mine' }, 'live')).toMatchObject({
      path: '/0/private/QueryOrders',
      body: { params: [['txid', txid]] },
    });
    expect(account.findOrder(bitcoin, { clientOrderId: 'mine' }, 'live').path).toBe('/0/private/OpenOrders');
    expect(account.findClosedOrder!(bitcoin, { clientOrderId: 'mine' }, 'live').path).toBe('/0/private/ClosedOrders');
    expect(params(account.findOrder(bitcoin, { clientOrderId: 'mine' }, 'live'))).toEqual([['cl_ord_id', 'mine']]);
    expect(params(account.findClosedOrder!(bitcoin, { clientOrderId: 'userref:-7' }, 'live'))).toEqual([
      ['userref', '-7'],
    ]);
    expect(params(account.findClosedOrder!(bitcoin, { clientOrderId: 'mine' }, 'live', 1_790_000_000_999))).toEqual([
      ['cl_ord_id', 'mine'],
      ['start', '1789999999'],
      ['closetime', 'open'],
    ]);
  });

  it('is found by its id, open or closed', () => {
    const status = {
      order: { orderId: txid, clientOrderId: 'mine' },
      symbol: 'XBTUSD',
      filled: parseDecimal('0.25'),
      open: true,
    };
    expect(found(200, answer({ [txid]: told() }))).toEqual(status);
    expect(found(200, answer({ open: { [txid]: told() } }))).toEqual(status);
    expect(found(200, answer({ closed: { [txid]: told({ status: 'closed' }) }, count: 1 }))).toEqual({
      ...status,
      open: false,
    });
    expect(found(200, answer({ [txid]: told({ status: 'canceled' }) }))).toMatchObject({ open: false });
    expect(found(200, answer({ [txid]: told({ status: 'pending' }) }))).toMatchObject({ open: true });
  });

  it('by quote amount does not say how much base was filled', () => {
    expect(found(200, answer({ [txid]: told({ oflags: 'fciq,viqc' }) }))).not.toHaveProperty('filled');
  });

  it('is absent only when no closed order has its name, or its id is not known', () => {
    expect(found(200, answer({ closed: {}, count: 0 }))).toBe('absent');
    expect(found(200, answer({ closed: {}, count: 51 }))).toMatchObject({ unclear: true });
    expect(found(200, failed('EOrder:Invalid order'), { orderId: txid })).toBe('absent');
    expect(found(200, failed('EOrder:Unknown order'), { orderId: txid })).toBe('absent');
    expect(found(200, failed('EOrder:Invalid order'))).toMatchObject({ unclear: true });
    expect(found(200, answer({ open: {} }))).toMatchObject({ unclear: true });
  });

  it.each<[string, number, string]>([
    ['two orders', 200, answer({ open: { [txid]: told(), OTHER: told() } })],
    ['an order of another name', 200, answer({ closed: { [txid]: told({ cl_ord_id: 'other' }) } })],
    ['an error', 200, failed('EService:Unavailable')],
    ['an order error and another', 200, failed('EOrder:Unknown order', 'EService:Unavailable')],
    ['a page', 200, '<html>'],
    ['a server error', 502, answer({ closed: {} })],
  ])('is unclear after %s', (_title, status, body) => {
    expect(found(status, body)).toMatchObject({ unclear: true });
  });

  it('is the last of several closed ones of its name', () => {
    const older = told({ status: 'canceled', opentm: 1_700_000_000.5 });
    const last = told({ status: 'closed', opentm: 1_700_000_007.5, vol_exec: '1' });
    expect(found(200, answer({ closed: { OLDER: older, [txid]: last }, count: 2 }))).toMatchObject({
      order: { orderId: txid },
      open: false,
    });
    for (const other of [last, told({ status: 'closed' })])
      expect(found(200, answer({ closed: { OTHER: other, [txid]: last }, count: 2 }))).toMatchObject({ unclear: true });
  });

  it('is not told from another by its user reference, but its absence is', () => {
    const asked = { clientOrderId: 'userref:7' };
    expect(found(200, answer({ open: { [txid]: told({ cl_ord_id: null, userref: 7 }) } }), asked)).toMatchObject({
      unclear: true,
    });
    expect(found(200, answer({ closed: { [txid]: told({ cl_ord_id: null, userref: 7 }) } }), asked)).toMatchObject({
      unclear: true,
    });
    expect(found(200, answer({ closed: {} }), asked)).toBe('absent');
    expect(
      found(200, answer({ [txid]: told({ cl_ord_id: null, userref: 7 }) }), { ...asked, orderId: txid }),
    ).toMatchObject({ open: true });
  });

  it('by a rate limit says so', () => {
    expect(found(200, failed('EAPI:Rate limit exceeded'))).toMatchObject({ cause: 'rate' });
  });
});

describe('the open orders', () => {
  it('come for all markets at once, each with its own', () => {
    const [asked] = account.openOrders(bitcoin, 'live');
    expect(asked).toMatchObject({ path: '/0/private/OpenOrders', body: { kind: 'none' } });
    const open = {
      [txid]: told(),
      OTHER: told({ cl_ord_id: null, userref: 7, descr: { pair: 'ETHEUR' } }),
      THIRD: told({ descr: {} }),
    };
    expect(account.readOpenOrders(asked!, 200, answer({ open }), bitcoin)).toMatchObject([
      { order: { orderId: txid, clientOrderId: 'mine' }, symbol: 'XBTUSD', open: true },
      { order: { orderId: 'THIRD' } },
    ]);
    expect(account.readOpenOrders(asked!, 200, answer({ open }), ether)).toMatchObject([
      { order: { orderId: 'OTHER', clientOrderId: 'userref:7' }, symbol: 'ETHEUR' },
      { order: { orderId: 'THIRD' } },
    ]);
    expect(account.readOpenOrders(asked!, 200, answer({ open: {} }), bitcoin)).toEqual([]);
  });

  it.each([
    [200, failed('EGeneral:Permission denied')],
    [200, answer({})],
    [500, answer({ open: {} })],
  ])('are unclear after %i %s', (status, body) => {
    expect(account.readOpenOrders(account.openOrders(bitcoin, 'live')[0]!, status, body, bitcoin)).toMatchObject({
      unclear: true,
    });
  });
});
