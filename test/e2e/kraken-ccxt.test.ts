import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from './harness.ts';

type Client = InstanceType<typeof ccxt.kraken>;

describe('ccxt on Kraken', () => {
  let rig: Rig;
  let through: Client;
  let direct: Client;
  let lastNonce = 0;
  /** Prices within the band of the policy that do not trade at once: the market moves with the real clock. */
  let low: { btc: number; eth: number; ethLower: number };

  function client(key: { apiKey: string; secret: string }, proxyUrl: string): Client {
    const made = new ccxt.kraken({ ...key, proxyUrl, enableRateLimit: false });
    // Two requests of one millisecond would carry one nonce, at Kraken itself as well.
    made.nonce = () => (lastNonce = Math.max(lastNonce + 1, Date.now()));
    return made;
  }

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['kraken'] });
    through = client(rig.bot('kraken-bot'), rig.proxyUrl);
    const key = rig.exchangeKey('kraken');
    direct = client({ apiKey: key.id, secret: key.secret }, `${rig.practice.url}/`);
    const last = async (symbol: string) => (await direct.fetchTicker(symbol)).last!;
    const [btc, eth] = [await last('BTC/USD'), await last('ETH/USD')];
    low = { btc: Math.floor(btc * 0.96), eth: Math.floor(eth * 0.95), ethLower: Math.floor(eth * 0.94) };
  });
  afterAll(() => rig.stop());

  const clients = () =>
    [
      ['directly', direct],
      ['through Keyward', through],
    ] as const;

  it('starts up, reads and trades the same directly and through Keyward', async () => {
    for (const [, exchange] of clients()) {
      const markets = await exchange.loadMarkets();
      expect(markets['BTC/USD']?.id).toBe('XXBTZUSD');
      expect(await exchange.fetchTime()).toBeGreaterThan(1_600_000_000_000);
      expect((await exchange.fetchTicker('BTC/USD')).last).toBeGreaterThan(0);
      expect((await exchange.fetchOrderBook('BTC/USD', 5)).bids).toHaveLength(5);
      expect((await exchange.fetchBalance())['USD']?.free).toBeGreaterThan(0);
      const order = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc);
      expect(order).toMatchObject({ symbol: 'BTC/USD', price: low.btc, amount: 0.001 });
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

  it('sends upstream what it sends directly, but for the key, the nonce and the client order id', async () => {
    const asked = (exchange: Client): readonly (() => Promise<unknown>)[] => [
      () => exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { clientOrderId: 'same-1' }),
      () => exchange.createOrder('ETH/USD', 'market', 'buy', 0.01),
      () => exchange.createMarketBuyOrderWithCost('ETH/USD', 20),
      () => exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { postOnly: true, timeInForce: 'GTC' }),
      () => exchange.createOrder('ETH/USD', 'market', 'sell', 0.01, undefined, { stopLossPrice: low.eth }),
      () => exchange.createOrder('ETH/USD', 'limit', 'sell', 0.01, low.ethLower, { stopLossPrice: low.eth }),
      () =>
        exchange.createOrders([
          {
            symbol: 'BTC/USD',
            type: 'limit',
            side: 'buy',
            amount: 0.001,
            price: low.btc,
            params: { clientOrderId: 'b-1' },
          },
          {
            symbol: 'BTC/USD',
            type: 'limit',
            side: 'buy',
            amount: 0.001,
            price: low.btc + 1,
            params: { clientOrderId: 'b-2' },
          },
        ]),
      () => exchange.cancelOrder('', undefined, { clientOrderId: 'same-1' }),
      () => exchange.fetchMyTrades('ETH/USD'),
      () => exchange.fetchClosedOrders('ETH/USD'),
      () => exchange.fetchLedger('USD'),
      () => exchange.cancelAllOrders(),
    ];
    const recorded: unknown[][] = [];
    for (const [, exchange] of clients()) {
      const mark = rig.practice.mark();
      for (const ask of asked(exchange)) await ask();
      recorded.push(
        rig.practice
          .received(mark)
          .filter(({ keyId }) => keyId !== undefined && (keyId === direct.apiKey) === (exchange === direct))
          .filter(({ path }) => exchange === direct || !/(?:OpenOrders|QueryOrders)$/.test(path))
          .map(({ method, host, path, params, rawBody }) => ({
            method,
            host,
            path,
            params: comparable(params, rawBody),
          })),
      );
    }
    expect(recorded[0]).toHaveLength(12);
    expect(recorded[1]).toEqual(recorded[0]);
  });

  it('denies an order over its limit as an invalid order, by base and by quote amount', async () => {
    const mark = rig.practice.mark();
    await expect(through.createOrder('BTC/USD', 'limit', 'buy', 1, low.btc)).rejects.toThrow(ccxt.InvalidOrder);
    await expect(through.createMarketBuyOrderWithCost('BTC/USD', 1_001)).rejects.toThrow(/order-notional/);
    await expect(
      through.createOrders([
        { symbol: 'BTC/USD', type: 'limit', side: 'buy', amount: 0.001, price: low.btc, params: {} },
        { symbol: 'BTC/USD', type: 'limit', side: 'buy', amount: 1, price: low.btc, params: {} },
      ]),
    ).rejects.toThrow(ccxt.InvalidOrder);
    expect(rig.practice.received(mark).filter(({ path }) => path.includes('AddOrder'))).toEqual([]);
  });

  it('denies an edit that would make an order too large', async () => {
    const order = await through.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc);
    await expect(through.editOrder(order.id!, 'BTC/USD', 'limit', 'buy', 1, low.btc)).rejects.toThrow(
      ccxt.InvalidOrder,
    );
    await through.cancelOrder(order.id!);
  });

  it.each<[string, (exchange: Client) => Promise<unknown>, new (...args: never[]) => Error]>([
    [
      'a market that is not listed',
      (exchange) => exchange.createOrder('SOL/USDT', 'limit', 'buy', 1, 100),
      ccxt.PermissionDenied,
    ],
    [
      'leverage',
      (exchange) => exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { leverage: 2 }),
      ccxt.InvalidOrder,
    ],
    [
      'a trailing stop',
      (exchange) => exchange.createTrailingPercentOrder('BTC/USD', 'market', 'sell', 0.001, undefined, 5),
      ccxt.InvalidOrder,
    ],
    [
      'a conditional close',
      (exchange) =>
        exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, {
          close: { ordertype: 'limit', price: 60_000 },
        }),
      ccxt.InvalidOrder,
    ],
    [
      'a second factor',
      (exchange) => exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc, { otp: '123456' }),
      ccxt.InvalidOrder,
    ],
    [
      'a withdrawal',
      (exchange) => exchange.withdraw('BTC', 0.1, 'an-address', undefined, { key: 'saved' }),
      ccxt.PermissionDenied,
    ],
    ['a transfer', (exchange) => exchange.transfer('USD', 10, 'spot', 'swap'), ccxt.PermissionDenied],
    ['a token for streams', (exchange) => exchange.privatePostGetWebSocketsToken(), ccxt.PermissionDenied],
    ['a new deposit address', (exchange) => exchange.createDepositAddress('BTC'), ccxt.PermissionDenied],
    [
      'money put into Earn',
      (exchange) => exchange.privatePostEarnAllocate({ amount: '1', strategy_id: 'x' }),
      ccxt.PermissionDenied,
    ],
  ])('refuses %s in a class that ccxt does not retry, and sends nothing', async (_title, ask, expected) => {
    const mark = rig.practice.mark();
    await expect(ask(through)).rejects.toThrow(expected);
    const sent = rig.practice.received(mark).filter(({ keyId }) => keyId !== undefined && keyId !== direct.apiKey);
    expect(sent.filter(({ path }) => !/(?:OpenOrders|QueryOrders|ClosedOrders)$/.test(path))).toEqual([]);
  });

  it('takes a wrong secret for a wrong key, and a repeated nonce for a repeated order', async () => {
    const { apiKey } = through;
    const wrong = client({ apiKey, secret: Buffer.alloc(64, 7).toString('base64') }, rig.proxyUrl);
    await expect(wrong.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const repeated = client({ apiKey, secret: through.secret }, rig.proxyUrl);
    repeated.markets = through.markets;
    repeated.nonce = () => 1;
    await expect(repeated.cancelAllOrders()).rejects.toThrow(ccxt.InvalidOrder);
  });

  it('sends an order once while its twin, which names no id either, is on its way', async () => {
    const off = rig.practice.faults.set({
      kind: 'latency',
      exchange: 'kraken',
      path: '/0/private/AddOrder',
      delayMs: 300,
    });
    const mark = rig.practice.mark();
    const twins = [1, 2].map(() => through.createOrder('BTC/USD', 'limit', 'buy', 0.001, low.btc));
    const ends = await Promise.allSettled(twins);
    off();
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = ends.find((end) => end.status === 'rejected');
    expect(String(refused?.reason)).toContain('order-twin');
    expect(rig.practice.received(mark).filter(({ path }) => path === '/0/private/AddOrder')).toHaveLength(1);
    await through.cancelAllOrders();
  });

  it('looks a lost order up among the closed ones, and tells the bot that it does not know', async () => {
    const fault = { kind: 'accept-then-reset', exchange: 'kraken', path: '/0/private/AddOrder', times: 1 } as const;
    rig.practice.faults.set(fault);
    const mark = rig.practice.mark();
    await expect(through.createOrder('ETH/USD', 'market', 'buy', 0.01)).rejects.toThrow(ccxt.ExchangeNotAvailable);
    await expect
      .poll(() => rig.practice.received(mark).map(({ path }) => path), { timeout: 10_000 })
      .toContain('/0/private/ClosedOrders');
    await expect
      .poll(async () => {
        const settled: unknown[] = [];
        for await (const entry of rig.state.journal.replay({ kinds: ['settled'] })) settled.push(entry);
        return settled;
      })
      .toContainEqual(expect.objectContaining({ result: 'closed', filled: '0.01', by: 'query' }));
  });

  it('tells the bot its own key id, not that of the exchange key', async () => {
    const info = (await through.privatePostGetApiKeyInfo()) as { result: { apiKey: string } };
    expect(info.result.apiKey).toBe(through.apiKey);
  });
});

/** What a request asks for, without what differs on purpose. */
function comparable(params: readonly (readonly string[])[], rawBody: string): unknown {
  const strip = (object: Record<string, unknown>) => {
    const { nonce: _, cl_ord_id, ...rest } = object;
    return /^(?:same|b)-/.test(String(cl_ord_id)) ? { ...rest, cl_ord_id } : rest;
  };
  if (!rawBody.startsWith('{')) return strip(Object.fromEntries(params));
  const { orders, ...rest } = JSON.parse(rawBody) as { orders: Record<string, unknown>[] };
  return { ...strip(rest), orders: orders.map(strip) };
}
