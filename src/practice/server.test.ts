import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultKind } from './faults.ts';
import { signBinance } from './fronts/binance/auth.ts';
import type { KeyParts, MintedKey } from './keys.ts';
import { type Practice, startPractice } from './start.ts';

let nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
let practice: Practice;
let key: MintedKey;

beforeEach(async () => {
  practice = await startPractice({ port: 0, seed: 'server', clock });
  key = practice.mintKey({ exchange: 'binance', permissions: { trade: true, futures: true } });
});
afterEach(() => practice.stop());

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string | string[] | undefined>;
}

function raw(
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; timeoutMs?: number } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port: practice.port,
        path: target,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
      },
    );
    outgoing.setTimeout(options.timeoutMs ?? 5000, () => outgoing.destroy(new Error('timed out')));
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

function signed(method: string, path: string, params: [string, string][] = [], by: KeyParts = key, timeoutMs = 5000) {
  const host = path.startsWith('/fapi') ? 'fapi.binance.com' : 'api.binance.com';
  const request = signBinance({ method, host, path, params }, by, nowMs);
  return raw(request.target, { method, headers: { ...request.headers, host }, timeoutMs });
}

const order: [string, string][] = [
  ['symbol', 'BTCUSDT'],
  ['side', 'BUY'],
  ['type', 'LIMIT'],
  ['timeInForce', 'GTC'],
  ['quantity', '0.01'],
  ['price', '50000'],
];

const codeOf = (answer: Answer) => (JSON.parse(answer.body) as { code: number }).code;
const account = () => practice.core.account(key.account)!;

describe('the server', () => {
  it.each([
    ['the Host header', '/api/v3/time', { host: 'api.binance.com' }],
    ['the Host header with a port', '/api/v3/time', { host: 'api.binance.com:443' }],
    ['a host prefix', '/api.binance.com/api/v3/time', {}],
    ['a raw target behind the slash', '/https://api.binance.com/api/v3/time', {}],
    [
      'a percent-encoded target behind the slash',
      `/${encodeURIComponent('https://api.binance.com/api/v3/time?a=1&b=2')}`,
      {},
    ],
  ])('finds the exchange by %s', async (_title, target, headers) => {
    const answer = await raw(target, { headers: headers as Record<string, string> });
    expect(answer).toMatchObject({ status: 200, body: JSON.stringify({ serverTime: nowMs }) });
    expect(practice.received().at(-1)).toMatchObject({
      exchange: 'binance',
      host: 'api.binance.com',
      path: '/api/v3/time',
    });
  });

  it('answers 404 where no exchange is named, and -5000 on a path that the exchange has not', async () => {
    expect((await raw('/api/v3/time')).status).toBe(404);
    expect(practice.received().at(-1)).toMatchObject({ exchange: '', status: 404 });
    expect((await raw('/api.example.com/api/v3/time')).status).toBe(404);
    expect(codeOf(await raw('/api.binance.com/api/v3/nothing'))).toBe(-5000);
    expect(codeOf(await raw('/fapi.binance.com/api/v3/time'))).toBe(-5000);
  });

  it('sees signatures over the path and query as the real exchange would, in each form of address', async () => {
    const request = signBinance(
      { method: 'GET', host: 'api.binance.com', path: '/api/v3/account', params: [] },
      key,
      nowMs,
    );
    const url = `https://api.binance.com${request.target}`;
    for (const target of [`/api.binance.com${request.target}`, `/${url}`, `/${encodeURIComponent(url)}`]) {
      expect((await raw(target, { headers: request.headers })).status).toBe(200);
    }
  });

  it('keeps a ledger of what was received, with the account once the signature is good', async () => {
    const mark = practice.mark();
    await signed('POST', '/api/v3/order', order);
    await signed('GET', '/api/v3/account', [], { ...key, secret: 'wrong' });
    const [good, bad] = practice.received(mark);
    expect(good).toMatchObject({ method: 'POST', account: 'binance/main', keyId: key.id, status: 200 });
    expect(good?.params).toContainEqual(['quantity', '0.01']);
    expect(good?.headerNames).toContain('x-mbx-apikey');
    expect(bad).toMatchObject({ status: 400 });
    expect(bad?.account).toBeUndefined();
  });

  it('tells weight and order count in the headers', async () => {
    await signed('POST', '/api/v3/order', order);
    const answer = await signed('POST', '/api/v3/order', order);
    expect(Number(answer.headers['x-mbx-used-weight-1m'])).toBeGreaterThan(1);
    expect(answer.headers['x-mbx-order-count-10s']).toBe('2');
  });
});

describe('keys', () => {
  it('are recognisable, and the same for the same seed', async () => {
    expect(key.id).toMatch(/^PRACTICE[A-Za-z0-9]{56}$/);
    const again = await startPractice({ port: 0, seed: 'server', clock });
    expect(again.mintKey({ exchange: 'binance' }).id).toBe(key.id);
    await again.stop();
    const own = practice.mintKey({ exchange: 'binance', random: (size) => Buffer.alloc(size, 1) });
    expect(own.id).toBe(`PRACTICE${'B'.repeat(56)}`);
  });

  it('share an account when minted for it', () => {
    const second = practice.mintKey({ exchange: 'binance' });
    const other = practice.mintKey({ exchange: 'binance', account: 'other' });
    expect([second.account, other.account]).toEqual(['binance/main', 'binance/other']);
  });

  it.each<[string, () => Promise<Answer>, number]>([
    ['no key', () => raw('/api.binance.com/api/v3/account'), -2014],
    [
      'a key of the wrong form',
      () => raw('/api.binance.com/api/v3/account', { headers: { 'x-mbx-apikey': 'short' } }),
      -2014,
    ],
    [
      'a key that was not minted here',
      () => signed('GET', '/api/v3/account', [], { ...key, id: 'A'.repeat(64) }),
      -2015,
    ],
    ['a wrong signature', () => signed('GET', '/api/v3/account', [], { ...key, secret: 'no' }), -1022],
    [
      'a key without the permission',
      () => signed('POST', '/api/v3/order', order, practice.mintKey({ exchange: 'binance' })),
      -2015,
    ],
    [
      'a key of another address',
      () => signed('GET', '/api/v3/account', [], practice.mintKey({ exchange: 'binance', ips: ['10.0.0.1'] })),
      -2015,
    ],
    [
      'an expired key',
      () => signed('GET', '/api/v3/account', [], practice.mintKey({ exchange: 'binance', expiresMs: nowMs - 1 })),
      -2015,
    ],
  ])('are refused as the exchange does: %s', async (_title, ask, code) => {
    expect(codeOf(await ask())).toBe(code);
  });

  it('are refused when too old, too new or unsigned', async () => {
    const ask = (timestamp: number) => {
      const query = `timestamp=${timestamp}`;
      const signature = createHmac('sha256', key.secret).update(query).digest('hex');
      return raw(`/api.binance.com/api/v3/account?${query}&signature=${signature}`, {
        headers: { 'x-mbx-apikey': key.id },
      });
    };
    expect(codeOf(await ask(nowMs - 5001))).toBe(-1021);
    expect(codeOf(await ask(nowMs + 1000))).toBe(-1021);
    expect((await ask(nowMs + 999)).status).toBe(200);
    const unsigned = await raw(`/api.binance.com/api/v3/account?timestamp=${nowMs}`, {
      headers: { 'x-mbx-apikey': key.id },
    });
    expect(codeOf(unsigned)).toBe(-1102);
  });

  it('can be revoked', async () => {
    practice.keys.find('binance', key.id)!.revoked = true;
    expect(codeOf(await signed('GET', '/api/v3/account'))).toBe(-2015);
  });
});

describe('faults', () => {
  const on = (fault: FaultKind) => practice.faults.set({ ...fault, exchange: 'binance', path: '/api/v3/order' });

  it('a server error does nothing', async () => {
    on({ kind: 'server-error', status: 503 });
    expect((await signed('POST', '/api/v3/order', order)).status).toBe(503);
    expect(account().open.size).toBe(0);
  });

  it('accept-then-hang places the order and never answers', async () => {
    on({ kind: 'accept-then-hang' });
    await expect(signed('POST', '/api/v3/order', order, key, 200)).rejects.toThrow('timed out');
    expect(account().open.size).toBe(1);
    expect(practice.received().at(-1)?.status).toBeUndefined();
  });

  it('accept-then-reset places the order and resets the connection', async () => {
    on({ kind: 'accept-then-reset' });
    await expect(signed('POST', '/api/v3/order', order)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(account().open.size).toBe(1);
  });

  it('garbage is no JSON', async () => {
    on({ kind: 'garbage' });
    const answer = await signed('POST', '/api/v3/order', order);
    expect(() => JSON.parse(answer.body)).toThrow();
    expect(account().open.size).toBe(1);
  });

  it('rate limits say when to come back, and do nothing', async () => {
    on({ kind: 'rate-limit', retryAfterS: 7 });
    expect(await signed('POST', '/api/v3/order', order)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '7' },
    });
    practice.faults.clear();
    on({ kind: 'rate-limit', banned: true });
    expect(await signed('POST', '/api/v3/order', order)).toMatchObject({ status: 418 });
    expect(account().open.size).toBe(0);
  });

  it('a skewed clock shows in the time and refuses honest timestamps', async () => {
    practice.faults.set({ kind: 'clock-skew', skewMs: 60_000 });
    expect((await raw('/api.binance.com/api/v3/time')).body).toBe(JSON.stringify({ serverTime: nowMs + 60_000 }));
    expect(codeOf(await signed('GET', '/api/v3/account'))).toBe(-1021);
  });

  it('a revoked key, a refused address: of one key or of all', async () => {
    const off = practice.faults.set({ kind: 'key-revoked', keyId: 'another' });
    expect((await signed('GET', '/api/v3/account')).status).toBe(200);
    off();
    practice.faults.set({ kind: 'ip-refused' });
    expect(codeOf(await signed('GET', '/api/v3/account'))).toBe(-2015);
  });

  it('latency delays the answer, and a fault can end after a number of times', async () => {
    practice.faults.set({ kind: 'latency', delayMs: 120, times: 1 });
    const startMs = performance.now();
    await raw('/api.binance.com/api/v3/ping');
    expect(performance.now() - startMs).toBeGreaterThan(100);
    expect(practice.faults.list()).toHaveLength(0);
  });

  it('meets only its own exchange, path and method', async () => {
    practice.faults.set({ kind: 'server-error', exchange: 'kraken' });
    practice.faults.set({ kind: 'server-error', method: 'DELETE' });
    practice.faults.set({ kind: 'server-error', path: /^\/sapi/ });
    expect((await signed('POST', '/api/v3/order', order)).status).toBe(200);
    expect((await signed('GET', '/sapi/v1/account/apiRestrictions')).status).toBe(502);
  });
});

describe('a thief', () => {
  it('takes everything with a key that may do everything', async () => {
    const rich = practice.mintKey({
      exchange: 'binance',
      permissions: { trade: true, futures: true, transfer: true, withdraw: true },
    });
    await signed('POST', '/api/v3/order', order);
    const theft = await practice.thief(rich);
    expect(theft.worked).toEqual(['probe', 'withdraw', 'buy', 'cancel', 'transfer']);
    expect(practice.core.world.withdrawals[0]).toMatchObject({
      keyId: rich.id,
      asset: 'USDT',
      account: 'binance/main',
    });
    expect(account().wallets.spot.get('PUMP')!.free > 0n).toBe(true);
    expect(account().open.size).toBe(0);
  });

  it('can only look with a key that may only read', async () => {
    const theft = await practice.thief(practice.mintKey({ exchange: 'binance' }));
    expect(theft.worked).toEqual(['probe']);
  });
});

describe('the state', () => {
  it('goes through JSON and comes back whole: keys, balances, open orders, positions', async () => {
    await signed('POST', '/api/v3/order', order);
    await signed('POST', '/fapi/v1/order', [
      ['symbol', 'BTCUSDT'],
      ['side', 'BUY'],
      ['type', 'MARKET'],
      ['quantity', '0.01'],
    ]);
    const saved = JSON.parse(JSON.stringify(practice.save()));
    const before = practice.core.holdings();
    await practice.stop();
    practice = await startPractice({ port: 0, seed: 'ignored', clock, state: saved });
    expect(practice.core.holdings()).toEqual(before);
    expect(JSON.parse(JSON.stringify(practice.save()))).toEqual(saved);
    const open = JSON.parse((await signed('GET', '/api/v3/openOrders')).body) as unknown[];
    expect(open).toHaveLength(1);
    expect((await signed('DELETE', '/api/v3/openOrders', [['symbol', 'BTCUSDT']])).status).toBe(200);
    nowMs += 1000;
  });
});
