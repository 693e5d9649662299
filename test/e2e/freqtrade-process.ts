import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { recordOutput } from '../canary.ts';
import { ccxtUrls } from '../python/ccxt-urls.ts';
import { root } from '../source-tree.ts';

export interface FreqtradeApi {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** What freqtrade is given on its command line, with its settings written; without a key it looks for one in its environment. */
export function freqtradeArguments(
  folder: string,
  base: string,
  { key, api }: { readonly key?: { readonly apiKey: string; readonly secret: string }; readonly api: FreqtradeApi },
): string[] {
  const data = join(folder, 'freqtrade');
  mkdirSync(data);
  const settings = {
    max_open_trades: 1,
    stake_currency: 'USDT',
    stake_amount: 200,
    dry_run: false,
    trading_mode: 'spot',
    entry_pricing: { price_side: 'other', use_order_book: true, order_book_top: 3 },
    exit_pricing: { price_side: 'other', use_order_book: true, order_book_top: 3 },
    order_types: { entry: 'limit', exit: 'limit', stoploss: 'limit', stoploss_on_exchange: false },
    exchange: {
      name: 'binance',
      ...(key === undefined ? {} : { key: key.apiKey, secret: key.secret }),
      pair_whitelist: ['BTC/USDT'],
      pair_blacklist: [],
      enable_ws: false,
      ccxt_config: { urls: { api: ccxtUrls('binance', base) } },
    },
    pairlists: [{ method: 'StaticPairList' }],
    initial_state: 'running',
    internals: { process_throttle_secs: 1 },
    api_server: {
      enabled: true,
      listen_ip_address: '127.0.0.1',
      listen_port: api.port,
      verbosity: 'error',
      enable_openapi: false,
      jwt_secret_key: 'of no use beyond this test, and long enough',
      CORS_origins: [],
      username: api.user,
      password: api.password,
    },
  };
  const config = join(data, 'config.json');
  writeFileSync(config, JSON.stringify(settings), { mode: 0o600 });
  const strategies = join(root, 'test', 'python', 'freqtrade');
  const where = [
    '--userdir',
    data,
    '--strategy-path',
    strategies,
    '--db-url',
    `sqlite:///${join(data, 'trades.sqlite')}`,
  ];
  return ['-m', 'freqtrade', 'trade', '--strategy', 'EnterAndTell', '--config', config, ...where];
}

/** What its API says of itself: its state, and how many trades it has open. */
export async function askFreqtrade(
  { port, user, password }: FreqtradeApi,
  path: string,
): Promise<Record<string, unknown>> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { headers: { authorization } });
  if (answer.status !== 200) throw new Error(`${path}: HTTP ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** `undefined` while nothing answers. */
export const stateOf = (api: FreqtradeApi): Promise<unknown> =>
  askFreqtrade(api, 'show_config').then(
    ({ state }) => state,
    () => undefined,
  );

/** `undefined` while nothing answers. */
export const openTrades = (api: FreqtradeApi): Promise<unknown> =>
  askFreqtrade(api, 'count').then(
    ({ current }) => current,
    () => undefined,
  );

/** A freqtrade that nobody looks after. */
export class Freqtrade {
  readonly child: ChildProcess;
  log = '';

  constructor(python: string, args: readonly string[]) {
    this.child = spawn(python, args, {
      env: { ...process.env, COLUMNS: '400', PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.log += text));
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'close');
    }
    recordOutput('what freqtrade printed', this.log);
  }
}

/** A port that was free a moment ago: freqtrade takes no zero. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
