import { parseDecimal } from '../../../src/core/index.ts';
import type { Order } from '../../../src/practice/core/order.ts';
import type { GuardScene } from './guard-scene.ts';

export interface Step {
  readonly name: string;
  /** Once a day is enough. */
  readonly isRare?: boolean;
  act(): Promise<unknown>;
}

export interface StepParts {
  readonly scene: GuardScene;
  /** The perpetual that the bot trades, where it trades any. */
  readonly perpetual: string | undefined;
  /** From 0 up to 1. */
  random(): number;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A price of this market, as a share of the last one. */
async function priceOf({ scene: { client } }: StepParts, market: string, share: number): Promise<number> {
  const { last } = await client.fetchTicker(market);
  return Number(client.priceToPrecision(market, last! * share));
}

/** An order of the bot that rests, below the price. */
export async function rest(parts: StepParts, share = 0.97): Promise<string> {
  const { client, market } = parts.scene;
  const { id } = await client.createOrder(market, 'limit', 'buy', 0.001, await priceOf(parts, market, share));
  return id!;
}

/** What bots do with orders that fill. */
export function tradingSteps(parts: StepParts): readonly Step[] {
  const { client, market } = parts.scene;
  const price = (share: number) => priceOf(parts, market, share);
  return [
    {
      name: 'market buy',
      act: async () => client.createOrder(market, 'market', 'buy', 0.001, await price(1)),
    },
    { name: 'market sell', act: () => client.createOrder(market, 'market', 'sell', 0.001) },
    {
      name: 'crossing limit',
      act: async () => client.createOrder(market, 'limit', 'buy', 0.002, await price(1.005)),
    },
    {
      name: 'limit near the price',
      act: async () => client.createOrder(market, 'limit', 'sell', 0.002, await price(1.0001)),
    },
    {
      name: 'partial fill, then cancelled',
      act: async () => {
        const { id, order } = await partlyFilled(parts);
        if (parts.random() < 0.5) await pause(parts.random() * 4_000);
        // The market may have taken the rest of it meanwhile.
        if (parts.scene.account.open.has(order)) await client.cancelOrder(id, market);
      },
    },
    { name: 'partial fill, left open', act: () => partlyFilled(parts) },
    {
      name: 'refused: it would take',
      act: async () =>
        client
          .createOrder(market, 'limit', 'buy', 0.001, await price(1.005), { postOnly: true })
          .catch(() => undefined),
    },
  ];
}

/** Stands before all others at its price, and somebody takes half of it; where the price has just moved, another. */
async function partlyFilled(parts: StepParts): Promise<{ readonly id: string; readonly order: Order }> {
  const { client, market, keys, account, exchange } = parts.scene;
  const { core } = keys.practice;
  // At another exchange: one at this one would be a new sub-account.
  const elsewhere = exchange === 'okx' ? 'bybit' : 'okx';
  const other = core.openAccount(`${exchange}/somebody`, elsewhere, account.rules);
  for (let turn = 0; turn < 5; turn++) {
    const before = new Set(account.open);
    const { id } = await client.createOrder(market, 'limit', 'buy', 0.002, await priceOf(parts, market, 1));
    const order = core.openOrders(account).find((one) => !before.has(one));
    if (!order) continue;
    const sell = {
      market,
      side: 'sell',
      type: 'limit',
      timeInForce: 'IOC',
      quantity: parseDecimal('0.0009')!,
    } as const;
    if (order.filled === 0n) core.place(other, { ...sell, price: order.price! });
    if (order.filled > 0n) return { id: id!, order };
    await client.cancelOrder(id!, market);
  }
  throw new Error('nobody takes it');
}

/** What bots do with orders that rest. */
export function restingSteps(parts: StepParts): readonly Step[] {
  const { client, market } = parts.scene;
  const price = (share: number) => priceOf(parts, market, share);
  return [
    { name: 'resting', act: () => rest(parts) },
    {
      name: 'resting, then cancelled',
      act: async () => {
        const id = await rest(parts);
        if (parts.random() < 0.5) await pause(parts.random() * 6_000);
        await client.cancelOrder(id, market);
      },
    },
    {
      name: 'amend',
      act: async () => {
        const id = await rest(parts);
        if (parts.random() < 0.5) await pause(parts.random() * 4_000);
        await client.editOrder(id, market, 'limit', 'buy', 0.002, await price(0.96));
      },
    },
    {
      name: 'cancel and replace',
      act: async () => {
        await client.cancelOrder(await rest(parts), market);
        await rest(parts, 0.965);
      },
    },
    {
      name: 'stop',
      act: async () =>
        client.createOrder(market, 'limit', 'sell', 0.001, await price(0.89), {
          stopLossPrice: await price(0.9),
          ...(parts.scene.exchange === 'okx' ? { tdMode: 'cash' } : {}),
        }),
    },
    {
      name: 'batch',
      act: async () => {
        const order = { symbol: market, type: 'limit', side: 'buy', amount: 0.001 } as const;
        const prices = [await price(0.95), await price(0.94)];
        await client.createOrders(prices.map((one) => ({ ...order, price: one })));
      },
    },
    {
      name: 'cancel of all',
      act: async () => {
        if (client.has['cancelAllOrders']) await client.cancelAllOrders(market);
        else for (const { id } of await client.fetchOpenOrders(market)) await client.cancelOrder(id!, market);
      },
    },
  ];
}

/** What bots do with positions. */
export function positionSteps(parts: StepParts): readonly Step[] {
  const { scene, perpetual } = parts;
  if (perpetual === undefined) return [];
  const { client } = scene;
  const size = scene.exchange === 'okx' ? 0.2 : 0.002;
  const price = (share: number) => priceOf(parts, perpetual, share);
  const open = () => client.createOrder(perpetual, 'market', 'buy', size);
  return [
    { name: 'long', act: open },
    {
      name: 'stop of a position',
      act: async () => {
        await open();
        await client.createOrder(perpetual, 'market', 'sell', size, undefined, {
          stopLossPrice: await price(0.9),
          reduceOnly: true,
        });
      },
    },
    {
      name: 'take-profit that waits',
      act: async () => {
        await open();
        await client.createOrder(perpetual, 'limit', 'sell', size, await price(1.05), { reduceOnly: true });
      },
    },
    {
      name: 'close',
      act: async () => {
        await open();
        await client.createOrder(perpetual, 'market', 'sell', size, undefined, { reduceOnly: true });
      },
    },
  ];
}
