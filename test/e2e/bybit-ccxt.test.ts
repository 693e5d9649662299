import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from './harness.ts';

type Client = InstanceType<typeof ccxt.bybit>;

const SPOT = 'BTC/USDT';
const PERPETUAL = 'BTC/USDT:USDT';

describe('ccxt on Bybit', () => {
  let rig: Rig;
  let through: Client;
  let direct: Client;
  /** Prices within the band of the policy that do not trade at once. */
  let low: { btc: number; eth: number };

  function client(key: { apiKey: string; secret: string }, proxyUrl: string): Client {
    return new ccxt.bybit({ ...key, proxyUrl, enableRateLimit: false });
  }

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['bybit'] });
    through = client(rig.bot('bybit-bot'), rig.proxyUrl);
    const key = rig.exchangeKey('bybit');
    direct = client({ apiKey: key.id, secret: key.secret }, `${rig.practice.url}/`);
    const last = async (symbol: string) => (await direct.fetchTicker(symbol)).last!;
    const [btc, eth] = [await last(SPOT), await last('ETH/USDT')];
    low = { btc: Math.floor(btc * 0.96), eth: Math.floor(eth * 0.96) };
  });
  afterAll(() => rig.stop());

  const clients = () =>
    [
      ['directly', direct],
      ['through Keyward', through],
    ] as const;

  /** What arrived signed, but for what Keyward itself asks. */
  function arrived(mark: number, exchange: Client) {
    return rig.practice
      .received(mark)
      .filter(({ keyId }) => keyId !== undefined && (keyId === direct.apiKey) === (exchange === direct));
  }

  it('starts up, reads and trades the same directly and through Keyward', async () => {
    for (const [, exchange] of clients()) {
      const markets = await exchange.loadMarkets();
      expect(markets[PERPETUAL]?.id).toBe('BTCUSDT');
      expect(await exchange.fetchTime()).toBeGreaterThan(1_600_000_000_000);
      expect((await exchange.fetchTicker(SPOT)).last).toBeGreaterThan(0);
      expect((await exchange.fetchOrderBook(SPOT, 5)).bids).toHaveLength(5);
      expect(await exchange.fetchOHLCV(PERPETUAL, '1h', undefined, 10)).toHaveLength(10);
      expect((await exchange.fetchBalance())['USDT']?.total).toBeGreaterThan(0);
      for (const symbol of [SPOT, PERPETUAL]) {
        const order = await exchange.createOrder(symbol, 'limit', 'buy', 0.001, low.btc);
        expect(await exchange.fetchOrder(order.id!, symbol, { acknowledged: true })).toMatchObject({
          status: 'open',
          amount: 0.001,
          price: low.btc,
        });
        await exchange.editOrder(order.id!, symbol, 'limit', 'buy', 0.002, low.btc - 1_000);
        expect(await exchange.fetchOpenOrders(symbol)).toMatchObject([
          { id: order.id, amount: 0.002, price: low.btc - 1_000 },
        ]);
        await exchange.cancelOrder(order.id!, symbol);
        expect(await exchange.fetchOpenOrders(symbol)).toEqual([]);
      }
    }
  });

  it('opens and closes a position with a stop, the same directly and through Keyward', async () => {
    for (const [, exchange] of clients()) {
      await exchange.createOrder(PERPETUAL, 'market', 'buy', 0.002);
      expect(await exchange.fetchPositions([PERPETUAL])).toMatchObject([{ contracts: 0.002, side: 'long' }]);
      const stop = await exchange.createOrder(PERPETUAL, 'market', 'sell', 0.002, undefined, {
        triggerPrice: low.btc,
        triggerDirection: 'below',
        reduceOnly: true,
      });
      expect((await exchange.fetchOpenOrders(PERPETUAL)).map(({ id }) => id)).toEqual([stop.id]);
      await exchange.cancelAllOrders(PERPETUAL);
      await exchange.createOrder(PERPETUAL, 'market', 'sell', 0.002, undefined, { reduceOnly: true });
      expect((await exchange.fetchPositions([PERPETUAL])).filter(({ contracts }) => contracts)).toEqual([]);
    }
  });

  it('sends upstream what it sends directly, but for the key, the time and the client order id', async () => {
    const limit = { symbol: SPOT, type: 'limit', side: 'buy', amount: 0.001, price: low.btc } as const;
    const asked = (exchange: Client): readonly (() => Promise<unknown>)[] => [
      () => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low.btc, { postOnly: true }),
      () => exchange.createOrder(SPOT, 'market', 'buy', 0.001),
      () => exchange.createOrder(SPOT, 'market', 'buy', 0.001, low.btc),
      () => exchange.createMarketBuyOrderWithCost(SPOT, 20),
      () => exchange.createOrder(SPOT, 'market', 'sell', 0.001),
      () => exchange.createOrder(SPOT, 'limit', 'sell', 0.001, low.btc, { triggerPrice: low.btc }),
      () => exchange.createOrder(SPOT, 'market', 'sell', 0.001, undefined, { stopLossPrice: low.btc }),
      () => exchange.createOrder(PERPETUAL, 'limit', 'buy', 0.001, low.btc, { timeInForce: 'GTC' }),
      () => exchange.createOrders([limit, { ...limit, price: low.btc - 1 }]),
      () => exchange.setLeverage(2, PERPETUAL),
      () => exchange.fetchMyTrades(SPOT),
      () => exchange.fetchClosedOrders(SPOT),
      () => exchange.cancelAllOrders(SPOT),
      () => exchange.cancelAllOrders(SPOT, { trigger: true }),
      () => exchange.cancelAllOrders(undefined, { settleCoin: 'USDT' }),
    ];
    const recorded: unknown[][] = [];
    for (const [, exchange] of clients()) {
      const mark = rig.practice.mark();
      // The second to set the leverage meets that it is not modified.
      for (const ask of asked(exchange)) await ask().catch((error: Error) => expect(error.message).toContain('110043'));
      recorded.push(
        arrived(mark, exchange)
          .filter(({ path }) => path !== '/v5/order/realtime' && path !== '/v5/position/list')
          .map(({ method, host, path, params, rawBody }) => ({
            method,
            host,
            path,
            params,
            body: withoutIds(rawBody),
          })),
      );
    }
    expect(recorded[0]).toHaveLength(15);
    expect(recorded[1]).toEqual(recorded[0]);
    const brokers = rig.practice.received().filter(({ headerNames }) => headerNames.includes('referer'));
    expect(new Set(brokers.map(({ keyId }) => keyId))).toEqual(new Set([direct.apiKey]));
  });

  it('denies an order over its limit as an invalid order, by base, by quote amount and in a batch', async () => {
    const mark = rig.practice.mark();
    await expect(through.createOrder(SPOT, 'limit', 'buy', 1, low.btc)).rejects.toThrow(ccxt.InvalidOrder);
    await expect(through.createMarketBuyOrderWithCost(SPOT, 1_001)).rejects.toThrow(/order-notional/);
    await expect(through.createOrder(PERPETUAL, 'market', 'buy', 1)).rejects.toThrow(/order-notional/);
    const small = { symbol: PERPETUAL, type: 'limit', side: 'buy', amount: 0.001, price: low.btc } as const;
    await expect(through.createOrders([small, { ...small, amount: 1 }])).rejects.toThrow(ccxt.InvalidOrder);
    expect(arrived(mark, through).filter(({ path }) => path.includes('create'))).toEqual([]);
  });

  it('denies an edit that would make an order too large', async () => {
    const order = await through.createOrder(SPOT, 'limit', 'buy', 0.001, low.btc);
    await expect(through.editOrder(order.id!, SPOT, 'limit', 'buy', 1, low.btc)).rejects.toThrow(ccxt.InvalidOrder);
    await through.cancelOrder(order.id!, SPOT);
  });

  it.each<[string, (exchange: Client) => Promise<unknown>, new (...args: never[]) => Error]>([
    [
      'a market that is not listed',
      (exchange) => exchange.createOrder('PUMP/USDT', 'limit', 'buy', 1_000, 0.004),
      ccxt.PermissionDenied,
    ],
    ['leverage above its cap', (exchange) => exchange.setLeverage(10, PERPETUAL), ccxt.InvalidOrder],
    ['another margin mode', (exchange) => exchange.setMarginMode('isolated', PERPETUAL), ccxt.PermissionDenied],
    ['the hedge mode', (exchange) => exchange.setPositionMode(true, PERPETUAL), ccxt.PermissionDenied],
    [
      'margin on spot',
      (exchange) => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low.btc, { isLeverage: 1 }),
      ccxt.InvalidOrder,
    ],
    [
      'an attached stop-loss',
      (exchange) =>
        exchange.createOrder(PERPETUAL, 'limit', 'buy', 0.001, low.btc, { stopLoss: { triggerPrice: 1_000 } }),
      ccxt.InvalidOrder,
    ],
    [
      'a trailing stop',
      (exchange) => exchange.createTrailingAmountOrder(PERPETUAL, 'market', 'sell', 0.001, undefined, 100),
      ccxt.InvalidOrder,
    ],
    [
      'a parameter that is not known',
      (exchange) => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low.btc, { surprise: '1' }),
      ccxt.InvalidOrder,
    ],
    [
      'a withdrawal',
      (exchange) => exchange.withdraw('USDT', 10, 'an-address', undefined, { network: 'TRC20' }),
      ccxt.PermissionDenied,
    ],
    ['a transfer', (exchange) => exchange.transfer('USDT', 10, 'unified', 'funding'), ccxt.PermissionDenied],
    ['a loan', (exchange) => exchange.privatePostV5AccountBorrow({ coin: 'USDT', amount: '1' }), ccxt.PermissionDenied],
    ['a new key', (exchange) => exchange.privatePostV5UserUpdateApi({ readOnly: 0 }), ccxt.PermissionDenied],
  ])('refuses %s in a class that ccxt does not retry, and sends nothing', async (_title, ask, expected) => {
    const mark = rig.practice.mark();
    await expect(ask(through)).rejects.toThrow(expected);
    const sent = arrived(mark, through).filter(({ method }) => method === 'POST');
    expect(sent).toEqual([]);
  });

  it('takes a wrong secret for a wrong key, and an old request for a wrong clock', async () => {
    const { apiKey } = through;
    const wrong = client({ apiKey, secret: 'x'.repeat(36) }, rig.proxyUrl);
    await expect(wrong.fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    const late = client({ apiKey, secret: through.secret }, rig.proxyUrl);
    late.milliseconds = () => Date.now() - 60_000;
    await expect(late.fetchBalance()).rejects.toThrow(ccxt.InvalidNonce);
  });

  it('says that the outcome is unknown when the exchange does not answer, and never that the order failed', async () => {
    const off = rig.practice.faults.set({
      kind: 'accept-then-reset',
      exchange: 'bybit',
      path: '/v5/order/create',
      times: 1,
    });
    await expect(
      through.createOrder(SPOT, 'limit', 'buy', 0.001, low.btc, { clientOrderId: 'lost-1' }),
    ).rejects.toThrow(ccxt.RequestTimeout);
    off();
    const found = (await through.fetchOpenOrders(SPOT)).filter(({ clientOrderId }) => clientOrderId === 'lost-1');
    expect(found).toHaveLength(1);
    await through.cancelOrder(found[0]!.id!, SPOT);
  });

  it('never tells a bot the exchange key', async () => {
    const info = await through.privateGetV5UserQueryApi();
    expect(info.result.apiKey).toBe(through.apiKey);
  });
});

/** A JSON body without the client order ids that Keyward adds. */
function withoutIds(raw: string): unknown {
  return raw === '' ? '' : JSON.parse(raw, (name, value) => (name === 'orderLinkId' ? undefined : value));
}
