import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseDecimal, subtract, zero } from '../../../src/core/index.ts';
import type { Entry } from '../../../src/journal/index.ts';
import type { Fault } from '../../../src/practice/index.ts';
import type { GuardScene } from './guard-scene.ts';

type Step = (say: (word: string) => void) => Promise<void>;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A bot that does what bots do, on an exchange that has its bad days; and an owner who says what he does by hand. */
export class HonestBot {
  readonly did = new Map<string, number>();
  readonly #scene: GuardScene;
  readonly #perpetual: string | undefined;
  #seed: number;

  constructor(scene: GuardScene, perpetual: string | undefined, seed: number) {
    this.#scene = scene;
    this.#perpetual = perpetual;
    this.#seed = seed;
  }

  /** Goes on for so long; what the gateway or the exchange refuses is part of the day. */
  async live(forMs: number): Promise<void> {
    const endMs = performance.now() + forMs;
    const steps = this.#steps();
    await this.#scene.client.loadMarkets();
    const restarts = [0.35, 0.7].map((share) => performance.now() + forMs * share);
    while (performance.now() < endMs) {
      if (performance.now() > restarts[0]!) {
        restarts.shift();
        restarts.push(Number.POSITIVE_INFINITY);
        await this.#restart();
      }
      const [name, step] = steps[Math.floor(this.#random() * steps.length)]!;
      let isDone = true;
      await step((word) => this.#count(`${name} ${word}`)).catch((error: Error) => {
        isDone = false;
        this.#count(`${name} refused: ${error.constructor.name}`);
      });
      if (isDone) this.#count(name);
      await pause(this.#random() * 300);
    }
    this.#scene.keys.practice.faults.clear();
  }

  /** What was found that is no more than worth knowing, and what was not. */
  static async findings(scene: GuardScene): Promise<readonly Extract<Entry, { kind: 'finding' }>[]> {
    const entries = await scene.keys.entries('finding');
    return entries.filter((entry) => entry.kind === 'finding');
  }

  #count(name: string): void {
    this.did.set(name, (this.did.get(name) ?? 0) + 1);
  }

  #random(): number {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#seed / 2_147_483_648;
  }

  #steps(): readonly (readonly [string, Step])[] {
    return [
      ...this.#spotSteps(),
      ...this.#spotSteps(),
      ...(this.#perpetual === undefined ? [] : this.#perpetualSteps(this.#perpetual)),
      ['deposit', () => this.#deposit()],
      ['a trade by hand, declared', () => this.#byHand()],
      ['a fault', () => this.#fault()],
    ];
  }

  async #price(market: string, share: number): Promise<number> {
    const { client } = this.#scene;
    const { last } = await client.fetchTicker(market);
    return Number(client.priceToPrecision(market, last! * share));
  }

  #spotSteps(): readonly (readonly [string, Step])[] {
    const { market } = this.#scene;
    const client = () => this.#scene.client;
    const rest = async (share = 0.97) =>
      client().createOrder(market, 'limit', 'buy', 0.001, await this.#price(market, share));
    return [
      [
        'market buy',
        async () => void (await client().createOrder(market, 'market', 'buy', 0.001, await this.#price(market, 1))),
      ],
      ['market sell', async () => void (await client().createOrder(market, 'market', 'sell', 0.001))],
      [
        'crossing limit',
        async () => void (await client().createOrder(market, 'limit', 'buy', 0.002, await this.#price(market, 1.005))),
      ],
      [
        'limit near the price',
        async () =>
          void (await client().createOrder(market, 'limit', 'sell', 0.002, await this.#price(market, 1.0001))),
      ],
      ['resting', async () => void (await rest())],
      [
        'resting, then cancelled',
        async () => {
          const { id } = await rest();
          if (this.#random() < 0.5) await pause(this.#random() * 6_000);
          await client().cancelOrder(id!, market);
        },
      ],
      [
        'amend',
        async () => {
          const { id } = await rest();
          if (this.#random() < 0.5) await pause(this.#random() * 4_000);
          await client().editOrder(id!, market, 'limit', 'buy', 0.002, await this.#price(market, 0.96));
        },
      ],
      [
        'cancel and replace',
        async () => {
          const { id } = await rest();
          await client().cancelOrder(id!, market);
          await rest(0.965);
        },
      ],
      [
        'stop',
        async () =>
          void (await client().createOrder(market, 'limit', 'sell', 0.001, await this.#price(market, 0.89), {
            stopLossPrice: await this.#price(market, 0.9),
            ...(this.#scene.exchange === 'okx' ? { tdMode: 'cash' } : {}),
          })),
      ],
      [
        'batch',
        async () => {
          const order = { symbol: market, type: 'limit', side: 'buy', amount: 0.001 } as const;
          const prices = [await this.#price(market, 0.95), await this.#price(market, 0.94)];
          await client().createOrders(prices.map((price) => ({ ...order, price })));
        },
      ],
      [
        'cancel of all',
        async () => {
          if (client().has['cancelAllOrders']) await client().cancelAllOrders(market);
          else for (const { id } of await client().fetchOpenOrders(market)) await client().cancelOrder(id!, market);
        },
      ],
    ];
  }

  #perpetualSteps(market: string): readonly (readonly [string, Step])[] {
    const client = () => this.#scene.client;
    const size = this.#scene.exchange === 'okx' ? 0.2 : 0.002;
    return [
      ['long', async () => void (await client().createOrder(market, 'market', 'buy', size))],
      [
        'stop of a position',
        async () =>
          void (await client().createOrder(market, 'market', 'sell', size, undefined, {
            stopLossPrice: await this.#price(market, 0.9),
            reduceOnly: true,
          })),
      ],
      [
        'take-profit that waits',
        async () =>
          void (await client().createOrder(market, 'limit', 'sell', size, await this.#price(market, 1.05), {
            reduceOnly: true,
          })),
      ],
      [
        'close',
        async () => void (await client().createOrder(market, 'market', 'sell', size, undefined, { reduceOnly: true })),
      ],
      ['liquidation', () => this.#liquidate(market)],
    ];
  }

  /** The owner, who has said so, holds far more than the margin bears; the market does the rest. */
  async #liquidate(market: string): Promise<void> {
    if (this.did.has('liquidation')) return;
    const { core } = this.#scene.keys.practice;
    const { account } = this.#scene;
    await this.#declare(true);
    account.leverage.set(market, 20);
    await this.#scene.client.createOrder(market, 'market', 'buy', this.#scene.exchange === 'okx' ? 0.6 : 0.006);
    const asset = 'USDT';
    const wallet = account.rules.linearWallet;
    const free = account.wallets[wallet].get(asset)?.free ?? zero;
    const amount = subtract(free, parseDecimal('4')!);
    const moved = core.transfer(account, { asset, amount, from: wallet, to: 'funding' });
    await pause(1_500);
    if ('id' in moved) core.transfer(account, { asset, amount, from: 'funding', to: wallet });
  }

  async #declare(moves: boolean): Promise<void> {
    const nowMs = Date.now();
    await this.#scene.keys.state.journal.append('declared', {
      key: 'main',
      who: 'the owner',
      from: new Date(nowMs - 1_000).toISOString(),
      until: new Date(nowMs + 6_000).toISOString(),
      by: 'test',
      why: 'by hand',
      ...(moves ? { moves: true } : {}),
    });
  }

  async #byHand(): Promise<void> {
    await this.#declare(false);
    const { core } = this.#scene.keys.practice;
    core.place(this.#scene.account, {
      market: 'ETH/USDT',
      side: 'buy',
      type: 'market',
      quantity: parseDecimal('0.02')!,
    });
  }

  async #deposit(): Promise<void> {
    const { core } = this.#scene.keys.practice;
    core.deposit(this.#scene.account, {
      asset: 'USDT',
      amount: parseDecimal('25')!,
      address: 'an-address',
      network: 'TRX',
      wallet: this.#scene.exchange === 'okx' ? 'funding' : 'spot',
    });
  }

  async #fault(): Promise<void> {
    const { exchange } = this.#scene;
    const { faults } = this.#scene.keys.practice;
    const kinds: readonly Fault[] = [
      { kind: 'latency', delayMs: 1_200, times: 5 },
      { kind: 'server-error', times: 4 },
      { kind: 'rate-limit', retryAfterS: 1, times: 1 },
      { kind: 'accept-then-hang', times: 1, method: 'POST' },
      { kind: 'accept-then-reset', times: 2 },
      { kind: 'garbage', times: 2 },
    ];
    const fault = kinds[Math.floor(this.#random() * kinds.length)]!;
    faults.set({ ...fault, exchange });
    this.#count(`fault ${fault.kind}`);
  }

  /** As after a kill: what the monitor remembers is older than what it has seen. */
  async #restart(): Promise<void> {
    const file = join(this.#scene.keys.home, 'monitor', 'memory.json');
    const copy = join(this.#scene.keys.folder, 'memory-before.json');
    if (existsSync(file)) copyFileSync(file, copy);
    await this.#scene.down();
    if (existsSync(copy)) copyFileSync(copy, file);
    await this.#scene.up();
    this.#scene.reconnect();
    this.#count('restart');
  }
}
