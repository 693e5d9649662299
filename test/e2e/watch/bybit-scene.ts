import ccxt from 'ccxt';
import { type Instrument, Secret } from '../../../src/core/index.ts';
import { type Answer, type Call, type Credential, exchanges } from '../../../src/exchanges/index.ts';
import type { Feed, FeedContext, Seen } from '../../../src/exchanges/watch.ts';
import { watches } from '../../../src/exchanges/watches.ts';
import type { Funds, MintedKey, Practice } from '../../../src/practice/index.ts';
import { readFeed } from './books.ts';

export const bybit = exchanges['bybit']!;
export const watch = watches['bybit']!;
export const HOUR_MS = 3_600_000;

/** An account on a practice exchange in this process, with a clock that stands until it is moved. */
export class BybitScene {
  readonly practice: Practice;
  readonly key: MintedKey;
  /** Where the clock was when the scene began. */
  readonly startMs: number;
  readonly #clock: { nowMs: number };
  #context: FeedContext = { instrument: () => undefined };

  private constructor(practice: Practice, key: MintedKey, clock: { nowMs: number }) {
    this.practice = practice;
    this.key = key;
    this.#clock = clock;
    this.startMs = clock.nowMs;
  }

  static async open(practice: Practice, clock: { nowMs: number }, account: string, funds?: Funds): Promise<BybitScene> {
    const key = practice.mintKey({
      exchange: 'bybit',
      account,
      permissions: { trade: true, futures: true, transfer: true, withdraw: true },
      ...(funds === undefined ? {} : { funds }),
    });
    const scene = new BybitScene(practice, key, clock);
    const instruments: Instrument[] = [];
    for (const call of bybit.market.instruments('live')) {
      const list = bybit.market.readInstruments(call, (await scene.send(call)).body);
      if ('unclear' in list) throw new Error(list.message);
      instruments.push(...list);
    }
    scene.#context = {
      instrument: (symbol, kind) => instruments.find((one) => one.symbol === symbol && one.kind === kind),
    };
    return scene;
  }

  get context(): FeedContext {
    return this.#context;
  }

  get nowMs(): number {
    return this.#clock.nowMs;
  }

  get account() {
    return this.practice.core.account(this.key.account)!;
  }

  /** Time goes by, so that no limit per second is met. */
  later(ms = 1_000): void {
    this.#clock.nowMs += ms;
  }

  /** A client of the account as a bot has it. */
  client(key: { id: string; secret: string } = this.key): InstanceType<typeof ccxt.bybit> {
    const client = new ccxt.bybit({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${this.practice.url}/`;
    client.milliseconds = () => this.nowMs;
    return client;
  }

  /** Signs a call with a key and sends it. */
  async send(call: Call, key: { id: string; secret: string } = this.key): Promise<Answer> {
    const credential = bybit.key.credential({ id: key.id, secret: Secret.take(Buffer.from(key.secret)) }) as Credential;
    const isPublic = call.endpoint.class === 'public';
    const { method, host, target, headers, body } = bybit.wire.build(call, isPublic ? undefined : credential, {
      timeMs: this.nowMs,
    });
    const response = await fetch(`${this.practice.url}/${host}${target}`, {
      method,
      headers,
      ...(body === '' ? {} : { body }),
    });
    return { status: response.status, headers: {}, body: await response.text() };
  }

  feed(name: string): Feed {
    const feed = watch.feeds.find((one) => one.name === name);
    if (!feed) throw new Error(`no feed ${name}`);
    return feed;
  }

  /** Everything that a feed shows of the scene so far; a second goes by before each page. */
  async read(name: string, key = this.key): Promise<readonly Seen[]> {
    const at = { environment: 'live', fromMs: this.startMs - HOUR_MS, toMs: this.nowMs } as const;
    const send = (call: Call): Promise<Answer> => {
      this.later();
      return this.send(call, key);
    };
    return readFeed(this.feed(name), at, send, this.context);
  }

  /** All feeds of one kind. */
  async readKind(kind: Feed['kind']): Promise<readonly Seen[]> {
    const records: Seen[] = [];
    for (const { name } of watch.feeds.filter((feed) => feed.kind === kind)) records.push(...(await this.read(name)));
    return records;
  }
}
