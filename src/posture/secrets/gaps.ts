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
    readonly skipped?: readonly string[];
  },
): readonly Finding[] {
  if (findings.length > 0) return findings;
  const { about, by, read, none } = clean;
  const says = `${clean.says}${toldSkipped(clean.skipped ?? [])}`;
  return read === 0 ? [{ result: 'not-applicable', about, says: none, by }] : [{ result: 'pass', about, says, by }];
}

const MOST_NAMED = 3;

/** What was left out on purpose is said where nothing was found. */
function toldSkipped(folders: readonly string[]): string {
  const more = folders.length - MOST_NAMED;
  const named = `${folders.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return folders.length === 0 ? '' : `; what a tool has made was not looked into: ${named}`;
}
