import { RestClientV5 } from 'bybit-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from './harness.ts';

const HOST = 'api.bybit.com';

describe('bybit-api on Bybit', () => {
  let rig: Rig;
  let through: RestClientV5;
  let direct: RestClientV5;
  let apiKey: string;
  let price: string;
  let made = 0;

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['bybit'] });
    const bot = rig.bot('bybit-bot');
    apiKey = bot.apiKey;
    const key = rig.exchangeKey('bybit');
    through = new RestClientV5({ key: apiKey, secret: bot.secret, baseUrl: rig.through(HOST) });
    direct = new RestClientV5({ key: key.id, secret: key.secret, baseUrl: rig.direct(HOST) });
    const { result } = await direct.getTickers({ category: 'spot', symbol: 'BTCUSDT' });
    price = String(Math.floor(Number(result.list[0]!.lastPrice) * 0.96));
  });
  afterAll(() => rig.stop());

  const clients = () => [direct, through];
  const spot = () =>
    ({ category: 'spot', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.001', price }) as const;

  it('starts up, reads and trades the same directly and through Keyward', async () => {
    for (const rest of clients()) {
      expect((await rest.getInstrumentsInfo({ category: 'linear' })).result.list.length).toBeGreaterThan(0);
      expect(await rest.fetchServerTime()).toBeGreaterThan(1_600_000_000);
      expect((await rest.getAccountInfo()).result.marginMode).toBe('REGULAR_MARGIN');
      const balance = await rest.getWalletBalance({ accountType: 'UNIFIED' });
      expect(balance.result.list[0]?.coin.length).toBeGreaterThan(0);
      for (const category of ['spot', 'linear'] as const) {
        const orderLinkId = `sdk-${++made}`;
        const placed = await rest.submitOrder({ ...spot(), category, orderLinkId });
        expect(placed).toMatchObject({ retCode: 0, result: { orderLinkId } });
        const { orderId } = placed.result;
        const named = { category, symbol: 'BTCUSDT', orderId };
        expect((await rest.amendOrder({ ...named, qty: '0.002' })).retCode).toBe(0);
        const open = await rest.getActiveOrders({ category, symbol: 'BTCUSDT', limit: 1 });
        expect(open.result.list).toMatchObject([{ orderId, orderLinkId, qty: '0.002' }]);
        expect((await rest.cancelOrder(named)).retCode).toBe(0);
        expect((await rest.getActiveOrders({ category, symbol: 'BTCUSDT' })).result.list).toEqual([]);
      }
    }
  });

  it('tells the outcome of each order of a batch', async () => {
    const { category: _category, ...order } = spot();
    for (const rest of clients()) {
      const answer = await rest.batchSubmitOrders('linear', [order, { ...order, qty: '0.0001' }]);
      expect(answer.retExtInfo).toMatchObject({ list: [{ code: 0 }, { code: 110017 }] });
      await rest.cancelAllOrders({ category: 'linear', symbol: 'BTCUSDT' });
    }
  });

  it('takes a spot market buy for what it is: an amount of the quote currency', async () => {
    const buy = { category: 'spot', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Market' } as const;
    expect((await through.submitOrder({ ...buy, qty: '50' })).retCode).toBe(0);
    const denied = await through.submitOrder({ ...buy, qty: '1001' });
    expect(denied).toMatchObject({ retCode: 110032 });
    expect(denied.retMsg).toMatch(/^keyward: order-notional: .*; keyward explain /);
    const inBase = await through.submitOrder({ ...buy, qty: '50', marketUnit: 'baseCoin' });
    expect(inBase.retMsg).toMatch(/order-notional/);
  });

  it('refuses what no bot may do, with a code and not with an exception', async () => {
    const mark = rig.practice.mark();
    const timestamp = Date.now();
    const withdrawal = {
      coin: 'USDT',
      chain: 'TRX',
      address: 'a',
      amount: '10',
      timestamp,
      accountType: 'UTA',
    } as const;
    expect((await through.submitWithdrawal(withdrawal)).retCode).toBe(10005);
    expect((await through.createInternalTransfer('x', 'USDT', '10', 'UNIFIED', 'FUND')).retCode).toBe(10005);
    expect((await through.deleteMasterApiKey()).retCode).toBe(10005);
    const attached = { ...spot(), takeProfit: '99999' };
    expect((await through.submitOrder(attached)).retCode).toBe(110032);
    expect(rig.practice.received(mark).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('takes a wrong secret for a wrong key', async () => {
    const wrong = new RestClientV5({ key: apiKey, secret: 'x'.repeat(36), baseUrl: rig.through(HOST) });
    expect((await wrong.getAccountInfo()).retCode).toBe(10003);
  });
});
