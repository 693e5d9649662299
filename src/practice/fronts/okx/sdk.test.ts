import { RestClient } from 'okx-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
let practice: Practice;
let full: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'okx-sdk', clock });
  full = practice.mintKey({ exchange: 'okx', permissions: { trade: true, withdraw: true } });
});
afterAll(() => practice.stop());

function clientOf(key = full, options: { demoTrading?: boolean } = {}): RestClient {
  return new RestClient({
    apiKey: key.id,
    apiSecret: key.secret,
    apiPass: key.passphrase!,
    baseUrl: `${practice.url}/www.okx.com`,
    ...options,
  });
}

const limit = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.01', px: '30000' } as const;

describe('okx-api, unmodified, by base URL', () => {
  it('reads account, balance, instruments and tickers', async () => {
    const client = clientOf();
    expect((await client.getAccountConfiguration())[0]).toMatchObject({
      perm: 'read_only,withdraw,trade',
      posMode: 'net_mode',
    });
    const [balance] = await client.getBalance();
    expect(balance?.details.map(({ ccy }) => ccy)).toContain('USDT');
    const instruments = await client.getInstruments({ instType: 'SWAP' });
    expect(instruments.find(({ instId }) => instId === 'BTC-USDT-SWAP')).toMatchObject({
      ctVal: '0.01',
      ctType: 'linear',
    });
    expect((await client.getTicker({ instId: 'BTC-USDT' }))[0]?.instId).toBe('BTC-USDT');
    expect(Number((await client.getSystemTime({}))[0]?.ts)).toBeGreaterThan(1.7e12);
  });

  it('places, reads, amends and cancels', async () => {
    const client = clientOf();
    const [placed] = await client.submitOrder({ ...limit, clOrdId: 'sdk1' });
    expect(placed).toMatchObject({ sCode: '0', clOrdId: 'sdk1' });
    const named = { instId: 'BTC-USDT', ordId: placed!.ordId };
    expect((await client.getOrderDetails(named))[0]).toMatchObject({
      state: 'live',
      sz: '0.01',
      tag: '159881cb7207BCDE',
    });
    await client.amendOrder({ ...named, newSz: '0.02' });
    expect((await client.getOrderList({ instType: 'SPOT', instId: 'BTC-USDT' }))[0]).toMatchObject({ sz: '0.02' });
    expect((await client.cancelOrder(named))[0]).toMatchObject({ sCode: '0' });
    expect((await client.getOrderDetails(named))[0]).toMatchObject({ state: 'canceled' });
  });

  it('tells of a batch which orders were refused', async () => {
    const client = clientOf();
    const batch = client.submitMultipleOrders([limit, { ...limit, sz: '1000' }]);
    await expect(batch).rejects.toMatchObject({ code: '2', data: [{ sCode: '0' }, { sCode: '51008' }] });
    const [open] = await client.getOrderList({ instType: 'SPOT', instId: 'BTC-USDT' });
    await client.cancelMultipleOrders([{ instId: 'BTC-USDT', ordId: open!.ordId }]);
    expect(await client.getOrderList({ instType: 'SPOT', instId: 'BTC-USDT' })).toEqual([]);
  });

  it('places, reads, amends and cancels a stop loss', async () => {
    const client = clientOf();
    const [placed] = await client.placeAlgoOrder({
      instId: 'BTC-USDT-SWAP',
      tdMode: 'cross',
      side: 'sell',
      ordType: 'conditional',
      sz: '1',
      slTriggerPx: '30000',
      slOrdPx: '-1',
      algoClOrdId: 'stop1',
    });
    const { algoId } = placed!;
    expect((await client.getAlgoOrderDetails({ algoClOrdId: 'stop1' }))[0]).toMatchObject({ algoId, state: 'live' });
    await client.amendAlgoOrder({ instId: 'BTC-USDT-SWAP', algoId, newSlTriggerPx: '31000', newSlOrdPx: '-1' });
    expect((await client.getAlgoOrderList({ ordType: 'conditional' }))[0]).toMatchObject({ slTriggerPx: '31000' });
    await client.cancelAlgoOrder([{ instId: 'BTC-USDT-SWAP', algoId }]);
    expect((await client.getAlgoOrderDetails({ algoId }))[0]).toMatchObject({ state: 'canceled' });
    expect(await client.getAlgoOrderList({ ordType: 'conditional' })).toEqual([]);
  });

  it('throws what OKX answers', async () => {
    await expect(clientOf({ ...full, secret: 'wrong' }).getBalance()).rejects.toMatchObject({ code: '50113' });
    await expect(clientOf(full, { demoTrading: true }).getBalance()).rejects.toMatchObject({ code: '50101' });
    await expect(clientOf().getOrderDetails({ instId: 'BTC-USDT', ordId: '42' })).rejects.toMatchObject({
      code: '51603',
    });
    await expect(clientOf().submitOrder({ ...limit, instId: 'NO-USDT' })).rejects.toMatchObject({
      data: [{ sCode: '51001' }],
    });
    const reader = practice.mintKey({ exchange: 'okx' });
    await expect(clientOf(reader).submitOrder(limit)).rejects.toMatchObject({ code: '50120' });
  });
});
