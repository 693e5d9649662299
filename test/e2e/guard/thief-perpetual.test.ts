import { setTimeout as sleep } from 'node:timers/promises';
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

/** A list that costs much is read again so soon after a change of the locks, while a bot acts, with the time of an answer and of a look. */
const BUSY_MOST_MS = 18_000;
/** More often than a bot is taken for quiet. */
const ACTS_MS = 15_000;

/** A bot that places and cancels every now and then, until it is told to stop. Once it is halted it cancels what is not there: its cancels get through. */
async function act(scene: GuardScene, market: string, signal: AbortSignal): Promise<void> {
  const { client } = scene;
  const { last } = await client.fetchTicker(market);
  const price = Number(client.priceToPrecision(market, last! * 0.95));
  while (!signal.aborted) {
    const id = await client.createOrder(market, 'limit', 'buy', 0.001, price).then(
      (order) => order.id!,
      () => '1',
    );
    await client.cancelOrder(id, market).catch(() => undefined);
    await sleep(ACTS_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Does one after the other, and names those of which no alarm came within `mostMs`. */
async function slowOf(scene: GuardScene, all: ReturnType<typeof thefts>, mostMs: number): Promise<readonly string[]> {
  const slow: string[] = [];
  for (const { name, kind, act: steal } of all) {
    const known = new Set(scene.critical().map(({ about }) => about));
    const startedMs = performance.now();
    steal();
    const { found, tookMs, starvedMs } = await scene.alarm(known, [kind], startedMs, MOST_BUSY_MS);
    if (found.length === 0 || tookMs - starvedMs > mostMs)
      slow.push(`${name}: ${found.length === 0 ? 'no alarm' : `${Math.round(tookMs)} ms`}`);
  }
  return slow;
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
      expect(await slowOf(scene, thefts(scene, market), MOST_MS)).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});

describe.concurrent('a thief in a perpetual at binance, beside a bot that acts every 15 s', () => {
  it('is told of as soon as the list of open orders may be read again', { timeout: 200_000 }, async () => {
    const [exchange, market] = ['binance', 'BTC/USDT:USDT'];
    const scene = await GuardScene.open(exchange, spotOf(exchange), {}, [market]);
    const stop = new AbortController();
    let acting: Promise<void> | undefined;
    try {
      await scene.settled();
      await trade(scene, market);
      acting = act(scene, market, stop.signal);
      const quiet = new Promise((done) => setTimeout(done, QUIET_MS));
      await scene.settled();
      await quiet;
      expect(scene.findings()).toEqual([]);
      const [, ...resting] = thefts(scene, market);
      expect(await slowOf(scene, resting, BUSY_MOST_MS)).toEqual([]);
    } finally {
      stop.abort();
      await acting?.catch(() => undefined);
      await scene.close();
    }
  });
});
