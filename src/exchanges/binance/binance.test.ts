import { createPublicKey, generateKeyPairSync, verify as verifyBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isRefusal, type PlaceOrder, parseDecimal, Secret } from '../../core/index.ts';
import { botRequestOf, type SentRequest } from '../bot-request.contract.ts';
import { ccxtClient, sentByCcxt, setCcxtMarkets } from '../ccxt-client.contract.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { Call, Credential, ParseContext } from '../exchange.ts';
import { binance } from './binance.ts';
import { fixture } from './contract-fixture.ts';
import { signText } from './wire.ts';

const { wire, account, market, key, facts } = binance;
const [spot, linear] = fixture.instruments;
const index = new EndpointIndex(facts);
const form = 'application/x-www-form-urlencoded';
const secretText = 'test-secret-0001-test-secret-0001';
const hmac = (text = secretText) => ({ id: 'test-key-0001', secret: Secret.take(Buffer.from(text)) });
const decimal = (text: string) => parseDecimal(text)!;

const context: ParseContext = {
  environment: 'live',
  instrument: (symbol, kind) => fixture.instruments.find((one) => one.symbol === symbol && one.kind === kind),
  newClientOrderId: () => 'kw00000000000000000000000001',
};

function parse(sent: SentRequest) {
  const { host, pathname } = new URL(sent.url);
  const endpoint = index.find(index.host(host)!.group, sent.method, pathname);
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

/** `POST /api/v3/order` and the like, with parameters in a form. */
function send(line: string, params: Record<string, string>): SentRequest {
  const [method, path] = line.split(' ') as [SentRequest['method'], string];
  const url = `https://${path.startsWith('/fapi') ? 'fapi' : 'api'}.binance.com${path}`;
  return { method, url, headers: { 'content-type': form }, body: new URLSearchParams(params).toString() };
}

describe('a signature', () => {
  const get = (target: string): SentRequest => ({ method: 'GET', url: `https://api.binance.com${target}` });
  const post = (path: string, body: string): SentRequest => ({
    method: 'POST',
    url: `https://api.binance.com${path}`,
    headers: { 'content-type': form },
    body,
  });
  /** From binance-spot-api-docs, and from ccxt 4.5.84 with a fixed clock; read 2026-11-22. */
  const vectors: readonly (readonly [title: string, secret: string, sent: SentRequest])[] = [
    [
      'the example of the documents',
      'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
      post(
        '/api/v3/order',
        'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71',
      ),
    ],
    [
      'what a key can do',
      secretText,
      get(
        '/sapi/v1/account/apiRestrictions?timestamp=1790000000000&recvWindow=10000&signature=c8f29a07dd9157ff7348aeeabf43b7351fa2348c4d4018e657eabdbca80d3bbd',
      ),
    ],
    [
      'an order',
      secretText,
      post(
        '/api/v3/order',
        'timestamp=1790000000000&symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10&newClientOrderId=c1&recvWindow=10000&signature=356bca0e5d5c81ae805f42b3a59a7adf7704a831d14d3bb9b650273c92535070',
      ),
    ],
    [
      'a cancel of all',
      secretText,
      {
        method: 'DELETE',
        url: 'https://fapi.binance.com/fapi/v1/allOpenOrders?timestamp=1790000000000&symbol=BTCUSDT&recvWindow=10000&signature=e166bb8b95278827bcaab8dfb0b9aef6a306e9c42821681a167cb86b87959fac',
      },
    ],
    [
      'a withdrawal',
      secretText,
      post(
        '/sapi/v1/capital/withdraw/apply',
        'timestamp=1790000000000&coin=USDT&address=addr1&amount=1&network=TRX&recvWindow=10000&signature=6030664fe02a60023c662c68aed03f4a0d0ee447e83e978583593fc7f0783fd9',
      ),
    ],
  ];

  it.each(vectors)('is accepted as published: %s', (_title, secret, sent) => {
    const params = new URLSearchParams(sent.body ?? new URL(sent.url).search);
    expect(wire.verify(botRequestOf(sent), hmac(secret))).toMatchObject({
      signedAtMs: Number(params.get('timestamp')),
      windowMs: Number(params.get('recvWindow')),
    });
  });

  it.each(vectors)('is made as published: %s', (_title, secret, sent) => {
    const [signed, signature] = (sent.body ?? sent.url.split('?')[1]!).split('&signature=');
    expect(signText(signed!, key.credential(hmac(secret)) as Credential)).toBe(signature);
  });

  const { url } = ccxtClient('binance', hmac()).sign('order', 'private', 'DELETE', { symbol: 'BTCUSDT', orderId: 1 });
  const [base, query = ''] = url.split('?');
  const pairs = query.split('&');
  const signature = pairs.pop()!;
  const nonceOf = (sent: SentRequest) => {
    const verified = wire.verify(botRequestOf(sent), hmac());
    return isRefusal(verified) ? verified.code : verified.nonce;
  };

  it('is one and the same however its request is spelt', () => {
    const nonces = [
      { method: 'DELETE' as const, url },
      { method: 'DELETE' as const, url: `${base}?${[signature, ...pairs].join('&')}` },
      { method: 'DELETE' as const, url: `${base}?${signature}`, body: pairs.join('&') },
      { method: 'DELETE' as const, url: base!, body: [...pairs, signature].join('&') },
    ].map(nonceOf);
    expect(nonces[0]).toMatch(/^[\w-]{43}$/);
    expect(new Set(nonces).size).toBe(1);
  });

  it('is refused in capital letters, which would be another spelling', () => {
    expect(nonceOf({ method: 'DELETE', url: url.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()) })).toBe(
      'bot-unknown',
    );
  });

  it('is another for another method or path', () => {
    const nonces = [nonceOf({ method: 'DELETE', url }), nonceOf({ method: 'GET', url })];
    expect(new Set([...nonces, nonceOf({ method: 'DELETE', url: url.replace('/order', '/openOrders') })]).size).toBe(3);
  });

  const signed = (text: string): SentRequest =>
    get(`/api/v3/account?${text}&signature=${signText(text, key.credential(hmac()) as Credential)}`);

  it.each(['recvWindow=5000', 'timestamp=soon', 'timestamp=1&recvWindow=60001', 'timestamp=1&recvWindow=0'])(
    'needs a timestamp and a window that the exchange would take: %s',
    (text) => {
      expect(wire.verify(botRequestOf(signed(text)), hmac())).toHaveProperty('code', 'bot-clock');
    },
  );

  it('may count microseconds', () => {
    expect(wire.verify(botRequestOf(signed('timestamp=1790000000000123')), hmac())).toMatchObject({
      signedAtMs: 1_790_000_000_000,
      windowMs: 5_000,
    });
  });

  it.each(['ed25519', 'rsa'] as const)('is made with an exchange key of kind %s', (type) => {
    const pair = type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2_048 }) : generateKeyPairSync('ed25519');
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const credential = key.credential({ id: 'test-key-0001', secret: Secret.take(Buffer.from(pem)) }) as Credential;
    expect(credential.scheme).toBe(type);
    const built = wire.build(account.findOrder(spot!, { orderId: '7' }, 'live'), credential, {
      timeMs: 1_790_000_000_000,
    });
    const [text, made] = built.target.split('?')[1]!.split('&signature=');
    const bytes = Buffer.from(decodeURIComponent(made!), 'base64');
    const publicKey = createPublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verifyBytes(type === 'rsa' ? 'sha256' : null, Buffer.from(text!), publicKey, bytes)).toBe(true);
    expect(text).toBe('symbol=BTCUSDT&orderId=7&recvWindow=5000&timestamp=1790000000000');
  });
});

/** What each form of ccxt's interface is read as. */
const [s, f] = [spot!.market, linear!.market];
const placed: readonly (readonly [string, unknown[], Partial<Record<keyof PlaceOrder, unknown>>])[] = [
  ['createOrder', [s, 'limit', 'buy', 0.5, 10], { type: 'limit', quantity: '0.5', price: '10' }],
  ['createOrder', [s, 'limit', 'buy', 1, 10, { postOnly: true }], { type: 'limit', postOnly: true }],
  ['createOrder', [s, 'market', 'sell', 1e-7], { side: 'sell', type: 'market', quantity: '0.0000001' }],
  ['createMarketBuyOrderWithCost', [s, 20], { type: 'market', quoteAmount: '20' }],
  ['createOrder', [s, 'market', 'sell', 1, undefined, { stopLossPrice: 9 }], { type: 'stop', trigger: '9' }],
  ['createOrder', [s, 'limit', 'sell', 1, 8, { stopLossPrice: 9 }], { type: 'stop-limit', trigger: '9', price: '8' }],
  ['createOrder', [s, 'market', 'sell', 1, undefined, { takeProfitPrice: 11 }], { type: 'take-profit', trigger: '11' }],
  ['createOrder', [s, 'limit', 'sell', 1, 12, { takeProfitPrice: 11 }], { type: 'take-profit-limit', price: '12' }],
  ['createOrder', [s, 'limit', 'buy', 1, 10, { test: true }], { type: 'limit', validateOnly: true }],
  ['createOrder', [f, 'limit', 'buy', 1, 10], { instrument: linear, type: 'limit', reduceOnly: false }],
  ['createOrder', [f, 'limit', 'buy', 1, 10, { postOnly: true }], { type: 'limit', postOnly: true }],
  ['createOrder', [f, 'market', 'buy', 1, undefined, { reduceOnly: true }], { type: 'market', reduceOnly: true }],
  [
    'createOrder',
    [f, 'market', 'sell', 1, undefined, { triggerPrice: 9, closePosition: true }],
    { type: 'stop', closePosition: true, reduceOnly: true, conditional: true, quantity: undefined },
  ],
  ['createOrder', [f, 'limit', 'sell', 1, 8, { stopLossPrice: 9 }], { type: 'stop-limit', conditional: true }],
  [
    'createOrder',
    [f, 'market', 'sell', 1, undefined, { takeProfitPrice: 11 }],
    { type: 'take-profit', conditional: true, trigger: '11' },
  ],
];

const client = ccxtClient('binance', hmac());
const orderTypes = [
  'LIMIT',
  'MARKET',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
  'LIMIT_MAKER',
  'STOP',
  'STOP_MARKET',
  'TAKE_PROFIT_MARKET',
  'TRAILING_STOP_MARKET',
];
setCcxtMarkets(client, fixture.instruments, { orderTypes });

describe('an order that ccxt sends', () => {
  it.each(placed)('by %s %j is read as what it is', async (call, args, wanted) => {
    const [sent] = await sentByCcxt(client, call, ...args);
    const [intent] = read(sent!).intents as [PlaceOrder];
    const amounts = {
      quantity: intent.quantity,
      quoteAmount: intent.quoteAmount,
      price: intent.price,
      trigger: intent.trigger,
    };
    for (const [name, value] of Object.entries(wanted)) {
      const expected = name in amounts && typeof value === 'string' ? decimal(value) : value;
      expect(intent[name as keyof PlaceOrder]).toEqual(expected);
    }
    expect(intent.clientOrderId).toMatch(/^x-/);
  });

  it.each<[string, unknown[], object[]]>([
    [
      'createOrders',
      [
        [
          { symbol: f, type: 'limit', side: 'buy', amount: 1, price: 10 },
          { symbol: f, type: 'market', side: 'sell', amount: 2 },
        ],
      ],
      [
        { action: 'place-order', type: 'limit', side: 'buy' },
        { action: 'place-order', type: 'market', side: 'sell', quantity: decimal('2') },
      ],
    ],
    [
      'editOrder',
      ['5', s, 'limit', 'buy', 1, 11],
      [
        { action: 'cancel-order', order: { orderId: '5' } },
        { action: 'place-order', price: decimal('11') },
      ],
    ],
    [
      'editOrder',
      ['5', f, 'limit', 'buy', 2, 11],
      [{ action: 'amend-order', order: { orderId: '5' }, side: 'buy', quantity: decimal('2'), price: decimal('11') }],
    ],
    [
      'editOrders',
      [[{ id: '5', symbol: f, type: 'limit', side: 'buy', amount: 1, price: 11 }]],
      [{ action: 'amend-order', order: { orderId: '5' } }],
    ],
    ['cancelOrder', ['5', s], [{ action: 'cancel-order', instrument: spot, order: { orderId: '5' } }]],
    [
      'cancelOrder',
      [undefined, s, { clientOrderId: 'c1' }],
      [{ action: 'cancel-order', order: { clientOrderId: 'c1' } }],
    ],
    ['cancelOrder', ['5', f], [{ action: 'cancel-order', instrument: linear }]],
    [
      'cancelOrder',
      ['5', f, { trigger: true }],
      [{ action: 'cancel-order', order: { orderId: '5', conditional: true } }],
    ],
    [
      'cancelOrders',
      [['5', '6'], f],
      [
        { action: 'cancel-order', order: { orderId: '5' } },
        { action: 'cancel-order', order: { orderId: '6' } },
      ],
    ],
    ['cancelOrders', [[], f, { clientOrderIds: ['a'] }], [{ action: 'cancel-order', order: { clientOrderId: 'a' } }]],
    ['cancelAllOrders', [s], [{ action: 'cancel-all', instrument: spot }]],
    ['cancelAllOrders', [f], [{ action: 'cancel-all', instrument: linear }]],
    ['cancelAllOrders', [f, { trigger: true }], [{ action: 'cancel-all', instrument: linear }]],
    ['setLeverage', [3, f], [{ action: 'change-setting', setting: 'leverage', value: '3' }]],
    ['setMarginMode', ['isolated', f], [{ action: 'change-setting', setting: 'margin-mode', value: 'ISOLATED' }]],
    ['setPositionMode', [true, f], [{ action: 'change-setting', setting: 'position-mode', value: 'true' }]],
    ['fetchBalance', [], [{ action: 'read' }]],
  ])('by %s %j is read as what it wants', async (call, args, wanted) => {
    const [sent] = await sentByCcxt(client, call, ...args);
    expect(read(sent!).intents).toMatchObject(wanted);
  });

  it('with a trailing stop is not modelled', async () => {
    const [sent] = await sentByCcxt(client, 'createOrder', f, 'market', 'sell', 1, undefined, { trailingPercent: 1 });
    expect(codeOf(sent!)).toBe('not-modelled');
  });
});

const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '1', price: '10' };
const marketOrder = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET' };
const closing = { symbol: 'BTCUSDT', side: 'SELL', type: 'STOP_MARKET', stopPrice: '9', closePosition: 'true' };

describe('a request', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['a market that is not listed', 'POST /api/v3/order', { ...limit, symbol: 'DOGEUSDT' }, 'market-unknown'],
    ['no size', 'POST /api/v3/order', { ...marketOrder }, 'parameter-invalid'],
    ['two sizes', 'POST /api/v3/order', { ...marketOrder, quantity: '1', quoteOrderQty: '20' }, 'parameter-invalid'],
    ['a size of zero', 'POST /api/v3/order', { ...limit, quantity: '0.000' }, 'parameter-invalid'],
    ['a size below zero', 'POST /api/v3/order', { ...limit, quantity: '-1' }, 'parameter-invalid'],
    ['a size that is no number', 'POST /api/v3/order', { ...limit, quantity: '1,000' }, 'parameter-invalid'],
    ['a size finer than can be kept', 'POST /api/v3/order', { ...limit, quantity: '1e-19' }, 'parameter-invalid'],
    ['no price', 'POST /api/v3/order', { ...limit, price: '' }, 'parameter-invalid'],
    [
      'a price that does not count',
      'POST /api/v3/order',
      { ...marketOrder, quantity: '1', price: '1' },
      'parameter-invalid',
    ],
    [
      'an amount in quote units on a limit',
      'POST /api/v3/order',
      { ...limit, quantity: '', quoteOrderQty: '20' },
      'not-modelled',
    ],
    ['a trigger on a plain limit', 'POST /api/v3/order', { ...limit, stopPrice: '9' }, 'parameter-invalid'],
    ['a trailing delta', 'POST /api/v3/order', { ...limit, trailingDelta: '100' }, 'not-modelled'],
    ['an iceberg', 'POST /api/v3/order', { ...limit, icebergQty: '0.1' }, 'not-modelled'],
    ['a pegged price', 'POST /api/v3/order', { ...limit, pegPriceType: 'PRIMARY_PEG' }, 'not-modelled'],
    ['a price taken from the book', 'POST /fapi/v1/order', { ...limit, priceMatch: 'QUEUE' }, 'not-modelled'],
    ['a type that is not listed', 'POST /fapi/v1/order', { ...limit, type: 'TRAILING_STOP_MARKET' }, 'not-modelled'],
    ['a parameter of margin', 'POST /api/v3/order', { ...limit, sideEffectType: 'MARGIN_BUY' }, 'parameter-unknown'],
    ['a name from the prototype', 'POST /api/v3/order', { ...limit, constructor: '1' }, 'parameter-unknown'],
    ['an order list', 'POST /api/v3/orderList/oco', { ...limit }, 'not-modelled'],
    ['a margin order', 'POST /sapi/v1/margin/order', { ...limit }, 'not-modelled'],
    ['no algo type', 'POST /fapi/v1/algoOrder', { ...closing, stopPrice: '', triggerPrice: '9' }, 'parameter-invalid'],
    ['a size beside close-position', 'POST /fapi/v1/order', { ...closing, quantity: '1' }, 'parameter-invalid'],
    [
      'close-position on a limit',
      'POST /fapi/v1/order',
      { ...limit, quantity: '', closePosition: 'true' },
      'parameter-invalid',
    ],
    [
      'close-position on the side that opens',
      'POST /fapi/v1/order',
      { ...closing, positionSide: 'SHORT' },
      'parameter-invalid',
    ],
    [
      'reduce-only beside a position side',
      'POST /fapi/v1/order',
      { ...limit, reduceOnly: 'true', positionSide: 'LONG' },
      'parameter-invalid',
    ],
    ['no order to cancel', 'DELETE /api/v3/order', { symbol: 'BTCUSDT' }, 'parameter-invalid'],
    [
      'an order named twice',
      'DELETE /api/v3/order',
      { symbol: 'BTCUSDT', orderId: '5', origClientOrderId: 'c1' },
      'parameter-invalid',
    ],
    [
      'an amend to nothing',
      'PUT /fapi/v1/order',
      { symbol: 'BTCUSDT', side: 'BUY', orderId: '5', quantity: '0', price: '1' },
      'parameter-invalid',
    ],
    ['an empty batch', 'POST /fapi/v1/batchOrders', { batchOrders: '[]' }, 'parameter-invalid'],
    [
      'a batch with a key twice',
      'POST /fapi/v1/batchOrders',
      { batchOrders: '[{"symbol":"A","symbol":"B"}]' },
      'parameter-invalid',
    ],
    [
      'a batch beside a single order',
      'POST /fapi/v1/batchOrders',
      { batchOrders: '[{}]', symbol: 'BTCUSDT' },
      'parameter-unknown',
    ],
  ])('with %s is refused', (_title, line, params, code) => {
    const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
    expect(codeOf(send(line, given))).toBe(code);
  });

  it('in JSON is refused', () => {
    const sent = send('POST /api/v3/order', limit);
    expect(codeOf({ ...sent, headers: { 'content-type': 'application/json' }, body: JSON.stringify(limit) })).toBe(
      'http-body',
    );
  });

  it('without a client order id gets one, and leaves with it', () => {
    const call = read(send('POST /api/v3/order', limit));
    expect(call.intents).toMatchObject([{ clientOrderId: 'kw00000000000000000000000001' }]);
    const built = wire.build(call, key.credential(hmac()) as Credential, { timeMs: 1_790_000_000_000 });
    expect(built.body).toContain('newClientOrderId=kw00000000000000000000000001');
  });

  it('leaves with its numbers in plain digits', () => {
    const call = read(send('POST /api/v3/order', { ...limit, quantity: '1E-7', price: '010.50' }));
    expect(call.body).toMatchObject({
      params: expect.arrayContaining([
        ['quantity', '0.0000001'],
        ['price', '10.5'],
      ]),
    });
  });

  it('keeps the unit of time that it asks for', () => {
    const sent = send('GET /api/v3/order', {});
    const url = `${sent.url}?symbol=BTCUSDT&orderId=1`;
    const call = read({ method: 'GET', url, headers: { 'X-MBX-TIME-UNIT': 'MICROSECOND' } });
    expect(wire.build(call, undefined, { timeMs: 0 }).headers).toEqual({ 'x-mbx-time-unit': 'MICROSECOND' });
    expect(codeOf({ method: 'GET', url, headers: { 'X-MBX-TIME-UNIT': 'DAY' } })).toBe('http-header');
  });
});

describe('an answer', () => {
  const order = { symbol: 'BTCUSDT', orderId: 28, clientOrderId: 'c1', executedQty: '0.5', status: 'PARTIALLY_FILLED' };
  const place = read(send('POST /api/v3/order', limit));
  const replace = read(
    send('POST /api/v3/order/cancelReplace', { ...limit, cancelReplaceMode: 'ALLOW_FAILURE', cancelOrderId: '1' }),
  );
  const two = read(send('POST /fapi/v1/batchOrders', { batchOrders: JSON.stringify([limit, limit]) }));
  const cancelAll = read(send('DELETE /api/v3/openOrders', { symbol: 'BTCUSDT' }));
  const accepted = { kind: 'accepted' };
  const rejected = (code: string) => ({ kind: 'rejected', code });
  const unknown = { kind: 'unknown' };

  it.each<[string, Call, number, unknown, object[]]>([
    [
      'a placed order',
      place,
      200,
      order,
      [
        {
          kind: 'accepted',
          status: { order: { orderId: '28', clientOrderId: 'c1' }, open: true, filled: decimal('0.5') },
        },
      ],
    ],
    [
      'an order in a state that is not known',
      place,
      200,
      { ...order, status: 'NEW_STATE' },
      [{ status: { open: true } }],
    ],
    ['a filled order', place, 200, { ...order, status: 'FILLED' }, [{ status: { open: false } }]],
    ['an order refused for want of funds', place, 400, { code: -2010, msg: 'insufficient' }, [rejected('-2010')]],
    ['too many requests', place, 429, { code: -1003, msg: 'way too many' }, [rejected('-1003')]],
    ['a timeout inside the exchange', place, 400, { code: -1007, msg: 'timeout' }, [unknown]],
    ['a web firewall', place, 403, '<html>', [unknown]],
    ['a validated order', read(send('POST /api/v3/order/test', limit)), 200, {}, [accepted]],
    ['all of a spot market cancelled', cancelAll, 200, [order, order], [accepted]],
    ['nothing to cancel', cancelAll, 400, { code: -2011, msg: 'Unknown order sent.' }, [rejected('-2011')]],
    [
      'all of a futures market cancelled',
      read(send('DELETE /fapi/v1/allOpenOrders', { symbol: 'BTCUSDT' })),
      200,
      { code: 200, msg: 'done' },
      [accepted],
    ],
    ['half a batch', two, 200, [order, { code: -2022, msg: 'rejected' }], [accepted, rejected('-2022')]],
    ['a batch that is cut short', two, 200, [order], [accepted, unknown]],
    [
      'an order amended in place',
      read(send('PUT /api/v3/order/amend/keepPriority', { symbol: 'BTCUSDT', orderId: '28', newQty: '0.4' })),
      200,
      { transactTime: 1, executionId: 2, amendedOrder: { ...order, origClientOrderId: 'c1', clientOrderId: 'c2' } },
      [{ kind: 'accepted', status: { order: { orderId: '28', clientOrderId: 'c2' } } }],
    ],
    [
      'a replaced order',
      replace,
      200,
      {
        cancelResult: 'SUCCESS',
        newOrderResult: 'SUCCESS',
        cancelResponse: { ...order, status: 'CANCELED' },
        newOrderResponse: order,
      },
      [{ status: { open: false } }, { status: { open: true } }],
    ],
    [
      'a cancel without its new order',
      replace,
      409,
      {
        code: -2021,
        data: {
          cancelResult: 'SUCCESS',
          newOrderResult: 'FAILURE',
          cancelResponse: order,
          newOrderResponse: { code: -2010 },
        },
      },
      [accepted, rejected('-2010')],
    ],
    [
      'neither',
      replace,
      400,
      {
        code: -2022,
        data: {
          cancelResult: 'FAILURE',
          newOrderResult: 'NOT_ATTEMPTED',
          cancelResponse: { code: -2011 },
          newOrderResponse: null,
        },
      },
      [rejected('-2011'), rejected('NOT_ATTEMPTED')],
    ],
    [
      'a cancelled conditional order',
      read(send('DELETE /fapi/v1/algoOrder', { algoId: '7' })),
      200,
      { algoId: 7, clientAlgoId: 'a1', code: '200', msg: 'success' },
      [{ kind: 'accepted', status: { order: { orderId: '7', clientOrderId: 'a1', conditional: true }, open: false } }],
    ],
  ])('that tells of %s is read', (_title, call, status, body, wanted) => {
    expect(account.outcomes(call, status, typeof body === 'string' ? body : JSON.stringify(body))).toMatchObject(
      wanted,
    );
  });

  it('names an order, or says that there is none', () => {
    const found = (status: number, body: object) =>
      account.readFound(status, JSON.stringify(body), spot!, { orderId: '28' });
    expect(found(200, order)).toMatchObject({ order: { orderId: '28' }, open: true });
    expect(found(400, { code: -2013, msg: 'Order does not exist.' })).toBe('absent');
    expect(found(401, { code: -2015, msg: 'Invalid API-key' })).toMatchObject({ cause: 'key-or-ip-or-permission' });
    expect(found(500, { code: -2013 })).toMatchObject({ cause: 'unreadable' });
  });

  it.each<[string, object, object]>([
    ['waits', { algoStatus: 'NEW', actualOrderId: '' }, { open: true }],
    [
      'has placed its order',
      { algoStatus: 'TRIGGERED', actualOrderId: '31' },
      { open: true, child: { orderId: '31' } },
    ],
    [
      'was filled or cancelled in the book',
      { algoStatus: 'FINISHED', actualOrderId: '31' },
      { open: false, child: { orderId: '31' } },
    ],
    ['says a state that is not known', { algoStatus: 'PAUSED', actualOrderId: '' }, { open: true }],
    ['was cancelled before it fired', { algoStatus: 'CANCELED', actualOrderId: '' }, { open: false, filled: 0n }],
    ['was refused by the engine', { algoStatus: 'REJECTED', actualOrderId: '' }, { open: false, filled: 0n }],
  ])('of a conditional order that %s', (_title, told, wanted) => {
    const algo = { algoId: 7, clientAlgoId: 'a1', symbol: 'BTCUSDT', ...told };
    const found = account.readFound(200, JSON.stringify(algo), linear!, { orderId: '7', conditional: true });
    expect(found).toMatchObject({ ...wanted, order: { orderId: '7', conditional: true } });
  });

  it.each([
    ['finished', { algoStatus: 'FINISHED', actualOrderId: '31' }],
    ['finished without its order', { algoStatus: 'FINISHED', actualOrderId: '' }],
    ['was cancelled, and nothing is told of its order', { algoStatus: 'CANCELED' }],
  ])('does not say what a conditional order filled that %s', (_title, told) => {
    const algo = { algoId: 7, clientAlgoId: 'a1', symbol: 'BTCUSDT', ...told };
    const found = account.readFound(200, JSON.stringify(algo), linear!, { orderId: '7', conditional: true });
    expect(found).toMatchObject({ open: false });
    expect(found).not.toHaveProperty('filled');
  });

  it('lists open orders of both books of futures', () => {
    const [plain, conditional] = account.openOrders(linear!, 'live');
    expect([plain!.path, conditional!.path]).toEqual(['/fapi/v1/openOrders', '/fapi/v1/openAlgoOrders']);
    expect(account.readOpenOrders(plain!, 200, JSON.stringify([order]), linear!)).toHaveLength(1);
    const algo = JSON.stringify([{ algoId: 7, clientAlgoId: 'a1', symbol: 'BTCUSDT', algoStatus: 'NEW' }]);
    expect(account.readOpenOrders(conditional!, 200, algo, linear!)).toMatchObject([
      { order: { conditional: true }, open: true },
    ]);
  });

  it('tells the settings that are in force', () => {
    const config = JSON.stringify([{ symbol: 'BTCUSDT', marginType: 'CROSSED', leverage: 20 }]);
    expect(account.setting!.read('leverage', linear, 200, config)).toBe('20');
    expect(account.setting!.read('margin-mode', linear, 200, config)).toBe('CROSSED');
    expect(account.setting!.read('position-mode', undefined, 200, '{"dualSidePosition":false}')).toBe('false');
    expect(account.setting!.read('leverage', linear, 400, config)).toBeUndefined();
  });

  it('tells what a key can do', () => {
    const sample = {
      ipRestrict: false,
      enableReading: true,
      enableWithdrawals: false,
      enableInternalTransfer: true,
      enableFutures: false,
      permitsUniversalTransfer: true,
      enableSpotAndMarginTrading: false,
    };
    const read = (more: object) => key.readIntrospection(200, JSON.stringify({ ...sample, ...more }));
    expect(read({})).toEqual({ read: 'yes', trade: 'no', transfer: 'yes', withdraw: 'no', ipRestricted: 'no' });
    expect(read({ enableWithdrawals: true })).toMatchObject({ withdraw: 'yes' });
    expect(read({ enableWithdrawals: undefined })).toMatchObject({ withdraw: 'unknown' });
    expect(key.introspect('testnet')).toBeUndefined();
  });

  it.each([
    [400, -1021, 'clock'],
    [400, -1022, 'signature'],
    [401, -2014, 'key'],
    [401, -2015, 'key-or-ip-or-permission'],
    [418, 0, 'rate'],
  ])('with status %i and code %i has a cause', (status, code, cause) => {
    expect(key.readError(status, JSON.stringify({ code, msg: '' }))).toMatchObject({ cause });
  });

  it('lists markets by the names that the field uses', () => {
    const [spotCall, linearCall] = market.instruments('live');
    const listed = (symbols: object[]) => JSON.stringify({ symbols });
    const pair = { symbol: 'BTCUSDT', baseAsset: 'BTC', quoteAsset: 'USDT', status: 'TRADING' };
    expect(market.readInstruments(spotCall!, listed([pair, { ...pair, symbol: 'X', status: 'BREAK' }]))).toMatchObject([
      { market: 'BTC/USDT', kind: 'spot', active: true },
      { active: false },
    ]);
    const perpetual = { ...pair, contractType: 'PERPETUAL', marginAsset: 'USDT' };
    const quarterly = { ...perpetual, contractType: 'CURRENT_QUARTER' };
    expect(market.readInstruments(linearCall!, listed([perpetual, quarterly]))).toMatchObject([
      { market: 'BTC/USDT:USDT', kind: 'linear' },
    ]);
  });

  it('tells prices in the middle of the book, and none for an empty book', () => {
    const [call] = market.prices([spot!], 'live');
    const book = (bidPrice: string) => JSON.stringify([{ symbol: 'BTCUSDT', bidPrice, askPrice: '12' }]);
    expect(market.readPrices(call!, book('10'))).toEqual([
      { symbol: 'BTCUSDT', kind: 'spot', price: decimal('11'), bid: decimal('10'), ask: decimal('12') },
    ]);
    expect(market.readPrices(call!, book('0'))).toEqual([]);
  });

  it('tells how much of the limits is used', () => {
    const headers = { 'x-mbx-used-weight-1m': '17', 'x-mbx-order-count-10s': '3', 'retry-after': '30' };
    expect(wire.rate(200, headers, 'spot', '')).toEqual([{ bucket: 'spot', used: 17, windowMs: 60_000 }]);
    expect(wire.rate(429, headers, 'spot', '')).toContainEqual({ bucket: 'spot', retryAfterMs: 30_000 });
    expect(wire.rate(418, headers, 'spot', '')).toContainEqual({ bucket: 'spot', retryAfterMs: 30_000, isBan: true });
  });
});

describe('an exchange key', () => {
  it.each([
    [
      'a PEM of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ],
    ['a PEM that is cut', '-----BEGIN PRIVATE KEY-----\nMC4C'],
  ])('with %s is refused, and the message does not show it', (_title, text) => {
    const refusal = key.credential({ id: 'test-key-0001', secret: Secret.take(Buffer.from(String(text))) });
    expect(refusal).toMatchObject({ code: 'credential-invalid' });
    expect(JSON.stringify(refusal)).not.toContain('MC4C');
  });
});
