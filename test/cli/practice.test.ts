import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt from 'ccxt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceExchanges } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { type Running, Terminal } from './terminal.ts';

interface Access {
  readonly exchange: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
  readonly hosts: readonly string[];
}

let place: Terminal;
const running: Running[] = [];
beforeEach(() => {
  place = new Terminal();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.end()));
  await place.close();
});

async function start(...args: string[]): Promise<Running> {
  const one = await place.start(args);
  running.push(one);
  return one;
}

const accessOf = (one: Running) => one.ready['exchanges'] as readonly Access[];
const practiceKey = (exchange: string) => join(place.home, 'practice', `key-${exchange}.json`);

describe('keyward practice', () => {
  it('prints a key and the hosts of every exchange that it speaks for', async () => {
    const practice = await start('practice', '--port', '0');
    const all = accessOf(practice);
    expect(all.map(({ exchange }) => exchange)).toEqual(practiceExchanges());
    for (const { exchange, apiKey, secret, hosts } of all) {
      expect([exchange, hosts.length > 0]).toEqual([exchange, true]);
      expect(hosts[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[a-z0-9.-]+$/);
      expect(JSON.parse(readFileSync(practiceKey(exchange), 'utf8'))).toMatchObject({ id: apiKey, secret });
      expect(statSync(practiceKey(exchange)).mode & 0o777).toBe(0o600);
    }
    running.splice(0);
    expect(await practice.end()).toBe(0);
  });

  it('is traded on by an unmodified client, and remembers its accounts and keys', async () => {
    const first = await start('practice', '--port', '0');
    const [access] = accessOf(first);
    const client = new ccxt.binance({
      apiKey: access!.apiKey,
      secret: access!.secret,
      proxyUrl: String(first.ready['proxyUrl']),
    });
    const order = await client.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 50_000);
    await running.splice(0)[0]!.end();
    const second = await start('practice', '--port', '0');
    expect(accessOf(second)[0]?.apiKey).toBe(access!.apiKey);
    const again = new ccxt.binance({
      apiKey: access!.apiKey,
      secret: access!.secret,
      proxyUrl: String(second.ready['proxyUrl']),
    });
    expect((await again.fetchOpenOrders('BTC/USDT')).map(({ id }) => id)).toEqual([order.id]);
  });

  it('has keys of its own in each state folder, unless a seed is given', async () => {
    const chance = accessOf(await start('practice', '--port', '0'))[0]?.apiKey;
    const seeds: (string | undefined)[] = [];
    for (const _ of [1, 2]) {
      const other = new Terminal();
      const one = await other.start(['practice', '--port', '0', '--seed', 'lesson']);
      seeds.push(accessOf(one)[0]?.apiKey);
      await one.end();
      await other.close();
    }
    expect(seeds[0]).toBe(seeds[1]);
    expect(chance).not.toBe(seeds[0]);
  });

  it('refuses another seed than the one that its folder was made with', async () => {
    await (await place.start(['practice', '--port', '0', '--seed', 'one'])).end();
    const { exit: code, stderr } = await place.run(['practice', '--port', '0', '--seed', 'two']);
    expect(code).toBe(2);
    expect(stderr).toContain('made with another seed');
  });

  it('refuses a second one on the same state folder, and a port that is taken', async () => {
    const first = await start('practice', '--port', '0');
    expect((await place.run(['practice', '--port', '0'])).exit).toBe(3);
    const other = new Terminal();
    const { exit: code, stderr } = await other.run(['practice', '--port', String(first.ready['port'])]);
    await other.close();
    expect(code).toBe(3);
    expect(stderr).toContain('is in use');
  });

  it.each([
    ['--port', '70000'],
    ['--port', 'x'],
    ['--seed', ''],
  ])('refuses %s %s as called wrongly', async (option, value) => {
    expect((await place.run(['practice', option, value])).exit).toBe(2);
  });

  it('is used by a Keyward in another process that does not serve one itself', async () => {
    const practice = await start('practice', '--port', '0');
    const settings = [
      'version: 1',
      'keys: { main: { exchange: binance, environment: practice } }',
      'bots: { grid: { key: main, may: [read, trade], markets: [BTC/USDT], limits: { order_notional: 500 USDT, daily_notional: 2000 USDT } } }',
      'gateway: { port: 0 }',
      `practice: { serve: false, port: ${String(practice.ready['port'])} }`,
    ];
    writeFileSync(join(place.folder, 'keyward.yaml'), `${settings.join('\n')}\n`);
    const up = await start('up');
    expect(up.ready['practicePort']).toBeNull();
    const bot = JSON.parse((await place.run(['--json', 'bot', 'add', 'grid'])).stdout) as Access;
    const client = new ccxt.binance({ apiKey: bot.apiKey, secret: bot.secret, proxyUrl: String(up.ready['proxyUrl']) });
    expect((await client.fetchBalance())['USDT']?.free).toBeGreaterThan(0);
    await client.createOrder('BTC/USDT', 'limit', 'buy', 0.001, (await client.fetchTicker('BTC/USDT')).last! * 0.98);
  });

  it('says what is missing when that one was never started', async () => {
    writeFileSync(
      join(place.folder, 'keyward.yaml'),
      'version: 1\nkeys: { main: { exchange: binance, environment: practice } }\ngateway: { port: 0 }\npractice: { serve: false }\n',
    );
    const { exit: code, stderr } = await place.run(['up']);
    expect(code).toBe(2);
    expect(stderr).toContain('start `keyward practice` first');
  });
});

describe('a practice key', () => {
  it('is shown on purpose by practice alone', async () => {
    const practice = await place.start(['practice', '--port', '0']);
    const shown = accessOf(practice);
    for (const { secret } of shown) recordSecret(secret);
    const { stdout } = await place.run(['doctor']);
    for (const { secret } of shown) expect(stdout).not.toContain(secret);
    // Not stopped with the others: its own output holds the keys that it is there to show.
    await practice.end(
      'SIGTERM',
      shown.flatMap(({ secret, passphrase }) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        ...(passphrase === undefined ? [] : [passphrase]),
      ]),
    );
  });
});
