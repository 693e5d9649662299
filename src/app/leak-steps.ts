import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Entry, readEntries } from '../journal/index.ts';
import {
  cleaningsOf,
  type FoundPlaces,
  type LeakPlan,
  type LeakResult,
  type LeakStep,
  leakedInto,
  type NeedleSet,
  searchPlaces,
  writeBundle,
} from '../rotation/index.ts';
import { lowerToHalt } from './halting.ts';
import type { LeakedKey } from './leak-key.ts';
import type { LeakNotes } from './leak-notes.ts';
import type { LeakWish } from './leak-replace.ts';
import type { FoundSettings, SessionParts } from './session.ts';

/** What every runbook works with, whosever the key is. */
export interface LeakStepParts {
  readonly session: SessionParts;
  readonly notes: LeakNotes;
  /** The home folder that is searched. */
  readonly machine?: string;
  /** What a step says while it works. */
  tell(step: LeakStep, says: string): void;
  readonly stopping: AbortSignal;
  /** Has what was found out on disk before a step ends; waits for no disk that hangs. */
  keep(change: Partial<LeakPlan>): Promise<void>;
}

/** What the runbook of a key of the settings works with. */
export interface LeakWorkParts extends LeakStepParts {
  readonly found: FoundSettings;
  readonly leaked: LeakedKey;
  readonly by: string;
}

export type LeakWork = Readonly<
  Record<LeakStep, (plan: LeakPlan, given: LeakWish) => LeakResult | Promise<LeakResult>>
>;

/** The steps that need no key of the settings. */
export function commonSteps(parts: LeakStepParts): Pick<LeakWork, 'halt' | 'find' | 'clean' | 'report'> {
  return {
    halt: (plan) => halt(parts, plan),
    find: (plan) => find(parts, plan),
    clean: (plan) => clean(plan),
    report: (plan) => report(parts, plan),
  };
}

/** The key that is to be deleted, as its owner finds it in a list: by its first characters, and by what Keyward calls it. */
export function whichKey({ begins, fingerprint, lastSeen }: LeakPlan['old']): string {
  if (begins === undefined && fingerprint === undefined)
    return lastSeen === undefined ? 'the key' : `the key (fingerprint ${lastSeen}, as it was seen last)`;
  if (begins === undefined) return `the key (fingerprint ${fingerprint})`;
  return `the key that begins with ${begins}${fingerprint === undefined ? '' : ` (fingerprint ${fingerprint})`}`;
}

/** So much of it as may be shown; of one that is a path, of its last part. */
export function beginningOf(id: string): string {
  const last = id.slice(id.lastIndexOf('/') + 1);
  return last.slice(0, Math.min(6, last.length / 3));
}

function halt({ session, notes }: LeakStepParts, { key, why }: LeakPlan): LeakResult {
  const halted = lowerToHalt(session, `keyward leak ${key}${why === '' ? '' : `: ${why}`}`, notes.isFree);
  notes.after(halted.told);
  if (halted.unset !== undefined) return { failed: `the bots could not be halted: ${halted.unset}` };
  return { done: `the halt level is ${halted.level}, for all bots` };
}

async function find(parts: LeakStepParts, plan: LeakPlan): Promise<LeakResult> {
  if (!plan.needles)
    return {
      failed: 'the old key was never to be had here, so nobody knows what to look for: `keyward scan` finds any key',
    };
  const places = plan.places ?? (await searched(parts, plan.needles, plan));
  const count = places.places.length + places.more;
  const inHistory = leakedInto(places).map(({ root }) => root);
  const where = inHistory.length === 0 ? '' : `, in the history of ${inHistory.join(', ')} too`;
  const [first, ...others] = places.unsearched;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const not = first === undefined ? '' : `; NOT SEARCHED: ${first}${more}`;
  return {
    done:
      count === 0
        ? `found nowhere in ${places.searched} files and objects${not}`
        : `it stands at ${count} places${where}${not}`,
    plan: { places },
  };
}

export function searched(
  { session, machine, tell, stopping }: LeakStepParts,
  needles: NeedleSet,
  { folders }: LeakPlan,
): Promise<FoundPlaces> {
  const home = resolve(session.environment.home);
  return searchPlaces({
    needles,
    folders,
    ...(machine === undefined ? {} : { home: machine }),
    isLeftOut: (path) => path.startsWith(home + sep),
    nowMs: () => session.clock.nowMs(),
    monotonicMs: () => session.clock.monotonicMs(),
    tell: (says) => tell('find', says),
    stopping,
  });
}

function clean({ places }: LeakPlan): LeakResult {
  if (!places) return { skipped: 'nothing was searched' };
  const all = cleaningsOf(places);
  if (all.length === 0) return { skipped: 'no history that was searched holds it' };
  return {
    done: `the commands for ${all.map(({ root }) => root).join(', ')} stand in the report; nothing was rewritten`,
  };
}

async function report({ session, notes }: LeakStepParts, plan: LeakPlan): Promise<LeakResult> {
  const why = await notes.rest();
  const endedAt = new Date(session.clock.nowMs()).toISOString();
  const journal = await journalOf(session, plan);
  const files = writeBundle({ ...plan, endedAt }, { 'journal.jsonl': journal });
  const not = why === undefined ? '' : `; the journal does not have all of it (${why})`;
  return { done: `${plan.folder}: ${files.join(', ')}${not}`, plan: { endedAt } };
}

/** What the journal says of this key since then, as it stands there; not the bots' requests, of which there may be millions. */
async function journalOf({ environment }: SessionParts, { key, since }: LeakPlan): Promise<string> {
  const folder = join(resolve(environment.home), 'journal');
  if (!existsSync(folder)) return '';
  const lines: string[] = [];
  try {
    for await (const entry of readEntries(folder, { sinceMs: Date.parse(since) }))
      if (isOf(entry, key)) lines.push(`${JSON.stringify(entry)}\n`);
  } catch (error) {
    lines.push(`${JSON.stringify({ unread: error instanceof Error ? error.message : 'it failed' })}\n`);
  }
  return lines.join('');
}

function isOf(entry: Entry, key: string): boolean {
  if (entry.kind === 'halt') return true;
  return entry.kind !== 'decision' && 'key' in entry && entry.key === key;
}
