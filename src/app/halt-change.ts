import { type Clock, KeywardError } from '../core/index.ts';
import { type HaltLevel, type HaltState, isTighter } from '../halt/index.ts';
import type { State } from './state.ts';

export interface HaltChange {
  readonly level: HaltLevel;
  readonly by: string;
  readonly reason: string;
  /** Set by a caller that has lowered the level in the file already: what it was before. The level is then never raised here. */
  readonly from?: HaltLevel;
}

/**
 * Sets the halt level of a state folder that this process holds, and writes it down. A tighter level counts before it is written down, a looser
 * one only after; throws `halt-changed` when somebody set another level while a looser one was being written down.
 */
export async function changeHalt(
  state: Pick<State, 'halt' | 'journal'>,
  clock: Clock,
  change: HaltChange,
): Promise<HaltState & { from: HaltLevel }> {
  const { level, by, reason } = change;
  const now = state.halt.read().level;
  const from = change.from ?? now;
  const next = { level, since: new Date(clock.nowMs()).toISOString(), by, reason };
  const write = () => state.journal.append('halt', { from, to: level, by, reason });
  if (change.from !== undefined || isTighter(level, now)) {
    const lower = (): void => {
      if (isTighter(level, state.halt.read().level)) state.halt.tighten(next);
    };
    lower();
    await write();
    // A raise that was on its way when this began does not win.
    lower();
  } else {
    await write();
    if (state.halt.read().level !== now)
      throw new KeywardError('halt-changed', `the halt level is ${state.halt.read().level} now`);
    state.halt.set(next);
  }
  return { ...next, from };
}
