import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, type Ruling, unknown } from '../judge.ts';

export const unchanged: Check<KeyFacts> = {
  id: 'KEY-13',
  severity: 'high',
  title: 'no key has changed since it was last looked at',
  why: 'Who adds a right or an address to a key that is in use has no need to steal another one. If it was not you, somebody is in your account.',
  how: 'Rights, IP list, account and words of the exchange against the last audit that stands in the journal. What the exchange does not tell cannot be compared.',
  fix: 'If that was not you: `keyward halt halt`, then replace the key. If it was: `keyward key record NAME --changed`.',
  undo: '`keyward halt run` lets the bots trade again.',
  references: ['https://bybit-exchange.github.io/docs/v5/user/apikey-info'],
  boxes: [6],
  judge: (facts) => judgeKeys({ id: 'KEY-13', quiet }, facts),
};

function quiet({ outcome }: AuditedKey): Ruling {
  return outcome === 'alive'
    ? unknown('the exchange tells nothing that could be compared')
    : pass('nothing that the exchange tells of it differs from the audits before');
}
