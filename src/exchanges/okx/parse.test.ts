import { describe, expect, it } from 'vitest';
import type { PlaceOrder } from '../../core/index.ts';
import type { Call } from '../exchange.ts';
import { intentsOf, onlyIntent, parseBody, parseRequest, requestOf, without } from './samples.contract.ts';
import { wire } from './wire.ts';

const ORDER = '/api/v5/trade/order';
const BATCH = '/api/v5/trade/batch-orders';
const spot = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.5', px: '100', clOrdId: 'a1' };
const swap = { ...spot, instId: 'BTC-USDT-SWAP', tdMode: 'cross', sz: '3' };

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
    expect(onlyIntent(intentsOf(ORDER, order))).toMatchObject(wanted);
    expect(onlyIntent(intentsOf(BATCH, [order]))).toMatchObject(wanted);
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
