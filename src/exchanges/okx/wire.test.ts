import { readFileSync } from 'node:fs';
import ccxt from 'ccxt';
import fc from 'fast-check';
import { RestClient } from 'okx-api';
import { describe, expect, it } from 'vitest';
import { type Dialect, isRefusal, Secret } from '../../core/index.ts';
import type { BotRequest, Call, Credential } from '../exchange.ts';
import {
  clockMs,
  endpointFor,
  index,
  parseRequest,
  recordingCcxt,
  requestOf,
  sampleId,
  sampleKey,
  samplePassphrase,
  sampleSecret,
} from './samples.contract.ts';
import { wire } from './wire.ts';

interface Vector {
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly passphrase: string;
  readonly clockMs: number;
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}
const { vectors } = JSON.parse(readFileSync(new URL('./vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};

const secretOf = (text: string) => Secret.take(Buffer.from(text));
const credential = (): Credential => ({
  id: sampleId,
  scheme: 'hmac',
  secret: secretOf(sampleSecret),
  passphrase: secretOf(samplePassphrase),
});

describe('the signature vectors', () => {
  it.each(vectors)(
    '$name: verify accepts it',
    ({ key, secret, passphrase, clockMs: atMs, method, url, body, headers }) => {
      const request = requestOf(method, url, headers, body ?? '');
      const botKey = { id: key, secret: secretOf(secret), passphrase: secretOf(passphrase) };
      expect(wire.verify(request, botKey)).toEqual({ signedAtMs: atMs, windowMs: 30_000, nonce: expect.any(String) });
      expect(wire.keyId(request)).toBe(key);
      expect(wire.isSigned(request)).toBe(true);
    },
  );

  it.each(vectors)(
    '$name: build signs the same bytes alike',
    ({ key, secret, passphrase, clockMs: atMs, method, url, body, headers }) => {
      const request = requestOf(method, url, headers, body ?? '');
      const call: Call = {
        endpoint: endpointFor(request),
        host: request.host,
        environment: 'live',
        path: request.path,
        query: request.query,
        body: request.body,
        headers: [],
        intents: [],
      };
      const own = { id: key, scheme: 'hmac', secret: secretOf(secret), passphrase: secretOf(passphrase) };
      const built = wire.build(call, own, { timeMs: atMs });
      const expected = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      expect(built.headers).toEqual(expected);
      expect(built.body).toBe(body ?? '');
      expect(`https://${built.host}${built.target}`).toBe(url);
    },
  );
});

async function signedOrder(): Promise<BotRequest> {
  const { client, sent } = recordingCcxt();
  await client.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 50_000);
  return sent[0]!;
}

describe('verify', () => {
  it('accepts what ccxt signs and what okx-api signs', async () => {
    expect(wire.verify(await signedOrder(), sampleKey())).toEqual({
      signedAtMs: clockMs,
      windowMs: 30_000,
      nonce: expect.any(String),
    });
    const request = await sdkRequest((client) =>
      client.getOrderDetails({ instId: 'BTC-USDT', clOrdId: 'a1' } as never),
    );
    expect(isRefusal(wire.verify(request, sampleKey()))).toBe(false);
  });

  it.each([
    ['another path', (request: BotRequest) => ({ ...request, path: '/api/v5/asset/withdrawal' })],
    ['another method', (request: BotRequest) => ({ ...request, method: 'PUT' as const })],
    ['a query more', (request: BotRequest) => ({ ...request, rawQuery: 'a=b' })],
    ['another body', (request: BotRequest) => ({ ...request, rawBody: request.rawBody.replace('0.01', '0.02') })],
    ['another time', (request: BotRequest) => withHeader(request, 'ok-access-timestamp', '2026-09-21T14:13:21.000Z')],
    [
      'another passphrase',
      (request: BotRequest) => withHeader(request, 'ok-access-passphrase', `${samplePassphrase}x`),
    ],
    ['no passphrase', (request: BotRequest) => withHeader(request, 'ok-access-passphrase', undefined)],
    ['no signature', (request: BotRequest) => withHeader(request, 'ok-access-sign', undefined)],
    ['a signature that is no base64', (request: BotRequest) => withHeader(request, 'ok-access-sign', 'a'.repeat(44))],
  ])('refuses %s', async (_name, change) => {
    const answer = wire.verify(change(await signedOrder()), sampleKey());
    expect(isRefusal(answer) && answer.code).toBe('bot-unknown');
  });

  it('knows one signature again on every host and in each of its four spellings', async () => {
    const request = await signedOrder();
    const sign = request.headers.get('ok-access-sign')!;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = letters.indexOf(sign[42]!);
    const nonceOf = (changed: BotRequest) => {
      const verified = wire.verify(changed, sampleKey());
      return isRefusal(verified) ? verified.code : verified.nonce;
    };
    const nonces = [0, 1, 2, 3].map((spare) =>
      nonceOf(withHeader(request, 'ok-access-sign', `${sign.slice(0, 42)}${letters[(last & ~3) + spare]}=`)),
    );
    expect(new Set([...nonces, nonceOf({ ...request, host: 'aws.okx.com' })])).toEqual(new Set([nonceOf(request)]));
    expect(nonceOf(await signedOrder())).not.toBe(nonceOf(request));
  });

  it('refuses a time that is no ISO time, though it is signed', () => {
    const { client } = recordingCcxt();
    client.iso8601 = () => String(clockMs);
    const signed = client.sign('account/config', 'private', 'GET', {}) as {
      url: string;
      headers: Record<string, string>;
    };
    const answer = wire.verify(requestOf('GET', signed.url, signed.headers), sampleKey());
    expect(isRefusal(answer) && answer.code).toBe('bot-clock');
  });

  it('refuses a key without a passphrase', async () => {
    const { passphrase: _passphrase, ...key } = sampleKey();
    expect(isRefusal(wire.verify(await signedOrder(), key))).toBe(true);
  });
});

function withHeader(request: BotRequest, name: string, value: string | undefined): BotRequest {
  const headers = new Map(request.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
}

/** The request that okx-api makes, caught before the network. */
async function sdkRequest(use: (client: RestClient) => Promise<unknown>): Promise<BotRequest> {
  let caught: BotRequest | undefined;
  const adapter = async (config: {
    url: string;
    method: string;
    params?: Record<string, string>;
    data?: string;
    headers: object;
  }) => {
    const query = new URLSearchParams(config.params).toString();
    const url = query === '' ? config.url : `${config.url}?${query}`;
    caught = requestOf(config.method.toUpperCase(), url, { ...config.headers } as Record<string, string>, config.data);
    return { status: 200, data: { code: '0', data: [], msg: '' }, headers: {}, config };
  };
  const client = new RestClient({ apiKey: sampleId, apiSecret: sampleSecret, apiPass: samplePassphrase }, {
    adapter,
  } as never);
  await use(client);
  return caught!;
}

describe('build', () => {
  it('makes an order that ccxt would sign alike, with the key swapped', async () => {
    const call = parseRequest(await signedOrder()) as Call;
    const built = wire.build(call, credential(), { timeMs: clockMs });
    const { client } = recordingCcxt();
    const body = JSON.parse(built.body) as object[];
    const signed = client.sign('trade/batch-orders', 'private', 'POST', body) as {
      body: string;
      headers: Record<string, string>;
    };
    expect(signed.body).toBe(built.body);
    expect(built.headers['ok-access-sign']).toBe(signed.headers['OK-ACCESS-SIGN']);
  });

  it('is what verify accepts, for any query and time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-zA-Z]{1,8}$/), fc.string({ maxLength: 20 }))),
        fc.integer({ min: 0, max: 4e12 }),
        (query, timeMs) => {
          const endpoint = index.find('rest', 'GET', '/api/v5/account/bills')!;
          const call: Call = {
            endpoint,
            host: 'www.okx.com',
            environment: 'live',
            path: endpoint.path,
            query,
            body: { kind: 'none' },
            headers: [],
            intents: [],
          };
          const built = wire.build(call, credential(), { timeMs });
          const [path = '', rawQuery = ''] = built.target.split('?');
          const request = { ...requestOf('GET', 'https://www.okx.com/', built.headers), path, rawQuery };
          expect(wire.verify(request, sampleKey())).toEqual({
            signedAtMs: timeMs,
            windowMs: 30_000,
            nonce: expect.any(String),
          });
        },
      ),
    );
  });

  it('sends the demo header for a call of the demo environment alone, with a key or without', () => {
    const request = requestOf('GET', 'https://www.okx.com/api/v5/public/time', {});
    for (const key of [credential(), undefined]) {
      const header = (environment: 'live' | 'demo') =>
        wire.build(parseRequest(request, environment) as Call, key, { timeMs: clockMs }).headers['x-simulated-trading'];
      expect(header('demo')).toBe('1');
      expect(header('live')).toBeUndefined();
    }
  });

  it('carries no key and no passphrase without a credential', () => {
    const request = requestOf('GET', 'https://www.okx.com/api/v5/public/time', { 'OK-ACCESS-KEY': sampleId });
    expect(wire.build(parseRequest(request) as Call, undefined, { timeMs: clockMs }).headers).toEqual({});
  });

  it('passes expTime on, and only as a time in ms', () => {
    const order = (deadline: string) =>
      parseRequest(
        requestOf(
          'POST',
          'https://www.okx.com/api/v5/trade/cancel-order',
          { expTime: deadline },
          '{"instId":"BTC-USDT","ordId":"1"}',
        ),
      );
    const built = wire.build(order('1790000001000') as Call, credential(), { timeMs: clockMs });
    expect(built.headers['exptime']).toBe('1790000001000');
    expect(order('soon')).toMatchObject({ code: 'parameter-invalid' });
  });
});

const dialectClasses: readonly (readonly [Dialect, string])[] = [
  ['permission', 'PermissionDenied'],
  ['invalid-order', 'InvalidOrder'],
  ['bad-request', 'BadRequest'],
  ['auth', 'AuthenticationError'],
  ['timestamp', 'InvalidNonce'],
  ['rate-limit', 'RateLimitExceeded'],
  ['unknown-outcome', 'RequestTimeout'],
];
const asked = [
  'POST /api/v5/trade/batch-orders',
  'GET /api/v5/account/balance',
  'POST /api/v5/asset/withdrawal',
  undefined,
];

describe('a refusal', () => {
  it.each(dialectClasses.flatMap(([dialect, name]) => asked.map((line) => [dialect, name, line] as const)))(
    '%s is ccxt %s for %s',
    (dialect, name, line) => {
      const [method = '', path = ''] = line?.split(' ') ?? [];
      const answer = wire.refusal(
        dialect,
        'keyward: order-notional: 20 10; keyward explain 01J',
        index.find('rest', method, path),
      );
      const client = new ccxt.okx();
      const handle = () =>
        client.handleErrors(answer.status, '', '', method, {}, answer.body, JSON.parse(answer.body), {}, undefined);
      expect(handle).toThrow((ccxt as never)[name]);
      expect(handle).toThrow(/keyward explain 01J/);
      expect(answer.status).toBeLessThan(500);
      expect(answer.status === 429).toBe(dialect === 'rate-limit');
    },
  );

  it.each(dialectClasses)('%s is thrown by okx-api with its code', async (dialect) => {
    const answer = wire.refusal(dialect, 'keyward: no', index.find('rest', 'POST', '/api/v5/trade/order'));
    const adapter = async (config: object) => {
      const response = { status: answer.status, data: JSON.parse(answer.body), headers: {}, config };
      if (answer.status === 200) return response;
      throw Object.assign(new Error('status'), { response });
    };
    const client = new RestClient({ apiKey: 'a', apiSecret: 'b', apiPass: 'c' }, { adapter } as never);
    const order = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'market', sz: '1' } as const;
    await expect(client.submitOrder(order)).rejects.toMatchObject(JSON.parse(answer.body));
  });
});

describe('rate', () => {
  it('reads a 429', () => {
    expect(wire.rate(200, {}, 'rest', '')).toEqual([]);
    expect(wire.rate(429, {}, 'rest', '')).toEqual([{ bucket: 'rest', retryAfterMs: 2_000 }]);
    expect(wire.rate(429, { 'retry-after': '7' }, 'rest', '')).toEqual([{ bucket: 'rest', retryAfterMs: 7_000 }]);
  });

  it.each([
    { code: '50011', data: [] },
    { code: '50061', data: [] },
    { code: '2', data: [{ sCode: '0' }, { sCode: '50061' }] },
  ])('reads %j with 200', (answer) => {
    expect(wire.rate(200, {}, 'rest', JSON.stringify(answer))).toEqual([{ bucket: 'rest', retryAfterMs: 2_000 }]);
  });

  it.each(['50011', '{"code":"0","data":[{"ordId":"50011","code":"50011"}]}', '{"code":"150011"}'])(
    'reads nothing in %s',
    (body) => {
      expect(wire.rate(200, {}, 'rest', body)).toEqual([]);
    },
  );
});
