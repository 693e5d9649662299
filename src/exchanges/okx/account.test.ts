import { describe, expect, it } from 'vitest';
import { formatDecimal, type Instrument } from '../../core/index.ts';
import type { Call, OrderStatus } from '../exchange.ts';
import { account } from './account.ts';
import { answerOf, instruments, parseBody } from './samples.contract.ts';

const btc = instruments.find(({ symbol }) => symbol === 'BTC-USDT')!;
const swap = instruments.find(({ symbol }) => symbol === 'BTC-USDT-SWAP')!;
const order = (clOrdId: string) => ({
  instId: 'BTC-USDT',
  tdMode: 'cash',
  side: 'buy',
  ordType: 'limit',
  sz: '1',
  px: '9',
  clOrdId,
});
const batch = parseBody('/api/v5/trade/batch-orders', [order('a'), order('b')]) as Call;
const readFound = (status: number, body: string, instrument: Instrument) =>
  account.readFound(status, body, instrument, { clientOrderId: 'a' });
const reply = (code: string, data: unknown) => JSON.stringify({ code, data, msg: '' });

describe('outcomes', () => {
  it('reads each row of a batch: placed, refused', () => {
    const body = reply('2', [
      { ordId: '7', clOrdId: 'a', sCode: '0' },
      { ordId: '', clOrdId: 'b', sCode: '51008' },
    ]);
    expect(account.outcomes(batch, 200, body)).toEqual([
      { kind: 'accepted', status: { order: { orderId: '7', clientOrderId: 'a' }, symbol: 'BTC-USDT', open: true } },
      { kind: 'rejected', code: '51008' },
    ]);
  });

  it.each([
    ['a refusal of the whole', 400, reply('51000', []), 'rejected'],
    ['a bad key', 401, reply('50111', []), 'rejected'],
    ['a refusal in rows', 200, reply('1', [{ sCode: '51008' }, { sCode: '51008' }]), 'rejected'],
    ['a time-out of the exchange', 400, reply('50004', []), 'unknown'],
    ['a time-out in rows', 200, reply('1', [{ sCode: '51149' }, { sCode: '51149' }]), 'unknown'],
    ['a busy exchange', 429, reply('50013', []), 'unknown'],
    ['a server error', 502, '<html>', 'unknown'],
    ['a server error that names a code', 500, reply('51000', []), 'unknown'],
    ['an answer that is not JSON', 200, 'oops', 'unknown'],
    ['an answer without rows', 200, reply('0', []), 'unknown'],
    [
      'an answer of other orders',
      200,
      reply('0', [
        { ordId: '1', clOrdId: 'x', sCode: '0' },
        { ordId: '2', clOrdId: 'y', sCode: '0' },
      ]),
      'unknown',
    ],
  ])('%s is %s', (_title, status, body, kind) => {
    expect(account.outcomes(batch, status, body).map((outcome) => outcome.kind)).toEqual([kind, kind]);
  });

  it('finds the row of an order by its name, and knows nothing of an order without a row', () => {
    const placed = { ordId: '7', clOrdId: 'b', sCode: '0' };
    expect(
      account.outcomes(batch, 200, reply('2', [placed, { ordId: '', clOrdId: 'a', sCode: '51008' }])),
    ).toMatchObject([
      { kind: 'rejected', code: '51008' },
      { kind: 'accepted', status: { order: { orderId: '7' } } },
    ]);
    expect(account.outcomes(batch, 200, reply('2', [placed]))).toMatchObject([
      { kind: 'unknown' },
      { kind: 'accepted' },
    ]);
    for (const code of ['1', '2']) {
      expect(account.outcomes(batch, 200, reply(code, []))).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }]);
    }
  });

  it('names a conditional order by its own ids', () => {
    const call = parseBody('/api/v5/trade/order-algo', {
      instId: 'BTC-USDT-SWAP',
      tdMode: 'cross',
      side: 'sell',
      ordType: 'conditional',
      sz: '1',
      slTriggerPx: '9',
      slOrdPx: '-1',
      algoClOrdId: 'a',
    }) as Call;
    const body = reply('0', [{ algoId: '7', algoClOrdId: 'a', clOrdId: '', sCode: '0' }]);
    expect(account.outcomes(call, 200, body)).toMatchObject([
      { status: { order: { orderId: '7', conditional: true } } },
    ]);
  });

  it('knows of a cancel only that it was accepted: the order may still fill', () => {
    const call = parseBody('/api/v5/trade/cancel-order', { instId: 'BTC-USDT', ordId: '7' }) as Call;
    expect(account.outcomes(call, 200, reply('0', [{ ordId: '7', sCode: '0' }]))).toEqual([{ kind: 'accepted' }]);
    expect(account.outcomes(call, 200, reply('1', [{ ordId: '7', sCode: '51400' }]))).toEqual([
      { kind: 'rejected', code: '51400' },
    ]);
  });

  it('reads a setting and a closed position, which have no row code', () => {
    const leverage = parseBody('/api/v5/account/set-leverage', {
      instId: 'BTC-USDT-SWAP',
      lever: '2',
      mgnMode: 'cross',
    }) as Call;
    expect(account.outcomes(leverage, 200, reply('0', [{ lever: '2' }]))).toEqual([{ kind: 'accepted' }]);
    expect(account.outcomes(leverage, 200, reply('1', []))).toEqual([{ kind: 'rejected', code: '1' }]);
    const close = parseBody('/api/v5/trade/close-position', {
      instId: 'BTC-USDT-SWAP',
      mgnMode: 'cross',
      posSide: 'long',
      clOrdId: 'c',
    }) as Call;
    expect(
      account.outcomes(close, 200, reply('0', [{ instId: 'BTC-USDT-SWAP', posSide: 'long', clOrdId: 'c', tag: '' }])),
    ).toEqual([{ kind: 'accepted' }]);
  });
});

describe('looking an order up', () => {
  it('asks the book of the order by the id that is known', () => {
    const find = (ref: Parameters<typeof account.findOrder>[1]) => account.findOrder(btc, ref, 'demo');
    expect(find({ orderId: '7', clientOrderId: 'a' })).toMatchObject({
      path: '/api/v5/trade/order',
      environment: 'demo',
      query: [
        ['instId', 'BTC-USDT'],
        ['ordId', '7'],
      ],
    });
    expect(find({ clientOrderId: 'a' }).query).toContainEqual(['clOrdId', 'a']);
    expect(find({ clientOrderId: 'a', conditional: true })).toMatchObject({
      path: '/api/v5/trade/order-algo',
      query: [['algoClOrdId', 'a']],
    });
  });

  it.each([
    ['live', true],
    ['partially_filled', true],
    ['filled', false],
    ['canceled', false],
    ['mmp_canceled', false],
  ])('a %s order is open: %s', (state, open) => {
    const row = { instId: 'BTC-USDT', ordId: '7', clOrdId: 'a', state, accFillSz: '0.4', algoClOrdId: '' };
    const found = readFound(200, answerOf([row]), btc) as OrderStatus;
    expect(found).toMatchObject({ order: { orderId: '7', clientOrderId: 'a' }, symbol: 'BTC-USDT', open });
    expect(formatDecimal(found.filled!)).toBe('0.4');
  });

  it('turns contracts into base units', () => {
    const row = { instId: 'BTC-USDT-SWAP', ordId: '7', clOrdId: 'a', state: 'filled', accFillSz: '3' };
    expect(formatDecimal((readFound(200, answerOf([row]), swap) as OrderStatus).filled!)).toBe('0.03');
  });

  it.each([
    ['live', true],
    ['pause', true],
    ['partially_effective', true],
    ['effective', false],
    ['canceled', false],
    ['order_failed', false],
  ])('a conditional order that is %s is open: %s', (state, open) => {
    const row = { instId: 'BTC-USDT', algoId: '7', algoClOrdId: 'a', ordId: '', state, actualSz: '1' };
    expect(readFound(200, answerOf([row]), btc)).toEqual({
      order: { orderId: '7', clientOrderId: 'a', conditional: true },
      symbol: 'BTC-USDT',
      open,
      ...(state === 'order_failed' ? { isRefused: true } : {}),
    });
  });

  it('tells absent from not knowing', () => {
    expect(readFound(200, reply('51603', []), btc)).toBe('absent');
    for (const [status, body] of [
      [200, answerOf([])],
      [200, answerOf([{ state: 'new-state', accFillSz: '0' }])],
      [503, reply('51603', [])],
      [401, reply('50111', [])],
      [200, 'oops'],
    ] as const) {
      expect(readFound(status, body, btc)).toMatchObject({ unclear: true });
    }
  });
});

describe('open orders', () => {
  const [conditional, trigger, book] = account.openOrders(swap, 'live');

  it('are asked for in the book and in both kinds of conditional orders', () => {
    expect(book?.path).toBe('/api/v5/trade/orders-pending');
    for (const call of [conditional, trigger, book]) {
      expect(call?.query).toContainEqual(['instId', 'BTC-USDT-SWAP']);
      // So that a full page is known when it comes.
      expect(call?.query).toContainEqual(['limit', '100']);
    }
    expect(conditional?.query).toContainEqual(['ordType', 'conditional']);
    expect(trigger?.query).toContainEqual(['ordType', 'trigger']);
  });

  it('are read from either', () => {
    const row = { instId: 'BTC-USDT-SWAP', ordId: '7', clOrdId: 'a', state: 'live', accFillSz: '1' };
    expect(account.readOpenOrders(book!, 200, answerOf([row]), swap)).toMatchObject([
      { order: { orderId: '7' }, open: true },
    ]);
    const algo = { instId: 'BTC-USDT-SWAP', algoId: '8', algoClOrdId: '', state: 'live' };
    expect(account.readOpenOrders(conditional!, 200, answerOf([algo]), swap)).toMatchObject([
      { order: { orderId: '8', conditional: true } },
    ]);
  });

  it('go on after the last id of a full page', () => {
    const rows = (length: number) => Array.from({ length }, (_, index) => ({ ordId: `${index}`, algoId: `a${index}` }));
    expect(account.moreOpenOrders!(book!, answerOf(rows(99)))).toBeUndefined();
    const second = account.moreOpenOrders!(book!, answerOf(rows(100)))!;
    expect(second).toEqual({ ...book, query: [...book!.query, ['after', '99']] });
    expect(account.moreOpenOrders!(second, answerOf(rows(100)))).toEqual(second);
    expect(account.moreOpenOrders!(trigger!, answerOf(rows(100)))?.query).toContainEqual(['after', 'a99']);
    expect(account.moreOpenOrders!(book!, '')).toBeUndefined();
  });

  it('are unclear when a row cannot be read, or there is an error', () => {
    const row = { ordId: '7', state: 'live', accFillSz: '1' };
    for (const body of [answerOf([row, {}]), answerOf(['x']), reply('50011', []), '']) {
      expect(account.readOpenOrders(book!, 200, body, swap)).toMatchObject({ unclear: true });
    }
  });
});

describe('a setting', () => {
  it('is known for the position mode alone', () => {
    const call = account.setting!.query('position-mode', undefined, 'live');
    expect(call?.path).toBe('/api/v5/account/config');
    expect(account.setting!.read('position-mode', undefined, 200, answerOf([{ posMode: 'net_mode' }]))).toBe(
      'net_mode',
    );
    expect(account.setting!.read('position-mode', undefined, 401, reply('50111', []))).toBeUndefined();
    expect(account.setting!.query('leverage', swap, 'live')).toBeUndefined();
    expect(account.setting!.query('dead-man', undefined, 'live')).toBeUndefined();
  });
});
