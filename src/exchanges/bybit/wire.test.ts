import { createVerify, generateKeyPairSync } from 'node:crypto';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { catalogue, type Dialect, isRefusal, privateKeyOf } from '../../core/index.ts';
import type { BotKey, Call, Credential } from '../exchange.ts';
import {
  asked,
  botKey,
  contextOf,
  credential,
  endpointFor,
  KEY_ID,
  KEY_SECRET,
  posted,
  secretOf,
} from './asked.contract.ts';
import { wire } from './wire.ts';

const CLOCK_MS = 1_790_000_000_000;

/** Signed by ccxt 4.5.84 with a fixed key and clock; the text to sign was derived anew and matched. */
const vectors = [
  {
    name: 'a GET without parameters, its bare ? left on by ccxt',
    method: 'GET',
    url: 'https://api.bybit.com/v5/user/query-api?',
    body: '',
    signature: '8218ded0dcd413825fa63418a78c1f30db5d305b9d0c376243e993e6fe3cf8ef',
  },
  {
    name: 'a GET with parameters',
    method: 'GET',
    url: 'https://api.bybit.com/v5/order/realtime?category=linear&settleCoin=USDT',
    body: '',
    signature: 'bf8c40899589c0cc075aa9bf50234b85785090dec417b7a73428c24bd3c3f2c8',
  },
  {
    name: 'an order',
    method: 'POST',
    url: 'https://api.bybit.com/v5/order/create',
    body: '{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"1","price":"10","orderLinkId":"c1"}',
    signature: '751f717ff36a2952711636a8d18746e98760dee1452435929170745e87d1c1d5',
  },
  {
    name: 'a withdrawal',
    method: 'POST',
    url: 'https://api.bybit.com/v5/asset/withdraw/create',
    body: '{"coin":"USDT","chain":"TRX","address":"addr1","amount":"1","timestamp":1790000000000}',
    signature: '6709e90f36e3cd2c0e342987f79ed2b4913611b0a65e22f5075739e3e261b741',
  },
] as const;

const vectorKey: BotKey = { id: 'test-key-0001', secret: secretOf('test-secret-0001-test-secret-0001') };
const vectorCredential: Credential = { id: 'test-key-0001', scheme: 'hmac', secret: vectorKey.secret! };

function vectorRequest({
  method,
  url,
  body,
  signature,
}: {
  method: string;
  url: string;
  body: string;
  signature: string;
}) {
  const headers = {
    'X-BAPI-API-KEY': 'test-key-0001',
    'X-BAPI-TIMESTAMP': String(CLOCK_MS),
    'X-BAPI-RECV-WINDOW': '5000',
    'X-BAPI-SIGN': signature,
    Referer: 'CCXT',
  };
  return asked(method, url, headers, body);
}

describe('the recorded vectors', () => {
  it.each(vectors)('hold for $name', (vector) => {
    const request = vectorRequest(vector);
    expect(wire.keyId(request)).toBe('test-key-0001');
    expect(wire.isSigned(request)).toBe(true);
    expect(wire.verify(request, vectorKey)).toEqual({ signedAtMs: CLOCK_MS, windowMs: 5_000 });
  });

  it.each(vectors)('are built anew for $name', (vector) => {
    const request = vectorRequest(vector);
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
    const built = wire.build(call, vectorCredential, { timeMs: CLOCK_MS });
    expect(built.headers['x-bapi-sign']).toBe(vector.signature);
    expect(built.body).toBe(vector.body);
    expect(`https://${built.host}${built.target}`).toBe(vector.url.replace(/\?$/, ''));
  });
});

describe('a signature', () => {
  const good = posted('/v5/order/create', { category: 'spot' });

  it.each([
    ['another secret', good, { ...botKey, secret: secretOf('another secret') }],
    ['a key without a secret', good, { id: KEY_ID }],
    ['another body', { ...good, rawBody: `${good.rawBody} ` }, botKey],
    ['another key id', good, { ...botKey, id: 'KWabcdefghijklmnoq' }],
    ['another time', { ...good, headers: new Map([...good.headers, ['x-bapi-timestamp', '1790000000001']]) }, botKey],
    ['another window', { ...good, headers: new Map([...good.headers, ['x-bapi-recv-window', '50000']]) }, botKey],
    ['no signature', { ...good, headers: new Map([...good.headers, ['x-bapi-sign', '']]) }, botKey],
    ['a shorter one', { ...good, headers: new Map([...good.headers, ['x-bapi-sign', 'ab']]) }, botKey],
  ] as const)('does not hold for %s', (_name, request, key) => {
    expect(wire.verify(request, key)).toMatchObject({ refused: true, code: 'bot-unknown' });
  });

  it('covers the query of a GET as it was sent', () => {
    const signed = ccxtSign('GET', 'v5/order/history', {
      category: 'linear',
      cursor: 'page_args%3Dfd%26symbol%3D6%26',
    });
    expect(isRefusal(wire.verify(signed, botKey))).toBe(false);
    expect(wire.verify({ ...signed, rawQuery: signed.rawQuery.replace('%3D', '=') }, botKey)).toMatchObject({
      code: 'bot-unknown',
    });
  });
});

function ccxtClient(apiKey: string, secret: string, atMs = CLOCK_MS) {
  const client = new ccxt.bybit({ apiKey, secret });
  client.nonce = () => atMs;
  return client;
}

/** What ccxt sends for these parameters, as a request of the bot. */
function ccxtSign(method: 'GET' | 'POST', path: string, params: object) {
  const signed = ccxtClient(KEY_ID, KEY_SECRET).sign(path, 'private', method, params);
  return asked(method, signed.url, signed.headers, signed.body ?? '');
}

describe('ccxt as an oracle', () => {
  const order = {
    category: 'spot',
    symbol: 'BTCUSDT',
    side: 'Buy',
    orderType: 'Limit',
    qty: '0.1',
    price: '50000',
    orderLinkId: 'c1',
  };

  it.each([
    ['GET', 'v5/order/realtime', { category: 'linear', settleCoin: 'USDT' }],
    ['GET', 'v5/account/wallet-balance', { accountType: 'UNIFIED' }],
    ['GET', 'v5/user/query-api', {}],
    ['POST', 'v5/order/create', order],
    ['POST', 'v5/order/cancel-all', { category: 'spot' }],
  ] as const)('is believed for %s %s', (method, path, params) => {
    const request = ccxtSign(method, path, params);
    expect(wire.verify(request, botKey)).toEqual({ signedAtMs: CLOCK_MS, windowMs: 5_000 });
  });

  it.each([
    ['GET', 'v5/order/realtime', { category: 'linear', settleCoin: 'USDT', cursor: 'a%2Cb' }],
    ['POST', 'v5/order/create', order],
  ] as const)('signs what is sent on for %s %s in the same way', (method, path, params) => {
    const request = ccxtSign(method, path, params);
    const call = wire.parse(request, endpointFor(request), contextOf());
    if (isRefusal(call)) throw new Error(call.message);
    const built = wire.build(call, credential, { timeMs: CLOCK_MS });
    const oracle = ccxtClient(credential.id, 'real-secret').sign(path, 'private', method, params);
    expect(built.headers['x-bapi-sign']).toBe((oracle.headers as Record<string, string>)['X-BAPI-SIGN']);
    expect(built.body).toBe(oracle.body ?? '');
  });
});

describe('what leaves', () => {
  it('carries no header of the bot, but the mark for the network', () => {
    const request = posted('/v5/order/cancel', { category: 'spot', symbol: 'BTCUSDT', orderId: '1' });
    const headers = new Map([
      ...request.headers,
      ['cdn-request-id', 'abc'],
      ['referer', 'CCXT'],
      ['user-agent', 'bot'],
    ]);
    const call = wire.parse({ ...request, headers }, endpointFor(request), contextOf());
    if (isRefusal(call)) throw new Error(call.message);
    const built = wire.build(call, credential, { timeMs: CLOCK_MS });
    expect(Object.keys(built.headers).sort()).toEqual([
      'cdn-request-id',
      'content-type',
      'x-bapi-api-key',
      'x-bapi-recv-window',
      'x-bapi-sign',
      'x-bapi-timestamp',
    ]);
    expect(JSON.stringify(built)).not.toContain(KEY_ID);
  });

  it('carries no key to a public endpoint', () => {
    const request = asked('GET', 'https://api.bybit.com/v5/market/tickers?category=spot&symbol=BTCUSDT');
    const call = wire.parse(request, endpointFor(request), contextOf());
    if (isRefusal(call)) throw new Error(call.message);
    expect(wire.build(call, undefined, { timeMs: CLOCK_MS })).toEqual({
      method: 'GET',
      host: 'api.bybit.com',
      target: '/v5/market/tickers?category=spot&symbol=BTCUSDT',
      headers: {},
      body: '',
    });
  });

  it('is signed by an RSA key in base64', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const secret = secretOf(String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })));
    const rsa: Credential = { id: 'realKey00000000001', scheme: 'rsa', secret, privateKey: privateKeyOf(secret)! };
    const request = posted('/v5/order/cancel', { category: 'spot', symbol: 'BTCUSDT', orderId: '1' });
    const call = wire.parse(request, endpointFor(request), contextOf());
    if (isRefusal(call)) throw new Error(call.message);
    const built = wire.build(call, rsa, { timeMs: CLOCK_MS });
    const text = `${CLOCK_MS}${rsa.id}5000${built.body}`;
    expect(createVerify('sha256').update(text).verify(pair.publicKey, built.headers['x-bapi-sign']!, 'base64')).toBe(
      true,
    );
  });
});

describe('a refusal', () => {
  const expected: Record<Dialect, string> = {
    permission: 'PermissionDenied',
    'invalid-order': 'InvalidOrder',
    'bad-request': 'BadRequest',
    auth: 'AuthenticationError',
    timestamp: 'InvalidNonce',
    'rate-limit': 'RateLimitExceeded',
    'unknown-outcome': 'RequestTimeout',
  };

  it.each(Object.entries(catalogue))(
    'of the code %s is read by ccxt as its dialect says, on every path',
    (code, entry) => {
      const { dialect, title } = entry;
      const answer = wire.refusal(
        dialect,
        `keyward: ${code}: ${title}; keyward explain 01JZXABCDEFGHJKMNPQRSTVWXY`,
        undefined,
      );
      for (const path of ['v5/order/create', 'v5/position/set-leverage', 'v5/account/wallet-balance']) {
        const raised = () =>
          ccxtClient('a', 'b').handleErrors(
            answer.status,
            'OK',
            `https://api.bybit.com/${path}`,
            'POST',
            answer.headers,
            answer.body,
            JSON.parse(answer.body),
            {},
            '',
          );
        expect(raised).toThrow(expect.objectContaining({ name: expected[dialect] }));
      }
    },
  );

  it('has the status 200, as every answer of this exchange', () => {
    for (const dialect of Object.keys(expected) as Dialect[])
      expect(wire.refusal(dialect, 'no', undefined).status).toBe(200);
  });

  it('is sent again by pybit for the clock and the rate alone', () => {
    const retried = [10002, 10006, 30034, 30035, 130035, 130150];
    const again = (Object.keys(expected) as Dialect[]).filter((dialect) =>
      retried.includes(JSON.parse(wire.refusal(dialect, 'no', undefined).body).retCode),
    );
    expect(again).toEqual(['timestamp', 'rate-limit']);
  });
});

describe('the limits in a reply', () => {
  const at = (retCode: number, time?: number) =>
    JSON.stringify({ retCode, retMsg: '', result: {}, retExtInfo: {}, time });
  const reset = (time: string) => ({
    'x-bapi-limit': '20',
    'x-bapi-limit-status': '0',
    'x-bapi-limit-reset-timestamp': time,
  });

  it('are not taken from headers that tell of one endpoint alone', () => {
    expect(wire.rate(200, reset('1790000000000'), 'v5', at(0))).toEqual([]);
  });

  it('keep everything away for ten minutes after a 403', () => {
    expect(wire.rate(403, {}, 'v5', 'access too frequent')).toEqual([
      { bucket: 'v5', retryAfterMs: 600_000, isBan: true },
    ]);
  });

  it.each([
    ['the window of a key', 10006, {}, undefined, 1_000],
    ['until the reset that is told', 10006, reset('1790000003500'), 1_790_000_000_000, 3_500],
    ['the window of a key when the reset is over', 10006, reset('1790000000000'), 1_790_000_003_000, 1_000],
    ['the window of a key when no time is told', 10006, reset('1790000003500'), undefined, 1_000],
    ['no longer than a ban', 10006, reset('9999999999999'), 1_790_000_000_000, 600_000],
    ['the window of an address', 10018, {}, undefined, 5_000],
  ])('keep away for %s', (_, retCode, headers, time, retryAfterMs) => {
    expect(wire.rate(200, headers, 'v5', at(retCode, time))).toEqual([{ bucket: 'v5', retryAfterMs }]);
  });

  it.each([
    '',
    '<html>10006</html>',
    at(0).replace('{}', '{"id":"10006"}'),
    '{"result":{"retCode":10006}}',
    '{"retCode":100060}',
  ])('say nothing in %s', (body) => {
    expect(wire.rate(200, {}, 'v5', body)).toEqual([]);
  });
});
