import ccxt from 'ccxt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';
import { readId, spellId } from './names.ts';

let nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
let practice: Practice;
let full: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'ccxt', clock });
  full = practice.mintKey({ exchange: 'coinbase', permissions: { trade: true, transfer: true, withdraw: true } });
});
beforeEach(() => {
  nowMs += 60_000;
});
afterAll(() => practice.stop());

function client(key: { id: string; secret: string } = full, base?: string) {
  const exchange = new ccxt.coinbase({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
  if (base === undefined) exchange.proxyUrl = `${practice.url}/`;
  else (exchange.urls as unknown as { api: { rest: string } }).api.rest = base;
  exchange.milliseconds = () => nowMs;
  exchange.seconds = () => Math.floor(nowMs / 1000);
  return exchange;
}

describe('ccxt coinbase, unmodified, by proxyUrl', () => {
  it('loads markets and currencies, and reads public data', async () => {
    const exchange = client();
    const markets = await exchange.loadMarkets();
    expect(Object.keys(markets)).toEqual(expect.arrayContaining(['BTC/USD', 'ETH/USD', 'BTC/EUR', 'BTC/USDT']));
    expect(markets['BTC/USD']).toMatchObject({ id: 'BTC-USD', precision: { price: 0.01, amount: 0.00001 } });
    expect(markets['BTC/USD']).toMatchObject({ taker: 0.012, maker: 0.006, spot: true, active: true });
    expect(Object.keys(exchange.currencies)).toEqual(expect.arrayContaining(['BTC', 'ETH', 'USD', 'EUR', 'USDT']));
    const ticker = await exchange.fetchTicker('BTC/USD');
    expect(ticker.bid).toBeLessThan(ticker.ask!);
    expect(Object.keys(await exchange.fetchTickers(['BTC/USD', 'ETH/USD']))).toHaveLength(2);
    expect(Object.keys(await exchange.fetchBidsAsks(['BTC/USD', 'ETH/USD']))).toHaveLength(2);
    expect((await exchange.fetchOrderBook('BTC/USD', 20)).bids).toHaveLength(20);
    expect(await exchange.fetchOHLCV('BTC/USD', '1h', undefined, 50)).toHaveLength(50);
    expect(await exchange.fetchTrades('BTC/USD', undefined, 5)).toHaveLength(5);
    expect(await exchange.fetchTime()).toBe(nowMs);
  });

  it('places, reads, edits and cancels a limit order', async () => {
    const exchange = client();
    expect((await exchange.fetchBalance({ v3: true }))['USD']).toMatchObject({ total: 10_000, used: 0 });
    expect((await exchange.fetchBalance())['BTC']?.total).toBe(0.5);
    const order = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.01, 50_000);
    expect(order).toMatchObject({ symbol: 'BTC/USD', side: 'buy' });
    expect((await exchange.fetchBalance({ v3: true }))['USD']?.used).toBeGreaterThanOrEqual(500);
    const found = { status: 'open', amount: 0.01, price: 50_000, clientOrderId: order.clientOrderId, type: 'limit' };
    expect(await exchange.fetchOrder(order.id!)).toMatchObject(found);
    expect(await exchange.fetchOpenOrders('BTC/USD')).toHaveLength(1);
    expect(await exchange.fetchOpenOrders('ETH/USD')).toHaveLength(0);
    await exchange.editOrder(order.id!, 'BTC/USD', 'limit', 'buy', 0.02, 49_000);
    expect(await exchange.fetchOrder(order.id!)).toMatchObject({ price: 49_000, amount: 0.02 });
    await exchange.cancelOrder(order.id!);
    expect((await exchange.fetchOrder(order.id!)).status).toBe('canceled');
    expect((await exchange.fetchCanceledOrders('BTC/USD')).map(({ id }) => id)).toContain(order.id);
    expect((await exchange.fetchBalance({ v3: true }))['USD']?.used).toBe(0);
  });

  it('fills market orders by base and by quote, and lists the trades with their fees in quote', async () => {
    const exchange = client();
    const sold = await exchange.createOrder('ETH/USD', 'market', 'sell', 0.5);
    expect(await exchange.fetchOrder(sold.id!)).toMatchObject({ status: 'closed', filled: 0.5, type: 'market' });
    const bought = await exchange.createMarketBuyOrderWithCost('ETH/USD', 100);
    expect((await exchange.fetchOrder(bought.id!)).info.order_configuration).toEqual({
      market_market_ioc: { quote_size: '100' },
    });
    const trades = await exchange.fetchMyTrades('ETH/USD');
    expect(trades.length).toBeGreaterThanOrEqual(2);
    expect(trades[0]?.fee?.currency).toBe('USD');
    expect(trades[0]?.fee?.cost).toBeCloseTo(trades[0]!.cost! * 0.012, 4);
    expect((await exchange.fetchClosedOrders('ETH/USD')).length).toBeGreaterThanOrEqual(2);
  });

  it('keeps a stop until the price sets it off', async () => {
    const exchange = client();
    const price = (await exchange.fetchTicker('ETH/USD')).last!;
    const [trigger, limit] = [Math.floor(price * 0.6), Math.floor(price * 0.5)];
    const stop = await exchange.createOrder('ETH/USD', 'limit', 'sell', 1, limit, { stopLossPrice: trigger });
    expect(await exchange.fetchOrder(stop.id!)).toMatchObject({ triggerPrice: trigger, price: limit, status: 'open' });
    const profit = await exchange.createOrder('ETH/USD', 'limit', 'sell', 1, price * 2, {
      takeProfitPrice: Math.ceil(price * 1.9),
    });
    await exchange.cancelOrders([stop.id!, profit.id!]);
    expect((await exchange.fetchOrder(profit.id!)).status).toBe('canceled');
    await expect(
      exchange.createOrder('ETH/USD', 'limit', 'sell', 1, price, { stopLossPrice: Math.ceil(price * 1.1) }),
    ).rejects.toThrow(ccxt.InvalidOrder);
  });

  it('previews without placing', async () => {
    const exchange = client();
    const told = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.01, 50_000, { preview: true });
    expect(told.id).toBeUndefined();
    expect(await exchange.fetchOpenOrders('BTC/USD')).toEqual([]);
  });

  it("refuses in the exchange's words", async () => {
    const exchange = client();
    await exchange.loadMarkets();
    await expect(exchange.createOrder('BTC/USD', 'limit', 'buy', 1, 60_000)).rejects.toThrow(ccxt.InsufficientFunds);
    await expect(exchange.createOrder('BTC/USD', 'limit', 'buy', 0.00001, 50_000)).rejects.toThrow(
      /PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL/,
    );
    await expect(exchange.createOrder('BTC/USD', 'limit', 'buy', 0.01, 200_000, { postOnly: true })).rejects.toThrow(
      /INVALID_LIMIT_PRICE_POST_ONLY/,
    );
    await expect(exchange.cancelOrder(spellId(99_999_999))).rejects.toThrow(ccxt.BadRequest);
    await expect(exchange.fetchOrder(spellId(99_999_999))).rejects.toThrow(/orderID was not found/);
    const stranger = { ...full, id: 'organizations/practice/apiKeys/none' };
    await expect(client(stranger).fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const other = practice.mintKey({ exchange: 'coinbase', account: 'other' });
    await expect(client({ ...full, secret: other.secret }).fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const late = client();
    late.seconds = () => Math.floor((nowMs - 121_000) / 1000);
    await expect(late.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
  });

  it('withdraws and moves funds only with the permission', async () => {
    const exchange = client();
    const sent = await exchange.withdraw('BTC', 0.1, 'an-address');
    expect(sent).toMatchObject({ currency: 'BTC', amount: 0.1, type: 'withdrawal' });
    const listed = await exchange.fetchWithdrawals('BTC', undefined, undefined, { currencyType: 'crypto' });
    expect(listed[0]).toMatchObject({ id: sent.id, address: 'an-address' });
    const [home, savings] = (await exchange.fetchPortfolios()).map(({ id }) => id!);
    expect(await exchange.transfer('USDT', 25, home!, savings!)).toMatchObject({ status: 'ok' });
    const trader = practice.mintKey({ exchange: 'coinbase', account: 'trader', permissions: { trade: true } });
    await expect(client(trader).withdraw('BTC', 0.1, 'an-address')).rejects.toThrow(/invalid_scope/);
    await expect(client(trader).transfer('USDT', 25, home!, savings!)).rejects.toThrow(ccxt.PermissionDenied);
    expect(await client(trader).v3PrivateGetBrokerageKeyPermissions()).toMatchObject({
      can_view: true,
      can_trade: true,
      can_transfer: false,
    });
  });

  it('speaks of its faults as Coinbase does', async () => {
    const off = practice.faults.set({ kind: 'rate-limit', exchange: 'coinbase' });
    await expect(client().fetchAccounts()).rejects.toThrow(ccxt.RateLimitExceeded);
    off();
  });
});

describe('ccxt coinbase, unmodified', () => {
  it('works with its base URL set to the practice exchange, whose address it then signs', async () => {
    const exchange = client(full, `${practice.url}/api.coinbase.com`);
    expect((await exchange.fetchBalance({ v3: true }))['USD']?.total).toBeGreaterThan(0);
  });

  it('works with an Ed25519 key', async () => {
    const key = practice.mintKey({ exchange: 'coinbase', account: 'ed', scheme: 'ed25519' });
    expect((await client(key).fetchBalance({ v3: true }))['USD']?.total).toBe(10_000);
  });
});

describe('an id', () => {
  it('is a UUID and can be read back', () => {
    for (const id of ['1', '1000001', '99999999999']) {
      expect(spellId(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(readId(spellId(id))).toBe(id);
    }
    expect(readId('52cfe5e2-0b29-4c19-a245-a6a773de5030')).toBeUndefined();
  });
});
