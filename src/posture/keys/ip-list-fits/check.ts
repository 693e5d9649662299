import { type AuditedKey, isMasked } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, notApplicable, pass, type Ruling, unknown } from '../judge.ts';

export const ipListFits: Check<KeyFacts> = {
  id: 'KEY-03',
  severity: 'high',
  title: 'the IP list of each key has this host, and no other',
  why: 'A range, or the list of a whole provider, lets in hosts of strangers. A list without this host stops the bot at the worst moment.',
  how: 'The list is read where the exchange shows it; that the exchange answered the key from here shows that this host is on it. Some exchanges never show the list, or only parts of the addresses.',
  fix: 'List the address of this host alone on the API page of the exchange; `keyward doctor ip` tells it.',
  undo: 'Add the addresses again on the same page.',
  references: ['https://bybit-exchange.github.io/docs/v5/user/apikey-info'],
  boxes: [5],
  isAttestable: true,
  judge: (facts) => judgeKeys({ id: 'KEY-03', quiet }, facts),
};

function quiet(key: AuditedKey): Ruling {
  if (key.vendor !== undefined) return notApplicable(`${key.vendor} holds it, whose addresses KEY-12 is about`);
  if (key.ipRestricted === 'no') return notApplicable('it has no IP list');
  if (key.ipRestricted === 'unknown') return unknown('nobody says whether it has an IP list');
  const { ips } = key;
  if (ips === undefined || ips.length === 0)
    return unknown(
      'it was answered from here, but the exchange does not show the list, so that ranges in it are not seen',
    );
  const masked = ips.filter(isMasked).length;
  if (masked > 0) return unknown(`the exchange shows ${masked} of its ${ips.length} addresses in part only`);
  if (key.outcome === 'attested' && key.why !== undefined) return unknown('it could not be asked from here');
  return pass(
    `it was answered from here, and lists ${ips.length === 1 ? 'one address' : `${ips.length} single addresses`}`,
  );
}
