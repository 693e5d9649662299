import { isLeakStepOver, LeakPlans } from '../rotation/index.ts';

/** A leak whose old key may still be used. */
export interface LeakAlive {
  readonly key: string;
  /** Of the file that cannot be read: nobody knows how far it is. */
  readonly damaged?: string;
}

/** Those of which nobody has said that the old key is dead: the halt of each holds whatever is resumed of another. */
export function leaksAlive(home: string): readonly LeakAlive[] {
  const plans = new LeakPlans(home);
  const alive = plans.list().filter((plan) => !isLeakStepOver(plan, 'prove-dead'));
  return [
    ...alive.map(({ key }) => ({ key })),
    ...plans.damaged().map(({ key = 'a key', path }) => ({ key, damaged: path })),
  ];
}
