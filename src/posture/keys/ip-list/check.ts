import { type AuditedKey, isWorthBinding } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, pass, type Ruling, severityOf, unknown } from '../judge.ts';
import { reachText } from '../reach.ts';

type Found = AuditedKey['findings'][number];

export const ipList: Check<KeyFacts> = {
  id: 'KEY-02',
  severity: 'critical',
  title: 'every key that can trade works only from listed addresses',
  why: 'A key without an IP list is of use wherever a copy of it is. Some exchanges also take such keys away after a while.',
  how: 'The exchange is asked whether the key has an IP list. A key that can only read is left out, for it moves nothing.',
  fix: 'Give it an IP list on the API page of the exchange; `keyward doctor ip` says which address.',
  undo: 'Take the addresses out of the list on the same page.',
  references: ['https://bybit-exchange.github.io/docs/v5/user/apikey-info'],
  boxes: [5],
  isAttestable: true,
  judge: (facts) => judgeKeys({ id: 'KEY-02', quiet, loud, more }, facts),
};

function quiet(key: AuditedKey): Ruling {
  if (key.ipRestricted === 'yes') return pass(`it works only from ${listed(key)}`);
  const isIdle = !isWorthBinding((right) => key.rights[right].can);
  return isIdle
    ? pass('it can only read, so that a copy of it moves nothing')
    : unknown('nobody says whether it has an IP list');
}

function listed({ ips }: AuditedKey): string {
  return ips === undefined || ips.length === 0
    ? 'listed addresses, which are not shown'
    : ips.length === 1
      ? 'one listed address'
      : `${ips.length} listed addresses`;
}

/** Not to know it is no fault of the key. */
function loud(found: readonly Found[], { ipRestricted }: AuditedKey): Ruling | undefined {
  const [worst] = found;
  if (ipRestricted !== 'unknown' || !worst) return undefined;
  return { ...unknown(worst.says, worst.fix), severity: severityOf(worst.severity) };
}

function more(key: AuditedKey): string {
  const reach = reachText(key);
  return reach === '' ? '' : `; whoever copies it has that too: ${reach}`;
}
