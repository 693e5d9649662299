import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { one, parseDecimal, Secret, systemClock } from '../src/core/index.ts';
import { type Call, exchanges } from '../src/exchanges/index.ts';
import { compileBot, type DecisionState, decide, noScopes, type Usage } from '../src/policy/index.ts';
import { startPractice } from '../src/practice/index.ts';
import { latencies, median, throughput } from './http-load.ts';
import { cpuMs, residentMb, startNginx, startProcess } from './servers.ts';

/**
 * Measures one order's way through Keyward beside the direct way and a content-blind nginx, in one run, in turn, and prints medians and ratios.
 * Figures are this machine's; only ratios travel.
 */
const ROUNDS = Number(process.argv[2] ?? 5);
const ORDERS = 600;
/** Orders before anything but the first is measured, so that the engine has compiled what it will. */
const WARM_UP = 12_000;
const binance = exchanges['binance']!;
const gatewayFile = fileURLToPath(new URL('./gateway-process.js', import.meta.url));
const cliFile = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keyward-bench-'));

let made = 0;
let limitPrice = '';

/** Signed orders with client order ids of their own, ready to be written to a socket. */
function signedOrders(
  count: number,
  id: string,
  secret: string,
  path: (target: string) => string,
  host: string,
): Buffer[] {
  const credential = binance.key.credential({ id, secret: Secret.take(Buffer.from(secret)) });
  if ('refused' in credential) throw new Error(credential.message);
  const endpoint = binance.facts.endpoints.find((one) => one.method === 'POST' && one.path === '/api/v3/order')!;
  return Array.from({ length: count }, () => {
    const params = Object.entries({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: '0.001',
      price: limitPrice,
      newClientOrderId: `bench-${made++}`,
    });
    const call: Call = {
      endpoint,
      host: 'api.binance.com',
      environment: 'live',
      path: endpoint.path,
      query: [],
      body: { kind: 'form', params },
      headers: [],
      intents: [],
    };
    const built = binance.wire.build(call, credential, { timeMs: Date.now() });
    const headers = Object.entries({ host, ...built.headers, 'content-length': String(Buffer.byteLength(built.body)) });
    const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.from(`POST ${path(built.target)} HTTP/1.1\r\n${head}\r\n${built.body}`);
  });
}

interface Started {
  readonly port: number;
  readonly id: string;
  readonly secret: string;
}

function decisionMicroseconds(): number {
  const policy = compileBot('bench', {
    key: 'main',
    may: ['read', 'trade'],
    markets: ['BTC/USDT'],
    limits: { order_notional: '500 USDT', daily_notional: '5000 USDT', open_notional: '2000 USDT' },
  });
  const usage: Usage = {
    ordersLastMinute: 3,
    cancelsLastMinute: 1,
    openOrders: 2,
    openNotional: new Map(),
    dailyNotional: new Map(),
  };
  const state: DecisionState = {
    haltLevel: 'run',
    nowMs: Date.now(),
    usage: { bot: usage, key: usage, all: usage },
    referencePrice: () => ({ price: parseDecimal('58100')!, bid: parseDecimal('58099')!, ask: parseDecimal('58101')! }),
    knownOrder: () => undefined,
    setting: () => undefined,
    foreignOpenOrders: () => 0,
  };
  const instrument = {
    market: 'BTC/USDT',
    symbol: 'BTCUSDT',
    kind: 'spot',
    base: 'BTC',
    quote: 'USDT',
    contractSize: one,
    active: true,
  } as const;
  const order = {
    action: 'place-order',
    instrument,
    side: 'buy',
    type: 'limit',
    quantity: parseDecimal('0.001')!,
    price: parseDecimal('58000')!,
    closePosition: false,
    reduceOnly: false,
    postOnly: false,
    clientOrderId: 'bench',
    validateOnly: false,
  } as const;
  const times: number[] = [];
  for (let block = 0; block < 200; block++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < 500; i++) if (!decide([order], policy, noScopes, state).allowed) throw new Error('denied');
    times.push(Number(process.hrtime.bigint() - start) / 1_000 / 500);
  }
  return median(times);
}

/** What the disk takes for one entry: a write of 600 bytes and an fdatasync. */
function diskMicroseconds(): number {
  const fd = openSync(join(folder, 'disk'), 'a');
  const line = Buffer.alloc(600, 120);
  const times: number[] = [];
  for (let i = 0; i < 300; i++) {
    const start = process.hrtime.bigint();
    writeSync(fd, line);
    fdatasyncSync(fd);
    times.push(Number(process.hrtime.bigint() - start) / 1_000);
  }
  closeSync(fd);
  return median(times);
}

async function startUpMs(): Promise<number> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    KEYWARD_HOME: join(folder, `home-${Math.floor(performance.now())}`),
  };
  const { child, readyMs } = await startProcess<unknown>(
    cliFile,
    ['--json', 'up', '--config', join(folder, 'keyward.yaml')],
    env,
    folder,
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  return readyMs;
}

const practice = await startPractice({ port: 0, seed: 'bench', clock: systemClock });
const exchangeKey = practice.mintKey({ exchange: 'binance', permissions: { read: true, trade: true } });
const ticker = await fetch(`${practice.url}/api.binance.com/api/v3/ticker/price?symbol=BTCUSDT`);
limitPrice = (Number(((await ticker.json()) as { price: string }).price) * 0.98).toFixed(0);
const nginx = await startNginx(folder, practice.port);
const keyText = JSON.stringify({ id: exchangeKey.id, secret: exchangeKey.secret });
const env = { PATH: process.env['PATH'], HOME: folder };
const durable = await startProcess<Started>(gatewayFile, [String(nginx.upstreamPort), keyText, 'durable'], env, folder);
const relaxed = await startProcess<Started>(gatewayFile, [String(nginx.upstreamPort), keyText, 'relaxed'], env, folder);

const ways = {
  direct: (count: number) =>
    signedOrders(count, exchangeKey.id, exchangeKey.secret, (target) => target, 'api.binance.com'),
  nginx: (count: number) =>
    signedOrders(count, exchangeKey.id, exchangeKey.secret, (target) => target, 'api.binance.com'),
  relaxed: (count: number) =>
    signedOrders(
      count,
      relaxed.ready.id,
      relaxed.ready.secret,
      (target) => `/api.binance.com${target}`,
      `127.0.0.1:${relaxed.ready.port}`,
    ),
  durable: (count: number) =>
    signedOrders(
      count,
      durable.ready.id,
      durable.ready.secret,
      (target) => `/api.binance.com${target}`,
      `127.0.0.1:${durable.ready.port}`,
    ),
};
const ports = {
  direct: nginx.upstreamPort,
  nginx: nginx.proxyPort,
  relaxed: relaxed.ready.port,
  durable: durable.ready.port,
};
type Way = keyof typeof ways;
const inTurn = async <T>(run: (name: Way) => Promise<T>): Promise<(readonly [Way, T])[]> => {
  const results: (readonly [Way, T])[] = [];
  for (const name of names) results.push([name, await run(name)]);
  return results;
};
const names = Object.keys(ways) as Way[];

try {
  const first = Object.fromEntries(await inTurn(async (name) => median(await latencies(ports[name], ways[name](300)))));
  await inTurn((name) => throughput(ports[name], ways[name](WARM_UP), 16));
  await inTurn((name) => latencies(ports[name], ways[name](ORDERS)));
  const p50: Record<Way, number[]> = { direct: [], nginx: [], relaxed: [], durable: [] };
  const rate: Record<Way, number[]> = { direct: [], nginx: [], relaxed: [], durable: [] };
  const disk: number[] = [];
  const cpuBeforeMs = cpuMs(durable.child.pid!);
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      p50[name].push(median(await latencies(ports[name], ways[name](ORDERS))));
      rate[name].push(await throughput(ports[name], ways[name](ORDERS * 3), 16));
    }
    disk.push(diskMicroseconds());
  }
  const cpuUs = ((cpuMs(durable.child.pid!) - cpuBeforeMs) * 1_000) / (ROUNDS * ORDERS * 4);
  const memoryMb = residentMb(durable.child.pid!);
  writeFileSync(
    join(folder, 'keyward.yaml'),
    `version: 1\nkeys: { main: { exchange: binance, environment: practice } }\nbots: { b: { key: main, may: [read] } }\ngateway: { port: 0 }\npractice: { port: 0 }\n`,
  );
  const ready: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ready.push(await startUpMs());

  const time = (name: Way): number => median(p50[name]);
  const added = (name: Way): number => time(name) - time('direct');
  const diskUs = median(disk);
  const perSecond = (name: Way): number => median(rate[name]);
  const lines = [
    `one connection, p50 µs      direct ${time('direct').toFixed(0)}   nginx ${time('nginx').toFixed(0)}   keyward ${time('relaxed').toFixed(0)}   keyward, durable ${time('durable').toFixed(0)}`,
    `the first 300, p50 µs       direct ${first['direct']!.toFixed(0)}   nginx ${first['nginx']!.toFixed(0)}   keyward ${first['relaxed']!.toFixed(0)}   keyward, durable ${first['durable']!.toFixed(0)}`,
    `added p50 µs                nginx ${added('nginx').toFixed(0)}   keyward ${added('relaxed').toFixed(0)}   keyward, durable ${added('durable').toFixed(0)}`,
    `disk write + fdatasync, µs  ${diskUs.toFixed(0)}`,
    `decision alone, µs          ${decisionMicroseconds().toFixed(2)}`,
    `16 connections, orders/s    direct ${perSecond('direct').toFixed(0)}   nginx ${perSecond('nginx').toFixed(0)}   keyward ${perSecond('relaxed').toFixed(0)}   keyward, durable ${perSecond('durable').toFixed(0)}`,
    `processor time an order, µs  ${cpuUs.toFixed(0)}`,
    `resident memory, MB         ${memoryMb.toFixed(0)}`,
    `ready after, ms             ${median(ready).toFixed(0)}`,
    '',
    `added latency / nginx's                        ${(added('relaxed') / added('nginx')).toFixed(2)}   (aim: at most 6)`,
    `durable wait / disk's own write + fdatasync    ${((added('durable') - added('relaxed')) / diskUs).toFixed(2)}   (aim: at most 2)`,
    `throughput / nginx's, durable                  ${(perSecond('durable') / perSecond('nginx')).toFixed(2)}   (aim: at least 0.2)`,
    `throughput / nginx's, not waiting              ${(perSecond('relaxed') / perSecond('nginx')).toFixed(2)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} finally {
  durable.child.kill('SIGTERM');
  relaxed.child.kill('SIGTERM');
  nginx.stop();
  await practice.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
