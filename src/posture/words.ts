import { type Finding, type Result, results, type Severity, severities } from './check.ts';

/** One thing that a word is about, as it was found when the word was written. */
export interface Covered {
  readonly about: string;
  readonly result: Result;
  readonly severity: Severity;
  /** Keyed digests of what the finding was judged by. */
  readonly saw: readonly string[];
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

const DAY_MS = 86_400_000;

/** Until when a word counts, as it was said: `the end of 2027-01-31 UTC`, or a minute. */
export function endText(untilMs: number): string {
  if (untilMs % DAY_MS === 0) return `the end of ${new Date(untilMs - 1).toISOString().slice(0, 10)} UTC`;
  return `${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A word that is about a finding. It counts unless it has ended, or covers less than is found now. */
export interface Said {
  readonly word: Word;
  readonly is: 'counting' | 'ended' | 'outgrown';
}

/** The word about a finding: an attestation only of what could not be seen, a waiver of what is open. The newest that covers it, ended or not. */
export function wordFor(
  words: readonly Word[],
  about: {
    readonly id: string;
    readonly finding: Finding;
    readonly severity: Severity;
    /** Keyed digests of what it was judged by. */
    readonly saw: readonly string[];
    readonly isAttestable: boolean;
    readonly nowMs: number;
  },
): Said | undefined {
  const { id, finding, severity, saw, isAttestable, nowMs } = about;
  const { result } = finding;
  if (result === 'pass' || result === 'not-applicable') return undefined;
  const meant = words
    .filter((word) => word.id === id && word.covers.some((covered) => covered.about === finding.about))
    .filter(({ kind }) => kind === 'waive' || (result === 'unknown' && isAttestable))
    .filter(({ atMs, untilMs }) => atMs <= nowMs && untilMs - atMs <= LONGEST_WORD_MS)
    .sort((a, b) => b.atMs - a.atMs);
  const covering = meant.find(({ covers }) => covers.some((covered) => coversIt(covered, { finding, severity, saw })));
  if (covering) return { word: covering, is: covering.untilMs <= nowMs ? 'ended' : 'counting' };
  const [newest] = meant;
  return newest && { word: newest, is: newest.untilMs <= nowMs ? 'ended' : 'outgrown' };
}

function coversIt(
  covered: Covered,
  found: { readonly finding: Finding; readonly severity: Severity; readonly saw: readonly string[] },
): boolean {
  const { finding, severity, saw } = found;
  return (
    covered.about === finding.about &&
    results.indexOf(finding.result) >= results.indexOf(covered.result) &&
    severities.indexOf(severity) >= severities.indexOf(covered.severity) &&
    saw.every((one) => covered.saw.includes(one))
  );
}
