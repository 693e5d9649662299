import { type Finding, type Result, results, type Severity, severities } from './check.ts';

/** One thing that a word is about, as it was found when the word was written. */
export interface Covered {
  readonly about: string;
  readonly result: Result;
  readonly severity: Severity;
}

/** What the owner has written of a check: that it is so where Keyward cannot see it, or that a finding may stand for a time. */
export interface Word {
  readonly kind: 'attest' | 'waive';
  readonly id: string;
  /** What it covers: neither a thing that was found later, nor one that has become worse since. */
  readonly covers: readonly Covered[];
  readonly why: string;
  readonly who: string;
  readonly atMs: number;
  /** From then on it counts no more, and is asked for again. */
  readonly untilMs: number;
}

/** What nobody looks at for longer is not known any more. */
export const LONGEST_WORD_MS = 366 * 86_400_000;

/** The word that answers a finding: an attestation only what could not be seen, a waiver what is open. The newest counts, ended or not. */
export function wordFor(
  words: readonly Word[],
  about: {
    readonly id: string;
    readonly finding: Finding;
    readonly severity: Severity;
    readonly isAttestable: boolean;
    readonly nowMs: number;
  },
): Word | undefined {
  const { id, finding, severity, isAttestable, nowMs } = about;
  const { result } = finding;
  if (result === 'pass' || result === 'not-applicable') return undefined;
  return words
    .filter((word) => word.id === id && word.covers.some((covered) => coversIt(covered, finding, severity)))
    .filter(({ kind }) => kind === 'waive' || (result === 'unknown' && isAttestable))
    .filter(({ atMs, untilMs }) => atMs <= nowMs && untilMs - atMs <= LONGEST_WORD_MS)
    .sort((a, b) => b.atMs - a.atMs)[0];
}

function coversIt(covered: Covered, { about, result }: Finding, severity: Severity): boolean {
  return (
    covered.about === about &&
    results.indexOf(result) >= results.indexOf(covered.result) &&
    severities.indexOf(severity) >= severities.indexOf(covered.severity)
  );
}
