import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/index.ts';
import { PlanKeeper } from './keeper.ts';
import { type LeakGiven, type LeakResult, Runbook } from './leak.ts';
import { begunPlan } from './plan.contract.ts';
import { type LeakPlan, type LeakStep, leakSteps } from './plan.ts';
import { LeakPlans } from './plans.ts';

let home = '';
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'keyward-leak-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

function scene(results: Partial<Record<LeakStep, LeakResult | Error>> = {}, plan = begunPlan, folder = home) {
  const done: LeakStep[] = [];
  const unrecorded: unknown[] = [];
  const work = Object.fromEntries(
    leakSteps.map((step) => [
      step,
      () => {
        done.push(step);
        const result = results[step] ?? { done: step };
        if (result instanceof Error) throw result;
        return result;
      },
    ]),
  ) as Record<LeakStep, () => LeakResult>;
  const plans = new LeakPlans(folder);
  const leak = new Runbook<LeakGiven>(plan, {
    plans,
    clock: systemClock,
    work,
    note: () => undefined,
    unrecorded: (error) => unrecorded.push(error),
  });
  const all = async () => {
    while (leak.next !== undefined && (await leak.go({})).state !== 'waits' && done.length < 50);
    return leak.plan;
  };
  return { leak, plans, done, unrecorded, all };
}

function readPlan(plans: LeakPlans): LeakPlan {
  const plan = plans.read('main');
  if (plan === undefined || plan === 'damaged') throw new Error(`no plan: ${plan}`);
  return plan;
}

describe('the runbook of a leak', () => {
  it('does every step once, in order, with each on disk', async () => {
    const { all, done, plans, leak } = scene();
    await all();
    expect(done).toEqual([...leakSteps]);
    expect(plans.read('main')).toEqual(leak.plan);
    await expect(leak.go({})).rejects.toThrow('nothing is left');
  });

  it('is taken up from its file at every step', async () => {
    for (const count of leakSteps.keys()) {
      const first = scene();
      for (let at = 0; at < count; at++) await first.leak.go({});
      const second = scene({}, count === 0 ? begunPlan : readPlan(first.plans));
      await second.all();
      expect(second.done).toEqual(leakSteps.slice(count));
    }
  });

  it.each(['halt', 'close', 'account', 'find', 'clean'] as const)(
    'goes on past %s when it fails, and tries it again in the next run, and then what tells of it',
    async (step) => {
      const first = scene({ [step]: new Error('it broke') });
      const plan = await first.all();
      expect(first.done).toEqual([...leakSteps]);
      expect(plan.notes.find((note) => note.step === step)).toMatchObject({ state: 'failed', says: 'it broke' });
      const second = scene({}, plan);
      await second.all();
      const telling = step === 'find' ? ['clean', 'report'] : ['report'];
      expect(second.done).toEqual([step, ...telling]);
    },
  );

  it.each(['revoke', 'prove-dead', 'replace'] as const)(
    'does not go on past %s while it waits or fails',
    async (step) => {
      const waiting = scene({ [step]: { waits: 'time', says: 'not yet' } });
      await waiting.all();
      expect(waiting.done.at(-1)).toBe(step);
      expect((await waiting.leak.go({})).next).toBe(step);
      const failing = scene({ [step]: new Error('no') });
      for (let at = 0; at < 5; at++) await failing.leak.go({});
      expect(failing.done.at(-1)).toBe(step);
    },
  );

  it('waits for no disk that hangs, says so once, and has the plan on it when it answers again', async () => {
    let written: LeakPlan | undefined;
    let answer = (): void => undefined;
    const hanging = new Promise<void>((done) => {
      answer = done;
    });
    const slow = {
      write: (plan: LeakPlan) => ({
        named: Promise.resolve().then(() => {
          written = plan;
        }),
        durable: hanging,
      }),
    };
    const unrecorded: unknown[] = [];
    const keeper = new PlanKeeper(slow, (error) => unrecorded.push(error));
    const startMs = performance.now();
    for (let at = 0; at < 20; at++) await keeper.keep({ ...begunPlan, journaled: at });
    expect(performance.now() - startMs).toBeLessThan(1_500);
    expect(unrecorded).toHaveLength(1);
    // It has its name before it is durable.
    expect(written).toBeDefined();
    answer();
    await keeper.rest(1_000);
    expect(written?.journaled).toBe(19);
  });

  it('goes on when the disk does not take it, and says so', async () => {
    const { all, done, unrecorded } = scene({}, begunPlan, '/proc/nowhere');
    await all();
    expect(done).toEqual([...leakSteps]);
    expect(unrecorded.length).toBeGreaterThan(0);
  });
});
