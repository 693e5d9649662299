import { describe, expect, it } from 'vitest';
import { type Instrument, type Intent, isRefusal, type PlaceOrder, parseDecimal } from '../../core/index.ts';
import type { ClosingOrder } from '../closing.ts';
import type { Call } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { again, contextOf, credential, endpointFor, linear, spot } from './asked.contract.ts';
import { closing } from './closing.ts';
import { wire } from './wire.ts';

const decimal = (text: string) => parseDecimal(text)!;
const order: ClosingOrder = {
  instrument: linear,
  side: 'sell',
  quantity: decimal('0.020'),
  reduceOnly: true,
  clientOrderId: 'kw1',
};

function seen(kind: Instrument['kind'], symbol: string, more: Partial<SeenOrder> = {}): SeenOrder {
  const flags = { reduceOnly: false, isProtective: false, isOpen: true };
  return {
    what: 'order',
    order: { orderId: 'o1', clientOrderId: 'c1' },
    symbol,
    kind,
    side: 'sell',
    ...flags,
    ...more,
  };
}

/** What an intent asks for, without the instrument. */
function meantBy(intent: Intent): unknown {
  const { action, side, type, quantity, price, reduceOnly, closePosition, clientOrderId } =
    intent as Partial<PlaceOrder>;
  return { action, side, type, quantity, price, reduceOnly, closePosition, clientOrderId };
}

const jsonOf = (call: Call): unknown => JSON.parse(wire.build(call, credential, { timeMs: 1 }).body);

describe('the calls that cancel all', () => {
  it('reach every order of spot and of stablecoin contracts, though none is known', () => {
    const bodies = closing.cancelAll([], 'live').map(jsonOf);
    expect(bodies).toEqual([
      { category: 'linear', settleCoin: 'USDT' },
      { category: 'linear', settleCoin: 'USDC' },
      ...['Order', 'StopOrder', 'tpslOrder', 'OcoOrder', 'BidirectionalTpslOrder'].map((orderFilter) => ({
        category: 'spot',
        orderFilter,
      })),
    ]);
  });

  it('reach inverse contracts by market, and options at once', () => {
    const open = [
      seen('inverse', 'BTCUSD'),
      seen('inverse', 'BTCUSD'),
      seen('inverse', 'ETHUSDU27'),
      seen('linear', 'BTC-25DEC26-80000-C-USDT'),
      seen('linear', 'ETH-25DEC26-4000-P'),
      seen('linear', 'BTC-25DEC26'),
    ];
    expect(closing.cancelAll(open, 'testnet').map(jsonOf).slice(7)).toEqual([
      { category: 'inverse', symbol: 'BTCUSD' },
      { category: 'inverse', symbol: 'ETHUSDU27' },
      { category: 'option' },
    ]);
  });

  it('take no conditional order but by its id, where the stop of a contract is to stand', () => {
    const stop = seen('linear', 'ETHUSDT', { order: { orderId: 's1' }, isProtective: true, reduceOnly: true });
    const entries = Array.from({ length: 21 }, (_, at) =>
      seen('linear', 'BTCUSDT', { order: { orderId: `e${at}` }, trigger: decimal('1') }),
    );
    const bodies = closing.cancelAll([seen('linear', 'BTCUSDT'), ...entries], 'live', [stop]).map(jsonOf);
    expect(bodies.slice(0, 2)).toEqual([
      { category: 'linear', settleCoin: 'USDT', orderFilter: 'Order' },
      { category: 'linear', settleCoin: 'USDC', orderFilter: 'Order' },
    ]);
    const batch = (from: number, to: number) => ({
      category: 'linear',
      request: entries.slice(from, to).map(({ order: { orderId } }) => ({ symbol: 'BTCUSDT', orderId })),
    });
    expect(bodies.slice(7)).toEqual([batch(0, 20), batch(20, 21)]);
  });

  it('go to the host of their environment', () => {
    const hosts = (['live', 'testnet', 'demo'] as const).map(
      (environment) => closing.cancelAll([], environment)[0]!.host,
    );
    expect(hosts).toEqual(['api.bybit.com', 'api-testnet.bybit.com', 'api-demo.bybit.com']);
  });
});

describe('one order', () => {
  it('is cancelled by its id, or by its client order id where it has no other', () => {
    const call = closing.cancel(seen('linear', 'BTCUSDT'), 'live');
    expect([call.path, jsonOf(call)]).toEqual([
      '/v5/order/cancel',
      { category: 'linear', symbol: 'BTCUSDT', orderId: 'o1' },
    ]);
    const byClient = closing.cancel(seen('spot', 'BTCUSDT', { order: { clientOrderId: 'c1' } }), 'live');
    expect(jsonOf(byClient)).toEqual({ category: 'spot', symbol: 'BTCUSDT', orderLinkId: 'c1' });
    expect(byClient.intents).toEqual([{ action: 'cancel-order', order: { clientOrderId: 'c1' } }]);
  });

  it('is cancelled in a batch where it is a conditional one on spot, for that asks no kind', () => {
    for (const more of [{ trigger: decimal('9') }, { isProtective: true }]) {
      const call = closing.cancel(seen('spot', 'BTCUSDT', more), 'live');
      expect([call.path, jsonOf(call)]).toEqual([
        '/v5/order/cancel-batch',
        { category: 'spot', request: [{ symbol: 'BTCUSDT', orderId: 'o1' }] },
      ]);
    }
  });

  it('is cancelled as an option where its name is one', () => {
    const call = closing.cancel(seen('linear', 'BTC-25DEC26-80000-C'), 'live');
    expect(jsonOf(call)).toMatchObject({ category: 'option' });
  });
});

describe('an order that closes', () => {
  it('reduces only, and names the leg of a hedge', () => {
    const call = closing.place({ ...order, leg: '1' }, 'live');
    expect(jsonOf(call)).toEqual({
      category: 'linear',
      symbol: 'BTCUSDT',
      side: 'Sell',
      orderType: 'Market',
      positionIdx: 1,
      qty: '0.02',
      orderLinkId: 'kw1',
      reduceOnly: true,
    });
  });

  it('is counted in the coin on spot, which knows no reducing', () => {
    const call = closing.place({ ...order, instrument: spot, side: 'buy' }, 'live');
    expect(jsonOf(call)).toEqual({
      category: 'spot',
      symbol: 'BTCUSDT',
      side: 'Buy',
      orderType: 'Market',
      qty: '0.02',
      marketUnit: 'baseCoin',
      orderLinkId: 'kw1',
    });
  });

  it('fills at once or not at all where it has a limit, but rests for a drill', () => {
    const limit = decimal('50000.1');
    expect(jsonOf(closing.place({ ...order, limit }, 'live'))).toMatchObject({
      orderType: 'Limit',
      price: '50000.1',
      timeInForce: 'IOC',
    });
    const drill = closing.place({ ...order, instrument: spot, limit, rests: true }, 'live');
    expect(jsonOf(drill)).toMatchObject({ orderType: 'Limit', timeInForce: 'PostOnly' });
    expect(drill.intents).toMatchObject([{ type: 'limit', postOnly: true }]);
  });

  it('closes an inverse position as a whole, whatever its size', () => {
    const inverse = { ...linear, kind: 'inverse', symbol: 'BTCUSD' } as const;
    const call = closing.place({ ...order, instrument: inverse }, 'live');
    expect(jsonOf(call)).toMatchObject({ category: 'inverse', qty: '0', reduceOnly: true, closeOnTrigger: true });
  });

  it('means the same when it comes in again as a request', () => {
    const calls = [
      closing.place(order, 'live'),
      closing.place({ ...order, instrument: spot, side: 'buy' }, 'live'),
      closing.place({ ...order, limit: decimal('50000') }, 'live'),
      closing.closePosition!(order, 'live'),
      ...closing.cancelAll([], 'live'),
    ];
    for (const call of calls) {
      const sent = JSON.parse(wire.build(call, credential, { timeMs: 1 }).body) as never;
      const request = again({ ...call, body: { kind: 'json', value: sent } });
      const parsed = wire.parse(request, endpointFor(request), contextOf());
      if (isRefusal(parsed)) throw new Error(`${call.path} ${parsed.message}`);
      expect(parsed.intents.map(meantBy)).toEqual(call.intents.map(meantBy));
    }
  });

  it('is refused with codes that stand in one class only', () => {
    const codes = Object.values(closing.rejections).flat();
    expect(new Set(codes).size).toBe(codes.length);
  });
});
