import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import type { Clock, Log } from '../core/index.ts';
import type { Alarms } from './alarms.ts';
import { replaceDue } from './replace-due.ts';
import type { Rotations } from './rotations.ts';
import type { State } from './state.ts';

const SETTLE_MS = 60_000;
const LOOK_MS = 500;
/** Who tells of an event may tell of another at once. */
const SOON_MS = 5_000;

export interface AuditLoopParts {
  readonly settings: Settings;
  readonly state: State;
  readonly clock: Clock;
  readonly log: Log;
  readonly alarms: Alarms;
  rotations(): Rotations;
  audit(): Promise<readonly AuditedKey[]>;
  /** What the caller's audit at the start found, once it did. */
  first(): readonly AuditedKey[] | undefined;
  /** How long after the start keys that are due begin to be replaced; a minute by default. */
  readonly settleMs?: number | undefined;
  /** Aborted when Keyward stops. */
  readonly signal: AbortSignal;
}

/**
 * Audits all keys again and again; the first audit is the caller's. What that found due is replaced soon after the start: who starts Keyward anew
 * each day would wait for ever for the end of a turn.
 */
export class AuditLoop {
  readonly #parts: AuditLoopParts;
  /** Since the last audit of this loop something has made keys due. */
  #isAsked = false;
  #wake = new AbortController();

  constructor(parts: AuditLoopParts) {
    this.#parts = parts;
  }

  /** Something has made keys due, so the next turn does not wait for its time. */
  soon(): void {
    this.#isAsked = true;
    this.#wake.abort();
  }

  async run(): Promise<void> {
    const { settings, settleMs = SETTLE_MS, clock, log, signal } = this.#parts;
    const everyMs = settings.audit.everyHours * 3_600_000;
    const firstMs = Math.min(settleMs, everyMs);
    let waitMs = firstMs;
    for (let isFirst = firstMs < everyMs; await this.#slept(waitMs); isFirst = false) {
      waitMs = isFirst ? everyMs - firstMs : everyMs;
      try {
        const againMs = await this.#turn(isFirst, everyMs / 2);
        if (againMs !== undefined) waitMs = Math.min(waitMs, Math.max(1_000, againMs - clock.nowMs()));
      } catch (error) {
        if (!signal.aborted) log.error('the audit of the keys failed', { reason: String(error).slice(0, 200) });
      }
    }
  }

  /** Audits, then replaces what is due; what a halt holds up goes on soon after it is lifted. Gives when it is to be done again, if before the next. */
  async #turn(isFirst: boolean, failureHoldsMs: number): Promise<number | undefined> {
    const { settings, state, clock, alarms, signal } = this.#parts;
    let audited = (isFirst && !this.#isAsked ? this.#parts.first() : undefined) ?? (await this.#audit());
    for (;;) {
      const { againMs, isHeld } = await replaceDue(audited, {
        settings,
        alarms,
        rotations: this.#parts.rotations(),
        journal: state.journal,
        notFailedSinceMs: clock.nowMs() - failureHoldsMs,
        held: () => this.#held(),
        signal,
      });
      if (!isHeld) return againMs;
      // As long as it takes: but not without the audits that are due meanwhile.
      const untilMs = clock.monotonicMs() + 2 * failureHoldsMs;
      while (this.#held() !== undefined && clock.monotonicMs() < untilMs) if (!(await this.#slept(LOOK_MS))) return;
      if (signal.aborted) return undefined;
      audited = await this.#audit();
    }
  }

  #audit(): Promise<readonly AuditedKey[]> {
    this.#isAsked = false;
    return this.#parts.audit();
  }

  #held(): string | undefined {
    const { state, signal } = this.#parts;
    if (signal.aborted) return 'Keyward is stopping';
    const { level } = state.halt.read();
    return level === 'run' ? undefined : `the halt level is ${level}: nothing is replaced without its owner`;
  }

  /** Sleeps until the next turn, or less where `soon` is called. False when Keyward stops meanwhile. */
  async #slept(ms: number): Promise<boolean> {
    const { signal, settleMs = SETTLE_MS } = this.#parts;
    const nap = (napMs: number, until: AbortSignal) =>
      sleep(napMs, undefined, { signal: until, ref: false }).catch(() => undefined);
    if (!this.#isAsked) {
      this.#wake = new AbortController();
      await nap(ms, AbortSignal.any([signal, this.#wake.signal]));
    }
    if (this.#isAsked) await nap(Math.min(ms, settleMs, SOON_MS), signal);
    return !signal.aborted;
  }
}
