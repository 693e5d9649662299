import ccxt from 'ccxt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../core/index.ts';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';
import { readId, spellId } from './names.ts';

let nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
let practice: Practice;
let full: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'ccxt', clock });
  full = practice.mintKey({ exchange: 'kraken', permissions: { trade: true, transfer: true, withdraw: true } });
});
beforeEach(() => {
  nowMs += 60_000;
});
afterAll(() => practice.stop());

let nonce = 1_790_000_000_000;

function client(key: { id: string; secret: string } = full) {
  const exchange = new ccxt.kraken({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
  exchange.proxyUrl = `${practice.url}/`;
  exchange.milliseconds = () => nowMs;
  exchange.nonce = () => nonce++;
  return exchange;
}

describe('ccxt kraken, unmodified, by proxyUrl', () => {
  it('loads markets and currencies, and reads public data', async () => {
    const exchange = client();
    const markets = await exchange.loadMarkets();
    expect(Object.keys(markets)).toEqual(
      expect.arrayContaining(['BTC/USD', 'ETH/USD', 'BTC/EUR', 'BTC/USDT', 'SOL/USDT']),
    );
    expect(markets['BTC/USD']).toMatchObject({ id: 'XXBTZUSD', precision: { price: 0.01, amount: 0.00001 } });
    expect(markets['BTC/USDT']?.id).toBe('XBTUSDT');
    expect(Object.keys(exchange.currencies)).toEqual(expect.arrayContaining(['BTC', 'ETH', 'USD', 'EUR', 'USDT']));
    const ticker = await exchange.fetchTicker('BTC/USD');
    expect(ticker.bid).toBeLessThan(ticker.ask!);
    expect(Object.keys(await exchange.fetchTickers(['BTC/USD', 'ETH/USD']))).toHaveLength(2);
    expect((await exchange.fetchOrderBook('BTC/USD', 20)).bids).toHaveLength(20);
    expect(await exchange.fetchOHLCV('BTC/USD', '1h', undefined, 50)).toHaveLength(50);
    expect(await exchange.fetchTrades('BTC/USD', undefined, 5)).toHaveLength(5);
    expect(await exchange.fetchTime()).toBe(nowMs);
    expect((await exchange.fetchStatus()).status).toBe('ok');
  });

  it('places, reads, edits and cancels a limit order', async () => {
    const exchange = client();
    expect((await exchange.fetchBalance())['USD']).toMatchObject({ total: 10_000, used: 0 });
    const order = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.01, 50_000, { clientOrderId: 'mine-1' });
    expect(order).toMatchObject({ symbol: 'BTC/USD', side: 'buy', price: 50_000, amount: 0.01 });
    expect((await exchange.fetchBalance())['USD']?.used).toBeGreaterThanOrEqual(500);
    expect(await exchange.fetchOrder(order.id!)).toMatchObject({
      status: 'open',
      clientOrderId: 'mine-1',
      amount: 0.01,
    });
    expect(await exchange.fetchOpenOrders('BTC/USD', undefined, undefined, { clientOrderId: 'mine-1' })).toHaveLength(
      1,
    );
    expect(await exchange.fetchOpenOrders('BTC/USD', undefined, undefined, { clientOrderId: 'other' })).toHaveLength(0);
    await exchange.editOrder(order.id!, 'BTC/USD', 'limit', 'buy', 0.02, 49_000);
    expect(await exchange.fetchOrder(order.id!)).toMatchObject({ price: 49_000, amount: 0.02 });
    await exchange.cancelOrder(order.id!);
    expect((await exchange.fetchOrder(order.id!)).status).toBe('canceled');
    expect((await exchange.fetchClosedOrders('BTC/USD')).map(({ id }) => id)).toEqual([order.id]);
    expect((await exchange.fetchBalance())['USD']?.used).toBe(0);
  });

  it('fills market orders by base and by quote, and lists the trades with their fees in quote', async () => {
    const exchange = client();
    const bought = await exchange.createOrder('ETH/USD', 'market', 'buy', 0.5);
    expect(await exchange.fetchOrder(bought.id!)).toMatchObject({ status: 'closed', filled: 0.5 });
    const byQuote = await exchange.createMarketBuyOrderWithCost('ETH/USD', 100);
    expect((await exchange.fetchOrder(byQuote.id!)).info).toMatchObject({ oflags: 'viqc,fciq', vol: '100.00000000' });
    const trades = await exchange.fetchMyTrades('ETH/USD');
    expect(trades.length).toBeGreaterThanOrEqual(2);
    expect(trades[0]?.fee).toMatchObject({ currency: 'USD' });
    expect(trades[0]?.fee?.cost).toBeCloseTo(trades[0]!.cost! * 0.004, 4);
    expect((await exchange.fetchLedger('USD')).map(({ type }) => type)).toContain('trade');
    expect((await exchange.fetchTradingFee('ETH/USD')).taker).toBe(0.004);
  });

  it('keeps a stop until the price sets it off', async () => {
    const exchange = client();
    const price = (await exchange.fetchTicker('SOL/USDT')).last!;
    const trigger = Math.floor(price * 0.6);
    const stop = await exchange.createOrder('SOL/USDT', 'limit', 'sell', 1, Math.floor(price * 0.5), {
      stopLossPrice: trigger,
    });
    expect(stop).toMatchObject({ stopLossPrice: trigger, type: 'limit' });
    expect((await exchange.fetchOpenOrders('SOL/USDT'))[0]).toMatchObject({
      stopLossPrice: trigger,
      price: Math.floor(price * 0.5),
    });
    await exchange.cancelAllOrders();
    expect((await exchange.fetchOrder(stop.id!)).status).toBe('canceled');
  });

  it('takes batches, of orders and of cancels', async () => {
    const exchange = client();
    await exchange.loadMarkets();
    const one = { symbol: 'BTC/USD', type: 'limit' as const, side: 'buy' as const, amount: 0.001, price: 40_000 };
    const placed = await exchange.createOrders([one, { ...one, price: 41_000 }]);
    expect(placed.map(({ price }) => price)).toEqual([40_000, 41_000]);
    await exchange.cancelOrders(placed.map(({ id }) => id!));
    expect(await exchange.fetchOpenOrders('BTC/USD')).toEqual([]);
  });

  it('cancels everything when nobody renews the timer', async () => {
    const exchange = client();
    await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000);
    await exchange.cancelAllOrdersAfter(60_000);
    expect(await exchange.fetchOpenOrders('BTC/USD')).toHaveLength(1);
    nowMs += 61_000;
    expect(await exchange.fetchOpenOrders('BTC/USD')).toHaveLength(0);
  });

  it("refuses in the exchange's words", async () => {
    const exchange = client();
    await exchange.loadMarkets();
    await expect(exchange.createOrder('BTC/USD', 'limit', 'buy', 1, 60_000)).rejects.toThrow(ccxt.InsufficientFunds);
    await expect(exchange.createOrder('BTC/USD', 'limit', 'buy', 0.00001, 50_000)).rejects.toThrow(
      /Cost minimum not met/,
    );
    await expect(exchange.createOrder('BTC/USD', 'limit', 'buy', 0.01, 1)).rejects.toThrow(/EOrder:Invalid price/);
    await expect(exchange.cancelOrder('OAAAAA-BBBBB-CCCCCC')).rejects.toThrow(ccxt.OrderNotFound);
    await expect(exchange.fetchOrder('OAAAAA-BBBBB-CCCCCC')).rejects.toThrow(/EOrder:Invalid order/);
    const stranger = { id: 'x'.repeat(56), secret: full.secret };
    await expect(client(stranger).fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const wrong = { ...full, secret: Buffer.alloc(64).toString('base64') };
    await expect(client(wrong).fetchBalance()).rejects.toThrow(/EAPI:Invalid signature/);
    const late = client();
    late.nonce = () => 1;
    await expect(late.fetchBalance()).rejects.toThrow(ccxt.InvalidNonce);
  });

  it('withdraws and transfers only with the permission', async () => {
    const exchange = client();
    const sent = await exchange.withdraw('BTC', 0.1, 'an-address', undefined, { key: 'saved' });
    expect((await exchange.fetchWithdrawals('BTC'))[0]).toMatchObject({ id: sent.id, status: 'ok' });
    expect((await exchange.transfer('USDT', 25, 'spot', 'swap')).id).toMatch(/^FTQ/);
    const trader = practice.mintKey({ exchange: 'kraken', permissions: { trade: true } });
    await expect(client(trader).withdraw('BTC', 0.1, '', undefined, { key: 'saved' })).rejects.toThrow(
      ccxt.PermissionDenied,
    );
    await expect(client(trader).transfer('USDT', 25, 'spot', 'swap')).rejects.toThrow(ccxt.PermissionDenied);
    const info = (await client(trader).privatePostGetApiKeyInfo()) as { result: { permissions: string[] } };
    expect(info.result.permissions).toEqual(
      expect.arrayContaining(['query-funds', 'query-open-trades', 'modify-trades', 'close-trades']),
    );
    expect(info.result.permissions).not.toContain('withdraw-funds');
  });

  it('has a ledger whose balances follow from one another', async () => {
    const key = practice.mintKey({
      exchange: 'kraken',
      account: 'books',
      permissions: { trade: true, transfer: true },
    });
    const exchange = client(key);
    const account = practice.core.account(key.account)!;
    practice.core.deposit(account, { asset: 'USD', amount: parseDecimal('250.5')!, address: 'an-account' });
    nowMs += 1_000;
    await exchange.createOrder('ETH/USD', 'market', 'buy', 0.5);
    nowMs += 1_000;
    await exchange.transfer('USD', 25, 'spot', 'swap');
    const read = (await exchange.privatePostLedgers({ asset: 'ZUSD' })) as {
      result: { ledger: object; count: number };
    };
    const lines = Object.values(read.result.ledger) as Record<string, string>[];
    expect(lines.map(({ type, subtype }) => `${type} ${subtype}`)).toEqual([
      'transfer spottofutures',
      'trade ',
      'deposit ',
    ]);
    expect(lines.at(-1)).toMatchObject({ amount: '250.5000000000', balance: '10250.5000000000' });
    const balances = (await exchange.privatePostBalanceEx()) as { result: Record<string, { balance: string }> };
    expect(lines[0]?.['balance']).toBe(balances.result['ZUSD']?.balance);
    const ids = Object.keys(read.result.ledger);
    expect((await exchange.fetchLedger('USD')).map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('lists deposits in pages, by cursor and by time', async () => {
    const key = practice.mintKey({ exchange: 'kraken', account: 'deposits' });
    const exchange = client(key);
    const account = practice.core.account(key.account)!;
    const ids: string[] = [];
    for (let count = 1; count <= 5; count++) {
      nowMs += 2_000;
      const asset = count % 2 ? 'BTC' : 'ETH';
      practice.core.deposit(account, { asset, amount: parseDecimal(String(count))!, address: 'mine' });
    }
    let cursor: string | null = 'true';
    while (cursor !== null) {
      const page = (await exchange.privatePostDepositStatus({ cursor, limit: 2 })) as {
        result: { deposit: { refid: string }[]; next_cursor: string | null };
      };
      ids.push(...page.result.deposit.map(({ refid }) => refid));
      cursor = page.result.next_cursor;
    }
    expect(new Set(ids).size).toBe(5);
    const listed = (await exchange.privatePostDepositStatus({ asset: 'XBT' })) as { result: { amount: string }[] };
    expect(listed.result.map(({ amount }) => amount)).toEqual(['5.0000000000', '3.0000000000', '1.0000000000']);
    const since = { start: nowMs / 1000 - 2 };
    expect(((await exchange.privatePostDepositStatus(since)) as { result: unknown[] }).result).toHaveLength(2);
    await expect(exchange.privatePostDepositStatus({ cursor: 'bm9uc2Vuc2U=' })).rejects.toThrow(/Invalid arguments/);
  });

  it('speaks of its faults as Kraken does', async () => {
    const off = practice.faults.set({ kind: 'rate-limit', exchange: 'kraken' });
    await expect(client().fetchBalance()).rejects.toThrow(ccxt.DDoSProtection);
    off();
  });
});

describe('an id', () => {
  it('is spelt as Kraken spells it and can be read back', () => {
    for (const id of ['1', '1000001', '99999999999']) {
      expect(spellId('O', id)).toMatch(/^O[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{6}$/);
      expect(readId(spellId('O', id))).toBe(id);
    }
    expect(readId('OAAAAA-BBBBB-CCCCCC')).toBeUndefined();
  });
});
