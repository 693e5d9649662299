import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../core/index.ts';
import { alarmingDrift, type Drift, movedText } from '../posture/index.ts';
import type { Alarms } from './alarms.ts';
import type { Compared } from './check-process.ts';

/** After the start others look first. */
const FIRST_MS = 600_000;
const MOST_TOLD = 4;

export interface CheckLoopParts {
  readonly everyHours: number;
  readonly alarms: Alarms;
  readonly log: Log;
  /** Ends early with the signal. */
  run(signal: AbortSignal): Promise<Compared>;
}

/** Runs all checks again and again, and raises what is worse than the blessed state, until it is stopped. */
export class CheckLoop {
  readonly #parts: CheckLoopParts;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: CheckLoopParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running ??= this.#turns();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #turns(): Promise<void> {
    const everyMs = this.#parts.everyHours * 3_600_000;
    const { signal } = this.#stop;
    for (let waitMs = Math.min(FIRST_MS, everyMs); ; waitMs = everyMs) {
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        this.#tell(await this.#parts.run(signal));
      } catch (error) {
        if (signal.aborted) return;
        this.#parts.log.error('the checks failed', { reason: String(error).slice(0, 200) });
      }
    }
  }

  #tell({ drift, uncompared }: Compared): void {
    const worse = alarmingDrift(drift);
    const { alarms } = this.#parts;
    const about = 'checks-drift';
    if (worse.length === 0) {
      // Where the time ran out, nothing says that it is as before.
      if (uncompared.length === 0) alarms.end(about);
      return;
    }
    const isGrave = worse.some(({ is }) => is === 'fail');
    alarms.raise({ about, severity: isGrave ? 'critical' : 'warning', says: driftText(worse), next: 'keyward check' });
  }
}

function driftText(worse: readonly Drift[]): string {
  const told = worse.slice(0, MOST_TOLD).map((drift) => {
    const { was, is } = movedText(drift);
    return `${drift.id} (${drift.about}) was ${was} and is ${is}`;
  });
  const more = worse.length - MOST_TOLD;
  return `the state differs from the baseline: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
