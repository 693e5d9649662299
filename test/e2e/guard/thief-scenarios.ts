import { parseDecimal } from '../../../src/core/index.ts';
import { isRejection } from '../../../src/practice/core/order.ts';
import { type GuardScene, perpetualsOf } from './guard-scene.ts';

const d = (value: number | string) => parseDecimal(String(value))!;

/** What the bot has left open: ids of the practice exchange. */
export interface LeftOpen {
  readonly resting: string;
  readonly stop: string;
}

export interface Scenario {
  readonly name: string;
  /** What the alarm is about, at least one of them. */
  readonly kinds: readonly string[];
  act(): void | Promise<void>;
}

/** What the bot leaves open for the thief to find: an order that rests, and a stop. */
export async function leaveOrders(scene: GuardScene): Promise<LeftOpen> {
  const { client, market } = scene;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(market);
  const at = (share: number) => Number(client.priceToPrecision(market, last! * share));
  const ids = () => new Set([...scene.account.open].map(({ id }) => id));
  await client.createOrder(market, 'limit', 'buy', 0.001, at(0.97));
  const [resting] = ids();
  await client.createOrder(market, 'limit', 'sell', 0.001, at(0.89), {
    stopLossPrice: at(0.9),
    ...(scene.exchange === 'okx' ? { tdMode: 'cash' } : {}),
  });
  const stop = [...ids()].find((id) => id !== resting);
  return { resting: resting!, stop: stop! };
}

/** Changes the key as the page of the exchange does. */
function edit(scene: GuardScene, change: Record<string, unknown>): void {
  const { keys } = scene.keys.practice;
  Object.assign(keys.find(scene.exchange, scene.key.id)!, change);
}

/** What a thief does, one after the other; the key is gone at the end. */
export function scenarios(scene: GuardScene, open: LeftOpen): readonly Scenario[] {
  const { core } = scene.keys.practice;
  const { account, market, exchange } = scene;
  const fails = (result: object): void => {
    if (isRejection(result)) throw new Error(`the practice exchange refused: ${result.reason}`);
  };
  const limit = (symbol: string, quantity: string, share: number) => {
    const tick = core.market(symbol)!.tick;
    const price = ((core.price(symbol) as bigint) * BigInt(Math.round(share * 100))) / 100n;
    fails(
      core.place(account, {
        market: symbol,
        side: 'buy',
        type: 'limit',
        quantity: d(quantity),
        price: (price - (price % (tick as bigint))) as typeof tick,
      }),
    );
  };
  return [
    {
      name: 'order, market that no bot trades',
      kinds: ['foreign-order', 'books-open'],
      act: () => limit('PUMP/USDT', '20000', 1.04),
    },
    { name: "order, the bot's market", kinds: ['foreign-order'], act: () => limit(market, '0.001', 0.95) },
    {
      name: 'amend',
      kinds: ['foreign-amend'],
      act: () => fails(core.amend(account, { orderId: open.resting }, { quantity: d('0.002') })),
    },
    {
      name: 'cancel of a stop',
      kinds: ['foreign-cancel'],
      act: () => fails(core.cancel(account, { orderId: open.stop })),
    },
    {
      name: 'transfer',
      kinds: ['transfer', 'books-open'],
      act: () =>
        fails(
          core.transfer(account, { asset: 'USDT', amount: d(100), from: 'spot', to: 'funding', keyId: scene.key.id }),
        ),
    },
    {
      name: 'withdrawal',
      kinds: ['withdrawal', 'books-open'],
      act: () =>
        fails(
          core.withdraw(account, {
            asset: 'BTC',
            amount: d('0.1'),
            address: 'the-address-of-the-thief',
            network: 'BTC',
            keyId: scene.key.id,
          }),
        ),
    },
    ...perpetualsOf(exchange).map((symbol) => ({
      name: 'order, perpetual',
      kinds: ['foreign-order', 'position-foreign'],
      act: () => fails(core.place(account, { market: symbol, side: 'buy', type: 'market', quantity: d('0.01') })),
    })),
    ...keyScenarios(scene),
  ];
}

/** What the page of the exchange can do to a key. */
function keyScenarios(scene: GuardScene): readonly Scenario[] {
  const { exchange } = scene;
  return [
    {
      name: 'key, more rights',
      kinds: ['key-changed'],
      act: () =>
        edit(scene, {
          permissions: {
            ...scene.keys.practice.keys.find(exchange, scene.key.id)!.permissions,
            withdraw: true,
            transfer: true,
          },
        }),
    },
    ...(exchange === 'coinbase'
      ? []
      : [
          {
            name: 'key, IP list',
            kinds: ['key-changed'],
            act: () => edit(scene, { ips: exchange === 'binance' ? undefined : ['127.0.0.1', '203.0.113.9'] }),
          },
        ]),
    { name: 'key, deleted', kinds: ['key-refused'], act: () => edit(scene, { revoked: true }) },
  ];
}
