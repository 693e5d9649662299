import { type Clock, KeywardError } from '../core/index.ts';

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** The moment, in UTC; a day alone ends where it begins. Throws `usage` for what is no such time, or is past. */
export function expiryOf(text: string, clock: Clock): string {
  const ms = timeOf(text);
  if (ms === undefined)
    throw new KeywardError('usage', `not a time with its zone, such as 2027-01-01T00:00:00Z: ${text}`);
  if (ms <= clock.nowMs()) throw new KeywardError('usage', `${text} is past`);
  return new Date(ms).toISOString();
}

/** Ms since the epoch, of a day or a moment with its zone; `undefined` for what is none. A day that no month has is none. */
export function timeOf(text: string): number | undefined {
  const ms = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
  const isDay = new Date(Date.parse(text.slice(0, 10))).getUTCDate() === Number(text.slice(8, 10));
  return Number.isNaN(ms) || !isDay ? undefined : ms;
}
