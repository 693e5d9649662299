import type { Unclear } from '../exchange.ts';
import { unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';

const causes: ReadonlyMap<string, Unclear['cause']> = new Map([
  ['40005', 'clock'],
  ['40006', 'key'],
  ['40008', 'clock'],
  ['40009', 'signature'],
  ['40012', 'key'],
  ['40014', 'permission'],
  ['40018', 'ip'],
  ['40025', 'permission'],
  ['40036', 'key'],
  ['40037', 'key'],
  ['40038', 'ip'],
  ['40078', 'clock'],
  ['429', 'rate'],
]);

/** The exchange's own word for what went wrong, or right. */
export function codeOf(body: string): string | undefined {
  return textOf(objectOf(jsonOf(body))?.['code']);
}

/** What an error answer means for a key; `undefined` when it is none that is known. */
export function readError(status: number, body: string): Unclear | undefined {
  const code = codeOf(body);
  const cause = causes.get(code ?? '') ?? (status === 429 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, code);
}
