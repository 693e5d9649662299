import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from './harness.ts';

describe('ccxt on Binance, through Keyward', () => {
  let rig: Rig;
  let exchange: InstanceType<typeof ccxt.binance>;

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['binance'] });
    exchange = new ccxt.binance({ ...rig.bot('binance-bot'), proxyUrl: rig.proxyUrl });
  });
  afterAll(() => rig.stop());

  /** A price that rests below the market. */
  async function below(): Promise<number> {
    const { last } = await exchange.fetchTicker('BTC/USDT');
    return Math.floor(last! * 0.97);
  }

  it('places, fetches and cancels an order with a key that the exchange does not know', async () => {
    await exchange.loadMarkets();
    const balance = await exchange.fetchBalance();
    expect(balance['USDT']?.free).toBeGreaterThan(0);
    const order = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.001, await below());
    expect(order.status).toBe('open');
    const fetched = await exchange.fetchOrder(order.id!, 'BTC/USDT');
    expect(fetched.amount).toBe(0.001);
    await exchange.cancelOrder(order.id!, 'BTC/USDT');
    expect(await exchange.fetchOpenOrders('BTC/USDT')).toEqual([]);
  });

  it('denies an order over its limit as an invalid order', async () => {
    await expect(exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, await below())).rejects.toThrow(ccxt.InvalidOrder);
  });

  it('denies a market that is not listed as a missing permission', async () => {
    await expect(exchange.createOrder('PUMP/USDT', 'limit', 'buy', 1000, 0.004)).rejects.toThrow(ccxt.PermissionDenied);
  });

  it('refuses a withdrawal, which never reaches the exchange', async () => {
    const mark = rig.practice.mark();
    await expect(exchange.withdraw('USDT', 10, '0xabc', undefined, { network: 'ETH' })).rejects.toThrow(
      ccxt.PermissionDenied,
    );
    expect(rig.practice.received(mark).filter(({ path }) => path.includes('withdraw'))).toEqual([]);
  });
});
