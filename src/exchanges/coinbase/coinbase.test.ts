import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify as verifyBytes,
} from 'node:crypto';
import { CBAdvancedTradeClient } from 'coinbase-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, parseDecimal, Secret, type Side } from '../../core/index.ts';
import { botRequestOf, type SentRequest } from '../bot-request.contract.ts';
import { ccxtClient, ccxtErrorOf, sentByCcxt, setCcxtMarkets } from '../ccxt-client.contract.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { Call, Credential, ParseContext } from '../exchange.ts';
import { coinbase } from './coinbase.ts';
import { fixture } from './contract-fixture.ts';

const { wire, account, market, key, facts } = coinbase;
const [btc] = fixture.instruments;
const index = new EndpointIndex(facts);
const ORDERS = '/api/v3/brokerage/orders';
const name = 'organizations/org-1/apiKeys/key-1';
const decimal = (text: string) => parseDecimal(text)!;
const secretOf = (text: string) => Secret.take(Buffer.from(text));

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = ec.privateKey.export({ type: 'sec1', format: 'pem' }) as string;
const botKey = { id: name, publicKey: ec.publicKey };
const ed = generateKeyPairSync('ed25519');
const edBytes = Buffer.concat([
  ed.privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32),
  ed.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32),
]);
const edKey = { id: name, publicKey: ed.publicKey };

const context: ParseContext = {
  environment: 'live',
  instrument: (symbol, kind) => fixture.instruments.find((one) => one.symbol === symbol && one.kind === kind),
  newClientOrderId: () => 'kw00000000000000000000000001',
  orderInstrument: ({ orderId }) => (orderId === 'known' ? btc : undefined),
};

function parse(sent: SentRequest) {
  const endpoint = index.find('rest', sent.method, new URL(sent.url).pathname);
  if (!endpoint) throw new Error(`not in the facts: ${sent.method} ${sent.url}`);
  return wire.parse(botRequestOf(sent), endpoint, context);
}

function read(sent: SentRequest): Call {
  const call = parse(sent);
  if (isRefusal(call)) throw new Error(`${call.code}: ${call.message}`);
  return call;
}

const codeOf = (sent: SentRequest): string => {
  const result = parse(sent);
  return isRefusal(result) ? result.code : 'read';
};

const post = (path: string, json: unknown, more: Record<string, string> = {}): SentRequest => ({
  method: 'POST',
  url: `https://api.coinbase.com${path}`,
  headers: { 'content-type': 'application/json', ...more },
  body: typeof json === 'string' ? json : JSON.stringify(json),
});

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const es256 = (text: string, secret: KeyObject = ec.privateKey): Buffer =>
  sign('sha256', Buffer.from(text), { key: secret, dsaEncoding: 'ieee-p1363' });

const header = { alg: 'ES256', typ: 'JWT', kid: name, nonce: '10a92798a0f2a02aff7e51b11bc32920' };
const payload = {
  sub: name,
  iss: 'cdp',
  nbf: 1_790_000_000,
  exp: 1_790_000_120,
  uri: `POST api.coinbase.com${ORDERS}`,
};

/** A request for an order with a token made of these parts, as they are. */
function requestWith(head: unknown, body: unknown, make: (text: string) => Buffer | string = es256) {
  const text = `${encode(head)}.${encode(body)}`;
  const made = make(text);
  const signature = typeof made === 'string' ? made : made.toString('base64url');
  return botRequestOf(post(ORDERS, '{}', { authorization: `Bearer ${text}.${signature}` }));
}

const verdictOf = (request: ReturnType<typeof botRequestOf>, who = botKey): string => {
  const verified = wire.verify(request, who);
  return isRefusal(verified) ? verified.code : 'accepted';
};

describe('a token', () => {
  it('says when it was made, for how long, and what makes it good for one change', () => {
    expect(wire.verify(requestWith(header, payload), botKey)).toEqual({
      signedAtMs: 1_790_000_000_000,
      windowMs: 120_000,
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it.each([
    ['without an audience, as the documents have it', payload],
    ['of ccxt for EC keys', { ...payload, iss: 'coinbase-cloud', aud: ['retail_rest_api_proxy'], iat: 1_790_000_000 }],
    ['with one address in a list', { ...payload, uri: undefined, uris: [payload.uri], aud: ['cdp_service'] }],
  ])('is accepted %s', (_title, body) => {
    expect(verdictOf(requestWith(header, body))).toBe('accepted');
  });

  it.each<[string, object, object]>([
    ['of another key', { ...header, kid: 'organizations/org-1/apiKeys/key-2' }, payload],
    ['of another subject', header, { ...payload, sub: 'organizations/org-1/apiKeys/key-2' }],
    ['of another issuer', header, { ...payload, iss: 'keyward' }],
    ['for another audience', header, { ...payload, aud: ['public_websocket_api'] }],
    ['for one more audience', header, { ...payload, aud: ['cdp_service', 'public_websocket_api'] }],
    ['for a web socket, without an address', header, { ...payload, uri: undefined }],
    ['for another method', header, { ...payload, uri: `GET api.coinbase.com${ORDERS}` }],
    ['for another path', header, { ...payload, uri: `POST api.coinbase.com${ORDERS}/edit` }],
    ['for another host', header, { ...payload, uri: `POST api.example.com${ORDERS}` }],
    ['for two addresses', header, { ...payload, uri: undefined, uris: [payload.uri, payload.uri] }],
    ['with an address twice', header, { ...payload, uris: [payload.uri] }],
    ['with an address that is no text', header, { ...payload, uri: [payload.uri] }],
    ['of another kind', { ...header, typ: 'JOSE' }, payload],
    ['with a critical extension', { ...header, crit: ['b64'], b64: false }, payload],
  ])('%s is refused', (_title, head, body) => {
    expect(verdictOf(requestWith(head, body))).toBe('bot-unknown');
  });

  it.each<[string, object]>([
    ['no start', { nbf: undefined }],
    ['no end', { exp: undefined }],
    ['more than two minutes', { exp: payload.nbf + 121 }],
    ['an end before its start', { exp: payload.nbf }],
    ['a start with a fraction', { nbf: 1_790_000_000.5 }],
    ['a start in a text', { nbf: '1790000000' }],
  ])('with %s is refused for its time', (_title, more) => {
    expect(verdictOf(requestWith(header, { ...payload, ...more }))).toBe('bot-clock');
  });

  const publicPem = ec.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const macWith = (secret: string) => (text: string) => createHmac('sha256', secret).update(text).digest();

  it.each<[string, object, (text: string) => Buffer | string]>([
    ['no algorithm', { ...header, alg: 'none' }, () => ''],
    ['no algorithm, and a signature', { ...header, alg: 'none' }, (text) => es256(text)],
    ['a MAC with the public key', { ...header, alg: 'HS256' }, macWith(publicPem)],
    ['a MAC with nothing', { ...header, alg: 'HS256' }, macWith('')],
    ['the algorithm of another kind of key', { ...header, alg: 'EdDSA' }, (text) => es256(text)],
    ['an algorithm in small letters', { ...header, alg: 'es256' }, (text) => es256(text)],
    ['a list of algorithms', { ...header, alg: ['ES256'] }, (text) => es256(text)],
    [
      'the key of a stranger',
      header,
      (text) => es256(text, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    ],
    ['zeros', header, () => Buffer.alloc(64)],
    ['a signature in DER', header, (text) => sign('sha256', Buffer.from(text), ec.privateKey)],
    ['a signature that is cut', header, (text) => es256(text).subarray(0, 63)],
    ['padding', header, (text) => `${es256(text).toString('base64url')}==`],
    ['the letters of plain base64', header, (text) => `${es256(text).toString('base64url').slice(0, 85)}+`],
  ])('with %s is refused', (_title, head, make) => {
    const request = requestWith(head, payload, make);
    expect(verdictOf(request)).toBe('bot-unknown');
    expect(verdictOf(request, edKey)).toBe('bot-unknown');
  });

  it.each<[string, string, string]>([
    ['a claim twice', JSON.stringify(header), JSON.stringify(payload).replace('{', `{"sub":"${name}",`)],
    ['a header twice', JSON.stringify(header).replace('{', '{"alg":"none",'), JSON.stringify(payload)],
    ['text after the claims', JSON.stringify(header), `${JSON.stringify(payload)}x`],
    ['a list for claims', JSON.stringify(header), JSON.stringify([payload])],
    ['no claims', JSON.stringify(header), 'null'],
    ['bytes that are no UTF-8', JSON.stringify(header), 'latin'],
  ])('with %s is refused', (_title, head, body) => {
    const bytes = body === 'latin' ? Buffer.from([0xff, 0x7b, 0x7d]) : Buffer.from(body);
    const text = `${encode(head)}.${bytes.toString('base64url')}`;
    const request = botRequestOf(
      post(ORDERS, '{}', { authorization: `Bearer ${text}.${es256(text).toString('base64url')}` }),
    );
    expect(verdictOf(request)).toBe('bot-unknown');
  });

  it('in a spelling that is not canonical is refused', () => {
    const signed = requestWith(header, payload).headers.get('authorization')!;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(signed.at(-1)!);
    const spelt = [
      `${signed.slice(0, -1)}${letters[last ^ 1]}`,
      `bearer ${signed.slice(7)}`,
      `${signed} `,
      `${signed}.`,
      ` ${signed}`,
    ];
    expect(spelt.map((authorization) => verdictOf(botRequestOf(post(ORDERS, '{}', { authorization }))))).toEqual(
      spelt.map(() => 'bot-unknown'),
    );
  });

  it('keeps what makes it good for one change when its signature is turned round', () => {
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const nonces = [es256, (text: string) => turned(es256(text))].map((make) =>
      wire.verify(requestWith(header, payload, make), botKey),
    );
    expect(nonces[0]).toHaveProperty('nonce');
    expect(nonces[1]).toEqual(nonces[0]);

    function turned(signature: Buffer): Buffer {
      const s = order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
      return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
    }
  });

  it('with another nonce or time is good for another change', () => {
    const nonceOf = (head: object, body: object) =>
      (wire.verify(requestWith(head, body), botKey) as { nonce?: string }).nonce;
    const all = [
      nonceOf(header, payload),
      nonceOf({ ...header, nonce: 'other' }, payload),
      nonceOf(header, { ...payload, nbf: payload.nbf + 1 }),
    ];
    expect(new Set(all).size).toBe(3);
  });

  it('is read or refused, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (head, body) => {
        const request = requestWith(head, body);
        wire.keyId(request);
        expect(verdictOf(request)).not.toBe('accepted');
      }),
    );
  });
});

/** The addresses under which a bot reaches a gateway on port 8787. */
const gateway = 'http://127.0.0.1:8787/api.coinbase.com';

describe('the signature of a client', () => {
  const secret = () => secretOf(pem);
  const signedBy = async (options: object, method: string, path: string): Promise<string> => {
    const client = new CBAdvancedTradeClient({ apiKey: name, ...options });
    const { baseUrl, buildRequest } = client as unknown as {
      baseUrl: string;
      buildRequest(...args: unknown[]): Promise<{ headers: { Authorization: string } }>;
    };
    const built = await buildRequest.call(client, method, path, baseUrl + path, { body: {} }, false);
    return built.headers.Authorization;
  };
  const arriving = (authorization: string, prefix?: string) =>
    botRequestOf(post(ORDERS, '{}', { authorization }), prefix ? [`${prefix}${ORDERS}`] : []);

  it('of ccxt is accepted with its base URL set to the gateway', () => {
    const client = ccxtClient('coinbase', { id: name, secret: secret() });
    (client as unknown as { urls: { api: { rest: string } } }).urls.api.rest = gateway;
    const { headers } = client.sign('brokerage/orders', ['v3', 'private'], 'POST', { side: 'BUY' });
    const authorization = String(headers!.Authorization);
    expect(verdictOf(arriving(authorization, gateway))).toBe('accepted');
    expect(verdictOf(arriving(authorization, 'http://127.0.0.1:9999/api.coinbase.com'))).toBe('bot-unknown');
    expect(verdictOf(arriving(authorization))).toBe('bot-unknown');
  });

  it('of coinbase-api is accepted directly, and with its base URL set to the gateway', async () => {
    const direct = await signedBy({ apiSecret: pem }, 'POST', ORDERS);
    expect(verdictOf(arriving(direct, gateway))).toBe('accepted');
    const through = await signedBy({ apiSecret: pem, baseUrl: gateway }, 'POST', ORDERS);
    expect(verdictOf(arriving(through, gateway))).toBe('accepted');
    expect(verdictOf(arriving(through, 'http://localhost:8787/api.coinbase.com'))).toBe('bot-unknown');
    const edit = await signedBy({ apiSecret: pem, baseUrl: gateway }, 'POST', `${ORDERS}/edit`);
    expect(verdictOf(arriving(edit, gateway))).toBe('bot-unknown');
  });

  it('is accepted with an Ed25519 key, by ccxt and by coinbase-api', async () => {
    const base64 = edBytes.toString('base64');
    const client = ccxtClient('coinbase', { id: name, secret: secretOf(base64) });
    const { headers } = client.sign('brokerage/orders', ['v3', 'private'], 'POST', { side: 'BUY' });
    expect(verdictOf(arriving(String(headers!.Authorization)), edKey)).toBe('accepted');
    expect(verdictOf(arriving(await signedBy({ apiSecret: base64 }, 'POST', ORDERS)), edKey)).toBe('accepted');
    expect(verdictOf(arriving(await signedBy({ apiSecret: base64 }, 'POST', ORDERS)), botKey)).toBe('bot-unknown');
  });
});

describe("Keyward's own signature", () => {
  const time = { timeMs: 1_790_000_000_999 };

  it.each<[string, string, 'ES256' | 'EdDSA', KeyObject]>([
    ['es256', pem, 'ES256', ec.publicKey],
    ['ed25519', edBytes.toString('base64'), 'EdDSA', ed.publicKey],
  ])('with a key of kind %s is a token as the documents describe it', (scheme, text, alg, publicKey) => {
    const credential = key.credential({ id: name, secret: secretOf(text) }) as Credential;
    expect(credential.scheme).toBe(scheme);
    const [call] = account.openOrders(btc!, 'live');
    const { headers, target } = wire.build(call!, credential, time);
    const [head, body, signature] = headers['authorization']!.replace('Bearer ', '').split('.');
    const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    expect(json(head!)).toEqual({ alg, typ: 'JWT', kid: name, nonce: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(json(body!)).toEqual({
      sub: name,
      iss: 'cdp',
      nbf: 1_790_000_000,
      exp: 1_790_000_120,
      uri: 'GET api.coinbase.com/api/v3/brokerage/orders/historical/batch',
    });
    const bytes = Buffer.from(signature!, 'base64url');
    const signed = Buffer.from(`${head}.${body}`);
    expect(
      alg === 'EdDSA'
        ? verifyBytes(null, signed, publicKey, bytes)
        : verifyBytes('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes),
    ).toBe(true);
    expect(target).toBe('/api/v3/brokerage/orders/historical/batch?order_status=OPEN&product_ids=BTC-USD');
  });

  it('is never the same twice', () => {
    const credential = key.credential({ id: name, secret: secretOf(pem) }) as Credential;
    const made = Array.from(
      { length: 20 },
      () => wire.build(key.introspect('live')!, credential, time).headers['authorization'],
    );
    expect(new Set(made).size).toBe(20);
  });
});

const order = (configuration: unknown, more: object = {}): object => ({
  client_order_id: 'c1',
  product_id: 'BTC-USD',
  side: 'BUY',
  order_configuration: configuration,
  ...more,
});
const limit = { base_size: '1', limit_price: '10' };
const stop = { ...limit, stop_price: '9', stop_direction: 'STOP_DIRECTION_STOP_UP' };

describe('an order', () => {
  it.each<[string, object, object]>([
    ['market_market_ioc', { quote_size: '20' }, { type: 'market', quoteAmount: decimal('20') }],
    ['market_market_ioc', { base_size: '0.5', rfq_disabled: true }, { type: 'market', quantity: decimal('0.5') }],
    ['market_market_fok', { base_size: '0.5' }, { type: 'market', quantity: decimal('0.5') }],
    ['sor_limit_ioc', limit, { type: 'limit', price: decimal('10') }],
    ['limit_limit_gtc', { ...limit, post_only: true }, { type: 'limit', postOnly: true }],
    ['limit_limit_gtc', { ...limit, post_only: false }, { type: 'limit', postOnly: false }],
    ['limit_limit_gtd', { ...limit, end_time: '2026-12-01T00:00:00Z' }, { type: 'limit', quantity: decimal('1') }],
    ['limit_limit_fok', limit, { type: 'limit' }],
    ['stop_limit_stop_limit_gtc', stop, { type: 'stop-limit', trigger: decimal('9'), price: decimal('10') }],
    ['stop_limit_stop_limit_gtd', { ...stop, end_time: '2026-12-01T00:00:00Z' }, { type: 'stop-limit' }],
  ])('of the form %s %j is read as what it is', (form, inner, wanted) => {
    const call = read(post(ORDERS, order({ [form]: inner })));
    expect(call.intents).toMatchObject([
      { action: 'place-order', instrument: btc, side: 'buy', clientOrderId: 'c1', reduceOnly: false, ...wanted },
    ]);
    expect(JSON.parse(wire.build(call, undefined, { timeMs: 0 }).body)).toEqual(order({ [form]: inner }));
  });

  it.each<[Side, string, string]>([
    ['buy', 'STOP_DIRECTION_STOP_UP', 'stop-limit'],
    ['buy', 'STOP_DIRECTION_STOP_DOWN', 'take-profit-limit'],
    ['sell', 'STOP_DIRECTION_STOP_DOWN', 'stop-limit'],
    ['sell', 'STOP_DIRECTION_STOP_UP', 'take-profit-limit'],
  ])('to %s at %s is a %s', (side, stop_direction, type) => {
    const sent = order({ stop_limit_stop_limit_gtc: { ...stop, stop_direction } }, { side: side.toUpperCase() });
    expect(read(post(ORDERS, sent)).intents).toMatchObject([{ side, type }]);
  });

  it.each<[string, unknown, string]>([
    ['no market', order({ limit_limit_gtc: limit }, { product_id: undefined }), 'parameter-invalid'],
    ['a market that is not listed', order({ limit_limit_gtc: limit }, { product_id: 'DOGE-USD' }), 'market-unknown'],
    ['a future', order({ limit_limit_gtc: limit }, { product_id: 'BIT-26APR24-CDE' }), 'not-modelled'],
    ['a perpetual', order({ limit_limit_gtc: limit }, { product_id: 'BTC-PERP-INTX' }), 'not-modelled'],
    ['no side', order({ limit_limit_gtc: limit }, { side: undefined }), 'parameter-invalid'],
    ['another side', order({ limit_limit_gtc: limit }, { side: 'UNKNOWN_ORDER_SIDE' }), 'not-modelled'],
    ['no configuration', order(undefined), 'parameter-invalid'],
    ['an empty configuration', order({}), 'parameter-invalid'],
    [
      'two configurations',
      order({ limit_limit_gtc: limit, market_market_ioc: { base_size: '1' } }),
      'parameter-invalid',
    ],
    ['a configuration that is a list', order([{ limit_limit_gtc: limit }]), 'parameter-invalid'],
    ['a configuration that is empty', order({ limit_limit_gtc: null }), 'parameter-invalid'],
    ['a bracket', order({ trigger_bracket_gtc: { ...limit, stop_trigger_price: '9' } }), 'not-modelled'],
    ['a TWAP', order({ twap_limit_gtd: limit }), 'not-modelled'],
    ['a ladder', order({ scaled_limit_gtc: { orders: [limit] } }), 'not-modelled'],
    ['a name from the prototype', order({ constructor: limit }), 'not-modelled'],
    [
      'the camel case that the exchange takes too',
      order(undefined, { orderConfiguration: { limit_limit_gtc: limit } }),
      'parameter-unknown',
    ],
    ['camel case inside', order({ limit_limit_gtc: { ...limit, baseSize: '5' } }), 'parameter-unknown'],
    [
      'an attached order',
      order({ limit_limit_gtc: limit }, { attached_order_configuration: { trigger_bracket_gtc: {} } }),
      'not-modelled',
    ],
    ['leverage', order({ limit_limit_gtc: limit }, { leverage: '2.0' }), 'not-modelled'],
    ['a margin type', order({ limit_limit_gtc: limit }, { margin_type: 'CROSS' }), 'not-modelled'],
    ['the name of a preview', order({ limit_limit_gtc: limit }, { preview_id: 'p1' }), 'not-modelled'],
    ['another portfolio', order({ limit_limit_gtc: limit }, { retail_portfolio_id: 'p1' }), 'not-modelled'],
    ['a parameter that is not known', order({ limit_limit_gtc: limit }, { iceberg: true }), 'parameter-unknown'],
    ['no size', order({ market_market_ioc: {} }), 'parameter-invalid'],
    ['two sizes', order({ market_market_ioc: { base_size: '1', quote_size: '20' } }), 'parameter-invalid'],
    ['a size of zero', order({ market_market_ioc: { base_size: '0' } }), 'parameter-invalid'],
    ['a size below zero', order({ market_market_ioc: { base_size: '-1' } }), 'parameter-invalid'],
    ['a size that is a list', order({ market_market_ioc: { base_size: ['1'] } }), 'parameter-invalid'],
    [
      'an amount in quote units on a limit',
      order({ limit_limit_gtc: { quote_size: '20', limit_price: '10' } }),
      'not-modelled',
    ],
    ['no price', order({ limit_limit_gtc: { base_size: '1' } }), 'parameter-invalid'],
    [
      'a price on a market order',
      order({ market_market_ioc: { base_size: '1', limit_price: '10' } }),
      'parameter-unknown',
    ],
    [
      'a stop without its direction',
      order({ stop_limit_stop_limit_gtc: { ...stop, stop_direction: undefined } }),
      'parameter-invalid',
    ],
    ['reduce-only on spot', order({ limit_limit_gtc: { ...limit, reduce_only: true } }), 'not-modelled'],
    [
      'a client order id that is no text',
      order({ limit_limit_gtc: limit }, { client_order_id: { a: 1 } }),
      'parameter-invalid',
    ],
    ['a list for a body', [order({ limit_limit_gtc: limit })], 'http-body'],
  ])('with %s is refused', (_title, sent, code) => {
    expect(codeOf(post(ORDERS, sent))).toBe(code);
  });

  it('with a form, a query or another version of the API that is no date is refused', () => {
    const sent = post(ORDERS, order({ limit_limit_gtc: limit }));
    expect(codeOf({ ...sent, headers: {}, body: 'product_id=BTC-USD' })).toBe('http-body');
    expect(codeOf({ ...sent, url: `${sent.url}?leverage=5` })).toBe('parameter-unknown');
    expect(codeOf({ ...sent, headers: { ...sent.headers, 'cb-version': 'x' } })).toBe('http-header');
  });

  it('without a client order id gets one, and leaves with it', () => {
    const call = read(post(ORDERS, order({ limit_limit_gtc: limit }, { client_order_id: undefined })));
    expect(call.intents).toMatchObject([{ clientOrderId: 'kw00000000000000000000000001' }]);
    expect(wire.build(call, undefined, { timeMs: 0 }).body).toContain(
      '"client_order_id":"kw00000000000000000000000001"',
    );
  });

  it('leaves with its numbers in plain digits, of the kind that they came as', () => {
    const sent =
      '{"product_id":"BTC-USD","side":"BUY","client_order_id":"c1","order_configuration":{"limit_limit_gtc":{"base_size":1e-7,"limit_price":"010.50"}}}';
    const { body } = wire.build(read(post(ORDERS, sent)), undefined, { timeMs: 0 });
    expect(body).toContain('"limit_limit_gtc":{"base_size":0.0000001,"limit_price":"10.5"}');
  });
});

const client = ccxtClient('coinbase', { id: name, secret: secretOf(pem) });
setCcxtMarkets(client, fixture.instruments);
const s = btc!.market;

describe('an order that ccxt sends', () => {
  it.each<[string, unknown[], object]>([
    ['createOrder', [s, 'limit', 'buy', 0.5, 10], { type: 'limit', quantity: decimal('0.5'), price: decimal('10') }],
    ['createOrder', [s, 'limit', 'sell', 1, 10, { postOnly: true }], { side: 'sell', postOnly: true }],
    ['createOrder', [s, 'limit', 'buy', 1, 10, { timeInForce: 'IOC' }], { type: 'limit' }],
    ['createOrder', [s, 'limit', 'buy', 1, 10, { timeInForce: 'FOK' }], { type: 'limit' }],
    ['createOrder', [s, 'limit', 'buy', 1, 10, { end_time: '2026-12-01T00:00:00.000Z' }], { type: 'limit' }],
    ['createOrder', [s, 'market', 'sell', 2], { type: 'market', quantity: decimal('2') }],
    ['createOrder', [s, 'market', 'buy', 2, 10], { type: 'market', quoteAmount: decimal('20') }],
    ['createMarketBuyOrderWithCost', [s, 25], { type: 'market', quoteAmount: decimal('25') }],
    ['createOrder', [s, 'limit', 'sell', 1, 8, { stopLossPrice: 9 }], { type: 'stop-limit', trigger: decimal('9') }],
    ['createOrder', [s, 'limit', 'sell', 1, 12, { takeProfitPrice: 11 }], { type: 'take-profit-limit' }],
    ['createOrder', [s, 'limit', 'buy', 1, 12, { stopLossPrice: 11 }], { type: 'stop-limit' }],
    [
      'editOrder',
      ['known', s, 'limit', 'buy', 2, 11],
      {
        action: 'amend-order',
        instrument: btc,
        order: { orderId: 'known' },
        quantity: decimal('2'),
        price: decimal('11'),
      },
    ],
    ['cancelOrder', ['o1', s], { action: 'cancel-order', order: { orderId: 'o1' } }],
    ['createOrder', [s, 'limit', 'buy', 1, 10, { preview: true }], { action: 'read' }],
    ['fetchBalance', [], { action: 'read' }],
    ['fetchOpenOrders', [s], { action: 'read' }],
    ['fetchOrder', ['o1', s], { action: 'read' }],
    ['fetchMyTrades', [s], { action: 'read' }],
  ])('by %s %j is read as what it wants', async (call, args, wanted) => {
    const [sent] = await sentByCcxt(client, call, ...args);
    expect(read(sent!).intents).toMatchObject([wanted]);
    expect(verdictOf(botRequestOf(sent!))).toBe('accepted');
  });

  it.each<[string, unknown[], string]>([
    ['createOrder', [s, 'limit', 'buy', 1, 10, { marginMode: 'cross' }], 'not-modelled'],
    ['createOrder', [s, 'limit', 'buy', 1, 10, { reduceOnly: true, clientOrderId: 'c1' }], 'not-modelled'],
    ['editOrder', ['stranger', s, 'limit', 'buy', 2, 11], 'amend-unknown'],
  ])('by %s %j is refused as %s', async (call, args, code) => {
    const [sent] = await sentByCcxt(client, call, ...args);
    expect(codeOf(sent!)).toBe(code);
  });
});

describe('a cancel', () => {
  it.each<[string, unknown]>([
    ['no list', {}],
    ['an empty list', { order_ids: [] }],
    ['a number', { order_ids: [1] }],
    ['a path', { order_ids: ['../accounts'] }],
    ['a UUID in capitals', { order_ids: ['70726163-7469-4365-8000-00000000000A'] }],
    ['a UUID without dashes', { order_ids: ['70726163746943658000000000000001'] }],
    ['a UUID with its dashes elsewhere', { order_ids: ['7072-61637469-4365-8000-000000000001'] }],
    ['more than one entry of the journal can tell', { order_ids: Array.from({ length: 201 }, (_, at) => `o${at}`) }],
  ])('with %s is refused', (_title, body) => {
    expect(codeOf(post(`${ORDERS}/batch_cancel`, body))).toBe('parameter-invalid');
  });
});

describe('an amend', () => {
  it.each<[string, object, string]>([
    ['nothing to change', { order_id: 'known' }, 'parameter-invalid'],
    ['a size of zero', { order_id: 'known', size: '0', price: '9' }, 'parameter-invalid'],
    ['a size alone', { order_id: 'known', size: '1' }, 'parameter-invalid'],
    ['a price alone', { order_id: 'known', price: '9' }, 'parameter-invalid'],
    ['a trigger alone', { order_id: 'known', stop_price: '9' }, 'parameter-invalid'],
    ['no order', { size: '1', price: '9' }, 'parameter-invalid'],
    ['an id in capitals', { order_id: 'KNOWN', size: '1', price: '9' }, 'parameter-invalid'],
    ['an order that Keyward does not know', { order_id: 'stranger', size: '1', price: '9' }, 'amend-unknown'],
    ['an attached order', { order_id: 'known', size: '1', attached_order_configuration: {} }, 'not-modelled'],
    ['the end of an attached order', { order_id: 'known', size: '1', cancel_attached_order: true }, 'not-modelled'],
  ])('with %s is refused', (_title, body, code) => {
    expect(codeOf(post(`${ORDERS}/edit`, body))).toBe(code);
  });

  it('may move the trigger too', () => {
    const [quantity, price, trigger] = [decimal('2'), decimal('9'), decimal('8')];
    expect(read(post(`${ORDERS}/edit`, { order_id: 'known', size: '2', price: '9', stop_price: '8' })).intents).toEqual(
      [{ action: 'amend-order', instrument: btc, order: { orderId: 'known' }, quantity, price, trigger }],
    );
  });
});

describe('a request to read', () => {
  it('keeps parameters that stand several times', () => {
    const url = `https://api.coinbase.com${ORDERS}/historical/batch?product_ids=BTC-USD&product_ids=ETH-USD`;
    const { target } = wire.build(read({ method: 'GET', url }), undefined, { timeMs: 0 });
    expect(target).toBe(`${ORDERS}/historical/batch?product_ids=BTC-USD&product_ids=ETH-USD`);
  });

  it('may carry an empty object, which is not sent on, and nothing else', () => {
    const url = 'https://api.coinbase.com/api/v3/brokerage/accounts';
    const json = { 'content-type': 'application/json' };
    expect(read({ method: 'GET', url, headers: json, body: '{}' }).body).toEqual({ kind: 'none' });
    expect(codeOf({ method: 'GET', url, headers: json, body: '{"a":1}' })).toBe('http-body');
  });
});

describe('an answer', () => {
  const place = read(post(ORDERS, order({ limit_limit_gtc: limit })));
  const cancel = read(post(`${ORDERS}/batch_cancel`, { order_ids: ['o1', 'o2', 'o3'] }));
  const edit = read(post(`${ORDERS}/edit`, { order_id: 'known', size: '2', price: '9' }));
  const success = { order_id: 'o1', product_id: 'BTC-USD', side: 'BUY', client_order_id: 'c1' };
  const failed = (error_response: object) => ({ success: false, error_response });
  const accepted = { kind: 'accepted' };
  const rejected = (code: string) => ({ kind: 'rejected', code });
  const unknown = { kind: 'unknown' };

  it.each<[string, Call, number, unknown, object[]]>([
    [
      'a placed order',
      place,
      200,
      { success: true, success_response: success },
      [{ kind: 'accepted', status: { order: { orderId: 'o1', clientOrderId: 'c1' }, symbol: 'BTC-USD', open: true } }],
    ],
    [
      'an order that failed, with status 200',
      place,
      200,
      failed({
        error: 'INSUFFICIENT_FUND',
        message: 'Insufficient balance',
        new_order_failure_reason: 'INSUFFICIENT_FUND',
      }),
      [rejected('INSUFFICIENT_FUND')],
    ],
    [
      'a failure that the preview explains',
      place,
      200,
      failed({ error: 'UNKNOWN_FAILURE_REASON', preview_failure_reason: 'PREVIEW_INVALID_LIMIT_PRICE' }),
      [rejected('PREVIEW_INVALID_LIMIT_PRICE')],
    ],
    ['a failure without a reason', place, 200, failed({ error: 'UNKNOWN_FAILURE_REASON' }), [unknown]],
    ['a failure of an older kind', place, 200, { success: false, failure_reason: 'UNKNOWN_FAILURE_REASON' }, [unknown]],
    ['success in a text', place, 200, { success: 'true', success_response: success }, [unknown]],
    ['a bad request', place, 400, { error: 'INVALID_ARGUMENT', message: 'x' }, [rejected('INVALID_ARGUMENT')]],
    ['a token that is not valid', place, 401, 'Unauthorized\n', [rejected('status 401')]],
    ['too many requests', place, 429, { error: 'rate_limit_exceeded' }, [rejected('rate_limit_exceeded')]],
    ['a request that took too long', place, 408, { error: 'x' }, [unknown]],
    ['a redirect', place, 302, '', [unknown]],
    [
      'cancels, in another order, one missing',
      cancel,
      200,
      {
        results: [
          { success: false, failure_reason: 'UNKNOWN_CANCEL_ORDER', order_id: 'o2' },
          { success: true, failure_reason: 'UNKNOWN_CANCEL_FAILURE_REASON', order_id: 'o1' },
        ],
      },
      [accepted, rejected('UNKNOWN_CANCEL_ORDER'), unknown],
    ],
    [
      'an amended order',
      edit,
      200,
      { success: true, errors: { edit_failure_reason: 'UNKNOWN_EDIT_ORDER_FAILURE_REASON' } },
      [accepted],
    ],
    [
      'an amend that failed',
      edit,
      200,
      { success: false, errors: [{ edit_failure_reason: 'ORDER_IS_FULLY_FILLED' }] },
      [rejected('ORDER_IS_FULLY_FILLED')],
    ],
    [
      'an amend that failed, in the newer shape',
      edit,
      200,
      { success: false, error_response: { edit_order_failure_reason: 'ONLY_LIMIT_ORDER_EDITS_SUPPORTED' } },
      [rejected('ONLY_LIMIT_ORDER_EDITS_SUPPORTED')],
    ],
  ])('that tells of %s is read', (_title, call, status, body, wanted) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(account.outcomes(call, status, text)).toMatchObject(wanted);
  });

  it.each<[string, object, object]>([
    ['another client order id', { client_order_id: 'c0' }, {}],
    ['another market', { product_id: 'ETH-USD' }, {}],
    ['the other side', { side: 'SELL' }, {}],
    ['another size', {}, { limit_limit_gtc: { base_size: '100', limit_price: '10' } }],
    ['another price', {}, { limit_limit_gtc: { base_size: '1', limit_price: '100' } }],
  ])(
    'that tells of an older order of the same client order id, with %s, does not name the new one',
    (_title, changed, configuration) => {
      const body = { success: true, success_response: { ...success, ...changed }, order_configuration: configuration };
      expect(account.outcomes(place, 200, JSON.stringify(body))).toEqual([accepted]);
    },
  );

  it('that repeats what was placed names it', () => {
    const order_configuration = { limit_limit_gtc: { base_size: '1.00', limit_price: 10, post_only: false } };
    const body = { success: true, success_response: success, order_configuration };
    expect(account.outcomes(place, 200, JSON.stringify(body))).toMatchObject([
      { status: { order: { orderId: 'o1' } } },
    ]);
  });

  const listed = (status: string) => ({ ...success, status, filled_size: '0.25' });

  it.each([
    ['OPEN', true],
    ['PENDING', true],
    ['QUEUED', true],
    ['CANCEL_QUEUED', true],
    ['UNKNOWN_ORDER_STATUS', true],
    ['FILLED', false],
    ['CANCELLED', false],
    ['EXPIRED', false],
    ['FAILED', false],
  ])('that calls an order %s has it open: %s', (status, open) => {
    const found = account.readFound(200, JSON.stringify({ order: listed(status) }), btc!, { orderId: 'o1' });
    expect(found).toMatchObject({ order: { orderId: 'o1', clientOrderId: 'c1' }, open, filled: decimal('0.25') });
  });

  it('about one order is asked for by its id, or by listing what was placed since it was sent', () => {
    expect(account.findOrder(btc!, { orderId: 'o1' }, 'live').path).toBe(`${ORDERS}/historical/o1`);
    expect(account.findOrder(btc!, { orderId: '../../accounts' }, 'live').path).not.toContain('../');
    expect(account.findOrder(btc!, { clientOrderId: 'c1' }, 'live', 1_790_000_000_000).query).toEqual([
      ['start_date', '2026-09-21T14:12:20.000Z'],
    ]);
  });

  it('that lists orders holds the one asked for, or says that there is none only when it is whole', () => {
    const find = (more: object, clientOrderId = 'c1') =>
      account.readFound(200, JSON.stringify({ orders: [listed('OPEN')], has_next: false, ...more }), btc!, {
        clientOrderId,
      });
    expect(find({})).toMatchObject({ order: { orderId: 'o1' }, open: true });
    expect(find({ orders: [] })).toBe('absent');
    expect(find({}, 'c2')).toBe('absent');
    expect(find({ has_next: true }, 'c2')).toMatchObject({ unclear: true });
    expect(find({ has_next: undefined }, 'c2')).toMatchObject({ unclear: true });
  });

  it('that an order was not found is not believed of an order that was placed', () => {
    const body = JSON.stringify({ error: 'NOT_FOUND', message: 'order with this orderID was not found' });
    expect(account.readFound(404, body, btc!, { orderId: 'o1' })).toMatchObject({ unclear: true });
    expect(account.readFound(404, body, btc!, { clientOrderId: 'c1' })).toMatchObject({ unclear: true });
    expect(account.readFound(404, '<html>', btc!, { orderId: 'o1' })).toMatchObject({ unclear: true });
  });

  it('with open orders is taken only when it is whole', () => {
    const [call] = account.openOrders(btc!, 'live');
    const open = (more: object) =>
      account.readOpenOrders(call!, 200, JSON.stringify({ orders: [listed('OPEN')], ...more }), btc!);
    expect(open({ has_next: false })).toMatchObject([{ order: { orderId: 'o1' }, open: true }]);
    for (const has_next of [true, undefined]) expect(open({ has_next })).toMatchObject({ unclear: true });
  });

  it('tells what a key can do', () => {
    const can = (more: object) =>
      key.readIntrospection(200, JSON.stringify({ can_view: true, can_trade: true, can_transfer: false, ...more }));
    expect(can({})).toEqual({ read: 'yes', trade: 'yes', transfer: 'no', withdraw: 'no', ipRestricted: 'unknown' });
    expect(can({ can_transfer: true })).toMatchObject({ transfer: 'yes', withdraw: 'yes' });
    expect(can({ can_transfer: undefined })).toMatchObject({ transfer: 'unknown', withdraw: 'unknown' });
    expect(can({ can_transfer: 'false' })).toMatchObject({ withdraw: 'unknown' });
  });

  it.each([
    [401, 'Unauthorized', 'key-or-ip-or-permission'],
    [403, '{"error":"PERMISSION_DENIED","error_details":"Missing required scopes"}', 'permission'],
    [429, '', 'rate'],
  ])('with status %i %s has a cause', (status, body, cause) => {
    expect(key.readError(status, body)).toMatchObject({ cause });
    expect(key.readError(200, '{}')).toBeUndefined();
  });

  const product = {
    product_id: 'BTC-USD',
    product_type: 'SPOT',
    base_currency_id: 'BTC',
    quote_currency_id: 'USD',
    price: '11',
    mid_market_price: '',
    trading_disabled: false,
  };

  it('lists spot markets by the names that the field uses', () => {
    const [call] = market.instruments('live');
    const celo = {
      ...product,
      product_id: 'CGLD-EUR',
      base_currency_id: 'CGLD',
      quote_currency_id: 'EUR',
      view_only: true,
    };
    const future = { ...product, product_id: 'BIT-26APR24-CDE', product_type: 'FUTURE', base_currency_id: '' };
    expect(market.readInstruments(call!, JSON.stringify({ products: [product, celo, future] }))).toMatchObject([
      { market: 'BTC/USD', symbol: 'BTC-USD', active: true },
      { market: 'CELO/EUR', symbol: 'CGLD-EUR', active: false },
    ]);
  });

  it('tells the filters of a market where the exchange tells them', () => {
    const [call] = market.instruments('live');
    const filters = {
      base_increment: '0.00000001',
      quote_increment: '0.01',
      price_increment: '0.05',
      base_min_size: '0.0001',
      base_max_size: '3400',
      quote_min_size: '1',
    };
    const told = (more: object) => {
      const found = market.readInstruments(call!, JSON.stringify({ products: [{ ...product, ...more }] }));
      return 'unclear' in found ? undefined : found[0];
    };
    expect(told(filters)).toMatchObject({
      step: decimal('0.00000001'),
      tick: decimal('0.05'),
      minQuantity: decimal('0.0001'),
      maxQuantity: decimal('3400'),
      minNotional: decimal('1'),
    });
    expect(told({ ...filters, price_increment: '', base_min_size: '0' })).toMatchObject({ tick: decimal('0.01') });
    expect(told({ ...filters, base_min_size: '0' })).not.toHaveProperty('minQuantity');
    expect(told({})).not.toHaveProperty('step');
  });

  it('lists no market that two products claim', () => {
    const pair = (base: string) => ({ ...product, product_id: `${base}-USD`, base_currency_id: base });
    const body = JSON.stringify({ products: [product, pair('CGLD'), pair('CELO')] });
    expect(market.readInstruments(market.instruments('live')[0]!, body)).toMatchObject([{ market: 'BTC/USD' }]);
  });

  it('tells a price in the middle of the book', () => {
    const [call] = market.prices([btc!], 'live');
    expect(call!.query).toEqual([
      ['product_id', 'BTC-USD'],
      ['limit', '1'],
    ]);
    const book = (bids: object[]) =>
      JSON.stringify({ pricebook: { product_id: 'BTC-USD', bids, asks: [{ price: '12', size: '1' }] } });
    expect(market.readPrices(call!, book([{ price: '10', size: '1' }]))).toEqual([
      { symbol: 'BTC-USD', kind: 'spot', price: decimal('11'), bid: decimal('10'), ask: decimal('12') },
    ]);
    expect(market.readPrices(call!, book([]))).toEqual([]);
    expect(market.readPrices(call!, '{}')).toMatchObject({ unclear: true });
  });

  it('tells the price of many at once, and the books of ten at a time in turn', () => {
    const many = Array.from({ length: 23 }, (_, index) => ({ ...btc!, symbol: `C${index}-USD` }));
    const books = (turn: number) =>
      market
        .prices(many, 'live', turn)
        .slice(1)
        .map(({ query }) => query[0]![1]);
    for (const turn of [0, 1, 2]) expect(books(turn)).toHaveLength(10);
    expect(new Set([0, 1, 2].flatMap(books)).size).toBe(23);
    expect(market.prices(many.slice(0, 10), 'live', 7)).toHaveLength(10);
    const calls = market.prices(many, 'live');
    expect(calls[0]!.query).toHaveLength(23);
    expect(market.readPrices(calls[0]!, JSON.stringify({ products: [product] }))).toEqual([
      { symbol: 'BTC-USD', kind: 'spot', price: decimal('11') },
    ]);
  });

  it('tells how much of the limit is used', () => {
    const headers = { 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '28', 'x-ratelimit-reset': '1' };
    expect(wire.rate(200, headers, 'rest', '')).toEqual([{ bucket: 'rest', used: 2, limit: 30, windowMs: 1_000 }]);
    expect(wire.rate(429, { 'retry-after': '7' }, 'rest', '')).toEqual([{ bucket: 'rest', retryAfterMs: 7_000 }]);
  });
});

describe('a denial', () => {
  it('of an order is thrown by coinbase-api and is an invalid order to ccxt, in the shape of an order that failed', async () => {
    const endpoint = facts.endpoints.find(({ method, path }) => method === 'POST' && path === ORDERS);
    const answer = wire.refusal('invalid-order', 'keyward: order-notional', endpoint);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({
      success: false,
      error_response: { message: 'keyward: order-notional' },
    });
    expect(ccxtErrorOf(client, `https://api.coinbase.com${ORDERS}`, answer)?.constructor.name).toBe('InvalidOrder');
  });
});

describe('an exchange key', () => {
  const credentialOf = (text: string, id = name) => key.credential({ id, secret: secretOf(text) });
  const pkcs8 = (secret: KeyObject) => secret.export({ type: 'pkcs8', format: 'pem' }) as string;

  it.each<[string, string, string]>([
    ['an EC key as the portal writes it', pem, 'es256'],
    ['an EC key on one line', pem.replaceAll('\n', '\\n'), 'es256'],
    ['an EC key in PKCS#8', pkcs8(ec.privateKey), 'es256'],
    ['an Ed25519 key in PKCS#8', pkcs8(ed.privateKey), 'ed25519'],
    ['an Ed25519 key in base64', edBytes.toString('base64'), 'ed25519'],
    ['an Ed25519 seed in base64', edBytes.subarray(0, 32).toString('base64'), 'ed25519'],
    ['an Ed25519 key in base64 with a line break', `${edBytes.toString('base64')}\n`, 'ed25519'],
    [
      'an Ed25519 key in base64 of PKCS#8',
      ed.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
      'ed25519',
    ],
  ])('is read: %s', (_title, text, scheme) => {
    const credential = credentialOf(text) as Credential;
    expect(credential.scheme).toBe(scheme);
    const wanted = scheme === 'es256' ? ec.publicKey : ed.publicKey;
    expect(createPublicKey(credential.privateKey!).equals(wanted)).toBe(true);
  });

  it('may be named by a UUID', () => {
    expect(credentialOf(pem, 'd2efa49a-369c-43d7-a60e-ae26e28853c2')).toMatchObject({ scheme: 'es256' });
  });

  it.each<[string, string]>([
    ['of the old HMAC kind', Buffer.alloc(64, 7).toString('base64')],
    ['of another curve', pkcs8(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey)],
    ['of another kind', pkcs8(generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey)],
    ['that is public', ec.publicKey.export({ type: 'spki', format: 'pem' }) as string],
    ['that is cut', pem.slice(0, 80)],
    ['that is no base64', 'not a secret!'],
  ])('%s is refused, and the message does not show it', (_title, text) => {
    const refusal = credentialOf(text);
    expect(refusal).toMatchObject({ code: 'credential-invalid' });
    expect(JSON.stringify(refusal)).not.toContain(text.slice(0, 20));
  });

  it('is refused under a name that the portal does not give', () => {
    expect(credentialOf(pem, 'organizations/../apiKeys/x?')).toMatchObject({ code: 'credential-invalid' });
  });
});

describe('a bot key', () => {
  it('is a key of the curve whose public half is the one that is kept', () => {
    const issued = key.issueBotKey((size) => Buffer.alloc(size, 7));
    const privateKey = createPrivateKey(issued.secret.openBytes((bytes) => bytes.toString()));
    expect(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })).toBe(issued.publicKeyPem);
    expect(privateKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('is never made of a number that the curve does not have', () => {
    const tries = [Buffer.alloc(32), Buffer.alloc(32, 0xff), Buffer.alloc(32, 9)];
    const issued = key.issueBotKey((size) => (size === 32 ? tries.shift()! : Buffer.alloc(size, 1)));
    expect(tries).toEqual([]);
    expect(issued.publicKeyPem).toContain('BEGIN PUBLIC KEY');
  });
});
