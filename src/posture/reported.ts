import type { Finding, Result, Severity } from './check.ts';
import type { Word } from './words.ts';

/** What came of a finding: as it was seen, or as its owner has answered it. */
export type State = Result | 'attested' | 'waived';

/** Worst first; what its owner has answered is above what is fine by itself. */
export const states: readonly State[] = ['fail', 'warn', 'unknown', 'waived', 'attested', 'pass', 'not-applicable'];

export interface ReportedFinding extends Finding {
  readonly state: State;
  readonly severity: Severity;
  readonly confidence: 'certain' | 'likely';
  readonly fix: string;
  /** Keyed digests of what it was judged by. */
  readonly saw: readonly string[];
  /** Its owner's answer; one that has ended, or covers less than is found now, is told, and counts no more. */
  readonly word?: Word & { readonly hasEnded?: true; readonly isOutgrown?: true };
  /** When this result was first seen; absent without a history. */
  readonly sinceMs?: number;
}

export interface ReportedCheck {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  /** The gravest of its findings that are not fine, else its own. */
  readonly severity: Severity;
  /** The worst of its findings. */
  readonly state: State;
  readonly why: string;
  readonly how: string;
  readonly undo: string;
  readonly references: readonly string[];
  readonly boxes: readonly number[];
  readonly findings: readonly ReportedFinding[];
}
