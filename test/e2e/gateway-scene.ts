import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyward, type State } from '../../src/app/index.ts';
import { LocalOperations } from '../../src/app/operations.ts';
import { type Settings, settingsSchema } from '../../src/config/index.ts';
import { type Clock, formatDecimal, jsonLog, systemClock, zero } from '../../src/core/index.ts';
import { type Call, type Credential, type Exchange, exchanges, type Method } from '../../src/exchanges/index.ts';
import { BotKeys } from '../../src/gateway/index.ts';
import { HaltFile } from '../../src/halt/index.ts';
import { type Entry, Journal, type JournalFs } from '../../src/journal/index.ts';
import { type Practice, startPractice } from '../../src/practice/index.ts';
import { Seal } from '../../src/vault/index.ts';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';

/** Answers in the exchange's place, or lets a request through to the practice exchange. */
export type Between = (request: IncomingMessage, response: ServerResponse, pass: () => void) => void;

export interface SceneOptions {
  readonly exchange?: string;
  readonly clock?: Clock;
  /** The exchange's own clock, where it is another. */
  readonly exchangeClock?: Clock;
  /** The journal's disk. */
  readonly fs?: JournalFs;
  readonly between?: Between;
  readonly limits?: Record<string, unknown>;
  readonly bots?: Record<string, unknown>;
}

export interface Sent {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

export interface SendOptions {
  readonly host?: string;
  readonly timeMs?: number;
  readonly params?: readonly (readonly [string, string])[];
  readonly headers?: Record<string, string>;
  /** Changes the bytes after they were signed. */
  readonly change?: (built: Built) => Built;
}

export interface Built {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A Keyward on a practice exchange of its own, which goes on when Keyward is started again; bots sign by hand, with the exchange's own scheme. */
export class Scene {
  readonly exchange: Exchange;
  readonly practice: Practice;
  readonly home: string;
  readonly logs: string[] = [];
  readonly settings: Settings;
  keyward!: Keyward;
  state!: State;
  port = 0;
  readonly #folder: string;
  readonly #options: SceneOptions;
  readonly #middle: Server;
  #nonce = BigInt(Date.now()) * 1_000n;

  private constructor(options: SceneOptions, practice: Practice, middle: Server, folder: string, settings: Settings) {
    this.#options = options;
    this.exchange = exchanges[options.exchange ?? 'binance'] as Exchange;
    this.practice = practice;
    this.#middle = middle;
    this.#folder = folder;
    this.home = join(folder, 'home');
    this.settings = settings;
  }

  static async start(options: SceneOptions = {}): Promise<Scene> {
    const exchange = options.exchange ?? 'binance';
    const practice = await startPractice({
      port: 0,
      seed: 'gateway',
      clock: options.exchangeClock ?? options.clock ?? systemClock,
    });
    const folder = mkdtempSync(join(tmpdir(), 'keyward-gateway-'));
    const kept = join(folder, 'home', 'practice');
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    mkdirSync(join(folder, 'home', 'nonces'), { mode: 0o700 });
    const minted = practice.mintKey({ exchange, permissions: { read: true, trade: true, futures: true } });
    recordSecret(minted.secret);
    const { id, secret, passphrase } = minted;
    writeFileSync(
      join(kept, 'key-main.json'),
      JSON.stringify({ id, secret, ...(passphrase === undefined ? {} : { passphrase }) }),
      { mode: 0o600 },
    );
    const { between = (_request, _response, pass) => pass() } = options;
    const middle = createServer((request, response) =>
      between(request, response, () => passOn(practice.port, request, response)),
    );
    await new Promise<void>((resolve) => middle.listen(0, '127.0.0.1', resolve));
    const settings = settingsSchema.parse(settingsOf(options, exchange, (middle.address() as { port: number }).port));
    const scene = new Scene(options, practice, middle, folder, settings);
    await scene.up();
    return scene;
  }

  /** Starts Keyward on the state folder. */
  async up(): Promise<void> {
    const clock = this.#options.clock ?? systemClock;
    const log = jsonLog((line) => this.logs.push(line), clock);
    const { fs } = this.#options;
    const journal = await Journal.open(join(this.home, 'journal'), { clock, log, ...(fs ? { fs } : {}) });
    const seal = Seal.open(join(this.home, 'seal.key'));
    const botKeys = new BotKeys(join(this.home, 'bots.json'), seal, clock);
    this.state = {
      home: this.home,
      journal,
      seal,
      botKeys,
      halt: new HaltFile(this.home),
      close: () => journal.close(),
    };
    this.keyward = new Keyward({
      state: this.state,
      settings: this.settings,
      clock,
      log,
      placeOf: (name) => {
        throw new Error(`no real key in this test: ${name}`);
      },
    });
    const { port } = await this.keyward.start();
    this.port = port;
  }

  async down(): Promise<void> {
    await this.keyward.stop();
    await this.state.close();
  }

  async restart(): Promise<void> {
    await this.down();
    await this.up();
  }

  async stop(): Promise<void> {
    await this.down().catch(() => undefined);
    this.#middle.closeAllConnections();
    this.#middle.close();
    await this.practice.stop();
    recordOutput('gateway log', this.logs.join('\n'));
    recordFolder(join(this.home, 'journal'));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The owner's commands on the running Keyward. */
  operations(): LocalOperations {
    return new LocalOperations({
      state: this.state,
      settings: this.settings,
      clock: systemClock,
      port: this.port,
      gateway: this.keyward.gateway,
      keys: {
        fingerprintOf: async () => '',
        audit: () => this.keyward.audit(true),
        rotations: () => this.keyward.rotations,
      },
    });
  }

  /** Issues a bot key and gives what its bot signs with. */
  bot(name: string, expiresAt?: string): Credential {
    const issued = this.state.botKeys.issue(name, 'main', this.exchange, expiresAt);
    issued.secret.openBytes((bytes) => recordSecret(bytes));
    const credential = this.exchange.key.credential(issued);
    if ('refused' in credential) throw new Error(credential.message);
    return credential;
  }

  /** Signs a request as a bot does. */
  build(bot: Credential | undefined, method: Method, path: string, options: SendOptions = {}): Built {
    const endpoint = this.exchange.facts.endpoints.find((one) => one.method === method && one.path === path);
    if (!endpoint) throw new Error(`not in the facts: ${method} ${path}`);
    const inBody = method === 'POST' || method === 'PUT';
    const params = options.params ?? [];
    const call: Call = {
      endpoint,
      host: options.host ?? this.exchange.facts.hosts.find(({ group }) => group === endpoint.group)!.name,
      environment: 'live',
      path,
      query: inBody ? [] : params,
      body: inBody && params.length > 0 ? { kind: 'form', params } : { kind: 'none' },
      headers: [],
      intents: [],
    };
    const { headers, ...built } = this.exchange.wire.build(call, bot, {
      timeMs: options.timeMs ?? Date.now(),
      nonce: this.#nonce++,
    });
    const whole = {
      method,
      target: `/${call.host}${built.target}`,
      headers: { ...headers, ...options.headers },
      body: built.body,
    };
    return options.change?.(whole) ?? whole;
  }

  async post({ method, target, headers, body }: Built): Promise<Sent> {
    const reply = await fetch(`http://127.0.0.1:${this.port}${target}`, {
      method,
      headers,
      signal: AbortSignal.timeout(40_000),
      ...(body === '' ? {} : { body }),
    });
    const text = await reply.text();
    recordOutput('answer', text);
    return { status: reply.status, body: text, headers: reply.headers };
  }

  send(bot: Credential | undefined, method: Method, path: string, options: SendOptions = {}): Promise<Sent> {
    return this.post(this.build(bot, method, path, options));
  }

  /** A spot limit buy of 0.001 BTC at 50,000, which stays open; worth 50 USDT. */
  order(bot: Credential, params: Readonly<Record<string, string>> = {}, options: SendOptions = {}): Promise<Sent> {
    return this.send(bot, 'POST', '/api/v3/order', { ...options, params: orderParams(params) });
  }

  cancel(bot: Credential, clientOrderId: string): Promise<Sent> {
    return this.send(bot, 'DELETE', '/api/v3/order', {
      params: [
        ['symbol', 'BTCUSDT'],
        ['origClientOrderId', clientOrderId],
      ],
    });
  }

  /** The orders that reached the exchange, by client order id. */
  placed(since?: number): (string | undefined)[] {
    return this.practice
      .received(since)
      .filter(({ method, path }) => method === 'POST' && path === '/api/v3/order')
      .map(({ params }) => new Map(params).get('newClientOrderId'));
  }

  /** `open orders, daily notional` of a bot. */
  used(bot = 'grid'): string {
    const { openOrders, dailyNotional } = this.keyward.gateway!.ledger.usage(
      bot,
      'main',
      (this.#options.clock ?? systemClock).nowMs(),
    ).bot;
    return `${openOrders} ${formatDecimal(dailyNotional.get('USDT') ?? zero)}`;
  }

  async entries(): Promise<Entry[]> {
    await this.state.journal.flush();
    const found: Entry[] = [];
    for await (const entry of this.state.journal.replay()) found.push(entry);
    return found;
  }
}

export function orderParams(changes: Readonly<Record<string, string>> = {}): [string, string][] {
  const params = {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.001',
    price: '50000',
    ...changes,
  };
  return Object.entries(params).filter(([, value]) => value !== '');
}

/** The code that Keyward gave inside of the dialect, or beside it; the whole body when there is none. */
export function codeOf({ body }: { body: string }): string {
  return /keyward: ([a-z-]+):/.exec(body)?.[1] ?? /"error":"([a-z-]+)"/.exec(body)?.[1] ?? body;
}

/** Waits until something is so. */
export async function until(isSo: () => boolean, withinMs = 15_000): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > endMs) throw new Error('it did not come to pass in time');
    await sleep(20);
  }
}

/** Writes raw bytes and reads until the other side ends, or for so long. `end` half-closes after writing. */
export function raw(
  port: number,
  bytes: string | Buffer,
  options: { readonly forMs?: number; readonly end?: boolean } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = open(port);
    let text = '';
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      recordOutput('raw answer', text);
      resolve(text);
    };
    const timer = setTimeout(done, options.forMs ?? 3_000);
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.once('close', done);
    socket.once('end', done);
    socket.write(bytes);
    if (options.end) socket.end();
  });
}

export function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
}

function settingsOf({ limits, bots }: SceneOptions, exchange: string, port: number): unknown {
  const unlimited = {
    order_notional: '1000 USDT',
    daily_notional: '100000 USDT',
    open_notional: '100000 USDT',
    open_orders: 1_000,
    orders_per_minute: 1_000,
    cancels_per_minute: 1_000,
    price_band: 'unlimited',
  };
  const bot = {
    key: 'main',
    may: ['read', 'trade'],
    markets: ['BTC/USDT', 'BTC/USDT:USDT'],
    limits: { ...unlimited, ...limits },
  };
  return {
    version: 1,
    keys: { main: { exchange, environment: 'practice' } },
    bots: bots ?? { grid: bot, other: bot },
    gateway: { port: 0 },
    practice: { serve: false, port },
  };
}

function passOn(port: number, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = request;
  const onward = httpRequest({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
    reply.once('error', () => response.destroy());
  });
  onward.once('error', () => request.socket.destroy());
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}
