import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError } from '../core/index.ts';
import type { EntryFields } from '../journal/index.ts';
import type { LeakPlan } from '../rotation/index.ts';
import { askAdmin } from './admin.ts';
import { noteLeak, unjournaled } from './leak-entries.ts';
import type { SessionParts } from './session.ts';
import { openState } from './state.ts';

/** How long one attempt waits for whoever holds the state folder, in ms. */
const NOTE_MS = 5_000;
const AGAIN_MS = 100;

/** Beside the steps, one after the other: no step waits for the journal, and what it does not take is tried again with the next. */
export class LeakNotes {
  readonly #parts: SessionParts;
  readonly #written: (count: number) => void;
  #turn: Promise<unknown>;
  #why: string | undefined;
  #free: () => void = () => undefined;
  #isFreed = false;
  /** Until then this process takes no state folder: opening the journal stands still with a disk that hangs, and all else with it. */
  readonly isFree = new Promise<void>((done) => {
    this.#free = done;
  });

  /** `written`: so many notes of the plan stand in the journal. */
  constructor(parts: SessionParts, written: (count: number) => void) {
    this.#parts = parts;
    this.#written = written;
    this.#turn = Promise.resolve();
  }

  /** Waits for something else that takes the state folder. */
  after(other: Promise<unknown>): void {
    this.#turn = Promise.all([this.#turn, other.catch(() => undefined)]);
  }

  /** The key is revoked, or waits for its owner, and the disk answers. */
  free(): void {
    this.#isFreed = true;
    this.#free();
  }

  take(current: () => LeakPlan): void {
    this.#turn = this.#turn.then(async () => {
      const plan = current();
      const steps = unjournaled(plan);
      if (steps.length === 0) return;
      this.#why = await this.#write(steps);
      if (this.#why === undefined) this.#written(plan.notes.length);
    });
  }

  /** Resolves when nothing of this has the state folder, after so many ms at most; says why the journal does not have all. */
  async rest(mostMs: number = NOTE_MS): Promise<string | undefined> {
    await Promise.race([this.#turn, sleep(mostMs, undefined, { ref: false })]);
    return this.#why ?? (this.#isFreed ? undefined : 'the disk does not answer');
  }

  /** By the Keyward that runs here, else by taking the lock; why not, where neither can be done. */
  async #write(steps: readonly EntryFields['leak'][]): Promise<string | undefined> {
    const { environment, clock, log } = this.#parts;
    const untilMs = clock.monotonicMs() + NOTE_MS;
    for (;;) {
      try {
        await askAdmin(resolve(environment.home), 'noteLeak', { steps }, { timeoutMs: NOTE_MS });
        return undefined;
      } catch (error) {
        if (!isCode(error, 'not-running')) return messageOf(error);
      }
      try {
        await this.isFree;
        const state = await openState(environment.home, clock, log, 'no-seal');
        try {
          await noteLeak(state.journal, steps);
          return undefined;
        } finally {
          await state.close();
        }
      } catch (error) {
        if (!isCode(error, 'home-locked') || clock.monotonicMs() > untilMs) return messageOf(error);
      }
      await sleep(AGAIN_MS);
    }
  }
}

function isCode(error: unknown, code: KeywardError['code']): boolean {
  return error instanceof KeywardError && error.code === code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an error';
}
