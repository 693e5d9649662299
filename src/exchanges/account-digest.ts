import { createHash } from 'node:crypto';
import type { KeyReport } from './inspection.ts';

const DIGEST_CHARS = 12;

/** Tells accounts apart without naming them; `undefined` where the exchange does not say whose key it is. */
export function accountDigest(exchange: string, { account }: Pick<KeyReport, 'account'>): string | undefined {
  if (account === undefined || account === '') return undefined;
  return createHash('sha256').update(`${exchange} ${account}`).digest('hex').slice(0, DIGEST_CHARS);
}
