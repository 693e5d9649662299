import type { Finding, FindingPart, Place } from './finding.ts';
import type { Part } from './shape.ts';

/** How bad it is that others have it, worst first: by what can be stolen with it. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What its exchange says of a credential. */
export interface Verified {
  /** `dead`: the exchange knows it no more. A mere refusal is `unknown`. */
  readonly is: 'alive' | 'dead' | 'unknown';
  /** For people. */
  readonly says: string;
  /** Rights that it has, and those of which nobody tells whether it has them, with a question mark. */
  readonly can?: readonly string[];
  readonly ipBound?: 'yes' | 'no' | 'unknown';
}

/** A part of a credential as it is used; in memory alone. */
export interface RawPart {
  readonly part: Part;
  readonly text: string;
}

/** Why a leak is not counted. */
export interface Excused {
  readonly by: 'comment' | 'baseline';
  readonly reason: string;
  readonly owner?: string;
  /** The day on which it is told again. */
  readonly until?: string;
}

/** A credential that was found, with every place in which it stands. */
export interface FoundSecret {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly parts: readonly FindingPart[];
  readonly missing: readonly Part[];
  /** The first is that of `parts`. */
  readonly places: readonly Place[];
  readonly excused?: Excused;
  /** What is to be known of it beside: an ignore without a reason, an entry of the baseline that is over. */
  readonly notes: readonly string[];
  readonly verified?: Verified;
}

/** Of rules whose parts say too much or too little of what can be stolen. */
const OWN: Readonly<Record<string, Severity>> = {
  'keyward-bot-key': 'low',
  generic: 'medium',
  pem: 'high',
};
const OF_PART: Readonly<Record<Part, Severity>> = {
  mnemonic: 'critical',
  'private-key': 'critical',
  secret: 'high',
  token: 'medium',
  webhook: 'medium',
  password: 'medium',
  passphrase: 'low',
  key: 'low',
};

/** By what stands there alone, before anybody is asked. */
export function severityOf({ rule, parts }: Pick<Finding, 'rule' | 'parts'>): Severity {
  return OWN[rule] ?? worst(parts.map(({ part }) => OF_PART[part]));
}

/** By what its exchange says that it can do. */
export function severityVerified(before: Severity, { is, can = [], ipBound }: Verified): Severity {
  if (is === 'dead') return 'info';
  if (is === 'unknown') return before;
  if (can.includes('withdraw') || can.includes('transfer') || can.includes('admin')) return 'critical';
  const trades = can.some((one) => /^(?:spot|margin|futures|options)\??$/.test(one));
  const mayMore = can.some((one) => one.endsWith('?'));
  if (trades || mayMore) return ipBound === 'yes' ? 'medium' : 'high';
  return 'medium';
}

export const worst = (all: readonly Severity[]): Severity => severities.find((one) => all.includes(one)) ?? 'info';

/** Each credential once, with all of its places: excused only where every place is; the worst first, then by path. */
export function foundSecrets(findings: readonly Finding[]): FoundSecret[] {
  // A key that stands alone, as in a log, is that of the credential which has it.
  const wholes = new Map(
    findings.flatMap(({ id, keyId }) => (keyId === undefined || id === keyId ? [] : [[keyId, id]])),
  );
  const byId = new Map<string, Finding[]>();
  for (const finding of findings) {
    const id = wholes.get(finding.id) ?? finding.id;
    const same = byId.get(id);
    if (same) same.push(finding);
    else byId.set(id, [finding]);
  }
  return [...byId.values()].map(foundSecretOf).sort(inOrder);
}

export function inOrder(a: FoundSecret, b: FoundSecret): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || comparePlaces(a.places[0]!, b.places[0]!);
}

function foundSecretOf(same: readonly Finding[]): FoundSecret {
  // What stands there whole says the most; of those what came first.
  const [first] = [...same].sort((a, b) => b.parts.length - a.parts.length || comparePlaces(a.place, b.place));
  const { id, rule, title, parts, missing, place } = first!;
  const others = same.map((one) => one.place).filter((one) => keyOf(one) !== keyOf(place));
  const places = [place, ...new Map(others.sort(comparePlaces).map((one) => [keyOf(one), one])).values()];
  const reasons = same.map(({ ignore }) => ignore?.reason);
  const isExcused = reasons.every((reason) => reason !== undefined);
  return {
    id,
    rule,
    title,
    severity: worst(same.map(severityOf)),
    parts,
    missing,
    places,
    ...(isExcused ? { excused: { by: 'comment' as const, reason: reasons[0]! } } : {}),
    notes: same.some(({ ignore }) => ignore && ignore.reason === undefined)
      ? ['the comment beside it has no reason, so it does not count']
      : [],
  };
}

const keyOf = ({ path, line, commit = '' }: Place): string => `${path}\0${line}\0${commit}`;

function comparePlaces(a: Place, b: Place): number {
  const [first, second] = [a.at ?? '', b.at ?? ''].map((at) => (at === '' ? 0 : Date.parse(at)));
  return first! - second! || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
}
