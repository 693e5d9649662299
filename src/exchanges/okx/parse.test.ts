import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, type Intent, isRefusal, type PlaceOrder, type Refusal } from '../../core/index.ts';
import type { Call } from '../exchange.ts';
import {
  intentsOf,
  parseBody,
  parseRequest,
  recordingCcxt,
  requestOf,
  sampleId,
  samplePassphrase,
} from './samples.contract.ts';
import { forms } from './tables.ts';
import { wire } from './wire.ts';

const ORDER = '/api/v5/trade/order';
const BATCH = '/api/v5/trade/batch-orders';
const ALGO = '/api/v5/trade/order-algo';
const spot = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.5', px: '100', clOrdId: 'a1' };
const swap = { ...spot, instId: 'BTC-USDT-SWAP', tdMode: 'cross', sz: '3' };
const stop = {
  instId: 'BTC-USDT-SWAP',
  tdMode: 'cross',
  side: 'sell',
  ordType: 'conditional',
  sz: '3',
  algoClOrdId: 'a1',
};

/** An intent with plain numbers, for tables. */
function plain(intent: Intent): Record<string, unknown> {
  const shown = Object.entries(intent).map(([name, value]) => [
    name,
    name === 'instrument'
      ? (value as { market: string }).market
      : typeof value === 'bigint'
        ? formatDecimal(value as never)
        : value,
  ]);
  return Object.fromEntries(shown);
}

function only(intents: Call['intents'] | Refusal): Record<string, unknown> {
  if (isRefusal(intents)) throw new Error(intents.message);
  expect(intents).toHaveLength(1);
  return plain(intents[0]!);
}

const without = (order: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(Object.entries(order).filter(([name]) => !names.includes(name)));

describe('an order of the book', () => {
  it.each([
    ['a spot limit order is in base units', spot, { market: 'BTC/USDT', type: 'limit', quantity: '0.5', price: '100' }],
    ['post_only is a limit order', { ...spot, ordType: 'post_only' }, { type: 'limit', postOnly: true }],
    ['ioc and fok are limit orders', { ...spot, ordType: 'ioc' }, { type: 'limit', postOnly: false }],
    ['tgtCcy base_ccy says nothing new of a limit order', { ...spot, tgtCcy: 'base_ccy' }, { quantity: '0.5' }],
    [
      'a spot market buy without tgtCcy spends quote units',
      { ...without(spot, 'px'), ordType: 'market' },
      { quoteAmount: '0.5' },
    ],
    [
      'a spot market buy with base_ccy buys base units',
      { ...without(spot, 'px'), ordType: 'market', tgtCcy: 'base_ccy' },
      { quantity: '0.5' },
    ],
    [
      'a spot market sell without tgtCcy sells base units',
      { ...without(spot, 'px'), ordType: 'market', side: 'sell' },
      { quantity: '0.5' },
    ],
    [
      'a spot market sell with quote_ccy receives quote units',
      { ...without(spot, 'px'), ordType: 'market', side: 'sell', tgtCcy: 'quote_ccy' },
      { quoteAmount: '0.5' },
    ],
    ['reduceOnly means nothing on spot', { ...spot, reduceOnly: true }, { reduceOnly: false }],
    ['a swap counts contracts', swap, { market: 'BTC/USDT:USDT', quantity: '0.03', price: '100' }],
    ['numbers may be JSON numbers', { ...swap, sz: 3, px: 1e-7 }, { quantity: '0.03', price: '0.0000001' }],
    [
      'optimal_limit_ioc is a market order',
      { ...without(swap, 'px'), ordType: 'optimal_limit_ioc' },
      { type: 'market' },
    ],
    ['reduceOnly counts in net mode', { ...swap, posSide: 'net', reduceOnly: true }, { reduceOnly: true }],
    ['reduceOnly counts as text too', { ...swap, reduceOnly: 'true' }, { reduceOnly: true }],
    ['buy long opens, whatever reduceOnly says', { ...swap, posSide: 'long', reduceOnly: true }, { reduceOnly: false }],
    [
      'sell short opens, whatever reduceOnly says',
      { ...swap, side: 'sell', posSide: 'short', reduceOnly: true },
      { reduceOnly: false },
    ],
    ['sell long closes', { ...swap, side: 'sell', posSide: 'long' }, { reduceOnly: true }],
    ['buy short closes', { ...swap, posSide: 'short', reduceOnly: false }, { reduceOnly: true }],
    [
      'an order without an id gets one',
      without(spot, 'clOrdId'),
      { clientOrderId: 'KW000000000000000000000000000001' },
    ],
    [
      'empty parameters count as absent',
      { ...spot, clOrdId: '', ccy: '', attachAlgoOrds: null, pxUsd: '' },
      { quantity: '0.5' },
    ],
    ['a tag is known', { ...spot, tag: '159881cb7207BCDE' }, { quantity: '0.5' }],
    ['the quote currency of the market may be repeated', { ...spot, tradeQuoteCcy: 'USDT' }, { quantity: '0.5' }],
  ])('%s', (_title, order, expected) => {
    const { market, ...rest } = expected as Record<string, unknown>;
    const wanted = market === undefined ? rest : { ...rest, instrument: market };
    expect(only(intentsOf(ORDER, order))).toMatchObject(wanted);
    expect(only(intentsOf(BATCH, [order]))).toMatchObject(wanted);
  });

  it('adds the id that it made to what is sent', () => {
    const call = parseBody(BATCH, [without(spot, 'clOrdId'), without(swap, 'clOrdId')]) as Call;
    const sent = JSON.parse(wire.build(call, undefined, { timeMs: 0 }).body) as { clOrdId: string }[];
    expect(sent.map(({ clOrdId }) => clOrdId)).toEqual(
      call.intents.map((intent) => (intent as PlaceOrder).clientOrderId),
    );
    expect(new Set(sent.map(({ clOrdId }) => clOrdId)).size).toBe(2);
  });

  it.each([
    ['margin on spot', { ...spot, tdMode: 'cross' }, 'not-modelled'],
    ['isolated margin on spot', { ...spot, tdMode: 'isolated' }, 'not-modelled'],
    ['lead trading', { ...spot, tdMode: 'spot_isolated' }, 'not-modelled'],
    ['cash on a swap', { ...swap, tdMode: 'cash' }, 'parameter-invalid'],
    ['no trade mode', without(spot, 'tdMode'), 'parameter-invalid'],
    ['no side', without(spot, 'side'), 'parameter-invalid'],
    ['no order type', without(spot, 'ordType'), 'parameter-invalid'],
    ['no size', without(spot, 'sz'), 'parameter-invalid'],
    ['no price', without(spot, 'px'), 'parameter-invalid'],
    ['a price on a market order', { ...spot, ordType: 'market' }, 'parameter-invalid'],
    ['a size of zero', { ...spot, sz: '0' }, 'parameter-invalid'],
    ['a negative size', { ...spot, sz: '-1' }, 'parameter-invalid'],
    ['a limit order by quote amount', { ...spot, tgtCcy: 'quote_ccy' }, 'not-modelled'],
    ['a unit on a swap', { ...swap, tgtCcy: 'quote_ccy' }, 'not-modelled'],
    ['another quote currency', { ...spot, tradeQuoteCcy: 'USDC' }, 'not-modelled'],
    ['a price that the exchange may move', { ...spot, pxAmendType: '1' }, 'not-modelled'],
    ['an instrument code that wins over the name', { ...spot, instIdCode: 7 }, 'not-modelled'],
    ['attached orders', { ...spot, attachAlgoOrds: [{ slTriggerPx: '1', slOrdPx: '-1' }] }, 'not-modelled'],
    ['a stop loss on an order of the book', { ...spot, slTriggerPx: '1', slOrdPx: '-1' }, 'not-modelled'],
    ['a margin currency', { ...swap, ccy: 'USDT' }, 'not-modelled'],
    ['an option order type', { ...spot, ordType: 'mmp' }, 'not-modelled'],
    ['a price-improvement order', { ...spot, ordType: 'rpi' }, 'not-modelled'],
    ['an inverse swap', { ...swap, instId: 'BTC-USD-SWAP' }, 'market-unknown'],
    ['a dated future', { ...swap, instId: 'BTC-USDT-261225' }, 'market-unknown'],
    ['a market that is not listed', { ...spot, instId: 'DOGE-USDT' }, 'market-unknown'],
    ['no market', without(spot, 'instId'), 'parameter-invalid'],
    ['a client id with a dash', { ...spot, clOrdId: 'a-1' }, 'parameter-invalid'],
    ['an unknown parameter', { ...spot, newThing: '1' }, 'parameter-unknown'],
    ['an unknown parameter, though it is empty', { ...spot, newThing: '' }, 'parameter-unknown'],
    ['a parameter of the prototype', { ...spot, constructor: 'x' }, 'parameter-unknown'],
    ['a nested value', { ...spot, sz: ['1'] }, 'parameter-invalid'],
  ])('is refused with %s', (_title, order, code) => {
    expect(intentsOf(ORDER, order)).toMatchObject({ refused: true, code });
    expect(intentsOf(BATCH, [spot, order])).toMatchObject({ refused: true, code });
  });

  it.each([
    ['an object where a list stands', BATCH, spot],
    ['a list where an object stands', ORDER, [spot]],
    ['an empty list', BATCH, []],
    ['21 orders', BATCH, Array.from({ length: 21 }, () => spot)],
    ['a list in the list', BATCH, [[spot]]],
  ])('is refused as %s', (_title, path, body) => {
    expect(intentsOf(path, body)).toMatchObject({ refused: true, code: 'parameter-invalid' });
  });

  it('is refused with a parameter in the query, without a body, and as a form', () => {
    const url = `https://www.okx.com${ORDER}`;
    expect(parseRequest(requestOf('POST', `${url}?sz=9`, {}, JSON.stringify(spot)))).toMatchObject({
      code: 'parameter-unknown',
    });
    expect(parseRequest(requestOf('POST', url, {}))).toMatchObject({ code: 'parameter-invalid' });
    const form = { ...requestOf('POST', url, {}), body: { kind: 'form', params: [['sz', '1']] } } as const;
    expect(parseRequest(form)).toMatchObject({ code: 'http-body' });
  });
});

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
    expect(only(intentsOf(ALGO, order))).toMatchObject({ ...expected, conditional: true, clientOrderId: 'a1' });
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
    expect(only(call.intents)).toMatchObject(expected);
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

describe('what ccxt sends', () => {
  const client = recordingCcxt;
  type Ccxt = ReturnType<typeof recordingCcxt>['client'];
  it.each<[string, (ccxt: Ccxt) => Promise<unknown>, Record<string, unknown>]>([
    [
      'a limit order',
      (ccxt) => ccxt.createOrder('BTC/USDT', 'limit', 'buy', 0.5, 100),
      { type: 'limit', quantity: '0.5', price: '100' },
    ],
    ['a market buy', (ccxt) => ccxt.createOrder('BTC/USDT', 'market', 'buy', 0.5), { type: 'market', quantity: '0.5' }],
    [
      'a market buy by cost',
      (ccxt) => ccxt.createMarketBuyOrderWithCost('BTC/USDT', 50),
      { type: 'market', quoteAmount: '50' },
    ],
    [
      'a market sell',
      (ccxt) => ccxt.createOrder('BTC/USDT', 'market', 'sell', 0.5),
      { type: 'market', quantity: '0.5' },
    ],
    [
      'post-only with a client id',
      (ccxt) => ccxt.createOrder('BTC/USDT', 'limit', 'buy', 0.5, 100, { postOnly: true, clientOrderId: 'a1' }),
      { postOnly: true, clientOrderId: 'a1' },
    ],
    [
      'contracts',
      (ccxt) => ccxt.createOrder('BTC/USDT:USDT', 'limit', 'buy', 5, 100),
      { quantity: '0.05', reduceOnly: false },
    ],
    [
      'a reduce-only order',
      (ccxt) => ccxt.createOrder('BTC/USDT:USDT', 'market', 'sell', 5, undefined, { reduceOnly: true }),
      { type: 'market', reduceOnly: true },
    ],
    [
      'a closing order in hedged mode',
      (ccxt) => ccxt.createOrder('BTC/USDT:USDT', 'market', 'sell', 5, undefined, { reduceOnly: true, hedged: true }),
      { reduceOnly: true },
    ],
    [
      'an opening order in hedged mode',
      (ccxt) => ccxt.createOrder('BTC/USDT:USDT', 'market', 'sell', 5, undefined, { hedged: true }),
      { reduceOnly: false },
    ],
    [
      'a trigger order',
      (ccxt) => ccxt.createOrder('BTC/USDT', 'limit', 'buy', 0.5, 100, { triggerPrice: 99 }),
      { type: 'stop-limit', trigger: '99', price: '100', conditional: true },
    ],
    [
      'a stop loss on a swap',
      (ccxt) =>
        ccxt.createOrder('BTC/USDT:USDT', 'market', 'sell', 5, undefined, { stopLossPrice: 90, reduceOnly: true }),
      { type: 'stop', trigger: '90', reduceOnly: true, conditional: true },
    ],
    [
      'a take profit on a swap',
      (ccxt) => ccxt.createOrder('BTC/USDT:USDT', 'limit', 'sell', 5, 111, { takeProfitPrice: 110 }),
      { type: 'take-profit-limit', trigger: '110', price: '111' },
    ],
    [
      'a stop loss on spot in cash mode',
      (ccxt) => ccxt.createOrder('BTC/USDT', 'market', 'sell', 0.5, undefined, { stopLossPrice: 90, tdMode: 'cash' }),
      { type: 'stop', trigger: '90', quantity: '0.5' },
    ],
    [
      'an edit',
      (ccxt) => ccxt.editOrder('7', 'BTC/USDT', 'limit', 'buy', 0.4, 90),
      { action: 'amend-order', quantity: '0.4', price: '90' },
    ],
    ['a cancel', (ccxt) => ccxt.cancelOrder('7', 'BTC/USDT'), { action: 'cancel-order', order: { orderId: '7' } }],
    [
      'a cancel of a trigger order',
      (ccxt) => ccxt.cancelOrder('7', 'BTC/USDT', { trigger: true }),
      { action: 'cancel-order', order: { orderId: '7', conditional: true } },
    ],
    ['cancel-all-after', (ccxt) => ccxt.cancelAllOrdersAfter(30_000), { setting: 'dead-man', value: '30' }],
    [
      'leverage',
      (ccxt) => ccxt.setLeverage(5, 'BTC/USDT:USDT', { mgnMode: 'cross' }),
      { setting: 'leverage', value: '5' },
    ],
    ['the position mode', (ccxt) => ccxt.setPositionMode(true), { setting: 'position-mode', value: 'long_short_mode' }],
    [
      'closing a position',
      (ccxt) => ccxt.closePosition('BTC/USDT:USDT', 'buy' as never),
      { closePosition: true, side: 'sell' },
    ],
  ])('%s', async (_title, act, expected) => {
    const { client: ccxt, sent } = client();
    await act(ccxt);
    const call = parseRequest(sent[0]!) as Call;
    expect(only(isRefusal(call) ? call : call.intents)).toMatchObject(expected);
    const built = wire.build(call, undefined, { timeMs: 0 });
    const again = parseRequest(requestOf('POST', `https://www.okx.com${built.target}`, {}, built.body)) as Call;
    expect(again.intents).toEqual(call.intents);
    expect(again.body).toEqual(call.body);
  });

  it('is refused where it means margin: a stop loss on spot with the default trade mode', async () => {
    const { client: ccxt, sent } = client();
    await ccxt.createOrder('BTC/USDT', 'market', 'sell', 0.5, undefined, { stopLossPrice: 90 });
    expect(parseRequest(sent[0]!)).toMatchObject({ code: 'not-modelled' });
  });

  it('is refused with attached orders and trailing stops', async () => {
    const { client: ccxt, sent } = client();
    await ccxt.createOrder('BTC/USDT:USDT', 'limit', 'buy', 5, 100, { stopLoss: { triggerPrice: 90 } });
    await ccxt.createOrder('BTC/USDT:USDT', 'market', 'sell', 5, undefined, { trailingPercent: '1' });
    for (const request of sent) expect(parseRequest(request)).toMatchObject({ code: 'not-modelled' });
  });
});

describe('parse', () => {
  const names = [...new Set(Object.values(forms).flatMap(({ table }) => Object.keys(table)))];
  const value = fc.oneof(
    fc.constantFrom(
      'BTC-USDT',
      'BTC-USDT-SWAP',
      'buy',
      'sell',
      'limit',
      'market',
      'cash',
      'cross',
      '1',
      '-1',
      'base_ccy',
      'quote_ccy',
      '',
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const order = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })), value, { maxKeys: 12 });

  it('never throws, and never lets an unknown parameter through', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(forms)),
        fc.oneof(order, fc.array(order, { maxLength: 3 }), value),
        (name, body) => {
          const [method = '', path = ''] = name.split(' ');
          const text = JSON.stringify(body);
          const call = parseRequest(requestOf(method, `https://www.okx.com${path}`, {}, text));
          if (isRefusal(call)) return;
          const objects = Array.isArray(body) ? body : [body];
          expect(call.intents).toHaveLength(objects.length);
          for (const object of objects) {
            for (const key of Object.keys(object as object)) expect(Object.hasOwn(forms[name]!.table, key)).toBe(true);
          }
          const built = wire.build(call, undefined, { timeMs: 0 });
          const again = parseRequest(requestOf(method, `https://www.okx.com${built.target}`, {}, built.body));
          expect(isRefusal(again) ? again : again.intents).toEqual(call.intents);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('reads its own writing of any order back the same', () => {
    const amount = fc
      .oneof(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 1e-7, max: 1e6, noNaN: true }))
      .map((n) => n);
    fc.assert(
      fc.property(
        fc.record({
          instId: fc.constantFrom('BTC-USDT', 'BTC-USDT-SWAP'),
          side: fc.constantFrom('buy', 'sell'),
          ordType: fc.constantFrom('limit', 'market', 'post_only', 'ioc'),
          sz: amount,
          px: amount,
          posSide: fc.constantFrom(undefined, 'net', 'long', 'short'),
          reduceOnly: fc.constantFrom(undefined, true, false, 'true'),
          tgtCcy: fc.constantFrom(undefined, 'base_ccy', 'quote_ccy'),
          clOrdId: fc.stringMatching(/^[a-zA-Z0-9]{1,32}$/),
        }),
        ({ px, ...drawn }) => {
          const tdMode = drawn.instId === 'BTC-USDT' ? 'cash' : 'isolated';
          const priced = drawn.ordType === 'market' ? {} : { px };
          const call = parseBody(BATCH, [{ ...drawn, tdMode, ...priced }]);
          if (isRefusal(call)) return;
          const [intent] = call.intents as PlaceOrder[];
          const sent = (JSON.parse(wire.build(call, undefined, { timeMs: 0 }).body) as Record<string, unknown>[])[0]!;
          const size = Number(sent['sz']) * (intent!.instrument.kind === 'linear' ? 0.01 : 1);
          expect(Number(formatDecimal(intent!.quantity ?? intent!.quoteAmount!))).toBeCloseTo(size, 9);
          expect(intentsOf(BATCH, [sent])).toEqual(call.intents);
        },
      ),
    );
  });
});
