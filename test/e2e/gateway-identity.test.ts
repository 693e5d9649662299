import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/index.ts';
import { type Credential, type Endpoint, type Exchange, exchanges } from '../../src/exchanges/index.ts';
import { diskFs } from '../../src/journal/index.ts';
import { practiceExchanges } from '../../src/practice/index.ts';
import { codeOf, orderParams, Scene, until } from './gateway-scene.ts';

/** A key in the exchange's native form that nobody issued. */
function strange(exchange: Exchange): Credential {
  const credential = exchange.key.credential(exchange.key.issueBotKey(randomBytes));
  if ('refused' in credential) throw new Error(credential.message);
  return credential;
}

describe.each(practiceExchanges())('a bot that is not who it says, on %s', (id) => {
  let scene: Scene;
  let bot: Credential;
  let read: Endpoint;

  beforeAll(async () => {
    scene = await Scene.start({ exchange: id });
    bot = scene.bot('grid');
    read = scene.exchange.facts.endpoints.find(
      (endpoint) => endpoint.class === 'read' && !endpoint.path.includes('{'),
    )!;
  });
  afterAll(() => scene.stop());

  it('is told the same, byte by byte, for an unknown id and for a wrong signature', async () => {
    const mark = scene.practice.mark();
    const unknown = await scene.send(strange(scene.exchange), read.method, read.path);
    const wrong = await scene.send({ ...strange(scene.exchange), id: bot.id }, read.method, read.path);
    expect(codeOf(unknown)).toBe('bot-unknown');
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
    const headers = ({ headers }: typeof wrong) => [...headers].filter(([name]) => name !== 'date');
    expect(headers(wrong)).toEqual(headers(unknown));
    const same = ({ path, method }: { path: string; method: string }) => path === read.path && method === read.method;
    expect(scene.practice.received(mark).filter(same)).toEqual([]);
    expect(codeOf(await scene.send(bot, read.method, read.path))).not.toMatch(/^bot-/);
  });

  it('is refused with the key of a bot that was revoked', async () => {
    const other = scene.bot('other');
    expect(codeOf(await scene.send(other, read.method, read.path))).not.toMatch(/^bot-/);
    scene.state.botKeys.revoke('other');
    expect(codeOf(await scene.send(other, read.method, read.path))).toBe('bot-unknown');
  });
});

describe('identity', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function start(options: Parameters<typeof Scene.start>[0] = {}): Promise<Scene> {
    const scene = await Scene.start(options);
    ends.push(() => scene.stop());
    return scene;
  }

  it("refuses another bot's signature, another exchange's key and an expired key", async () => {
    const scene = await start();
    const [grid, other] = [scene.bot('grid'), scene.bot('other', '2020-01-01T00:00:00Z')];
    expect(codeOf(await scene.order({ ...other, id: grid.id }))).toBe('bot-unknown');
    expect(codeOf(await scene.order(other))).toBe('bot-expired');
    const bybit = scene.state.botKeys.issue('bybit', 'main', exchanges['bybit'] as Exchange);
    expect(codeOf(await scene.order({ id: bybit.id, scheme: 'hmac', secret: bybit.secret }))).toBe('bot-unknown');
    expect(scene.placed()).toEqual([]);
  });

  it('refuses an id without a signature on private endpoints, and keeps the id to itself on public ones', async () => {
    const scene = await start();
    const bot = scene.bot('grid');
    const headers = { 'x-mbx-apikey': bot.id };
    expect(codeOf(await scene.send(undefined, 'GET', '/api/v3/account', { headers }))).toBe('bot-unsigned');
    expect(codeOf(await scene.send(undefined, 'GET', '/api/v3/account'))).toBe('bot-unsigned');
    const mark = scene.practice.mark();
    expect((await scene.send(undefined, 'GET', '/api/v3/ping', { headers })).status).toBe(200);
    expect(scene.practice.received(mark).find(({ path }) => path === '/api/v3/ping')?.headerNames).not.toContain(
      'x-mbx-apikey',
    );
  });

  it('takes the same bytes once, however they are sent again, also after a restart', async () => {
    const scene = await start();
    const bot = scene.bot('grid');
    const built = scene.build(bot, 'POST', '/api/v3/order', { params: orderParams({ newClientOrderId: 'once' }) });
    expect((await scene.post(built)).status).toBe(200);
    const again = {
      'as they were': built,
      'to another host of the exchange': {
        ...built,
        target: built.target.replace('api.binance.com', 'api1.binance.com'),
      },
      'with their parameters in the query': { ...built, target: `${built.target}?${built.body}`, body: '' },
      'with the signature first': { ...built, body: built.body.replace(/^(.*)&(signature=.*)$/, '$2&$1') },
    };
    for (const [how, bytes] of Object.entries(again))
      expect([how, codeOf(await scene.post(bytes))]).toEqual([how, 'bot-replay']);
    await scene.restart();
    for (const [how, bytes] of Object.entries(again))
      expect([how, codeOf(await scene.post(bytes))]).toEqual([how, 'bot-replay']);
    expect(scene.placed()).toEqual(['once']);
  });

  it('takes a signature that can be spelt in two ways once', async () => {
    const scene = await start({ exchange: 'bybit' });
    const bot = scene.bot('grid');
    const body = {
      category: 'spot',
      symbol: 'BTCUSDT',
      side: 'Buy',
      orderType: 'Limit',
      qty: '0.001',
      price: '50000',
      orderLinkId: 'once',
    };
    const endpoint = scene.exchange.facts.endpoints.find(({ path }) => path === '/v5/order/create')!;
    const host = scene.exchange.facts.hosts.find(({ group }) => group === endpoint.group)!.name;
    const built = scene.exchange.wire.build(
      {
        endpoint,
        host,
        environment: 'live',
        path: endpoint.path,
        query: [],
        body: { kind: 'json', value: body },
        headers: [],
        intents: [],
      },
      bot,
      { timeMs: Date.now() },
    );
    const sent = { ...built, target: `/${host}${built.target}` };
    expect((await scene.post(sent)).body).toContain('"retCode":0');
    expect(codeOf(await scene.post(sent))).toBe('bot-replay');
    const upper = { ...sent, headers: { ...sent.headers, 'x-bapi-sign': sent.headers['x-bapi-sign']!.toUpperCase() } };
    expect(codeOf(await scene.post(upper))).toBe('bot-replay');
    const { 'x-bapi-sign-type': _type, ...fewer } = sent.headers;
    expect(codeOf(await scene.post({ ...sent, headers: fewer }))).toBe('bot-replay');
    expect(scene.practice.received().filter(({ path }) => path === endpoint.path)).toHaveLength(1);
  });

  it('refuses what was signed too long ago or too far ahead', async () => {
    const scene = await start();
    const bot = scene.bot('grid');
    const at = async (ms: number, params: Record<string, string> = {}): Promise<string> =>
      codeOf(await scene.order(bot, params, { timeMs: Date.now() + ms }));
    expect([await at(-6_000), await at(-70_000), await at(5_000), await at(3_600_000)]).toEqual(
      Array(4).fill('bot-clock'),
    );
    expect([await at(-3_000), await at(500)].every((body) => body.includes('orderId'))).toBe(true);
    expect(scene.placed()).toHaveLength(2);
  });

  it('does not take an order again when the slower of two clocks comes to the time of its signature', async () => {
    let passedMs = 0;
    const exchangeClock: Clock = {
      nowMs: () => Date.now() + passedMs,
      monotonicMs: () => performance.now() + passedMs,
    };
    const clock: Clock = { ...exchangeClock, nowMs: () => exchangeClock.nowMs() + 3_600_000 };
    const scene = await start({ clock, exchangeClock });
    const bot = scene.bot('grid');
    const built = scene.build(bot, 'POST', '/api/v3/order', {
      timeMs: clock.nowMs(),
      params: orderParams({ newClientOrderId: 'ahead' }),
    });
    expect((await scene.post(built)).status).toBe(200);
    passedMs = 3_600_000;
    expect(codeOf(await scene.post(built))).toBe('bot-replay');
    expect(scene.placed()).toEqual(['ahead']);
  });

  it('sends nothing for a bot whose key is revoked while its order waits for the disk', async () => {
    let free: () => void = () => undefined;
    let isHeld = false;
    const gate = { promise: Promise.resolve() };
    const scene = await start({
      fs: {
        ...diskFs,
        fdatasync: async (fd) => {
          if (isHeld) await gate.promise;
          return diskFs.fdatasync(fd);
        },
      },
    });
    const bot = scene.bot('grid');
    gate.promise = new Promise((resolve) => (free = resolve));
    isHeld = true;
    const sent = scene.order(bot);
    await until(() => scene.used() === '1 50');
    scene.state.botKeys.revoke('grid');
    isHeld = false;
    free();
    expect(codeOf(await sent)).toBe('bot-unknown');
    expect([scene.placed(), scene.used()]).toEqual([[], '0 0']);
  });

  it('keeps two bots on one key apart: budgets, and whose order it is', async () => {
    const scene = await start();
    const [grid, other] = [scene.bot('grid'), scene.bot('other')];
    await scene.order(grid, { newClientOrderId: 'of-grid' });
    await scene.order(other, { newClientOrderId: 'of-other' });
    expect([scene.used('grid'), scene.used('other')]).toEqual(['1 50', '1 50']);
    expect(codeOf(await scene.cancel(other, 'of-grid'))).toBe('order-foreign');
    expect(codeOf(await scene.send(other, 'DELETE', '/api/v3/openOrders', { params: [['symbol', 'BTCUSDT']] }))).toBe(
      'order-foreign',
    );
    expect((await scene.cancel(grid, 'of-grid')).status).toBe(200);
    expect([scene.used('grid'), scene.used('other')]).toEqual(['0 0', '1 50']);
  });
});
