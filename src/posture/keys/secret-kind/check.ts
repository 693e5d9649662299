import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, notApplicable, pass, type Ruling, unknown } from '../judge.ts';

export const secretKind: Check<KeyFacts> = {
  id: 'KEY-10',
  severity: 'medium',
  title: 'where the exchange takes them, keys are of a kind whose secret it never sees',
  why: 'With HMAC both sides have the secret, so that a leak at the exchange is a leak of the key.',
  how: 'The kind of the key as it was read from its place, against the kinds that the exchange takes.',
  fix: 'When it is next replaced, make a key of the kind that the finding names (Ed25519, RSA): `keyward key rotate NAME`.',
  undo: '`keyward key rotate NAME --undo` goes back to the key before, as long as that lives.',
  references: ['https://github.com/binance/binance-spot-api-docs/blob/master/faqs/api_key_types.md'],
  boxes: [],
  judge: (facts) => judgeKeys({ id: 'KEY-10', quiet, refused: quiet }, facts),
};

function quiet({ scheme, exchangeName }: AuditedKey): Ruling {
  if (scheme === undefined) return unknown('it could not be read, so its kind is not known');
  return scheme === 'hmac'
    ? notApplicable(`${exchangeName} documents no kind of key whose secret it does not see`)
    : pass(`it is of the kind ${scheme}`);
}
