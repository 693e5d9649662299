import type { AuditedKey } from '../../../audit/index.ts';
import { shellWord } from '../../../core/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, type Ruling, unknown } from '../judge.ts';

export const age: Check<KeyFacts> = {
  id: 'KEY-06',
  severity: 'medium',
  title: 'every key is replaced in time',
  why: 'A copy of a key that nobody noticed is worth as much as the key, until the key is replaced. After some events (somebody left, a repository was public) that is at once.',
  how: 'The day on which it was made, as the exchange or its owner tells, against `rotation` (read 90 days, trade 30, withdraw 14) or `keys.NAME.rotate.days`; and what `keyward key event` wrote down.',
  fix: 'Replace it: `keyward key rotate NAME`; the bots trade on meanwhile.',
  undo: '`keyward key rotate NAME --undo` goes back to the key before, as long as that lives.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
  boxes: [16, 17, 18],
  isAttestable: true,
  judge: (facts) => judgeKeys({ id: 'KEY-06', quiet }, facts),
};

function quiet(key: AuditedKey): Ruling {
  const { ageDays, ageIsLeast } = key;
  const told = `say when it was made: \`keyward key record ${shellWord(key.key)} --rotated --on YYYY-MM-DD\``;
  if (ageDays === undefined) return unknown('nobody tells when it was made', told);
  const days = ageDays === 1 ? '1 day' : `${ageDays} days`;
  if (ageIsLeast) return unknown(`nobody tells when it was made; it is known for ${days}`, told);
  const due = key.calendar.find(({ effect }) => effect === 'rotate');
  return pass(`it is ${days} old${due === undefined ? '' : `, and due on ${due.on}`}`);
}
