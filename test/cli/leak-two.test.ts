import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import type { LeakPlan } from '../../src/app/index.ts';
import type { MintedKey } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

/** A second key in the settings, in a file of its own. */
function second(given: LeakScene, exchange: string, key: MintedKey, bot: string): void {
  const name = exchange.toUpperCase();
  const lines = [`${name}_API_KEY=${key.id}`, `${name}_API_SECRET=${key.secret}`];
  if (key.passphrase !== undefined) lines.push(`${name}_PASSPHRASE=${key.passphrase}`);
  writeFileSync(join(given.folder, 'second.env'), `${lines.join('\n')}\n`, { mode: 0o600 });
  const path = join(given.folder, 'keyward.yaml');
  const settings = readFileSync(path, 'utf8')
    .replace(
      'bots:\n',
      `  second: { exchange: ${exchange}, environment: practice, from: { dotenv: { file: second.env } } }\nbots:\n`,
    )
    .replace('gateway:', `${bot}gateway:`);
  writeFileSync(path, settings);
}

const MORE = `  more:
    key: second
    may: [read, trade]
    markets: [BTC/USDT]
    limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }
`;

const planOf = (given: LeakScene, key: string): LeakPlan =>
  JSON.parse(readFileSync(join(given.terminal.home, 'leaks', `${key}.json`), 'utf8'));
const level = (given: LeakScene): string =>
  JSON.parse(readFileSync(join(given.terminal.home, 'halt.json'), 'utf8')).level;

describe('two leaks at once', () => {
  it('of two exchanges have each its own notes, and what is resumed of one lifts nothing of the other', {
    timeout: 120_000,
  }, async () => {
    scene = await LeakScene.open('bybit', 'api');
    const { terminal, practice } = scene;
    const other = practice.mintKey({
      exchange: 'binance',
      ips: ['127.0.0.1'],
      permissions: { read: true, trade: true },
    });
    recordSecret(other.secret);
    second(scene, 'binance', other, MORE);
    const waiting = await terminal.start(['leak', 'second', '--yes']);
    await waiting.waitFor(/revoked-by-hand/);
    const done = await terminal.run(['--json', 'leak', 'main', '--yes']);
    expect(done.exit).toBe(0);
    expect(planOf(scene, 'main').notes.map(({ step }) => step)).toContain('report');
    expect(planOf(scene, 'second').notes.map(({ step }) => step)).toEqual(['halt', 'revoke']);
    const status = await terminal.run(['--json', 'leak', 'status']);
    expect(status.exit).toBe(3);
    const { leaks } = JSON.parse(status.stdout) as { leaks: { key: string; next?: string; death: string }[] };
    expect(leaks.map(({ key, next, death }) => [key, next, death])).toEqual([
      ['main', undefined, 'dead'],
      ['second', 'revoke', expect.any(String)],
    ]);
    // Of one alone: the other's state is not in it.
    expect(await terminal.run(['leak', 'status', 'main'])).toMatchObject({ exit: 0 });
    const one = await terminal.run(['leak', 'status', 'second']);
    expect([one.exit, one.stdout]).toEqual([3, expect.not.stringContaining('main')]);
    expect(await terminal.run(['leak', 'status', 'third'])).toMatchObject({ exit: 2 });
    // The kill of the first is resumed, and the halt of the second stands.
    const resumed = await terminal.run(['resume', '--scope', 'all', '--yes']);
    expect([resumed.exit, resumed.stdout.replace(/\s+/g, ' ')]).toEqual([
      0,
      expect.stringContaining('The level is halt still: second leaked and may be alive. keyward leak resume second.'),
    ]);
    const raised = await terminal.run(['halt', 'run', '--yes']);
    expect([raised.exit, raised.stderr]).toEqual([2, expect.stringContaining('second has leaked')]);
    expect(level(scene)).toBe('halt');
    Object.assign(practice.keys.find('binance', other.id)!, { revoked: true });
    await waiting.waitFor(/"step":"prove-dead","state":"done"/);
    await waiting.end('SIGINT');
    expect(await terminal.run(['halt', 'run', '--yes'])).toMatchObject({ exit: 0 });
    expect(level(scene)).toBe('run');
  });

  it('of two keys of one account both come to their end, and the bot of the other key is no thief', {
    timeout: 120_000,
  }, async () => {
    scene = await LeakScene.open('bybit', 'api', { read: true, trade: true });
    const { terminal } = scene;
    const other = scene.mint({ subAccount: '100400345', label: 'second' });
    second(scene, 'bybit', other, MORE);
    const settings = readFileSync(join(scene.folder, 'keyward.yaml'), 'utf8');
    writeFileSync(
      join(scene.folder, 'keyward.yaml'),
      settings.replace(
        'second: { exchange: bybit,',
        'second: { rotate: { by: master, subAccount: "100400345" }, exchange: bybit,',
      ),
    );
    const made = await terminal.json<{ apiKey: string; secret: string }>(['bot', 'add', 'more']);
    recordSecret(made.secret);
    const up = await terminal.up();
    const bot = new ccxt.bybit({
      apiKey: made.apiKey,
      secret: made.secret,
      proxyUrl: up.ready.proxyUrl,
      enableRateLimit: false,
    });
    await bot.createOrder('BTC/USDT', 'market', 'buy', 0.002, 60_000);
    await up.end();
    const both = await Promise.all(
      ['main', 'second'].map((key) => terminal.run(['--json', 'leak', key, '--since', '1h', '--yes'])),
    );
    for (const { exit, stdout } of both)
      expect([exit, scene.stepsOf(stdout).filter(({ state }) => state === 'failed')]).toEqual([0, []]);
    for (const key of ['main', 'second']) {
      const plan = planOf(scene, key);
      expect([plan.key, plan.death]).toEqual([key, 'dead']);
      expect(plan.account?.acts.filter(({ what }) => what === 'fill' || what === 'order')).toEqual([]);
    }
    expect(planOf(scene, 'main').id).not.toBe(planOf(scene, 'second').id);
  });
});
