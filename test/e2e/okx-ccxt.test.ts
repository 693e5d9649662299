import ccxt, { type okx as CcxtOkx } from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Received } from '../../src/practice/index.ts';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

const SPOT = 'BTC/USDT';
const SWAP = 'BTC/USDT:USDT';

describe('ccxt on OKX', () => {
  let rig: Rig;
  let through: CcxtOkx;
  let direct: CcxtOkx;
  /** Prices within the band of the policy that do not trade at once: the market moves with the real clock. */
  let low: number;
  let high: number;

  function client({ passphrase, ...key }: BotCredentials, proxyUrl: string): CcxtOkx {
    return new ccxt.okx({ ...key, password: passphrase!, proxyUrl, enableRateLimit: false });
  }

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['okx'] });
    through = client(rig.bot('okx-bot'), rig.proxyUrl);
    const key = rig.exchangeKey('okx');
    direct = client({ apiKey: key.id, secret: key.secret, passphrase: key.passphrase! }, `${rig.practice.url}/`);
    const last = (await direct.fetchTicker(SPOT)).last!;
    low = Math.floor(last * 0.96);
    high = Math.ceil(last * 1.04);
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
      expect(markets[SWAP]).toMatchObject({ id: 'BTC-USDT-SWAP', contractSize: 0.01 });
      expect(await exchange.fetchTime()).toBeGreaterThan(1_600_000_000_000);
      expect((await exchange.fetchTickers([SPOT]))[SPOT]?.last).toBeGreaterThan(0);
      expect((await exchange.fetchOrderBook(SPOT, 5)).bids).toHaveLength(5);
      expect((await exchange.fetchOHLCV(SPOT, '1h', undefined, 3)).length).toBe(3);
      expect((await exchange.fetchBalance())['USDT']?.free).toBeGreaterThan(0);
      const order = await exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low);
      expect(await exchange.fetchOrder(order.id!, SPOT)).toMatchObject({ status: 'open', amount: 0.001, price: low });
      await exchange.editOrder(order.id!, SPOT, 'limit', 'buy', 0.002, low + 1);
      expect(await exchange.fetchOpenOrders(SPOT)).toMatchObject([{ id: order.id, amount: 0.002, price: low + 1 }]);
      await exchange.cancelOrder(order.id!, SPOT);
      expect(await exchange.fetchOpenOrders(SPOT)).toEqual([]);
      expect((await exchange.fetchOrder(order.id!, SPOT)).status).toBe('canceled');
    }
  });

  it('sends upstream what it sends directly, but for the key, the time and the client order id', async () => {
    const asked = (exchange: CcxtOkx): readonly (() => Promise<unknown>)[] => [
      () => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low, { clientOrderId: 'same1' }),
      () => exchange.createOrder(SPOT, 'market', 'buy', 0.001),
      () => exchange.createMarketBuyOrderWithCost(SPOT, 20),
      () => exchange.createOrder(SPOT, 'market', 'sell', 0.001),
      () => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low, { postOnly: true, clientOrderId: 'same2' }),
      () => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, high, { triggerPrice: high - 10 }),
      () => exchange.createOrder(SWAP, 'market', 'buy', 0.2),
      () => exchange.createOrder(SWAP, 'market', 'sell', 0.1, undefined, { stopLossPrice: low, reduceOnly: true }),
      () => exchange.createOrder(SWAP, 'limit', 'sell', 0.1, high, { takeProfitPrice: high - 10, reduceOnly: true }),
      () => exchange.createOrder(SWAP, 'market', 'sell', 0.2, undefined, { reduceOnly: true }),
      () =>
        exchange.createOrders([
          { symbol: SPOT, type: 'limit', side: 'buy', amount: 0.001, price: low, params: { clientOrderId: 'same3' } },
          { symbol: SPOT, type: 'limit', side: 'buy', amount: 0.001, price: low, params: { clientOrderId: 'same4' } },
        ]),
      () => exchange.cancelOrder('', SPOT, { clientOrderId: 'same1' }),
      () => exchange.cancelOrders([], SPOT, { clientOrderId: ['same2', 'same3', 'same4'] }),
      () => exchange.setLeverage(2, SWAP, { mgnMode: 'cross' }),
      () => exchange.setPositionMode(false),
      () => exchange.cancelAllOrdersAfter(30_000),
      () => exchange.cancelAllOrdersAfter(0),
      () => exchange.fetchMyTrades(SPOT),
      () => exchange.fetchClosedOrders(SPOT),
      () => exchange.fetchOpenOrders(SWAP, undefined, undefined, { trigger: true }),
      () => exchange.fetchPositions([SWAP]),
      () => exchange.fetchLedger(),
    ];
    const recorded: unknown[][] = [];
    for (const [, exchange] of clients()) {
      const mark = rig.practice.mark();
      for (const ask of asked(exchange)) await ask();
      const own = rig.practice.received(mark).filter((one) => isOf(one, exchange === direct));
      recorded.push(own.map(comparable));
      for (const kind of ['conditional', 'trigger']) {
        const rows = await direct.fetchOpenOrders(undefined, undefined, undefined, { trigger: true, ordType: kind });
        for (const row of rows) await direct.cancelOrder(row.id!, row.symbol, { trigger: true });
      }
    }
    expect(recorded[0]).toHaveLength(22);
    expect(recorded[1]).toEqual(recorded[0]);
  });

  /** Made with the key of this client; of Keyward's key, not one of its own lookups. */
  function isOf({ keyId, method, path, rawQuery }: Received, isDirect: boolean): boolean {
    if (keyId === undefined || (keyId === direct.apiKey) !== isDirect) return false;
    const asked = rawQuery === 'instId=BTC-USDT-SWAP&ordType=trigger';
    return (
      isDirect ||
      asked ||
      !/\/(?:orders-pending|orders-algo-pending|order|order-algo|account\/config)$/.test(method === 'GET' ? path : '')
    );
  }

  it('cancels a stop by its own id', async () => {
    const stop = await through.createOrder(SWAP, 'market', 'sell', 0.1, undefined, {
      stopLossPrice: low,
      reduceOnly: true,
    });
    await through.cancelOrder(stop.id!, SWAP, { trigger: true });
    expect(
      await through.fetchOpenOrders(SWAP, undefined, undefined, { ordType: 'conditional', trigger: true }),
    ).toEqual([]);
  });

  it('denies an order over its limit as an invalid order, by base, by cost and by contracts', async () => {
    const mark = rig.practice.mark();
    await expect(through.createOrder(SPOT, 'limit', 'buy', 1, low)).rejects.toThrow(ccxt.InvalidOrder);
    await expect(through.createMarketBuyOrderWithCost(SPOT, 1_001)).rejects.toThrow(/order-notional/);
    await expect(through.createOrder(SWAP, 'limit', 'buy', 3, low)).rejects.toThrow(/order-notional/);
    await expect(through.createOrder(SPOT, 'market', 'buy', 1)).rejects.toThrow(ccxt.InvalidOrder);
    const pair = [0.001, 1].map(
      (amount) => ({ symbol: SPOT, type: 'limit', side: 'buy', amount, price: low }) as const,
    );
    await expect(through.createOrders([...pair])).rejects.toThrow(ccxt.InvalidOrder);
    expect(placed(mark)).toEqual([]);
  });

  it('does not take reduce-only for an excuse where the position side says that the order opens', async () => {
    const mark = rig.practice.mark();
    const order = through.createOrder(SWAP, 'limit', 'buy', 100, low, { reduceOnly: true, positionSide: 'long' });
    await expect(order).rejects.toThrow(/order-notional/);
    expect(placed(mark)).toEqual([]);
  });

  it('denies an edit that would make an order too large', async () => {
    const order = await through.createOrder(SPOT, 'limit', 'buy', 0.001, low);
    await expect(through.editOrder(order.id!, SPOT, 'limit', 'buy', 1, low)).rejects.toThrow(ccxt.InvalidOrder);
    await through.cancelOrder(order.id!, SPOT);
  });

  function placed(mark: number): readonly string[] {
    return rig.practice
      .received(mark)
      .filter(({ method, keyId }) => method === 'POST' && keyId !== direct.apiKey)
      .map(({ path }) => path);
  }

  it.each<[string, (exchange: CcxtOkx) => Promise<unknown>, new (...args: never[]) => Error]>([
    [
      'a market that is not listed',
      (exchange) => exchange.createOrder('SOL/USDT', 'limit', 'buy', 1, 100),
      ccxt.PermissionDenied,
    ],
    [
      'margin on spot',
      (exchange) => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low, { marginMode: 'cross' }),
      ccxt.InvalidOrder,
    ],
    [
      'a trailing stop',
      (exchange) => exchange.createTrailingPercentOrder(SWAP, 'market', 'sell', 0.1, undefined, 5),
      ccxt.InvalidOrder,
    ],
    [
      'attached orders',
      (exchange) => exchange.createOrder(SWAP, 'limit', 'buy', 0.1, low, { stopLoss: { triggerPrice: low - 10 } }),
      ccxt.InvalidOrder,
    ],
    [
      'one-cancels-the-other',
      (exchange) =>
        exchange.createOrder(SWAP, 'market', 'sell', 0.1, undefined, { stopLossPrice: low, takeProfitPrice: high }),
      ccxt.InvalidOrder,
    ],
    [
      'an unknown parameter',
      (exchange) => exchange.createOrder(SPOT, 'limit', 'buy', 0.001, low, { novel: 1 }),
      ccxt.InvalidOrder,
    ],
    ['too much leverage', (exchange) => exchange.setLeverage(20, SWAP, { mgnMode: 'cross' }), ccxt.InvalidOrder],
    ['the account level', (exchange) => exchange.privatePostAccountSetAccountLevel({ acctLv: '3' }), ccxt.InvalidOrder],
    [
      'a withdrawal',
      (exchange) => exchange.withdraw('USDT', 10, 'an-address', undefined, { network: 'TRC20' }),
      ccxt.PermissionDenied,
    ],
    ['a transfer', (exchange) => exchange.transfer('USDT', 10, 'trading', 'funding'), ccxt.PermissionDenied],
    [
      'a key for a sub-account',
      (exchange) => exchange.privatePostUsersSubaccountApikey({ subAcct: 'a', label: 'b', passphrase: 'c' }),
      ccxt.PermissionDenied,
    ],
    ['a conversion', (exchange) => exchange.privatePostAssetConvertTrade({ quoteId: '1' }), ccxt.PermissionDenied],
  ])('refuses %s in a class that ccxt does not retry, and sends nothing', async (_title, ask, expected) => {
    const mark = rig.practice.mark();
    await expect(ask(through)).rejects.toThrow(expected);
    expect(placed(mark)).toEqual([]);
  });

  it('takes a wrong secret and a wrong passphrase for a wrong key', async () => {
    const { apiKey, secret, password } = through;
    for (const key of [
      { apiKey, secret: 'A'.repeat(32), passphrase: password },
      { apiKey, secret, passphrase: 'wrong' },
      { apiKey: '6b770000-0000-4000-8000-000000000000', secret, passphrase: password },
    ]) {
      await expect(client(key, rig.proxyUrl).fetchBalance()).rejects.toThrow(ccxt.AuthenticationError);
    }
  });

  it('refuses a demo request with a key that is not of the demo, and never turns it into a live one', async () => {
    const { apiKey, secret, password } = through;
    const demo = client({ apiKey, secret, passphrase: password }, rig.proxyUrl);
    demo.setSandboxMode(true);
    demo.markets = through.markets;
    demo.markets_by_id = through.markets_by_id;
    const mark = rig.practice.mark();
    await expect(demo.createOrder(SPOT, 'limit', 'buy', 0.001, low)).rejects.toThrow(ccxt.PermissionDenied);
    expect(placed(mark)).toEqual([]);
    demo.headers = { 'x-simulated-trading': '0' };
    expect((await demo.fetchBalance())['USDT']?.free).toBeGreaterThan(0);
  });

  it('tells the bot that it does not know what became of a lost order, and finds out', async () => {
    rig.practice.faults.set({
      kind: 'accept-then-reset',
      exchange: 'okx',
      path: '/api/v5/trade/batch-orders',
      times: 1,
    });
    await expect(through.createOrder(SPOT, 'market', 'buy', 0.001)).rejects.toThrow(ccxt.RequestTimeout);
    await expect
      .poll(
        async () => {
          const settled: unknown[] = [];
          for await (const entry of rig.state.journal.replay({ kinds: ['settled'] })) settled.push(entry);
          return settled;
        },
        { timeout: 10_000 },
      )
      .toContainEqual(expect.objectContaining({ result: 'closed', filled: '0.001', by: 'query' }));
  });
});

/** What a request asks for, without what differs on purpose: ids that were made for orders that had none, and those of the exchange. */
function comparable({ method, host, path, params, rawBody }: Received): unknown {
  const known = (id: unknown) => (String(id).startsWith('same') ? { id } : {});
  const strip = ({ clOrdId, algoClOrdId: _, ordId: _id, ...rest }: Record<string, unknown>) => ({
    ...rest,
    ...known(clOrdId),
  });
  const body: unknown = rawBody === '' ? undefined : JSON.parse(rawBody);
  const asked = Array.isArray(body) ? body.map(strip) : body === undefined ? undefined : strip(body as never);
  return { method, host, path, params, asked };
}
