import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import type { Journal } from '../journal/index.ts';
import { type Progress, steps } from '../rotation/index.ts';
import type { Alarms } from './alarms.ts';
import type { Rotations } from './rotations.ts';

const WAIT_MS = 5_000;
const LOOK_MS = 500;
/** Some exchanges take five minutes to forget a key. */
const MOST_WAITS = 84;

export interface ReplaceParts {
  readonly settings: Settings;
  readonly rotations: Rotations;
  readonly alarms: Alarms;
  readonly journal: Pick<Journal, 'replay'>;
  /** What failed after this moment, ms since the epoch, is left for later: a start does not try again what one has just tried. */
  readonly notFailedSinceMs: number;
  /** Why nothing is to be replaced now. Who has halted may be looking at something; a restored copy must not take the keys of the original away. */
  held(): string | undefined;
  /** Aborted when Keyward stops. */
  readonly signal: AbortSignal;
}

export interface Replaced {
  /** When the first key wants to go on that waits for the grace of another, ms since the epoch. */
  readonly againMs?: number;
  /** Something is due, or under way, and was held up. */
  readonly isHeld: boolean;
}

/**
 * Replaces the keys that are due and that the settings let Keyward replace by itself, one after the other. Which ones are is a matter of the
 * journal, so it does not matter how long this Keyward has run. What stops it is an alarm.
 */
export async function replaceDue(audited: readonly AuditedKey[], parts: ReplaceParts): Promise<Replaced> {
  const { settings, rotations, alarms, notFailedSinceMs } = parts;
  const due = audited
    .filter(({ key }) => settings.keys[key]?.rotate.automatic === true)
    .filter(({ key, findings }) => findings.some(({ id }) => id === 'KEY-06') || rotations.isUnderWay(key));
  if (due.length === 0) return { isHeld: false };
  let againMs: number | undefined;
  let isHeld = false;
  const failures = await lastFailures(parts.journal);
  for (const { key } of due) {
    const failed = failures.get(key);
    const outcome: Outcome =
      failed !== undefined && failed.atMs > notFailedSinceMs
        ? { stopped: failed.says }
        : await replace(key, parts).catch((error: unknown) => ({
            stopped: error instanceof KeywardError ? error.message : 'Keyward has failed',
          }));
    isHeld ||= outcome === 'held';
    if (outcome === 'held') continue;
    if ('againMs' in outcome) againMs = Math.min(outcome.againMs, againMs ?? outcome.againMs);
    const about = `rotation ${key}`;
    if (!('stopped' in outcome)) alarms.end(about);
    else
      alarms.raise({
        about,
        severity: 'critical',
        says: `${key} could not be replaced: ${outcome.stopped}; keyward key rotate ${key}`,
        key,
        next: `keyward key rotate ${key}`,
      });
  }
  return { isHeld, ...(againMs === undefined ? {} : { againMs }) };
}

interface Failure {
  readonly atMs: number;
  readonly says: string;
  readonly step: string;
}

/** By key, the last step that the journal says has failed, where neither it nor a later one was done since: to begin once more mends nothing. */
async function lastFailures(journal: Pick<Journal, 'replay'>): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  for await (const entry of journal.replay({ kinds: ['rotation'] })) {
    if (entry.kind !== 'rotation') continue;
    const { key, state, says, step } = entry;
    const failed = failures.get(key);
    if (state === 'failed') failures.set(key, { atMs: Date.parse(entry.time), says, step });
    else if (state === 'undone') failures.delete(key);
    else if (state === 'done' && failed && orderOf(step) >= orderOf(failed.step)) failures.delete(key);
  }
  return failures;
}

function orderOf(step: string): number {
  return (steps as readonly string[]).indexOf(step);
}

type Outcome = 'held' | { readonly stopped: string } | { readonly againMs: number } | { readonly isReplaced: true };

/** Runs the plan of a key to its end, or until something stops it. */
async function replace(key: string, { rotations, held, signal }: ReplaceParts): Promise<Outcome> {
  let waits = 0;
  for (;;) {
    if (held() !== undefined) return 'held';
    const progress: Progress = await rotations.next(key, { held }, 'keyward, by itself');
    if (progress.state === 'failed') return { stopped: progress.says };
    if (progress.state === 'done' && progress.next === undefined) return { isReplaced: true };
    if (progress.state === 'done') continue;
    if (progress.needs === 'held') return 'held';
    if (progress.needs === 'grace' && progress.untilMs !== undefined) return { againMs: progress.untilMs };
    if (progress.needs !== 'time' || ++waits > MOST_WAITS) return { stopped: progress.says };
    if (!(await waited(WAIT_MS, signal, held))) return 'held';
  }
}

/** False when something came meanwhile that holds it up. */
async function waited(ms: number, signal: AbortSignal, held: () => string | undefined): Promise<boolean> {
  for (let leftMs = ms; leftMs > 0; leftMs -= LOOK_MS) {
    await sleep(Math.min(leftMs, LOOK_MS), undefined, { ref: false, signal }).catch(() => undefined);
    if (signal.aborted || held() !== undefined) return false;
  }
  return true;
}
