import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ccxt, { type Exchange } from 'ccxt';
import { openTarget } from '../src/app/kill-targets.ts';
import { settingsSchema } from '../src/config/index.ts';
import { Secret, systemClock } from '../src/core/index.ts';
import { closings } from '../src/exchanges/index.ts';
import { flatten } from '../src/killswitch/index.ts';
import { type Account, type MintedKey, type Practice, startPractice } from '../src/practice/index.ts';
import { fill, heldPositions, quoteOf, wideMarkets, withPositions } from '../test/e2e/kill/kill-world.ts';
import { median } from './http-load.ts';

/**
 * Measures how long the kill switch takes until an account is flat and looked at again, beside a loop over ccxt as people write it, in one run,
 * in turn, on the practice exchange with a way of 50 ms. The loop has its markets loaded and does not keep to ccxt's own limits, which would
 * make it slower; the switch begins with nothing. Only the ratios travel.
 */
const ROUNDS = Number(process.argv[2] ?? 5);
const WAY_MS = 50;
const FILLING = { orders: 200, positions: 20, stops: false };

interface Scene {
  readonly practice: Practice;
  readonly key: MintedKey;
  readonly account: Account;
}

async function open(exchange: string): Promise<Scene> {
  const practice = await startPractice({ port: 0, seed: 'kill bench', clock: systemClock, markets: wideMarkets });
  const key = practice.mintKey({ exchange, permissions: { read: true, trade: true, futures: true } });
  const account = practice.core.account(key.account)!;
  fill({ practice, account: () => account }, exchange, FILLING);
  return { practice, key, account };
}

async function bySwitch(exchange: string, { practice, key }: Scene): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'keyward-bench-'));
  const settings = settingsSchema.parse({
    version: 1,
    keys: { main: { exchange, environment: 'practice', from: { env: {} } } },
  });
  const secretOf = (text: string): Secret => Secret.take(Buffer.from(text, 'utf8'));
  const { id, secret, passphrase } = key;
  const read = async () => ({
    id,
    secret: secretOf(secret),
    ...(passphrase === undefined ? {} : { passphrase: secretOf(passphrase) }),
  });
  const placeOf = () => ({ where: 'the benchmark', read });
  const start = performance.now();
  const parts = { settings, home, clock: systemClock, timeoutMs: 5_000, practicePort: practice.port, placeOf };
  const { target, own } = await openTarget(parts, 'main');
  const wishes = { depth: 'flat', keep: [], withinMs: 60_000, quote: quoteOf(exchange) } as const;
  const report = await flatten(target, wishes, () => undefined);
  const tookMs = performance.now() - start;
  await own.close();
  rmSync(home, { recursive: true, force: true });
  if (report.state !== 'flat') throw new Error(`${exchange}: ${JSON.stringify(report.residue)}`);
  return tookMs;
}

/** As people write it: one call after the other. */
async function byLoop(exchange: string, { practice, key }: Scene): Promise<number> {
  const { id: apiKey, secret, passphrase: password } = key;
  const Client = ccxt[exchange as 'binance'];

  const client: Exchange = new Client({ apiKey, secret, ...(password === undefined ? {} : { password }) });
  client.proxyUrl = `${practice.url}/`;
  client.enableRateLimit = false;
  client.options['warnOnFetchOpenOrdersWithoutSymbol'] = false;
  client.options['fetchCurrencies'] = false;
  await client.loadMarkets();
  const types = withPositions.includes(exchange) ? ['spot', 'swap'] : ['spot'];
  const start = performance.now();
  for (const type of types) {
    for (let isLeft = true; isLeft; ) {
      const params = types.length > 1 ? { type } : {};
      const orders = await client.fetchOpenOrders(undefined, undefined, exchange === 'bybit' ? 50 : undefined, params);
      // Bybit's list also has orders that have just ended.
      const open = orders.filter(({ status }) => status === 'open');
      for (const { id, symbol } of open)
        await client.cancelOrder(id!, exchange === 'bybit' ? symbolOf(symbol!, type) : symbol!);
      isLeft = open.length > 0;
    }
  }
  if (types.length > 1) {
    for (const { symbol, side, contracts } of await client.fetchPositions(undefined, swapParams(exchange)))
      if (contracts)
        await client.createOrder(symbol!, 'market', side === 'long' ? 'sell' : 'buy', contracts, undefined, {
          reduceOnly: true,
        });
  }
  const free = (await client.fetchBalance(types.length > 1 ? { type: 'spot' } : {})).free as unknown as Record<
    string,
    number
  >;
  for (const [asset, amount] of Object.entries(free)) {
    const symbol = `${asset}/${quoteOf(exchange)}`;
    if (!amount || !client.markets?.[symbol]) continue;
    await client.createOrder(symbol, 'market', 'sell', Number(client.amountToPrecision(symbol, amount)));
  }
  return performance.now() - start;
}

/** At Bybit a market and its perpetual have one name, and a list of several markets does not tell them apart. */
function symbolOf(symbol: string, type: string): string {
  const [pair = ''] = symbol.split(':');
  return type === 'swap' ? `${pair}:USDT` : pair;
}

function swapParams(exchange: string): Record<string, string> {
  return exchange === 'okx' ? {} : { type: 'swap' };
}

const ways = { switch: bySwitch, loop: byLoop };
for (const exchange of Object.keys(closings)) {
  const times: Record<keyof typeof ways, number[]> = { switch: [], loop: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
      const scene = await open(exchange);
      scene.practice.faults.set({ kind: 'latency', delayMs: WAY_MS });
      times[way].push(await ways[way](exchange, scene));
      const left = [scene.account.open.size, heldPositions(scene.account).length];
      if (left.some((count) => count > 0))
        throw new Error(`${exchange}, ${way}: ${left.join(' orders and ')} positions left`);
      await scene.practice.stop();
    }
  }
  const [ours, plain] = [median(times.switch), median(times.loop)];
  process.stdout.write(
    `${exchange.padEnd(9)} until flat, ms   keyward ${ours.toFixed(0).padStart(5)}   ccxt loop ${plain.toFixed(0).padStart(6)}   ratio ${(ours / plain).toFixed(3)}   (aim: at most 0.2)\n`,
  );
}
process.exit(0);
