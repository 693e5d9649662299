import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal, multiplyUp, parseDecimal } from '../../src/core/index.ts';
import { type Rig, startRig } from './harness.ts';

const COIN = 'PUMP/USDT';
const PIECES = 10_000;

const limits = { order_notional: '1000 USDT', daily_notional: '10000 USDT' };
describe('a coin with a thin book', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await startRig({
      exchanges: ['binance'],
      settings: (base) => ({
        ...base,
        bots: {
          careful: { key: 'binance', may: ['read', 'trade'], markets: [COIN], limits: { ...limits, price_band: '3%' } },
          wide: { key: 'binance', may: ['read', 'trade'], markets: [COIN], limits: { ...limits, price_band: '10%' } },
        },
      }),
    });
  });
  afterAll(() => rig.stop());

  const clients = new Map<string, InstanceType<typeof ccxt.binance>>();
  const client = (name: string) => {
    const made =
      clients.get(name) ?? new ccxt.binance({ ...rig.bot(name), proxyUrl: rig.proxyUrl, enableRateLimit: false });
    clients.set(name, made);
    return made;
  };

  it('is not bought or sold at the market by a bot whose band is narrower than its spread', async () => {
    const exchange = client('careful');
    const mark = rig.practice.mark();
    for (const side of ['buy', 'sell'] as const) {
      const denied = exchange.createOrder(COIN, 'market', side, PIECES);
      await expect(denied).rejects.toThrow(ccxt.InvalidOrder);
      await expect(denied).rejects.toThrow(/price-band: limit 3% spread, actual [34](\.\d+)?% spread/);
    }
    await expect(exchange.createMarketBuyOrderWithCost(COIN, 20)).rejects.toThrow(/price-band/);
    const sent = rig.practice.received(mark).filter(({ method }) => method === 'POST');
    expect(sent).toEqual([]);
  });

  it('is bought at the market by a bot whose band is wider, and counted at the ask', async () => {
    const { markets } = rig.keyward.gateway!.key('binance')!.link;
    const ask = () => markets.referencePrice(markets.byMarket(COIN)!)!.ask!;
    const before = ask();
    await client('wide').createOrder(COIN, 'market', 'buy', PIECES);
    // The price may have been asked anew just before the order.
    const asks = [before, ask()];
    const costs: unknown[] = [];
    for await (const entry of rig.state.journal.replay({ kinds: ['decision'] })) {
      if (entry.kind === 'decision' && entry.bot === 'wide' && entry.class === 'trade') costs.push(...entry.costs);
    }
    const counted = asks.map((at) => formatDecimal(multiplyUp(parseDecimal(String(PIECES))!, at)));
    expect(costs).toHaveLength(1);
    expect(counted).toContain((costs[0] as { notional: string }).notional);
  });

  it('takes no stop that waits outside of the band of a bot that may not trade there at the market', async () => {
    const { markets } = rig.keyward.gateway!.key('binance')!.link;
    const middle = Number(formatDecimal(markets.referencePrice(markets.byMarket(COIN)!)!.price));
    const stop = (name: string, triggerPrice: number) =>
      client(name).createOrder(COIN, 'limit', 'sell', PIECES / 4, triggerPrice * 0.995, {
        stopLossPrice: triggerPrice,
      });
    const mark = rig.practice.mark();
    await expect(stop('careful', middle * 0.9)).rejects.toThrow(/price-band: limit 3% spread/);
    expect(rig.practice.received(mark).filter(({ method }) => method === 'POST')).toEqual([]);
    await stop('careful', middle * 0.99);
    await stop('wide', middle * 0.8);
  });
});
