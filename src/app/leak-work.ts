import { setTimeout as sleep } from 'node:timers/promises';
import { watches } from '../exchanges/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import {
  deleteLeakedAt,
  firstCommit,
  freshFingerprint,
  type LeakPlan,
  type LeakResult,
  lossText,
  needlesOf,
  noteOf,
  oldFingerprint,
  othersText,
} from '../rotation/index.ts';
import { askAccount } from './leak-account.ts';
import type { Replaced } from './leak-acts.ts';
import { close } from './leak-close.ts';
import { deathOf, type LeakedKey, workedOf } from './leak-key.ts';
import { type LeakWish, replace } from './leak-replace.ts';
import { historyOf, lastSeenOf, seenSince } from './leak-seen.ts';
import { beginningOf, commonSteps, type LeakWork, type LeakWorkParts, searched, whichKey } from './leak-steps.ts';

/** So long the removal of the key waits for what the exchange says it can do, in ms: the new one is compared with that. */
const ASK_FIRST_MS = 500;
/** The monitor has looked at a new key by then, in ms. */
const LOOK_MS = 900_000;

/** What each step of the runbook does here, for a key of the settings. */
export function leakWork(parts: LeakWorkParts): LeakWork {
  const said = new Set<string>();
  const tellOnce = (says: string): void => {
    if (!said.has(says)) parts.tell('revoke', says);
    said.add(says);
  };
  return {
    ...commonSteps(parts),
    revoke: (plan, given) => revoke(parts, plan, given, tellOnce),
    'prove-dead': (plan, given) => proveDead(parts, plan, given),
    replace: (plan, given) => replace(parts, plan, given),
    close: (plan) => close(parts, plan),
    account: (plan) => account(parts, plan),
  };
}

/** By API where there is a maker that can; else its owner does it, and the exchange is asked until it is gone. */
async function revoke(
  parts: LeakWorkParts,
  before: LeakPlan,
  given: LeakWish,
  tellOnce: (says: string) => void,
): Promise<LeakResult> {
  const { leaked } = parts;
  // Whoever is to delete it by hand hears so before a place or an exchange is waited for.
  if (!leaked.isByApi && given.revoked !== true && noteOf(before, 'revoke') === undefined)
    parts.tell('revoke', `delete the key ${before.key} NOW at ${before.url}`);
  const credential = await leaked.read(before.old.fingerprint).catch((error: unknown) => {
    tellOnce(`its place cannot be read: ${error instanceof Error ? error.message : 'it failed'}`);
    return undefined;
  });
  const plan: LeakPlan = {
    ...before,
    ...(credential === undefined ? await lastSeen(parts, before) : identified(parts, before, credential)),
  };
  const known: Partial<LeakPlan> = { old: plan.old, ...(plan.needles === undefined ? {} : { needles: plan.needles }) };
  const asked = credential === undefined ? undefined : told(parts, plan, credential);
  let why = '';
  if (leaked.isByApi && credential !== undefined) {
    const first = await Promise.race([asked, sleep(ASK_FIRST_MS).then(() => undefined)]);
    // Once the key is gone nobody tells what it could do: a crash behind this must not lose it.
    await parts.keep(first === undefined ? known : { ...known, old: first });
    const removed = await leaked.remove(credential).catch((error: unknown) => ({
      unclear: true as const,
      message: error instanceof Error ? error.message : 'it failed',
    }));
    if (typeof removed === 'string') {
      const says = removed === 'removed' ? 'the key was removed by API' : 'the key was gone already';
      return { done: says, plan: { ...known, old: (await asked) ?? plan.old } };
    }
    why = `By API it did not work (${removed.message}). `;
  }
  const old = (await asked) ?? plan.old;
  const after = { ...known, old };
  if (given.revoked === true) return { done: 'its owner says that the key is deleted', plan: after };
  const report = await deathOf(leaked, { ...plan, old });
  if (report.death === 'dead') return { done: report.says, plan: after };
  const says = `${why}Delete ${whichKey(old)} NOW at ${deleteLeakedAt({ ...plan, old })}`;
  return { waits: 'revoked-by-hand', says, plan: { ...after, ...workedOf(old, report) } };
}

/** What is remembered of the old key, before it is gone. */
function identified(
  { session, leaked }: LeakWorkParts,
  plan: LeakPlan,
  parts: NonNullable<Awaited<ReturnType<LeakedKey['read']>>>,
): Partial<LeakPlan> {
  const { home } = session.environment;
  const fingerprint = fingerprintOf(parts.id);
  const isNew = safely(() => freshFingerprint(home, leaked.name)) === fingerprint;
  const before = plan.old.before ?? (isNew ? safely(() => oldFingerprint(home, leaked.name)) : undefined);
  return {
    old: {
      ...plan.old,
      fingerprint,
      begins: beginningOf(parts.id),
      ...(before === undefined ? {} : { before }),
    },
    needles: plan.needles ?? needlesOf(parts),
  };
}

/** The key cannot be read: what the journal saw last under its name tells its owner which one to delete. */
async function lastSeen({ session, leaked }: LeakWorkParts, { old }: LeakPlan): Promise<Pick<LeakPlan, 'old'>> {
  if (old.fingerprint !== undefined || old.lastSeen !== undefined) return { old };
  const history = await historyOf(session, leaked.name);
  const fingerprint = history && lastSeenOf(history);
  return { old: fingerprint === undefined ? old : { ...old, lastSeen: fingerprint } };
}

/** A plan of a rotation that cannot be read keeps no key from being revoked. */
function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What it can do: as the exchange says now, else as its last audit found. */
async function told(
  { leaked, session }: LeakWorkParts,
  { old }: LeakPlan,
  parts: NonNullable<Awaited<ReturnType<LeakedKey['read']>>>,
): Promise<LeakPlan['old']> {
  if (old.toldBy !== undefined) return old;
  const credential = leaked.credentialOf(parts);
  const report = credential && (await leaked.inspect(credential).catch(() => undefined));
  if (report && !('unclear' in report)) {
    const { rights, ipRestricted, ips } = report;
    const account = leaked.accountOf(report);
    const its = {
      rights,
      ipRestricted,
      ...(ips === undefined ? {} : { ips }),
      ...(account === undefined ? {} : { account }),
    };
    return { ...old, told: its, toldBy: 'exchange', workedAt: new Date(leaked.nowMs()).toISOString() };
  }
  if (old.fingerprint === undefined) return old;
  const audit = (await historyOf(session, leaked.name))?.audits.get(old.fingerprint);
  if (!audit) return old;
  return {
    ...old,
    told: { rights: audit.rights, ipRestricted: audit.ipRestricted } as LeakPlan['old']['told'] & object,
    toldBy: 'audit',
  };
}

async function proveDead(parts: LeakWorkParts, plan: LeakPlan, given: LeakWish): Promise<LeakResult> {
  const { leaked } = parts;
  const report = await deathOf(leaked, plan);
  const { death, says, isPassing } = report;
  if (death === 'dead') {
    const old = { ...plan.old, others: await othersOf(parts, plan) };
    const others = othersText({ ...plan, old });
    return { done: others === '' ? says : `${says}. ATTENTION: ${others}`, plan: { death, old } };
  }
  const after = { death, ...workedOf(plan.old, report) };
  if (given.unproven === true) return { skipped: `${says}; its owner goes on all the same`, plan: after };
  // Nothing that is asked again would tell: it is said, here and in the report.
  if (!isPassing) return { skipped: `NOT PROVEN: ${says}; look at ${plan.url} that it is gone`, plan: after };
  return {
    waits: 'time',
    says: death === 'alive' ? `${says}. Delete it at ${deleteLeakedAt(plan)}` : says,
    plan: after,
  };
}

/** What the place held before its owner has put another there by hand is not what was revoked here. */
async function othersOf({ session, leaked }: LeakWorkParts, { key, since, old }: LeakPlan): Promise<string[]> {
  const seen = await seenSince(session, key, Date.parse(since));
  const others = seen.filter((one) => one !== old.fingerprint && one !== old.before);
  const listed = await Promise.all(others.map((one) => leaked.isListed(one).catch(() => undefined)));
  return others.filter((_, at) => listed[at] !== false);
}

async function account(parts: LeakWorkParts, before: LeakPlan): Promise<LeakResult> {
  const { session, found, leaked } = parts;
  if (!Object.hasOwn(watches, leaked.key.exchange))
    return { skipped: `Keyward reads no lists at this exchange: look at the history at ${before.url}` };
  if (!before.fresh) return { skipped: `there is no new key to ask with: look at the history at ${before.url}` };
  const { plan: since, says } = await sinceOf(parts, before);
  const plan = { ...before, ...since };
  const told = await askAccount(session, found, leaked.name, Date.parse(plan.since), replacedOf(plan));
  const { acts, loss, unread } = told;
  const sum = loss === undefined ? '' : `, loss: ${lossText(told)}`;
  const not = unread.length === 0 || loss ? '' : `; ${unread.length} lists tell nothing, or not all`;
  return {
    done: `${acts.length} things that the book does not know${says}${sum}${not}`,
    plan: { ...since, account: told },
  };
}

/** The new key, and when it took its place; the monitor looks at it some minutes later. */
export function replacedOf({ fresh, notes }: LeakPlan): Replaced | undefined {
  const steps = notes.filter(({ step }) => step === 'replace');
  const [first, last] = [steps[0], steps.at(-1)];
  if (!fresh || !first || !last) return undefined;
  return {
    fingerprint: fresh.fingerprint,
    fromMs: Date.parse(first.at) - first.tookMs,
    toMs: Date.parse(last.at) + LOOK_MS,
  };
}

/** Where nobody has said since when: since the first commit that holds the value, if there is one. What was searched for that is kept. */
async function sinceOf(
  parts: LeakWorkParts,
  plan: LeakPlan,
): Promise<{ readonly plan: Partial<LeakPlan>; readonly says: string }> {
  if (plan.sinceBy !== 'nobody' || !plan.needles) return { plan: {}, says: plan.sinceBy === 'nobody' ? A_WEEK : '' };
  parts.tell('account', 'nobody has said since when: the first commit that holds it is looked for');
  const places = plan.places ?? (await searched(parts, plan.needles, plan));
  const first = firstCommit(places, plan.startedAt);
  if (!first) return { plan: { places }, says: A_WEEK };
  const { commit = '', author = '', at } = first;
  const sinceCommit = `${commit.slice(0, 12)} by ${author}`;
  return {
    plan: { places, since: at, sinceBy: 'commit', sinceCommit },
    says: ` since ${at}, when the first commit that holds it was written (${sinceCommit})`,
  };
}

const A_WEEK = ' in a week, for nobody has said since when';
