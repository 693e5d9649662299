import { RestClientV5 } from 'bybit-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
let practice: Practice;
let key: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'sdk bybit', clock });
  key = practice.mintKey({ exchange: 'bybit', permissions: { trade: true, futures: true, withdraw: true } });
});
afterAll(() => practice.stop());

function client(by: { id: string; secret: string } = key): RestClientV5 {
  return new RestClientV5({
    key: by.id,
    secret: by.secret,
    baseUrl: `${practice.url}/api.bybit.com`,
    parseAPIRateLimits: true,
  });
}

describe('bybit-api, unmodified, by base URL', () => {
  it('reads the start-up calls and the account', async () => {
    const rest = client();
    const spot = await rest.getInstrumentsInfo({ category: 'spot' });
    expect(spot.result.list.map((one) => one.symbol)).toContain('ETHUSDT');
    expect(Math.abs((await rest.fetchServerTime()) * 1_000 - Date.now())).toBeLessThan(5_000);
    const balance = await rest.getWalletBalance({ accountType: 'UNIFIED', coin: 'USDT' });
    expect(balance.result.list[0]?.coin[0]).toMatchObject({ coin: 'USDT', walletBalance: '15000', locked: '0' });
    expect(balance.rateLimitApi).toMatchObject({ maxRequests: 50 });
    const info = await rest.getQueryApiKey();
    expect(info.result).toMatchObject({
      apiKey: key.id,
      readOnly: 0,
      ips: ['*'],
      permissions: { Wallet: ['Withdraw'] },
    });
    expect((await rest.getAccountInfo()).result.unifiedMarginStatus).toBe(6);
    expect((await rest.getFeeRate({ category: 'spot', symbol: 'BTCUSDT' })).result.list).toHaveLength(1);
  });

  it('places, reads, amends and cancels', async () => {
    const rest = client();
    const placed = await rest.submitOrder({
      category: 'spot',
      symbol: 'BTCUSDT',
      side: 'Buy',
      orderType: 'Limit',
      qty: '0.01',
      price: '50000',
      orderLinkId: 'sdk-1',
    });
    expect(placed).toMatchObject({ retCode: 0, result: { orderLinkId: 'sdk-1' } });
    const { orderId } = placed.result;
    expect((await rest.amendOrder({ category: 'spot', symbol: 'BTCUSDT', orderId, qty: '0.02' })).retCode).toBe(0);
    const open = await rest.getActiveOrders({ category: 'spot', orderLinkId: 'sdk-1' });
    expect(open.result.list).toMatchObject([{ orderId, qty: '0.02', orderStatus: 'New' }]);
    expect((await rest.cancelOrder({ category: 'spot', symbol: 'BTCUSDT', orderId })).result.orderId).toBe(orderId);
    expect((await rest.cancelOrder({ category: 'spot', symbol: 'BTCUSDT', orderId })).retCode).toBe(170213);
    const history = await rest.getHistoricOrders({ category: 'spot', orderId });
    expect(history.result.list).toMatchObject([{ orderId, orderStatus: 'Cancelled' }]);
  });

  it('batches, and tells of each order how it went', async () => {
    const order = { symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.01', price: '50000' } as const;
    const answer = await client().batchSubmitOrders('linear', [order, { ...order, qty: '0.0001' }]);
    expect(answer.retExtInfo).toMatchObject({ list: [{ code: 0 }, { code: 110017 }] });
    expect(answer.result.list[0]?.orderId).toMatch(/^[0-9a-f-]{36}$/);
    const all = await client().cancelAllOrders({ category: 'linear', settleCoin: 'USDT' });
    expect(all.result.list).toHaveLength(1);
  });

  it('keeps client order ids unique for ever', async () => {
    const order = {
      category: 'spot',
      symbol: 'SOLUSDT',
      side: 'Sell',
      orderType: 'Market',
      qty: '1',
      orderLinkId: 'once',
    } as const;
    expect((await client().submitOrder(order)).retCode).toBe(0);
    expect((await client().submitOrder(order)).retCode).toBe(170141);
  });

  it('sets the leverage, and says when nothing was changed', async () => {
    const asked = { category: 'linear', symbol: 'BTCUSDT', buyLeverage: '3', sellLeverage: '3' } as const;
    expect((await client().setLeverage(asked)).retCode).toBe(0);
    expect((await client().setLeverage(asked)).retCode).toBe(110043);
    const positions = await client().getPositionInfo({ category: 'linear', symbol: 'BTCUSDT' });
    expect(positions.result.list).toMatchObject([{ leverage: '3', size: '0', positionIdx: 0 }]);
  });

  it('withdraws with the permission', async () => {
    const asked = {
      coin: 'USDT',
      chain: 'TRX',
      address: 'an-address',
      amount: '20',
      timestamp: Date.now(),
      accountType: 'UTA',
    } as const;
    expect((await client().submitWithdrawal(asked)).retCode).toBe(0);
    const trader = practice.mintKey({ exchange: 'bybit', permissions: { trade: true } });
    expect((await client(trader).submitWithdrawal(asked)).retCode).toBe(10005);
  });

  it('meets the faults of the exchange', async () => {
    const off = practice.faults.set({ kind: 'rate-limit', exchange: 'bybit', path: '/v5/account/info' });
    expect((await client().getAccountInfo()).retCode).toBe(10006);
    off();
    practice.faults.set({ kind: 'rate-limit', banned: true, exchange: 'bybit', path: '/v5/account/info', times: 1 });
    await expect(client().getAccountInfo()).rejects.toMatchObject({ code: 403 });
    practice.faults.set({ kind: 'ip-refused', keyId: key.id, exchange: 'bybit', times: 1 });
    expect((await client().getAccountInfo()).retCode).toBe(10010);
  });
});
