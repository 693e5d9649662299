import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

let nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
let practice: Practice;
let full: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'ccxt', clock });
  full = practice.mintKey({
    exchange: 'binance',
    permissions: { trade: true, futures: true, transfer: true, withdraw: true },
  });
});
afterAll(() => practice.stop());

function spot(key = full) {
  const exchange = new ccxt.binance({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
  exchange.proxyUrl = `${practice.url}/`;
  exchange.milliseconds = () => nowMs;
  return exchange;
}

function futures() {
  const exchange = new ccxt.binanceusdm({ apiKey: full.id, secret: full.secret, enableRateLimit: false });
  exchange.proxyUrl = `${practice.url}/`;
  exchange.milliseconds = () => nowMs;
  return exchange;
}

describe('ccxt binance, unmodified, by proxyUrl', () => {
  it('loads markets and currencies, and reads public data', async () => {
    const exchange = spot();
    const markets = await exchange.loadMarkets();
    expect(Object.keys(markets)).toContain('BTC/USDT');
    expect(Object.keys(markets)).toContain('BTC/USDT:USDT');
    expect(markets['BTC/USDT']?.precision.price).toBe(0.01);
    const currencies = await exchange.fetchCurrencies();
    expect(Object.keys(currencies)).toContain('USDT');
    const ticker = await exchange.fetchTicker('BTC/USDT');
    expect(ticker.bid).toBeLessThan(ticker.ask!);
    expect(Object.keys(await exchange.fetchTickers(['BTC/USDT', 'ETH/USDT']))).toHaveLength(2);
    const book = await exchange.fetchOrderBook('ETH/USDT', 20);
    expect(book.bids).toHaveLength(20);
    for (const frame of ['1m', '5m', '1h', '1d']) {
      const candles = await exchange.fetchOHLCV('BTC/USDT', frame, undefined, 50);
      expect(candles).toHaveLength(50);
      for (const [, open, high, low, close] of candles as number[][]) {
        expect(high).toBeGreaterThanOrEqual(Math.max(open!, close!));
        expect(low).toBeLessThanOrEqual(Math.min(open!, close!));
      }
    }
    expect(await exchange.fetchTrades('BTC/USDT', undefined, 5)).toHaveLength(5);
    expect(await exchange.fetchTime()).toBe(nowMs);
  });

  it('places, reads, edits and cancels a limit order', async () => {
    const exchange = spot();
    const before = await exchange.fetchBalance();
    expect(before.USDT?.free).toBe(10_000);
    const order = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 50_000);
    expect(order.status).toBe('open');
    const locked = await exchange.fetchBalance();
    expect(locked.USDT?.used).toBe(500);
    expect((await exchange.fetchOrder(order.id!, 'BTC/USDT')).amount).toBe(0.01);
    expect(await exchange.fetchOpenOrders('BTC/USDT')).toHaveLength(1);
    const edited = await exchange.editOrder(order.id!, 'BTC/USDT', 'limit', 'buy', 0.02, 49_000);
    expect(edited.id).not.toBe(order.id);
    expect(edited.price).toBe(49_000);
    const cancelled = await exchange.cancelOrder(edited.id!, 'BTC/USDT');
    expect(cancelled.status).toBe('canceled');
    expect((await exchange.fetchBalance()).USDT?.used).toBe(0);
    expect(await exchange.fetchOpenOrders('BTC/USDT')).toHaveLength(0);
  });

  it('fills market orders by base and by quote, and lists the trades with their fees', async () => {
    const exchange = spot();
    const bought = await exchange.createOrder('ETH/USDT', 'market', 'buy', 0.5);
    expect(bought.status).toBe('closed');
    expect(bought.filled).toBe(0.5);
    const byQuote = await exchange.createMarketBuyOrderWithCost('ETH/USDT', 100);
    expect(byQuote.status).toBe('closed');
    expect(byQuote.cost).toBeLessThanOrEqual(100);
    const trades = await exchange.fetchMyTrades('ETH/USDT');
    expect(trades.length).toBeGreaterThanOrEqual(2);
    expect(trades[0]?.fee?.cost).toBe(0.0005);
    expect(trades[0]?.takerOrMaker).toBe('taker');
  });

  it('keeps a stop until the price sets it off', async () => {
    const exchange = spot();
    const price = (await exchange.fetchTicker('SOL/USDT')).last!;
    const stop = await exchange.createOrder('SOL/USDT', 'limit', 'sell', 1, Math.floor(price * 0.5), {
      stopLossPrice: Math.floor(price * 0.6),
    });
    expect((await exchange.fetchOpenOrders('SOL/USDT'))[0]?.triggerPrice).toBe(Math.floor(price * 0.6));
    await exchange.cancelAllOrders('SOL/USDT');
    expect((await exchange.fetchOrder(stop.id!, 'SOL/USDT')).status).toBe('canceled');
  });

  it("refuses in the exchange's words", async () => {
    const exchange = spot();
    await exchange.loadMarkets();
    await expect(exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 60_000)).rejects.toThrow(ccxt.InsufficientFunds);
    await expect(exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.00001, 50_000)).rejects.toThrow(/NOTIONAL/);
    await expect(exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 1)).rejects.toThrow(/PERCENT_PRICE/);
    await expect(exchange.fetchOrder('1', 'BTC/USDT')).rejects.toThrow(ccxt.OrderNotFound);
    await expect(exchange.cancelOrder('1', 'BTC/USDT')).rejects.toThrow(ccxt.OrderNotFound);
    const stranger = new ccxt.binance({ apiKey: 'x'.repeat(64), secret: 'y'.repeat(64) });
    stranger.proxyUrl = `${practice.url}/`;
    await expect(stranger.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const wrong = spot({ ...full, secret: 'z'.repeat(64) });
    await expect(wrong.fetchBalance()).rejects.toThrow(/-1022/);
  });

  it('withdraws only with the permission, and transfers between wallets', async () => {
    const exchange = spot();
    const sent = await exchange.withdraw('USDT', 50, 'an-address', undefined, { network: 'TRC20' });
    expect(sent.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await exchange.fetchWithdrawals('USDT'))[0]?.address).toBe('an-address');
    const moved = await exchange.transfer('USDT', 25, 'spot', 'future');
    expect(moved.id).toBeDefined();
    const trader = practice.mintKey({ exchange: 'binance', permissions: { trade: true } });
    await expect(spot(trader).withdraw('USDT', 50, 'an-address', undefined, { network: 'TRC20' })).rejects.toThrow(
      /not authorized/,
    );
    const rights = await spot(trader).sapiGetAccountApiRestrictions();
    expect(rights.enableWithdrawals).toBe(false);
    expect(rights.enableSpotAndMarginTrading).toBe(true);
  });

  it('signs with Ed25519 as well', async () => {
    const key = practice.mintKey({ exchange: 'binance', scheme: 'ed25519', permissions: { trade: true } });
    expect((await spot(key).fetchBalance()).BTC?.total).toBeGreaterThan(0);
  });
});

describe('ccxt binanceusdm, unmodified, by proxyUrl', () => {
  it('opens, reads and closes a position', async () => {
    const exchange = futures();
    await exchange.loadMarkets();
    await exchange.setLeverage(5, 'BTC/USDT:USDT');
    await expect(exchange.setMarginMode('cross', 'BTC/USDT:USDT')).rejects.toThrow(/-4046/);
    const order = await exchange.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.05);
    expect(order.status).toBe('closed');
    const [position] = await exchange.fetchPositions(['BTC/USDT:USDT']);
    expect(position?.contracts).toBe(0.05);
    expect(position?.side).toBe('long');
    const balance = await exchange.fetchBalance();
    expect(balance.USDT?.used).toBeGreaterThan(0);
    const closing = await exchange.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.05, undefined, {
      reduceOnly: true,
    });
    expect(closing.status).toBe('closed');
    expect((await exchange.fetchPositions(['BTC/USDT:USDT'])).filter((one) => one.contracts)).toHaveLength(0);
    await expect(
      exchange.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.05, undefined, { reduceOnly: true }),
    ).rejects.toThrow(/-2022/);
    expect((await exchange.fetchMyTrades('BTC/USDT:USDT')).length).toBeGreaterThanOrEqual(2);
    const ledger = await exchange.fetchLedger('USDT');
    expect(ledger.map((row) => row.type)).toContain('commission');
  });

  it('edits an order in place and batches', async () => {
    const exchange = futures();
    const order = await exchange.createOrder('ETH/USDT:USDT', 'limit', 'buy', 0.1, 1500);
    const edited = await exchange.editOrder(order.id!, 'ETH/USDT:USDT', 'limit', 'buy', 0.2, 1600);
    expect(edited.id).toBe(order.id);
    expect(edited.price).toBe(1600);
    const many = await exchange.createOrders([
      { symbol: 'ETH/USDT:USDT', type: 'limit', side: 'buy', amount: 0.1, price: 1400 },
      { symbol: 'ETH/USDT:USDT', type: 'limit', side: 'buy', amount: 0.1, price: 1450 },
    ]);
    expect(many).toHaveLength(2);
    expect(await exchange.fetchOpenOrders('ETH/USDT:USDT')).toHaveLength(3);
    await exchange.cancelOrders(
      many.map((one) => one.id!),
      'ETH/USDT:USDT',
    );
    expect(await exchange.fetchOpenOrders('ETH/USDT:USDT')).toHaveLength(1);
    await exchange.cancelAllOrders('ETH/USDT:USDT');
    expect(await exchange.fetchOpenOrders('ETH/USDT:USDT')).toHaveLength(0);
  });

  it('keeps conditional orders in the algo book', async () => {
    const exchange = futures();
    await exchange.loadMarkets();
    await exchange.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.01);
    const stop = await exchange.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.01, undefined, {
      stopLossPrice: 40_000,
      reduceOnly: true,
    });
    expect(practice.received().at(-1)?.path).toBe('/fapi/v1/algoOrder');
    expect(await exchange.fetchOpenOrders('BTC/USDT:USDT')).toHaveLength(0);
    const open = await exchange.fetchOpenOrders('BTC/USDT:USDT', undefined, undefined, { trigger: true });
    expect(open[0]?.triggerPrice).toBe(40_000);
    expect((await exchange.fetchOrder(stop.id!, 'BTC/USDT:USDT', { trigger: true })).status).toBe('open');
    await exchange.cancelOrder(stop.id!, 'BTC/USDT:USDT', { trigger: true });
    expect(await exchange.fetchOpenOrders('BTC/USDT:USDT', undefined, undefined, { trigger: true })).toHaveLength(0);
    await exchange.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.01, undefined, { reduceOnly: true });
  });

  it('answers what freqtrade asks at its start', async () => {
    const exchange = futures();
    await exchange.loadMarkets();
    expect(await exchange.fapiPrivateGetMultiAssetsMargin()).toEqual({ multiAssetsMargin: false });
    expect((await exchange.fetchLeverageTiers())['BTC/USDT:USDT']?.[0]?.maxLeverage).toBe(20);
    expect(Object.keys(await exchange.fetchFundingRates())).toContain('BTC/USDT:USDT');
    expect((await exchange.fetchFundingRateHistory('BTC/USDT:USDT', undefined, 5)).length).toBe(5);
    expect((await exchange.fetchOHLCV('BTC/USDT:USDT', '1h', undefined, 10, { price: 'mark' })).length).toBe(10);
    expect((await exchange.fetchTradingFee('BTC/USDT:USDT')).maker).toBe(0.0002);
    nowMs += 1;
  });
});
