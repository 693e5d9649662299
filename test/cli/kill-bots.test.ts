import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open();
});
afterEach(() => scene.close());

interface Killed {
  readonly journaled: boolean;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly accounts: readonly { readonly key: string; readonly state: string; readonly durationMs: number }[];
  readonly bots: readonly {
    readonly bot: string;
    readonly way: string;
    readonly state: string;
    readonly says: string;
  }[];
}

/** `grid` and `other` trade with the key that is killed, `far` with another one; `stop` says how `grid` is told to stop. */
function settings(stop: string): void {
  const bot = (key: string, market: string) =>
    `key: ${key}, may: [read, trade], markets: [${market}], limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }`;
  scene.terminal.write(
    'keyward.yaml',
    `version: 1
keys:
  main: { exchange: binance, environment: practice }
  second: { exchange: okx, environment: practice }
bots:
  grid: { ${bot('main', 'BTC/USDT')}, stop: ${stop} }
  other: { ${bot('main', 'ETH/USDT')} }
  far: { ${bot('second', 'BTC/USDT')}, stop: { command: [touch, far.txt] } }
monitor: { enabled: false }
gateway: { port: 0 }
practice: { serve: false, port: ${scene.practice.ready.port} }
`,
  );
}

const node = process.execPath;
const file = (name: string) => join(scene.terminal.folder, name);
const touched = `[${node}, -e, "require('node:fs').writeFileSync('told.txt', process.env.KEYWARD_BOT)"]`;
const kill = (...more: string[]) => scene.terminal.json<Killed>(['kill', '--yes', '--scope', 'main', ...more]);
const stopEntries = async () =>
  (await scene.terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries.filter(
    (entry) => entry['kind'] === 'bot-stop',
  );

describe('kill tells the bots of its accounts to stop', { timeout: 90_000 }, () => {
  it('in every way that is known for them, and writes down how, beside a running up', async () => {
    settings(`{ command: ${touched} }`);
    const up = await scene.up();
    const running = scene.terminal.run(['run', '--bot', 'grid', '--', node, '-e', 'setInterval(() => {}, 9)']);
    await expect.poll(() => existsSync(join(scene.terminal.home, 'run', 'grid.json')), { timeout: 15_000 }).toBe(true);
    const killed = await kill();
    expect(killed).toMatchObject({
      exit: 0,
      journaled: true,
      accounts: [{ key: 'main', state: 'flat' }],
      bots: [
        { bot: 'grid', way: 'run', state: 'stopped', says: 'it has ended' },
        { bot: 'grid', way: 'command', state: 'stopped', says: `${node} ended with 0` },
      ],
    });
    const { exit } = await running;
    expect(exit).toBe(143);
    expect(readFileSync(file('told.txt'), 'utf8')).toBe('grid');
    expect(existsSync(file('far.txt'))).toBe(false);
    // The running one writes them with what comes next, or within a second.
    await expect.poll(stopEntries, { timeout: 5_000 }).toMatchObject([
      { bot: 'grid', way: 'run', result: 'stopped', says: 'it has ended' },
      { bot: 'grid', way: 'command', result: 'stopped', says: `${node} ended with 0` },
    ]);
    await up.end();
  });

  it('also while no Keyward runs, and says so', async () => {
    settings(`{ command: ${touched} }`);
    const { exit, stdout } = await scene.terminal.run(['kill', '--yes']);
    expect(exit).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`bots grid command: stopped, ${node} ended with 0`);
    expect([existsSync(file('told.txt')), existsSync(file('far.txt'))]).toEqual([true, true]);
    expect(await stopEntries()).toMatchObject([
      { bot: 'grid', way: 'command', result: 'stopped' },
      { bot: 'far', way: 'command', result: 'stopped' },
    ]);
  });

  it('and is made neither late nor wrong by one that hangs or cannot be told', async () => {
    const freqtrade = "{ url: 'http://127.0.0.1:9', user: me, from: { dotenv: { file: gone.env } } }";
    settings(`{ command: [sleep, '60'], freqtrade: ${freqtrade} }`);
    await scene.fill(3);
    const startedMs = performance.now();
    const killed = await kill();
    const tookMs = performance.now() - startedMs;
    expect(killed).toMatchObject({ exit: 0, journaled: true, accounts: [{ state: 'flat' }] });
    expect(killed.bots).toMatchObject([
      { way: 'freqtrade', state: 'failed', says: expect.stringContaining('gone.env') },
      { way: 'command', state: 'failed', says: 'no answer in 3000 ms' },
    ]);
    // Its own work does not wait for them; its end waits three seconds at most.
    expect(Date.parse(killed.endedAt) - Date.parse(killed.startedAt)).toBeLessThan(2_900);
    expect(tookMs).toBeLessThan(8_000);
    expect(await stopEntries()).toHaveLength(2);
    const { stdout } = await scene.terminal.run(['kill', '--yes', '--scope', 'main']);
    expect(stdout).toContain('NOT STOPPED');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
