import { describe, expect, it } from 'vitest';
import { type Decimal, type Instrument, one, parseDecimal, writeJson } from '../../core/index.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { Call } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { account } from './account.ts';
import { closing } from './closing.ts';
import { facts } from './facts.ts';

const decimal = (text: string): Decimal => parseDecimal(text)!;
const btc: Instrument = {
  market: 'BTC/USD',
  symbol: 'BTC-USD',
  kind: 'spot',
  base: 'BTC',
  quote: 'USD',
  contractSize: one,
  active: true,
};
const seen = (orderId: string): SeenOrder => ({
  what: 'order',
  order: { orderId },
  symbol: 'BTC-USD',
  kind: 'spot',
  side: 'sell',
  reduceOnly: false,
  isProtective: false,
  isOpen: true,
});
const bodyOf = ({ body }: Call): unknown => (body.kind === 'json' ? JSON.parse(writeJson(body.value)) : undefined);
const order = {
  instrument: btc,
  side: 'sell',
  quantity: decimal('0.5'),
  reduceOnly: false,
  clientOrderId: 'kw1',
} as const;

describe('cancelling', () => {
  it('names every order, in as few calls as are known to work', () => {
    const open = Array.from({ length: 120 }, (_, index) => seen(`o${index}`));
    const calls = closing.cancelAll([...open, ...open], 'live');
    expect(calls.map(({ intents }) => intents.length)).toEqual([50, 50, 20]);
    expect(calls.flatMap((call) => (bodyOf(call) as { order_ids: string[] }).order_ids)).toEqual(
      open.map((one) => one.order.orderId),
    );
    expect(closing.cancelAll([], 'live')).toEqual([]);
    expect(bodyOf(closing.cancel(seen('o1'), 'live'))).toEqual({ order_ids: ['o1'] });
  });

  it('is told order by order', () => {
    const [call] = closing.cancelAll([seen('o1'), seen('o2'), seen('o3')], 'live');
    const results = [
      { order_id: 'o2', success: false, failure_reason: 'UNKNOWN_CANCEL_ORDER' },
      { order_id: 'o1', success: true, failure_reason: 'UNKNOWN_CANCEL_FAILURE_REASON' },
    ];
    expect(account.outcomes(call!, 200, JSON.stringify({ results }))).toEqual([
      { kind: 'accepted' },
      { kind: 'rejected', code: 'UNKNOWN_CANCEL_ORDER' },
      { kind: 'unknown' },
    ]);
  });
});

describe('selling', () => {
  it('goes to the market, or takes what the book holds up to a price', () => {
    const market = closing.place(order, 'live');
    expect(bodyOf(market)).toEqual({
      client_order_id: 'kw1',
      product_id: 'BTC-USD',
      side: 'SELL',
      order_configuration: { market_market_ioc: { base_size: '0.5' } },
    });
    expect(market.intents).toMatchObject([{ action: 'place-order', type: 'market', quantity: decimal('0.5') }]);
    const limited = closing.place({ ...order, limit: decimal('59000.5') }, 'live');
    expect(bodyOf(limited)).toMatchObject({
      order_configuration: { sor_limit_ioc: { base_size: '0.5', limit_price: '59000.5' } },
    });
    expect(limited.intents).toMatchObject([{ type: 'limit', price: decimal('59000.5'), postOnly: false }]);
    const resting = closing.place({ ...order, limit: decimal('99000'), rests: true }, 'live');
    expect(bodyOf(resting)).toMatchObject({
      order_configuration: { limit_limit_gtc: { base_size: '0.5', limit_price: '99000', post_only: true } },
    });
    expect(resting.intents).toMatchObject([{ type: 'limit', postOnly: true }]);
  });

  it('closes a whole position of a future where it is asked to', () => {
    const future: Instrument = { ...btc, symbol: 'BIT-26APR24-CDE', kind: 'linear' };
    const call = closing.closePosition!({ ...order, instrument: future }, 'live');
    expect(bodyOf(call)).toEqual({ client_order_id: 'kw1', product_id: 'BIT-26APR24-CDE' });
    expect(call.intents).toMatchObject([{ closePosition: true, reduceOnly: true }]);
  });

  it('asks for nothing but what the facts know as a trade', () => {
    const index = new EndpointIndex(facts);
    const calls = [
      closing.place(order, 'live'),
      closing.cancel(seen('o1'), 'live'),
      closing.closePosition!(order, 'live'),
    ];
    expect(calls.map(({ endpoint, path }) => index.find('rest', endpoint.method, path)?.class)).toEqual([
      'trade',
      'trade',
      'trade',
    ]);
  });
});
