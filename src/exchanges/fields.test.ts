import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, parseJson } from '../core/index.ts';
import { Fields, type FieldTable } from './fields.ts';

const table: FieldTable = { reduceOnly: 'flag', orderId: 'integer', side: ['BUY', 'SELL'], quantity: 'amount' };

function sent(name: string, value: string): string | undefined {
  const fields = Fields.ofParams([[name, value]], table);
  return isRefusal(fields) ? undefined : fields.toParams()[0]![1];
}

function sentJson(text: string): unknown {
  const fields = Fields.ofJson(parseJson(text) as never, table);
  return isRefusal(fields) ? fields.code : JSON.parse(JSON.stringify(fields.toJson()));
}

describe('a parameter', () => {
  it.each([
    ['true', 'true'],
    ['TRUE', 'true'],
    ['1', 'true'],
    ['false', 'false'],
    ['FALSE', 'false'],
    ['0', 'false'],
    ['True', undefined],
    ['yes', undefined],
    ['', undefined],
    ['true ', undefined],
  ])('that is a flag and spelt %j leaves as %j, the one spelling that every exchange reads alike', (text, leaves) => {
    expect(sent('reduceOnly', text)).toBe(leaves);
  });

  it('that is a flag in JSON leaves as a boolean, or as text where it came as text', () => {
    expect(sentJson('{"reduceOnly":true}')).toEqual({ reduceOnly: true });
    expect(sentJson('{"reduceOnly":false}')).toEqual({ reduceOnly: false });
    expect(sentJson('{"reduceOnly":1}')).toEqual({ reduceOnly: true });
    expect(sentJson('{"reduceOnly":0}')).toEqual({ reduceOnly: false });
    expect(sentJson('{"reduceOnly":"1"}')).toEqual({ reduceOnly: 'true' });
    expect(sentJson('{"reduceOnly":null}')).toBe('parameter-invalid');
    expect(sentJson('{"reduceOnly":[true]}')).toBe('parameter-invalid');
  });

  it('that is a whole number has one spelling, so that one order has one id', () => {
    expect(sent('orderId', '00028')).toBe('28');
    expect(sent('orderId', '-0')).toBe('0');
    expect(sent('orderId', '-007')).toBe('-7');
    expect(sent('orderId', '0')).toBe('0');
    for (const text of ['2e1', '28.0', '0x1c', '+28', ' 28', '28 ', '٢٨', '２８', '']) {
      expect(sent('orderId', text)).toBeUndefined();
    }
    expect(sentJson('{"orderId":28}')).toEqual({ orderId: 28 });
    expect(sentJson('{"orderId":2.8e1}')).toBe('parameter-invalid');
  });

  it('leaves as what was read of it, whatever is sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(table)), fc.string({ maxLength: 12 }), (name, value) => {
        const fields = Fields.ofParams([[name, value]], table);
        if (isRefusal(fields)) return;
        const again = Fields.ofParams(fields.toParams(), table);
        if (isRefusal(again)) throw new Error(again.message);
        expect(again.toParams()).toEqual(fields.toParams());
        expect(again.flag(name)).toBe(fields.flag(name));
        expect(again.amount(name)).toBe(fields.amount(name));
      }),
    );
  });
});
