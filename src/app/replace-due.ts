import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import type { Progress } from '../rotation/index.ts';
import type { Alarms } from './alarms.ts';
import type { Rotations } from './rotations.ts';

const WAIT_MS = 5_000;
/** Some exchanges take five minutes to forget a key. */
const MOST_WAITS = 84;

/** Replaces the keys that are due and that the settings let Keyward replace by itself, one after the other. What stops it is an alarm. */
export async function replaceDue(
  audited: readonly AuditedKey[],
  { keys }: Settings,
  rotations: Rotations,
  alarms: Alarms,
): Promise<void> {
  for (const { key, findings } of audited) {
    const isDue = findings.some(({ id }) => id === 'KEY-06') || rotations.planOf(key) !== undefined;
    if (!isDue || keys[key]?.rotate.automatic !== true) continue;
    const about = `rotation ${key}`;
    const stopped = await replace(key, rotations).catch((error: unknown) =>
      error instanceof KeywardError ? error.message : 'Keyward has failed',
    );
    if (stopped === undefined) alarms.end(about);
    else
      alarms.raise({
        about,
        severity: 'critical',
        says: `${key} could not be replaced: ${stopped}; keyward key rotate ${key}`,
        key,
        next: `keyward key rotate ${key}`,
      });
  }
}

/** Runs the plan of a key to its end; gives why it stopped before. */
async function replace(key: string, rotations: Rotations): Promise<string | undefined> {
  let waits = 0;
  for (;;) {
    const progress: Progress = await rotations.next(key, {}, 'keyward, by itself');
    if (progress.state === 'failed') return progress.says;
    if (progress.state === 'done' && progress.next === undefined) return undefined;
    if (progress.state === 'done') continue;
    if (progress.needs !== 'time' || ++waits > MOST_WAITS) return progress.says;
    await sleep(WAIT_MS, undefined, { ref: false });
  }
}
