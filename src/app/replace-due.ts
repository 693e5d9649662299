import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Progress } from '../rotation/index.ts';
import type { Alarms } from './alarms.ts';
import type { Rotations } from './rotations.ts';

const WAIT_MS = 5_000;
/** Some exchanges take five minutes to forget a key. */
const MOST_WAITS = 84;

export interface ReplaceParts {
  readonly settings: Settings;
  readonly rotations: Rotations;
  readonly alarms: Alarms;
  readonly journal: Pick<Journal, 'replay'>;
  /** What failed after this moment, ms since the epoch, is left for later: a start does not try again what one has just tried. */
  readonly notFailedSinceMs: number;
}

/**
 * Replaces the keys that are due and that the settings let Keyward replace by itself, one after the other. Which ones are is a matter of the
 * journal, so it does not matter how long this Keyward has run. What stops it is an alarm. Gives when the first one wants to go on that waits for
 * the grace of its old key, ms since the epoch.
 */
export async function replaceDue(audited: readonly AuditedKey[], parts: ReplaceParts): Promise<number | undefined> {
  const { settings, rotations, alarms, notFailedSinceMs } = parts;
  const due = audited
    .filter(({ key }) => settings.keys[key]?.rotate.automatic === true)
    .filter(({ key, findings }) => findings.some(({ id }) => id === 'KEY-06') || rotations.planOf(key) !== undefined);
  if (due.length === 0) return undefined;
  let againMs: number | undefined;
  const failures = await lastFailures(parts.journal);
  for (const { key } of due) {
    const about = `rotation ${key}`;
    const failed = failures.get(key);
    const stopped =
      failed !== undefined && failed.atMs > notFailedSinceMs
        ? failed.says
        : await replace(key, rotations).catch((error: unknown): string =>
            error instanceof KeywardError ? error.message : 'Keyward has failed',
          );
    if (typeof stopped === 'number') againMs = Math.min(stopped, againMs ?? stopped);
    if (typeof stopped !== 'string') alarms.end(about);
    else
      alarms.raise({
        about,
        severity: 'critical',
        says: `${key} could not be replaced: ${stopped}; keyward key rotate ${key}`,
        key,
      });
  }
  return againMs;
}

/** Where the last thing that the journal says of a key's replacing is that a step has failed. */
async function lastFailures(
  journal: Pick<Journal, 'replay'>,
): Promise<Map<string, { readonly atMs: number; readonly says: string }>> {
  const failures = new Map<string, { readonly atMs: number; readonly says: string }>();
  for await (const entry of journal.replay({ kinds: ['rotation'] })) {
    if (entry.kind !== 'rotation') continue;
    const { key, state, says } = entry;
    if (state === 'failed') failures.set(key, { atMs: Date.parse(entry.time), says });
    else failures.delete(key);
  }
  return failures;
}

/** Runs the plan of a key to its end; gives why it stopped before, or until when the old key is to live. */
async function replace(key: string, rotations: Rotations): Promise<string | number | undefined> {
  let waits = 0;
  for (;;) {
    const progress: Progress = await rotations.next(key, {}, 'keyward, by itself');
    if (progress.state === 'failed') return progress.says;
    if (progress.state === 'done' && progress.next === undefined) return undefined;
    if (progress.state === 'done') continue;
    if (progress.needs === 'grace' && progress.untilMs !== undefined) return progress.untilMs;
    if (progress.needs !== 'time' || ++waits > MOST_WAITS) return progress.says;
    await sleep(WAIT_MS, undefined, { ref: false });
  }
}
