import { type Clock, KeywardError } from '../core/index.ts';
import type { Parts } from '../vault/index.ts';
import type { Grace } from './grace.ts';
import { deleteAt } from './hand.ts';
import type { Plan, Plans } from './plan.ts';
import type { Given, Result } from './progress.ts';
import { aliveOld, checkBack, checkPlan, isStored } from './standing.ts';
import type { RotationWorld } from './world.ts';

export interface UndoingParts {
  readonly world: RotationWorld;
  readonly plans: Plans;
  readonly clock: Clock;
  readonly grace: Grace;
  oldParts(plan: Plan): Promise<Parts | undefined>;
  /** Some exchanges want the passphrase of a key to remove it. */
  keep(fresh: Parts): void;
  /** True when a new key is left at the exchange that Keyward cannot remove. */
  removeFresh(plan: Plan): Promise<boolean>;
  /** Durable before it returns. */
  noteUndone(plan: Plan, says: string): Promise<void>;
}

/**
 * The way back to the old key: possible while the exchange still answers for it. The new one is removed only once the old one is used again, where
 * that can be done by API, and only after the grace, for somebody else may have taken it up.
 */
export class Undoing {
  readonly #parts: UndoingParts;

  constructor(parts: UndoingParts) {
    this.#parts = parts;
  }

  /** Throws where the old key does not come back into use; else says what is done, and what is left. */
  async undo(plan: Plan, given: Given): Promise<string> {
    const { world, plans, clock, grace } = this.#parts;
    checkPlan(plan, world);
    if (plan.backAt !== undefined) return saidOf(await this.goOn(plan, plan.backAt, given));
    const old = await aliveOld(plan, world, await this.#parts.oldParts(plan));
    if (await isStored(plan, world)) {
      if (!world.place.write) {
        const says = `put the old key ${plan.old.fingerprint} back into ${world.place.where}, then undo again`;
        throw new KeywardError('vault-read-only', says);
      }
      this.#parts.keep(await world.place.read());
      await world.place.write(old);
    }
    await checkBack(plan, world);
    // From the end of its audit on it may have stood in the place.
    if ((world.graceMs ?? 0) === 0 || !plan.fresh || !plan.done.includes('audit')) return this.#end(plan);
    const backAt = new Date(clock.nowMs()).toISOString();
    const back: Plan = { ...plan, backAt };
    if (!world.api) return this.#end(back);
    plans.write(back);
    const waits = grace.of(back, world);
    const says = `back to ${plan.old.fingerprint}; ${waits?.says ?? 'the new key is left'}; then \`keyward key rotate ${world.key}\` removes it`;
    await this.#parts.noteUndone(plan, says);
    return says;
  }

  /** The old key is in use again since `backAt`; the new one goes when nobody can be signing with it any more. */
  async goOn(plan: Plan, backAt: string, { revoked, held }: Given): Promise<Result> {
    const { world, grace, plans, clock } = this.#parts;
    if (await isStored(plan, world))
      return { failed: `${world.place.where} holds the new key again: put the old one back` };
    await checkBack(plan, world);
    if (Date.parse(backAt) > clock.nowMs()) plans.write({ ...plan, backAt: new Date(clock.nowMs()).toISOString() });
    const waits = revoked === true ? undefined : grace.of(plan, world);
    if (waits) return waits;
    const why = held?.();
    return why === undefined ? { done: await this.#end(plan) } : { waits: 'held', says: why };
  }

  async #end(plan: Plan): Promise<string> {
    const { world, plans } = this.#parts;
    const isLeft = await this.#parts.removeFresh(plan);
    const back = `back to ${plan.old.fingerprint}`;
    let says = plan.backAt === undefined ? back : `${back}; the new key ${plan.fresh?.fingerprint} is removed`;
    if (isLeft) {
      const untilMs = Date.parse(plan.backAt ?? '') + (world.graceMs ?? 0);
      const fresh = plan.fresh?.fingerprint ?? '';
      const when = world.api || plan.backAt === undefined ? '' : ` after ${new Date(untilMs).toISOString()}`;
      says = `${back}; delete the new key ${fresh} at ${deleteAt(world, fresh)}${when}`;
    }
    await this.#parts.noteUndone(plan, says);
    plans.remove(plan.key);
    return says;
  }
}

/** What was done, or what it waits for; throws `key-not-answered` for what failed. */
function saidOf(result: Result): string {
  if ('failed' in result) throw new KeywardError('key-not-answered', result.failed);
  return 'done' in result ? result.done : result.says;
}
