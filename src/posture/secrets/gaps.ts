import type { Finding } from '../check.ts';
import type { Gap } from './facts.ts';

/** What could not be looked at, each as an unknown. */
export const unknowns = (gaps: readonly Gap[], by: string): Finding[] =>
  [...new Map(gaps.map((gap) => [gap.about, gap])).values()].map(({ about, why, fix }) => ({
    result: 'unknown',
    about,
    says: `not looked at: ${why}`,
    by,
    ...(fix !== undefined && { fix }),
  }));

/** Findings; or that nothing was found, where all could be seen; or that there was nothing to look at. */
export function orClean(
  findings: readonly Finding[],
  clean: {
    readonly about: string;
    readonly by: string;
    readonly read: number;
    readonly says: string;
    readonly none: string;
  },
): readonly Finding[] {
  if (findings.length > 0) return findings;
  const { about, by, read, says, none } = clean;
  return read === 0 ? [{ result: 'not-applicable', about, says: none, by }] : [{ result: 'pass', about, says, by }];
}
