import type { Clock } from '../core/index.ts';
import type { Plan } from './plan.ts';
import type { Result } from './progress.ts';
import type { RotationWorld } from './world.ts';

/**
 * How long a key is still to live for whoever else reads its place. What passed before this process is taken from the wall clock, once; from then
 * on the monotonic clock counts, so that a wall clock that is set shortens nothing.
 */
export class Grace {
  readonly #clock: Clock;
  readonly #counted = new Map<string, { readonly leftMs: number; readonly fromMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What a step waits for while some of it is left: for the new key once the old one is back, else for the old one once the new one was proven. */
  of(plan: Plan, world: RotationWorld): Extract<Result, { readonly waits: unknown }> | undefined {
    const isBack = plan.backAt !== undefined;
    const since = plan.backAt ?? plan.provenAt ?? plan.startedAt;
    const leftMs = this.#leftMs(`${plan.id} ${isBack ? 'back' : 'proven'}`, since, world.graceMs ?? 0);
    if (leftMs === 0) return undefined;
    const untilMs = this.#clock.nowMs() + leftMs;
    const which = isBack ? `new key ${plan.fresh?.fingerprint}` : 'old key';
    const says = `the ${which} lives until ${new Date(untilMs).toISOString()}, for whoever else reads ${world.place.where}`;
    return { waits: 'grace', says, untilMs };
  }

  /** 0 when it is over. A beginning that is yet to come counts as now. */
  #leftMs(id: string, since: string, graceMs: number): number {
    let counted = this.#counted.get(id);
    if (!counted) {
      const goneMs = Math.max(0, this.#clock.nowMs() - Date.parse(since)) || 0;
      counted = { leftMs: graceMs - goneMs, fromMs: this.#clock.monotonicMs() };
      this.#counted.set(id, counted);
    }
    return Math.max(0, Math.ceil(counted.leftMs - (this.#clock.monotonicMs() - counted.fromMs)));
  }
}
