export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Worst first. */
export const results = ['fail', 'warn', 'unknown', 'pass', 'not-applicable'] as const;
export type Result = (typeof results)[number];

/** What one look has seen, or why it could not see; `by` is the command, file or call. What was not seen is never a pass. */
export type Sight<T> = { readonly by: string; readonly seen: T } | { readonly by: string; readonly unseen: string };

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
}

/** What a check says of one thing. */
export interface Finding {
  readonly result: Result;
  /** The one thing that it is about, named so that it is the same at the next look: `key main`, `bot /srv/grid`, `sshd`, `this host`. */
  readonly about: string;
  /** What was seen, as one sentence without its first capital and full stop. No secret, no address of a person. */
  readonly says: string;
  /** How it was measured: the command, file or call. */
  readonly by: string;
  /** Where this case is graver or lighter than its check. */
  readonly severity?: Severity;
  /** `certain` when absent. */
  readonly confidence?: 'certain' | 'likely';
  /** The exact fix for this one; the check's when absent. */
  readonly fix?: string;
  readonly places?: readonly Place[];
  /**
   * What it was judged by, one thing each: ids of secrets, a mode, who can read. The owner's word on a finding holds while nothing stands here that
   * did not stand here then. Absent: its sentence, without what changes by itself (`saw.ts`). It may name what is not to be shown.
   */
  readonly saw?: readonly string[];
}

/** A question about the owner's keys, host, bots or account. It judges what was seen, and looks at nothing by itself. */
export interface Check<Facts> {
  /** Permanent, such as `HOST-02`. */
  readonly id: string;
  readonly severity: Severity;
  /** What should be, as a statement: `root does not log in over SSH`. */
  readonly title: string;
  /** What is lost where it is not so, in one or two sentences. */
  readonly why: string;
  /** How it is measured, and what that cannot see. */
  readonly how: string;
  /** What to do, with the command. */
  readonly fix: string;
  /** How that is taken back. */
  readonly undo: string;
  /** Pages or standards that say so. */
  readonly references: readonly string[];
  /** Boxes of the guides that it answers (`guide.ts`). */
  readonly boxes: readonly number[];
  /** Its owner may answer what cannot be seen, for a time. */
  readonly isAttestable?: true;
  /** At least one finding; what does not apply here is said. */
  judge(facts: Facts): readonly Finding[];
}

/** Checks that judge the same facts. */
export interface Family<Facts> {
  /** The first part of its ids: `HOST`. */
  readonly name: string;
  readonly title: string;
  readonly checks: readonly Check<Facts>[];
  /** Facts where nothing could be seen, for this reason. */
  blind(reason: string): Facts;
}

/** Cases of one check, beside it. */
export interface Cases<Facts> {
  /** Each has a pass and nothing worse. */
  readonly good: Readonly<Record<string, Facts>>;
  /** Each has a fail or a warn. */
  readonly bad: Readonly<Record<string, Facts>>;
  /** What looks bad and is not, or may not be judged: no fail, no warn. */
  readonly near?: Readonly<Record<string, Facts>>;
}

/** The seen value, or the finding that it could not be seen. */
export function whenSeen<T>(
  about: string,
  sight: Sight<T>,
  judge: (seen: T, by: string) => readonly Finding[],
): readonly Finding[] {
  if ('unseen' in sight) return [{ result: 'unknown', about, says: sight.unseen, by: sight.by }];
  return judge(sight.seen, sight.by);
}

/** What could not be seen is said with how to see it, not with the fix of what nobody knows to be wrong. */
export const toSee = (findings: readonly Finding[], fix: string): readonly Finding[] =>
  findings.map((one) => (one.result === 'unknown' ? { fix, ...one } : one));

export const seen = <T>(by: string, value: T): Sight<T> => ({ by, seen: value });
export const unseen = (by: string, why: string): Sight<never> => ({ by, unseen: why });
