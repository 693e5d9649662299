import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError } from '../core/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import {
  freshFingerprint,
  isPlanned,
  type LeakGiven,
  type LeakPlan,
  type LeakResult,
  noteOf,
  type Progress,
} from '../rotation/index.ts';
import type { RotateRequest } from './key-operations.ts';
import type { LeakedKey } from './leak-key.ts';
import type { Operations } from './operations.ts';
import { type SessionParts, withOperations } from './session.ts';

/** So long it waits for another process that holds the state folder, and how often it tries, in ms. */
const FOLDER_MS = 10_000;
const AGAIN_MS = 100;

export type LeakWish = LeakGiven & Pick<RotateRequest, 'credential' | 'code' | 'uncompared'>;

export interface ReplaceParts {
  readonly session: SessionParts;
  readonly leaked: LeakedKey;
  readonly notes: { rest(): Promise<unknown> };
  readonly by: string;
  tell(step: 'replace', says: string): void;
}

/** The steps of `keyward key rotate`; the old key is revoked already. */
export async function replace(parts: ReplaceParts, plan: LeakPlan, given: LeakWish): Promise<LeakResult> {
  const { leaked, session, notes } = parts;
  const { name, key } = leaked;
  if (given.withoutNew === true)
    return { skipped: 'its owner wants no new key now: `keyward key rotate` makes one later' };
  if (key.vendor !== undefined) return { skipped: `it was given to ${key.vendor}: make a new one there` };
  if (key.environment === 'practice' && key.from === undefined)
    return { skipped: 'the practice exchange keeps this key itself: nothing replaces it' };
  const fingerprint = await fingerprintIn(leaked);
  const { fingerprint: old, before } = plan.old;
  const isOther = fingerprint !== undefined && old !== undefined && fingerprint !== old && fingerprint !== before;
  if (isOther && !isPlanned(session.environment.home, name))
    return { done: `${fingerprint} is in its place`, plan: { fresh: { fingerprint } } };
  await notes.rest();
  return withFolder(session, (operations) => rotate(parts, operations, plan, given));
}

async function rotate(
  parts: ReplaceParts,
  operations: Operations,
  plan: LeakPlan,
  given: LeakWish,
): Promise<LeakResult> {
  const { leaked, session, by, tell } = parts;
  const { name } = leaked;
  const { home } = session.environment;
  await backToOlder(parts, operations, plan);
  let more: Pick<LeakWish, 'credential' | 'code' | 'uncompared' | 'revoked'> = given;
  let fresh = plan.fresh;
  for (let said = ''; ; ) {
    const { credential, code, uncompared, revoked } = more;
    const progress: Progress = await operations.rotateKey({
      key: name,
      by,
      ...(credential === undefined ? {} : { credential }),
      ...(code === undefined ? {} : { code }),
      ...(uncompared === undefined ? {} : { uncompared }),
      ...(revoked === undefined ? {} : { revoked }),
    });
    // The new key is compared behind the step that takes it.
    more = given.uncompared === undefined ? {} : { uncompared: given.uncompared };
    const fingerprint = freshFingerprint(home, name);
    if (fingerprint !== undefined && fingerprint !== plan.old.fingerprint) fresh = { fingerprint };
    const kept = fresh === undefined ? {} : { plan: { fresh } };
    const asked = `${progress.step} ${progress.plan ?? ''}`;
    if (progress.state === 'done') {
      tell('replace', `${progress.step}: ${progress.says}`);
      if (progress.next !== undefined) continue;
      // What was under way ended with the key that leaked, or with the one before it: neither may stay.
      const stands = await fingerprintIn(leaked);
      const isLeaked = stands !== undefined && (stands === plan.old.fingerprint || stands === plan.old.before);
      if (!isLeaked && progress.undone !== true)
        return { done: progress.says, ...(stands === undefined ? kept : { plan: { fresh: { fingerprint: stands } } }) };
    } else if (progress.state === 'failed') {
      return { failed: `${progress.step}: ${progress.says}`, ...kept };
    } else if (mayGoOn(progress, parts, plan) && said !== asked) {
      // The exchange itself was asked before: nobody is to be asked again.
      said = asked;
      more = { ...more, revoked: true };
    } else if (progress.step === 'prove-dead' && noteOf(plan, 'prove-dead')?.state === 'skipped') {
      return { done: `the new key is in its place; \`keyward key rotate ${name}\` waits for the proof`, ...kept };
    } else {
      const hand = leakHand(name, progress.needs);
      return { waits: progress.needs ?? 'time', says: `${progress.step}: ${progress.says}${hand}`, ...kept };
    }
  }
}

/** How its owner gives what the step waits for. */
function leakHand(name: string, needs: Progress['needs']): string {
  const resume = `keyward leak resume ${name}`;
  if (needs === 'revoked-by-hand') return `; then \`${resume} --revoked\``;
  if (needs === 'credential') return `; then \`${resume} --file NEW.json\`, or without one \`${resume} --without-new\``;
  if (needs === 'code') return `: \`${resume} --code CODE\``;
  if (needs === 'uncompared') return `; if it is: \`${resume} --uncompared\``;
  return '';
}

/** Of the key that its place holds; absent where that cannot be read. */
async function fingerprintIn(leaked: LeakedKey): Promise<string | undefined> {
  const now = await leaked.read().catch(() => undefined);
  return now && fingerprintOf(now.id);
}

/** That the old key is gone was seen; that the one before it is, only by API. */
function mayGoOn({ needs }: Progress, { leaked }: ReplaceParts, { old }: LeakPlan): boolean {
  if (needs !== 'revoked-by-hand' && needs !== 'grace') return false;
  return leaked.isByApi || old.before === undefined;
}

/** A plan under way whose new key is the one that leaked can never end: it goes back, and the older key is replaced. */
async function backToOlder(
  { leaked, session, by, tell }: ReplaceParts,
  operations: Operations,
  { old }: LeakPlan,
): Promise<void> {
  const fresh = freshFingerprint(session.environment.home, leaked.name);
  if (old.before === undefined || fresh === undefined || fresh !== old.fingerprint) return;
  tell('replace', 'the key that leaked was itself a new one: the one before it is replaced too');
  try {
    const { says } = await operations.undoRotation({ key: leaked.name, by });
    tell('replace', says);
  } catch (error) {
    // The older one is revoked already: the plan ends by itself.
    tell('replace', error instanceof Error ? error.message : 'it cannot be undone');
  }
}

/** Another process holds the state folder for a moment, to write its journal: it is waited for. */
async function withFolder<T>(session: SessionParts, use: (operations: Operations) => Promise<T>): Promise<T> {
  const untilMs = session.clock.monotonicMs() + FOLDER_MS;
  for (;;) {
    try {
      return await withOperations(session, use);
    } catch (error) {
      const isBusy = error instanceof KeywardError && error.code === 'home-locked';
      if (!isBusy || session.clock.monotonicMs() > untilMs) throw error;
      await sleep(AGAIN_MS);
    }
  }
}
