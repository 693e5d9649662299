import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt, { type Exchange } from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Running, Terminal } from './terminal.ts';

let terminal: Terminal;
afterEach(() => terminal.close());

/** A practice exchange in a process of its own, and a Keyward that uses it. */
async function scene(exchange: string, market: string, seconds: number): Promise<{ up: Running; client: Exchange }> {
  terminal = new Terminal();
  const served = await terminal.start(['practice', '--port', '0']);
  const quote = market.split(/[/:]/)[1];
  terminal.write(
    'keyward.yaml',
    `version: 1
keys: { main: { exchange: ${exchange}, environment: practice } }
bots: { grid: { key: main, may: [read, trade], markets: ['${market}'], limits: { order_notional: 500 ${quote}, daily_notional: 5000 ${quote} } } }
kill: { deadMan: { main: { seconds: ${seconds} } } }
monitor: { enabled: false }
gateway: { port: 0 }
practice: { serve: false, port: ${served.ready.port} }
`,
  );
  const { id, secret, passphrase } = JSON.parse(
    readFileSync(join(terminal.home, 'practice', `key-${exchange}.json`), 'utf8'),
  ) as { id: string; secret: string; passphrase?: string };
  const make = (ccxt as unknown as Record<string, new (options: object) => Exchange>)[exchange]!;
  const client = new make({ apiKey: id, secret, password: passphrase, options: { fetchCurrencies: false } });
  client.proxyUrl = `http://127.0.0.1:${served.ready.port}/`;
  return { up: await terminal.up(), client };
}

async function placeOne(client: Exchange, market: string): Promise<void> {
  await client.loadMarkets();
  const { last } = await client.fetchTicker(market);
  await client.createOrder(market, 'limit', 'buy', 0.01, Number(client.priceToPrecision(market, last! * 0.9)));
  expect(await client.fetchOpenOrders(market)).toHaveLength(1);
}

const entries = () => {
  const folder = join(terminal.home, 'journal');
  const lines = readdirSync(folder).flatMap((name) =>
    name.endsWith('.jsonl') ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : [],
  );
  const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return all.filter((entry) => entry['kind'] === 'dead-man').map((entry) => entry['state']);
};
const file = () => join(terminal.home, 'dead-man.json');
const isSet = () => existsSync(file()) && readFileSync(file(), 'utf8').includes('setAt');

describe('the dead-man timers', { timeout: 90_000 }, () => {
  it.each([
    ['okx', 'BTC/USDT', 10],
    ['binance', 'BTC/USDT:USDT', 10],
  ])('of %s cancel every order when Keyward is killed, and none while it lives', async (exchange, market, seconds) => {
    const { up, client } = await scene(exchange, market, seconds);
    await expect.poll(isSet, { timeout: 15_000 }).toBe(true);
    await placeOne(client, market);
    await new Promise((done) => setTimeout(done, (seconds + 2) * 1_000));
    expect(await client.fetchOpenOrders(market)).toHaveLength(1);
    expect(up.output().stderr).toMatch(/dead-man timer of main: .* cancels all orders 10 s after Keyward has died/);
    up.signal('SIGKILL');
    const diedMs = Date.now();
    await expect
      .poll(async () => (await client.fetchOpenOrders(market)).length, { timeout: 20_000, interval: 1_000 })
      .toBe(0);
    const tookMs = Date.now() - diedMs;
    expect(tookMs).toBeGreaterThan(((seconds * 2) / 3) * 1_000 - 1_500);
    expect(tookMs).toBeLessThan((seconds + 3) * 1_000);
    await new Promise((done) => setTimeout(done, Math.max(0, seconds * 1_000 - tookMs)));
    const again = await terminal.up();
    await expect.poll(entries, { timeout: 15_000 }).toEqual(['armed', 'fired', 'armed']);
    await again.end();
  });

  it('are disarmed by an orderly end, which leaves the orders', async () => {
    const { up, client } = await scene('okx', 'BTC/USDT', 10);
    await expect.poll(isSet, { timeout: 15_000 }).toBe(true);
    await placeOne(client, 'BTC/USDT');
    expect(await up.end()).toBe(0);
    expect(existsSync(file())).toBe(false);
    await new Promise((done) => setTimeout(done, 12_000));
    expect(await client.fetchOpenOrders('BTC/USDT')).toHaveLength(1);
    expect(entries()).toEqual(['armed', 'disarmed']);
  });
});

describe('keyward watchdog', { timeout: 90_000 }, () => {
  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'cancels every order where the exchange has no timer, after %s',
    async (signal) => {
      const { up, client } = await scene('bybit', 'BTC/USDT', 5);
      const dog = await terminal.start(['watchdog']);
      await placeOne(client, 'BTC/USDT');
      await new Promise((done) => setTimeout(done, 7_000));
      expect(await client.fetchOpenOrders('BTC/USDT')).toHaveLength(1);
      up.signal(signal);
      await expect
        .poll(async () => (await client.fetchOpenOrders('BTC/USDT')).length, { timeout: 20_000, interval: 500 })
        .toBe(0);
      await expect.poll(() => readFileSync(file(), 'utf8'), { timeout: 10_000 }).toContain('cancelledAt');
      expect(dog.output().stderr).toMatch(/main: nothing was heard for 5 s; cancels all orders\./);
      expect(await dog.end()).toBe(0);
    },
  );

  it('has nothing to do where no key wants it', async () => {
    terminal = new Terminal();
    writeFileSync(
      join(terminal.folder, 'keyward.yaml'),
      'version: 1\nkeys: { main: { exchange: okx, environment: practice } }\n',
    );
    const { exit, stderr } = await terminal.run(['watchdog']);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('kill.deadMan')]);
  });
});

describe('the settings of a dead-man timer', () => {
  it.each([
    ['okx', 5, 'okx takes 10 to 120 seconds'],
    ['kraken', 30, 'kraken takes 60 to 86399 seconds'],
  ])('are held to what %s takes', async (exchange, seconds, says) => {
    terminal = new Terminal();
    terminal.write(
      'keyward.yaml',
      `version: 1\nkeys: { main: { exchange: ${exchange}, environment: practice } }\nkill: { deadMan: { main: { seconds: ${seconds} } } }\n`,
    );
    const { exit, stderr } = await terminal.run(['up']);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});
