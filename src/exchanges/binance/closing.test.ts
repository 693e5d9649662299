import { describe, expect, it } from 'vitest';
import { type Instrument, one, parseDecimal } from '../../core/index.ts';
import type { Call } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { account } from './account.ts';
import { closing } from './closing.ts';

const amount = (text: string) => parseDecimal(text)!;
const perpetual: Instrument = {
  market: 'BTC/USDT:USDT',
  symbol: 'BTCUSDT',
  kind: 'linear',
  base: 'BTC',
  quote: 'USDT',
  contractSize: one,
  active: true,
};
const seen = (symbol: string, kind: Instrument['kind'], order: SeenOrder['order']): SeenOrder => ({
  what: 'order',
  order,
  symbol,
  kind,
  side: 'sell',
  reduceOnly: false,
  isProtective: false,
  isOpen: true,
});
const open = [
  seen('BTCUSDT', 'spot', { orderId: '1' }),
  seen('BTCUSDT', 'spot', { orderId: '2' }),
  seen('BTCUSDT', 'linear', { orderId: '1' }),
  seen('BTCUSDT', 'linear', { orderId: '3', conditional: true }),
  seen('ETHUSDT', 'linear', { orderId: '4', conditional: true }),
  seen('BTCUSD_PERP', 'inverse', { orderId: '5' }),
  seen('BTC-261225-80000-C', 'linear', { orderId: '6' }),
];

describe('closing a Binance account', () => {
  it('cancels each market of each book once, also in kinds of market that are not modelled', () => {
    const calls = closing.cancelAll(open, 'live');
    expect(calls.map(({ host, path, query }) => `${host}${path} ${query[0]?.[1]}`)).toEqual([
      'api.binance.com/api/v3/openOrders BTCUSDT',
      'fapi.binance.com/fapi/v1/allOpenOrders BTCUSDT',
      'fapi.binance.com/fapi/v1/algoOpenOrders BTCUSDT',
      'fapi.binance.com/fapi/v1/algoOpenOrders ETHUSDT',
      'dapi.binance.com/dapi/v1/allOpenOrders BTCUSD_PERP',
      'eapi.binance.com/eapi/v1/allOpenOrders BTC-261225-80000-C',
    ]);
    expect(calls.every(({ endpoint }) => endpoint.class === 'trade' && endpoint.method === 'DELETE')).toBe(true);
    expect(closing.cancelAll([], 'live')).toEqual([]);
  });

  it('cancels on cross and isolated margin apart, each market by itself', () => {
    const [first] = open;
    const margin = ['cross', 'isolated', 'isolated'].map((mode): SeenOrder => ({ ...first!, mode }));
    const spelled = ({ path, query }: Call) => `${path} ${query.map((param) => param.join('=')).join(' ')}`;
    const calls = closing.cancelAll([first!, ...margin], 'live');
    expect(calls.map(spelled)).toEqual([
      '/api/v3/openOrders symbol=BTCUSDT',
      '/sapi/v1/margin/openOrders symbol=BTCUSDT',
      '/sapi/v1/margin/openOrders symbol=BTCUSDT isIsolated=TRUE',
    ]);
    expect(margin.slice(0, 2).map((order) => spelled(closing.cancel(order, 'live')))).toEqual([
      '/sapi/v1/margin/order symbol=BTCUSDT orderId=1',
      '/sapi/v1/margin/order symbol=BTCUSDT isIsolated=TRUE orderId=1',
    ]);
    expect(calls.every(({ endpoint, host }) => endpoint.class === 'trade' && host === 'api.binance.com')).toBe(true);
  });

  it('goes by single orders where a stop is to stand in a book of a market', () => {
    const stop = seen('BTCUSDT', 'linear', { orderId: '9', conditional: true });
    const calls = closing.cancelAll(open.slice(2, 5), 'live', [stop]);
    expect(calls.map(({ path, query }) => `${path} ${query.map((param) => param.join('=')).join(' ')}`)).toEqual([
      '/fapi/v1/allOpenOrders symbol=BTCUSDT',
      '/fapi/v1/algoOrder algoId=3',
      '/fapi/v1/algoOpenOrders symbol=ETHUSDT',
    ]);
  });

  it('names one order by what it is known by', () => {
    expect(closing.cancel(open[3]!, 'live').query).toEqual([['algoId', '3']]);
    const byClient = seen('BTCUSDT', 'spot', { clientOrderId: 'mine' });
    expect(closing.cancel(byClient, 'live').query).toEqual([
      ['symbol', 'BTCUSDT'],
      ['origClientOrderId', 'mine'],
    ]);
  });

  it('names the leg in hedge mode, where reduce-only is not taken', () => {
    const order = {
      instrument: perpetual,
      side: 'sell',
      quantity: amount('0.5'),
      reduceOnly: true,
      clientOrderId: 'kw1',
    } as const;
    const paramsOf = (leg?: string) => {
      const { body } = closing.place({ ...order, ...(leg === undefined ? {} : { leg }) }, 'live');
      return Object.fromEntries(body.kind === 'form' ? body.params : []);
    };
    expect(paramsOf('LONG')).toMatchObject({ positionSide: 'LONG', quantity: '0.5', type: 'MARKET' });
    expect(paramsOf('LONG')).not.toHaveProperty('reduceOnly');
    expect(paramsOf()).toMatchObject({ reduceOnly: 'true' });
    expect(() => closing.place({ ...order, instrument: { ...perpetual, kind: 'inverse' } }, 'live')).toThrow('COIN-M');
  });

  it('tells the filters apart that Binance has one code for', () => {
    const call = closing.place(
      {
        instrument: { ...perpetual, kind: 'spot' },
        side: 'sell',
        quantity: one,
        reduceOnly: false,
        clientOrderId: 'kw2',
      },
      'live',
    );
    const codeOf = (code: number, msg: string) => {
      const [outcome] = account.outcomes(call, 400, JSON.stringify({ code, msg }));
      return outcome?.kind === 'rejected' ? outcome.code : outcome?.kind;
    };
    expect(closing.rejections.dust).toContain(codeOf(-1013, 'Filter failure: NOTIONAL'));
    expect(closing.rejections.band).toContain(codeOf(-1013, 'Filter failure: PERCENT_PRICE_BY_SIDE'));
    expect(codeOf(-1013, 'This action is disabled on this account.')).toBe('-1013');
    expect(codeOf(-1007, 'Filter failure: NOTIONAL')).toBe('unknown');
  });
});
