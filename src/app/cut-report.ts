import {
  type Before,
  type Drift,
  type Past,
  pastOf,
  type Report,
  type ReportedCheck,
  type Where,
} from '../posture/index.ts';

type Families = readonly string[];

/** What a report says of families in which the time ran out. */
export const cutNotes = (families: Families): string[] =>
  families.length === 0
    ? []
    : [
        `the time ran out before all of ${families.join(', ')} was looked at; what is unknown there may be seen next time`,
      ];

const isSeen = (state: string): boolean => state === 'fail' || state === 'warn';

/** Of families in which the time ran out, only what is seen to be bad is worse, and nothing is better. */
export function sureBefore(before: Before, checks: readonly ReportedCheck[], cut: Families): Before {
  const isSure = (id: string) => !isCut(id, checks, cut);
  const isBad = (id: string) => checks.some((check) => check.id === id && isSeen(check.state));
  return {
    ...before,
    better: before.better.filter(isSure),
    worse: before.worse.filter((id) => isSure(id) || isBad(id)),
  };
}

/** The same of what differs from the baseline. */
export function sureDrift(drift: readonly Drift[], checks: readonly ReportedCheck[], cut: Families): readonly Drift[] {
  return drift.filter(
    ({ id, was, wasSeverity, is, severity }) =>
      !isCut(id, checks, cut) || (isSeen(is) && (was !== 'fail' || wasSeverity !== severity)),
  );
}

/** What is kept of a report: of what there was no time for, how it stood the time before, so that the next report is compared with that. */
export function surePast(report: Report, where: Where, last?: Past): Past {
  const { states, ...past } = pastOf(report, where);
  const cut = report.uncompared ?? [];
  const kept = Object.entries(states).flatMap(([id, things]): [string, Past['states'][string]][] => {
    const before = last?.states[id];
    if (!isCut(id, report.checks, cut)) return [[id, sureThings(things, before)]];
    return before === undefined ? [] : [[id, before]];
  });
  return { ...past, states: Object.fromEntries(kept) };
}

type Things = Past['states'][string];

function sureThings(things: Things, before: Things | undefined): Things {
  const isLost = Object.values(things).some(({ isLate }) => isLate);
  if (!isLost || before === undefined) return things;
  const seen = Object.entries(things).filter(([, { isLate }]) => !isLate);
  return { ...things, ...before, ...Object.fromEntries(seen) };
}

const isCut = (id: string, checks: readonly ReportedCheck[], cut: Families): boolean =>
  checks.some((check) => check.id === id && cut.includes(check.family));
