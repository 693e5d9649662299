import ccxt, { type okx as CcxtOkx } from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

let nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
let practice: Practice;
let full: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'okx', clock });
  full = practice.mintKey({ exchange: 'okx', permissions: { trade: true, withdraw: true } });
});
afterAll(() => practice.stop());

function clientOf(key = full): CcxtOkx {
  const client = new ccxt.okx({
    apiKey: key.id,
    secret: key.secret,
    password: key.passphrase!,
    enableRateLimit: false,
  });
  client.proxyUrl = `${practice.url}/`;
  client.milliseconds = () => nowMs;
  return client;
}

/** A price this far below the market, on the tick. */
function below(symbol: string, share: number): number {
  const price = Number(practice.core.price(symbol)) / 1e18;
  return Math.round(price * share * 10) / 10;
}

describe('ccxt okx, unmodified, by proxyUrl', () => {
  it('loads markets and currencies, and reads public data', async () => {
    const client = clientOf();
    const markets = await client.loadMarkets();
    expect(Object.keys(markets)).toEqual(
      expect.arrayContaining(['BTC/USDT', 'ETH/USDT', 'PUMP/USDT', 'BTC/USDT:USDT']),
    );
    expect(markets['BTC/USDT:USDT']?.contractSize).toBe(0.01);
    expect(markets['ETH/USDT:USDT']?.precision.amount).toBe(0.01);
    expect(Object.keys(await client.fetchCurrencies())).toContain('USDT');
    expect(await client.fetchTime()).toBe(nowMs);
    const ticker = await client.fetchTicker('BTC/USDT');
    expect(ticker.bid).toBeLessThan(ticker.ask!);
    expect(Object.keys(await client.fetchTickers(['BTC/USDT', 'ETH/USDT']))).toHaveLength(2);
    expect((await client.fetchOrderBook('BTC/USDT:USDT', 20)).bids).toHaveLength(20);
    for (const frame of ['1m', '5m', '1h', '1d']) {
      const candles = (await client.fetchOHLCV('BTC/USDT', frame, undefined, 50)) as number[][];
      expect(candles).toHaveLength(50);
      for (const [, open, high, low, close] of candles) {
        expect(high).toBeGreaterThanOrEqual(Math.max(open!, close!));
        expect(low).toBeLessThanOrEqual(Math.min(open!, close!));
      }
    }
    expect(await client.fetchTrades('BTC/USDT', undefined, 5)).toHaveLength(5);
    expect((await client.fetchFundingRate('BTC/USDT:USDT')).fundingRate).toBe(0.0001);
  });

  it('places, reads, edits and cancels a limit order', async () => {
    const client = clientOf();
    const placed = await client.createOrder('BTC/USDT', 'limit', 'buy', 0.01, below('BTC/USDT', 0.9), {
      clientOrderId: 'mine1',
    });
    const read = await client.fetchOrder(placed.id!, 'BTC/USDT');
    expect(read).toMatchObject({ status: 'open', amount: 0.01, side: 'buy', clientOrderId: 'mine1' });
    expect(await client.fetchOpenOrders('BTC/USDT')).toHaveLength(1);
    expect((await client.fetchOrder('', 'BTC/USDT', { clientOrderId: 'mine1' })).id).toBe(placed.id);
    await client.editOrder(placed.id!, 'BTC/USDT', 'limit', 'buy', 0.02, below('BTC/USDT', 0.8));
    expect(await client.fetchOrder(placed.id!, 'BTC/USDT')).toMatchObject({
      amount: 0.02,
      price: below('BTC/USDT', 0.8),
    });
    await client.cancelOrder(placed.id!, 'BTC/USDT');
    expect(await client.fetchOpenOrders('BTC/USDT')).toEqual([]);
    expect((await client.fetchCanceledOrders('BTC/USDT')).map((order) => order.id)).toContain(placed.id);
    await expect(client.cancelOrder(placed.id!, 'BTC/USDT')).rejects.toThrow(ccxt.OrderNotFound);
    await expect(client.fetchOrder('424242', 'BTC/USDT')).rejects.toThrow(ccxt.OrderNotFound);
  });

  it('buys by base and by cost, and pays', async () => {
    const client = clientOf();
    const before = await client.fetchBalance();
    const base = await client.createOrder('BTC/USDT', 'market', 'buy', 0.01);
    const cost = await client.createMarketBuyOrderWithCost('BTC/USDT', 300);
    expect(await client.fetchOrder(base.id!, 'BTC/USDT')).toMatchObject({ status: 'closed', filled: 0.01 });
    const byCost = await client.fetchOrder(cost.id!, 'BTC/USDT');
    expect(byCost.status).toBe('closed');
    expect(byCost.filled! * byCost.average!).toBeCloseTo(300, 0);
    const after = await client.fetchBalance();
    expect(after['BTC']!.free).toBeGreaterThan(before['BTC']!.free!);
    expect(after['USDT']!.free).toBeLessThan(before['USDT']!.free! - 800);
    const fills = await client.fetchMyTrades('BTC/USDT');
    expect(fills.map((fill) => fill.order)).toEqual(expect.arrayContaining([base.id!, cost.id]));
    expect((await client.fetchClosedOrders('BTC/USDT')).map((order) => order.id)).toContain(base.id);
  });

  it('counts swaps in contracts and closes them with reduce-only', async () => {
    const client = clientOf();
    await client.setLeverage(5, 'BTC/USDT:USDT', { mgnMode: 'cross' });
    expect((await client.fetchLeverage('BTC/USDT:USDT')).longLeverage).toBe(5);
    await client.createOrder('BTC/USDT:USDT', 'market', 'buy', 2);
    const [position] = await client.fetchPositions(['BTC/USDT:USDT']);
    expect(position).toMatchObject({ contracts: 2, contractSize: 0.01, side: 'long', leverage: 5 });
    await client.createOrder('BTC/USDT:USDT', 'market', 'sell', 5, undefined, { reduceOnly: true });
    expect(await client.fetchPositions(['BTC/USDT:USDT'])).toEqual([]);
    await client.createOrder('BTC/USDT:USDT', 'market', 'buy', 1);
    await client.closePosition('BTC/USDT:USDT');
    expect(await client.fetchPositions(['BTC/USDT:USDT'])).toEqual([]);
    await expect(client.closePosition('BTC/USDT:USDT')).rejects.toThrow(ccxt.ExchangeError);
  });

  it('keeps stops in the algo book and sets them off', async () => {
    const client = clientOf();
    await client.createOrder('ETH/USDT:USDT', 'market', 'buy', 1);
    const far = below('ETH/USDT:USDT', 0.5);
    const stop = await client.createOrder('ETH/USDT:USDT', 'market', 'sell', 1, undefined, {
      stopLossPrice: far,
      reduceOnly: true,
    });
    const waiting = await client.fetchOpenOrders('ETH/USDT:USDT', undefined, undefined, {
      trigger: true,
      ordType: 'conditional',
    });
    expect(waiting.map((order) => [order.id, order.stopLossPrice])).toEqual([[stop.id!, far]]);
    expect(await client.fetchOrder(stop.id!, 'ETH/USDT:USDT', { trigger: true })).toMatchObject({ status: 'open' });
    await client.cancelOrder(stop.id!, 'ETH/USDT:USDT', { trigger: true });
    const trigger = await client.createOrder('ETH/USDT:USDT', 'limit', 'sell', 1, below('ETH/USDT:USDT', 1.3), {
      triggerPrice: below('ETH/USDT:USDT', 0.9995),
    });
    for (let second = 0; second < 7_200; second += 60) nowMs += 60_000;
    const later = await client.fetchOrder(trigger.id!, 'ETH/USDT:USDT', { trigger: true });
    expect(['open', 'closed']).toContain(later.status);
    await client.cancelAllOrdersAfter(10_000);
    nowMs += 11_000;
    expect(await client.fetchOpenOrders('ETH/USDT:USDT')).toEqual([]);
  });

  it('moves and withdraws with the permission, and not without', async () => {
    const client = clientOf();
    await client.transfer('USDT', 500, 'trading', 'funding');
    expect((await client.fetchBalance({ type: 'funding' }))['USDT']!.free).toBe(500);
    const out = await client.withdraw('USDT', 100, 'an-address', undefined, { network: 'TRC20' });
    expect((await client.fetchWithdrawals('USDT')).map((one) => [one.id, one.amount])).toEqual([[out.id, 100]]);
    expect((await client.fetchBalance({ type: 'funding' }))['USDT']!.free).toBe(399);
    const bounded = clientOf(practice.mintKey({ exchange: 'okx', permissions: { trade: true } }));
    await expect(bounded.withdraw('USDT', 1, 'an-address', undefined, { network: 'TRC20' })).rejects.toThrow(/50120/);
  });

  it('tells what a key may do', async () => {
    const config = async (key: MintedKey) => {
      const answer = (await clientOf(key).privateGetAccountConfig()) as { data: { perm: string; ip: string }[] };
      return [answer.data[0]!.perm, answer.data[0]!.ip];
    };
    expect(await config(full)).toEqual(['read_only,withdraw,trade', '']);
    expect(await config(practice.mintKey({ exchange: 'okx', ips: ['127.0.0.1'] }))).toEqual(['read_only', '127.0.0.1']);
  });

  it('answers errors as ccxt knows them', async () => {
    const client = clientOf();
    const order = (amount: number, price: number) => client.createOrder('BTC/USDT', 'limit', 'buy', amount, price);
    await expect(order(100, below('BTC/USDT', 0.9))).rejects.toThrow(ccxt.InsufficientFunds);
    await expect(order(0.01, below('BTC/USDT', 0.01))).rejects.toThrow(ccxt.InvalidOrder);
    const wrong = clientOf({ ...full, secret: 'A'.repeat(32) });
    await expect(wrong.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    await expect(clientOf({ ...full, passphrase: 'wrong' }).fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    await expect(clientOf({ ...full, id: 'unknown-key' }).fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const late = clientOf();
    late.milliseconds = () => nowMs - 31_000;
    await expect(late.fetchBalance()).rejects.toThrow(ccxt.InvalidNonce);
    const demo = clientOf();
    demo.headers = { 'x-simulated-trading': '1' };
    await expect(demo.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const elsewhere = clientOf(practice.mintKey({ exchange: 'okx', ips: ['10.0.0.1'] }));
    await expect(elsewhere.fetchBalance()).rejects.toThrow(ccxt.PermissionDenied);
    const off = practice.faults.set({ kind: 'rate-limit', exchange: 'okx' });
    await expect(client.fetchBalance()).rejects.toThrow(ccxt.RateLimitExceeded);
    off();
  });

  it('limits the calls to one endpoint', async () => {
    nowMs += 10_000;
    const client = clientOf();
    await client.loadMarkets();
    const calls = await Promise.allSettled(Array.from({ length: 70 }, () => client.fetchBalance()));
    const refused = calls.filter((call) => call.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const call of refused) expect((call as PromiseRejectedResult).reason).toBeInstanceOf(ccxt.RateLimitExceeded);
    nowMs += 10_000;
    expect((await client.fetchBalance())['USDT']!.free).toBeGreaterThan(0);
  });
});
