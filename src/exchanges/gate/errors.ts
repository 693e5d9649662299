import type { Unclear } from '../exchange.ts';
import { unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';

const causes: ReadonlyMap<string, Unclear['cause']> = new Map([
  ['INVALID_KEY', 'key'],
  ['INVALID_CREDENTIALS', 'key'],
  ['INVALID_SIGNATURE', 'signature'],
  ['IP_FORBIDDEN', 'ip'],
  ['FORBIDDEN', 'permission'],
  ['READ_ONLY', 'permission'],
  ['REQUEST_EXPIRED', 'clock'],
  ['TOO_MANY_REQUESTS', 'rate'],
  ['TOO_FAST', 'rate'],
]);

/** The exchange's own word for what went wrong. */
export function labelOf(body: string): string | undefined {
  return textOf(objectOf(jsonOf(body))?.['label']);
}

/** What an error answer means for a key; `undefined` when it is none that is known. */
export function readError(status: number, body: string): Unclear | undefined {
  const label = labelOf(body);
  const cause = causes.get(label ?? '') ?? (status === 429 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, label);
}
