import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOutput } from '../canary.ts';
import { ccxtUrls } from '../python/ccxt-urls.ts';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../python/environment.ts';
import { root } from '../source-tree.ts';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

const DEADLINE_MS = 120_000;

interface OrderRow {
  readonly order_id: string;
  readonly ft_order_side: 'buy' | 'sell' | 'stoploss';
  readonly status: string;
  readonly filled: number;
  readonly is_open: number;
  readonly exit_reason: string;
}

/** What must arrive at the exchange for one trade, reads aside. */
const sent = {
  spot: ['POST /api/v3/order', 'POST /api/v3/order', 'DELETE /api/v3/order', 'POST /api/v3/order'],
  futures: [
    'POST /fapi/v1/marginType',
    'POST /fapi/v1/leverage',
    'POST /fapi/v1/order',
    'POST /fapi/v1/marginType',
    'POST /fapi/v1/leverage',
    'POST /fapi/v1/algoOrder',
    'POST /fapi/v1/order',
    'DELETE /fapi/v1/algoOrder',
  ],
};

/** The settings of freqtrade for live trading, as for the exchange itself. */
function usualSettings(mode: 'spot' | 'futures', pair: string) {
  return {
    max_open_trades: 1,
    stake_currency: 'USDT',
    stake_amount: 200,
    dry_run: false,
    trading_mode: mode,
    ...(mode === 'futures' ? { margin_mode: 'cross' } : {}),
    entry_pricing: { price_side: 'other', use_order_book: true, order_book_top: 3 },
    exit_pricing: { price_side: 'other', use_order_book: true, order_book_top: 3 },
    order_types: { entry: 'limit', exit: 'limit', stoploss: 'limit', stoploss_on_exchange: true },
    exchange: { name: 'binance', key: '', secret: '', pair_whitelist: [pair], pair_blacklist: [] },
    pairlists: [{ method: 'StaticPairList' }],
    initial_state: 'running',
    internals: { process_throttle_secs: 1 },
  };
}

/** All that Keyward changes in them: the key, the address, and no streams. */
function pointedHere(settings: ReturnType<typeof usualSettings>, bot: BotCredentials, base: string) {
  const { apiKey: key, secret } = bot;
  const own = { key, secret, enable_ws: false, ccxt_config: { urls: { api: ccxtUrls('binance', base) } } };
  return { ...settings, exchange: { ...settings.exchange, ...own } };
}

describe('freqtrade, unmodified, trading live on the practice exchange', () => {
  let environment: PythonEnvironment;
  let rig: Rig;
  let bot: BotCredentials;
  const folders: string[] = [];
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    environment = await pythonEnvironment();
    rig = await startRig({ exchanges: ['binance'] });
    bot = rig.bot('binance-bot');
  }, ENVIRONMENT_TIMEOUT_MS);
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rig?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** Runs freqtrade until its log says that a trade was closed, then stops it; returns its log and the orders of its database. */
  async function trade(python: string, settings: object): Promise<{ log: string; orders: OrderRow[] }> {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-freqtrade-'));
    folders.push(folder);
    const [config, database] = [join(folder, 'config.json'), join(folder, 'trades.sqlite')];
    writeFileSync(config, JSON.stringify(settings), { mode: 0o600 });
    const strategies = join(root, 'test', 'python', 'freqtrade');
    const where = [
      '--config',
      config,
      '--userdir',
      folder,
      '--strategy-path',
      strategies,
      '--db-url',
      `sqlite:///${database}`,
    ];
    const child = spawn(python, ['-m', 'freqtrade', 'trade', '--strategy', 'EnterAndLeave', ...where], {
      env: { ...process.env, COLUMNS: '400' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    const closed = once(child, 'close');
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (log += text));
    const read = () =>
      log.includes("{'type': exit_fill,")
        ? (JSON.parse(
            execFileSync(python, [join(strategies, 'orders.py'), database], { encoding: 'utf8' }),
          ) as OrderRow[])
        : [];
    const isClosed = () => child.exitCode !== null || read().some((order) => order.is_open === 0);
    await expect
      .poll(isClosed, { timeout: DEADLINE_MS, interval: 300 })
      .toBe(true)
      .catch(() => {});
    // What it says when it is interrupted at work is of no interest.
    const [said, orders] = [log, read()];
    child.kill('SIGTERM');
    await closed;
    return { log: said, orders };
  }

  it.for([
    ['spot', 'BTC/USDT'],
    ['futures', 'BTC/USDT:USDT'],
  ] as const)(
    'enters, sets its stop and leaves on %s, by its settings alone',
    { timeout: DEADLINE_MS + 30_000 },
    async ([mode, pair], context) => {
      const python = needPython(context, environment);
      const mark = rig.practice.mark();
      const { log, orders } = await trade(python, pointedHere(usualSettings(mode, pair), bot, rig.proxyUrl));
      recordOutput('what freqtrade printed', log);
      expect(log).not.toMatch(/ - (?:ERROR|CRITICAL) - /);
      expect(log).not.toMatch(/keyward: /);
      const sides = ['buy', 'stoploss', 'sell'] as const;
      const [entry, stop, exit] = sides.map((side) => orders.find((order) => order.ft_order_side === side));
      expect(entry).toMatchObject({ status: 'closed', is_open: 0, exit_reason: 'seen_enough' });
      expect(stop).toMatchObject({ status: 'canceled', filled: 0 });
      expect(exit).toMatchObject({ status: 'closed', filled: entry!.filled });
      const account = rig.practice.core.world.accounts.get('binance/binance')!;
      for (const order of [entry!, exit!]) {
        expect(account.orders.get(order.order_id)).toMatchObject({
          market: { symbol: pair },
          side: order.ft_order_side,
          status: 'filled',
        });
      }
      const arrived = rig.practice.received(mark).filter(({ method }) => method !== 'GET');
      expect(arrived.every((one) => one.account === account.name)).toBe(true);
      const lines = arrived.map(({ method, path }) => `${method} ${path}`);
      // On a new candle it may have entered again before it was stopped.
      expect(lines.slice(0, sent[mode].length)).toEqual(sent[mode]);
    },
  );
});
