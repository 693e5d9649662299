import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../core/index.ts';
import type { BotRequest, Call } from '../exchange.ts';
import { account } from './account.ts';
import { key } from './key.ts';
import { bitcoin, form, json, read } from './scene.contract.ts';

const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '1', price: '10' };

function callOf(request: BotRequest): Call {
  const call = read(request);
  if (isRefusal(call)) throw new Error(`${call.code}: ${call.message}`);
  return call;
}

describe('a read that can act', () => {
  it.each([
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', 'new[]': 'true' }),
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', 'new[0]': '1' }),
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', NEW: 'true' }),
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', 'new.': 'true' }),
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', other: 'true' }),
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: '' }),
    form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: '0' }),
    json('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: null }),
    json('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: [false] }),
    json('DepositAddresses', { asset: ['XBT'], method: 'Bitcoin' }),
  ])('is held to its documented parameters (%#)', (request) => {
    expect(read(request)).toHaveProperty('code');
  });

  it('passes as it is documented', () => {
    for (const request of [
      form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: 'false' }),
      form('DepositAddresses', { asset: 'USDT', method: 'Tether USD (TRC20)', amount: '0.1', aclass: 'currency' }),
      json('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: false, amount: 1 }),
    ]) {
      expect(callOf(request).intents).toEqual([{ action: 'read' }]);
    }
  });
});

describe('an order in a cancel', () => {
  it.each(['7e0', '7.0', '0.7e1', '007e0', '.7e1', '7x', '0x7'])('spelt %j, like a number, is refused', (id) => {
    expect(read(form('CancelOrder', { txid: id }))).toMatchObject({ code: 'parameter-invalid' });
    expect(read(json('CancelOrderBatch', { orders: [id] }))).toMatchObject({ code: 'parameter-invalid' });
  });

  it.each(['7e0', '7.0', '70e-1'])('that is the number %s is refused', (text) => {
    expect(read(json('CancelOrder', `{"nonce":1,"txid":${text}}`))).toMatchObject({ code: 'parameter-invalid' });
    expect(read(json('CancelOrderBatch', `{"nonce":1,"orders":[${text}]}`))).toMatchObject({
      code: 'parameter-invalid',
    });
  });

  it('by a user reference has one spelling', () => {
    expect(callOf(form('CancelOrder', { txid: '007' })).intents).toMatchObject([
      { order: { clientOrderId: 'userref:7' } },
    ]);
    expect(callOf(form('AddOrder', { ...order, userref: '007' }))).toMatchObject({
      intents: [{ clientOrderId: 'userref:7' }],
      body: { params: expect.arrayContaining([['userref', '7']]) },
    });
  });
});

describe('an order that is looked for', () => {
  const answer = (result: unknown, ...error: string[]) => JSON.stringify({ error, result });
  const byName = (body: string) => account.readFound(200, body, bitcoin, { clientOrderId: 'mine' });

  it('is not absent by an answer that names no book', () => {
    expect(byName(answer({}))).toMatchObject({ unclear: true });
    expect(byName(answer({ count: 0 }))).toMatchObject({ unclear: true });
    expect(byName(answer({ closed: {}, count: 0 }))).toBe('absent');
  });

  it('is elsewhere only when the open orders were told and it is not among them', () => {
    expect(byName(answer({ open: {} }))).toMatchObject({ unclear: true, elsewhere: true });
    const listed = { TX: { status: 'open', cl_ord_id: 'other', descr: {} } };
    for (const body of [answer(null, 'EAPI:Rate limit exceeded'), answer({ open: listed }), answer({}), '<html>'])
      expect(byName(body)).not.toHaveProperty('elsewhere');
  });

  it.each([
    ['pending', true],
    ['open', true],
    ['new', true],
    ['partially_filled', true],
    ['triggered', true],
    ['closed', false],
    ['canceled', false],
    ['expired', false],
  ])('in the state %s is open: %s', (status, open) => {
    expect(byName(answer({ open: { TX: { status, cl_ord_id: 'mine', vol_exec: '0', descr: {} } } }))).toMatchObject({
      open,
    });
  });
});

describe('an answer with an error and a result', () => {
  it('leaves the outcome open', () => {
    const body = JSON.stringify({ error: ['EOrder:Insufficient funds'], result: { txid: ['OAAAAA-BBBBB-CCCCCC'] } });
    expect(account.outcomes(callOf(form('AddOrder', order)), 200, body)).toEqual([{ kind: 'unknown' }]);
  });
});

describe('what a key can do', () => {
  const told = (permissions: unknown[]) =>
    key.readIntrospection(200, JSON.stringify({ error: [], result: { permissions } }));

  it.each([
    [['Withdraw Funds']],
    [['withdraw_funds']],
    [['query-funds', 'pay-funds']],
    [[{ name: 'withdraw-funds' }]],
    [[['withdraw-funds']]],
    [[1]],
    [[null]],
  ])('is not known when a permission is not: %j', (permissions) => {
    expect(told(permissions)).toMatchObject({ withdraw: 'unknown' });
  });

  it.each(['withdraw-funds', 'add-withdraw-address', 'update-withdraw-address'])(
    'includes withdrawing by %s',
    (name) => {
      expect(told(['query-open-trades', name])).toMatchObject({ withdraw: 'yes' });
    },
  );

  it('excludes withdrawing by the documented others', () => {
    const permissions = ['query-open-trades', 'modify-trades', 'close-trades', 'add-funds', 'earn-funds'];
    expect(told(permissions)).toMatchObject({ trade: 'yes', transfer: 'no', withdraw: 'no' });
  });
});
