import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  type Decimal,
  divideDown,
  floorTo,
  formatDecimal,
  max,
  min,
  multiplyDown,
  multiplyUp,
  one,
  parseDecimal,
  parseNumber,
  subtract,
  sum,
  zero,
} from './decimal.ts';

const decimals = fc.bigInt({ min: -(10n ** 36n), max: 10n ** 36n }).map((value) => value as Decimal);

describe('parseDecimal', () => {
  it.each([
    ['0', 0n],
    ['1', 10n ** 18n],
    ['-1.5', -15n * 10n ** 17n],
    ['0.000000000000000001', 1n],
    ['123456789012345678901234567890', 123456789012345678901234567890n * 10n ** 18n],
  ])('reads %s exactly', (text, units) => {
    expect(parseDecimal(text)).toBe(units);
  });

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '+1',
    '01',
    '1e3',
    '1_000',
    '0x10',
    'NaN',
    'Infinity',
    ' 1',
    '1 ',
    '1,5',
    '0.0000000000000000001',
    '١',
  ])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it('reads back what formatDecimal writes', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(parseDecimal(formatDecimal(value))).toBe(value);
      }),
    );
  });
});

describe('parseNumber', () => {
  it.each([
    ['1e-7', '0.0000001'],
    ['1E+3', '1000'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+2', '2'],
    ['0.10', '0.1'],
    ['007', '7'],
    ['1.50e1', '15'],
    ['0e999', '0'],
    ['100000e-5', '1'],
  ])('reads %s as %s', (text, plain) => {
    expect(formatDecimal(parseNumber(text)!)).toBe(plain);
  });

  it.each([
    '',
    '.',
    'e5',
    '1e',
    '1e1e1',
    '--1',
    '1e-19',
    '1.0000000000000000001',
    '1e40',
    '0x1',
    'Infinity',
    '1 2',
    '1\n',
  ])('refuses %j, which is no number or cannot be held exactly', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  it('never throws, and agrees with JavaScript where that is exact', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.eE+-') }), (text) => void parseNumber(text)),
    );
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -6, max: 6 }), (digits, exponent) => {
        const read = parseNumber(`${digits}e${exponent}`)!;
        expect(Number(formatDecimal(read))).toBeCloseTo(digits * 10 ** exponent, 6);
      }),
    );
  });
});

describe('arithmetic', () => {
  it('adds, subtracts and sums exactly', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(subtract(add(a, b), b)).toBe(a);
        expect(sum([a, b])).toBe(add(a, b));
      }),
    );
  });

  it('rounds a product away from zero or towards it, by at most one unit', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const exact = a * b;
        const [up, down] = [multiplyUp(a, b) as bigint, multiplyDown(a, b) as bigint];
        const size = (value: bigint): bigint => (value < 0n ? -value : value);
        expect(size(up) * one >= size(exact)).toBe(true);
        expect(size(down) * one <= size(exact)).toBe(true);
        expect(size(up) - size(down) <= 1n).toBe(true);
      }),
    );
  });

  it('multiplies a price of many digits without losing one', () => {
    const product = multiplyUp(parseDecimal('123456789012.123456789')!, parseDecimal('1.000000001')!);
    expect(formatDecimal(product)).toBe('123456789135.580245801123456789');
  });

  it('divides down and refuses to divide by zero', () => {
    expect(formatDecimal(divideDown(one, parseDecimal('3')!)!)).toBe('0.333333333333333333');
    expect(divideDown(one, zero)).toBeUndefined();
  });

  it('floors to a step and finds the extremes', () => {
    expect(formatDecimal(floorTo(parseDecimal('1.2349')!, parseDecimal('0.001')!))).toBe('1.234');
    expect(max(zero, one)).toBe(one);
    expect(min(zero, one)).toBe(zero);
  });
});
