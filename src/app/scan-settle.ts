import type { CredentialParts } from '../exchanges/index.ts';
import { idsOfValues } from '../scan/index.ts';
import type { KeptLeaks } from './scan-kept.ts';

/** What scans have found of a credential that is shown dead is to be revoked no more, wherever it stood. */
export async function settleFound(
  kept: Pick<KeptLeaks, 'key' | 'list' | 'settleAll'>,
  { id, secret }: Pick<CredentialParts, 'id' | 'secret'>,
  how: string,
  today: string,
): Promise<void> {
  if (kept.list().length === 0) return;
  const text = secret.openBytes((bytes) => bytes.toString('utf8'));
  await kept.settleAll(idsOfValues([id, text, text.trim()], kept.key()), how, today);
}
