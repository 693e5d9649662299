import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, type Ruling, unknown } from '../judge.ts';

export const endOfKey: Check<KeyFacts> = {
  id: 'KEY-05',
  severity: 'high',
  title: 'no key is soon taken away by its exchange',
  why: 'A key that expires, or that a rule of the exchange deletes, stops the bots with positions open.',
  how: 'The end that the exchange tells, and its own rules (such as 90 days for keys without an IP list) counted from what is known for certain, within `audit.remindDays`.',
  fix: 'Replace it before that day: `keyward key rotate NAME`.',
  undo: '`keyward key rotate NAME --undo` goes back to the key before, as long as that lives.',
  references: ['https://bybit-exchange.github.io/docs/v5/user/apikey-info'],
  boxes: [18],
  judge: (facts) => judgeKeys({ id: 'KEY-05', quiet }, facts),
};

function quiet(key: AuditedKey): Ruling {
  const ends = key.calendar.filter(({ effect }) => effect !== 'rotate' && effect !== 'attest');
  const open = ends.find(({ soon, daysLeft, sure }) => !sure && (soon || daysLeft < 0));
  if (open) return unknown(`${open.what}: whether that is so on ${open.on} is not known for certain`);
  if (key.expiresAt === 'never') return pass('the exchange says that it does not expire');
  const next = ends.find(({ sure }) => sure);
  if (next) return pass(`${next.what}: not before ${next.on}`);
  return key.outcome === 'alive'
    ? unknown('the exchange tells neither an end of the key nor when it was made')
    : pass('no rule of the exchange ends it on a day that is near');
}
