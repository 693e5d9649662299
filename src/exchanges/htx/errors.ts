import type { JsonObject } from '../../core/index.ts';
import type { Unclear } from '../exchange.ts';
import { unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';

const causes: ReadonlyMap<string, Unclear['cause']> = new Map([
  ['403', 'key-or-ip-or-permission'],
  ['1002', 'key-or-ip-or-permission'],
  ['1003', 'signature'],
  ['1006', 'rate'],
  ['2000', 'key-or-ip-or-permission'],
  ['12004', 'key'],
  ['12005', 'ip'],
  ['base-request-exceed-frequency-limit', 'rate'],
  ['login-required', 'key-or-ip-or-permission'],
  ['rate-too-many-requests', 'rate'],
]);

/** The one code `api-signature-not-valid` stands for all that can be wrong with a key; the text beside it tells them apart. */
const texts: readonly (readonly [RegExp, Unclear['cause']])[] = [
  [/incorrect access key|has expired/i, 'key'],
  [/no permission/i, 'permission'],
  [/\bip\b/i, 'ip'],
  [/timestamp/i, 'clock'],
  [/verification failure/i, 'signature'],
];

/** The code of an error, which stands in one of three places. */
export function codeOf(reply: JsonObject | undefined): string | undefined {
  return textOf(reply?.['err-code']) ?? textOf(reply?.['err_code']) ?? textOf(reply?.['code']);
}

/** What an error answer means for a key; `undefined` for one that is not known. */
export function readError(status: number, body: string): Unclear | undefined {
  const reply = objectOf(jsonOf(body));
  const code = codeOf(reply);
  if (code === 'api-signature-not-valid' || code === 'api-signature-check-failed') {
    const text = textOf(reply?.['err-msg']) ?? '';
    const cause = texts.find(([pattern]) => pattern.test(text))?.[1] ?? 'key-or-ip-or-permission';
    return unclearOf(cause, status, code);
  }
  const cause = causes.get(code ?? '') ?? (status === 429 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, code);
}
