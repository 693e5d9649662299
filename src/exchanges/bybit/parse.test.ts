import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decimal,
  formatDecimal,
  type Intent,
  isJsonObject,
  isRefusal,
  type JsonValue,
  parseJson,
} from '../../core/index.ts';
import { again, asked, contextOf, endpointFor, linear, posted, spot } from './asked.contract.ts';
import { parse } from './parse.ts';
import { fieldTables } from './tables.ts';

function read(path: string, body: unknown) {
  const request = posted(path, body);
  return parse(request, endpointFor(request), contextOf());
}

/** Intents with amounts in plain digits. */
function plain(intents: readonly Intent[]): unknown[] {
  return intents.map((intent) =>
    Object.fromEntries(
      Object.entries(intent).map(([name, value]) => [
        name,
        typeof value === 'bigint' ? formatDecimal(value as Decimal) : value,
      ]),
    ),
  );
}

function intentsOf(path: string, body: unknown): unknown[] {
  const call = read(path, body);
  if (isRefusal(call)) throw new Error(`${call.code}: ${call.message}`);
  return plain(call.intents);
}

const onSpot = { category: 'spot', symbol: 'BTCUSDT', orderLinkId: 'a' };
const onLinear = { category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'a' };
const defaults = {
  action: 'place-order',
  closePosition: false,
  reduceOnly: false,
  postOnly: false,
  clientOrderId: 'a',
  validateOnly: false,
};
const buysSpot = { ...defaults, instrument: spot, side: 'buy' };
const sellsSpot = { ...defaults, instrument: spot, side: 'sell' };
const buysLinear = { ...defaults, instrument: linear, side: 'buy' };
const sellsLinear = { ...defaults, instrument: linear, side: 'sell' };

describe('an order', () => {
  it.each([
    [
      'a spot limit order',
      {
        ...onSpot,
        side: 'Buy',
        orderType: 'Limit',
        qty: '0.1',
        price: '50000',
        timeInForce: 'GTC',
        isLeverage: 0,
        orderFilter: 'Order',
      },
      { ...buysSpot, type: 'limit', quantity: '0.1', price: '50000' },
    ],
    [
      'a spot post-only order',
      { ...onSpot, side: 'Sell', orderType: 'Limit', qty: '0.1', price: '50000', timeInForce: 'PostOnly' },
      { ...sellsSpot, type: 'limit', quantity: '0.1', price: '50000', postOnly: true },
    ],
    [
      'a spot market buy, whose qty is quote currency without a word of it',
      { ...onSpot, side: 'Buy', orderType: 'Market', qty: '200' },
      { ...buysSpot, type: 'market', quoteAmount: '200' },
    ],
    [
      'a spot market buy in the quote currency',
      { ...onSpot, side: 'Buy', orderType: 'Market', qty: '200', marketUnit: 'quoteCoin' },
      { ...buysSpot, type: 'market', quoteAmount: '200' },
    ],
    [
      'a spot market buy in the base currency',
      { ...onSpot, side: 'Buy', orderType: 'Market', qty: '0.01', marketUnit: 'baseCoin' },
      { ...buysSpot, type: 'market', quantity: '0.01' },
    ],
    [
      'a spot market sell, whose qty is base currency',
      { ...onSpot, side: 'Sell', orderType: 'Market', qty: '0.01' },
      { ...sellsSpot, type: 'market', quantity: '0.01' },
    ],
    [
      'a spot market sell in the quote currency',
      { ...onSpot, side: 'Sell', orderType: 'Market', qty: '200', marketUnit: 'quoteCoin' },
      { ...sellsSpot, type: 'market', quoteAmount: '200' },
    ],
    [
      'a spot stop in the base currency',
      { ...onSpot, side: 'Sell', orderType: 'Market', qty: '0.01', triggerPrice: '45000', orderFilter: 'StopOrder' },
      { ...sellsSpot, type: 'stop', quantity: '0.01', trigger: '45000' },
    ],
    [
      'a spot take-profit as ccxt sends it; spot has no reduce-only',
      {
        ...onSpot,
        side: 'Sell',
        orderType: 'Limit',
        qty: '0.01',
        price: '60000',
        triggerPrice: '61000',
        orderFilter: 'tpslOrder',
        triggerDirection: 1,
        reduceOnly: true,
      },
      { ...sellsSpot, type: 'take-profit-limit', quantity: '0.01', price: '60000', trigger: '61000' },
    ],
    [
      'a linear limit order in the hedge mode',
      { ...onLinear, side: 'Buy', orderType: 'Limit', qty: '0.1', price: '50000', positionIdx: 1, reduceOnly: false },
      { ...buysLinear, type: 'limit', quantity: '0.1', price: '50000' },
    ],
    [
      'a linear market order, always in base units',
      { ...onLinear, side: 'Buy', orderType: 'Market', qty: '0.1' },
      { ...buysLinear, type: 'market', quantity: '0.1' },
    ],
    [
      'a reduce-only order',
      { ...onLinear, side: 'Sell', orderType: 'Market', qty: '0.1', reduceOnly: true },
      { ...sellsLinear, type: 'market', quantity: '0.1', reduceOnly: true },
    ],
    [
      'a close of the position',
      { ...onLinear, side: 'Sell', orderType: 'Market', qty: '0', reduceOnly: true, closeOnTrigger: true },
      { ...sellsLinear, type: 'market', closePosition: true, reduceOnly: true },
    ],
    [
      'close-on-trigger alone, which is not taken for reduce-only',
      { ...onLinear, side: 'Sell', orderType: 'Market', qty: '0.1', closeOnTrigger: true },
      { ...sellsLinear, type: 'market', quantity: '0.1' },
    ],
    [
      'a linear sell stop',
      {
        ...onLinear,
        side: 'Sell',
        orderType: 'Market',
        qty: '0.1',
        triggerPrice: '45000',
        triggerDirection: 2,
        triggerBy: 'MarkPrice',
      },
      { ...sellsLinear, type: 'stop', quantity: '0.1', trigger: '45000' },
    ],
    [
      'a linear buy stop with a limit',
      {
        ...onLinear,
        side: 'Buy',
        orderType: 'Limit',
        qty: '0.1',
        price: '56000',
        triggerPrice: '55000',
        triggerDirection: 1,
      },
      { ...buysLinear, type: 'stop-limit', quantity: '0.1', price: '56000', trigger: '55000' },
    ],
    [
      'a linear take-profit',
      {
        ...onLinear,
        side: 'Sell',
        orderType: 'Market',
        qty: '0.1',
        triggerPrice: '65000',
        triggerDirection: 1,
        reduceOnly: true,
      },
      { ...sellsLinear, type: 'take-profit', quantity: '0.1', trigger: '65000', reduceOnly: true },
    ],
    [
      'numbers as JSON numbers, read exactly',
      `{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":1e-7,"price":50000.10,"orderLinkId":"a"}`,
      { ...buysLinear, type: 'limit', quantity: '0.0000001', price: '50000.1' },
    ],
    [
      'blanks, which say nothing',
      {
        ...onLinear,
        side: 'Buy',
        orderType: 'Limit',
        qty: '0.1',
        price: '5',
        takeProfit: '',
        stopLoss: null,
        triggerPrice: '',
      },
      { ...buysLinear, type: 'limit', quantity: '0.1', price: '5' },
    ],
    [
      'words on take-profit and stop-loss without their prices',
      {
        ...onLinear,
        side: 'Buy',
        orderType: 'Limit',
        qty: '1',
        price: '5',
        tpTriggerBy: 'LastPrice',
        tpslMode: 'Full',
        mmp: false,
      },
      { ...buysLinear, type: 'limit', quantity: '1', price: '5' },
    ],
  ])('is read: %s', (_name, body, intent) => {
    expect(intentsOf('/v5/order/create', body)).toEqual([intent]);
  });

  const limit = { ...onLinear, side: 'Buy', orderType: 'Limit', qty: '0.1', price: '50000' };
  const market = { ...onSpot, side: 'Buy', orderType: 'Market', qty: '0.1' };

  it.each([
    ['margin on spot', { ...market, isLeverage: 1 }, 'not-modelled'],
    ['an inverse contract', { ...limit, category: 'inverse' }, 'not-modelled'],
    ['an option', { ...limit, category: 'option' }, 'not-modelled'],
    ['an attached take-profit', { ...limit, takeProfit: '60000' }, 'not-modelled'],
    ['an attached stop-loss', { ...limit, stopLoss: 40000 }, 'not-modelled'],
    ['a best-bid-offer price', { ...limit, bboSideType: 'Queue', bboLevel: '1' }, 'not-modelled'],
    ['a price in volatility', { ...limit, orderIv: '0.1' }, 'not-modelled'],
    ['an RPI order', { ...limit, timeInForce: 'RPI' }, 'not-modelled'],
    ['market maker protection', { ...limit, mmp: true }, 'not-modelled'],
    ['an unknown order filter', { ...market, orderFilter: 'OcoOrder' }, 'not-modelled'],
    [
      'a conditional market order by quote amount',
      { ...market, triggerPrice: '1', orderFilter: 'StopOrder' },
      'not-modelled',
    ],
    ['an unknown parameter', { ...limit, leverage: '100' }, 'parameter-unknown'],
    ['an unknown parameter that is blank', { ...limit, leverage: '' }, 'parameter-unknown'],
    ['a parameter in other letters', { ...limit, QTY: '100' }, 'parameter-unknown'],
    ['reduce-only as text', { ...limit, reduceOnly: 'true' }, 'parameter-invalid'],
    ['reduce-only as a number', { ...limit, reduceOnly: 1 }, 'parameter-invalid'],
    ['a nested value', { ...limit, qty: { value: '1' } }, 'parameter-invalid'],
    ['a quantity of zero', { ...limit, qty: '0' }, 'parameter-invalid'],
    ['a quantity of zero that is only reduce-only', { ...limit, qty: '0', reduceOnly: true }, 'parameter-invalid'],
    ['a quantity below zero', { ...limit, qty: '-1' }, 'parameter-invalid'],
    ['no quantity', { ...onLinear, side: 'Buy', orderType: 'Limit', price: '1' }, 'parameter-invalid'],
    ['a limit order without a price', { ...onLinear, side: 'Buy', orderType: 'Limit', qty: '1' }, 'parameter-invalid'],
    ['a market order with a price', { ...limit, orderType: 'Market' }, 'parameter-invalid'],
    ['no side', { ...onLinear, orderType: 'Market', qty: '1' }, 'parameter-invalid'],
    ['a side in other letters', { ...limit, side: 'buy' }, 'not-modelled'],
    ['no category', { symbol: 'BTCUSDT', side: 'Buy', orderType: 'Market', qty: '1' }, 'parameter-invalid'],
    ['no symbol', { category: 'linear', side: 'Buy', orderType: 'Market', qty: '1' }, 'parameter-invalid'],
    ['an unknown market', { ...limit, symbol: 'XYZUSDT' }, 'market-unknown'],
    ['a spot market that is only listed as a contract', { ...market, symbol: 'BTCPERP' }, 'market-unknown'],
    [
      'a spot trigger without its filter',
      { ...market, triggerPrice: '1', marketUnit: 'baseCoin' },
      'parameter-invalid',
    ],
    ['a spot filter without its trigger', { ...market, orderFilter: 'StopOrder' }, 'parameter-invalid'],
    ['a spot filter on a contract', { ...limit, orderFilter: 'StopOrder', triggerPrice: '1' }, 'parameter-invalid'],
    ['a unit on a contract', { ...limit, marketUnit: 'quoteCoin' }, 'parameter-invalid'],
    [
      'a unit on a spot limit order',
      { ...market, orderType: 'Limit', price: '1', marketUnit: 'quoteCoin' },
      'parameter-invalid',
    ],
    ['a client order id that is too long', { ...limit, orderLinkId: 'x'.repeat(37) }, 'parameter-invalid'],
    ['a client order id with other letters', { ...limit, orderLinkId: 'a.b' }, 'parameter-invalid'],
    ['a list', [limit], 'http-body'],
  ])('is refused: %s', (_name, body, code) => {
    expect(read('/v5/order/create', body)).toMatchObject({ refused: true, code });
  });

  it('gets a client order id where it has none, in the request and in the intent', () => {
    const call = read('/v5/order/create', {
      category: 'spot',
      symbol: 'BTCUSDT',
      side: 'Buy',
      orderType: 'Market',
      qty: '10',
    });
    if (isRefusal(call)) throw new Error(call.message);
    expect(call.intents).toMatchObject([{ clientOrderId: 'made1' }]);
    expect(call.body).toMatchObject({ kind: 'json', value: { orderLinkId: 'made1' } });
  });

  it('that is only checked is placed nowhere', () => {
    expect(intentsOf('/v5/order/pre-check', limit)).toMatchObject([{ action: 'place-order', validateOnly: true }]);
  });

  it('keeps the JSON type of every value that is sent on', () => {
    const call = read('/v5/order/create', { ...limit, positionIdx: 0, reduceOnly: false, qty: 0.1, isLeverage: 0 });
    if (isRefusal(call) || call.body.kind !== 'json') throw new Error('refused');
    expect(JSON.stringify(call.body.value)).toBe(
      '{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","side":"Buy","orderType":"Limit","qty":0.1,"price":"50000","positionIdx":0,"reduceOnly":false,"isLeverage":0}',
    );
  });
});

describe('a batch', () => {
  const item = { symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.1', price: '50000' };
  const batch = (request: unknown, category = 'linear') => read('/v5/order/create-batch', { category, request });

  it('is as many intents as orders, each with a client order id', () => {
    const call = batch([item, { ...item, category: 'linear', orderLinkId: 'mine' }, { ...item, symbol: 'BTCPERP' }]);
    if (isRefusal(call)) throw new Error(call.message);
    expect(call.intents).toMatchObject([
      { clientOrderId: 'made1' },
      { clientOrderId: 'mine' },
      { clientOrderId: 'made2' },
    ]);
    expect(call.body).toMatchObject({
      value: {
        category: 'linear',
        request: [{ symbol: 'BTCUSDT', orderLinkId: 'made1' }, { category: 'linear' }, { symbol: 'BTCPERP' }],
      },
    });
  });

  it('of one is read like an order, with the trap of the spot market buy', () => {
    const intents = intentsOf('/v5/order/create-batch', {
      category: 'spot',
      request: [{ symbol: 'BTCUSDT', side: 'Buy', orderType: 'Market', qty: '500', orderLinkId: 'a' }],
    });
    expect(intents).toEqual([{ ...buysSpot, type: 'market', quoteAmount: '500' }]);
  });

  it.each([
    ['no order', [], 'linear', 'parameter-invalid'],
    ['too many orders', Array(21).fill(item), 'linear', 'parameter-invalid'],
    ['too many spot orders', Array(11).fill(item), 'spot', 'parameter-invalid'],
    ['an order of another category', [{ ...item, category: 'spot' }], 'linear', 'parameter-invalid'],
    ['an order that is none', ['x'], 'linear', 'parameter-invalid'],
    ['one order with an unknown parameter', [item, { ...item, x: 1 }], 'linear', 'parameter-unknown'],
    ['a category that is not modelled', [item], 'inverse', 'not-modelled'],
    ['no list', item, 'linear', 'parameter-invalid'],
  ])('is refused as a whole for %s', (_name, request, category, code) => {
    expect(batch(request, category)).toMatchObject({ refused: true, code });
  });

  it('amends and cancels', () => {
    const amends = { category: 'linear', request: [{ symbol: 'BTCUSDT', orderId: '1', price: '5' }] };
    expect(intentsOf('/v5/order/amend-batch', amends)).toEqual([
      { action: 'amend-order', instrument: linear, order: { orderId: '1' }, price: '5' },
    ]);
    const cancels = {
      category: 'spot',
      request: [
        { symbol: 'BTCUSDT', orderId: '1' },
        { symbol: 'BTCUSDT', orderLinkId: 'b' },
      ],
    };
    expect(intentsOf('/v5/order/cancel-batch', cancels)).toEqual([
      { action: 'cancel-order', instrument: spot, order: { orderId: '1' } },
      { action: 'cancel-order', instrument: spot, order: { clientOrderId: 'b' } },
    ]);
  });
});

describe('what changes or ends an order', () => {
  it.each([
    [
      '/v5/order/amend',
      {
        category: 'linear',
        symbol: 'BTCUSDT',
        orderId: '1',
        qty: '0.2',
        price: '5',
        triggerPrice: '4',
        triggerBy: 'LastPrice',
      },
      { action: 'amend-order', instrument: linear, order: { orderId: '1' }, quantity: '0.2', price: '5', trigger: '4' },
    ],
    [
      '/v5/order/amend',
      { category: 'spot', symbol: 'BTCUSDT', orderLinkId: 'a', qty: null, price: '5' },
      { action: 'amend-order', instrument: spot, order: { clientOrderId: 'a' }, price: '5' },
    ],
    [
      '/v5/order/cancel',
      { category: 'spot', symbol: 'BTCUSDT', orderId: '1', orderFilter: 'tpslOrder' },
      { action: 'cancel-order', instrument: spot, order: { orderId: '1' } },
    ],
    ['/v5/order/cancel-all', { category: 'spot' }, { action: 'cancel-all' }],
    ['/v5/order/cancel-all', { category: 'linear', symbol: null, settleCoin: 'USDT' }, { action: 'cancel-all' }],
    [
      '/v5/order/cancel-all',
      { category: 'linear', symbol: 'BTCUSDT', settleCoin: 'USDT' },
      { action: 'cancel-all', instrument: linear },
    ],
    [
      '/v5/order/cancel-all',
      { category: 'linear', symbol: 'BTCUSDT', orderFilter: 'StopOrder', stopOrderType: 'Stop' },
      { action: 'cancel-all', instrument: linear },
    ],
  ])('is read by %s from %j', (path, body, intent) => {
    expect(intentsOf(path, body)).toEqual([intent]);
  });

  it('names an order by its id alone where both names are given, as the exchange does', () => {
    const call = read('/v5/order/cancel', { category: 'spot', symbol: 'BTCUSDT', orderLinkId: 'mine', orderId: '1' });
    if (isRefusal(call) || call.body.kind !== 'json') throw new Error('refused');
    expect(call.intents).toMatchObject([{ order: { orderId: '1' } }]);
    expect(JSON.stringify(call.body.value)).toBe('{"category":"spot","symbol":"BTCUSDT","orderId":"1"}');
  });

  it.each([
    ['/v5/order/amend', { category: 'linear', symbol: 'BTCUSDT', orderId: '1' }, 'parameter-invalid'],
    ['/v5/order/amend', { category: 'linear', symbol: 'BTCUSDT', orderId: '1', qty: '0' }, 'parameter-invalid'],
    ['/v5/order/amend', { category: 'linear', symbol: 'BTCUSDT', price: '1' }, 'parameter-invalid'],
    [
      '/v5/order/amend',
      { category: 'linear', symbol: 'BTCUSDT', orderId: '1', price: '1', takeProfit: '0' },
      'not-modelled',
    ],
    ['/v5/order/cancel', { category: 'linear', symbol: 'BTCUSDT' }, 'parameter-invalid'],
    ['/v5/order/cancel-all', { symbol: 'BTCUSDT' }, 'parameter-invalid'],
    ['/v5/order/cancel-all', {}, 'parameter-invalid'],
    ['/v5/order/cancel-all', { category: 'option' }, 'not-modelled'],
    [
      '/v5/position/trading-stop',
      { category: 'linear', symbol: 'BTCUSDT', stopLoss: '1', positionIdx: 0 },
      'not-modelled',
    ],
    ['/v5/spread/order/create', { symbol: 'X' }, 'not-modelled'],
    ['/v5/rfq/execute-quote', { rfqId: 'X' }, 'not-modelled'],
    ['/v5/event/quotes', {}, 'not-modelled'],
    ['/unified/v3/private/order/create', {}, 'not-modelled'],
  ])('is refused by %s for %j', (path, body, code) => {
    expect(read(path, body)).toMatchObject({ refused: true, code });
  });
});

describe('a setting', () => {
  it.each([
    [
      '/v5/position/set-leverage',
      { category: 'linear', symbol: 'BTCUSDT', buyLeverage: '2.0', sellLeverage: '3' },
      { setting: 'leverage', instrument: linear, value: '3' },
    ],
    [
      '/v5/position/switch-mode',
      { category: 'linear', symbol: 'BTCUSDT', mode: 3 },
      { setting: 'position-mode', instrument: linear, value: '3' },
    ],
    [
      '/v5/position/switch-mode',
      { category: 'linear', coin: 'USDT', mode: 0 },
      { setting: 'position-mode', value: '0' },
    ],
    [
      '/v5/account/set-margin-mode',
      { setMarginMode: 'REGULAR_MARGIN' },
      { setting: 'margin-mode', value: 'REGULAR_MARGIN' },
    ],
    ['/v5/order/disconnected-cancel-all', { product: 'SPOT', timeWindow: 40 }, { setting: 'dead-man', value: '40' }],
  ])('is read by %s from %j', (path, body, intent) => {
    expect(intentsOf(path, body)).toEqual([{ action: 'change-setting', ...intent }]);
  });

  it.each([
    ['/v5/position/set-leverage', { category: 'linear', symbol: 'BTCUSDT', buyLeverage: '2' }, 'parameter-invalid'],
    [
      '/v5/position/set-leverage',
      { category: 'inverse', symbol: 'BTCUSD', buyLeverage: '2', sellLeverage: '2' },
      'not-modelled',
    ],
    ['/v5/position/switch-mode', { category: 'linear', symbol: 'BTCUSDT' }, 'parameter-invalid'],
    ['/v5/account/set-margin-mode', {}, 'parameter-invalid'],
    ['/v5/spot-margin-trade/switch-mode', { spotMarginMode: '1' }, 'not-modelled'],
    ['/v5/account/set-hedging-mode', { setHedgingMode: 'ON' }, 'not-modelled'],
  ])('is refused by %s for %j', (path, body, code) => {
    expect(read(path, body)).toMatchObject({ refused: true, code });
  });
});

describe('a request', () => {
  it('to read keeps its parameters', () => {
    const request = asked(
      'GET',
      'https://api.bybit.com/v5/order/realtime?category=linear&symbol=BTCUSDT&cursor=a%3Db%26',
    );
    const call = parse(request, endpointFor(request), contextOf());
    if (isRefusal(call)) throw new Error(call.message);
    expect(call.query).toEqual([
      ['category', 'linear'],
      ['symbol', 'BTCUSDT'],
      ['cursor', 'a=b&'],
    ]);
    expect(call.intents).toEqual([{ action: 'read' }]);
  });

  it('to trade has no parameter in its query, which no signature covers', () => {
    const request = posted('/v5/order/cancel-all', { category: 'spot' });
    const doubled = { ...request, query: [['symbol', 'BTCUSDT'] as const] };
    expect(parse(doubled, endpointFor(request), contextOf())).toMatchObject({
      refused: true,
      code: 'parameter-invalid',
    });
  });

  it('is refused as a form, or without a body', () => {
    const request = posted('/v5/order/cancel-all', { category: 'spot' });
    const form = { ...request, body: { kind: 'form' as const, params: [] } };
    expect(parse(form, endpointFor(request), contextOf())).toMatchObject({ code: 'http-body' });
    expect(parse({ ...request, body: { kind: 'none' as const } }, endpointFor(request), contextOf())).toMatchObject({
      code: 'http-body',
    });
  });

  const scalar = fc.oneof(
    fc.constantFrom(
      'Buy',
      'Sell',
      'Market',
      'Limit',
      '1',
      '0.5',
      '0',
      'BTCUSDT',
      'linear',
      'spot',
      'GTC',
      'baseCoin',
      'Order',
      '',
    ),
    fc.constantFrom<JsonValue>(true, false, null),
    fc.string(),
    fc.double(),
  );
  const paths = Object.keys(fieldTables).map((name) => name.split(' ')[1]!);
  const names = [...new Set(Object.values(fieldTables).flatMap((table) => Object.keys(table)))];
  const anyBody = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string()), scalar);

  it('never makes parse throw, and never carries an unknown parameter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), anyBody, (path, body) => {
        const raw = JSON.stringify(body);
        if (!isJsonObject(parseJson(raw) as JsonValue)) return;
        const call = read(path, raw);
        if (isRefusal(call)) return;
        const table = fieldTables[`POST ${path}`]!;
        if (call.body.kind !== 'json') throw new Error('no JSON');
        for (const name of Object.keys(call.body.value as object)) expect(Object.hasOwn(table, name)).toBe(true);
        expect(call.intents.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  const amount = fc
    .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 8 }))
    .map(([n, e]) => `${n}e-${e}`);
  const order = fc.record({
    category: fc.constantFrom('spot', 'linear'),
    symbol: fc.constant('BTCUSDT'),
    side: fc.constantFrom('Buy', 'Sell'),
    orderType: fc.constantFrom('Market', 'Limit'),
    qty: amount,
    price: fc.option(amount, { nil: undefined }),
    marketUnit: fc.constantFrom('baseCoin', 'quoteCoin', undefined),
    reduceOnly: fc.constantFrom(true, false, undefined),
    timeInForce: fc.constantFrom('GTC', 'PostOnly', undefined),
    triggerPrice: fc.option(amount, { nil: undefined }),
    triggerDirection: fc.constantFrom(1, 2, undefined),
    orderFilter: fc.constantFrom('Order', 'StopOrder', 'tpslOrder', undefined),
  });

  it('that is sent on says the same when it is read again', () => {
    let read1 = 0;
    fc.assert(
      fc.property(order, (body) => {
        const call = read('/v5/order/create', body);
        if (isRefusal(call)) return;
        read1++;
        const second = parse(again(call), call.endpoint, contextOf());
        if (isRefusal(second)) throw new Error(second.message);
        expect(plain(second.intents)).toEqual(plain(call.intents));
        expect(second.body).toEqual(call.body);
      }),
      { numRuns: 2_000 },
    );
    expect(read1).toBeGreaterThan(100);
  });
});

describe('an order that says that it reduces', () => {
  const closing = { ...onLinear, orderType: 'Market', qty: '0.1', reduceOnly: true };

  it.each([
    ['Buy', 1, true],
    ['Sell', 2, true],
    ['Buy', 2, false],
    ['Sell', 1, false],
    ['Buy', 0, false],
    ['Sell', 0, false],
  ])('by a %s on the position %i is refused: %s', (side, positionIdx, isRefused) => {
    expect(isRefusal(read('/v5/order/create', { ...closing, side, positionIdx }))).toBe(isRefused);
    expect(
      isRefusal(read('/v5/order/create-batch', { category: 'linear', request: [{ ...closing, side, positionIdx }] })),
    ).toBe(isRefused);
  });

  it.each([1, 'true', '1', 'TRUE', [true], { a: 1 }])('with %j instead of a boolean is refused', (reduceOnly) => {
    expect(read('/v5/order/create', { ...closing, side: 'Buy', reduceOnly })).toMatchObject({
      code: 'parameter-invalid',
    });
  });
});

describe('a market order', () => {
  it.each([
    { slippageToleranceType: 'TickSize', slippageTolerance: '10000' },
    { slippageToleranceType: 'Percent', slippageTolerance: '10' },
  ])('that may fill far from the market is refused: %j', (more) => {
    for (const on of [onSpot, onLinear]) {
      expect(read('/v5/order/create', { ...on, side: 'Buy', orderType: 'Market', qty: '0.1', ...more })).toMatchObject({
        code: 'not-modelled',
      });
    }
  });
});
