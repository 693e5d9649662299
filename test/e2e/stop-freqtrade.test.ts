import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { type Running, Terminal } from '../cli/terminal.ts';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../python/environment.ts';
import {
  askFreqtrade,
  Freqtrade,
  type FreqtradeApi,
  freePort,
  freqtradeArguments,
  openTrades,
  stateOf,
} from './freqtrade-process.ts';

const DEADLINE_MS = 90_000;
const password = 'a-password-of-freqtrade-7f31';

let environment: PythonEnvironment;
let terminal: Terminal;
let api: FreqtradeApi;
let up: Running;
let freqtrade: Freqtrade | undefined;

beforeAll(async () => {
  recordSecret(password);
  environment = await pythonEnvironment();
}, ENVIRONMENT_TIMEOUT_MS);
afterEach(async () => {
  await freqtrade?.close();
  freqtrade = undefined;
  await terminal?.close();
});

async function scene(stop: string): Promise<void> {
  api = { port: await freePort(), user: 'owner', password };
  terminal = new Terminal(`version: 1
keys:
  main: { exchange: binance, environment: practice }
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT]
    limits: { order_notional: 500 USDT, daily_notional: 50000 USDT }
    stop: ${stop.replace('PORT', String(api.port))}
gateway: { port: 0 }
practice: { port: 0 }
`);
  writeFileSync(join(terminal.folder, 'api.env'), `FREQTRADE_PASSWORD=${password}\n`, { mode: 0o600 });
  up = await terminal.up();
}

const entries = (kind: string) => {
  const folder = join(terminal.home, 'journal');
  const lines = readdirSync(folder).flatMap((name) =>
    name.endsWith('.jsonl') ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : [],
  );
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((entry) => entry['kind'] === kind);
};

const trades = () => expect.poll(() => openTrades(api), { timeout: DEADLINE_MS, interval: 300 }).toBe(1);

describe('freqtrade, unmodified, told to stop', { timeout: DEADLINE_MS + 60_000 }, () => {
  it('has stopped by its own word after keyward kill, with the password from a place', async (context) => {
    const python = needPython(context, environment);
    await scene('{ freqtrade: { url: "http://127.0.0.1:PORT", user: owner, from: { dotenv: { file: api.env } } } }');
    const added = await terminal.run(['--json', 'bot', 'add', 'grid']);
    const key = JSON.parse(added.stdout) as { apiKey: string; secret: string };
    freqtrade = new Freqtrade(python, freqtradeArguments(terminal.folder, up.ready.proxyUrl, { key, api }));
    await trades();
    expect(await stateOf(api)).toBe('running');
    const killed = await terminal.json<{ bots: object[]; accounts: object[] }>(['kill', '--yes', '--reason', 'a test']);
    expect(killed).toMatchObject({
      exit: 0,
      accounts: [{ key: 'main', state: 'flat' }],
      bots: [{ bot: 'grid', way: 'freqtrade', state: 'stopped', says: expect.stringContaining('stopping trader') }],
    });
    expect(await stateOf(api)).toBe('stopped');
    expect(freqtrade.child.exitCode).toBeNull();
    const again = await terminal.json<{ bots: object[] }>(['kill', '--yes']);
    expect(again.bots).toMatchObject([{ state: 'stopped', says: expect.stringContaining('already stopped') }]);
    await expect
      .poll(() => entries('bot-stop'), { timeout: 10_000 })
      .toMatchObject([
        { bot: 'grid', way: 'freqtrade', result: 'stopped' },
        { bot: 'grid', way: 'freqtrade', result: 'stopped' },
      ]);
    // One that has stopped is not set going again on the way.
    expect(freqtrade.log).toMatch(/to: STOPPED/);
    expect(freqtrade.log).not.toMatch(/PAUSED|paused state/);
    writeFileSync(join(terminal.folder, 'api.env'), 'FREQTRADE_PASSWORD=another-password\n', { mode: 0o600 });
    const refused = await terminal.json<{ bots: object[] }>(['kill', '--yes']);
    expect(refused.bots).toMatchObject([{ state: 'failed', says: expect.stringContaining('refused') }]);
  });

  it('trades under keyward run with the key of its environment alone, is masked, and ends in order at a halt', async (context) => {
    const python = needPython(context, environment);
    await scene('{}');
    const args = freqtradeArguments(terminal.folder, up.ready.proxyUrl, { api });
    const running = terminal.run(['run', '--', python, ...args], {
      env: { COLUMNS: '400', PYTHONDONTWRITEBYTECODE: '1', BINANCE_SECRET: 'an-exchange-key-of-the-shell' },
    });
    await trades();
    const [trade] = (await askFreqtrade(api, 'status')) as unknown as object[];
    expect(trade).toMatchObject({ pair: 'BTC/USDT', is_open: true });
    await terminal.run(['halt', 'halt', '--reason', 'a test']);
    const { exit, stdout, stderr } = await running;
    expect(stderr).toContain('kept from the bot: BINANCE_SECRET.');
    expect(stdout).toMatch(/printed: \[secret\]\./);
    expect(stderr).toMatch(/told: \[secret\]\./);
    // What it says in its own end, and nobody's traceback.
    expect(stderr).toMatch(/SIGTERM received|Cleaning up modules/);
    expect(stderr).not.toMatch(/Traceback/);
    expect(entries('run')).toMatchObject([
      { bot: 'grid', state: 'started' },
      { bot: 'grid', state: 'ended', code: exit, why: expect.stringContaining('the halt level is halt') },
    ]);
    expect(await stateOf(api)).toBeUndefined();
  });
});
