import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENT_TIMEOUT_MS, needPython, type PythonEnvironment, pythonEnvironment } from '../python/environment.ts';
import { root } from '../source-tree.ts';
import { type Rig, startRig } from './harness.ts';

it('explore', async (context) => {
  const env = await pythonEnvironment();
  const python = needPython(context, env);
  const rig = await startRig({ exchanges: ['binance'] });
  const key = rig.bot('binance-bot');
  const home = mkdtempSync(join(tmpdir(), 'ft-'));
  const futures = process.env.FT === 'futures';
  const config = {
    max_open_trades: 1, stake_currency: 'USDT', stake_amount: futures ? 200 : 100, tradable_balance_ratio: 0.99, dry_run: false,
    cancel_open_orders_on_exit: true, trading_mode: futures ? 'futures' : 'spot', ...(futures ? { margin_mode: 'cross' } : {}),
    entry_pricing: { price_side: 'other', use_order_book: true, order_book_top: 1, check_depth_of_market: { enabled: false, bids_to_ask_delta: 1 } },
    exit_pricing: { price_side: 'other', use_order_book: true, order_book_top: 1 },
    order_types: { entry: 'limit', exit: 'limit', stoploss: 'limit', emergency_exit: 'market', stoploss_on_exchange: true, stoploss_on_exchange_interval: 60 },
    unfilledtimeout: { entry: 1, exit: 1, unit: 'minutes' },
    exchange: { name: 'binance', key: key.apiKey, secret: key.secret, enable_ws: false,
      ccxt_config: { proxyUrl: rig.proxyUrl },
      pair_whitelist: [futures ? 'BTC/USDT:USDT' : 'BTC/USDT'], pair_blacklist: [] },
    pairlists: [{ method: 'StaticPairList' }],
    bot_name: 'keyward', initial_state: 'running', internals: { process_throttle_secs: 1 },
  };
  writeFileSync(join(home, 'config.json'), JSON.stringify(config));
  const child = spawn(python, ['-m', 'freqtrade', 'trade', '-v', '--config', join(home, 'config.json'), '--userdir', home, '--strategy', 'EnterAndLeave', '--strategy-path', join(root, 'test/python/freqtrade'), '--db-url', `sqlite:///${join(home, 'trades.sqlite')}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  const { appendFileSync } = await import('node:fs'); writeFileSync('/tmp/pv/ft.live',''); const log = (d: Buffer) => { out += d; appendFileSync('/tmp/pv/ft.live', d); }; child.stdout.on('data', log); child.stderr.on('data', log);
  await new Promise((r) => setTimeout(r, Number(process.env.FT_S ?? 40) * 1000));
  child.kill('SIGTERM');
  await new Promise((r) => child.on('close', r));
  writeFileSync('/tmp/pv/ft.log', out);
  writeFileSync('/tmp/pv/ft-received.log', rig.practice.received().map((r) => `${r.atMs} ${r.account ?? '-'} ${r.method} ${r.host}${r.path} ${JSON.stringify(r.params)} ${r.status}`).join('\n'));
  writeFileSync('/tmp/pv/ft-gw.log', rig.logs.join('\n'));
  await rig.stop();
}, 400_000);
