import { describe, expect, it } from 'vitest';
import type { Ability, Call } from '../exchange.ts';
import { endpointFor, intentsOf, onlyIntent, parseBody, requestOf, sampleContext } from './samples.contract.ts';
import { wire } from './wire.ts';

/** What one reader could take for something else than another. */
const refused = (code: string) => ({ refused: true, code });
const spot = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '1', px: '9' };
const swap = { instId: 'BTC-USDT-SWAP', tdMode: 'cross', side: 'sell', ordType: 'market', sz: '1' };
const stop = { ...swap, ordType: 'conditional', slTriggerPx: '90', slOrdPx: '-1' };

describe('the name of an order', () => {
  it.each([
    ['with a leading zero', 'amend-order', { ordId: '07', newSz: '1' }],
    ['with an exponent', 'cancel-order', { ordId: '7e1' }],
    ['with a fraction', 'cancel-order', { ordId: '7.0' }],
    ['of a conditional order with a leading zero', 'amend-algos', { algoId: '07', newSz: '1' }],
  ])('is refused %s', (_title, path, named) => {
    expect(intentsOf(`/api/v5/trade/${path}`, { instId: 'BTC-USDT', ...named })).toMatchObject(
      refused('parameter-invalid'),
    );
  });

  it.each(['{"clOrdId":1e3}', '{"clOrdId":true}', '{"clOrdId":9007199254740993}'])(
    'is refused as JSON that is read in two ways: %s',
    (named) => {
      const body = JSON.stringify(spot).replace('}', `,${named.slice(1)}`);
      const request = requestOf('POST', 'https://www.okx.com/api/v5/trade/order', {}, body);
      expect(wire.parse(request, endpointFor(request), sampleContext())).toMatchObject(refused('parameter-invalid'));
    },
  );

  it('may be a plain JSON number', () => {
    expect(onlyIntent(intentsOf('/api/v5/trade/order', { ...spot, clOrdId: 1000 }))).toMatchObject({
      clientOrderId: '1000',
    });
  });

  it('is one: two client order ids that differ are refused', () => {
    const body = (clOrdId: string) => ({ ...stop, clOrdId, algoClOrdId: 'a' });
    expect(intentsOf('/api/v5/trade/order-algo', body('b'))).toMatchObject(refused('parameter-invalid'));
    expect(onlyIntent(intentsOf('/api/v5/trade/order-algo', body('a')))).toMatchObject({ clientOrderId: 'a' });
  });
});

describe('reduceOnly', () => {
  const reduceOnlyOf = (path: string, body: object, reduceOnly: Ability | undefined) => {
    const request = requestOf('POST', `https://www.okx.com/api/v5/trade/${path}`, {}, JSON.stringify(body));
    const abilities = reduceOnly === undefined ? {} : { reduceOnly };
    const call = wire.parse(request, endpointFor(request), sampleContext('live', abilities));
    return 'refused' in call ? call.code : call.intents.map((intent) => 'reduceOnly' in intent && intent.reduceOnly)[0];
  };

  it.each<[Ability | undefined, boolean]>([
    ['yes', true],
    ['no', false],
    ['unknown', false],
    [undefined, false],
  ])('counts where the account honours it (%s): %s', (ability, expected) => {
    expect(reduceOnlyOf('order', { ...swap, reduceOnly: true }, ability)).toBe(expected);
    expect(reduceOnlyOf('order-algo', { ...stop, reduceOnly: true }, ability)).toBe(expected);
  });

  it.each([true, 'true'])('%j leaves as the boolean of the documents', (reduceOnly) => {
    const body = JSON.stringify({ ...swap, reduceOnly });
    const request = requestOf('POST', 'https://www.okx.com/api/v5/trade/order', {}, body);
    const call = wire.parse(request, endpointFor(request), sampleContext('live', { reduceOnly: 'yes' })) as Call;
    expect(call.intents).toMatchObject([{ reduceOnly: true }]);
    expect(JSON.parse(JSON.stringify(call.body)).value.reduceOnly).toBe(true);
  });

  it('makes no close-fraction order where the account does not honour it', () => {
    const { sz: _sz, ...whole } = { ...stop, reduceOnly: true, closeFraction: '1' };
    expect(reduceOnlyOf('order-algo', whole, 'yes')).toBe(true);
    expect(reduceOnlyOf('order-algo', whole, 'no')).toBe('not-modelled');
  });

  it('has no say beside a position side', () => {
    expect(reduceOnlyOf('order', { ...swap, posSide: 'long' }, 'no')).toBe(true);
    expect(reduceOnlyOf('order', { ...swap, posSide: 'short', reduceOnly: true }, 'yes')).toBe(false);
  });
});

describe('tdMode on spot', () => {
  const { px: _px, ...market } = { ...spot, ordType: 'market', sz: '5' };
  const cross = (change: object = {}, from: object = spot) => ({ ...from, tdMode: 'cross', ...change });
  const read = (body: object, spotBorrow: Ability | undefined, path = 'order') => {
    const request = requestOf('POST', `https://www.okx.com/api/v5/trade/${path}`, {}, JSON.stringify(body));
    const abilities = spotBorrow === undefined ? {} : { spotBorrow };
    return wire.parse(request, endpointFor(request), sampleContext('live', abilities));
  };
  const answered = (...asked: Parameters<typeof read>) => {
    const call = read(...asked);
    return 'refused' in call ? call.code : 'read';
  };

  it.each<[Ability | undefined, cash: string, crossed: string, isolated: string]>([
    ['no', 'read', 'read', 'not-modelled'],
    ['unknown', 'read', 'not-modelled', 'not-modelled'],
    [undefined, 'read', 'not-modelled', 'not-modelled'],
    ['yes', 'not-modelled', 'not-modelled', 'not-modelled'],
  ])(
    'is read by whether the account borrows for spot orders (%s): cash %s, cross %s, isolated %s',
    (borrows, ...all) => {
      expect(['cash', 'cross', 'isolated'].map((tdMode) => answered({ ...spot, tdMode }, borrows))).toEqual(all);
    },
  );

  it.each([
    ['amend-order', { ordId: '7', newSz: '2' }],
    ['amend-algos', { algoId: '7', newSz: '2' }],
  ])('is no matter of %s, so that no order grows there by what the account borrows', (path, change) => {
    const asked = { instId: 'BTC-USDT', ...change };
    expect(answered(asked, 'yes', path)).toBe('not-modelled');
    expect(answered(asked, 'no', path)).toBe('read');
    expect(answered({ ...asked, instId: 'BTC-USDT-SWAP' }, 'yes', path)).toBe('read');
  });

  it('of cross is refused where nothing was told of the account, as in a dry run', () => {
    const request = requestOf('POST', 'https://www.okx.com/api/v5/trade/order', {}, JSON.stringify(cross()));
    expect(wire.parse(request, endpointFor(request), sampleContext())).toMatchObject(refused('not-modelled'));
  });

  it('is refused with what to change', () => {
    expect(read(cross(), 'yes')).toMatchObject({ message: expect.stringMatching(/turn that off.*auto-borrow/) });
    expect(read(cross(), 'unknown')).toMatchObject({ message: expect.stringMatching(/tdMode cash, or cross/) });
  });

  it('of cross leaves as it came, with a currency of the market at most', () => {
    expect(read(cross({ ccy: 'USDT', clOrdId: 'a' }), 'no')).toMatchObject({
      body: { value: { tdMode: 'cross', ccy: 'USDT', sz: '1', px: '9' } },
      intents: [{ action: 'place-order', side: 'buy', reduceOnly: false, instrument: { kind: 'spot' } }],
    });
    expect(answered(cross({ ccy: 'BTC' }), 'no')).toBe('read');
    expect(answered(cross({ ccy: 'ETH' }), 'no')).toBe('not-modelled');
    expect(answered({ ...spot, ccy: 'USDT' }, 'no')).toBe('not-modelled');
    expect(answered({ ...swap, ccy: 'USDT' }, 'no')).toBe('not-modelled');
  });

  it.each([
    ['buy', undefined, 'read'],
    ['buy', 'quote_ccy', 'read'],
    ['buy', 'base_ccy', 'not-modelled'],
    ['sell', undefined, 'read'],
    ['sell', 'base_ccy', 'read'],
    ['sell', 'quote_ccy', 'not-modelled'],
  ])('of cross takes a market %s with tgtCcy %s as sized on margin too: %s', (side, tgtCcy, expected) => {
    expect(answered(cross({ side, tgtCcy: tgtCcy ?? '' }, market), 'no')).toBe(expected);
    expect(answered({ ...market, side, tgtCcy: tgtCcy ?? '' }, 'no')).toBe('read');
  });

  it('of cross stands on conditional orders, as ccxt sends them for spot', () => {
    const sold = cross({ instId: 'BTC-USDT' }, stop);
    expect(answered(sold, 'no', 'order-algo')).toBe('read');
    expect(answered(sold, 'unknown', 'order-algo')).toBe('not-modelled');
    expect(answered({ ...sold, side: 'buy', tgtCcy: 'base_ccy' }, 'no', 'order-algo')).toBe('not-modelled');
    expect(answered({ ...sold, side: 'buy', tgtCcy: 'base_ccy', slOrdPx: '91' }, 'no', 'order-algo')).toBe('read');
  });
});

describe('an amend of a conditional order', () => {
  it.each([
    ['newSlTriggerPx', ['stop', 'stop-limit']],
    ['newTpTriggerPx', ['take-profit', 'take-profit-limit']],
    ['newTriggerPx', ['stop', 'stop-limit']],
  ])('by %s fits %j alone: the other pair would stay in force beside it', (name, ofTypes) => {
    const body = { instId: 'BTC-USDT', algoId: '7', [name]: '90' };
    expect(onlyIntent(intentsOf('/api/v5/trade/amend-algos', body))).toMatchObject({ trigger: '90', ofTypes });
  });

  it('by size fits every type', () => {
    const call = parseBody('/api/v5/trade/amend-algos', { instId: 'BTC-USDT', algoId: '7', newSz: '2' });
    expect('intents' in call && call.intents[0]).not.toHaveProperty('ofTypes');
  });
});
