import { describe, expect, it } from 'vitest';
import { type Decimal, parseDecimal } from '../../../src/core/index.ts';
import { watches } from '../../../src/exchanges/index.ts';
import { isRejection } from '../../../src/practice/core/order.ts';
import { GuardScene, perpetualsOf, spotOf } from './guard-scene.ts';

/** An alarm that comes later is not worth much; on a busy machine the monitor is not to blame for the rest. */
const MOST_MS = 10_000;
const MOST_BUSY_MS = 25_000;
/** After an order of a bot a change of its locks is taken for its own, so that the thief waits. */
const QUIET_MS = 20_500;

/** The bot has a position, the stop that protects it, and an order that rests. */
async function trade(scene: GuardScene, market: string): Promise<void> {
  const { client, exchange } = scene;
  const size = exchange === 'okx' ? 0.2 : 0.002;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(market);
  const at = (share: number) => Number(client.priceToPrecision(market, last! * share));
  await client.createOrder(market, 'market', 'buy', size);
  await client.createOrder(market, 'market', 'sell', size, undefined, { stopLossPrice: at(0.9), reduceOnly: true });
  await client.createOrder(market, 'limit', 'buy', size, at(0.97));
}

function thefts(scene: GuardScene, market: string) {
  const { core } = scene.keys.practice;
  const { account } = scene;
  const left = core.openOrders(account);
  const done = (result: object): void => {
    if (isRejection(result)) throw new Error(`the practice exchange refused: ${result.reason}`);
  };
  const cancel = (isStop: boolean) => () => {
    const order = left.find(({ trigger }) => (trigger !== undefined) === isStop);
    done(core.cancel(account, { orderId: order!.id }));
  };
  const rest = (): void => {
    const { tick } = core.market(market)!;
    const below = (core.price(market) * 9n) / 10n;
    const price = (below - (below % tick)) as Decimal;
    done(core.place(account, { market, side: 'buy', type: 'limit', quantity: parseDecimal('0.01')!, price }));
  };
  return [
    { name: 'the stop of the position is cancelled', kind: 'foreign-cancel', act: cancel(true) },
    { name: 'an order is placed that rests', kind: 'foreign-order', act: rest },
    { name: 'the order of the bot is cancelled', kind: 'foreign-cancel', act: cancel(false) },
  ];
}

// Beside each other: for the most part they wait.
describe.concurrent.each(
  Object.keys(watches).flatMap((exchange) => perpetualsOf(exchange).map((market) => ({ exchange, market }))),
)('a thief in a perpetual at $exchange', ({ exchange, market }) => {
  it('is told of in time, also where he only cancels or only rests', { timeout: 200_000 }, async () => {
    const scene = await GuardScene.open(exchange, spotOf(exchange), {}, [market]);
    try {
      await scene.settled();
      await trade(scene, market);
      const quiet = new Promise((done) => setTimeout(done, QUIET_MS));
      await scene.settled();
      await quiet;
      expect(scene.findings()).toEqual([]);
      const slow: string[] = [];
      for (const { name, kind, act } of thefts(scene, market)) {
        const known = new Set(scene.critical().map(({ about }) => about));
        const startedMs = performance.now();
        act();
        const { found, tookMs, starvedMs } = await scene.alarm(known, [kind], startedMs, MOST_BUSY_MS);
        if (found.length === 0 || tookMs - starvedMs > MOST_MS)
          slow.push(`${name}: ${found.length === 0 ? 'no alarm' : `${Math.round(tookMs)} ms`}`);
      }
      expect(slow).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});
