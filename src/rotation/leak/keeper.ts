import { setTimeout as sleep } from 'node:timers/promises';
import type { LeakPlan } from './plan.ts';
import type { LeakPlans } from './plans.ts';

/** So long a step waits for the disk, in ms; what is slower is taken for a disk that hangs. */
const MOST_MS = 300;
/** So many writes may hang at once: each keeps a thread of the pool, and other work needs some. */
const MOST_HANGING = 2;

/** Has the plan of one leak written, in order and the latest alone; no step waits for a disk that hangs. */
export class PlanKeeper {
  readonly #plans: Pick<LeakPlans, 'write'>;
  readonly #unrecorded: (error: unknown) => void;
  #wanted: LeakPlan | undefined;
  #turn: Promise<void> = Promise.resolve();
  readonly #hanging = new Set<Promise<void>>();
  #isTold = false;

  /** `unrecorded`: the disk does not take the plan, or has not taken it yet; told once until it takes one. */
  constructor(plans: Pick<LeakPlans, 'write'>, unrecorded: (error: unknown) => void) {
    this.#plans = plans;
    this.#unrecorded = unrecorded;
  }

  /** A write has not ended: the disk hangs, or is slow. */
  get isHanging(): boolean {
    return this.#hanging.size > 0;
  }

  /** Resolves when it is durable, or will not be soon. */
  async keep(plan: LeakPlan): Promise<void> {
    this.#wanted = plan;
    // A disk that hangs already is waited for no more.
    const isHanging = this.#hanging.size > 0;
    this.#turn = this.#turn.then(() => this.#write());
    if (!isHanging) await this.rest(2 * MOST_MS);
  }

  /** Resolves when all is durable, or was refused; never on a disk that hangs for ever. */
  async settled(): Promise<void> {
    await this.#turn;
    await Promise.all(this.#hanging);
  }

  /** As `settled`, after so many ms at most. */
  async rest(mostMs: number): Promise<void> {
    const isIn = await Promise.race([
      this.settled().then(() => true),
      sleep(mostMs, undefined, { ref: false }).then(() => false),
    ]);
    if (!isIn) this.#tell(new Error('the disk does not answer'));
  }

  #tell(error: unknown): void {
    if (!this.#isTold) this.#unrecorded(error);
    this.#isTold = true;
  }

  async #write(): Promise<void> {
    while (this.#hanging.size >= MOST_HANGING) await Promise.race(this.#hanging);
    const plan = this.#wanted;
    if (plan === undefined) return;
    this.#wanted = undefined;
    try {
      const { named, durable } = this.#plans.write(plan, MOST_MS);
      const ended = durable.then(
        () => {
          this.#isTold = false;
        },
        (error: unknown) => this.#tell(error),
      );
      const hanging: Promise<void> = ended.finally(() => this.#hanging.delete(hanging));
      this.#hanging.add(hanging);
      await named;
    } catch (error) {
      this.#tell(error);
    }
  }
}
