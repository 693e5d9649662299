import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, isRefusal, type PlaceOrder } from '../../core/index.ts';
import type { BotRequest, Call } from '../exchange.ts';
import {
  endpointFor,
  intentsOf,
  onlyIntent,
  parseBody,
  parseRequest,
  recordingCcxt,
  requestOf,
  sampleContext,
} from './samples.contract.ts';
import { forms } from './tables.ts';
import { wire } from './wire.ts';

const BATCH = '/api/v5/trade/batch-orders';

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
    expect(onlyIntent(isRefusal(call) ? call : call.intents)).toMatchObject(expected);
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

  it('is read with tdMode cross on spot where the account borrows nothing for spot orders', async () => {
    const { client: ccxt, sent } = client();
    await ccxt.createOrder('BTC/USDT', 'market', 'sell', 0.5, undefined, { stopLossPrice: 90 });
    await ccxt.createOrder('BTC/USDT', 'limit', 'buy', 0.5, 100, { tdMode: 'cross' });
    const read = (request: BotRequest) =>
      wire.parse(request, endpointFor(request), sampleContext('live', { spotBorrow: 'no' }));
    const [stop, limit] = sent.map(read);
    expect(stop).toMatchObject({ body: { value: { tdMode: 'cross' } }, intents: [{ type: 'stop', side: 'sell' }] });
    expect(limit).toMatchObject({ body: { value: [{ tdMode: 'cross', ccy: 'USDT' }] }, intents: [{ type: 'limit' }] });
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
