import { type Check, type Finding, results, type Severity, severities } from './check.ts';
import type { AnyFamily } from './families.ts';
import { type ReportedCheck, type ReportedFinding, type State, states } from './reported.ts';
import { type Score, scoreOf } from './score.ts';
import { type Word, wordFor } from './words.ts';

export interface Report {
  readonly atMs: number;
  readonly version: string;
  /** Worst first. */
  readonly checks: readonly ReportedCheck[];
  readonly counts: Readonly<Record<State, number>>;
  readonly score: Score;
  /** The report before this one, of the same checks. */
  readonly before?: Before;
  /** What differs from the state that was blessed; absent without one. */
  readonly drift?: readonly Drift[];
  /** What could not be looked at as a whole: a settings file that cannot be read. */
  readonly notes: readonly string[];
}

export interface Before {
  readonly atMs: number;
  readonly points: number;
  readonly letter: string;
  readonly better: readonly string[];
  readonly worse: readonly string[];
}

export interface Drift {
  readonly id: string;
  readonly about: string;
  readonly was: State | 'absent';
  readonly is: State | 'absent';
}

/** A family with what was seen for it. */
export interface Looked {
  readonly family: AnyFamily;
  readonly facts: unknown;
}

/** Judges what was seen, takes the owner's words in, and orders it: worst first. `wants`: ids or names of families; all when empty. */
export function judgeAll(
  looked: readonly Looked[],
  {
    words,
    nowMs,
    wants = [],
    shown = (text) => text,
  }: {
    readonly words: readonly Word[];
    readonly nowMs: number;
    readonly wants?: readonly string[];
    /** A text with what may be shown of it: names of others stand in it. */
    shown?(text: string): string;
  },
): readonly ReportedCheck[] {
  const isWanted = (id: string, family: string) => wants.length === 0 || wants.includes(id) || wants.includes(family);
  return looked
    .flatMap(({ family, facts }) =>
      family.checks
        .filter(({ id }) => isWanted(id, family.name))
        .map((check) =>
          reported(
            check,
            family,
            judged(check, facts).map((finding) => shownFinding(finding, shown)),
            { words, nowMs },
          ),
        ),
    )
    .sort(
      (a, b) =>
        states.indexOf(a.state) - states.indexOf(b.state) ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        a.id.localeCompare(b.id),
    );
}

/** Whatever is called by a secret is told, kept and answered without it. */
function shownFinding(finding: Finding, shown: (text: string) => string): Finding {
  const { about, says, by, fix, places } = finding;
  return {
    ...finding,
    about: shown(about),
    says: shown(says),
    by: shown(by),
    ...(fix === undefined ? {} : { fix: shown(fix) }),
    ...(places === undefined ? {} : { places: places.map((place) => ({ ...place, file: shown(place.file) })) }),
  };
}

/** A check that fails by itself has seen nothing. */
function judged(check: Check<never>, facts: unknown): readonly Finding[] {
  try {
    const found = (check as Check<unknown>).judge(facts);
    if (found.length > 0) return found;
    return [{ result: 'unknown', about: 'this check', says: 'the check gave no answer', by: 'keyward' }];
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : 'not an error';
    return [{ result: 'unknown', about: 'this check', says: `the check failed by itself: ${reason}`, by: 'keyward' }];
  }
}

function reported(
  check: Check<never>,
  family: AnyFamily,
  found: readonly Finding[],
  { words, nowMs }: { readonly words: readonly Word[]; readonly nowMs: number },
): ReportedCheck {
  const findings = found
    .map((finding): ReportedFinding => {
      const severity = finding.severity ?? check.severity;
      const word = wordFor(words, {
        id: check.id,
        finding,
        severity,
        isAttestable: check.isAttestable === true,
        nowMs,
      });
      const isOver = word !== undefined && word.untilMs <= nowMs;
      const state = word === undefined || isOver ? finding.result : word.kind === 'attest' ? 'attested' : 'waived';
      return {
        ...finding,
        state,
        severity,
        confidence: finding.confidence ?? 'certain',
        fix: finding.fix ?? check.fix,
        ...(word === undefined ? {} : { word: isOver ? { ...word, hasEnded: true as const } : word }),
      };
    })
    .sort(
      (a, b) =>
        states.indexOf(a.state) - states.indexOf(b.state) ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        a.about.localeCompare(b.about),
    );
  const state = findings[0]!.state;
  const open = findings
    .filter((finding) => finding.state === state)
    .map(({ severity }) => severities.indexOf(severity));
  const { id, title, why, how, undo, references, boxes } = check;
  const severity = severities[Math.min(...open)]!;
  return { id, family: family.name, title, severity, state, why, how, undo, references, boxes, findings };
}

export function countStates(checks: readonly ReportedCheck[]): Record<State, number> {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  for (const { state } of checks) counts[state]++;
  return counts;
}

/** The report of judged checks; `past` is its history, `blessed` the state that its owner has called good. */
export function reportOf(
  checks: readonly ReportedCheck[],
  more: {
    readonly atMs: number;
    readonly version: string;
    readonly notes: readonly string[];
    readonly before?: Before;
    readonly drift?: readonly Drift[];
  },
): Report {
  return { ...more, checks, counts: countStates(checks), score: scoreOf(checks) };
}

/** Whether a check fails at this severity or a graver one; `withUnknown` counts what could not be seen too. */
export function failsAt(checks: readonly ReportedCheck[], level: Severity): readonly ReportedCheck[] {
  const limit = severities.indexOf(level);
  return checks.filter(({ findings }) =>
    findings.some(({ state, severity }) => state === 'fail' && severities.indexOf(severity) <= limit),
  );
}

/** How much worse one result is than another: above zero where `is` is worse. */
export function worsening(was: State, is: State): number {
  return rank(is) - rank(was);
}

const rank = (state: State): number => {
  if (state === 'waived' || state === 'attested') return 1;
  return results.length - results.indexOf(state);
};
