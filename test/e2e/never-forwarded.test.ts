import fc from 'fast-check';
import { Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Settings, settingsSchema } from '../../src/config/index.ts';
import { Secret } from '../../src/core/index.ts';
import {
  type Call,
  type Credential,
  type Endpoint,
  type Exchange,
  exchanges,
  type Method,
} from '../../src/exchanges/index.ts';
import { practiceExchanges } from '../../src/practice/index.ts';
import { recordOutput } from '../canary.ts';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

/** Promise 1: whatever the policy says and however it is spelt, nothing that moves money or keys leaves through a bot key. */
const never: ReadonlySet<string> = new Set(['withdraw', 'transfer', 'finance', 'admin', 'stream']);
const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** The freest policies that the grammar can say, and some that fast-check makes. */
function policies(key: string): Record<string, Settings['bots'][string]> {
  const limits = {
    order_notional: 'unlimited',
    daily_notional: 'unlimited',
    open_notional: 'unlimited',
    open_orders: 'unlimited',
    orders_per_minute: 'unlimited',
    cancels_per_minute: 'unlimited',
    price_band: 'unlimited',
    leverage: 100,
    cancel_foreign: true,
  } as const;
  const markets = ['BTC/USDT', 'BTC/USD', 'BTC/USDT:USDT'];
  const shapes = [
    { key, may: ['read', 'trade'], markets, limits },
    ...fc
      .sample(
        fc.record({
          may: fc.constantFrom(['read'], ['trade'], ['read', 'trade']),
          open_orders: fc.integer({ min: 0, max: 1000 }),
          leverage: fc.integer({ min: 1, max: 125 }),
          cancel_foreign: fc.boolean(),
        }),
        { numRuns: 2, seed: 7 },
      )
      .map(({ may, ...some }) => ({ key, may, markets, limits: { ...limits, ...some } })),
  ];
  return Object.fromEntries(shapes.map((shape, index) => [`${key}-free-${index}`, shape])) as Record<
    string,
    Settings['bots'][string]
  >;
}

/** Other ways to write a path, by which a careless reader could take it for another endpoint, or another endpoint for it. */
function spellings(path: string): string[] {
  const last = path.lastIndexOf('/');
  return [
    path,
    `${path}/`,
    `${path}/.`,
    `/x/..${path}`,
    path.replace('/', '//'),
    path.toUpperCase(),
    `${path.slice(0, last)}%2f${path.slice(last + 1)}`,
    `${path.slice(0, last)}%2F${path.slice(last + 1)}`,
    `${path};jsessionid=1`,
    `${path}%00`,
    `${path}%20`,
    `${path.slice(0, last)}\\${path.slice(last + 1)}`,
    `${path}?`,
    `${path}%3Fa=b`,
    path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ];
}

function filled(path: string): string {
  return path.replace(/\{\w+\}/g, 'a1');
}

describe.each(practiceExchanges())('%s', (id) => {
  const exchange = exchanges[id] as Exchange;
  let rig: Rig;
  let pool: Pool;
  const bots: { credentials: BotCredentials; credential: Credential }[] = [];
  let nonce = BigInt(Date.now());

  beforeAll(async () => {
    rig = await startRig({
      exchanges: [id],
      settings: (settings) => settingsSchema.parse({ ...settings, bots: policies(id) }),
    });
    pool = new Pool(`http://127.0.0.1:${rig.port}`, { connections: 8 });
    for (const name of Object.keys(policies(id))) {
      const credentials = rig.bot(name);
      const credential = exchange.key.credential({
        id: credentials.apiKey,
        secret: Secret.take(Buffer.from(credentials.secret)),
        ...(credentials.passphrase === undefined
          ? {}
          : { passphrase: Secret.take(Buffer.from(credentials.passphrase)) }),
      });
      if ('refused' in credential) throw new Error(credential.message);
      bots.push({ credentials, credential });
    }
  });
  afterAll(async () => {
    await pool.close();
    await rig.stop();
  });

  /** Signs with the bot key by the exchange's own scheme, over exactly this path, and sends it. */
  async function send(bot: number, endpoint: Endpoint, method: Method, path: string, params: boolean): Promise<number> {
    const host = exchange.facts.hosts.find(({ group }) => group === endpoint.group)!.name;
    const pairs = params
      ? ([
          ['amount', '1'],
          ['coin', 'BTC'],
          ['symbol', 'BTCUSDT'],
        ] as const)
      : [];
    const inBody = method === 'POST' || method === 'PUT';
    const call: Call = {
      endpoint: { ...endpoint, method },
      host,
      environment: 'live',
      path,
      query: inBody ? [] : pairs,
      body: inBody && params ? { kind: 'form', params: pairs } : { kind: 'none' },
      headers: [],
      intents: [],
    };
    const built = exchange.wire.build(call, bots[bot]!.credential, { timeMs: Date.now(), nonce: nonce++ });
    const reply = await pool.request({
      method: built.method,
      path: `/${host}${built.target}`,
      headers: built.headers,
      body: built.body === '' ? null : built.body,
    });
    recordOutput(`answer of ${id}`, await reply.body.text());
    return reply.statusCode;
  }

  async function leaks(run: () => Promise<void>): Promise<string[]> {
    const mark = rig.practice.mark();
    await run();
    return rig.practice
      .received(mark)
      .filter(({ method, path }) => {
        const known = exchange.facts.endpoints.find(
          (endpoint) =>
            endpoint.method === method && new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
        );
        return !known || never.has(known.class);
      })
      .map(({ method, path }) => `${method} ${path}`);
  }

  const denied = exchange.facts.endpoints.filter((endpoint) => never.has(endpoint.class));

  it(`forwards none of its ${denied.length} endpoints that move money or keys, under any policy, with or without parameters`, async () => {
    expect(denied.length).toBeGreaterThan(5);
    const found = await leaks(async () => {
      for (const endpoint of denied) {
        const path = filled(endpoint.path);
        await Promise.all(bots.map((_, bot) => send(bot, endpoint, endpoint.method, path, bot % 2 === 0)));
      }
    });
    expect(found).toEqual([]);
  }, 120_000);

  it('forwards none of them under another method or spelling', async () => {
    const found = await leaks(async () => {
      for (const endpoint of denied) {
        const path = filled(endpoint.path);
        const tries = spellings(path).map((spelling) =>
          send(0, endpoint, endpoint.method, spelling, false).catch(() => 0),
        );
        const others = methods
          .filter((method) => method !== endpoint.method)
          .filter(
            (method) =>
              !exchange.facts.endpoints.some((other) => other.method === method && other.path === endpoint.path),
          )
          .map((method) => send(0, endpoint, method, path, true));
        await Promise.all([...tries, ...others]);
      }
    });
    expect(found).toEqual([]);
  }, 240_000);

  it('forwards nothing that the facts do not list', async () => {
    const group = exchange.facts.hosts[0]!.group;
    const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
    const roots = [...new Set(exchange.facts.endpoints.map(({ path }) => path.split('/').slice(0, 3).join('/')))];
    const paths = fc.sample(fc.tuple(fc.constantFrom(...roots), fc.array(segment, { minLength: 1, maxLength: 4 })), {
      numRuns: 200,
      seed: 11,
    });
    const found = await leaks(async () => {
      for (const [root, rest] of paths) {
        const endpoint: Endpoint = { method: 'POST', path: '', class: 'trade', group, source: 'test' };
        await send(0, endpoint, 'POST', filled([root, ...rest].join('/')), true);
      }
    });
    expect(found).toEqual([]);
  }, 120_000);
});
