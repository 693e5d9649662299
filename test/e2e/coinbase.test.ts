import ccxt from 'ccxt';
import { CBAdvancedTradeClient } from 'coinbase-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from './harness.ts';

type Client = InstanceType<typeof ccxt.coinbase>;

interface Pair {
  readonly apiKey: string;
  readonly secret: string;
}

let rig: Rig;
let bot: Pair;
let owner: Pair;
/** Prices within the band of the policy that do not trade at once: the market moves with the real clock. */
let low: { btc: number; eth: number; ethLower: number };

beforeAll(async () => {
  rig = await startRig({ exchanges: ['coinbase'] });
  bot = rig.bot('coinbase-bot');
  const { id, secret } = rig.exchangeKey('coinbase');
  owner = { apiKey: id, secret };
  const reader = new ccxt.coinbase({ proxyUrl: `${rig.practice.url}/`, enableRateLimit: false });
  const last = async (symbol: string) => (await reader.fetchTicker(symbol)).last!;
  const [btc, eth] = [await last('BTC/USD'), await last('ETH/USD')];
  low = { btc: Math.floor(btc * 0.96), eth: Math.floor(eth * 0.95), ethLower: Math.floor(eth * 0.94) };
});
afterAll(() => rig.stop());

/** What arrived at the exchange since the mark, of the owner or through Keyward, without Keyward's own questions. */
function arrived(mark: number, key: Pair) {
  return rig.practice
    .received(mark)
    .filter(({ keyId }) => keyId !== undefined && (keyId === owner.apiKey) === (key === owner))
    .filter(({ path }) => !path.includes('/orders/historical'));
}

describe('ccxt on Coinbase', () => {
  const client = ({ apiKey, secret }: Pair, proxyUrl: string): Client =>
    new ccxt.coinbase({ apiKey, secret, proxyUrl });
  let through: Client;
  let direct: Client;

  // With their rate limit on, as bots have it: Coinbase takes 30 requests a second, and Keyward keeps to that.
  beforeAll(() => {
    through = client(bot, rig.proxyUrl);
    direct = client(owner, `${rig.practice.url}/`);
  });

  const clients = () => [direct, through];

  it('starts up, reads and trades the same directly and through Keyward', async () => {
    for (const exchange of clients()) {
      const markets = await exchange.loadMarkets();
      expect(markets['BTC/USD']?.id).toBe('BTC-USD');
      expect(await exchange.fetchTime()).toBeGreaterThan(1_600_000_000_000);
      expect((await exchange.fetchTicker('BTC/USD')).last).toBeGreaterThan(0);
      expect((await exchange.fetchOrderBook('BTC/USD', 5)).bids).toHaveLength(5);
      expect(Object.keys(await exchange.fetchBidsAsks(['BTC/USD', 'ETH/USD']))).toHaveLength(2);
      expect((await exchange.fetchBalance())['USD']?.total).toBeGreaterThan(0);
      expect((await exchange.fetchBalance({ v3: true }))['USD']?.free).toBeGreaterThan(0);
      const order = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc);
      expect(order).toMatchObject({ symbol: 'BTC/USD', side: 'buy' });
      expect(await exchange.fetchOrder(order.id!)).toMatchObject({ status: 'open', amount: 0.001 });
      await exchange.editOrder(order.id!, 'BTC/USD', 'limit', 'buy', 0.002, low.btc - 1_000);
      expect(await exchange.fetchOpenOrders('BTC/USD')).toMatchObject([
        { id: order.id, amount: 0.002, price: low.btc - 1_000 },
      ]);
      await exchange.cancelOrder(order.id!);
      expect(await exchange.fetchOpenOrders('BTC/USD')).toEqual([]);
      expect((await exchange.fetchOrder(order.id!)).status).toBe('canceled');
    }
  });

  it('sends upstream what it sends directly, but for the token and the client order id', async () => {
    const recorded: unknown[] = [];
    for (const exchange of clients()) {
      const mark = rig.practice.mark();
      await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { postOnly: true });
      await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { timeInForce: 'IOC' });
      await exchange.createMarketBuyOrderWithCost('ETH/USD', 20);
      await exchange.createOrder('ETH/USD', 'market', 'sell', 0.005);
      await exchange.createOrder('ETH/USD', 'limit', 'sell', 0.01, low.ethLower, { stopLossPrice: low.eth });
      await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { preview: true });
      await exchange.fetchAccounts();
      await exchange.v2PrivateGetUser();
      recorded.push(
        arrived(mark, exchange === through ? bot : owner).map(({ method, host, path, params, rawBody }) => {
          const body = rawBody === '' ? {} : (JSON.parse(rawBody) as { client_order_id?: string });
          expect(body.client_order_id ?? 'ccxt-').toMatch(/^ccxt-/);
          const { client_order_id: _, ...rest } = body;
          return { method, host, path, params: rawBody === '' ? params : [], rest };
        }),
      );
    }
    expect(recorded[0]).toHaveLength(8);
    expect(recorded[1]).toEqual(recorded[0]);
  });

  it('denies an order over its limit as an invalid order, by base and by quote amount', async () => {
    const mark = rig.practice.mark();
    await expect(through.createOrder('BTC/USD', 'limit', 'buy', 1, low.btc)).rejects.toThrow(ccxt.InvalidOrder);
    await expect(through.createMarketBuyOrderWithCost('BTC/USD', 1_001)).rejects.toThrow(/order-notional/);
    await expect(through.createOrder('BTC/USD', 'market', 'sell', 0.4)).rejects.toThrow(ccxt.InvalidOrder);
    expect(arrived(mark, bot)).toEqual([]);
  });

  it('denies an edit that would make an order too large, and one of an order that it does not know', async () => {
    const order = await through.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc);
    const mark = rig.practice.mark();
    await expect(through.editOrder(order.id!, 'BTC/USD', 'limit', 'buy', 1, low.btc)).rejects.toThrow(
      ccxt.InvalidOrder,
    );
    await expect(through.editOrder('stranger', 'BTC/USD', 'limit', 'buy', 0.001, low.btc)).rejects.toThrow(
      /amend-unknown/,
    );
    expect(arrived(mark, bot)).toEqual([]);
    await through.cancelOrder(order.id!);
  });

  it.each<[string, (exchange: Client) => Promise<unknown>, new (...args: never[]) => Error]>([
    [
      'a market that is not listed',
      (exchange) => exchange.createOrder('BTC/EUR', 'limit', 'buy', 0.001, low.btc),
      ccxt.PermissionDenied,
    ],
    [
      'margin',
      (exchange) => exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { marginMode: 'cross' }),
      ccxt.InvalidOrder,
    ],
    [
      'an attached order',
      (exchange) =>
        exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, {
          attached_order_configuration: { trigger_bracket_gtc: { limit_price: '1', stop_trigger_price: '1' } },
        }),
      ccxt.InvalidOrder,
    ],
    [
      'a future to be closed',
      (exchange) => exchange.closePosition('BTC/USD', 'buy', { clientOrderId: 'c1' }),
      ccxt.InvalidOrder,
    ],
    ['a withdrawal', (exchange) => exchange.withdraw('BTC', 0.1, 'an-address'), ccxt.PermissionDenied],
    ['a transfer', (exchange) => exchange.transfer('USD', 10, 'one', 'another'), ccxt.PermissionDenied],
    ['a conversion', (exchange) => exchange.fetchConvertQuote('USD', 'BTC', 10), ccxt.PermissionDenied],
    ['a new deposit address', (exchange) => exchange.createDepositAddress('BTC'), ccxt.PermissionDenied],
    ['a new portfolio', (exchange) => exchange.v3PrivatePostBrokeragePortfolios({ name: 'x' }), ccxt.PermissionDenied],
  ])('refuses %s in a class that ccxt does not retry, and sends nothing', async (_title, ask, expected) => {
    await through.loadAccounts();
    const mark = rig.practice.mark();
    await expect(ask(through)).rejects.toThrow(expected);
    expect(arrived(mark, bot)).toEqual([]);
  });

  it('takes a wrong secret and a stale token for what they are', async () => {
    const wrong = client({ ...bot, secret: owner.secret }, rig.proxyUrl);
    await expect(wrong.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const stale = client(bot, rig.proxyUrl);
    stale.seconds = () => Math.floor(Date.now() / 1000) - 200;
    await expect(stale.fetchBalance()).rejects.toThrow(ccxt.InvalidNonce);
  });

  it('does not let a token carry a second order, though its signature does not cover the body', async () => {
    const target = 'https://api.coinbase.com/api/v3/brokerage/orders';
    const order = (client_order_id: string, price: number) => ({
      client_order_id,
      product_id: 'BTC-USD',
      side: 'BUY',
      order_configuration: { limit_limit_gtc: { base_size: '0.001', limit_price: String(price) } },
    });
    const { headers } = through.sign('brokerage/orders', ['v3', 'private'], 'POST', order('once-1', low.btc));
    const send = async (body: object) => {
      const response = await fetch(rig.proxyUrl + target, { method: 'POST', headers, body: JSON.stringify(body) });
      return `${response.status} ${await response.text()}`;
    };
    const mark = rig.practice.mark();
    expect(await send(order('once-1', low.btc))).toMatch(/^200 .*"success":true/);
    expect(await send(order('once-2', low.btc - 1))).toMatch(/^400 .*bot-replay/);
    expect(await send(order('once-1', low.btc))).toMatch(/^400 .*bot-replay/);
    expect(arrived(mark, bot)).toHaveLength(1);
  });

  const lose = async (kind: 'accept-then-reset' | 'server-error'): Promise<void> => {
    const path = '/api/v3/brokerage/orders';
    rig.practice.faults.set({ kind, exchange: 'coinbase', method: 'POST', path, times: 1 });
    await expect(through.createOrder('ETH/USD', 'market', 'sell', 0.01)).rejects.toThrow(ccxt.OperationFailed);
  };
  const settledSince = async (first: number) => {
    const entries: unknown[] = [];
    for await (const entry of rig.state.journal.replay({ kinds: ['settled'] })) entries.push(entry);
    return entries.slice(first);
  };

  it('tells the bot that an outcome is unknown, and finds the order in the list when it was placed', async () => {
    await lose('accept-then-reset');
    await expect
      .poll(() => settledSince(0), { timeout: 20_000 })
      .toContainEqual(expect.objectContaining({ result: 'closed', filled: '0.01', by: 'query' }));
  });

  it('keeps an order counted that is not in the list, for as long as its token is good', async () => {
    const before = (await settledSince(0)).length;
    const mark = rig.practice.mark();
    await lose('server-error');
    const asked = () =>
      rig.practice.received(mark).filter(({ path }) => path === '/api/v3/brokerage/orders/historical/batch').length;
    await expect.poll(asked, { timeout: 20_000 }).toBeGreaterThan(2);
    expect(await settledSince(before)).toEqual([]);
    expect(rig.keyward.gateway!.ledger.orders().map(({ state }) => state)).toContain('unknown');
  });

  it('works with its base URL set to Keyward, whose address it then signs', async () => {
    const exchange = new ccxt.coinbase({ ...bot });
    (exchange.urls as unknown as { api: { rest: string } }).api.rest = rig.through('api.coinbase.com');
    const order = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc);
    await exchange.cancelOrder(order.id!);
    expect((await exchange.fetchOrder(order.id!)).status).toBe('canceled');
  });
});

describe('coinbase-api on Coinbase', () => {
  const client = ({ apiKey, secret }: Pair, baseUrl: string) =>
    new CBAdvancedTradeClient({ apiKey, apiSecret: secret, baseUrl });
  const limit = (base_size = '0.001') => ({
    limit_limit_gtc: { base_size, limit_price: String(low.btc), post_only: false },
  });

  it('starts up, reads and trades the same directly and through Keyward', async () => {
    const apis = [client(owner, rig.direct('api.coinbase.com')), client(bot, rig.through('api.coinbase.com'))];
    for (const api of apis) {
      expect(Number((await api.getServerTime()).epochMillis)).toBeGreaterThan(1.6e12);
      expect(await api.getPublicProducts({ product_ids: ['BTC-USD', 'ETH-USD'] })).toHaveProperty('products');
      expect(await api.getProducts({ product_ids: ['BTC-USD', 'ETH-USD'] })).toMatchObject({ num_products: 2 });
      expect(await api.getAccounts({ limit: 250 })).toHaveProperty('accounts');
      expect(await api.getApiKeyPermissions()).toMatchObject({ can_trade: true });
      const placed = await api.submitOrder({ product_id: 'BTC-USD', side: 'BUY', order_configuration: limit() });
      expect(placed).toMatchObject({
        success: true,
        success_response: { client_order_id: expect.stringMatching(/^cbnode/) },
      });
      const { order_id } = placed.success_response!;
      expect(await api.getOrder({ order_id })).toMatchObject({ order: { status: 'OPEN' } });
      expect(await api.updateOrder({ order_id, size: '0.002', price: String(low.btc - 1_000) })).toMatchObject({
        success: true,
      });
      expect(await api.cancelOrders({ order_ids: [order_id] })).toMatchObject({ results: [{ success: true }] });
      const { orders } = (await api.getOrders({ order_status: ['OPEN'], product_ids: ['BTC-USD'] })) as {
        orders: { order_id: string }[];
      };
      expect(orders.map((order) => order.order_id)).not.toContain(order_id);
    }
  });

  it('throws a denial, in the shape of an order that failed', async () => {
    const api = client(bot, rig.through('api.coinbase.com'));
    await expect(
      api.submitOrder({ product_id: 'BTC-USD', side: 'BUY', order_configuration: limit('1') }),
    ).rejects.toMatchObject({
      code: 400,
      body: { success: false, error_response: { message: expect.stringContaining('order-notional') } },
    });
  });

  it('throws a refused transfer as a missing permission', async () => {
    const api = client(bot, rig.through('api.coinbase.com'));
    const mark = rig.practice.mark();
    await expect(
      api.movePortfolioFunds({
        funds: { value: '1', currency: 'USD' },
        source_portfolio_uuid: 'a',
        target_portfolio_uuid: 'b',
      }),
    ).rejects.toMatchObject({ code: 403, body: { error: 'PERMISSION_DENIED' } });
    expect(arrived(mark, bot)).toEqual([]);
  });
});
