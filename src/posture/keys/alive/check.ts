import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, notApplicable, pass, type Ruling, severityOf, unknown } from '../judge.ts';

type Found = AuditedKey['findings'][number];

export const alive: Check<KeyFacts> = {
  id: 'KEY-09',
  severity: 'high',
  title: 'the exchange takes every key that is in use, and none that was revoked',
  why: 'A bot whose key is refused cannot close what it has opened. A key that was revoked and still answers is in the hands of whoever has a copy.',
  how: 'Each key is used for one read that changes nothing; the words of the exchange tell whether the key, the address, a permission or the clock is the cause. What a network does not let through is not known.',
  fix: '`keyward doctor error` says what the words mean; make a new key where it is gone: `keyward key rotate NAME`.',
  undo: '`keyward key rotate NAME --undo` goes back to the key before, as long as that lives.',
  references: ['https://github.com/binance/binance-spot-api-docs/blob/master/errors.md'],
  boxes: [6, 21],
  judge: (facts) =>
    judgeKeys(
      { id: 'KEY-09', quiet, loud, refused: () => pass('it is recorded as revoked, and the exchange refuses it') },
      facts,
    ),
};

function quiet(key: AuditedKey): Ruling {
  if (key.outcome === 'attested' && key.why !== undefined)
    return notApplicable(`it works only from the addresses of ${key.vendor ?? 'its holder'}, as its owner says`);
  return pass(`${key.exchangeName} answered it`);
}

/** What could not be asked, or works from elsewhere by intent, is not dead. */
function loud([worst]: readonly Found[], { outcome, vendor }: AuditedKey): Ruling | undefined {
  if (!worst) return undefined;
  const isElsewhere = vendor !== undefined && worst.says.startsWith(`${vendor} holds it, `);
  if (outcome !== 'unknown' && !isElsewhere) return undefined;
  return { ...unknown(worst.says, worst.fix), severity: severityOf(worst.severity) };
}
