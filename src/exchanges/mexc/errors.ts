import type { Unclear } from '../exchange.ts';
import { unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';

const causes: ReadonlyMap<string, Unclear['cause']> = new Map([
  ['402', 'key'],
  ['406', 'ip'],
  ['429', 'rate'],
  ['510', 'rate'],
  ['513', 'clock'],
  ['602', 'signature'],
  ['10072', 'key'],
  ['140002', 'permission'],
  ['700001', 'key'],
  ['700002', 'signature'],
  ['700003', 'clock'],
  ['700005', 'clock'],
  ['700006', 'ip'],
  ['700007', 'permission'],
]);

/** What an error answer means for a key; `undefined` for one that is not known. */
export function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(jsonOf(body))?.['code']);
  const cause = causes.get(code ?? '') ?? (status === 429 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, code);
}
