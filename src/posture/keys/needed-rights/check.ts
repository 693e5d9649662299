import type { AuditedKey } from '../../../audit/index.ts';
import { inspections, type Right } from '../../../exchanges/index.ts';
import type { Check } from '../../check.ts';
import type { KeyFacts, LookedKey } from '../facts.ts';
import { judgeKeys, notApplicable, pass, plain, type Ruling, unknown } from '../judge.ts';
import { reachText } from '../reach.ts';

export const neededRights: Check<KeyFacts> = {
  id: 'KEY-04',
  severity: 'high',
  title: 'no key has rights that its bots do not need',
  why: 'A right that no bot uses is of use to a thief alone: futures with leverage lose an account in minutes, a transfer empties it into another.',
  how: 'What the exchange says of the key is held against `may` and `markets` of the bots that use it, all of them together. Rights that share a box with one that is needed are left out.',
  fix: 'Untick the boxes that the finding names on the API page of the exchange, or let a bot that needs the right use the key.',
  undo: 'Tick the boxes again on the same page.',
  references: ['https://csrc.nist.gov/glossary/term/least_privilege'],
  boxes: [2, 3],
  judge: (facts) => judgeKeys({ id: 'KEY-04', quiet, more }, facts),
};

function quiet(key: AuditedKey, { needs }: LookedKey): Ruling {
  if (key.vendor !== undefined) return notApplicable(`${key.vendor} holds it, whose needs are not known here`);
  if (key.purpose !== 'bots') return notApplicable(`it is for ${key.purpose}, not for bots`);
  const isUntold = key.findings.some(({ id, severity }) => id === 'KEY-14' && severity !== 'info');
  const extra = unnamedOf(key, needs);
  if (extra.length > 0) {
    const says = `it has rights for ${extra.join(', ')}, which its bots do not need; no source tells which box gives them${reached(key)}`;
    return { result: 'warn', confidence: 'likely', severity: 'medium', says: plain(says) };
  }
  if (isUntold) return unknown('nobody says whether it has rights that its bots do not need');
  if (key.bots.length === 0) return pass('it has no right that could be taken away');
  return pass(`it has no right that could be taken away from ${key.bots.join(', ')}`);
}

/** Rights that no bot needs, and of whose boxes no source has the name: the audit is silent of them. Margin of spot comes with spot. */
function unnamedOf({ exchange, rights }: AuditedKey, needs: readonly Right[] | undefined): Right[] {
  if (needs === undefined) return [];
  const boxes = inspections[exchange]?.facts.page.boxes ?? {};
  const apart: readonly Right[] = needs.includes('spot')
    ? ['futures', 'options', 'transfer', 'admin']
    : ['spot', 'margin', 'futures', 'options', 'transfer', 'admin'];
  return apart.filter((right) => rights[right].can === 'yes' && !needs.includes(right) && boxes[right] === undefined);
}

/** The audit names those rights alone that a box is known for. */
function more(key: AuditedKey, { needs }: LookedKey): string {
  const also = unnamedOf(key, needs);
  return `${also.length === 0 ? '' : `; for ${also.join(', ')} too`}${reached(key)}`;
}

function reached(key: AuditedKey): string {
  const reach = reachText(key);
  return reach === '' ? '' : `; ${reach}`;
}
