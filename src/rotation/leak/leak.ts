import { type Clock, KeywardError } from '../../core/index.ts';
import { PlanKeeper } from './keeper.ts';
import { isLeakStepOver, type LeakPlan, type LeakStep, leakSteps, nextLeakStep, type StepNote } from './plan.ts';
import type { LeakPlans } from './plans.ts';

/** What the owner gives for a step that waits for it; the members mean what they mean for a rotation. */
export interface LeakGiven {
  /** The owner says that the old key was deleted on the exchange's page. */
  readonly revoked?: boolean;
  /** The owner goes on although the old key is not proven dead. */
  readonly unproven?: boolean;
  /** The owner goes on without a new key. */
  readonly withoutNew?: boolean;
}

export type LeakNeed =
  | 'revoked-by-hand'
  | 'time'
  | 'credential'
  | 'code'
  | 'stored-by-hand'
  | 'uncompared'
  | 'grace'
  | 'held';

/** What became of one step. `plan`: what it has found out. */
export type LeakResult =
  | { readonly done: string; readonly plan?: Partial<LeakPlan> }
  | { readonly skipped: string; readonly plan?: Partial<LeakPlan> }
  | { readonly waits: LeakNeed; readonly says: string; readonly plan?: Partial<LeakPlan> }
  | { readonly failed: string; readonly plan?: Partial<LeakPlan> };

export interface LeakProgress extends StepNote {
  readonly id: string;
  readonly key: string;
  readonly needs?: LeakNeed;
  /** The next step; absent when all is done. */
  readonly next?: LeakStep;
}

export interface LeakParts<Given extends LeakGiven> {
  readonly plans: LeakPlans;
  readonly clock: Clock;
  /** The work of each step; it may be begun again after a crash, and finds what it has done. */
  readonly work: Readonly<Record<LeakStep, (plan: LeakPlan, given: Given) => LeakResult | Promise<LeakResult>>>;
  /** Never waits and never throws: what is not written down is written down later. */
  note(plan: LeakPlan): void;
  /** The disk does not take the plan: what is done is done, but cannot be taken up after a crash. */
  unrecorded(error: unknown): void;
}

/** The steps without which the key may still be used, or the next ones make no sense; any other that fails is tried again at the end. */
const BINDING: ReadonlySet<LeakStep> = new Set(['revoke', 'prove-dead', 'replace']);

/**
 * The runbook of one leak. Each step is on disk before the next begins and is taken up after a crash, in whatever moment; a step that fails and
 * binds nothing does not keep the next ones waiting. Neither does a disk or a journal that does not work.
 */
export class Runbook<Given extends LeakGiven> {
  readonly #parts: LeakParts<Given>;
  #plan: LeakPlan;
  readonly #failed = new Set<LeakStep>();
  readonly #keeper: PlanKeeper;

  constructor(plan: LeakPlan, parts: LeakParts<Given>) {
    this.#plan = plan;
    this.#parts = parts;
    this.#keeper = new PlanKeeper(parts.plans, (error) => parts.unrecorded(error));
  }

  get plan(): LeakPlan {
    return this.#plan;
  }

  /** What is next: the first step that is not done, and has not failed in this process. */
  get next(): LeakStep | undefined {
    const first = nextLeakStep(this.#plan);
    if (first === undefined || !this.#failed.has(first)) return first;
    const from = leakSteps.indexOf(first);
    return leakSteps.slice(from).find((step) => !this.#failed.has(step) && !isLeakStepOver(this.#plan, step));
  }

  /** Does the next step, or says what it waits for. Throws `usage` when all is done. */
  async go(given: Given): Promise<LeakProgress> {
    const step = this.next;
    if (step === undefined) throw new KeywardError('usage', `nothing is left to do for ${this.#plan.key}`);
    const { clock } = this.#parts;
    const startMs = clock.monotonicMs();
    const result = await this.#resultOf(step, given);
    const [state, says] = stateOf(result);
    const note: StepNote = {
      step,
      state,
      says,
      at: new Date(clock.nowMs()).toISOString(),
      tookMs: Math.round(clock.monotonicMs() - startMs),
    };
    if (state === 'failed' && !BINDING.has(step)) this.#failed.add(step);
    await this.keep({ ...result.plan, notes: notesWith(this.#plan.notes, note) });
    this.#parts.note(this.#plan);
    const { next } = this;
    const isStuck = state === 'waits' || (state === 'failed' && BINDING.has(step));
    return {
      ...note,
      id: this.#plan.id,
      key: this.#plan.key,
      ...('waits' in result ? { needs: result.waits } : {}),
      ...(isStuck ? { next: step } : next === undefined ? {} : { next }),
    };
  }

  /** Changes what is not of a step, such as how much of it stands in the journal. Waits for no disk that hangs. */
  keep(change: Partial<LeakPlan>): Promise<void> {
    this.#plan = { ...this.#plan, ...change };
    return this.#keeper.keep(this.#plan);
  }

  /** What a step has found out before its end. Where the disk hangs, the write of the end is more worth than this one. */
  async learn(change: Partial<LeakPlan>): Promise<void> {
    if (!this.#keeper.isHanging) await this.keep(change);
  }

  /** Resolves when the plan is on disk, or was refused; never on a disk that hangs for ever. */
  settled(): Promise<void> {
    return this.#keeper.settled();
  }

  async #resultOf(step: LeakStep, given: Given): Promise<LeakResult> {
    try {
      return await this.#parts.work[step](this.#plan, given);
    } catch (error) {
      return { failed: error instanceof Error ? error.message : 'Keyward has failed' };
    }
  }
}

function stateOf(result: LeakResult): readonly [StepNote['state'], string] {
  if ('done' in result) return ['done', result.done];
  if ('skipped' in result) return ['skipped', result.skipped];
  return 'waits' in result ? ['waits', result.says] : ['failed', result.failed];
}

/** A step that waits for the same again and again is told once, with its first moment. */
function notesWith(notes: readonly StepNote[], note: StepNote): readonly StepNote[] {
  const last = notes.at(-1);
  const isSame = last?.step === note.step && last.state === note.state && last.says === note.says;
  return isSame ? notes : [...notes, note];
}
