import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt, { type Exchange } from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Running, Terminal } from './terminal.ts';

let terminal: Terminal;
afterEach(() => terminal.close());

const MARKET = 'BTC/USDT';

/** A Keyward with its monitor on a practice exchange in another process, and its bot, which has one order open. */
async function scene(exchange: string, seconds: number): Promise<{ up: Running; bot: Exchange }> {
  terminal = new Terminal();
  const served = await terminal.start(['practice', '--port', '0']);
  terminal.write(
    'keyward.yaml',
    `version: 1
keys: { main: { exchange: ${exchange}, environment: practice } }
bots: { grid: { key: main, may: [read, trade], markets: [${MARKET}], limits: { order_notional: 5000 USDT, daily_notional: 5000 USDT } } }
kill: { deadMan: { main: { seconds: ${seconds} } } }
gateway: { port: 0 }
practice: { serve: false, port: ${served.ready.port} }
`,
  );
  const up = await terminal.up();
  await up.waitFor(/"watched"/);
  const {
    apiKey,
    secret,
    password,
    passphrase = password,
  } = JSON.parse((await terminal.run(['--json', 'bot', 'add', 'grid'])).stdout) as Record<string, string>;
  const make = (ccxt as unknown as Record<string, new (options: object) => Exchange>)[exchange]!;
  const bot = new make({ apiKey, secret, password: passphrase, options: { fetchCurrencies: false } });
  bot.proxyUrl = `http://127.0.0.1:${up.ready.port}/`;
  await bot.loadMarkets();
  const { last } = await bot.fetchTicker(MARKET);
  await bot.createOrder(MARKET, 'limit', 'buy', 0.01, Number(bot.priceToPrecision(MARKET, last! * 0.95)));
  // The monitor has seen it by then.
  await new Promise((done) => setTimeout(done, 6_000));
  return { up, bot };
}

/** The account, as whoever has its key sees it. */
function account(exchange: string): Exchange {
  const file = join(terminal.home, 'practice', `key-${exchange}.json`);
  const { id, secret, passphrase } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const { port } = JSON.parse(JSON.stringify({ port: /port: (\d+) \}\n$/.exec(settings())?.[1] })) as { port: string };
  const make = (ccxt as unknown as Record<string, new (options: object) => Exchange>)[exchange]!;
  const client = new make({ apiKey: id, secret, password: passphrase, options: { fetchCurrencies: false } });
  client.proxyUrl = `http://127.0.0.1:${port}/`;
  return client;
}

const settings = () => readFileSync(join(terminal.folder, 'keyward.yaml'), 'utf8');
const entries = async (kind: string) =>
  (await terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries.filter(
    (entry) => entry['kind'] === kind,
  );
const states = async () => (await entries('dead-man')).map(({ state }) => state);

async function isToldAsItIs(): Promise<void> {
  await expect.poll(states, { timeout: 15_000 }).toContain('fired');
  await new Promise((done) => setTimeout(done, 8_000));
  const found = (await entries('finding')).filter(({ severity }) => severity !== 'info');
  expect(found.map(({ what, says }) => [what, says])).toEqual([
    ['dead-man', expect.stringMatching(/^the dead-man timer of main ran out: .* cancelled all orders/)],
  ]);
  expect((await entries('alarm')).filter(({ about }) => about === 'dead-man-fired main')).toMatchObject([
    { state: 'raised', severity: 'critical' },
  ]);
  expect((await terminal.run(['halt'])).stdout).toMatch(/level +run/);
}

describe('orders that were cancelled because Keyward did not answer', { timeout: 150_000 }, () => {
  it.each([
    ['by the own timer of the exchange', 'okx', 10],
    ['by the watchdog', 'bybit', 5],
  ] as const)(
    '%s are told of as that, and not as a stranger’s cancels, when it goes on',
    async (_by, exchange, seconds) => {
      const { up } = await scene(exchange, seconds);
      const dog = await terminal.start(['watchdog']);
      // It has heard Keyward.
      await new Promise((done) => setTimeout(done, 2_500));
      if (exchange === 'okx') await dog.end();
      const owner = account(exchange);
      up.signal('SIGSTOP');
      await expect
        .poll(async () => (await owner.fetchOpenOrders(MARKET)).length, { timeout: 30_000, interval: 500 })
        .toBe(0);
      up.signal('SIGCONT');
      await isToldAsItIs();
      const acked = await terminal.run(['watch', 'ack', 'dead-man-fired main', '--why', 'seen']);
      expect(acked.exit).toBe(0);
      if (exchange === 'bybit') {
        // It watches on.
        await expect
          .poll(() => readFileSync(join(terminal.home, 'dead-man.json'), 'utf8'), { timeout: 5_000 })
          .not.toContain('cancel');
        await dog.end();
      }
      await up.end();
    },
  );

  it('while it was dead, too', async () => {
    const { up } = await scene('okx', 10);
    up.signal('SIGKILL');
    const owner = account('okx');
    await expect
      .poll(async () => (await owner.fetchOpenOrders(MARKET)).length, { timeout: 30_000, interval: 500 })
      .toBe(0);
    await new Promise((done) => setTimeout(done, 4_000));
    const again = await terminal.up();
    await again.waitFor(/"watched"/);
    await isToldAsItIs();
    await again.end();
  });
});
