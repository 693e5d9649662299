/**
 * Exact money: a `Decimal` is a bigint that counts units of 10^-18. Nothing here rounds unless the name says so.
 */
declare const decimalBrand: unique symbol;
export type Decimal = bigint & { readonly [decimalBrand]: true };

const SCALE = 10n ** 18n;
const POWERS = Array.from({ length: 61 }, (_, exponent) => 10n ** BigInt(exponent));
const PLAIN = /^(-?)(0|[1-9]\d{0,29})(?:\.(\d{1,18}))?$/;
const LOOSE = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

export const zero = 0n as Decimal;
export const one = SCALE as Decimal;

/** Reads plain digits with at most 18 decimals, as in a policy file; `undefined` for anything else (exponent, sign `+`, leading zeros). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = PLAIN.exec(text);
  if (!match) return undefined;
  const value = BigInt(match[2]!) * SCALE + BigInt((match[3] ?? '').padEnd(18, '0'));
  return (match[1] === '-' ? -value : value) as Decimal;
}

/**
 * Reads a number as trading clients spell it (`1`, `0.10`, `.5`, `1e-7`), exactly.
 * `undefined` when it is no number or would need more than 18 decimals or 30 digits.
 */
export function parseNumber(text: string): Decimal | undefined {
  const match = LOOSE.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponentText = '0'] = match;
  if (whole.length + fraction.length === 0) return undefined;
  const shift = 18 - fraction.length + Number(exponentText);
  let digits = BigInt(whole + fraction);
  if (shift >= 0) {
    if (shift > 60) return digits === 0n ? zero : undefined;
    digits *= POWERS[shift]!;
  } else {
    const divisor = POWERS[-shift] ?? 10n ** BigInt(-shift);
    if (digits % divisor !== 0n) return undefined;
    digits /= divisor;
  }
  if (digits >= 10n ** 48n) return undefined;
  return (sign === '-' ? -digits : digits) as Decimal;
}

/** Plain digits, no exponent, no trailing zeros: `0.0000001`. */
export function formatDecimal(value: Decimal): string {
  const negative = value < 0n;
  const digits = (negative ? -value : (value as bigint)).toString().padStart(19, '0');
  const fraction = digits.slice(-18).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -18)}${fraction === '' ? '' : `.${fraction}`}`;
}

export function add(a: Decimal, b: Decimal): Decimal {
  return (a + b) as Decimal;
}

/** Without its sign. */
export function magnitude(value: Decimal): Decimal {
  return (value < 0n ? -value : value) as Decimal;
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return (a - b) as Decimal;
}

/** Product, rounded away from zero at the 18th decimal: a notional is never under-counted. */
export function multiplyUp(a: Decimal, b: Decimal): Decimal {
  const product = a * b;
  const quotient = product / SCALE;
  if (product % SCALE === 0n) return quotient as Decimal;
  return (product < 0n ? quotient - 1n : quotient + 1n) as Decimal;
}

/** Product, rounded towards zero at the 18th decimal. */
export function multiplyDown(a: Decimal, b: Decimal): Decimal {
  return ((a * b) / SCALE) as Decimal;
}

/** Quotient, rounded towards zero at the 18th decimal; `undefined` for a zero divisor. */
export function divideDown(a: Decimal, b: Decimal): Decimal | undefined {
  return b === 0n ? undefined : (((a * SCALE) / b) as Decimal);
}

export function max(...values: Decimal[]): Decimal {
  return values.reduce((a, b) => (a > b ? a : b));
}

export function min(...values: Decimal[]): Decimal {
  return values.reduce((a, b) => (a < b ? a : b));
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = 0n;
  for (const value of values) total += value;
  return total as Decimal;
}

/** Rounds towards zero to a multiple of `step` (a lot or tick size greater than zero). */
export function floorTo(value: Decimal, step: Decimal): Decimal {
  return (value - (value % step)) as Decimal;
}
