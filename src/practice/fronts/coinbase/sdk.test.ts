import { CBAdvancedTradeClient } from 'coinbase-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../keys.ts';
import { type Practice, startPractice } from '../../start.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
let practice: Practice;
let key: MintedKey;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'sdk', clock });
  key = practice.mintKey({ exchange: 'coinbase', permissions: { trade: true } });
});
afterAll(() => practice.stop());

function client(by = key): CBAdvancedTradeClient {
  return new CBAdvancedTradeClient({
    apiKey: by.id,
    apiSecret: by.secret,
    baseUrl: `${practice.url}/api.coinbase.com`,
  });
}

const limit = { limit_limit_gtc: { base_size: '0.01', limit_price: '50000', post_only: false } };

describe('coinbase-api, unmodified, by base URL', () => {
  it('reads the start-up calls and the account', async () => {
    const api = client();
    expect(Number(((await api.getServerTime()) as { epochMillis: string }).epochMillis)).toBeGreaterThan(1.6e12);
    // It spells a list `product_ids[]`, which says nothing to Coinbase.
    const all = (await api.getPublicProducts({ product_ids: ['BTC-USD', 'ETH-USD'] })) as { products: object[] };
    expect(all.products.length).toBeGreaterThan(2);
    const { products } = (await api.getProducts({ product_ids: ['BTC-USD', 'ETH-USD'] })) as { products: object[] };
    expect(products).toHaveLength(2);
    expect(await api.getProduct({ product_id: 'BTC-USD' })).toMatchObject({ product_type: 'SPOT' });
    expect(await api.getPublicProductBook({ product_id: 'BTC-USD', limit: 3 })).toMatchObject({
      pricebook: { product_id: 'BTC-USD' },
    });
    expect(await api.getBestBidAsk({ product_ids: ['BTC-USD'] })).toMatchObject({
      pricebooks: [{ product_id: 'BTC-USD' }],
    });
    const { accounts } = (await api.getAccounts({ limit: 250 })) as { accounts: { currency: string }[] };
    expect(accounts.map(({ currency }) => currency)).toEqual(expect.arrayContaining(['USD', 'BTC']));
    expect(await api.getApiKeyPermissions()).toMatchObject({ can_trade: true, can_transfer: false });
    expect(await api.getTransactionSummary({})).toMatchObject({ fee_tier: { taker_fee_rate: '0.012' } });
  });

  it('places, reads, edits and cancels', async () => {
    const api = client();
    const order_configuration = limit;
    const placed = await api.submitOrder({ product_id: 'BTC-USD', side: 'BUY', order_configuration });
    expect(placed).toMatchObject({ success: true, success_response: { product_id: 'BTC-USD' } });
    const { order_id } = placed.success_response!;
    expect(await api.getOrder({ order_id })).toMatchObject({ order: { status: 'OPEN', order_configuration: limit } });
    expect(await api.updateOrder({ order_id, size: '0.02', price: '49000' })).toMatchObject({ success: true });
    const open = (await api.getOrders({ order_status: ['OPEN'], product_ids: ['BTC-USD'] })) as { orders: object[] };
    expect(open.orders).toMatchObject([{ order_id, order_configuration: { limit_limit_gtc: { base_size: '0.02' } } }]);
    expect(await api.cancelOrders({ order_ids: [order_id] })).toMatchObject({ results: [{ success: true, order_id }] });
    expect(await api.cancelOrders({ order_ids: [order_id] })).toMatchObject({ results: [{ success: false }] });
  });

  it('tells of an order that failed with status 200, and throws for other errors', async () => {
    const api = client();
    const large = { limit_limit_gtc: { base_size: '1', limit_price: '60000' } };
    expect(await api.submitOrder({ product_id: 'BTC-USD', side: 'BUY', order_configuration: large })).toMatchObject({
      success: false,
      error_response: { error: 'INSUFFICIENT_FUND' },
    });
    await expect(
      api.submitOrder({ product_id: 'NONE-USD', side: 'BUY', order_configuration: limit }),
    ).rejects.toMatchObject({ code: 400, body: { error: 'INVALID_ARGUMENT' } });
    const funds = { value: '1', currency: 'USDT' };
    await expect(
      api.movePortfolioFunds({ funds, source_portfolio_uuid: 'a', target_portfolio_uuid: 'b' }),
    ).rejects.toMatchObject({ code: 403, body: { error: 'PERMISSION_DENIED' } });
    await expect(client({ ...key, id: 'organizations/practice/apiKeys/none' }).getAccounts({})).rejects.toMatchObject({
      code: 401,
    });
  });

  it('works with an Ed25519 key', async () => {
    const ed = practice.mintKey({ exchange: 'coinbase', account: 'ed', scheme: 'ed25519' });
    expect(await client(ed).getApiKeyPermissions()).toMatchObject({ can_view: true });
  });
});
