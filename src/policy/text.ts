import { type Decimal, divideDown, formatDecimal, parseDecimal } from '../core/index.ts';

/** The word that stands for no limit; a limit is never lifted by leaving it out of a bot that trades. */
export const UNLIMITED = 'unlimited';

/** How amounts, percentages and windows are spelt in the settings; the patterns are complete, so what they match can be read. */
const DECIMAL = '(?:0|[1-9]\\d{0,29})(?:\\.\\d{1,18})?';
const CURRENCY = '[A-Z0-9][A-Z0-9.$_]{0,23}';
export const AMOUNT = new RegExp(`^${DECIMAL} ${CURRENCY}$`);
export const PERCENT = /^(?:0|[1-9]\d{0,2})(?:\.\d{1,6})?%$/;
export const MARKET = new RegExp(`^${CURRENCY}/${CURRENCY}(?::${CURRENCY}(?:-\\d{6})?)?$`);
export const WINDOW = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export const MINUTES_PER_DAY = 1440;
const hundred = parseDecimal('100')!;

export interface Amount {
  readonly value: Decimal;
  readonly currency: string;
}

/** Reads `500 USDT`; `undefined` for anything else. */
export function parseAmount(text: string): Amount | undefined {
  if (!AMOUNT.test(text)) return undefined;
  const gap = text.indexOf(' ');
  const value = parseDecimal(text.slice(0, gap));
  return value === undefined ? undefined : { value, currency: text.slice(gap + 1) };
}

export function formatAmount(value: Decimal, currency: string): string {
  return `${formatDecimal(value)} ${currency}`;
}

/** Reads `5%` as 0.05; `undefined` for anything else. */
export function parsePercent(text: string): Decimal | undefined {
  if (!PERCENT.test(text)) return undefined;
  const value = parseDecimal(text.slice(0, -1));
  return value === undefined ? undefined : divideDown(value, hundred);
}

/** The quote currency of a unified symbol: what stands after `/` and before `:`. */
export function quoteOf(market: string): string {
  return market.slice(market.indexOf('/') + 1).split(':', 1)[0]!;
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Reads `22:00-06:00` as minutes of the UTC day, `to` exclusive; `undefined` for anything else and for a window without length. */
export function parseWindow(text: string): Window | undefined {
  if (!WINDOW.test(text)) return undefined;
  const from = Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  const to = Number(text.slice(6, 8)) * 60 + Number(text.slice(9, 11));
  return from === to ? undefined : { from, to };
}

/** How many of the windows cover each minute of the UTC day. */
export function coverage(windows: readonly Window[]): Uint8Array {
  const minutes = new Uint8Array(MINUTES_PER_DAY);
  for (const { from, to } of windows) {
    const length = (to - from + MINUTES_PER_DAY) % MINUTES_PER_DAY || MINUTES_PER_DAY;
    for (let i = 0; i < length; i++) {
      const minute = (from + i) % MINUTES_PER_DAY;
      minutes[minute] = Math.min(255, minutes[minute]! + 1);
    }
  }
  return minutes;
}

/** A text of the bot's that may stand in a message: printable ASCII, at most 64 characters. */
export function printable(text: string): string {
  const clean = text.slice(0, 64).replace(/[^\x20-\x7e]/g, '?');
  return text.length > 64 ? `${clean}...` : clean;
}
