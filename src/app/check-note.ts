import type { Journal } from '../journal/index.ts';

export interface CheckWordNote {
  readonly id: string;
  readonly about?: string;
  readonly what: 'attested' | 'attestation-ended' | 'waived' | 'waiver-ended';
  readonly by: string;
  readonly reason: string;
}

/** In the book first: a word that counts and stands nowhere could have been anybody's. */
export async function noteCheckWord(journal: Journal, note: CheckWordNote): Promise<{ seq: number }> {
  const { id, about, what, by, reason } = note;
  const key = about === undefined ? id : `${id} (${about})`;
  const { seq } = await journal.append('override', { key, what, by, reason });
  return { seq };
}
