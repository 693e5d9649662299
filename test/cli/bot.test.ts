import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

describe('bot add', () => {
  it('prints where each client is pointed, and that ccxt for Python wants other lines', async () => {
    terminal.write('keyward.yaml', practiceSettings.replace('gateway: { port: 0 }', 'gateway: { port: 8787 }'));
    const { exit, stdout } = await terminal.run(['bot', 'add', 'grid']);
    expect(exit).toBe(0);
    expect(stdout).toContain('  ccxt for JavaScript (proxyUrl)  http://127.0.0.1:8787/\n');
    expect(stdout).toContain('ccxt for Python refuses proxyUrl from 4.5.76 on');
    expect(stdout).toContain('`keyward doctor ccxt-python`');
    const long = stdout.split('\n').filter((line) => line.length > 80 && !/^ {2}(apiKey|secret) /.test(line));
    expect(long).toEqual([]);
  });

  it('prints no address while the port is not known', async () => {
    const shown = await terminal.json(['bot', 'add', 'grid']);
    expect(shown).toMatchObject({ exit: 0, bot: 'grid', baseUrls: {} });
    expect(shown).not.toHaveProperty('proxyUrl');
    await terminal.run(['bot', 'revoke', 'grid']);
    const { stdout } = await terminal.run(['bot', 'add', 'grid']);
    expect(stdout).toContain('The port is chosen when `keyward up` starts');
    expect(stdout).not.toContain(':0');
  });

  it('prints the address of the Keyward that runs', async () => {
    const up = await terminal.up();
    expect(await terminal.json(['bot', 'add', 'grid'])).toMatchObject({ proxyUrl: up.ready.proxyUrl });
    expect(await up.end()).toBe(0);
  });

  it('takes a day as its beginning in UTC', async () => {
    const shown = await terminal.json(['bot', 'add', 'grid', '--expires', '2099-01-01']);
    expect(shown).toMatchObject({ expiresAt: '2099-01-01T00:00:00.000Z' });
    expect((await terminal.run(['bot', 'list'])).stdout).toMatch(/2099-01-01 +BTC\/USDT\n/);
  });
});

describe('bot list', () => {
  it('goes on in further lines where the markets do not fit', async () => {
    const markets = ['BTC', 'ETH', 'SOL', 'XRP', 'ADA', 'DOGE'].map((base) => `${base}/USDT`).join(', ');
    terminal.write('keyward.yaml', practiceSettings.replace('[BTC/USDT]', `[${markets}]`));
    const { stdout } = await terminal.run(['bot', 'list']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const market of markets.split(', ')) expect(stdout).toContain(market);
  });
});

describe('a key of a bot', () => {
  it('outlives a kill -9, and so do the halt level and the budgets', async () => {
    const first = await terminal.up();
    const { fingerprint } = (await terminal.json<{ fingerprint?: string }[]>(['bot', 'list']))[0] ?? {};
    expect(fingerprint).toBeUndefined();
    await terminal.run(['bot', 'add', 'grid']);
    const before = await terminal.run(['bot', 'list']);
    await terminal.run(['halt', 'reduce', '--reason', 'a test']);
    const budgets = await terminal.run(['policy', 'budgets']);
    await first.end('SIGKILL');
    expect((await terminal.run(['bot', 'list'])).stdout).toBe(before.stdout);
    const second = await terminal.up();
    expect((await terminal.run(['bot', 'list'])).stdout).toBe(before.stdout);
    expect((await terminal.run(['policy', 'budgets'])).stdout).toBe(budgets.stdout);
    expect(await terminal.json(['halt'])).toMatchObject({ level: 'reduce', running: 'yes' });
    expect(await second.end()).toBe(0);
  });
});
