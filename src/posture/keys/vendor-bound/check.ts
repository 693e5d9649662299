import { type AuditedKey, isMasked, vendorOf } from '../../../audit/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts } from '../facts.ts';
import { judgeKeys, notApplicable, pass, type Ruling, unknown } from '../judge.ts';

export const vendorBound: Check<KeyFacts> = {
  id: 'KEY-12',
  severity: 'high',
  title: "keys that a platform holds work only from that platform's addresses",
  why: 'In 2022 keys that customers had given to a trading platform were used to empty their accounts by trades. A key that is bound to the platform is of no use to whoever copies it from there.',
  how: 'The IP list of a key with `vendor` against the addresses that the platform publishes, with the day they were read. Some platforms publish none.',
  fix: 'Bind it to the addresses that the platform publishes, on the API page of the exchange.',
  undo: 'Take the addresses out of the list on the same page.',
  references: ['https://3commas.io/blog/security-checklist-3commas-api'],
  boxes: [34],
  isAttestable: true,
  judge: (facts) =>
    judgeKeys({ id: 'KEY-12', quiet, refused: (key) => (key.vendor === undefined ? NONE : refused(key)) }, facts),
};

const NONE = notApplicable('no platform holds it');

function refused({ why = 'no reason is told' }: AuditedKey): Ruling {
  return unknown(`it does not answer from here: ${why}`);
}

function quiet({ vendor, ips }: AuditedKey): Ruling {
  if (vendor === undefined) return NONE;
  const published = vendorOf(vendor)?.addresses ?? [];
  if (published.length === 0)
    return unknown(`${vendor} holds it, and publishes no addresses that its list could be held against`);
  if (ips === undefined || ips.length === 0 || ips.some(isMasked))
    return unknown(`${vendor} holds it, and the exchange does not show the addresses of its list in full`);
  return pass(`${vendor} holds it, and its list has only addresses that ${vendor} publishes`);
}
