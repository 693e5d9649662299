import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState } from '../src/app/index.ts';
import { type Clock, KeywardError, type Log, Secret, systemClock } from '../src/core/index.ts';
import { EndpointIndex, type Exchange, exchanges } from '../src/exchanges/index.ts';
import { Forwarder, fingerprintOf, Gateway, Link, SigningKey } from '../src/gateway/index.ts';
import type { Journal } from '../src/journal/index.ts';
import { compileBot, noScopes } from '../src/policy/index.ts';

/**
 * One gateway in a process of its own, for `bench/run.ts`: Binance, its upstream on the loopback port given, without the exchange's request
 * limits (they would end the run after a minute's worth of orders). `relaxed` does not wait for the disk.
 */
const [upstreamPort, keyText, wait] = process.argv.slice(2);
const clock: Clock = systemClock;
const log: Log = { info: () => {}, warn: say, error: say };
const binance: Exchange = exchanges['binance']!;
const exchange: Exchange = { ...binance, facts: { ...binance.facts, rate: { buckets: [], cancelReserve: 0 } } };
const folder = mkdtempSync(join(tmpdir(), 'keyward-bench-'));
const home = join(folder, 'home');

function say(message: string, fields?: object): void {
  process.stderr.write(`${message} ${JSON.stringify(fields ?? {})}\n`);
}

/** A journal whose durable entries are only noted. */
function relaxed(journal: Journal): Journal {
  return new Proxy(journal, {
    get: (target, name) => {
      if (name === 'append') return async (kind: 'decision', fields: never) => target.note(kind, fields);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const state = await openState(home, clock, log);
const { id, secret } = JSON.parse(keyText ?? '{}') as { id: string; secret: string };
const credential = exchange.key.credential({ id, secret: Secret.take(Buffer.from(secret)) });
if ('refused' in credential) throw new KeywardError('credential-invalid', credential.message);
const forwarder = new Forwarder({ kind: 'practice', port: Number(upstreamPort) }, 10_000);
const link = new Link({
  exchange,
  environment: 'live',
  index: new EndpointIndex(exchange.facts),
  markets: new Set(['BTC/USDT']),
  forward: forwarder.send,
  clock,
});
const unlimited = 'unlimited' as const;
const policy = compileBot('bench', {
  key: 'main',
  may: ['read', 'trade'],
  markets: ['BTC/USDT'],
  limits: {
    order_notional: '100000 USDT',
    daily_notional: '100000000000 USDT',
    open_notional: unlimited,
    open_orders: unlimited,
    orders_per_minute: unlimited,
    cancels_per_minute: unlimited,
  },
});
const gateway = new Gateway({
  clock,
  log,
  journal: wait === 'relaxed' ? relaxed(state.journal) : state.journal,
  halt: state.halt,
  botKeys: state.botKeys,
  policies: new Map([['bench', policy]]),
  scopes: noScopes,
  links: [link],
  keys: new Map([
    ['main', new SigningKey({ name: 'main', fingerprint: fingerprintOf(id), link, credential, nonces: undefined })],
  ]),
  practised: new Set(),
  mayWithdraw: () => false,
});
const port = await gateway.start(0);
const bot = state.botKeys.issue('bench', 'main', exchange);
process.stdout.write(
  `${JSON.stringify({ port, id: bot.id, secret: bot.secret.openBytes((bytes) => bytes.toString('utf8')) })}\n`,
);
process.once('SIGTERM', () => {
  void gateway
    .stop()
    .then(() => forwarder.close())
    .then(() => state.close())
    .then(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
});
