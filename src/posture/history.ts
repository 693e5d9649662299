import { type Severity, severities } from './check.ts';
import type { Before, Drift, Report } from './report.ts';
import { type ReportedCheck, type ReportedFinding, type State, states } from './reported.ts';
import { scoreOf } from './score.ts';

/** How one thing stood in a report. */
export interface Standing {
  readonly state: State;
  readonly severity: Severity;
  /** It could not be seen for want of time alone: that says nothing of it. */
  readonly isLate?: true | undefined;
}

/** What was looked at: the settings and the folder. Reports of others are not compared. */
export interface Where {
  /** Absent: without a settings file. */
  readonly settings?: string | undefined;
  readonly folder: string;
}

/** One report, as it is kept: states by check and thing. */
export interface Past {
  readonly atMs: number;
  readonly points: number;
  readonly letter: string;
  readonly where: Where;
  /** By id, how each thing stands that it is about. */
  readonly states: Readonly<Record<string, Readonly<Record<string, Standing>>>>;
}

/** Of a whole report. */
export function pastOf({ atMs, checks }: Pick<Report, 'atMs' | 'checks'>, where: Where): Past {
  const { points, letter } = scoreOf(checks);
  return { atMs, points, letter, where, states: statesOf(checks) };
}

/** The reports of the same settings and folder. */
export function pastsOf(pasts: readonly Past[], { settings, folder }: Where): readonly Past[] {
  return pasts.filter(({ where }) => where.settings === settings && where.folder === folder);
}

/** Every sentence that says so; `history.test.ts` holds them to it. */
const RAN_OUT =
  /\btime ran out\b|\btime for this look was over\b|\bnot answered within\b|\bno time (?:left|to)\b|\blonger than [\d.]+ s\b|\bno answer within\b|\bin time\b|\btimed? ?out\b|\bfits the time\b|\bended early\b|\bwas given up\b/i;

/** Whether what was not seen was not for want of time alone. */
export const isForTime = (says: string): boolean => RAN_OUT.test(says);

/** How things stand in a report, by id and thing. */
export function statesOf(checks: readonly ReportedCheck[]): Past['states'] {
  return Object.fromEntries(
    checks.map(({ id, findings }) => {
      // Worst first: what is said twice of one thing counts as the worse.
      const each = [...findings].reverse().map((finding) => [finding.about, standingOf(finding)] as const);
      return [id, Object.fromEntries(each)];
    }),
  );
}

function standingOf({ state, severity, says }: ReportedFinding): Standing {
  return { state, severity, ...(state === 'unknown' && isForTime(says) ? { isLate: true } : {}) };
}

/** What got better and worse since: ids of checks, by their worst. What there was no time to see is neither. */
export function beforeOf(past: Past, checks: readonly ReportedCheck[]): Before {
  const { atMs, points, letter } = past;
  const now = statesOf(checks);
  const moved = checks.flatMap(({ id }) => {
    const [was, is] = [worstOf(past.states[id]), worstOf(now[id])];
    return was === undefined || is === undefined || was.isLate || is.isLate ? [] : [{ id, by: worsening(was, is) }];
  });
  return {
    atMs,
    points,
    letter,
    better: moved.filter(({ by }) => by < 0).map(({ id }) => id),
    worse: moved.filter(({ by }) => by > 0).map(({ id }) => id),
  };
}

function worstOf(things: Readonly<Record<string, Standing>> | undefined): Standing | undefined {
  const all = Object.values(things ?? {}).sort(
    (a, b) =>
      states.indexOf(a.state) - states.indexOf(b.state) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  const [worst] = all;
  if (!worst) return undefined;
  const isLate = all.filter(({ state }) => state === worst.state).every((one) => one.isLate === true);
  return { state: worst.state, severity: worst.severity, ...(isLate ? { isLate: true } : {}) };
}

/** Since when each thing has the state that it has now: the oldest of the reports in a row that say so. `pasts`: oldest first. */
export function sinceMs(pasts: readonly Past[], id: string, about: string, state: State): number | undefined {
  let since: number | undefined;
  for (const { atMs, states } of [...pasts].reverse()) {
    if (states[id] === undefined || states[id][about]?.isLate) continue;
    if (states[id][about]?.state !== state) break;
    since = atMs;
  }
  return since;
}

const FINE: ReadonlySet<State | 'absent'> = new Set(['pass', 'not-applicable', 'absent']);
const BAD: ReadonlySet<State | 'absent'> = new Set(['fail', 'warn']);
/** Of these the severity tells something. */
const OPEN: ReadonlySet<State | 'absent'> = new Set(['fail', 'warn', 'unknown']);

/** What differs from the state that was blessed, in either direction; not what was fine and is fine in another way, nor what there was no time to see. */
export function driftOf(blessed: Past, checks: readonly ReportedCheck[]): readonly Drift[] {
  const now = statesOf(checks);
  return Object.entries(now).flatMap(([id, things]) => {
    const was = blessed.states[id];
    if (was === undefined) return [];
    const isCut = Object.values(things).some(({ isLate }) => isLate);
    const abouts = [...new Set([...Object.keys(was), ...Object.keys(things)])].sort();
    return abouts.flatMap((about): Drift[] => {
      const [before, is] = [was[about], things[about]];
      if (is?.isLate || (is === undefined && isCut)) return [];
      if (before?.isLate && !BAD.has(is?.state ?? 'absent')) return [];
      return differs(before, is) ? [{ id, about, ...toldOf(before, is) }] : [];
    });
  });
}

function differs(was: Standing | undefined, is: Standing | undefined): boolean {
  const before = was?.state ?? 'absent';
  const now = is?.state ?? 'absent';
  if (before === now) return OPEN.has(now) && was?.severity !== is?.severity;
  return !(FINE.has(before) && FINE.has(now));
}

function toldOf(was: Standing | undefined, is: Standing | undefined): Omit<Drift, 'id' | 'about'> {
  return {
    was: was?.state ?? 'absent',
    ...(was && OPEN.has(was.state) ? { wasSeverity: was.severity } : {}),
    is: is?.state ?? 'absent',
    ...(is && OPEN.has(is.state) ? { severity: is.severity } : {}),
  };
}

/** `was fail (low), is fail (critical)`: the severities where nothing else differs. */
export function movedText({ was, wasSeverity, is, severity }: Drift): { readonly was: string; readonly is: string } {
  if (was !== is || wasSeverity === undefined || severity === undefined) return { was, is };
  return { was: `${was} (${wasSeverity})`, is: `${is} (${severity})` };
}

/** The drift that somebody must be woken for: a thing that is worse or graver, or new and bad. What could not be seen for once is told by the report alone. */
export function alarmingDrift(drift: readonly Drift[]): readonly Drift[] {
  return drift.filter(({ was, wasSeverity, is, severity }) => {
    if (is === 'absent' || !BAD.has(is)) return false;
    if (was === 'absent') return true;
    const least = severities.at(-1)!;
    const now = severity ?? wasSeverity ?? least;
    return worsening({ state: was, severity: wasSeverity ?? now }, { state: is, severity: now }) > 0;
  });
}

/** How much worse one is than the other: above zero where `is` is worse in state, or graver while both are open. */
export function worsening(was: Standing, is: Standing): number {
  const byState = rank(is.state) - rank(was.state);
  const isBoth = BAD.has(was.state) && BAD.has(is.state);
  const bySeverity =
    isBoth || (was.state === is.state && OPEN.has(is.state))
      ? severities.indexOf(was.severity) - severities.indexOf(is.severity)
      : 0;
  return byState > 0 || bySeverity > 0 ? 1 : byState < 0 || bySeverity < 0 ? -1 : 0;
}

/** What its owner has answered is worse than what is fine by itself. */
function rank(state: State): number {
  if (state === 'fail') return 4;
  if (state === 'warn') return 3;
  if (state === 'unknown') return 2;
  return state === 'waived' || state === 'attested' ? 1 : 0;
}
