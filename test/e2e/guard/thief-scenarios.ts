import { type Decimal, parseDecimal } from '../../../src/core/index.ts';
import { isRejection } from '../../../src/practice/core/order.ts';
import { type GuardScene, perpetualsOf } from './guard-scene.ts';

const d = (value: number | string) => parseDecimal(String(value))!;

/** What the bot has left open: ids of the practice exchange. */
export interface LeftOpen {
  readonly resting: string;
  readonly other: string;
  readonly stop: string;
}

export interface Scenario {
  readonly name: string;
  /** What the alarm is about, at least one of them. */
  readonly kinds: readonly string[];
  act(): void | Promise<void>;
}

/** What the bot leaves open for the thief to find: two orders that rest, and a stop. */
export async function leaveOrders(scene: GuardScene): Promise<LeftOpen> {
  const { client, market } = scene;
  await client.loadMarkets();
  const { last } = await client.fetchTicker(market);
  const at = (share: number) => Number(client.priceToPrecision(market, last! * share));
  await client.createOrder(market, 'limit', 'buy', 0.001, at(0.97));
  await client.createOrder(market, 'limit', 'buy', 0.001, at(0.96));
  await client.createOrder(market, 'limit', 'sell', 0.001, at(0.89), {
    stopLossPrice: at(0.9),
    ...(scene.exchange === 'okx' ? { tdMode: 'cash' } : {}),
  });
  const [resting, other, stop] = scene.keys.practice.core.openOrders(scene.account).map(({ id }) => id);
  return { resting: resting!, other: other!, stop: stop! };
}

/** Changes the key as the page of the exchange does. */
function edit(scene: GuardScene, change: Record<string, unknown>): void {
  const { keys } = scene.keys.practice;
  Object.assign(keys.find(scene.exchange, scene.key.id)!, change);
}

/** What a thief does, one after the other; the key is gone at the end. */
export function scenarios(scene: GuardScene, open: LeftOpen): readonly Scenario[] {
  return [
    ...orderScenarios(scene, open),
    ...perpetualsOf(scene.exchange).flatMap((symbol) => perpetualScenarios(scene, symbol)),
    ...moveScenarios(scene),
    ...keyScenarios(scene),
  ];
}

function fails(result: object): void {
  if (isRejection(result)) throw new Error(`the practice exchange refused: ${result.reason}`);
}

/** A price of this market as a share of the present one, at a tick. */
function priceAt(scene: GuardScene, symbol: string, share: number): Decimal {
  const { core } = scene.keys.practice;
  const price = (core.price(symbol) * BigInt(Math.round(share * 100))) / 100n;
  return (price - (price % core.market(symbol)!.tick)) as Decimal;
}

/** In this order for the same reason as the moves of value. */
function orderScenarios(scene: GuardScene, open: LeftOpen): readonly Scenario[] {
  const { core } = scene.keys.practice;
  const { account, market } = scene;
  const limit = (symbol: string, quantity: string, share: number) =>
    fails(
      core.place(account, {
        market: symbol,
        side: 'buy',
        type: 'limit',
        quantity: d(quantity),
        price: priceAt(scene, symbol, share),
      }),
    );
  return [
    {
      name: 'order, market that no bot trades',
      kinds: ['foreign-order', 'books-open'],
      act: () => limit('PUMP/USDT', '20000', 1.04),
    },
    { name: "order, the bot's market", kinds: ['foreign-order'], act: () => limit(market, '0.001', 0.95) },
    {
      name: "conditional order, the bot's market",
      kinds: ['foreign-order'],
      act: () =>
        fails(
          core.place(account, {
            market,
            side: 'sell',
            type: 'stop-limit',
            quantity: d('0.1'),
            trigger: priceAt(scene, market, 0.97),
            price: priceAt(scene, market, 0.9),
            // As OKX keeps it: apart from other orders, by its kind.
            ...(scene.exchange === 'okx'
              ? { tags: { algo: 'conditional', leg: 'sl', tdMode: 'cash', tag: '', tgtCcy: '' } }
              : {}),
          }),
        ),
    },
    {
      name: 'amend',
      kinds: ['foreign-amend'],
      act: () => fails(core.amend(account, { orderId: open.resting }, { quantity: d('0.002') })),
    },
    {
      name: "market order, the bot's market",
      kinds: ['foreign-order', 'books-open'],
      act: () => fails(core.place(account, { market, side: 'buy', type: 'market', quantity: d('0.001') })),
    },
    {
      name: 'cancel of an order',
      kinds: ['foreign-cancel'],
      act: () => fails(core.cancel(account, { orderId: open.other })),
    },
    {
      name: 'cancel of a stop',
      kinds: ['foreign-cancel'],
      act: () => fails(core.cancel(account, { orderId: open.stop })),
    },
  ];
}

function perpetualScenarios(scene: GuardScene, symbol: string): readonly Scenario[] {
  const { core } = scene.keys.practice;
  const { account } = scene;
  const order = { market: symbol, type: 'market' } as const;
  const reducing = {
    name: 'order that only reduces, perpetual',
    kinds: ['foreign-order', 'books-open'],
    act: () => fails(core.place(account, { ...order, side: 'sell', quantity: d('0.004'), reduceOnly: true })),
  };
  return [
    {
      name: 'order, perpetual',
      kinds: ['foreign-order', 'position-foreign'],
      act: () => fails(core.place(account, { ...order, side: 'buy', quantity: d('0.01') })),
    },
    reducing,
  ];
}

/** One after the other by different lists: where a list may be asked but every 12 s, the next that needs it waits. */
function moveScenarios(scene: GuardScene): readonly Scenario[] {
  const { core } = scene.keys.practice;
  const { account, exchange, key } = scene;
  const keyId = key.id;
  const send = { asset: 'BTC', amount: d('0.1'), keyId };
  return [
    {
      name: 'transfer',
      kinds: ['transfer', 'books-open'],
      act: () => fails(core.transfer(account, { asset: 'USDT', amount: d(100), from: 'spot', to: 'funding', keyId })),
    },
    {
      name: 'withdrawal',
      kinds: ['withdrawal', 'books-open'],
      act: () => fails(core.withdraw(account, { ...send, address: 'the-address-of-the-thief', network: 'BTC' })),
    },
    {
      name: 'transfer to another account',
      kinds: ['transfer', 'withdrawal', 'books-open'],
      act: () => {
        const toAccount = `${exchange}/thief`;
        core.openAccount(toAccount, exchange, account.rules, {});
        fails(core.transfer(account, { asset: 'ETH', amount: d(1), from: 'spot', to: 'spot', toAccount, keyId }));
      },
    },
    {
      name: 'send within the exchange',
      kinds: ['withdrawal', 'transfer', 'books-open'],
      act: () => fails(core.withdraw(account, { ...send, asset: 'SOL', amount: d(2), address: 'thief@example.com' })),
    },
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
