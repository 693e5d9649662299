import { type Check, type Finding, type Severity, severities } from './check.ts';
import type { AnyFamily } from './families.ts';
import { type ReportedCheck, type ReportedFinding, type State, states } from './reported.ts';
import { sawOf } from './saw.ts';
import { type Score, scoreOf } from './score.ts';
import { type Word, wordFor } from './words.ts';

export interface Report {
  readonly atMs: number;
  readonly version: string;
  /** Worst first. */
  readonly checks: readonly ReportedCheck[];
  readonly counts: Readonly<Record<State, number>>;
  /** Ids of checks and names of families that alone were asked for; absent: all. */
  readonly asked?: readonly string[];
  /** Of all checks: absent where only some were asked for, for a part has no letter. */
  readonly score?: Score;
  /** The report before this one, of the same settings and folder. */
  readonly before?: Before;
  /** What differs from the state that was blessed; absent without one. */
  readonly drift?: readonly Drift[];
  /** Families in which the time ran out: of them only what is seen to be worse counts as such; absent where there are none. */
  readonly uncompared?: readonly string[];
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
  /** Where it was open. */
  readonly wasSeverity?: Severity | undefined;
  readonly is: State | 'absent';
  /** Where it is open. */
  readonly severity?: Severity | undefined;
}

/** A family with what was seen for it. */
export interface Looked {
  readonly family: AnyFamily;
  readonly facts: unknown;
}

/** What its owner has said, and what is needed to hold that against what is found. */
export interface OwnerSaid {
  readonly words: readonly Word[];
  /** No time of which something is known already lies behind it. */
  readonly nowMs: number;
  /** A keyed digest, the same for the same text. */
  digestOf(text: string): string;
  /** A short keyed digest that lasts, for people to see; undefined where there is none. */
  markOf?(text: string): string | undefined;
}

/** Judges what was seen, takes the owner's words in, and orders it: worst first. `wants`: ids or names of families; all when empty. */
export function judgeAll(
  looked: readonly Looked[],
  {
    wants = [],
    shown = (text) => text,
    ...said
  }: OwnerSaid & {
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
            judged(check, facts).map((finding) => known(finding, { id: check.id, shown, said })),
            said,
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

/** A finding as it may be shown, with keyed digests of what it was judged by before that. */
type Known = Finding & Required<Pick<Finding, 'saw'>>;

function known(
  finding: Finding,
  { id, shown, said }: { readonly id: string; readonly shown: (text: string) => string; readonly said: OwnerSaid },
): Known {
  const { about } = finding;
  // Things of different names may look alike when they are shown: what was said of one does not cover the other.
  const name = shown(about) === about ? [] : [said.digestOf(`${id} about ${about}`)];
  const saw = [...new Set(sawOf(finding))].map((one) => said.digestOf(`${id} ${about} ${one}`));
  return { ...shownFinding(finding, shown, said), saw: [...saw, ...name] };
}

/** Whatever is called by a secret is told, kept and answered without it: by a mark, at every look the same, where what may be shown tells less. */
function shownFinding(finding: Finding, shown: (text: string) => string, { markOf }: OwnerSaid): Finding {
  const { about, says, by, fix, places } = finding;
  const mark = shown(about) === about ? undefined : markOf?.(about);
  return {
    ...finding,
    about: mark === undefined ? shown(about) : `${shown(about)} #${mark}`,
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
  found: readonly Known[],
  { words, nowMs }: OwnerSaid,
): ReportedCheck {
  const findings = found
    .map((finding): ReportedFinding => {
      const severity = finding.severity ?? check.severity;
      const { saw } = finding;
      const said = wordFor(words, {
        id: check.id,
        finding,
        severity,
        saw,
        isAttestable: check.isAttestable === true,
        nowMs,
      });
      return {
        ...finding,
        state: said?.is === 'counting' ? ANSWERS[said.word.kind] : finding.result,
        severity,
        confidence: finding.confidence ?? 'certain',
        fix: finding.fix ?? (finding.result === 'unknown' ? fixOfUnseen(check) : check.fix),
        ...(said === undefined ? {} : { word: { ...said.word, ...ENDS[said.is] } }),
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

/** Of what nobody knows to be wrong nothing is mended; what its owner is to look at and attest is said by the check. */
const fixOfUnseen = ({ id, fix, isAttestable }: Check<never>): string =>
  isAttestable
    ? fix
    : `mend what keeps it from being seen (where only root may look: \`sudo keyward check ${id}\`), then look again: \`keyward check ${id}\``;

const ANSWERS = { attest: 'attested', waive: 'waived' } as const;
const ENDS = { counting: {}, ended: { hasEnded: true }, outgrown: { isOutgrown: true } } as const;

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
    readonly asked?: readonly string[];
    readonly uncompared?: readonly string[];
  },
): Report {
  const isWhole = more.asked === undefined;
  return { ...more, checks, counts: countStates(checks), ...(isWhole ? { score: scoreOf(checks) } : {}) };
}

/** Whether a check fails at this severity or a graver one; `withUnknown` counts what could not be seen too. */
export function failsAt(checks: readonly ReportedCheck[], level: Severity): readonly ReportedCheck[] {
  const limit = severities.indexOf(level);
  return checks.filter(({ findings }) =>
    findings.some(({ state, severity }) => state === 'fail' && severities.indexOf(severity) <= limit),
  );
}
