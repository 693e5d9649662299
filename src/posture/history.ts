import { type Before, type Drift, type Report, worsening } from './report.ts';
import type { ReportedCheck, State } from './reported.ts';

/** One report, as it is kept: states by check and thing. */
export interface Past {
  readonly atMs: number;
  readonly points: number;
  readonly letter: string;
  /** By id, the state of each thing that it is about. */
  readonly states: Readonly<Record<string, Readonly<Record<string, State>>>>;
}

export function pastOf({ atMs, score, checks }: Report): Past {
  return { atMs, points: score.points, letter: score.letter, states: statesOf(checks) };
}

/** The states of a report, by id and thing. */
export function statesOf(checks: readonly ReportedCheck[]): Past['states'] {
  return Object.fromEntries(
    checks.map(({ id, findings }) => {
      // Worst first: what is said twice of one thing counts as the worse.
      const each = [...findings].reverse().map(({ about, state }) => [about, state] as const);
      return [id, Object.fromEntries(each)];
    }),
  );
}

/** What got better and worse since: ids of checks, by their worst. */
export function beforeOf(past: Past, checks: readonly ReportedCheck[]): Before {
  const { atMs, points, letter } = past;
  const moved = checks.flatMap(({ id, state }) => {
    const was = worstOf(past.states[id]);
    return was === undefined || was === state ? [] : [{ id, by: worsening(was, state) }];
  });
  return {
    atMs,
    points,
    letter,
    better: moved.filter(({ by }) => by < 0).map(({ id }) => id),
    worse: moved.filter(({ by }) => by > 0).map(({ id }) => id),
  };
}

function worstOf(states: Readonly<Record<string, State>> | undefined): State | undefined {
  return Object.values(states ?? {}).sort((a, b) => worsening(a, b))[0];
}

/** Since when each thing has the state that it has now: the oldest of the reports in a row that say so. `pasts`: oldest first. */
export function sinceMs(pasts: readonly Past[], id: string, about: string, state: State): number | undefined {
  let since: number | undefined;
  for (const { atMs, states } of [...pasts].reverse()) {
    if (states[id] === undefined) continue;
    if (states[id][about] !== state) break;
    since = atMs;
  }
  return since;
}

const FINE: ReadonlySet<State | 'absent'> = new Set(['pass', 'not-applicable', 'absent']);

/** What differs from the state that was blessed, in either direction; not what was fine and is fine in another way. */
export function driftOf(blessed: Past, checks: readonly ReportedCheck[]): readonly Drift[] {
  const now = statesOf(checks);
  return Object.entries(now).flatMap(([id, things]) => {
    const was = blessed.states[id];
    if (was === undefined) return [];
    const abouts = [...new Set([...Object.keys(was), ...Object.keys(things)])].sort();
    return abouts.flatMap((about): Drift[] => {
      const [before, is] = [was[about] ?? 'absent', things[about] ?? 'absent'] as const;
      return before === is || (FINE.has(before) && FINE.has(is)) ? [] : [{ id, about, was: before, is }];
    });
  });
}

/** The drift that somebody must be woken for: a thing that is worse, or new and bad. What could not be seen for once is told by the report alone. */
export function alarmingDrift(drift: readonly Drift[]): readonly Drift[] {
  return drift.filter(({ was, is }) => {
    if (is === 'absent' || is === 'unknown') return false;
    if (was === 'absent') return is === 'fail' || is === 'warn';
    return worsening(was, is) > 0;
  });
}
