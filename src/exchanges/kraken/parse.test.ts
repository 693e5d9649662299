import { describe, expect, it } from 'vitest';
import { isRefusal, type PlaceOrder, parseDecimal } from '../../core/index.ts';
import type { BotRequest, Call } from '../exchange.ts';
import { facts } from './facts.ts';
import { parse } from './parse.ts';
import { bitcoin, context, form, formOf, json, read, requestOf } from './scene.contract.ts';

const d = (text: string) => parseDecimal(text)!;
const order = { pair: 'XXBTZUSD', type: 'buy', volume: '0.5' };

function placed(params: Readonly<Record<string, string>>): PlaceOrder {
  const call = read(form('AddOrder', { ...order, ...params }));
  if (isRefusal(call)) throw new Error(call.message);
  return call.intents[0] as PlaceOrder;
}

function bodyOf(request: BotRequest): Record<string, string> {
  const call = read(request);
  if (isRefusal(call)) throw new Error(call.message);
  return Object.fromEntries(formOf(call));
}

describe('an order', () => {
  it.each<[string, Record<string, string>, Partial<PlaceOrder>]>([
    ['limit', { ordertype: 'limit', price: '30000' }, { type: 'limit', quantity: d('0.5'), price: d('30000') }],
    ['post-only', { ordertype: 'limit', price: '30000', oflags: 'post' }, { type: 'limit', postOnly: true }],
    ['post-only with a fee choice', { ordertype: 'limit', price: '1', oflags: 'fciq,post' }, { postOnly: true }],
    ['market by volume', { ordertype: 'market' }, { type: 'market', quantity: d('0.5') }],
    ['stop-loss', { ordertype: 'stop-loss', price: '9' }, { type: 'stop', trigger: d('9') }],
    ['take-profit', { ordertype: 'take-profit', price: '9' }, { type: 'take-profit', trigger: d('9') }],
    [
      'stop-loss-limit',
      { ordertype: 'stop-loss-limit', price: '9', price2: '8' },
      { type: 'stop-limit', trigger: d('9'), price: d('8') },
    ],
    [
      'take-profit-limit',
      { ordertype: 'take-profit-limit', price: '9', price2: '8' },
      { type: 'take-profit-limit', trigger: d('9'), price: d('8') },
    ],
    ['an exponent', { ordertype: 'limit', price: '1', volume: '1e-7' }, { quantity: d('0.0000001') }],
    ['only checked', { ordertype: 'limit', price: '1', validate: 'true' }, { validateOnly: true }],
    ['not only checked', { ordertype: 'limit', price: '1', validate: 'False' }, { validateOnly: false }],
    [
      'the words for no margin',
      { ordertype: 'limit', price: '1', leverage: 'none', starttm: '0', reduce_only: 'False' },
      { reduceOnly: false },
    ],
    ['good till a date', { ordertype: 'limit', price: '1', timeinforce: 'GTD', expiretm: '+60' }, { type: 'limit' }],
  ])('%s is read', (_title, params, expected) => {
    expect(placed(params)).toMatchObject({ action: 'place-order', instrument: bitcoin, side: 'buy', ...expected });
  });

  it('by quote amount is a market buy with viqc, however often it says so', () => {
    for (const oflags of ['viqc', 'viqc,viqc', 'fciq,viqc']) {
      const intent = placed({ ordertype: 'market', volume: '100', oflags });
      expect(intent.quoteAmount).toBe(d('100'));
      expect(intent.quantity).toBeUndefined();
    }
    expect(bodyOf(form('AddOrder', { ...order, ordertype: 'market', oflags: 'viqc,viqc' }))).toMatchObject({
      oflags: 'viqc',
    });
  });

  it.each(['XXBTZUSD', 'XBTUSD', 'XBT/USD', 'BTC/USD'])(
    'on %s is on the same market and leaves under its own name',
    (pair) => {
      expect(placed({ ordertype: 'market', pair }).instrument.market).toBe('BTC/USD');
      expect(bodyOf(form('AddOrder', { ...order, ordertype: 'market', pair }))['pair']).toBe('XXBTZUSD');
    },
  );

  it('leaves in plain digits and with flags in one spelling', () => {
    const body = bodyOf(
      form('AddOrder', { ...order, ordertype: 'limit', price: '.50', volume: '1E-3', validate: '1' }),
    );
    expect(body).toMatchObject({ price: '0.5', volume: '0.001', validate: 'true' });
    expect(body).not.toHaveProperty('nonce');
  });

  it('that names none gets a client order id of the documented form', () => {
    expect(placed({ ordertype: 'market' }).clientOrderId).toBe('0123456789abcdef0123456789abcdef');
    const made = { ...context, newClientOrderId: () => '01KAMZ8Q3J5W7X9Y1Z3A5B7C9D' };
    const call = read(form('AddOrder', { ...order, ordertype: 'market' }), made) as Call;
    const { clientOrderId } = call.intents[0] as PlaceOrder;
    expect(clientOrderId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Object.fromEntries(formOf(call))).toMatchObject({ cl_ord_id: clientOrderId });
  });

  it.each(['arb-20240509-00010', '6d1b345e-2821-40e2-ad83-4ecb18a06876', 'da8e4ad59b78481c93e589746b0cf91f'])(
    'keeps its own id %s',
    (id) => {
      expect(placed({ ordertype: 'market', cl_ord_id: id }).clientOrderId).toBe(id);
    },
  );

  it('with a user reference keeps it and gets no id, as the two exclude each other', () => {
    expect(placed({ ordertype: 'market', userref: '77' }).clientOrderId).toBe('userref:77');
    expect(bodyOf(form('AddOrder', { ...order, ordertype: 'market', userref: '77' }))).not.toHaveProperty('cl_ord_id');
  });

  it.each<[string, Record<string, string>, string]>([
    ['a relative price', { ordertype: 'limit', price: '+100' }, 'not-modelled'],
    ['a price below the market', { ordertype: 'limit', price: '-100' }, 'not-modelled'],
    ['a price on either side', { ordertype: 'limit', price: '#100' }, 'not-modelled'],
    ['a price in per cent', { ordertype: 'limit', price: '5%' }, 'not-modelled'],
    ['a relative second price', { ordertype: 'stop-loss-limit', price: '9', price2: '#1%' }, 'not-modelled'],
    ['a trailing stop', { ordertype: 'trailing-stop', price: '+5' }, 'not-modelled'],
    ['a trailing stop limit', { ordertype: 'trailing-stop-limit', price: '5', price2: '5' }, 'not-modelled'],
    ['an iceberg', { ordertype: 'iceberg', price: '5', displayvol: '1' }, 'not-modelled'],
    ['a hidden part', { ordertype: 'limit', price: '5', displayvol: '0.1' }, 'not-modelled'],
    ['a position to settle', { ordertype: 'settle-position', volume: '0', leverage: '2' }, 'not-modelled'],
    ['leverage', { ordertype: 'limit', price: '5', leverage: '2' }, 'not-modelled'],
    ['reduce-only, which is margin', { ordertype: 'limit', price: '5', reduce_only: 'true' }, 'not-modelled'],
    [
      'a conditional close',
      { ordertype: 'limit', price: '5', 'close[ordertype]': 'stop-loss', 'close[price]': '4' },
      'not-modelled',
    ],
    ['a start in the future', { ordertype: 'limit', price: '5', starttm: '+60' }, 'not-modelled'],
    ['a tokenized asset', { ordertype: 'limit', price: '5', asset_class: 'tokenized_asset' }, 'not-modelled'],
    ['no price protection', { ordertype: 'market', oflags: 'nompp' }, 'not-modelled'],
    ['a flag of the future', { ordertype: 'market', oflags: 'post,moon' }, 'not-modelled'],
    ['a sale by quote amount', { ordertype: 'market', type: 'sell', oflags: 'viqc' }, 'not-modelled'],
    ['a limit order by quote amount', { ordertype: 'limit', price: '5', oflags: 'viqc' }, 'not-modelled'],
    ['a time in force of the future', { ordertype: 'limit', price: '5', timeinforce: 'PO' }, 'not-modelled'],
    ['a second factor', { ordertype: 'limit', price: '5', otp: '123456' }, 'parameter-unknown'],
    ['an unknown parameter', { ordertype: 'limit', price: '5', stopPrice: '4' }, 'parameter-unknown'],
    ['an unknown market', { ordertype: 'limit', price: '5', pair: 'SCAMUSD' }, 'market-unknown'],
    ['no volume', { ordertype: 'limit', price: '5', volume: '' }, 'parameter-invalid'],
    ['a volume of zero', { ordertype: 'limit', price: '5', volume: '0' }, 'parameter-invalid'],
    ['a volume that is no number', { ordertype: 'limit', price: '5', volume: '1,5' }, 'parameter-invalid'],
    ['a limit order without a price', { ordertype: 'limit' }, 'parameter-invalid'],
    ['a market order with a price', { ordertype: 'market', price: '5' }, 'parameter-invalid'],
    ['a limit order with two prices', { ordertype: 'limit', price: '5', price2: '6' }, 'parameter-invalid'],
    ['a stop order with two prices', { ordertype: 'stop-loss', price: '5', price2: '6' }, 'parameter-invalid'],
    ['a stop-limit order with one price', { ordertype: 'stop-loss-limit', price: '5' }, 'parameter-invalid'],
    ['both kinds of id', { ordertype: 'market', userref: '1', cl_ord_id: 'a' }, 'parameter-invalid'],
    ['a reference over 32 bits', { ordertype: 'market', userref: '2147483648' }, 'parameter-invalid'],
    ['an id of 19 characters', { ordertype: 'market', cl_ord_id: 'a'.repeat(19) }, 'parameter-invalid'],
    ['an id spelt like a reference', { ordertype: 'market', cl_ord_id: 'userref:1' }, 'parameter-invalid'],
    ['an empty id', { ordertype: 'market', cl_ord_id: '' }, 'parameter-invalid'],
    ['no side', { ordertype: 'market', type: '' }, 'parameter-invalid'],
    ['a deadline that is no time', { ordertype: 'market', deadline: 'soon' }, 'parameter-invalid'],
  ])('with %s is refused', (_title, params, code) => {
    expect(read(form('AddOrder', { ...order, ...params }))).toMatchObject({ refused: true, code });
  });

  it('is refused with parameters in the query', () => {
    const request = { ...form('AddOrder', { ...order, ordertype: 'market' }), rawQuery: 'volume=9' };
    expect(read(request)).toMatchObject({ code: 'parameter-invalid' });
  });

  it('may come as JSON, with its types kept', () => {
    const call = read(
      json('AddOrder', { ...order, ordertype: 'limit', price: 30000.5, validate: false, userref: 5 }),
    ) as Call;
    expect(call.intents[0]).toMatchObject({ price: d('30000.5'), validateOnly: false, clientOrderId: 'userref:5' });
    expect(JSON.parse(JSON.stringify(call.body))).toEqual({
      kind: 'json',
      value: { ...order, ordertype: 'limit', price: 30000.5, validate: false, userref: 5 },
    });
    expect(read(json('AddOrder', { ...order, ordertype: 'limit', price: '1%' }))).toMatchObject({
      code: 'not-modelled',
    });
    expect(
      read(json('AddOrder', { ...order, ordertype: 'limit', price: '1', close: { ordertype: 'limit' } })),
    ).toMatchObject({ code: 'not-modelled' });
    expect(read(json('AddOrder', { ...order, ordertype: ['limit'] }))).toMatchObject({ code: 'parameter-invalid' });
    expect(read(json('AddOrder', '[1]'))).toMatchObject({ code: 'http-body' });
  });
});

describe('a batch', () => {
  const item = { ordertype: 'limit', type: 'buy', volume: '1', price: '2' };

  it.each([1, 2, 15])('of %i orders is that many intents, each with an id', (size) => {
    const call = read(json('AddOrderBatch', { pair: 'XBTUSD', orders: Array(size).fill(item) })) as Call;
    expect(call.intents).toHaveLength(size);
    for (const intent of call.intents)
      expect(intent).toMatchObject({ action: 'place-order', instrument: bitcoin, quantity: d('1') });
    expect(JSON.stringify(call.body).match(/cl_ord_id/g)).toHaveLength(size);
  });

  it('is only checked when it says so', () => {
    const call = read(json('AddOrderBatch', { pair: 'XBTUSD', orders: [item, item], validate: true })) as Call;
    expect(call.intents).toMatchObject([{ validateOnly: true }, { validateOnly: true }]);
  });

  it.each([true, 'true', 'True', '1', 1])(
    'that says it is only checked by %j leaves with a true boolean',
    (validate) => {
      for (const call of [
        read(json('AddOrderBatch', { pair: 'XBTUSD', orders: [item], validate })) as Call,
        read(json('AddOrder', { ...order, ordertype: 'limit', price: '1', validate })) as Call,
      ]) {
        expect(call.intents).toMatchObject([{ validateOnly: true }]);
        expect(JSON.parse(JSON.stringify(call.body)).value.validate).toBe(true);
      }
    },
  );

  it.each<[string, object, string]>([
    ['no order', { orders: [] }, 'parameter-invalid'],
    ['16 orders', { orders: Array(16).fill(item) }, 'parameter-invalid'],
    ['an order that is none', { orders: [item, 'x'] }, 'parameter-invalid'],
    ['a conditional close', { orders: [{ ...item, close: { ordertype: 'limit', price: '3' } }] }, 'not-modelled'],
    ['a pair of its own', { orders: [{ ...item, pair: 'XETHZEUR' }] }, 'parameter-unknown'],
    ['leverage', { orders: [{ ...item, leverage: 5 }] }, 'not-modelled'],
    ['a relative price', { orders: [{ ...item, price: '#5' }] }, 'not-modelled'],
    ['an unknown parameter', { orders: [item], cancel: 'all' }, 'parameter-unknown'],
    ['a second factor', { orders: [item], otp: '1' }, 'parameter-unknown'],
  ])('with %s is refused whole', (_title, value, code) => {
    expect(read(json('AddOrderBatch', { pair: 'XBTUSD', ...value }))).toMatchObject({ code });
  });

  it('is refused as a form, and without a pair', () => {
    expect(read(form('AddOrderBatch', { pair: 'XBTUSD' }))).toMatchObject({ code: 'http-body' });
    expect(read(json('AddOrderBatch', { orders: [item] }))).toMatchObject({ code: 'parameter-invalid' });
  });
});

describe('an amend', () => {
  it('of a known order takes its market from it', () => {
    const call = read(
      form('AmendOrder', {
        txid: 'OKNOWN-AAAAA-BBBBBB',
        order_qty: '2',
        limit_price: '5',
        trigger_price: '6',
        post_only: 'true',
      }),
    ) as Call;
    expect(call.intents).toEqual([
      {
        action: 'amend-order',
        instrument: bitcoin,
        order: { orderId: 'OKNOWN-AAAAA-BBBBBB' },
        quantity: d('2'),
        price: d('5'),
        trigger: d('6'),
      },
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an order that nobody knows', { txid: 'OTHER1-AAAAA-BBBBBB', limit_price: '5' }, 'amend-unknown'],
    ['two names', { txid: 'OKNOWN-AAAAA-BBBBBB', cl_ord_id: 'mine', limit_price: '5' }, 'parameter-invalid'],
    ['no name', { limit_price: '5' }, 'parameter-invalid'],
    ['no change', { cl_ord_id: 'mine' }, 'parameter-invalid'],
    ['a quantity of zero', { cl_ord_id: 'mine', order_qty: '0' }, 'parameter-invalid'],
    ['a relative price', { cl_ord_id: 'mine', limit_price: '+1' }, 'not-modelled'],
    ['a price in per cent', { cl_ord_id: 'mine', trigger_price: '1%' }, 'not-modelled'],
    ['a shown quantity', { cl_ord_id: 'mine', display_qty: '1' }, 'not-modelled'],
    ['an unknown parameter', { cl_ord_id: 'mine', limit_price: '5', leverage: '5' }, 'parameter-unknown'],
  ])('of %s is refused', (_title, params, code) => {
    expect(read(form('AmendOrder', params))).toMatchObject({ code });
  });

  it('may name the market, and needs no order table then', () => {
    const { orderInstrument: _, ...bare } = context;
    expect(read(form('AmendOrder', { cl_ord_id: 'x', limit_price: '5', pair: 'XBTUSD' }), bare)).toMatchObject({
      intents: [{ instrument: bitcoin }],
    });
    expect(read(form('AmendOrder', { cl_ord_id: 'mine', limit_price: '5' }), bare)).toMatchObject({
      code: 'amend-unknown',
    });
  });

  it('by EditOrder is not modelled', () => {
    expect(read(form('EditOrder', { txid: 'OKNOWN-AAAAA-BBBBBB', pair: 'XBTUSD', price: '1' }))).toMatchObject({
      code: 'not-modelled',
    });
  });
});

describe('a cancel', () => {
  it.each<[string, BotRequest, object[]]>([
    [
      'by id',
      form('CancelOrder', { txid: 'OAAAAA-BBBBB-CCCCCC' }),
      [{ action: 'cancel-order', order: { orderId: 'OAAAAA-BBBBB-CCCCCC' } }],
    ],
    [
      'by client order id',
      form('CancelOrder', { cl_ord_id: 'a b' }),
      [{ action: 'cancel-order', order: { clientOrderId: 'a b' } }],
    ],
    [
      'by user reference',
      form('CancelOrder', { txid: '77' }),
      [{ action: 'cancel-order', order: { clientOrderId: 'userref:77' } }],
    ],
    ['of everything', form('CancelAll', {}), [{ action: 'cancel-all' }]],
    [
      'of several',
      json('CancelOrderBatch', { orders: ['OAAAAA-BBBBB-CCCCCC', 77, '78'], cl_ord_ids: ['c'] }),
      [
        { orderId: 'OAAAAA-BBBBB-CCCCCC' },
        { clientOrderId: 'userref:77' },
        { clientOrderId: 'userref:78' },
        { clientOrderId: 'c' },
      ].map((ref) => ({
        action: 'cancel-order',
        order: ref,
      })),
    ],
    [
      'after a time',
      form('CancelAllOrdersAfter', { timeout: '60' }),
      [{ action: 'change-setting', setting: 'dead-man', value: '60' }],
    ],
  ])('%s is read', (_title, request, intents) => {
    expect((read(request) as Call).intents).toEqual(intents);
  });

  it.each<[string, BotRequest, string]>([
    ['that names nothing', form('CancelOrder', {}), 'parameter-invalid'],
    [
      'that names an order twice',
      form('CancelOrder', { txid: 'OAAAAA-BBBBB-CCCCCC', cl_ord_id: 'a' }),
      'parameter-invalid',
    ],
    ['of a list of ids', form('CancelOrder', { txid: 'OAAAAA-BBBBB-CCCCCC,OAAAAA-BBBBB-CCCCCD' }), 'parameter-invalid'],
    ['of every order without a reference', form('CancelOrder', { txid: '0' }), 'parameter-invalid'],
    ['with an unknown parameter', form('CancelAll', { pair: 'XBTUSD' }), 'parameter-unknown'],
    ['of an empty batch', json('CancelOrderBatch', { orders: [] }), 'parameter-invalid'],
    ['of 51 orders', json('CancelOrderBatch', { orders: Array(51).fill('OAAAAA-BBBBB-CCCCCC') }), 'parameter-invalid'],
    ['of a batch that is no list', json('CancelOrderBatch', { orders: 'all' }), 'parameter-invalid'],
    ['of a batch of objects', json('CancelOrderBatch', { orders: [{ txid: 'x' }] }), 'parameter-invalid'],
    ['of a batch as a form', form('CancelOrderBatch', {}), 'http-body'],
    ['after two days', form('CancelAllOrdersAfter', { timeout: '172800' }), 'parameter-invalid'],
    ['after no time', form('CancelAllOrdersAfter', {}), 'parameter-invalid'],
  ])('%s is refused', (_title, request, code) => {
    expect(read(request)).toMatchObject({ code });
  });
});

describe('a read', () => {
  it('keeps its parameters, without the nonce', () => {
    const call = read(form('QueryOrders', { txid: 'OAAAAA-BBBBB-CCCCCC', trades: 'true', new_thing: '1' })) as Call;
    expect(call).toMatchObject({
      intents: [{ action: 'read' }],
      body: {
        kind: 'form',
        params: [
          ['txid', 'OAAAAA-BBBBB-CCCCCC'],
          ['trades', 'true'],
          ['new_thing', '1'],
        ],
      },
    });
    expect((read(json('TradeVolume', { pair: [{ asset: 'XBT', aclass: 'currency' }] })) as Call).body.kind).toBe(
      'json',
    );
  });

  it('does not make a deposit address', () => {
    expect(read(form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin', new: 'true' }))).toMatchObject({
      code: 'class-refused',
    });
    expect(read(json('DepositAddresses', { asset: 'XBT', new: true }))).toMatchObject({ code: 'class-refused' });
    expect(read(form('DepositAddresses', { asset: 'XBT', method: 'Bitcoin' }))).toMatchObject({
      intents: [{ action: 'read' }],
    });
  });

  it('carries no second factor', () => {
    expect(read(form('Balance', { otp: '1' }))).toMatchObject({ code: 'parameter-unknown' });
  });

  it('of public data keeps its query and has no intent', () => {
    const ticker = facts.endpoints.find(({ path }) => path === '/0/public/Ticker')!;
    const request = requestOf({ url: 'https://api.kraken.com/0/public/Ticker?pair=XBT/USD', method: 'GET' });
    expect(parse(request, ticker, context)).toMatchObject({
      query: [['pair', 'XBT/USD']],
      intents: [],
      body: { kind: 'none' },
    });
    expect(parse({ ...request, body: { kind: 'form', params: [] } }, ticker, context)).toMatchObject({
      code: 'http-body',
    });
  });
});
