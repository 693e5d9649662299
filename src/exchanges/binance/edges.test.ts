import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../core/index.ts';
import { botRequestOf, type SentRequest } from '../bot-request.contract.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { Call, ParseContext } from '../exchange.ts';
import { account } from './account.ts';
import { fixture } from './contract-fixture.ts';
import { facts } from './facts.ts';
import { key } from './key.ts';
import { parse } from './parse.ts';

const index = new EndpointIndex(facts);
const [spot, linear] = fixture.instruments;

const context: ParseContext = {
  environment: 'live',
  instrument: (symbol, kind) => fixture.instruments.find((one) => one.symbol === symbol && one.kind === kind),
  newClientOrderId: () => 'made',
};

function asked(line: string, params: Record<string, string>) {
  const [method, path] = line.split(' ') as [SentRequest['method'], string];
  const host = path.startsWith('/fapi') ? 'fapi.binance.com' : 'api.binance.com';
  const request = botRequestOf({
    method,
    url: `https://${host}${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(params).toString(),
  });
  const endpoint = index.find(index.host(host)!.group, method, path);
  return parse(request, endpoint!, context);
}

function read(line: string, params: Record<string, string>): Call {
  const call = asked(line, params);
  if (isRefusal(call)) throw new Error(`${call.code}: ${call.message}`);
  return call;
}

/** What leaves, by name. */
function leaving(call: Call): Map<string, string> {
  return new Map([...call.query, ...(call.body.kind === 'form' ? call.body.params : [])]);
}

const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '1', price: '10' };

describe('what is checked is what leaves', () => {
  it.each(['1', 'TRUE', 'true'])('reduceOnly=%s counts as reduce-only and leaves as "true"', (reduceOnly) => {
    const call = read('POST /fapi/v1/order', { ...limit, reduceOnly });
    expect(call.intents).toMatchObject([{ reduceOnly: true }]);
    expect(leaving(call).get('reduceOnly')).toBe('true');
  });

  it.each([1, true, 'true', 'TRUE'])('reduceOnly %j in a batch leaves as the text of the documents', (reduceOnly) => {
    const batch = read('POST /fapi/v1/batchOrders', { batchOrders: JSON.stringify([{ ...limit, reduceOnly }]) });
    expect(batch.intents).toMatchObject([{ reduceOnly: true }]);
    expect(JSON.parse(leaving(batch).get('batchOrders')!)).toMatchObject([{ reduceOnly: 'true' }]);
  });

  it('closePosition in a batch leaves as the text of the documents', () => {
    const { quantity: _quantity, price: _price, timeInForce: _timeInForce, ...rest } = limit;
    const stop = { ...rest, type: 'STOP_MARKET', stopPrice: '9', closePosition: true };
    const batch = read('POST /fapi/v1/batchOrders', { batchOrders: JSON.stringify([stop]) });
    expect(batch.intents).toMatchObject([{ closePosition: true }]);
    expect(JSON.parse(leaving(batch).get('batchOrders')!)).toMatchObject([{ closePosition: 'true' }]);
  });

  it('an order id has one spelling, so that the order of another bot is recognised', () => {
    const call = read('DELETE /api/v3/order', { symbol: 'BTCUSDT', orderId: '0028' });
    expect(call.intents).toMatchObject([{ order: { orderId: '28' } }]);
    expect(leaving(call).get('orderId')).toBe('28');
  });

  it.each(['[2.8e1]', '[28.0]', '["028"]', '["2.8e1"]', '[-28]', '["a"]', '[1e400]', '[[28]]', '[null]', '{}'])(
    'a list of order ids with %s is refused',
    (orderIdList) => {
      expect(asked('DELETE /fapi/v1/batchOrders', { symbol: 'BTCUSDT', orderIdList })).toMatchObject({
        code: 'parameter-invalid',
      });
    },
  );

  it('an amend in place keeps the name under which the order is looked up', () => {
    const named = { symbol: 'BTCUSDT', origClientOrderId: 'c1', newQty: '0.5' };
    const line = 'PUT /api/v3/order/amend/keepPriority';
    expect(leaving(read(line, named)).get('newClientOrderId')).toBe('c1');
    expect(leaving(read(line, { ...named, newClientOrderId: 'c1' })).get('newClientOrderId')).toBe('c1');
    expect(asked(line, { ...named, newClientOrderId: 'c2' })).toMatchObject({ code: 'not-modelled' });
    expect(asked(line, { symbol: 'BTCUSDT', orderId: '28', newQty: '0.5', newClientOrderId: 'c2' })).toMatchObject({
      code: 'not-modelled',
    });
  });

  it.each(['POST /api/v3/order', 'POST /api/v3/order/test', 'POST /api/v3/order/cancelReplace'])(
    '%s does not move value to another account of the trade group',
    (line) => {
      const more = line.endsWith('cancelReplace') ? { cancelReplaceMode: 'ALLOW_FAILURE', cancelOrderId: '1' } : {};
      const sent = { ...limit, ...more, selfTradePreventionMode: 'TRANSFER' };
      expect(asked(line, sent)).toMatchObject({ code: 'not-modelled' });
    },
  );
});

describe('an answer that leaves it open', () => {
  const place = read('POST /api/v3/order', limit);
  const replace = read('POST /api/v3/order/cancelReplace', {
    ...limit,
    cancelReplaceMode: 'ALLOW_FAILURE',
    cancelOrderId: '28',
  });
  const cancelled = { symbol: 'BTCUSDT', orderId: 28, status: 'CANCELED', executedQty: '0' };
  const said = (call: Call, status: number, body: unknown) =>
    account.outcomes(call, status, typeof body === 'string' ? body : JSON.stringify(body)).map(({ kind }) => kind);

  it.each<[string, number, unknown, string[]]>([
    [
      'of which the new order timed out',
      409,
      {
        code: -2021,
        data: {
          cancelResult: 'SUCCESS',
          newOrderResult: 'FAILURE',
          cancelResponse: cancelled,
          newOrderResponse: { code: -1007, msg: 'Send status unknown; execution status unknown.' },
        },
      },
      ['accepted', 'unknown'],
    ],
    [
      'of which the cancel timed out',
      409,
      {
        code: -2021,
        data: {
          cancelResult: 'FAILURE',
          newOrderResult: 'FAILURE',
          cancelResponse: { code: -1006 },
          newOrderResponse: { code: -2010 },
        },
      },
      ['unknown', 'rejected'],
    ],
    [
      'that was half done, without a word which half',
      409,
      { code: -2021, msg: 'partially failed' },
      ['unknown', 'unknown'],
    ],
    [
      'that says nothing of the new order',
      409,
      { code: -2021, data: { cancelResult: 'SUCCESS', cancelResponse: cancelled } },
      ['accepted', 'unknown'],
    ],
    ['that was refused for its parameters', 400, { code: -1102, msg: 'Mandatory' }, ['rejected', 'rejected']],
  ])('to a cancel-replace %s', (_title, status, body, kinds) => {
    expect(said(replace, status, body)).toEqual(kinds);
  });

  it('to an order is every answer after a wait of the gateway in front', () => {
    expect(said(place, 408, { code: -1007 })).toEqual(['unknown']);
    expect(said(place, 408, { code: 408, msg: 'Request Timeout' })).toEqual(['unknown']);
    expect(said(place, 408, '<html>')).toEqual(['unknown']);
  });
});

describe('a conditional order', () => {
  const told = (algoStatus: string) =>
    account.readFound(200, JSON.stringify({ algoId: 7, clientAlgoId: 'a1', symbol: 'BTCUSDT', algoStatus }), linear!, {
      clientOrderId: 'a1',
      conditional: true,
    });

  it.each([
    ['NEW', true],
    ['TRIGGERING', true],
    ['TRIGGERED', true],
    ['SOMETHING_NEW', true],
    ['FINISHED', false],
    ['CANCELED', false],
    ['EXPIRED', false],
    ['REJECTED', false],
  ])('in the state %s is open: %s, for what it set off may stand in the book', (algoStatus, open) => {
    expect(told(algoStatus)).toMatchObject({ open });
  });
});

describe('what a key can do', () => {
  const none = {
    ipRestrict: true,
    enableReading: true,
    enableWithdrawals: false,
    enableInternalTransfer: false,
    permitsUniversalTransfer: false,
    enableSpotAndMarginTrading: false,
    enableFutures: false,
  };
  const abilities = (more: object) => key.readIntrospection(200, JSON.stringify({ ...none, ...more }));

  it.each([
    'enableMargin',
    'enableVanillaOptions',
    'enablePortfolioMarginTrading',
    'enableFixApiTrade',
    'enableSpotAndMarginTrading',
    'enableFutures',
  ])('includes trading when %s is on', (flag) => {
    expect(abilities({ [flag]: true })).toMatchObject({ trade: 'yes' });
  });

  it('includes moves between wallets when margin borrow, repay and transfer is on', () => {
    expect(abilities({ enableMargin: true })).toMatchObject({ transfer: 'yes', withdraw: 'no' });
    expect(abilities({})).toMatchObject({ trade: 'no', transfer: 'no', withdraw: 'no' });
  });

  it.each([undefined, 'false', 'true', 0, 1, null])(
    'is not known to exclude withdrawals by %j',
    (enableWithdrawals) => {
      expect(abilities({ enableWithdrawals })).toMatchObject({ withdraw: 'unknown' });
    },
  );

  it.each(['false', 'true', 0, 1, null])(
    'is not known to exclude what a flag allows that is not in every answer, by %j',
    (enableMargin) => {
      expect(abilities({ enableMargin })).toMatchObject({ trade: 'unknown', transfer: 'unknown', withdraw: 'no' });
    },
  );
});

describe('an order that is looked for', () => {
  it('is absent by one code only', () => {
    const found = (status: number, body: unknown) =>
      account.readFound(status, JSON.stringify(body), spot!, { clientOrderId: 'c1' });
    expect(found(400, { code: -2013, msg: 'Order does not exist.' })).toBe('absent');
    for (const code of [-2011, -2026, -1121, -1003, -1000]) expect(found(400, { code })).toHaveProperty('unclear');
    for (const body of [{}, [], null, { code: '-2013x' }]) expect(found(200, body)).toHaveProperty('unclear');
  });
});
