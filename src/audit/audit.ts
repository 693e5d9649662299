import {
  type Ability,
  accountDigest,
  isPassing,
  type KeyReport,
  type Reach,
  type Right,
  rights,
  unclearText,
} from '../exchanges/index.ts';
import type { Attestation, AuditedKey, AuditedReach, AuditedRight, AuditInput, Snapshot, Told } from './audited-key.ts';
import { calendarOf, leastAgeFrom } from './calendar.ts';
import { cut } from './cut.ts';
import { findingsOf, isOfAddress } from './findings.ts';

const DAY_MS = 86_400_000;
/** The year 10000: from there on a day is no longer written with ten characters. */
const END_OF_TIME_MS = 253_402_300_800_000;

/** Audits one key: pure, from what was told, attested and configured. */
export function auditKey(input: AuditInput): AuditedKey {
  const { told, nowMs } = input;
  const report = told.kind === 'report' ? told.report : undefined;
  const attested = input.attested && input.attested.untilMs > nowMs ? input.attested : undefined;
  const known = rightsOf(report, attested);
  const ipRestricted = addressed(report?.ipRestricted ?? 'unknown', attested?.ips);
  const ips = report?.ips ?? (report === undefined || report.ipRestricted === 'unknown' ? attested?.ips : undefined);
  const toldMs = momentOf(report?.createdMs) ?? attested?.createdMs;
  const createdMs = toldMs ?? input.rotatedMs;
  const leastMs = createdMs ?? leastAgeFrom(input);
  const expiresMs = report?.expiresMs === 'never' ? 'never' : momentOf(report?.expiresMs);
  const lastUsedMs = momentOf(report?.lastUsedMs);
  const account = report && accountDigest(input.exchange, report);
  const calendar = calendarOf(input, {
    rights: known,
    ipRestricted,
    createdMs: toldMs,
    expiresMs,
    lastUsedMs,
  });
  const looked = {
    key: input.key,
    exchange: input.exchange,
    exchangeName: input.facts.name,
    environment: input.environment,
    purpose: input.purpose,
    ...(input.vendor === undefined ? {} : { vendor: input.vendor }),
    holders: input.holders,
    bots: input.uses.map(({ bot }) => bot),
    ...(input.fingerprint === undefined ? {} : { fingerprint: input.fingerprint }),
    ...(input.scheme === undefined ? {} : { scheme: input.scheme }),
    ...outcomeOf(input, known, attested !== undefined),
    rights: known,
    ipRestricted,
    ...(ips === undefined ? {} : { ips }),
    ...(report?.label === undefined ? {} : { label: report.label }),
    subAccount: report?.subAccount ?? 'unknown',
    ...(account === undefined ? {} : { account }),
    words: report?.words ?? [],
    ...(report?.controls === undefined ? {} : { controls: report.controls }),
    ...(input.listed === undefined ? {} : { listed: input.listed }),
    ...(createdMs === undefined ? {} : { createdAt: isoOf(createdMs) }),
    ...(leastMs === undefined ? {} : { ageDays: Math.max(0, Math.floor((nowMs - leastMs) / DAY_MS)) }),
    ...(leastMs !== undefined && createdMs === undefined ? { ageIsLeast: true as const } : {}),
    ...(expiresMs === undefined ? {} : { expiresAt: expiresMs === 'never' ? 'never' : isoOf(expiresMs) }),
    ...(lastUsedMs === undefined ? {} : { lastUsedAt: isoOf(lastUsedMs) }),
    reach: reachOf(input.facts.reach, known, report?.words ?? []),
    calendar,
  };
  return { ...looked, findings: findingsOf(input, looked) };
}

/** What of an audit is kept in the journal, to see drift at the next. */
export function snapshotOf(audited: AuditedKey, nowMs: number): Snapshot {
  return {
    rights: Object.fromEntries(rights.map((right) => [right, audited.rights[right].can])),
    ipRestricted: audited.ipRestricted,
    ...(audited.ips === undefined ? {} : { ips: cut(audited.ips) }),
    words: cut(audited.words),
    ...(audited.account === undefined ? {} : { account: audited.account }),
    atMs: nowMs,
  };
}

/** What these rights, and the exchange's own words where it says any, reach; surest first. */
export function reachOf(
  reach: readonly Reach[],
  known: Readonly<Record<Right, Pick<AuditedRight, 'can'>>>,
  words: readonly string[],
): AuditedReach[] {
  const byWord = (wanted: readonly string[]): Ability => {
    if (words.length === 0) return 'unknown';
    return wanted.some((word) => words.includes(word)) ? 'yes' : 'no';
  };
  const judged = reach.flatMap((one): AuditedReach[] => {
    const abilities = one.needs.map((right) => known[right].can);
    if (one.words) abilities.push(byWord(one.words));
    // A condition that the rights do not tell may not be met.
    if (abilities.includes('yes')) return [{ ...one, can: one.only === undefined ? 'yes' : 'unknown' }];
    return abilities.includes('unknown') ? [{ ...one, can: 'unknown' }] : [];
  });
  const danger: readonly Reach['to'][] = ['others', 'own-accounts', 'locked'];
  return judged.sort(
    (a, b) => Number(a.can === 'unknown') - Number(b.can === 'unknown') || danger.indexOf(a.to) - danger.indexOf(b.to),
  );
}

/** The exchange's word counts; where it says nothing, the owner's does. */
function rightsOf(report: KeyReport | undefined, attested: Attestation | undefined): Record<Right, AuditedRight> {
  const entries = rights.map((right): [Right, AuditedRight] => {
    const can = report?.rights[right] ?? 'unknown';
    if (can !== 'unknown') return [right, { can, by: 'exchange' }];
    if (attested?.rights) return [right, { can: attested.rights.includes(right) ? 'yes' : 'no', by: 'owner' }];
    if (attested?.cannot?.includes(right)) return [right, { can: 'no', by: 'owner' }];
    return [right, { can, by: 'nobody' }];
  });
  return Object.fromEntries(entries) as Record<Right, AuditedRight>;
}

function addressed(told: Ability, attested: readonly string[] | undefined): Ability {
  if (told !== 'unknown' || attested === undefined) return told;
  return attested.length > 0 ? 'yes' : 'no';
}

function outcomeOf(
  { told, vendor, facts }: AuditInput,
  known: Readonly<Record<Right, AuditedRight>>,
  isAttested: boolean,
): Pick<AuditedKey, 'outcome'> & { why?: string } {
  if (told.kind !== 'report') {
    const { outcome, why } = untold(told, facts.name);
    // A key that works only from the addresses of its vendor cannot be asked from here; then its owner's word is what there is.
    const isBound = told.kind === 'not-read' || isOfAddress(told.unclear.cause);
    return { outcome: vendor !== undefined && isAttested && isBound ? 'attested' : outcome, why };
  }
  const by = new Set(Object.values(known).map((right) => right.by));
  if (by.has('owner')) return { outcome: 'attested' };
  return { outcome: facts.introspection.none === undefined ? 'told' : 'alive' };
}

function untold(
  told: Exclude<Told, { kind: 'report' }>,
  name: string,
): { outcome: 'refused' | 'unknown'; why: string } {
  if (told.kind === 'not-read') return { outcome: 'unknown', why: told.why };
  return { outcome: isPassing(told.unclear) ? 'unknown' : 'refused', why: unclearText(name, told.unclear) };
}

/** What an exchange gives as a time where it has none, such as 0 or the far future, is none. */
function momentOf(ms: number | undefined): number | undefined {
  return ms !== undefined && ms > 0 && ms < END_OF_TIME_MS ? ms : undefined;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
