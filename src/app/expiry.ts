import { type Clock, KeywardError } from '../core/index.ts';

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** The moment, in UTC; a day alone ends where it begins. Throws `usage` for what is no such time, or is past. */
export function expiryOf(text: string, clock: Clock): string {
  const ms = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms))
    throw new KeywardError('usage', `not a time with its zone, such as 2027-01-01T00:00:00Z: ${text}`);
  if (ms <= clock.nowMs()) throw new KeywardError('usage', `${text} is past`);
  return new Date(ms).toISOString();
}
