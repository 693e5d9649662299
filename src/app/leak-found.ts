import { Secret } from '../core/index.ts';
import { type Ability, inspections, type Right, rights } from '../exchanges/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import { deleteLeakedAt, type LeakPlan, type LeakResult, needlesOf, noteOf } from '../rotation/index.ts';
import type { RawPart, Verified } from '../scan/index.ts';
import { type FoundHere, findingHere } from './leak-finding.ts';
import { type DeathReport, workedLately, workedOf, workedText } from './leak-key.ts';
import type { LeakWish } from './leak-replace.ts';
import { beginningOf, commonSteps, type LeakStepParts, type LeakWork, whichKey } from './leak-steps.ts';
import { PRACTICE_PAGE, PRACTICE_REMOVE } from './practice-desk.ts';
import { isOfPractice } from './practice-home.ts';
import { planVerify, type VerifyPlan, verifyLeaks } from './scan-verify.ts';
import type { SessionParts } from './session.ts';

/** What is known of a found secret before anybody is asked. */
export interface FoundFacts {
  /** Of the rule that found it: that of an exchange has its name. */
  readonly exchange: string;
  readonly exchangeName: string;
  readonly environment: 'live' | 'practice';
  /** Where its owner deletes it. */
  readonly url: string;
  /** The command that deletes it there, but for its fingerprint, where there is no page. */
  readonly remove?: string;
  /** Whom Keyward asks whether it is dead, with their hosts; nobody, where it is no exchange key, or not whole. */
  readonly asked: VerifyPlan['hosts'];
}

export function factsOfFound(session: SessionParts, { secret, raw }: FoundHere): FoundFacts {
  const { rule, title, id } = secret;
  const facts = Object.hasOwn(inspections, rule) ? inspections[rule]!.facts : undefined;
  const key = textOf(raw, 'key');
  const isPractice = facts !== undefined && key !== undefined && isOfPractice(session.environment.home, key);
  return {
    exchange: rule,
    exchangeName: facts?.name ?? title,
    environment: isPractice ? 'practice' : 'live',
    url: isPractice ? PRACTICE_PAGE : (facts?.page.url ?? 'the page of whoever gave it out'),
    ...(isPractice ? { remove: PRACTICE_REMOVE } : {}),
    asked: planVerify([secret], new Map([[id, raw]]), session).hosts,
  };
}

export interface FoundWorkParts extends LeakStepParts {
  /** Absent after a crash: it is looked for again. */
  readonly found?: FoundHere;
}

/** The runbook of a secret that a scan has found and no key of the settings is: Keyward replaces nothing, and reads no account with it. */
export function foundWork(parts: FoundWorkParts): LeakWork {
  let known: Promise<FoundHere | undefined> | undefined;
  /** Where it stands no more nobody can ask: then its owner's word counts. */
  const foundOf = (plan: LeakPlan): Promise<FoundHere | undefined> => {
    const { session, stopping, found } = parts;
    const request = { id: plan.finding!, folders: plan.folders, stopping };
    known ??= found ? Promise.resolve(found) : findingHere(session, request);
    return known;
  };
  const none = 'it is no key of the settings';
  return {
    ...commonSteps(parts),
    revoke: async (plan, given) => revoke(parts, plan, given, await foundOf(plan)),
    'prove-dead': async (plan, given) => proveDead(parts, plan, given, await foundOf(plan)),
    replace: () => ({ skipped: `${none}: make a new one where it was in use` }),
    close: ({ url }) => ({ skipped: `${none}: cancel and close at ${url}` }),
    account: ({ url }) => ({ skipped: `${none}, so nobody can ask: look at the history at ${url}` }),
  };
}

async function revoke(
  parts: FoundWorkParts,
  before: LeakPlan,
  given: LeakWish,
  found: FoundHere | undefined,
): Promise<LeakResult> {
  if (given.revoked !== true && noteOf(before, 'revoke') === undefined)
    parts.tell('revoke', `delete it NOW at ${before.url}`);
  const known = found ? identified(before, found.raw) : {};
  await parts.keep(known);
  const plan = { ...before, ...known };
  const { death, says, told, workedAt, canAsk } = await deathOfFound(parts.session, plan, found);
  const old = {
    ...plan.old,
    ...(told === undefined ? {} : { told, toldBy: 'exchange' as const }),
    ...(workedAt === undefined ? {} : { workedAt }),
  };
  const after = { ...known, old };
  if (death === 'dead') return { done: says, plan: after };
  if (given.revoked === true) return { done: 'its owner says that it is deleted', plan: after };
  const delete_ = `Delete ${whichKey(old)} NOW at ${deleteLeakedAt({ ...plan, old })}`;
  // Nobody would ever tell that it is done: the next steps are not kept waiting.
  if (!canAsk) return { skipped: `${delete_}: Keyward cannot see whether it is gone (${says})`, plan: after };
  return { waits: 'revoked-by-hand', says: delete_, plan: after };
}

async function proveDead(
  { session }: FoundWorkParts,
  plan: LeakPlan,
  given: LeakWish,
  found: FoundHere | undefined,
): Promise<LeakResult> {
  const report = await deathOfFound(session, plan, found);
  const { death, says, canAsk } = report;
  const after = { death, ...workedOf(plan.old, report) };
  if (death === 'dead') return { done: says, plan: after };
  if (given.unproven === true) return { skipped: `${says}; its owner goes on all the same`, plan: after };
  if (!canAsk) return { skipped: `NOT PROVEN: ${says}; look at ${plan.url} that it is gone`, plan: after };
  return {
    waits: 'time',
    says: death === 'alive' ? `${says}. Delete it at ${deleteLeakedAt(plan)}` : says,
    plan: after,
  };
}

interface FoundDeath extends Pick<DeathReport, 'death' | 'says' | 'workedAt'> {
  readonly told?: NonNullable<LeakPlan['old']['told']>;
  /** Asking again may tell more. */
  readonly canAsk: boolean;
}

/** As some exchanges refuse a key that is gone, and one that is used from elsewhere. */
const REFUSED = /refuses this key without saying why/;

async function deathOfFound(
  session: SessionParts,
  { old }: LeakPlan,
  found: FoundHere | undefined,
): Promise<FoundDeath> {
  if (!found) return { death: 'unproven', says: 'it stands here no more, so nobody could ask', canAsk: false };
  const { secret, raw } = found;
  const values = new Map([[secret.id, raw]]);
  const plan = planVerify([secret], values, session);
  const verified = (await verifyLeaks(plan, values, session)).get(secret.id);
  if (!verified) return { death: 'unproven', says: plan.left.get(secret.id) ?? 'nobody can ask', canAsk: false };
  const { is, says } = verified;
  if (is === 'dead') return { death: 'dead', says, canAsk: true };
  if (is === 'alive') {
    const alive = 'it STILL WORKS: whoever has it can use it now';
    const told = toldOf(verified);
    const workedAt = new Date(session.clock.nowMs()).toISOString();
    return { death: 'alive', says: alive, workedAt, ...(told ? { told } : {}), canAsk: true };
  }
  const isUnsaid = REFUSED.test(says);
  if (isUnsaid && workedLately(old, session.clock.nowMs()))
    return { death: 'dead', says: `${says}; it worked from here before`, canAsk: true };
  return { death: 'unasked', says: `${says}${isUnsaid ? workedText(old) : ''}`, canAsk: !says.startsWith('not asked') };
}

function toldOf({ can, ipBound }: Verified): NonNullable<LeakPlan['old']['told']> | undefined {
  if (!can) return undefined;
  const may = (right: Right): Ability => (can.includes(right) ? 'yes' : can.includes(`${right}?`) ? 'unknown' : 'no');
  return {
    rights: Object.fromEntries(rights.map((right) => [right, may(right)])) as Record<Right, Ability>,
    ipRestricted: ipBound ?? 'unknown',
  };
}

/** What is remembered of it, and looked for. */
function identified(plan: LeakPlan, raw: readonly RawPart[]): Pick<LeakPlan, 'old' | 'needles'> {
  const key = textOf(raw, 'key');
  const secret = textOf(raw, 'secret', 'private-key') ?? raw.find(({ part }) => part !== 'key')?.text;
  const id = key ?? secret ?? '';
  const needles = plan.needles ?? needlesOf({ id: key ?? '', secret: Secret.take(Buffer.from(secret ?? '', 'utf8')) });
  const absent = key === undefined ? 'the key' : secret === undefined ? 'the secret' : undefined;
  const left = needles.left.filter((one) => absent === undefined || !one.startsWith(absent));
  return {
    old: { ...plan.old, fingerprint: fingerprintOf(id), ...(key === undefined ? {} : { begins: beginningOf(key) }) },
    needles: { ...needles, left },
  };
}

const textOf = (raw: readonly RawPart[], ...wanted: readonly RawPart['part'][]): string | undefined =>
  raw.find(({ part }) => wanted.includes(part))?.text;
