import type { AuditedKey } from '../../audit/index.ts';
import { type Finding, type Severity, severities, whenSeen } from '../check.ts';
import { sawOf } from '../saw.ts';
import type { KeyFacts, LookedKey } from './facts.ts';

type Found = AuditedKey['findings'][number];

/** What a check says of one key; the rest is the same for all. */
export type Ruling = Pick<Finding, 'result' | 'says'> & Partial<Pick<Finding, 'severity' | 'confidence' | 'fix'>>;

export interface KeyRule {
  readonly id: string;
  /** Of a key of which the audit found nothing with this id, and which the exchange has answered. */
  quiet(key: AuditedKey, looked: LookedKey, others: readonly LookedKey[]): Ruling;
  /** Of what the audit found, where that is not simply bad. */
  loud?(found: readonly Found[], key: AuditedKey): Ruling | undefined;
  /** Told behind what was found: what a thief can do with it. */
  more?(key: AuditedKey, looked: LookedKey): string;
  /** Of a key that the exchange refuses, and of which the audit found nothing with this id. */
  refused?(key: AuditedKey, looked: LookedKey, others: readonly LookedKey[]): Ruling;
}

const NO_KEY = 'no exchange key stands in the settings';

/** One finding for each key. */
export function judgeKeys(rule: KeyRule, { keys }: KeyFacts): readonly Finding[] {
  return whenSeen('exchange keys', keys, (all, by) => {
    if (all.length === 0) return [{ result: 'not-applicable', about: 'exchange keys', says: NO_KEY, by }];
    return all.flatMap((looked) => {
      const about = `key ${looked.name}`;
      const found = whenSeen(about, looked.audit, (key, told) => {
        const ruling = rulingOf(rule, key, looked, all);
        // What was said of a key holds for no other one that came under its name.
        const saw = [...sawOf(ruling), ...(key.fingerprint === undefined ? [] : [`key ${key.fingerprint}`])];
        return [{ about, by: told, ...ruling, saw }];
      });
      return found.map((one) => lighter(one, looked));
    });
  });
}

function rulingOf(rule: KeyRule, key: AuditedKey, looked: LookedKey, all: readonly LookedKey[]): Ruling {
  const found = key.findings.filter(({ id }) => id === rule.id);
  const [worst] = found;
  if (worst) return rule.loud?.(found, key) ?? foundRuling(found, worst, rule.more?.(key, looked) ?? '');
  if (key.outcome === 'unknown') return unknown(`it could not be asked what it can do: ${key.why ?? 'no answer'}`);
  const others = all.filter(({ name }) => name !== looked.name);
  if (key.outcome === 'refused') return rule.refused?.(key, looked, others) ?? refusedRuling(key);
  return rule.quiet(key, looked, others);
}

/** The audit gives what it found worst first. */
function foundRuling(found: readonly Found[], worst: Found, more: string): Ruling {
  const says = plain(found.map((one) => one.says).join('; '), more);
  const severity = severityOf(worst.severity);
  const result = severity === 'critical' || severity === 'high' ? 'fail' : 'warn';
  return { result, says, severity, fix: worst.fix };
}

/** What nobody can mend is light. */
export function severityOf(severity: Found['severity']): Severity {
  return severity === 'info' ? 'low' : severity;
}

/** A key that was recorded as revoked and is dead is in order; the audit finds nothing of it. */
function refusedRuling(key: AuditedKey): Ruling {
  if (!key.findings.some(({ id }) => id === 'KEY-09'))
    return { result: 'not-applicable', says: 'it is recorded as revoked, and the exchange refuses it' };
  return unknown(`the exchange refuses it, so nobody knows: ${key.why ?? 'no reason is told'}`);
}

export function unknown(says: string, fix?: string): Ruling {
  return { result: 'unknown', says: plain(says), ...(fix === undefined ? {} : { fix }) };
}

export function pass(says: string): Ruling {
  return { result: 'pass', says: plain(says) };
}

export function notApplicable(says: string): Ruling {
  return { result: 'not-applicable', says: plain(says) };
}

const MOST_CHARS = 500;

/** What exchanges say may have line breaks, and ends with a full stop. */
export function plain(text: string, more = ''): string {
  const line = `${text}${more}`.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
  const cut = line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line;
  return cut.trim().replace(/[.\s]+$/, '') || 'nothing is told of it';
}

/** What is wrong on the practice exchange costs nothing: it counts, and lightly. */
function lighter(finding: Finding, { isPractice }: LookedKey): Finding {
  if (!isPractice || finding.result === 'pass' || finding.result === 'not-applicable') return finding;
  return { ...finding, says: `on the practice exchange: ${finding.says}`, severity: severities.at(-1)! };
}
