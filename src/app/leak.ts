import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError, ulids, unknownName } from '../core/index.ts';
import {
  type DamagedPlan,
  type LeakPlan,
  LeakPlans,
  type LeakProgress,
  type LeakStep,
  nextLeakStep,
  Runbook,
} from '../rotation/index.ts';
import { lowerToHalt } from './halting.ts';
import type { FoundHere } from './leak-finding.ts';
import { type FoundFacts, factsOfFound, foundWork } from './leak-found.ts';
import { LeakedKey } from './leak-key.ts';
import { holdLeak } from './leak-lock.ts';
import { LeakNotes } from './leak-notes.ts';
import type { LeakWish } from './leak-replace.ts';
import type { LeakStepParts } from './leak-steps.ts';
import { leakWork } from './leak-work.ts';
import { PRACTICE_PAGE, PRACTICE_REMOVE } from './practice-desk.ts';
import { KeptLeaks } from './scan-kept.ts';
import { settleFound } from './scan-settle.ts';
import { type FoundSettings, loadSettings, type SessionParts } from './session.ts';

const WEEK_MS = 7 * 86_400_000;
/** So long the end waits for the disk, in ms. */
const END_MS = 5_000;

export interface LeakRequest {
  readonly key: string;
  /** From when on somebody else may have had it, ms since the epoch; absent: a week ago. */
  readonly sinceMs?: number;
  readonly why: string;
  readonly depth: LeakPlan['depth'];
  /** Folders to search beside the current one and that of the settings. */
  readonly folders: readonly string[];
  /** Where report and evidence go; absent: into the state folder. */
  readonly folder?: string;
  readonly finding?: string;
  /** That finding, where no key of the settings is it. */
  readonly found?: FoundHere;
}

export interface LeakEars {
  /** What a step says while it works. */
  tell(step: LeakStep, says: string): void;
  /** The disk does not take the plan. */
  unrecorded(error: unknown): void;
  /** What takes long ends before its end. */
  readonly stopping: AbortSignal;
}

/** A runbook in the hands of this process. */
export interface LeakRun {
  readonly plan: LeakPlan;
  /** Absent when all is done. */
  readonly next: LeakStep | undefined;
  go(given: LeakWish): Promise<LeakProgress>;
  /** Waits for the journal, and closes the connections; says why the journal does not have all. */
  close(): Promise<string | undefined>;
}

/** What is about to be done, for a key that the settings name or a secret that was found. */
export interface LeakOutline {
  readonly key: string;
  readonly exchange: string;
  readonly exchangeName: string;
  readonly environment: string;
  readonly url: string;
  /** The command that deletes it there, but for its fingerprint, where there is no page. */
  readonly remove?: string;
  readonly way: LeakPlan['way'];
  /** The one that is under way. */
  readonly underWay?: LeakPlan;
  /** There was one, maybe under way, and its file cannot be read: a new one begins. */
  readonly isDamaged?: true;
  /** Of a secret that no key of the settings is: whom Keyward asks whether it is dead. */
  readonly asked?: FoundFacts['asked'];
}

/** Throws `usage` for a key that the settings do not name, and after the bots were halted what keeps the settings from being read. */
export function outlineLeak(session: SessionParts, name: string, secret?: FoundHere): LeakOutline {
  const known = planUnderWay(session, name);
  const lost = known === 'damaged' ? { isDamaged: true as const } : {};
  const underWay = known === 'damaged' ? undefined : known;
  if (underWay?.isFound) {
    const { exchange, exchangeName, environment, url, remove, way } = underWay;
    const by = remove === undefined ? {} : { remove };
    return { key: name, exchange, exchangeName, environment, url, ...by, way, underWay };
  }
  if (secret) return { key: name, way: 'guided', ...factsOfFound(session, secret), ...lost };
  const found = settingsHalted(session, name);
  const key = Object.hasOwn(found.settings.keys, name) ? found.settings.keys[name] : undefined;
  if (!key) throw new KeywardError('usage', unknownName('key', name, Object.keys(found.settings.keys)));
  const leaked = new LeakedKey(session, found, name);
  const { page, name: exchangeName } = leaked.inspection.facts;
  return {
    key: name,
    exchange: key.exchange,
    exchangeName,
    environment: key.environment,
    ...(key.environment === 'practice' ? { url: PRACTICE_PAGE, remove: PRACTICE_REMOVE } : { url: page.url }),
    way: leaked.isByApi ? 'api' : 'guided',
    ...(underWay ? { underWay } : {}),
    ...lost,
  };
}

/**
 * Begins the runbook of a key, or takes up the one that is under way. Nothing is done until `go`, but that the bots are halted first where the
 * plan is damaged. Throws, after the bots were halted, `usage` while another process works on it, and what else keeps it from beginning.
 */
export async function openLeak(session: SessionParts, request: LeakRequest, ears: LeakEars): Promise<LeakRun> {
  const hold = await heldHere(session, request.key);
  try {
    return openedLeak(session, request, ears, hold);
  } catch (error) {
    await lowerToHalt(session, `keyward leak ${request.key}`).told;
    hold.letGo();
    throw error;
  }
}

function openedLeak(
  session: SessionParts,
  request: LeakRequest,
  { tell, unrecorded, stopping }: LeakEars,
  hold: Hold,
): LeakRun {
  const outline = outlineLeak(session, request.key, request.found);
  const plans = new LeakPlans(resolve(session.environment.home));
  if (outline.isDamaged) tell('halt', haltedAndAside(session, plans, request.key));
  const found = loadSettings(session);
  const plan = outline.underWay ?? newPlan(session, found, request, outline);
  const by = `cli ${session.environment.user}`;
  const machine = session.environment.variables['HOME'];
  const notes = new LeakNotes(session, (journaled) => void leak.keep({ journaled }));
  const parts: LeakStepParts = {
    session,
    notes,
    ...(machine === undefined || machine === '' ? {} : { machine }),
    tell,
    stopping,
    keep: (change) => leak.learn(change),
  };
  const leaked = plan.isFound ? undefined : new LeakedKey(session, found, request.key);
  const work = leaked
    ? leakWork({ ...parts, found, leaked, by })
    : foundWork({ ...parts, ...(request.found ? { found: request.found } : {}) });
  const leak = new Runbook<LeakWish>(plan, {
    plans,
    clock: session.clock,
    work,
    note: () => notes.take(() => leak.plan),
    unrecorded,
  });
  return {
    get plan() {
      return leak.plan;
    },
    get next() {
      return leak.next;
    },
    go: async (given) => {
      const progress = await leak.go(given);
      if (progress.step === 'prove-dead' && progress.state === 'done') await settle(session, leak.plan, leaked);
      // Where the disk hangs, opening the journal would hang too, and all else with it.
      if (progress.step !== 'halt') void leak.settled().then(() => notes.free());
      return progress;
    },
    close: async () => {
      await Promise.race([leak.settled().then(() => notes.free()), sleep(END_MS, undefined, { ref: false })]);
      notes.take(() => leak.plan);
      const why = await notes.rest();
      await leaked?.close();
      hold.letGo();
      return why;
    },
  };
}

/** Halts the bots before anything else is tried, then keeps what is left of a plan under another name; says what was done. */
function haltedAndAside(session: SessionParts, plans: LeakPlans, key: string): string {
  const { level } = lowerToHalt(session, `keyward leak ${key}`);
  const begun = `ATTENTION: the file of an earlier leak of ${key} cannot be read. The halt level is ${level}, and all begins anew: what was done before is not known.`;
  try {
    return `${begun} The file is kept as ${plans.setAside(key, session.clock.nowMs())}.`;
  } catch (error) {
    return `${begun} The file could not be given another name (${error instanceof Error ? error.message : 'unknown'}).`;
  }
}

/** A finding that is shown dead is to be revoked no more; where it was never written down, there is nothing to take back. */
async function settle({ environment, clock }: SessionParts, plan: LeakPlan, leaked?: LeakedKey): Promise<void> {
  const { finding, key, death, old } = plan;
  if (death !== 'dead') return;
  const today = new Date(clock.nowMs()).toISOString().slice(0, 10);
  const kept = new KeptLeaks(resolve(environment.home));
  const how = `proven dead by keyward leak ${key}`;
  if (finding !== undefined) await kept.settle(finding, how, today).catch(() => undefined);
  const parts = await leaked?.read(old.fingerprint).catch(() => undefined);
  if (parts) await settleFound(kept, parts, how, today).catch(() => undefined);
}

interface Hold {
  readonly letGo: () => void;
}

/** Two at once would revoke and replace each other's keys; the bots are halted by either. */
async function heldHere(session: SessionParts, key: string): Promise<Hold> {
  const home = resolve(session.environment.home);
  const hold = await holdLeak(home, key);
  if ('letGo' in hold) return hold;
  const { level, told } = lowerToHalt(session, `keyward leak ${key}`);
  await told;
  throw new KeywardError('usage', `the leak of ${key} is worked on by ${hold.heldBy}`, {
    lines: [
      `The halt level is ${level}. It goes on there; keyward leak status says how far it is.`,
      `Where it stands still, end that process: keyward leak resume ${key} goes on then.`,
    ],
  });
}

/** All leaks of this state folder, the latest of each key. */
export function listLeaks({ environment }: SessionParts): readonly LeakPlan[] {
  return new LeakPlans(resolve(environment.home)).list();
}

/** The keys whose runbook did not come to its end. */
export function leaksUnderWay(session: SessionParts): readonly LeakPlan[] {
  return listLeaks(session).filter((plan) => nextLeakStep(plan) !== undefined);
}

/** What there is to say of a leak wherever Keyward tells its state. */
export function leakUnderWayText(plan: LeakPlan): string {
  const next = nextLeakStep(plan);
  const old = plan.death === 'dead' ? 'the old key is dead' : 'the old key is NOT PROVEN DEAD';
  return `${plan.key} has leaked (${plan.startedAt.slice(0, 16).replace('T', ' ')} UTC): ${old}, next: ${next}. keyward leak resume ${plan.key}`;
}

/** The files of leaks that cannot be read. */
export function damagedLeaks({ environment }: SessionParts): readonly DamagedPlan[] {
  return new LeakPlans(resolve(environment.home)).damaged();
}

/** What there is to say of such a file wherever Keyward tells its state. */
export function damagedLeakText({ key, path }: DamagedPlan): string {
  if (key === undefined) return `A leak may be under way: ${path} cannot be read.`;
  return `A leak of ${key} may be under way: its file cannot be read (${path}). ${leakAnew(key)} begins anew, and keeps the file`;
}

/** The command that begins the leak of a key, or of what a scan has found, whatever is left of an earlier one. */
export const leakAnew = (key: string): string => `keyward leak ${key.replace(/^found-/, '--finding ')}`;

function planUnderWay({ environment }: SessionParts, name: string): LeakPlan | 'damaged' | undefined {
  const plan = new LeakPlans(resolve(environment.home)).read(name);
  if (plan === 'damaged') return plan;
  return plan && nextLeakStep(plan) !== undefined ? plan : undefined;
}

/** Settings that are broken do not keep the bots from being halted. */
function settingsHalted(session: SessionParts, name: string): FoundSettings {
  try {
    return loadSettings(session);
  } catch (error) {
    const { level } = lowerToHalt(session, `keyward leak ${name}`);
    if (!(error instanceof KeywardError)) throw error;
    const lines = [
      ...error.lines,
      `The halt level is ${level}. Delete the key on the page of its exchange now; then mend the settings.`,
    ];
    throw new KeywardError(error.code, error.message, { lines, cause: error });
  }
}

/** What stands in a folder already, such as the evidence of an earlier leak, is written over by none: the bundle has one of its own in it then. */
function bundleFolder({ environment, folder }: SessionParts, { key, folder: wanted }: LeakRequest, id: string): string {
  const own = `${key}-${id}`;
  if (wanted === undefined) return join(resolve(environment.home), 'leaks', own);
  const to = resolve(folder, wanted);
  return isFree(to) ? to : join(to, own);
}

function isFree(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function newPlan(
  session: SessionParts,
  { path }: FoundSettings,
  request: LeakRequest,
  { exchange, exchangeName, environment: where, url, remove, way }: LeakOutline,
): LeakPlan {
  const { clock, environment, folder } = session;
  const nowMs = clock.nowMs();
  const id = ulids(clock)();
  const folders = [
    folder,
    ...(path === undefined ? [] : [dirname(resolve(path))]),
    ...request.folders.map((one) => resolve(folder, one)),
  ];
  return {
    id,
    key: request.key,
    exchange,
    exchangeName,
    environment: where,
    startedAt: new Date(nowMs).toISOString(),
    since: new Date(request.sinceMs ?? nowMs - WEEK_MS).toISOString(),
    sinceBy: request.sinceMs === undefined ? 'nobody' : 'owner',
    why: request.why,
    by: `cli ${environment.user}`,
    way,
    url,
    ...(remove === undefined ? {} : { remove }),
    depth: request.depth,
    ...(request.finding === undefined ? {} : { finding: request.finding }),
    ...(request.found ? { isFound: true as const } : {}),
    old: {},
    death: 'unasked',
    notes: [],
    journaled: 0,
    folders: [...new Set(folders)],
    folder: bundleFolder(session, request, id),
  };
}
