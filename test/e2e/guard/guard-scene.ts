import ccxt, { type Exchange } from 'ccxt';
import { Guard } from '../../../src/app/guard.ts';
import { placeOf } from '../../../src/app/places.ts';
import { systemClock } from '../../../src/core/index.ts';
import { watches } from '../../../src/exchanges/index.ts';
import type { EntryFields } from '../../../src/journal/index.ts';
import type { MintedKey, Practice } from '../../../src/practice/index.ts';
import { KeysScene } from '../keys-scene.ts';

const POLL_MS = 50;

export type Account = NonNullable<ReturnType<Practice['core']['account']>>;

/** The markets of the tests: one that the bot trades at each exchange, and a perpetual where it has any. */
export const spotOf = (exchange: string): string =>
  exchange === 'kraken' || exchange === 'coinbase' ? 'BTC/USD' : 'BTC/USDT';
export const perpetualsOf = (exchange: string): readonly string[] =>
  exchange === 'kraken' || exchange === 'coinbase' ? [] : ['BTC/USDT:USDT'];

/** A Keyward with its guard on a practice exchange in this process, a bot that trades through it, and whoever else has the exchange key. */
export class GuardScene {
  readonly keys: KeysScene;
  readonly market: string;
  readonly exchange: string;
  readonly key: MintedKey;
  /** The key that only watches, where there is one. */
  watcher: MintedKey | undefined;
  guard!: Guard;
  #client: Exchange | undefined;

  private constructor(keys: KeysScene, exchange: string, market: string) {
    this.keys = keys;
    this.exchange = exchange;
    this.market = market;
    this.key = keys.mint({ permissions: { read: true, trade: true, futures: true } });
  }

  /** `market`: the bot's; it may trade in `markets` as well. */
  static async open(
    exchange: string,
    market: string,
    more: Record<string, unknown> = {},
    markets: readonly string[] = [],
    others: Record<string, unknown> = {},
  ): Promise<GuardScene> {
    const keys = await KeysScene.open({
      exchange,
      more,
      keys: others,
      bots: {
        grid: {
          key: 'main',
          may: ['read', 'trade'],
          markets: [market, ...markets],
          limits: {
            order_notional: `500 ${market.split('/')[1]}`,
            daily_notional: 'unlimited',
            orders_per_minute: 'unlimited',
            cancels_per_minute: 'unlimited',
            open_orders: 150,
          },
        },
      },
    });
    const scene = new GuardScene(keys, exchange, market);
    keys.putEnv(scene.key);
    if (others['watcher'] !== undefined) {
      scene.watcher = keys.mint({ permissions: { read: true } });
      keys.putEnv(scene.watcher, 'watch.env');
    }
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

  /**
   * Until each list that explains what is missing may be asked at once again: after one theft the next that needs the same list waits, where an
   * exchange allows it no sooner than every 12 s.
   */
  async rested(timeoutMs = 20_000): Promise<void> {
    const { feeds } = watches[this.exchange]!;
    const restMs = new Map(feeds.map(({ name, hurryMs = 0 }) => [name, hurryMs <= timeoutMs ? hurryMs : 0]));
    const startedMs = performance.now();
    const isRested = () =>
      (this.guard.status()['main'] ?? []).every(({ feed, ageMs = 0 }) => ageMs >= (restMs.get(feed) ?? 0));
    while (!isRested() && performance.now() - startedMs < timeoutMs) await new Promise((done) => setTimeout(done, 100));
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

  /** After a restart the gateway listens elsewhere. */
  reconnect(): void {
    if (this.#client) this.#client.proxyUrl = `http://127.0.0.1:${this.keys.port}/`;
  }

  get account(): Account {
    return this.keys.practice.core.account(this.key.account)!;
  }

  /**
   * Until something critical of these kinds was found beside what was known before; gives it, how long it took, and how much of that this
   * process wished to run and could not.
   */
  async alarm(known: ReadonlySet<string>, kinds: readonly string[], startedMs: number, timeoutMs = 30_000) {
    for (let starvedMs = 0; ; ) {
      const found = this.critical().filter(({ about, what }) => !known.has(about) && kinds.includes(what));
      const tookMs = performance.now() - startedMs;
      if (found.length > 0 || tookMs > timeoutMs) return { found, tookMs, starvedMs };
      const beforeMs = performance.now();
      await new Promise((done) => setTimeout(done, POLL_MS));
      starvedMs += Math.max(0, performance.now() - beforeMs - 2 * POLL_MS);
    }
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
