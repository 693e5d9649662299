import type { Severity } from './check.ts';
import type { ReportedCheck, ReportedFinding, State } from './reported.ts';

export interface Deduction {
  readonly id: string;
  readonly points: number;
  readonly why: string;
}

/** At most so many points, whatever else. */
export interface Cap {
  readonly points: number;
  readonly ids: readonly string[];
  readonly why: string;
}

export interface Score {
  /** From 0 to 100. */
  readonly points: number;
  readonly letter: 'A' | 'B' | 'C' | 'D' | 'F';
  readonly deductions: readonly Deduction[];
  readonly caps: readonly Cap[];
}

/** What a check costs by its severity; one that warns costs half, and what could not be seen a fifth. */
const COSTS: Readonly<Record<Severity, number>> = { critical: 40, high: 12, medium: 5, low: 2 };
/** What could not be seen costs at most this in all: a host where little can be asked is not yet a bad one. */
const MOST_FOR_UNKNOWN = 20;
const LETTERS = [
  [90, 'A'],
  [75, 'B'],
  [60, 'C'],
  [40, 'D'],
] as const;

const shares: Partial<Record<State, number>> = { fail: 1, warn: 0.5, unknown: 0.2 };

/** From 100, with what each check takes away, and what holds it down whatever else. */
export function scoreOf(checks: readonly ReportedCheck[]): Score {
  const seen = checks.flatMap(({ id, findings }) => dearest(id, findings, isSeen));
  // What else of a check could not be seen costs what it would cost alone, less what is told already.
  const unknown = checks.flatMap(({ id, findings }): Deduction[] => {
    const told = dearest(id, findings, isSeen)[0]?.points ?? 0;
    return dearest(id, findings, ({ state }) => state === 'unknown')
      .map((one) => ({ ...one, points: one.points - told, why: 'not seen' }))
      .filter(({ points }) => points > 0);
  });
  const forUnknown = Math.min(MOST_FOR_UNKNOWN, sum(unknown));
  const caps = capsOf(checks);
  const points = Math.max(0, Math.min(100 - sum(seen) - forUnknown, ...caps.map((cap) => cap.points)));
  const deductions = [...seen, ...together(unknown, forUnknown)].sort((a, b) => b.points - a.points);
  return { points, letter: LETTERS.find(([least]) => points >= least)?.[1] ?? 'F', deductions, caps };
}

const isSeen = ({ state }: ReportedFinding): boolean => state === 'fail' || state === 'warn';

/** What the dearest of these findings of a check takes away: mending a lighter one beside it makes nothing better or worse. */
function dearest(
  id: string,
  findings: readonly ReportedFinding[],
  counts: (finding: ReportedFinding) => boolean,
): readonly Deduction[] {
  return findings
    .filter(counts)
    .map(({ state, severity }) => ({
      id,
      points: Math.ceil(COSTS[severity] * (shares[state] ?? 0)),
      why: `${severity}, ${state}`,
    }))
    .sort((a, b) => b.points - a.points)
    .slice(0, 1);
}

/** What was not seen is told as one where the limit cuts it. */
function together(unknown: readonly Deduction[], points: number): readonly Deduction[] {
  if (sum(unknown) === points) return unknown;
  return [{ id: 'unknown', points, why: `${unknown.length} not seen, at most ${MOST_FOR_UNKNOWN}` }];
}

const sum = (deductions: readonly Deduction[]): number => deductions.reduce((all, { points }) => all + points, 0);

function capsOf(checks: readonly ReportedCheck[]): Cap[] {
  const failing = (id: string) =>
    new Set(
      checks.flatMap((check) =>
        check.id === id ? check.findings.filter(({ state }) => state === 'fail').map(({ about }) => about) : [],
      ),
    );
  const open = failing('KEY-02');
  const both = [...failing('KEY-01')].filter((about) => open.has(about));
  const withState = (state: State) =>
    checks
      .filter(({ findings }) => findings.some((one) => one.state === state && one.severity === 'critical'))
      .map(({ id }) => id);
  const caps: Cap[] = [];
  if (both.length > 0)
    caps.push({ points: 10, ids: ['KEY-01', 'KEY-02'], why: `${both.join(', ')} can withdraw, from any address` });
  const failed = withState('fail');
  if (failed.length > 0) caps.push({ points: 39, ids: failed, why: 'something critical fails' });
  const waived = withState('waived');
  if (waived.length > 0) caps.push({ points: 74, ids: waived, why: 'something critical is waived' });
  const unknown = withState('unknown');
  if (unknown.length > 0) caps.push({ points: 74, ids: unknown, why: 'something critical could not be seen' });
  return caps;
}
