import ccxt, { type Exchange } from 'ccxt';
import { Guard } from '../../../src/app/guard.ts';
import { placeOf } from '../../../src/app/places.ts';
import { systemClock } from '../../../src/core/index.ts';
import type { EntryFields } from '../../../src/journal/index.ts';
import type { MintedKey } from '../../../src/practice/index.ts';
import { KeysScene } from '../keys-scene.ts';

/** A Keyward with its guard on a practice exchange in this process, a bot that trades through it, and whoever else has the exchange key. */
export class GuardScene {
  readonly keys: KeysScene;
  readonly market: string;
  readonly exchange: string;
  readonly key: MintedKey;
  guard!: Guard;
  #client: Exchange | undefined;

  private constructor(keys: KeysScene, exchange: string, market: string) {
    this.keys = keys;
    this.exchange = exchange;
    this.market = market;
    this.key = keys.mint({ permissions: { read: true, trade: true, futures: true } });
  }

  static async open(exchange: string, market: string, more: Record<string, unknown> = {}): Promise<GuardScene> {
    const keys = await KeysScene.open({
      exchange,
      more,
      bots: {
        grid: {
          key: 'main',
          may: ['read', 'trade'],
          markets: [market],
          limits: {
            order_notional: `500 ${market.split('/')[1]}`,
            daily_notional: 'unlimited',
            orders_per_minute: 'unlimited',
            cancels_per_minute: 'unlimited',
          },
        },
      },
    });
    const scene = new GuardScene(keys, exchange, market);
    keys.putEnv(scene.key);
    await scene.up();
    return scene;
  }

  async up(): Promise<void> {
    await this.keys.up();
    const { state, settings, keyward, log, placesParts } = this.keys;
    this.guard = new Guard({
      state,
      settings,
      clock: systemClock,
      log,
      alarms: keyward.alarms,
      gateway: keyward.gateway!,
      practicePort: this.keys.practice.port,
      placeOf: (name) => placeOf(name, placesParts),
    });
    await this.guard.start();
  }

  async down(): Promise<void> {
    await this.guard.stop();
    await this.keys.down();
  }

  /** Until every list was read at least once after now. */
  async settled(timeoutMs = 20_000): Promise<void> {
    const startedMs = performance.now();
    for (;;) {
      const feeds = this.guard.status()['main'] ?? [];
      const sinceMs = performance.now() - startedMs;
      const isRead =
        feeds.length > 0 &&
        feeds.every(
          ({ ageMs, state }) => state === 'forbidden' || (ageMs !== undefined && (ageMs < sinceMs || sinceMs > 9_000)),
        );
      if (isRead) return;
      if (sinceMs > timeoutMs) throw new Error(`not settled: ${JSON.stringify(feeds)}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  /** The bot, an unmodified ccxt client with its bot key. */
  get client(): Exchange {
    if (!this.#client) {
      const make = (ccxt as unknown as Record<string, new (options: object) => Exchange>)[this.exchange]!;
      const bot = this.keys.bot();
      this.#client = new make({ ...bot, enableRateLimit: false, options: { fetchCurrencies: false } });
      this.#client.proxyUrl = `http://127.0.0.1:${this.keys.port}/`;
    }
    return this.#client;
  }

  /** Orders that rest, are amended or cancelled, and some that fill. */
  async trade(rounds: number): Promise<void> {
    const { client, market } = this;
    await client.loadMarkets();
    for (let round = 0; round < rounds; round++) {
      const { last } = await client.fetchTicker(market);
      const price = Number(client.priceToPrecision(market, last! * 0.97));
      const resting = await client.createOrder(market, 'limit', 'buy', 0.001, price);
      const near = Number(client.priceToPrecision(market, last! * 1.01));
      await client.createOrder(
        market,
        'limit',
        round % 2 === 0 ? 'buy' : 'sell',
        0.001,
        round % 2 === 0 ? near : price,
      );
      await client.cancelOrder(resting.id!, market);
    }
  }

  /** What someone does who has got at a key of the account, straight at the exchange. */
  async rob(steps: readonly ('probe' | 'buy' | 'cancel' | 'transfer' | 'withdraw')[], key: MintedKey = this.key) {
    return this.keys.practice.thief(key, { steps: ['probe', ...steps] });
  }

  findings(): readonly EntryFields['finding'][] {
    return this.keys.keyward.alarms.current.map(({ about, severity, says, evidence, key = '' }) => ({
      about,
      severity,
      says,
      key,
      what: about.split(' ')[0]!,
      evidence: evidence?.split('\n') ?? [],
    }));
  }

  critical() {
    return this.findings().filter(({ severity }) => severity === 'critical');
  }

  get halt(): string {
    return this.keys.state.halt.read().level;
  }

  async close(): Promise<void> {
    await this.guard.stop();
    await this.keys.close();
  }
}
