import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

let nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
let practice: Practice;
let full: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'ccxt bybit', clock });
  full = practice.mintKey({
    exchange: 'bybit',
    permissions: { trade: true, futures: true, transfer: true, withdraw: true },
  });
});
afterAll(() => practice.stop());

function client(key: { id: string; secret: string } = full) {
  const exchange = new ccxt.bybit({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
  exchange.proxyUrl = `${practice.url}/`;
  exchange.milliseconds = () => nowMs;
  return exchange;
}

/** A second goes by, so that no limit per second is met. */
function later(): void {
  nowMs += 1_000;
}

describe('ccxt bybit, unmodified, by proxyUrl', () => {
  it('loads markets and currencies, and reads public data', async () => {
    const exchange = client();
    const markets = await exchange.loadMarkets();
    expect(Object.keys(markets)).toEqual(expect.arrayContaining(['BTC/USDT', 'BTC/USDT:USDT', 'PUMP/USDT']));
    expect(markets['BTC/USDT']?.precision.price).toBe(0.01);
    expect(markets['BTC/USDT:USDT']?.limits.leverage?.max).toBe(20);
    expect(Object.keys(exchange.currencies)).toContain('USDT');
    const ticker = await exchange.fetchTicker('BTC/USDT:USDT');
    expect(ticker.bid).toBeLessThan(ticker.ask!);
    expect(ticker.percentage).toBeTypeOf('number');
    expect(Object.keys(await exchange.fetchTickers(['BTC/USDT', 'ETH/USDT']))).toHaveLength(2);
    expect((await exchange.fetchOrderBook('ETH/USDT', 20)).bids).toHaveLength(20);
    for (const [symbol, frame] of [
      ['BTC/USDT', '1m'],
      ['BTC/USDT:USDT', '1h'],
      ['BTC/USDT', '1d'],
    ] as const) {
      const candles = await exchange.fetchOHLCV(symbol, frame, undefined, 50);
      expect(candles).toHaveLength(50);
      expect(candles[0]![0]!).toBeLessThan(candles[49]![0]!);
    }
    expect(await exchange.fetchTrades('BTC/USDT', undefined, 5)).toHaveLength(5);
    expect(await exchange.fetchTime()).toBe(nowMs);
    expect((await exchange.fetchFundingRate('BTC/USDT:USDT')).fundingRate).toBe(0.0001);
    expect(await exchange.fetchFundingRateHistory('BTC/USDT:USDT', undefined, 5)).toHaveLength(5);
    expect((await exchange.fetchMarketLeverageTiers('BTC/USDT:USDT'))[0]?.maxLeverage).toBe(20);
  });

  it('places, reads, edits and cancels a spot limit order', async () => {
    later();
    const exchange = client();
    expect((await exchange.fetchBalance()).USDT?.total).toBe(15_000);
    const order = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 50_000, { clientOrderId: 'mine-1' });
    expect(order.clientOrderId).toBe('mine-1');
    const open = await exchange.fetchOpenOrders('BTC/USDT');
    expect(open).toMatchObject([{ id: order.id, amount: 0.01, price: 50_000, status: 'open' }]);
    expect((await exchange.fetchBalance()).USDT?.used).toBe(500);
    await exchange.editOrder(order.id!, 'BTC/USDT', 'limit', 'buy', 0.02, 49_000);
    const edited = await exchange.fetchOrder(order.id!, 'BTC/USDT', { acknowledged: true });
    expect(edited).toMatchObject({ id: order.id, amount: 0.02, price: 49_000 });
    await exchange.cancelOrder(order.id!, 'BTC/USDT');
    expect(await exchange.fetchOpenOrders('BTC/USDT')).toHaveLength(0);
    expect((await exchange.fetchOrder(order.id!, 'BTC/USDT', { acknowledged: true })).status).toBe('canceled');
    expect((await exchange.fetchBalance()).USDT?.used).toBe(0);
  });

  it('fills spot market orders by base and by quote, and lists the trades with their fees', async () => {
    later();
    const exchange = client();
    const byBase = await exchange.createOrder('ETH/USDT', 'market', 'buy', 0.5);
    const bought = await exchange.fetchOrder(byBase.id!, 'ETH/USDT', { acknowledged: true });
    expect(bought).toMatchObject({ status: 'closed', filled: 0.5 });
    const byQuote = await exchange.createMarketBuyOrderWithCost('ETH/USDT', 100);
    const spent = await exchange.fetchOrder(byQuote.id!, 'ETH/USDT', { acknowledged: true });
    expect(spent.cost).toBeLessThanOrEqual(100);
    expect(spent.cost).toBeGreaterThan(99);
    const trades = await exchange.fetchMyTrades('ETH/USDT');
    expect(trades.length).toBeGreaterThanOrEqual(2);
    const fees = trades.filter((trade) => trade.order === byBase.id).map((trade) => trade.fee);
    expect(fees.reduce((sum, fee) => sum + fee!.cost!, 0)).toBeCloseTo(0.0005);
    expect(fees[0]?.currency).toBe('ETH');
  });

  it('opens, reads and closes a position', async () => {
    later();
    const exchange = client();
    await exchange.loadMarkets();
    await exchange.setLeverage(5, 'BTC/USDT:USDT');
    await exchange.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.05);
    const [position] = await exchange.fetchPositions(['BTC/USDT:USDT']);
    expect(position).toMatchObject({ contracts: 0.05, side: 'long', leverage: 5 });
    await exchange.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.05, undefined, { reduceOnly: true });
    expect((await exchange.fetchPositions(['BTC/USDT:USDT'])).filter((one) => one.contracts)).toHaveLength(0);
    await expect(
      exchange.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.05, undefined, { reduceOnly: true }),
    ).rejects.toThrow(ccxt.InvalidOrder);
    expect((await exchange.fetchMyTrades('BTC/USDT:USDT')).length).toBeGreaterThanOrEqual(2);
  });

  it('edits in place, batches, and keeps conditional orders until they are set off', async () => {
    later();
    const exchange = client();
    const symbol = 'ETH/USDT:USDT';
    const many = await exchange.createOrders([
      { symbol, type: 'limit', side: 'buy', amount: 0.1, price: 1_400 },
      { symbol, type: 'limit', side: 'buy', amount: 0.1, price: 1_450 },
      { symbol, type: 'limit', side: 'buy', amount: 0.001, price: 1_450 },
    ]);
    expect(many.map((one) => one.id !== undefined)).toEqual([true, true, false]);
    await exchange.editOrder(many[0]!.id!, symbol, 'limit', 'buy', 0.2, 1_500);
    const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.1, undefined, {
      triggerPrice: 1_000,
      triggerDirection: 'below',
      reduceOnly: true,
    });
    const open = await exchange.fetchOpenOrders(symbol);
    expect(open.map((one) => one.triggerPrice ?? one.price).sort()).toEqual([1_000, 1_450, 1_500]);
    await exchange.cancelOrders([many[0]!.id!, many[1]!.id!], symbol);
    expect(await exchange.fetchOpenOrders(symbol)).toHaveLength(1);
    await exchange.cancelAllOrders(symbol);
    expect((await exchange.fetchOrder(stop.id!, symbol, { acknowledged: true })).status).toBe('canceled');
  });

  it('keeps spot conditional orders apart by their filter', async () => {
    later();
    const exchange = client();
    const price = (await exchange.fetchTicker('SOL/USDT')).last!;
    const stop = await exchange.createOrder('SOL/USDT', 'limit', 'sell', 1, Math.floor(price * 0.5), {
      triggerPrice: Math.floor(price * 0.6),
    });
    await expect(exchange.cancelOrder(stop.id!, 'SOL/USDT')).rejects.toThrow(/170213/);
    expect((await exchange.fetchOpenOrders('SOL/USDT'))[0]?.triggerPrice).toBe(Math.floor(price * 0.6));
    await exchange.cancelOrder(stop.id!, 'SOL/USDT', { trigger: true });
    expect(await exchange.fetchOpenOrders('SOL/USDT')).toHaveLength(0);
  });

  it("refuses in the exchange's words", async () => {
    later();
    const exchange = client();
    await exchange.loadMarkets();
    await expect(exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 60_000)).rejects.toThrow(ccxt.InsufficientFunds);
    await expect(exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.00001, 50_000)).rejects.toThrow(/170140/);
    await expect(exchange.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.001, 1)).rejects.toThrow(/110003/);
    await expect(exchange.cancelOrder('1', 'BTC/USDT:USDT')).rejects.toThrow(ccxt.OrderNotFound);
    const stranger = client({ id: 'x'.repeat(18), secret: 'y'.repeat(36) });
    await expect(stranger.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    await expect(client({ ...full, secret: 'z'.repeat(36) }).fetchBalance()).rejects.toThrow(/10004/);
    const late = client();
    late.milliseconds = () => nowMs - 60_000;
    await expect(late.fetchBalance()).rejects.toThrow(ccxt.InvalidNonce);
  });

  it('withdraws only with the permission, and transfers between wallets', async () => {
    later();
    const exchange = client();
    const sent = await exchange.withdraw('USDT', 50, 'an-address', undefined, { network: 'TRC20' });
    expect(sent.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await exchange.fetchWithdrawals('USDT'))[0]?.addressTo).toBe('an-address');
    await exchange.transfer('USDT', 25, 'unified', 'funding');
    expect((await exchange.fetchBalance({ type: 'funding' })).USDT?.total).toBe(25);
    const trader = client(practice.mintKey({ exchange: 'bybit', permissions: { trade: true } }));
    await expect(trader.withdraw('USDT', 50, 'an-address', undefined, { network: 'TRC20' })).rejects.toThrow(
      ccxt.PermissionDenied,
    );
    await expect(trader.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.05)).rejects.toThrow(ccxt.PermissionDenied);
    const info = await trader.privateGetV5UserQueryApi();
    expect(info.result.permissions).toMatchObject({ Wallet: [], Spot: ['SpotTrade'], ContractTrade: [] });
  });

  it('tells what is left of a limit, and turns away who passes it', async () => {
    later();
    const exchange = client();
    for (let sent = 0; sent < 10; sent++) await exchange.privateGetV5UserQueryApi();
    expect((exchange.last_response_headers as Record<string, string>)['X-Bapi-Limit-Status']).toBe('0');
    await expect(exchange.privateGetV5UserQueryApi()).rejects.toThrow(ccxt.RateLimitExceeded);
    later();
    await exchange.privateGetV5UserQueryApi();
  });
});
