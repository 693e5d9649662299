import type { Unclear } from '../exchange.ts';
import { unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';

const causes: ReadonlyMap<string, Unclear['cause']> = new Map([
  ['400002', 'clock'],
  ['400003', 'key'],
  ['400004', 'key'],
  ['400005', 'signature'],
  ['400006', 'ip'],
  ['400007', 'permission'],
  ['429000', 'rate'],
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
