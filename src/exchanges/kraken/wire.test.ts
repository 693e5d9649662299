import ccxt from 'ccxt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dialect, isRefusal } from '../../core/index.ts';
import type { BotKey, BotRequest, Call } from '../exchange.ts';
import {
  ccxtClient,
  credentialOf,
  endpoint,
  form,
  formOf,
  json,
  keyId,
  read,
  requestOf,
  secretOf,
  secretText,
} from './scene.contract.ts';
import { signatureOf, wire } from './wire.ts';

const botKey: BotKey = { id: keyId, secret: secretOf(secretText) };
const shortSecret = 'dGVzdC1zZWNyZXQtMDAwMS10ZXN0LXNlY3JldC0wMDAx';
const { client, sent, answers } = ccxtClient();

/** What ccxt 4.5.84 sends for a call; the answers that it gets are empty. */
async function caught(call: () => Promise<unknown>): Promise<BotRequest> {
  sent.length = 0;
  await call().catch(() => undefined);
  return sent[0]!;
}

describe('the signature', () => {
  it('is that of the official example', () => {
    const body = 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25';
    const made = signatureOf('/0/private/AddOrder', '1616492376594', body, credentialOf(secretText).secret.openKey());
    expect(made.toString('base64')).toBe(
      '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
    );
  });

  it.each([
    ['GetApiKeyInfo', '', 'UUGxdE16+0GoG9DrP4wcKhZIart9aoaho484JoozTrwRih3cQq8AuV791Akn2YKRo1H0XtZIm378knN9MZIguA=='],
    [
      'AddOrder',
      '&pair=XBTUSD&type=buy&ordertype=limit&price=10&volume=1&cl_ord_id=c1',
      '1erDslySRIOCB1Ci/7tVPT2lLN5njd2MmddfcErFpgn/kp5AzW9+U5jh+eAYQu4bPI5Zh8G7cRJzuNVKjcruEQ==',
    ],
    [
      'Withdraw',
      '&asset=XBT&key=saved-name&amount=1',
      '7gt3IeRY37WizPapcUM5fc67qrGnPk5X333zAcYGi+papqu7lfpmua5gdI9N7ThW5anv7oLDTGVTXSDxCqwffA==',
    ],
  ])('of the recorded %s is verified', (name, rest, signature) => {
    const request = requestOf({
      url: `https://api.kraken.com/0/private/${name}`,
      headers: {
        'api-key': 'test-key-0001',
        'api-sign': signature,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `nonce=1790000000000${rest}`,
    });
    expect(wire.verify(request, { id: 'test-key-0001', secret: secretOf(shortSecret) })).toEqual({
      nonce: 1790000000000n,
    });
  });

  it('of ccxt is verified, for forms and for JSON', async () => {
    const requests = [
      await caught(() => client.createOrder('BTC/USD', 'limit', 'buy', 0.5, 30_000, { clientOrderId: 'a b+c' })),
      await caught(() =>
        client.createOrders([{ symbol: 'BTC/USD', type: 'limit', side: 'buy', amount: 1, price: 2, params: {} }]),
      ),
      await caught(() => client.cancelOrders(['OAAAAA-BBBBB-CCCCCC'])),
      await caught(() => client.fetchBalance()),
    ];
    for (const request of requests) {
      expect(wire.keyId(request)).toBe(keyId);
      expect(wire.isSigned(request)).toBe(true);
      expect(wire.verify(request, botKey)).toHaveProperty('nonce');
    }
  });

  it('of any parameters that ccxt signs is verified, and no other body passes with it', () => {
    const value = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,10}$/), value, { maxKeys: 5 }), value, (params, more) => {
        const { nonce: _, ...rest } = params;
        const request = requestOf(client.sign('AddOrder', 'private', 'POST', rest) as never);
        expect(isRefusal(wire.verify(request, botKey))).toBe(false);
        const changed = { ...request, rawBody: `${request.rawBody}&more=${encodeURIComponent(more)}` };
        expect(isRefusal(wire.verify(changed, botKey))).toBe(true);
      }),
    );
  });

  it.each<[string, (request: BotRequest) => BotRequest]>([
    ['another path', (request) => ({ ...request, path: '/0/private/Withdraw' })],
    ['a changed body', (request) => ({ ...request, rawBody: request.rawBody.replace('0.5', '5') })],
    ['no signature', (request) => ({ ...request, headers: new Map([['api-key', keyId]]) })],
    ['a short signature', (request) => ({ ...request, headers: new Map([['api-sign', 'AAAA']]) })],
    ['no nonce', (request) => ({ ...request, body: { kind: 'none' } })],
    ['a nonce that is no number', (request) => ({ ...request, body: { kind: 'form', params: [['nonce', '1e3']] } })],
  ])('is refused with %s', async (_title, change) => {
    const request = await caught(() => client.createOrder('BTC/USD', 'limit', 'buy', 0.5, 30_000));
    expect(wire.verify(change(request), botKey)).toMatchObject({ code: 'bot-unknown' });
  });

  it('is refused under another secret, and under one that is no base64', async () => {
    const request = await caught(() => client.fetchBalance());
    expect(wire.verify(request, { id: keyId, secret: secretOf(shortSecret) })).toMatchObject({ code: 'bot-unknown' });
    expect(wire.verify(request, { id: keyId, secret: secretOf('not base64') })).toMatchObject({ code: 'bot-unknown' });
    expect(wire.verify(request, { id: keyId })).toMatchObject({ code: 'bot-unknown' });
  });
});

describe('build', () => {
  const credential = credentialOf(secretText, 'exchange-key');

  it('signs what ccxt would sign for the same parameters and nonce', () => {
    const call = read(
      form('AddOrder', {
        pair: 'XXBTZUSD',
        type: 'buy',
        ordertype: 'limit',
        volume: '0.5',
        price: '30000',
        cl_ord_id: 'a b',
      }),
    ) as Call;
    const built = wire.build(call, credential, { timeMs: 5, nonce: 1790000000000n });
    const theirs = new ccxt.kraken({ apiKey: 'exchange-key', secret: secretText });
    theirs.nonce = () => 1790000000000;
    const signed = theirs.sign('AddOrder', 'private', 'POST', Object.fromEntries(formOf(call))) as {
      body: string;
      headers: Record<string, string>;
    };
    expect(built.body).toBe(signed.body);
    expect(built.headers).toEqual({
      'api-key': 'exchange-key',
      'api-sign': signed.headers['API-Sign'],
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(built).toMatchObject({ method: 'POST', host: 'api.kraken.com', target: '/0/private/AddOrder' });
  });

  it('signs JSON where the call is JSON, with the nonce in it', () => {
    const orders = [{ ordertype: 'limit', type: 'buy', volume: '0.10', price: 7, cl_ord_id: 'x' }];
    const call = read(json('AddOrderBatch', { pair: 'XBT/USD', orders })) as Call;
    const built = wire.build(call, credential, { timeMs: 5, nonce: 9n });
    expect(built.body).toBe(
      '{"nonce":"9","pair":"XXBTZUSD","orders":[{"ordertype":"limit","type":"buy","volume":"0.1","price":7,"cl_ord_id":"x"}]}',
    );
    const request = requestOf({
      url: `https://${built.host}${built.target}`,
      headers: built.headers,
      body: built.body,
    });
    expect(wire.verify(request, { id: 'exchange-key', secret: secretOf(secretText) })).toEqual({ nonce: 9n });
  });

  it('makes requests that read as the same intents again', () => {
    for (const request of [
      form('AddOrder', {
        pair: 'XBTUSD',
        type: 'sell',
        ordertype: 'stop-loss-limit',
        volume: '1e-3',
        price: '9',
        price2: '8',
        oflags: 'post,fciq',
      }),
      form('AmendOrder', { txid: 'OKNOWN-AAAAA-BBBBBB', limit_price: '1' }),
      form('CancelAll', {}),
      json('CancelOrderBatch', { orders: ['OAAAAA-BBBBB-CCCCCC', 77], cl_ord_ids: ['c'] }),
      form('ClosedOrders', { ofs: '50', 'weird name': 'ü&=' }),
    ]) {
      const call = read(request) as Call;
      const built = wire.build(call, credential, { timeMs: 5, nonce: 1n });
      const again = read(
        requestOf({ url: `https://${built.host}${built.target}`, headers: built.headers, body: built.body }),
      ) as Call;
      expect(again.intents).toEqual(call.intents);
      expect(again.body).toEqual(call.body);
    }
  });

  it('sends a read without parameters as its nonce alone, and a public call unsigned', () => {
    const call = read(form('BalanceEx', {})) as Call;
    expect(wire.build(call, credential, { timeMs: 5, nonce: 3n }).body).toBe('nonce=3');
    const open = { ...call, query: [['pair', 'XBT/USD']] as const, path: '/0/public/Ticker' };
    expect(wire.build({ ...open, endpoint: { ...open.endpoint, method: 'GET' } }, undefined, { timeMs: 0 })).toEqual({
      method: 'GET',
      host: 'api.kraken.com',
      target: '/0/public/Ticker?pair=XBT%2FUSD',
      headers: {},
      body: '',
    });
  });

  it('does not sign without a nonce', () => {
    expect(() => wire.build(read(form('Balance', {})) as Call, credential, { timeMs: 5 })).toThrow('nonce');
  });
});

describe('a refusal', () => {
  const classes: readonly (readonly [Dialect, string])[] = [
    ['permission', 'PermissionDenied'],
    ['invalid-order', 'InvalidOrder'],
    ['bad-request', 'BadRequest'],
    ['auth', 'AuthenticationError'],
    ['timestamp', 'InvalidNonce'],
    ['rate-limit', 'DDoSProtection'],
    ['unknown-outcome', 'ExchangeNotAvailable'],
  ];

  it.each(classes)("of kind %s is a %s to ccxt, with Keyward's words in it", async (dialect, name) => {
    const answer = wire.refusal(
      dialect,
      'keyward: order-notional: 100 USD 250 USD; keyward explain 01J',
      endpoint('AddOrder'),
    );
    expect(answer.status).toBe(200);
    answers.push(answer.body);
    const error = await client.createOrder('BTC/USD', 'limit', 'buy', 1, 1).catch((thrown: Error) => thrown);
    expect((error as Error).constructor.name).toBe(name);
    expect((error as Error).message).toContain('keyward explain 01J');
  });

  it.each(classes)('of kind %s is seen as a %s by batch, cancel and read calls, too', async (dialect, name) => {
    const { body } = wire.refusal(dialect, 'keyward: no', endpoint('AddOrderBatch'));
    const batch = [{ symbol: 'BTC/USD', type: 'limit', side: 'buy', amount: 1, price: 1, params: {} } as never];
    for (const call of [
      () => client.createOrders(batch),
      () => client.cancelOrder('OAAAAA-BBBBB-CCCCCC'),
      () => client.fetchBalance(),
    ]) {
      answers.push(body);
      expect(((await call().catch((thrown: Error) => thrown)) as Error).constructor.name).toBe(name);
    }
  });
});

describe('rate', () => {
  it('stays away after a 429 for as long as it says', () => {
    expect(wire.rate(429, { 'retry-after': '7' }, 'spot', '')).toEqual([{ bucket: 'spot', retryAfterMs: 7_000 }]);
    expect(wire.rate(429, {}, 'spot', '')).toEqual([{ bucket: 'spot', retryAfterMs: 15_000 }]);
    expect(wire.rate(200, {}, 'spot', '')).toEqual([]);
  });

  it.each([
    ['for a moment after its counter is full', ['EAPI:Rate limit exceeded'], { retryAfterMs: 5_000 }],
    [
      'altogether while it is locked out',
      ['EAPI:Invalid key', 'EGeneral:Temporary lockout'],
      { retryAfterMs: 900_000, isBan: true },
    ],
  ])('stays away %s', (_, error, expected) => {
    expect(wire.rate(200, {}, 'spot', JSON.stringify({ error }))).toEqual([{ bucket: 'spot', ...expected }]);
  });

  it.each([
    'EAPI:Rate limit exceeded',
    '{"error":[],"result":{"text":"EAPI:Rate limit exceeded"}}',
    '{"error":["EOrder:Rate limit exceeded"]}',
  ])('reads nothing from %s', (body) => {
    expect(wire.rate(200, {}, 'spot', body)).toEqual([]);
  });
});
