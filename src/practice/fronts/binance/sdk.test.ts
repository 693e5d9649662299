import { Spot } from '@binance/spot';
import { MainClient, USDMClient } from 'binance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
let practice: Practice;
let key: MintedKey;
let reader: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'sdk', clock });
  key = practice.mintKey({ exchange: 'binance', permissions: { trade: true, futures: true, withdraw: true } });
  reader = practice.mintKey({ exchange: 'binance', permissions: { trade: true } });
});
afterAll(() => practice.stop());

function main(by = key): MainClient {
  return new MainClient({ api_key: by.id, api_secret: by.secret, baseUrl: `${practice.url}/api.binance.com` });
}

const limit = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'GTC',
  quantity: 0.01,
  price: 50_000,
} as const;

describe('binance (tiagosiebler), unmodified, by base URL', () => {
  it('reads the start-up calls and the account', async () => {
    const client = main();
    const info = await client.getExchangeInfo();
    expect(info.symbols.map((one) => one.symbol)).toContain('ETHUSDT');
    const account = await client.getAccountInformation();
    expect(account.balances.find((one) => one.asset === 'USDT')?.free).toBe('10000.00000000');
    expect(await client.getApiKeyPermissions()).toMatchObject({ enableWithdrawals: true, enableFutures: true });
  });

  it('places, reads, replaces and cancels', async () => {
    const client = main();
    const order = (await client.submitNewOrder({ ...limit, newClientOrderId: 'x-U5D79M5B0001' })) as {
      orderId: number;
    };
    const found = await client.getOrder({ symbol: 'BTCUSDT', orderId: order.orderId });
    expect(found).toMatchObject({ status: 'NEW', origQty: '0.01000000', price: '50000.00000000' });
    expect(await client.getOpenOrders({ symbol: 'BTCUSDT' })).toHaveLength(1);
    const replaced = (await client.replaceOrder({
      ...limit,
      price: 49_000,
      cancelReplaceMode: 'STOP_ON_FAILURE',
      cancelOrderId: order.orderId,
    })) as { newOrderResponse: { orderId: number } };
    expect((await client.cancelOrder({ symbol: 'BTCUSDT', orderId: replaced.newOrderResponse.orderId })).status).toBe(
      'CANCELED',
    );
    await expect(client.cancelOrder({ symbol: 'BTCUSDT', orderId: order.orderId })).rejects.toMatchObject({
      code: -2011,
    });
  });

  it('fills a market order and lists its trades', async () => {
    const client = main();
    const order = (await client.submitNewOrder({
      symbol: 'ETHUSDT',
      side: 'SELL',
      type: 'MARKET',
      quantity: 0.2,
    })) as unknown as {
      status: string;
      fills: unknown[];
    };
    expect(order.status).toBe('FILLED');
    expect(order.fills.length).toBeGreaterThan(0);
    expect((await client.getAccountTradeList({ symbol: 'ETHUSDT' })).length).toBeGreaterThan(0);
  });

  it('is refused by filters, balance and permission', async () => {
    const client = main();
    await expect(client.submitNewOrder({ ...limit, quantity: 0.00001 })).rejects.toMatchObject({ code: -1013 });
    await expect(client.submitNewOrder({ ...limit, quantity: 5 })).rejects.toMatchObject({ code: -2010 });
    const sent = await client.withdraw({ coin: 'USDT', address: 'somewhere', amount: 20, network: 'TRX' });
    expect(sent.id).toBeDefined();
    await expect(main(reader).withdraw({ coin: 'USDT', address: 'somewhere', amount: 20 })).rejects.toMatchObject({
      code: -1002,
    });
  });

  it('trades futures, in place and by batch', async () => {
    const client = new USDMClient({
      api_key: key.id,
      api_secret: key.secret,
      baseUrl: `${practice.url}/fapi.binance.com`,
    });
    expect((await client.getBalanceV3())[0]).toMatchObject({ asset: 'USDT', balance: '5000.00000000' });
    await client.setLeverage({ symbol: 'ETHUSDT', leverage: 3 });
    const order = await client.submitNewOrder({
      symbol: 'ETHUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: 0.1,
      price: 2000,
    });
    const changed = await client.modifyOrder({
      symbol: 'ETHUSDT',
      side: 'BUY',
      orderId: order.orderId,
      quantity: 0.2,
      price: 1900,
    });
    expect(changed).toMatchObject({ orderId: order.orderId, origQty: '0.200', price: '1900.00' });
    await client.cancelAllOpenOrders({ symbol: 'ETHUSDT' });
    expect(await client.getAllOpenOrders({ symbol: 'ETHUSDT' })).toHaveLength(0);
    await client.submitNewOrder({ symbol: 'ETHUSDT', side: 'SELL', type: 'MARKET', quantity: 0.1 });
    const [position] = await client.getPositionsV3({ symbol: 'ETHUSDT' });
    expect(position).toMatchObject({ positionAmt: '-0.100', positionSide: 'BOTH' });
    await expect(client.getFuturesUserDataListenKey()).rejects.toBeDefined();
  });
});

describe('@binance/spot, unmodified, by base path', () => {
  const client = (by = key) =>
    new Spot({
      configurationRestAPI: { apiKey: by.id, apiSecret: by.secret, basePath: `${practice.url}/api.binance.com` },
    }).restAPI;

  it('reads, places, amends and cancels', async () => {
    const api = client();
    const account = await (await api.getAccount()).data();
    expect(account.canTrade).toBe(true);
    const order = await (
      await api.newOrder({ ...limit, side: 'BUY' as never, type: 'LIMIT' as never, timeInForce: 'GTC' as never })
    ).data();
    const orderId = Number(order.orderId);
    const amended = await (await api.orderAmendKeepPriority({ symbol: 'BTCUSDT', orderId, newQty: 0.005 })).data();
    expect(amended.amendedOrder).toMatchObject({ qty: '0.00500000', status: 'NEW' });
    expect((await (await api.getOrder({ symbol: 'BTCUSDT', orderId })).data()).origQty).toBe('0.00500000');
    expect((await (await api.deleteOrder({ symbol: 'BTCUSDT', orderId })).data()).status).toBe('CANCELED');
    expect(await (await api.getOpenOrders()).data()).toHaveLength(0);
  });

  it('is refused in words', async () => {
    const wrong = { ...limit, quantity: 5, side: 'BUY' as never, type: 'LIMIT' as never, timeInForce: 'GTC' as never };
    await expect(client().newOrder(wrong)).rejects.toThrow(/insufficient balance/);
  });
});
