import { describe, expect, it } from 'vitest';
import { type Decimal, type Instrument, parseDecimal, writeJson } from '../../core/index.ts';
import type { ClosingOrder } from '../closing.ts';
import type { Call } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { account } from './account.ts';
import { closing } from './closing.ts';
import { instruments, parseBody } from './samples.contract.ts';

const amount = (text: string): Decimal => parseDecimal(text)!;
const instrument = (market: string): Instrument => instruments.find((one) => one.market === market)!;
const bodyOf = (call: Call): unknown =>
  call.body.kind === 'json' ? JSON.parse(writeJson(call.body.value)) : undefined;

function seen(orderId: string, rest: Partial<SeenOrder> = {}): SeenOrder {
  const common = { what: 'order', symbol: 'BTC-USDT', kind: 'spot', side: 'buy', reduceOnly: false } as const;
  return { ...common, isProtective: false, isOpen: true, order: { orderId }, ...rest };
}

const stop = (algoId: string, rest: Partial<SeenOrder> = {}) =>
  seen(algoId, { order: { orderId: algoId, conditional: true }, type: 'stop', trigger: amount('9'), ...rest });

function order(market: string, rest: Partial<ClosingOrder> = {}): ClosingOrder {
  const common = { side: 'sell', quantity: amount('0.03'), reduceOnly: false, clientOrderId: 'kw1' } as const;
  return { instrument: instrument(market), ...common, ...rest };
}

describe('cancelling', () => {
  it('is done in as few calls as the exchange takes, markets together, each book in its own', () => {
    const open = [
      ...Array.from({ length: 25 }, (_, n) => seen(String(n + 1), { symbol: n % 2 ? 'BTC-USDT' : 'ETH-USDT' })),
      ...Array.from({ length: 12 }, (_, n) => stop(String(n + 101))),
    ];
    const calls = closing.cancelAll(open, 'live');
    expect(calls.map(({ path, intents }) => [path, intents.length])).toEqual([
      ['/api/v5/trade/cancel-batch-orders', 20],
      ['/api/v5/trade/cancel-batch-orders', 5],
      ['/api/v5/trade/cancel-algos', 10],
      ['/api/v5/trade/cancel-algos', 2],
    ]);
    for (const call of calls) expect(call).toMatchObject({ endpoint: { class: 'trade' }, host: 'www.okx.com' });
    expect(bodyOf(calls[1]!)).toContainEqual({ instId: 'ETH-USDT', ordId: '21' });
    expect(bodyOf(calls[3]!)).toEqual([
      { instId: 'BTC-USDT', algoId: '111' },
      { instId: 'BTC-USDT', algoId: '112' },
    ]);
    expect(calls.flatMap(({ intents }) => intents)).toHaveLength(open.length);
  });

  it('has no call for a whole account', () => {
    expect(closing.cancelAll([], 'live')).toEqual([]);
  });

  it('of one order names it by what is known, and takes the older call for what fills large orders', () => {
    const named = closing.cancel(seen('', { order: { clientOrderId: 'mine1' } }), 'demo');
    expect(bodyOf(named)).toEqual([{ instId: 'BTC-USDT', clOrdId: 'mine1' }]);
    expect(named.environment).toBe('demo');
    expect(closing.cancel(stop('7'), 'live').path).toBe('/api/v5/trade/cancel-algos');
    const { type: _type, trigger: _trigger, ...iceberg } = stop('7');
    expect(closing.cancel(iceberg, 'live').path).toBe('/api/v5/trade/cancel-advance-algos');
  });

  it('is answered row by row', () => {
    const [call] = closing.cancelAll([seen('1'), seen('2')], 'live');
    const rows = [
      { ordId: '1', clOrdId: '', sCode: '0', sMsg: '' },
      { ordId: '2', clOrdId: '', sCode: '51400', sMsg: 'gone' },
    ];
    expect(account.outcomes(call!, 200, JSON.stringify({ code: '2', data: rows }))).toEqual([
      { kind: 'accepted' },
      { kind: 'rejected', code: '51400' },
    ]);
  });
});

describe('closing orders', () => {
  it.each([
    [
      'a sale at the market, in base units',
      order('BTC/USDT'),
      { tdMode: 'cash', ordType: 'market', tgtCcy: 'base_ccy', sz: '0.03' },
    ],
    ['a sale with a limit', order('BTC/USDT', { limit: amount('9.5') }), { ordType: 'ioc', px: '9.5', sz: '0.03' }],
    [
      'contracts',
      order('BTC/USDT:USDT', { reduceOnly: true, mode: 'isolated' }),
      { tdMode: 'isolated', sz: '3', reduceOnly: true, ordType: 'optimal_limit_ioc' },
    ],
    [
      'contracts with a limit',
      order('BTC/USDT:USDT', { reduceOnly: true, limit: amount('9') }),
      { tdMode: 'cross', ordType: 'ioc', px: '9' },
    ],
    ['a leg', order('BTC/USDT:USDT', { reduceOnly: true, leg: 'long' }), { posSide: 'long', side: 'sell' }],
    [
      'what is to rest',
      order('BTC/USDT', { limit: amount('9.5'), rests: true }),
      { ordType: 'post_only', px: '9.5', tdMode: 'cash' },
    ],
    ['spot in margin mode', order('BTC/USDT', { mode: 'cross' }), { tdMode: 'cross' }],
  ])('are written as %s', (_title, placed, told) => {
    const call = closing.place(placed, 'live');
    expect(call).toMatchObject({ path: '/api/v5/trade/order', endpoint: { class: 'trade' } });
    expect(bodyOf(call)).toMatchObject({ clOrdId: 'kw1', side: 'sell', ...told });
  });

  it('never carry a flag that the exchange does not look at', () => {
    expect(bodyOf(closing.place(order('BTC/USDT'), 'live'))).not.toHaveProperty('reduceOnly');
    const leg = closing.place(order('BTC/USDT:USDT', { reduceOnly: true, leg: 'long' }), 'live');
    expect(bodyOf(leg)).not.toHaveProperty('reduceOnly');
    expect(bodyOf(closing.place(order('BTC/USDT', { limit: amount('9') }), 'live'))).not.toHaveProperty('tgtCcy');
  });

  it.each([
    ['a sale', order('BTC/USDT')],
    ['a sale with a limit', order('BTC/USDT', { limit: amount('9.5') })],
    ['a drill', order('BTC/USDT', { side: 'buy', limit: amount('9.5'), rests: true })],
    ['a position', order('BTC/USDT:USDT', { reduceOnly: true })],
    ['a leg', order('BTC/USDT:USDT', { side: 'buy', reduceOnly: true, leg: 'short' })],
  ])('mean what Keyward reads in them: %s', (_title, placed) => {
    const call = closing.place(placed, 'live');
    const read = parseBody(call.path, bodyOf(call));
    expect('intents' in read && read.intents).toEqual(call.intents);
  });

  it('close whole positions, and leave the orders that wait to close them', () => {
    const call = closing.closePosition!(order('BTC/USDT:USDT', { leg: 'long', limit: amount('9') }), 'live');
    expect(call.path).toBe('/api/v5/trade/close-position');
    expect(bodyOf(call)).toEqual({
      instId: 'BTC-USDT-SWAP',
      mgnMode: 'cross',
      clOrdId: 'kw1',
      posSide: 'long',
    });
    expect(call.intents).toMatchObject([
      { action: 'place-order', type: 'market', closePosition: true, reduceOnly: true },
    ]);
    const answer = JSON.stringify({ code: '0', data: [{ clOrdId: 'kw1', instId: 'BTC-USDT-SWAP' }] });
    expect(account.outcomes(call, 200, answer)).toMatchObject([{ kind: 'accepted' }]);
    const none = JSON.stringify({ code: '51023', data: [], msg: "Position doesn't exist." });
    expect(account.outcomes(call, 200, none)).toEqual([{ kind: 'rejected', code: '51023' }]);
    expect(closing.rejections.nothingToReduce).toContain('51023');
  });

  it('have rejections of one meaning each', () => {
    const codes = Object.values(closing.rejections).flat();
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^5\d{4}$/);
  });
});

describe('the timer', () => {
  it.each([
    [10_000, '10'],
    [10_001, '11'],
    [1, '10'],
    [500_000, '120'],
    [0, '0'],
  ])('after %d ms is set to %s s', (afterMs, seconds) => {
    const [call, second] = closing.deadMan!.arm(afterMs, [], 'live');
    expect(second).toBeUndefined();
    expect(bodyOf(call!)).toEqual({ timeOut: seconds });
    expect(call!.intents).toEqual([{ action: 'change-setting', setting: 'dead-man', value: seconds }]);
    const read = parseBody(call!.path, bodyOf(call!));
    expect('intents' in read && read.intents).toEqual(call!.intents);
  });

  it('stands for the whole account', () => {
    expect(closing.deadMan).toMatchObject({ reach: 'account', minMs: 10_000, maxMs: 120_000, takesStops: 'unknown' });
  });
});
