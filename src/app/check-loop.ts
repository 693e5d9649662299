import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../core/index.ts';
import { alarmingDrift, type Drift, movedText } from '../posture/index.ts';
import type { Alarms } from './alarms.ts';
import type { Compared } from './check-process.ts';

/** After the start others look first. */
const FIRST_MS = 600_000;
const MOST_TOLD = 4;
/** So many turns in a row that come to nothing are no chance. */
const MOST_FAILED = 2;
const UNENDED = 'checks-failed';

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
  /** Of the alarm that was raised last: the ids of its checks. */
  #told: ReadonlySet<string> = new Set();
  #failed = 0;

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
        this.#failed = 0;
        this.#parts.alarms.end(UNENDED);
      } catch (error) {
        if (signal.aborted) return;
        const reason = String(error).slice(0, 200);
        this.#parts.log.error('the checks failed', { reason });
        this.#failed++;
        if (this.#failed >= MOST_FAILED) this.#tellFailed(reason);
      }
    }
  }

  #tellFailed(reason: string): void {
    const says = `the checks have come to nothing ${this.#failed} times in a row, so nobody looks whether anything gets worse: ${reason}`;
    this.#parts.alarms.raise({ about: UNENDED, severity: 'warning', says, next: 'keyward check' });
  }

  #tell({ drift, uncompared, unseen }: Compared): void {
    const worse = alarmingDrift(drift ?? []);
    const { alarms } = this.#parts;
    const about = 'checks-drift';
    if (worse.length === 0) {
      // What nobody could see, or compare, or had no time for, is not known to be as before.
      const isKnown = drift !== undefined && uncompared.length === 0;
      if (isKnown && !unseen.some((id) => this.#told.has(id))) alarms.end(about);
      return;
    }
    this.#told = new Set(worse.map(({ id }) => id));
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
