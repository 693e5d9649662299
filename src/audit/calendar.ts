import type { Ability, Lifetime, Right } from '../exchanges/index.ts';
import type { AuditedRight, AuditInput, Due, KeyEvent } from './audited-key.ts';

const DAY_MS = 86_400_000;

interface Known {
  readonly rights: Readonly<Record<Right, AuditedRight>>;
  readonly ipRestricted: Ability;
  /** As the exchange or its owner tells. */
  readonly createdMs: number | undefined;
  readonly expiresMs: number | 'never' | undefined;
  readonly lastUsedMs: number | undefined;
}

/** The days on which something happens to a key, soonest first: its end, the exchange's own rules, our own rotation, the end of an attestation. */
export function calendarOf(input: AuditInput, known: Known): Due[] {
  const { nowMs, facts, attested, rotatedMs } = input;
  const due: Due[] = [];
  const add = (what: string, effect: Due['effect'], atMs: number, sure: boolean, source: string): void => {
    const on = new Date(atMs).toISOString().slice(0, 10);
    // In days of the calendar: what is due today has none left, and is not over.
    const daysLeft = Math.floor(atMs / DAY_MS) - Math.floor(nowMs / DAY_MS);
    due.push({ what, effect, on, daysLeft, soon: daysLeft >= 0 && daysLeft <= input.remindDays, sure, source });
  };
  if (typeof known.expiresMs === 'number') add('it expires', 'expires', known.expiresMs, true, 'the exchange');
  for (const rule of facts.lifetimes) {
    const applies = appliesTo(rule, known);
    if (applies === 'no') continue;
    const from = rule.counts === 'from-creation' ? (known.createdMs ?? rotatedMs) : (known.lastUsedMs ?? nowMs);
    if (from === undefined) continue;
    const sure = applies === 'yes' && (rule.counts === 'from-creation' || isIdle(rule, known.lastUsedMs, nowMs));
    add(rule.says, EFFECTS[rule.effect], from + rule.afterDays * DAY_MS, sure, rule.source);
  }
  for (const { what, atMs, source } of rotationsDue(input, known)) add(what, 'rotate', atMs, true, source);
  if (attested) add('what its owner said of it ends', 'attest', attested.untilMs, true, `attested by ${attested.by}`);
  return due.sort((a, b) => a.daysLeft - b.daysLeft);
}

/** The source of a day that comes from the age which the settings allow; every other rotation comes from an event. */
export const AGE = 'the settings';

const EFFECTS = { deleted: 'deleted', disabled: 'disabled', downgraded: 'downgraded', expired: 'expires' } as const;

/**
 * Whether a key has not been used for so long that a rule which counts from its last use will meet it: what is in use is used again. A use that
 * nobody tells of is the audit itself, which signs a request.
 */
function isIdle({ afterDays }: Lifetime, lastUsedMs: number | undefined, nowMs: number): boolean {
  return lastUsedMs !== undefined && nowMs - lastUsedMs > (afterDays * DAY_MS) / 2;
}

/** Whether a rule of the exchange counts for this key. */
function appliesTo(rule: Lifetime, { rights, ipRestricted }: Known): Ability {
  const bound: Ability = rule.unbound === undefined ? 'yes' : opposite(ipRestricted);
  const needed = rule.rights?.map((right) => rights[right].can);
  const allowed: Ability =
    needed === undefined || needed.includes('yes') ? 'yes' : needed.includes('unknown') ? 'unknown' : 'no';
  if (bound === 'no' || allowed === 'no') return 'no';
  return bound === 'yes' && allowed === 'yes' ? 'yes' : 'unknown';
}

function opposite(ability: Ability): Ability {
  if (ability === 'unknown') return 'unknown';
  return ability === 'yes' ? 'no' : 'yes';
}

/** How many days such a key may become old: by the most dangerous thing that it can do, or that nobody rules out. */
export function rotationDaysOf(rotation: AuditInput['rotation'], rights: Known['rights']): number {
  if (typeof rotation === 'number') return rotation;
  if (rights.withdraw.can === 'yes') return rotation.withdrawDays;
  const trading: readonly Right[] = ['spot', 'margin', 'futures', 'options', 'transfer', 'admin'];
  const isReader = rights.read.can === 'yes' && trading.every((right) => rights[right].can === 'no');
  return isReader ? rotation.readDays : rotation.tradeDays;
}

/**
 * An event makes a key due when it happened, and its age does, counted from when it was last replaced, as far as anybody knows: the days of
 * both, for one is not put off by the other.
 */
function rotationsDue(
  input: AuditInput,
  { rights, createdMs }: Known,
): { what: string; atMs: number; source: string }[] {
  const madeMs = Math.max(createdMs ?? 0, input.rotatedMs ?? 0);
  const [event] = [
    ...eventsSince(input.events, { ...input, rotatedMs: madeMs }),
    ...(input.replacing?.events ?? []),
  ].sort((a, b) => a.atMs - b.atMs);
  const happened = event ? [{ what: eventText(event), atMs: event.atMs, source: 'an event' }] : [];
  const bornMs = madeMs || (leastAgeFrom(input) ?? 0);
  if (bornMs === 0) return happened;
  const days = rotationDaysOf(input.rotation, rights);
  const every = days === 1 ? 'every day' : `every ${days} days`;
  const least = madeMs > 0 ? '' : ' (it may be older than is counted)';
  return [...happened, { what: `replace it: ${every}${least}`, atMs: bornMs + days * DAY_MS, source: AGE }];
}

/** What has happened to a credential since it came. */
export function eventsSince(
  events: readonly KeyEvent[],
  { rotatedMs = 0, cameMs = 0, addedMs = 0 }: Pick<AuditInput, 'rotatedMs' | 'cameMs' | 'addedMs'>,
): KeyEvent[] {
  const sinceMs = Math.max(rotatedMs, cameMs) || addedMs;
  return events.filter(({ atMs }) => atMs >= sinceMs);
}

/** The day from which a key is known to be there, ms since the epoch: it may be older, so this counts only where nothing else is known. */
export function leastAgeFrom({ addedMs, seenMs }: Pick<AuditInput, 'addedMs' | 'seenMs'>): number | undefined {
  const known = [addedMs, seenMs].filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function eventText({ event, who }: AuditInput['events'][number]): string {
  return `replace it: ${event.replaceAll('-', ' ')}${who === undefined ? '' : ` (${who})`}`;
}
