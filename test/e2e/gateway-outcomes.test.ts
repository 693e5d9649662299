import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, Secret, systemClock } from '../../src/core/index.ts';
import { type Credential, exchanges } from '../../src/exchanges/index.ts';
import { HaltFile, type HaltLevel } from '../../src/halt/index.ts';
import { diskFs, type JournalFs } from '../../src/journal/index.ts';
import { type Between, codeOf, Scene, type SceneOptions, until } from './gateway-scene.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function start(options: SceneOptions = {}): Promise<Scene> {
  const scene = await Scene.start(options);
  ends.push(() => scene.stop());
  return scene;
}

function atMarket(side: 'BUY' | 'SELL'): [string, string][] {
  return [
    ['symbol', 'BTCUSDT'],
    ['side', side],
    ['type', 'MARKET'],
    ['quantity', '0.01'],
  ];
}

const reduce = atMarket('SELL');

function set(scene: Scene, level: HaltLevel): void {
  // As another process does: through the file alone.
  new HaltFile(scene.home).set({ level, by: 'test' });
}

/** Opens the position that `reduce` leaves. */
function enter(scene: Scene, bot: Credential) {
  return scene.send(bot, 'POST', '/fapi/v1/order', { params: atMarket('BUY') });
}

/** A disk that can be full, or hang. */
function badDisk() {
  const state = { isFull: false, hangs: undefined as Promise<void> | undefined };
  const fs: JournalFs = {
    ...diskFs,
    fdatasync: async (fd) => {
      if (state.isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      await state.hangs;
      return diskFs.fdatasync(fd);
    },
  };
  return { state, fs };
}

it('an order is not placed under a name that the journal would not keep, for it could not be asked for after a restart', async () => {
  const scene = await start();
  const bot = scene.bot('grid');
  const name = 'a-name-like-a-passphrase';
  expect((await scene.order(bot, { newClientOrderId: `${name}-1` })).status).toBe(200);
  Secret.take(Buffer.from(name));
  const mark = scene.practice.mark();
  for (const newClientOrderId of [name, `${name}-2`])
    expect(codeOf(await scene.order(bot, { newClientOrderId }))).toBe('parameter-invalid');
  expect(scene.placed(mark)).toEqual([]);
});

describe('while the journal cannot be written', () => {
  it('no order, amend or setting leaves; cancels and exits do, and are written when that is possible again', async () => {
    const { state, fs } = badDisk();
    const scene = await start({ fs });
    const bot = scene.bot('grid');
    await scene.order(bot, { newClientOrderId: 'before' });
    await enter(scene, bot);
    const mark = scene.practice.mark();
    state.isFull = true;
    expect(codeOf(await scene.order(bot, { newClientOrderId: 'during' }))).toBe('journal-down');
    expect(codeOf(await scene.send(bot, 'POST', '/fapi/v1/order', { params: reduce }))).toBe('journal-down');
    const leverage: [string, string][] = [
      ['symbol', 'BTCUSDT'],
      ['leverage', '1'],
    ];
    expect(codeOf(await scene.send(bot, 'POST', '/fapi/v1/leverage', { params: leverage }))).toBe('journal-down');
    expect(scene.placed(mark)).toEqual([]);
    expect((await scene.cancel(bot, 'before')).status).toBe(200);
    const exit = await scene.send(bot, 'POST', '/fapi/v1/order', {
      params: [...reduce, ['reduceOnly', 'true'], ['newClientOrderId', 'exit']],
    });
    expect(exit.body).toContain('orderId');
    const changes = scene.practice.received(mark).filter(({ method }) => method !== 'GET');
    expect(changes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /api/v3/order',
      'POST /fapi/v1/order',
    ]);
    state.isFull = false;
    const entries = await scene.entries();
    const decided = entries.flatMap((entry) =>
      entry.kind === 'decision' && entry.effect === 'allow' && entry.class === 'trade'
        ? entry.intents.map(({ action }) => action)
        : [],
    );
    expect(decided).toEqual(['place-order', 'place-order', 'cancel-order', 'place-order']);
    expect((await scene.order(bot)).status).toBe(200);
  });

  it('budgets are not used up by orders that did not leave', async () => {
    const { state, fs } = badDisk();
    const scene = await start({ fs });
    const bot = scene.bot('grid');
    state.isFull = true;
    for (let i = 0; i < 5; i++) await scene.order(bot);
    expect(scene.used()).toBe('0 0');
  });

  it('and the disk hangs, a cancel soon leaves without it, an exit later, and an order does not', async () => {
    const { state, fs } = badDisk();
    const scene = await start({ fs });
    const bot = scene.bot('grid');
    await scene.order(bot, { newClientOrderId: 'before' });
    let free: () => void = () => undefined;
    state.hangs = new Promise((resolve) => (free = resolve));
    const waiting = scene.order(bot, { newClientOrderId: 'waiting' });
    const cancelled = await scene.cancel(bot, 'before');
    expect(cancelled.status).toBe(200);
    const mark = scene.practice.mark();
    const exit = scene.send(bot, 'POST', '/fapi/v1/order', { params: [...reduce, ['reduceOnly', 'true']] });
    await sleep(2_000);
    expect(scene.practice.received(mark).filter(({ method }) => method === 'POST')).toEqual([]);
    // There is no position to leave; that it came so far is what counts.
    expect((await exit).body).toContain('-2022');
    expect(scene.placed()).toEqual(['before']);
    state.hangs = undefined;
    free();
    expect((await waiting).status).toBe(200);
    const kinds = (await scene.entries()).filter(({ kind }) => kind === 'decision');
    expect(kinds).toHaveLength(4);
  });
});

describe('a twin', () => {
  it('of an order on its way is denied and written down; of a cancel it is not', async () => {
    const scene = await start();
    const bot = scene.bot('grid');
    await scene.order(bot, { newClientOrderId: 'resting' });
    const off = scene.practice.faults.set({ kind: 'latency', delayMs: 300, path: '/api/v3/order' });
    const nowMs = Date.now();
    const orders = await Promise.all([0, 7].map((ms) => scene.order(bot, {}, { timeMs: nowMs - ms })));
    expect(orders.map(({ body }) => /orderId|order-twin/.exec(body)?.[0]).sort()).toEqual(['order-twin', 'orderId']);
    const cancels = await Promise.all([0, 5].map((ms) => sleep(ms).then(() => scene.cancel(bot, 'resting'))));
    off();
    expect(cancels.map(codeOf)).not.toContain('order-twin');
    const reasons = (await scene.entries()).flatMap((entry) => (entry.kind === 'decision' ? entry.reasons : []));
    expect(reasons.map(({ code }) => code)).toEqual(['order-twin']);
  });
});

describe('the halt level', () => {
  it('lowered by another process while an order waits for the disk stops it, and gives its budget back', async () => {
    const { state, fs } = badDisk();
    const scene = await start({ fs });
    const bot = scene.bot('grid');
    let free: () => void = () => undefined;
    state.hangs = new Promise((resolve) => (free = resolve));
    const waiting = scene.order(bot);
    await until(() => scene.used() === '1 50');
    set(scene, 'halt');
    state.hangs = undefined;
    free();
    expect(codeOf(await waiting)).toBe('halt-halt');
    expect([scene.placed(), scene.used()]).toEqual([[], '0 0']);
  });

  it('lets cancels through at halt, exits at reduce and nothing at seal, and survives a restart', async () => {
    const scene = await start();
    const bot = scene.bot('grid');
    for (const id of ['a', 'b', 'c']) await scene.order(bot, { newClientOrderId: id });
    await enter(scene, bot);
    const exit = () => scene.send(bot, 'POST', '/fapi/v1/order', { params: [...reduce, ['reduceOnly', 'true']] });
    set(scene, 'reduce');
    await sleep(30);
    expect(codeOf(await scene.order(bot))).toBe('halt-reduce');
    expect((await exit()).body).toContain('orderId');
    expect((await scene.cancel(bot, 'a')).status).toBe(200);
    set(scene, 'halt');
    await sleep(30);
    expect(codeOf(await scene.order(bot))).toBe('halt-halt');
    expect(codeOf(await exit())).toBe('halt-halt');
    await scene.restart();
    expect(codeOf(await scene.order(bot))).toBe('halt-halt');
    expect((await scene.cancel(bot, 'b')).status).toBe(200);
    expect((await scene.send(bot, 'GET', '/api/v3/account')).status).toBe(200);
    set(scene, 'seal');
    await sleep(30);
    const mark = scene.practice.mark();
    expect(codeOf(await scene.cancel(bot, 'c'))).toBe('halt-seal');
    expect(codeOf(await scene.send(bot, 'GET', '/api/v3/account'))).toBe('halt-seal');
    expect(codeOf(await scene.send(undefined, 'GET', '/api/v3/ping'))).toBe('halt-seal');
    const own = new Set([
      '/api/v3/ticker/bookTicker',
      '/fapi/v1/ticker/bookTicker',
      '/api/v3/time',
      '/api/v3/order',
      '/api/v3/openOrders',
      '/fapi/v1/order',
      '/fapi/v1/openOrders',
      '/fapi/v1/openAlgoOrders',
    ]);
    expect(scene.practice.received(mark).filter(({ method, path }) => method !== 'GET' || !own.has(path))).toEqual([]);
  });
});

describe('an order of which the exchange does not say what came', () => {
  /** What stands between, by the client order id of the order that it meets. */
  const acts: Record<string, Between> = {
    'never-came': (request) => request.socket.resetAndDestroy(),
    redirected: (_request, response) =>
      void response.writeHead(307, { location: 'https://elsewhere.example/' }).end('{}'),
    compressed: (_request, response, pass) => {
      const writeHead = response.writeHead.bind(response);
      response.writeHead = ((status: number, headers: Record<string, string>) =>
        writeHead(status, { ...headers, 'content-encoding': 'gzip' })) as never;
      pass();
    },
  };
  const ids = new Map<string, string>();
  let scene: Scene;
  let bot: Credential;
  let skippedMs = 0;
  const clock: Clock = {
    nowMs: () => systemClock.nowMs() + skippedMs,
    monotonicMs: () => systemClock.monotonicMs() + skippedMs,
  };
  const window = exchanges['binance']!.facts.signing.ownWindowMs;

  /** Lets the time pass within which a request can hang at the exchange. */
  function skipWindow(): void {
    skippedMs += window + 5_000;
  }

  beforeAll(async () => {
    scene = await Scene.start({
      clock,
      between: (request, response, pass) => {
        const act = request.method === 'POST' ? acts[ids.get('next') ?? ''] : undefined;
        if (act) act(request, response, pass);
        else pass();
      },
    });
    bot = scene.bot('grid');
  });
  afterAll(() => scene.stop());

  const faults = {
    reset: { kind: 'accept-then-reset' },
    garbage: { kind: 'garbage' },
    'empty-garbage': { kind: 'garbage', body: '' },
    hang: { kind: 'accept-then-hang' },
    'server-error': { kind: 'server-error', status: 502 },
  } as const;
  const wasPlaced = ['reset', 'garbage', 'empty-garbage', 'hang', 'compressed'];
  const wasNot = ['server-error', 'never-came', 'redirected'];

  it('is told as unknown, sent once, kept reserved, and settled by asking, both ways', async () => {
    const told: Record<string, string> = {};
    for (const id of [...wasPlaced, ...wasNot]) {
      ids.set('next', id);
      const fault = faults[id as keyof typeof faults];
      const off = fault
        ? scene.practice.faults.set({ ...fault, method: 'POST', path: '/api/v3/order' })
        : () => undefined;
      const answer = await scene.order(bot, { newClientOrderId: id });
      off();
      expect([id, answer.status, JSON.parse(answer.body).code]).toEqual([id, 504, -1007]);
      told[id] = codeOf(answer);
    }
    ids.clear();
    const all = [...wasNot, ...wasPlaced];
    expect(told).toEqual(Object.fromEntries(all.map((id) => [id, 'upstream-unknown'])));
    expect(scene.placed().sort()).toEqual(all.filter((id) => id !== 'never-came' && id !== 'redirected').sort());
    const { ledger } = scene.keyward.gateway!;
    const unknown = () =>
      ledger.orders().flatMap(({ state, place }) => (state === 'open' ? [] : [place.clientOrderId]));
    await until(() => unknown().length === wasNot.length);
    expect([unknown(), scene.used()]).toEqual([wasNot, `${all.length} ${50 * all.length}`]);
    skipWindow();
    await until(() => unknown().length === 0);
    expect(
      ledger
        .orders()
        .map(({ place }) => place.clientOrderId)
        .sort(),
    ).toEqual([...wasPlaced].sort());
    expect(scene.used()).toBe(`${wasPlaced.length} ${50 * wasPlaced.length}`);
    expect(scene.placed()).toHaveLength(all.length - 2);
    const settled = (await scene.entries()).filter((entry) => entry.kind === 'settled');
    expect(settled.map(({ result }) => result).sort()).toEqual(
      [...wasNot.map(() => 'absent'), ...wasPlaced.map(() => 'open')].sort(),
    );
    await scene.restart();
    expect(scene.used()).toBe(`${wasPlaced.length} ${50 * wasPlaced.length}`);
  }, 40_000);

  it('stays reserved over a restart while the exchange cannot be asked', async () => {
    const before = scene.used();
    const { markets } = scene.keyward.gateway!.key('main')!.link;
    await until(() => markets.referencePrice(markets.instrument('BTCUSDT', 'spot')!) !== undefined);
    const off = scene.practice.faults.set({ kind: 'server-error', path: '/api/v3/order' });
    const answer = await scene.order(bot, { newClientOrderId: 'later' }, { timeMs: clock.nowMs() });
    expect(codeOf(answer)).toBe('upstream-unknown');
    await scene.restart();
    expect(scene.used()).not.toBe(before);
    expect(scene.keyward.gateway!.ledger.orders().find(({ place }) => place.clientOrderId === 'later')?.state).toBe(
      'unknown',
    );
    off();
    skipWindow();
    await until(() => scene.used() === before);
  }, 30_000);
});

describe("the exchange's answer", () => {
  it('comes without its key id, without cookies, and with no header beyond the list', async () => {
    const scene = await start({
      between: (request, response, pass) => {
        if (!request.url!.startsWith('/api/v3/account')) return pass();
        const id = String(request.headers['x-mbx-apikey']);
        response.writeHead(200, {
          'content-type': 'application/json',
          'set-cookie': ['a=1', 'b=2'],
          server: 'nginx',
          'x-mbx-used-weight-1m': '5',
          'x-echo': id,
          'retry-after': 'caf\u00e9',
          date: 'now',
        });
        response.end(JSON.stringify({ id, url: `/x/${id}?a`, nested: [{ key: `${id}-${id}` }] }));
      },
    });
    const bot = scene.bot('grid');
    const answer = await scene.send(bot, 'GET', '/api/v3/account');
    expect(JSON.parse(answer.body)).toEqual({
      id: bot.id,
      url: `/x/${bot.id}?a`,
      nested: [{ key: `${bot.id}-${bot.id}` }],
    });
    const names = [...answer.headers.keys()].filter(
      (name) => !['connection', 'keep-alive', 'content-length'].includes(name),
    );
    expect(names.sort()).toEqual(['content-type', 'date', 'x-mbx-used-weight-1m']);
  });

  it('that is a redirect is not followed, of a read or of public data', async () => {
    const scene = await start({
      between: (request, response, pass) => {
        if (/^\/api\/v3\/(?:account|ping)/.test(request.url!))
          response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
        else pass();
      },
    });
    const bot = scene.bot('grid');
    const answers = [
      await scene.send(bot, 'GET', '/api/v3/account'),
      await scene.send(undefined, 'GET', '/api/v3/ping'),
    ];
    expect(answers.map(codeOf)).toEqual(['upstream-unreached', 'upstream-unreached']);
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual([null, null]);
  });
});

describe("the exchange's limits", () => {
  it.each([false, true])(
    'are obeyed when it asks to stay away (a ban: %s): nothing more is sent, nothing reserved, and it is written down',
    async (banned) => {
      const scene = await start();
      const bot = scene.bot('grid');
      const off = scene.practice.faults.set({ kind: 'rate-limit', banned, retryAfterS: 60, path: '/api/v3/account' });
      await scene.send(bot, 'GET', '/api/v3/account');
      off();
      const mark = scene.practice.mark();
      expect(codeOf(await scene.order(bot))).toBe('exchange-rate');
      expect(codeOf(await scene.send(undefined, 'GET', '/api/v3/ping'))).toBe('exchange-rate');
      expect(scene.used()).toBe('0 0');
      const spot = scene.practice.received(mark).filter(({ path }) => path.startsWith('/api/'));
      expect(spot).toEqual([]);
      const denied = (await scene.entries()).filter((entry) => entry.kind === 'decision' && entry.effect === 'deny');
      expect(denied.map((entry) => entry.kind === 'decision' && entry.reasons[0]?.code)).toEqual(['exchange-rate']);
      expect((await scene.send(undefined, 'GET', '/fapi/v1/ping')).status).toBe(200);
    },
  );
});

describe('a restart', () => {
  it('keeps limits, budgets and bot keys', async () => {
    const scene = await start({ limits: { daily_notional: '120 USDT', open_notional: '120 USDT' } });
    const bot = scene.bot('grid');
    await scene.order(bot, { newClientOrderId: 'a' });
    await scene.order(bot, { newClientOrderId: 'b' });
    await scene.restart();
    expect(scene.used()).toBe('2 100');
    expect(codeOf(await scene.order(bot))).toMatch(/^(?:open|daily)-notional$/);
    await scene.cancel(bot, 'a');
    expect(scene.used()).toBe('1 50');
    await scene.restart();
    expect(scene.used()).toBe('1 50');
    expect((await scene.order(bot)).status).toBe(200);
  });

  it('keeps rising nonces, fifty at once before and after it', async () => {
    const scene = await start({ exchange: 'kraken' });
    const bot = scene.bot('grid');
    const read = () => scene.send(bot, 'POST', '/0/private/Balance');
    const before = await Promise.all(Array.from({ length: 50 }, read));
    await scene.restart();
    const after = await Promise.all(Array.from({ length: 5 }, read));
    expect([...before, ...after].filter(({ body }) => !body.includes('"error":[]')).map(({ body }) => body)).toEqual(
      [],
    );
    const nonces = scene.practice
      .received()
      .flatMap(({ params }) => new Map(params).get('nonce') ?? [])
      .map(BigInt);
    expect(nonces.every((nonce, index) => index === 0 || nonce > nonces[index - 1]!)).toBe(true);
    expect(nonces.length).toBeGreaterThan(55);
  });
});
