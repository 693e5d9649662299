import { describe, expect, it } from 'vitest';
import type { Call } from '../exchange.ts';
import {
  intentsOf,
  onlyIntent,
  parseBody,
  parseRequest,
  requestOf,
  sampleId,
  samplePassphrase,
  without,
} from './samples.contract.ts';
import { wire } from './wire.ts';

const ALGO = '/api/v5/trade/order-algo';
const stop = {
  instId: 'BTC-USDT-SWAP',
  tdMode: 'cross',
  side: 'sell',
  ordType: 'conditional',
  sz: '3',
  algoClOrdId: 'a1',
};

describe('a conditional order', () => {
  const spotStop = { ...stop, instId: 'BTC-USDT', tdMode: 'cash' };
  it.each([
    [
      'a stop loss at the market',
      { ...stop, slTriggerPx: '90', slOrdPx: '-1' },
      { type: 'stop', trigger: '90', quantity: '0.03' },
    ],
    [
      'a stop loss with a limit',
      { ...stop, slTriggerPx: '90', slOrdPx: '89' },
      { type: 'stop-limit', trigger: '90', price: '89' },
    ],
    [
      'a take profit at the market',
      { ...stop, tpTriggerPx: '90', tpOrdPx: -1 },
      { type: 'take-profit', trigger: '90' },
    ],
    [
      'a take profit with a limit',
      { ...stop, tpTriggerPx: '90', tpOrdPx: '91' },
      { type: 'take-profit-limit', price: '91' },
    ],
    [
      'a trigger order at the market',
      { ...stop, ordType: 'trigger', triggerPx: '90', orderPx: '-1' },
      { type: 'stop', trigger: '90' },
    ],
    [
      'a trigger order with a limit',
      { ...stop, ordType: 'trigger', triggerPx: '90', orderPx: '91' },
      { type: 'stop-limit', price: '91' },
    ],
    [
      'reduceOnly counts on a stop loss',
      { ...stop, slTriggerPx: '90', slOrdPx: '-1', reduceOnly: true },
      { reduceOnly: true },
    ],
    [
      'reduceOnly does not count on a trigger order, for which it is not documented',
      { ...stop, ordType: 'trigger', triggerPx: '90', orderPx: '-1', reduceOnly: true },
      { reduceOnly: false },
    ],
    [
      'a trigger order that closes a long position',
      { ...stop, ordType: 'trigger', triggerPx: '90', orderPx: '-1', posSide: 'long' },
      { reduceOnly: true },
    ],
    [
      'closeFraction closes the position',
      { ...without(stop, 'sz'), slTriggerPx: '90', slOrdPx: '-1', reduceOnly: true, closeFraction: '1' },
      { closePosition: true, reduceOnly: true },
    ],
    [
      'a spot sell without a unit is in base units',
      { ...spotStop, slTriggerPx: '90', slOrdPx: '-1' },
      { quantity: '3' },
    ],
    [
      'a spot buy at the market in base units',
      { ...spotStop, side: 'buy', slTriggerPx: '90', slOrdPx: '-1', tgtCcy: 'base_ccy' },
      { quantity: '3', type: 'stop' },
    ],
    [
      'a spot buy with a limit is in base units',
      { ...spotStop, side: 'buy', slTriggerPx: '90', slOrdPx: '91' },
      { quantity: '3' },
    ],
  ])('%s', (_title, order, expected) => {
    expect(onlyIntent(intentsOf(ALGO, order))).toMatchObject({ ...expected, conditional: true, clientOrderId: 'a1' });
  });

  it('takes the client id of ccxt for its own, which the exchange does not look at', () => {
    const call = parseBody(ALGO, {
      ...without(stop, 'algoClOrdId'),
      clOrdId: 'b2',
      slTriggerPx: '90',
      slOrdPx: '-1',
    }) as Call;
    expect(call.intents[0]).toMatchObject({ clientOrderId: 'b2' });
    expect(JSON.parse(wire.build(call, undefined, { timeMs: 0 }).body)).toMatchObject({
      clOrdId: 'b2',
      algoClOrdId: 'b2',
    });
  });

  it.each([
    [
      'a stop loss and a take profit',
      { ...stop, slTriggerPx: '9', slOrdPx: '-1', tpTriggerPx: '11', tpOrdPx: '-1' },
      'not-modelled',
    ],
    ['oco', { ...stop, ordType: 'oco', slTriggerPx: '9', slOrdPx: '-1' }, 'not-modelled'],
    ['trailing', { ...stop, ordType: 'move_order_stop', callbackRatio: '0.01' }, 'not-modelled'],
    ['iceberg', { ...stop, ordType: 'iceberg' }, 'not-modelled'],
    ['a take profit that is placed at once', { ...stop, tpOrdKind: 'limit', tpOrdPx: '9' }, 'not-modelled'],
    ['no trigger', stop, 'parameter-invalid'],
    ['no order price', { ...stop, slTriggerPx: '9' }, 'parameter-invalid'],
    ['no trigger price', { ...stop, slOrdPx: '9' }, 'parameter-invalid'],
    ['a trigger price on a stop loss', { ...stop, triggerPx: '9', orderPx: '-1' }, 'parameter-invalid'],
    ['a spot market buy without a unit', { ...spotStop, side: 'buy', slTriggerPx: '9', slOrdPx: '-1' }, 'not-modelled'],
    [
      'a spot market buy by trigger, whose unit is not documented',
      { ...spotStop, side: 'buy', ordType: 'trigger', triggerPx: '9', orderPx: '-1', tgtCcy: 'base_ccy' },
      'not-modelled',
    ],
    [
      'a spot order by quote amount',
      { ...spotStop, slTriggerPx: '9', slOrdPx: '8', tgtCcy: 'quote_ccy' },
      'not-modelled',
    ],
    [
      'closeFraction that may open',
      { ...without(stop, 'sz'), slTriggerPx: '9', slOrdPx: '-1', closeFraction: '1' },
      'not-modelled',
    ],
    [
      'half a position',
      { ...without(stop, 'sz'), slTriggerPx: '9', slOrdPx: '-1', closeFraction: '0.5' },
      'not-modelled',
    ],
  ])('is refused with %s', (_title, order, code) => {
    expect(intentsOf(ALGO, order)).toMatchObject({ refused: true, code });
  });
});

describe('amends, cancels and settings', () => {
  const amend = { instId: 'BTC-USDT-SWAP', ordId: '7' };
  it.each([
    [
      'amend-order',
      'trade/amend-order',
      { ...amend, newSz: '5', newPx: '90' },
      { quantity: '0.05', price: '90', order: { orderId: '7' } },
    ],
    [
      'amend-order by client id',
      'trade/amend-order',
      { instId: 'BTC-USDT', clOrdId: 'a1', newPx: '9', cxlOnFail: false },
      { price: '9', order: { clientOrderId: 'a1' } },
    ],
    ['amend-batch-orders', 'trade/amend-batch-orders', [{ ...amend, newSz: '5' }], { quantity: '0.05' }],
    [
      'amend-algos of a stop loss',
      'trade/amend-algos',
      { instId: 'BTC-USDT', algoId: '7', newSlTriggerPx: '90', newSlOrdPx: '89' },
      { trigger: '90', price: '89', order: { orderId: '7', conditional: true } },
    ],
    [
      'amend-algos of a trigger',
      'trade/amend-algos',
      { instId: 'BTC-USDT', algoClOrdId: 'a', newTriggerPx: '9' },
      { trigger: '9' },
    ],
    ['cancel-order', 'trade/cancel-order', amend, { action: 'cancel-order', order: { orderId: '7' } }],
    [
      'the exchange looks at ordId alone where both are given',
      'trade/cancel-order',
      { ...amend, clOrdId: 'mine' },
      { order: { orderId: '7' } },
    ],
    ['cancel-batch-orders', 'trade/cancel-batch-orders', [amend], { order: { orderId: '7' } }],
    [
      'cancel-algos',
      'trade/cancel-algos',
      [{ instId: 'BTC-USDT', algoId: '7', algoClOrdId: 'mine' }],
      { order: { orderId: '7', conditional: true } },
    ],
    [
      'close-position of a long position',
      'trade/close-position',
      { instId: 'BTC-USDT-SWAP', mgnMode: 'cross', posSide: 'long' },
      { action: 'place-order', side: 'sell', type: 'market', closePosition: true, reduceOnly: true },
    ],
    ['cancel-all-after', 'trade/cancel-all-after', { timeOut: 30, tag: 'x' }, { setting: 'dead-man', value: '30' }],
    [
      'set-leverage',
      'account/set-leverage',
      { instId: 'BTC-USDT-SWAP', lever: 5, mgnMode: 'cross' },
      { setting: 'leverage', value: '5', instrument: 'BTC/USDT:USDT' },
    ],
    [
      'set-position-mode',
      'account/set-position-mode',
      { posMode: 'net_mode' },
      { setting: 'position-mode', value: 'net_mode' },
    ],
  ])('%s', (_title, path, body, expected) => {
    const call = parseBody(`/api/v5/${path}`, body) as Call;
    expect(onlyIntent(call.intents)).toMatchObject(expected);
    const again = JSON.parse(wire.build(call, undefined, { timeMs: 0 }).body) as object;
    expect(JSON.stringify(again)).not.toContain('mine');
    expect(intentsOf(`/api/v5/${path}`, again)).toEqual(call.intents);
  });

  it.each([
    ['an amend of nothing', 'trade/amend-order', amend, 'parameter-invalid'],
    ['an amend to zero', 'trade/amend-order', { ...amend, newSz: '0' }, 'parameter-invalid'],
    ['an amend without an order', 'trade/amend-order', { instId: 'BTC-USDT', newSz: '1' }, 'parameter-invalid'],
    ['an amend that attaches orders', 'trade/amend-order', { ...amend, newSlTriggerPx: '1' }, 'not-modelled'],
    [
      'an amend to the market price',
      'trade/amend-algos',
      { instId: 'BTC-USDT', algoId: '7', newOrdPx: '-1' },
      'parameter-invalid',
    ],
    [
      'an amend of both sides',
      'trade/amend-algos',
      { instId: 'BTC-USDT', algoId: '7', newSlTriggerPx: '1', newTpTriggerPx: '2' },
      'not-modelled',
    ],
    [
      '11 conditional cancels',
      'trade/cancel-algos',
      Array.from({ length: 11 }, () => ({ instId: 'BTC-USDT', algoId: '7' })),
      'parameter-invalid',
    ],
    ['closing a net position', 'trade/close-position', { instId: 'BTC-USDT-SWAP', mgnMode: 'cross' }, 'not-modelled'],
    [
      'closing that cancels others',
      'trade/close-position',
      { instId: 'BTC-USDT-SWAP', mgnMode: 'cross', posSide: 'long', autoCxl: true },
      'not-modelled',
    ],
    ['leverage of a currency', 'account/set-leverage', { ccy: 'BTC', lever: '5', mgnMode: 'cross' }, 'not-modelled'],
    ['leverage of spot', 'account/set-leverage', { instId: 'BTC-USDT', lever: '5', mgnMode: 'cross' }, 'not-modelled'],
    ['the account level', 'account/set-account-level', { acctLv: '2' }, 'not-modelled'],
    ['mass-cancel of options', 'trade/mass-cancel', { instType: 'OPTION', instFamily: 'BTC-USD' }, 'not-modelled'],
    ['a spread order', 'sprd/order', { sprdId: 'x' }, 'not-modelled'],
    ['a request for quotes', 'rfq/create-rfq', {}, 'not-modelled'],
  ])('refuses %s', (_title, path, body, code) => {
    expect(intentsOf(`/api/v5/${path}`, body)).toMatchObject({ refused: true, code });
  });
});

describe('reads', () => {
  it('keep their parameters and leave the auth headers behind', () => {
    const url = 'https://www.okx.com/api/v5/trade/orders-pending?instType=SPOT&instId=BTC-USDT';
    const call = parseRequest(
      requestOf('GET', url, { 'OK-ACCESS-KEY': sampleId, 'OK-ACCESS-PASSPHRASE': samplePassphrase }),
      'demo',
    ) as Call;
    expect(call).toMatchObject({ intents: [{ action: 'read' }], headers: [], environment: 'demo' });
    const built = wire.build(call, undefined, { timeMs: 0 });
    expect(`https://www.okx.com${built.target}`).toBe(url);
    expect(built.headers).toEqual({ 'x-simulated-trading': '1' });
  });

  it('may carry a body, which is written anew', () => {
    const body = '{ "instId": "BTC-USDT", "sz": 1.50 }';
    const call = parseRequest(requestOf('POST', 'https://www.okx.com/api/v5/trade/order-precheck', {}, body)) as Call;
    expect(wire.build(call, undefined, { timeMs: 0 }).body).toBe('{"instId":"BTC-USDT","sz":1.50}');
  });
});
