import { describe, expect, it } from 'vitest';
import { formatDecimal, isRefusal, type PlaceOrder } from '../core/index.ts';
import { notionalOf } from './notional.ts';
import { dec, inverse, perp, place } from './scene.contract.ts';

type Changes = Parameters<typeof place>[0];

function result(changes: Changes, reference: string | undefined): string {
  const value = notionalOf(place(changes), reference === undefined ? undefined : dec(reference));
  return isRefusal(value) ? value.code : formatDecimal(value);
}

const two = { quantity: dec('2') };
const noPrice = { ...two, price: undefined };

describe('the notional of an order', () => {
  it.each<[string, Changes, string | undefined, string]>([
    ['limit buy: its price', two, '150', '200'],
    ['limit buy without a reference', two, undefined, '200'],
    ['limit sell below the reference: the reference', { ...two, side: 'sell' }, '150', '300'],
    ['limit sell above the reference: its price', { ...two, side: 'sell' }, '50', '200'],
    ['limit sell without a reference', { ...two, side: 'sell' }, undefined, 'no-price'],
    ['market: the reference', { ...noPrice, type: 'market' }, '150', '300'],
    ['market without a reference', { ...noPrice, type: 'market' }, undefined, 'no-price'],
    [
      'market by quote amount',
      { type: 'market', quantity: undefined, price: undefined, quoteAmount: dec('42') },
      undefined,
      '42',
    ],
    ['stop above the reference: its trigger', { ...noPrice, type: 'stop', trigger: dec('160') }, '150', '320'],
    ['stop below the reference: the reference', { ...noPrice, type: 'stop', trigger: dec('1') }, '150', '300'],
    ['stop without a reference', { ...noPrice, type: 'stop', trigger: dec('160') }, undefined, 'no-price'],
    ['take-profit: the higher', { ...noPrice, type: 'take-profit', trigger: dec('170') }, '150', '340'],
    ['stop-limit buy: its price', { ...two, type: 'stop-limit', trigger: dec('170') }, '150', '200'],
    [
      'stop-limit sell: the trigger when highest',
      { ...two, side: 'sell', type: 'stop-limit', trigger: dec('170') },
      '150',
      '340',
    ],
    [
      'stop-limit sell: the reference when highest',
      { ...two, side: 'sell', type: 'take-profit-limit', trigger: dec('120') },
      '150',
      '300',
    ],
    [
      'stop-limit sell: the price when highest',
      { ...two, side: 'sell', type: 'stop-limit', trigger: dec('90') },
      '95',
      '200',
    ],
    [
      'rounded up at the last place',
      { quantity: dec('0.000000000000000001'), price: dec('0.1') },
      '1',
      '0.000000000000000001',
    ],
    ['reduce-only on a linear market', { ...two, instrument: perp, reduceOnly: true }, undefined, '0'],
    [
      'close position on a linear market',
      { instrument: perp, closePosition: true, quantity: undefined },
      undefined,
      '0',
    ],
    ['reduce-only on spot', { ...two, reduceOnly: true }, '150', 'not-modelled'],
    ['close position on spot', { closePosition: true, quantity: undefined }, '150', 'not-modelled'],
    ['an inverse market', { ...two, instrument: inverse }, '150', 'not-modelled'],
    ['an unknown kind of market', { instrument: { ...perp, kind: 'option' as never } }, '150', 'not-modelled'],
    ['an unknown type', { type: 'iceberg' as never }, '150', 'not-modelled'],
    ['a type from the prototype', { type: 'constructor' as never }, '150', 'not-modelled'],
    ['quote amount on a limit order', { quantity: undefined, quoteAmount: dec('42') }, '150', 'not-modelled'],
    ['limit without a price', noPrice, '150', 'parameter-invalid'],
    ['market with a price', { ...two, type: 'market' }, '150', 'parameter-invalid'],
    ['limit with a trigger', { ...two, trigger: dec('1') }, '150', 'parameter-invalid'],
    ['stop without a trigger', { ...noPrice, type: 'stop' }, '150', 'parameter-invalid'],
    ['no size', { quantity: undefined }, '150', 'parameter-invalid'],
    ['two sizes', { type: 'market', price: undefined, quoteAmount: dec('42') }, '150', 'parameter-invalid'],
    ['a quantity of zero', { quantity: dec('0') }, '150', 'parameter-invalid'],
    ['a negative quantity', { quantity: dec('-1') }, '150', 'parameter-invalid'],
    ['a negative price', { price: dec('-1') }, '150', 'parameter-invalid'],
    [
      'a negative quote amount',
      { type: 'market', quantity: undefined, price: undefined, quoteAmount: dec('-4') },
      '150',
      'parameter-invalid',
    ],
    ['an unknown side', { side: 'both' as PlaceOrder['side'] }, '150', 'parameter-invalid'],
  ])('%s', (_, changes, reference, expected) => {
    expect(result(changes, reference)).toBe(expected);
  });
});
