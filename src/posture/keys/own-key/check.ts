import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts, LookedKey } from '../facts.ts';
import { judgeKeys, pass, type Ruling, unknown } from '../judge.ts';

export const ownKey: Check<KeyFacts> = {
  id: 'KEY-07',
  severity: 'high',
  title: 'no key stands under two names',
  why: 'Of two bots with one key nobody can tell afterwards who did what; they share its limits, and replacing it for one takes it from the other.',
  how: 'The fingerprints of all keys of the settings are compared. A copy that a program outside of Keyward holds is not seen here.',
  fix: 'Make a key of its own for each on the API page of the exchange, and take it in with `keyward key add NAME`.',
  undo: '`keyward key record NAME --revoked` once the second key is deleted at the exchange.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
  boxes: [4],
  judge: (facts) => judgeKeys({ id: 'KEY-07', quiet, refused: quiet }, facts),
};

function quiet(key: AuditedKey, _looked: LookedKey, others: readonly LookedKey[]): Ruling {
  if (key.fingerprint === undefined) return unknown('it could not be read, so it was compared with no other');
  const unread = others.filter(({ audit }) => 'unseen' in audit || isUnread(audit.seen, key)).map(({ name }) => name);
  if (unread.length > 0) return unknown(`${unread.join(', ')} could not be read, and may be the same key`);
  return pass(
    others.length === 0 ? 'it is the only key of the settings' : 'no other name in the settings has the same key',
  );
}

function isUnread(other: AuditedKey, { exchange }: AuditedKey): boolean {
  return other.exchange === exchange && other.fingerprint === undefined;
}
