import type { AuditedKey } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, type Ruling, severityOf, unknown } from '../judge.ts';

type Found = AuditedKey['findings'][number];

export const knownRights: Check<KeyFacts> = {
  id: 'KEY-14',
  severity: 'medium',
  title: 'it is known of each key what it can do',
  why: 'A right of which nobody tells is one that nobody has looked for: unknown is not no.',
  how: 'What the exchange tells of the key, then what its owner has said of it with `keyward key attest`, as long as that holds.',
  fix: 'Look at the API page of the exchange, then say what stands there: `keyward key attest NAME --rights LIST --until DAY --note TEXT`.',
  undo: 'Attest again with other rights; what was said before counts no more.',
  references: ['https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md'],
  boxes: [6],
  isAttestable: true,
  judge: (facts) => judgeKeys({ id: 'KEY-14', quiet, loud }, facts),
};

function quiet({ outcome }: AuditedKey): Ruling {
  return pass(
    outcome === 'attested' ? 'its owner says what the exchange does not tell' : 'the exchange tells all its rights',
  );
}

/** What its owner said and let run out is owed again; what nobody ever said is not known. */
function loud([worst]: readonly Found[], { calendar }: AuditedKey): Ruling | undefined {
  const hasEnded = calendar.some(({ effect, daysLeft }) => effect === 'attest' && daysLeft <= 0);
  if (!worst || (hasEnded && worst.severity !== 'info')) return undefined;
  return { ...unknown(worst.says, worst.fix), severity: severityOf(worst.severity) };
}
