import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, type Ruling, unknown } from '../judge.ts';

export const place: Check<KeyFacts> = {
  id: 'KEY-15',
  severity: 'high',
  title: 'every key can be read from where it lives',
  why: 'Keyward goes on with the last good key in memory while the place fails; the next start would find none, and the bots would stand still.',
  how: 'A running Keyward looks at each place again and again; without one the key is read for this check.',
  fix: 'Mend the place that the finding names; `keyward journal tail` says since when it fails. Keyward looks again by itself.',
  undo: 'Nothing is to be taken back: the place is only read.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
  boxes: [9, 19],
  judge: (facts) => judgeKeys({ id: 'KEY-15', quiet, refused: quiet }, facts),
};

function quiet({ fingerprint }: AuditedKey): Ruling {
  return fingerprint === undefined ? unknown('it was not read') : pass('it was read from its place');
}
