import type { EntryFields } from '../journal/index.ts';
import type { LeakPlan } from '../rotation/index.ts';
import type { State } from './state.ts';

const LONGEST = 2_000;

/** Writes down steps; durable when it returns. */
export async function noteLeak(
  journal: State['journal'],
  steps: readonly EntryFields['leak'][],
): Promise<{ readonly written: number }> {
  for (const step of steps) await journal.append('leak', step);
  return { written: steps.length };
}

/** The steps of a plan that the journal does not have yet, as entries. */
export function unjournaled({ id, key, by, notes, journaled }: LeakPlan): EntryFields['leak'][] {
  return notes.slice(journaled).map(({ step, state, says, at, tookMs }) => ({
    id,
    key,
    step,
    state,
    says: says.slice(0, LONGEST),
    at,
    tookMs,
    by,
  }));
}
