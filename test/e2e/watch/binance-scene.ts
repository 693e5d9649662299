import ccxt from 'ccxt';
import { type Decimal, type Instrument, isRefusal, parseDecimal, Secret } from '../../../src/core/index.ts';
import { type Answer, type Call, type Credential, exchanges } from '../../../src/exchanges/index.ts';
import type { Feed, FeedAt, FeedContext, Seen } from '../../../src/exchanges/watch.ts';
import { watches } from '../../../src/exchanges/watches.ts';
import {
  type Account,
  type MintedKey,
  type MintRequest,
  type Practice,
  startPractice,
} from '../../../src/practice/index.ts';
import { type BookRules, changesOf, openBooks, readFeed, sheetOf } from './books.ts';

export const exchange = exchanges['binance']!;
export const watch = watches['binance']!;

const START_MS = 1_790_000_000_000;
/** Futures have a ledger; what stands in spot and funding follows from fills and moves. */
const rules: BookRules = { ledger: ['futures'], walletOf: (kind) => (kind === 'spot' ? 'spot' : 'futures') };

export const amount = (text: string): Decimal => parseDecimal(text)!;

/** A practice account with its owner's bot, a thief with the same key, and an observer who reads the feeds through the real wire. */
export class BinanceScene {
  readonly practice: Practice;
  readonly key: MintedKey;
  readonly #clock: { nowMs: number };
  #instruments: readonly Instrument[] = [];
  #opening = new Map<string, Decimal>();

  private constructor(practice: Practice, clock: { nowMs: number }) {
    this.practice = practice;
    this.#clock = clock;
    this.key = this.mint();
  }

  static async open(seed = 'watch'): Promise<BinanceScene> {
    const clock = { nowMs: START_MS };
    const read = { nowMs: () => clock.nowMs, monotonicMs: () => clock.nowMs };
    const scene = new BinanceScene(await startPractice({ port: 0, seed, clock: read }), clock);
    const lists = await Promise.all(
      exchange.market.instruments('live').map(async (call) => {
        const found = exchange.market.readInstruments(call, (await scene.send(call)).body);
        if ('unclear' in found) throw new Error(found.message);
        return found;
      }),
    );
    scene.#instruments = lists.flat();
    scene.#opening = sheetOf(await scene.balances());
    return scene;
  }

  mint(request: Partial<MintRequest> = {}): MintedKey {
    const permissions = { read: true, trade: true, futures: true, transfer: true, withdraw: true };
    return this.practice.mintKey({ exchange: 'binance', permissions, ...request });
  }

  get nowMs(): number {
    return this.#clock.nowMs;
  }

  get account(): Account {
    return this.practice.core.account(this.key.account)!;
  }

  /** Lets time pass; no minute's weight is used up behind it. */
  pass(ms = 60_000): void {
    this.#clock.nowMs += ms;
  }

  spot(key = this.key) {
    const client = new ccxt.binance({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${this.practice.url}/`;
    client.milliseconds = () => this.#clock.nowMs;
    return client;
  }

  futures(key = this.key) {
    const client = new ccxt.binanceusdm({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${this.practice.url}/`;
    client.milliseconds = () => this.#clock.nowMs;
    return client;
  }

  credential(key = this.key): Credential {
    const made = exchange.key.credential({ id: key.id, secret: Secret.take(Buffer.from(key.secret)) });
    if (isRefusal(made)) throw new Error(made.message);
    return made;
  }

  readonly send = async (call: Call, key = this.key): Promise<Answer> => {
    const signed = call.endpoint.class === 'public' ? undefined : this.credential(key);
    const built = exchange.wire.build(call, signed, { timeMs: this.#clock.nowMs });
    const answer = await fetch(`${this.practice.url}/${built.host}${built.target}`, {
      method: built.method,
      headers: built.headers,
      ...(built.body === '' ? {} : { body: built.body }),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };

  readonly context: FeedContext = {
    instrument: (symbol, kind) => this.#instruments.find((one) => one.symbol === symbol && one.kind === kind),
  };

  instrument(market: string): Instrument {
    return this.#instruments.find((one) => one.market === market)!;
  }

  feed(name: string): Feed {
    const found = watch.feeds.find((one) => one.name === name);
    if (!found) throw new Error(`no feed ${name}`);
    return found;
  }

  /** From the scene's beginning to now. */
  at(market?: string): FeedAt {
    const instrument = market === undefined ? {} : { instrument: this.instrument(market) };
    return { environment: 'live', fromMs: START_MS - 1_000, toMs: this.#clock.nowMs, ...instrument };
  }

  async read(name: string, market?: string, key = this.key): Promise<Seen[]> {
    return readFeed(this.feed(name), this.at(market), (call) => this.send(call, key), this.context);
  }

  /** As `read`, for one kind of record. */
  async seen<W extends Seen['what']>(what: W, name: string, market?: string): Promise<Extract<Seen, { what: W }>[]> {
    const isIt = (record: Seen): record is Extract<Seen, { what: W }> => record.what === what;
    return (await this.read(name, market)).filter(isIt);
  }

  async balances(): Promise<Seen[]> {
    const names = ['spot balances', 'USD-M balances', 'funding balances'];
    return (await Promise.all(names.map((name) => this.read(name)))).flat();
  }

  /** Every list that changes balances. */
  async flows(): Promise<Seen[]> {
    const records: Seen[] = [];
    for (const feed of watch.feeds) {
      if (feed.shape !== 'history' || feed.kind === 'orders') continue;
      const markets =
        feed.reach === 'account'
          ? [undefined]
          : this.#instruments.filter((one) => one.kind === kindIn(feed)).map((one) => one.market);
      for (const market of markets) records.push(...(await this.read(feed.name, market)));
      this.pass(5_000);
    }
    return records;
  }

  /** Where the books do not close; empty when they do, in every wallet and asset. */
  async openBooks(): Promise<string[]> {
    const changes = changesOf(await this.flows(), rules);
    return openBooks(this.#opening, changes, sheetOf(await this.balances()));
  }

  close(): Promise<void> {
    return this.practice.stop();
  }
}

function kindIn({ reach }: Feed): Instrument['kind'] | undefined {
  return reach === 'account' ? undefined : reach.markets;
}
