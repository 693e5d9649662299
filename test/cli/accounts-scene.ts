import ccxt, { type Exchange } from 'ccxt';
import { type Running, Terminal } from './terminal.ts';

interface Access {
  readonly exchange: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
}

/** A practice exchange in a process of its own, settings that reach it, and its accounts as whoever has their keys sees them. */
export class AccountsScene {
  readonly terminal: Terminal;
  readonly practice: Running;
  readonly #running: Running[];

  private constructor(terminal: Terminal, practice: Running) {
    this.terminal = terminal;
    this.practice = practice;
    this.#running = [practice];
  }

  static async open(more = ''): Promise<AccountsScene> {
    const terminal = new Terminal();
    const practice = await terminal.start(['practice', '--port', '0']);
    const scene = new AccountsScene(terminal, practice);
    scene.settings(more);
    return scene;
  }

  /** `more`: lines of the settings; a key `second` at OKX where they name one. */
  settings(more: string, second = ''): void {
    this.terminal.write(
      'keyward.yaml',
      `version: 1
keys:
  main: { exchange: binance, environment: practice }
${second}bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT]
    limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }
gateway: { port: 0 }
practice: { serve: false, port: ${this.practice.ready.port} }
${more}`,
    );
  }

  async up(): Promise<Running> {
    const up = await this.terminal.up();
    this.#running.push(up);
    return up;
  }

  /** Runs on, and ends with the scene. */
  async start(...args: string[]): Promise<Running> {
    const one = await this.terminal.start(args);
    this.#running.push(one);
    return one;
  }

  /** The account itself, by whoever has its key: no bot, and not through Keyward. */
  account(exchange = 'binance'): Exchange {
    const access = (this.practice.ready['exchanges'] as readonly Access[]).find((one) => one.exchange === exchange)!;
    const make = (ccxt as unknown as Record<string, new (options: object) => Exchange>)[exchange]!;
    const client = new make({
      apiKey: access.apiKey,
      secret: access.secret,
      ...(access.passphrase === undefined ? {} : { password: access.passphrase }),
      enableRateLimit: false,
      options: { fetchCurrencies: false, warnOnFetchOpenOrdersWithoutSymbol: false },
    });
    client.proxyUrl = String(this.practice.ready.proxyUrl);
    return client;
  }

  /** Orders that rest far off; gives how many are open then. */
  async fill(count: number): Promise<number> {
    const account = this.account();
    for (let at = 0; at < count; at++) await account.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 40_000 + at * 10);
    return this.open();
  }

  async open(exchange = 'binance'): Promise<number> {
    return (await this.account(exchange).fetchOpenOrders()).length;
  }

  async held(asset: string): Promise<number> {
    const balances = await this.account().fetchBalance();
    return Number((balances as unknown as Record<string, { total?: number }>)[asset]?.total ?? 0);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#running.map(async (one) => {
        one.signal('SIGCONT');
        await one.end();
      }),
    );
    await this.terminal.close();
  }
}
