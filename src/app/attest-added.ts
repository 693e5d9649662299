import { isMasked } from '../audit/index.ts';
import { KeywardError } from '../core/index.ts';
import { type Right, rights } from '../exchanges/index.ts';
import type { Journal } from '../journal/index.ts';
import { timeOf } from './expiry.ts';

/** What the owner says of a key that was taken in, where its exchange does not tell; the running Keyward need not know the key yet. */
export interface AttestAddedRequest {
  readonly key: string;
  readonly fingerprint: string;
  /** Rights that it does not have. */
  readonly cannot: readonly string[];
  readonly ips?: readonly string[];
  /** ISO moment. */
  readonly until: string;
  readonly by: string;
  readonly note: string;
}

/** Writes it down. Throws `usage` for what is no right, no address or no moment. */
export async function attestAdded(
  journal: Pick<Journal, 'append'>,
  { key, fingerprint, cannot, ips, until, by, note }: AttestAddedRequest,
): Promise<{ key: string; until: string }> {
  const isRight = (word: string): word is Right => rights.some((right) => right === word);
  if (!cannot.every(isRight) || ips?.some(isMasked) || timeOf(until) === undefined)
    throw new KeywardError('usage', 'not what an owner can say of a key');
  await journal.append('attest', {
    key,
    fingerprint,
    cannot: [...cannot],
    ...(ips === undefined ? {} : { ips: [...ips] }),
    until,
    by,
    note,
  });
  return { key, until };
}
