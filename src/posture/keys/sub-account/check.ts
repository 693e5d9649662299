import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, notApplicable, pass, type Ruling, unknown } from '../judge.ts';

export const subAccount: Check<KeyFacts> = {
  id: 'KEY-08',
  severity: 'medium',
  title: 'every key of a bot belongs to a sub-account',
  why: 'What a bot, or a thief with its key, can lose is all that the account holds. A key of a sub-account reaches only what was moved there.',
  how: 'The exchange is asked whose key it is. Several exchanges do not tell whether that is a main account or a sub-account.',
  fix: 'Make a sub-account with what the bot trades with, make a key there, and take it in with `keyward key rotate NAME`.',
  undo: 'Move the funds back to the main account on the page of the exchange, and delete the sub-account.',
  references: ['https://bybit-exchange.github.io/docs/v5/user/apikey-info'],
  boxes: [33],
  isAttestable: true,
  judge: (facts) => judgeKeys({ id: 'KEY-08', quiet }, facts),
};

function quiet(key: AuditedKey): Ruling {
  if (key.purpose === 'rotation')
    return notApplicable('it makes keys of sub-accounts, and has to be of the main account');
  return key.subAccount === 'yes'
    ? pass('it is a key of a sub-account')
    : unknown('the exchange does not say whether it is a key of the main account or of a sub-account');
}
