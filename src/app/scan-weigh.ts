import {
  type Baseline,
  counts,
  excusedBy,
  type FoundSecret,
  inOrder,
  severityVerified,
  type Unscanned,
  type Verified,
} from '../scan/index.ts';
import type { KeptLeak } from './scan-kept.ts';

export interface Weighing {
  readonly isPublish: boolean;
  readonly known: Baseline | undefined;
  /** Ids under the key of the baseline, by those of the scan. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** What was shown dead before, by id. */
  readonly dead: ReadonlyMap<string, KeptLeak>;
  readonly today: string;
}

/** What was found, with what is known of it, the worst first. */
export function weighed(
  leaks: readonly FoundSecret[],
  { isPublish, known, fingerprints, dead, today }: Weighing,
): FoundSecret[] {
  return leaks
    .map((leak) => (isPublish ? published(leak) : leak))
    .map((leak) => excused(leak, known, fingerprints.get(leak.id), today))
    .map((leak) => settled(leak, dead.get(leak.id)))
    .sort(inOrder);
}

/** A comment becomes public with what stands beside it: it excuses nothing. */
function published({ excused: _excused, ...leak }: FoundSecret): FoundSecret {
  const note = 'the comment beside it does not count before a repository becomes public';
  return { ...leak, severity: 'critical', notes: _excused ? [...leak.notes, note] : leak.notes };
}

/** What the baseline knows is excused until its day; from then on it is told again, with whose it was. */
function excused(
  leak: FoundSecret,
  known: Baseline | undefined,
  fingerprint: string | undefined,
  today: string,
): FoundSecret {
  const entry = known?.entries.find(({ id }) => id === fingerprint);
  if (!entry || leak.excused) return leak;
  if (counts(entry, today)) return { ...leak, excused: excusedBy(entry) };
  const note = `its entry in the baseline ended on ${entry.until} (${entry.owner}: ${entry.reason})`;
  return { ...leak, notes: [...leak.notes, note] };
}

/** What was shown dead before is told, and weighs nothing. */
function settled(leak: FoundSecret, dead: KeptLeak | undefined): FoundSecret {
  if (!dead) return leak;
  return { ...leak, severity: 'info', verified: { is: 'dead', says: `dead since ${dead.dead}: ${dead.how ?? ''}` } };
}

/** With what their exchanges say, weighed anew. */
export function withVerified(
  leaks: readonly FoundSecret[],
  verified: ReadonlyMap<string, Verified>,
  isPublish: boolean,
): FoundSecret[] {
  return leaks
    .map((leak) => {
      const told = verified.get(leak.id);
      // That nobody answers makes no dead key alive.
      if (!told || (told.is === 'unknown' && leak.verified?.is === 'dead')) return leak;
      const severity = severityVerified(leak.severity, told);
      return { ...leak, verified: told, severity: isPublish && told.is !== 'dead' ? ('critical' as const) : severity };
    })
    .sort(inOrder);
}

/** Of all only those that live, may live, or are excused; how many are dead; and why some were not asked of. */
export interface Living {
  readonly leaks: readonly FoundSecret[];
  readonly dead: number;
}

export function livingOf(leaks: readonly FoundSecret[]): Living {
  const isShown = ({ excused: known, verified }: FoundSecret): boolean =>
    known !== undefined || verified?.is === 'alive' || verified?.is === 'unknown';
  return {
    leaks: leaks.filter(isShown),
    dead: leaks.filter(({ excused: known, verified }) => !known && verified?.is === 'dead').length,
  };
}

type Why = Unscanned['why'];

/** Not read though it may be text that was meant: then "nothing was found" says too much. */
const GAPS = new Set<Why>([
  'missing',
  'damaged',
  'unreadable',
  'too-big',
  'repository',
  'sparse',
  'no-file',
  'too-many',
]);
/** What becomes public with a repository, unread. */
const PUBLISHED = new Set<Why>(['archive', 'lfs']);

/** Whether what was not read keeps it from being clean; before a repository becomes public what is packed, or kept elsewhere for it, does too. */
export const hasGaps = (unscanned: readonly Unscanned[], isPublish: boolean): boolean =>
  unscanned.some(({ why, isAsked }) => isAsked || GAPS.has(why) || (isPublish && PUBLISHED.has(why)));

interface Exiting {
  readonly read: number;
  readonly readBefore: number;
  readonly leaks: readonly FoundSecret[];
  readonly unscanned: readonly Unscanned[];
  readonly notAsked?: ReadonlyMap<string, string> | undefined;
}

/** 1: something was found that counts; 3: nothing was, and not all could be looked at, or asked. */
export function scanExit(
  { leaks, unscanned, notAsked, read, readBefore }: Exiting,
  { isPublish, onlyVerified }: { readonly isPublish: boolean; readonly onlyVerified: boolean },
): 0 | 1 | 3 {
  const open = leaks.filter(({ excused: known, severity }) => !known && severity !== 'info');
  const counted = onlyVerified ? open.filter(({ verified }) => verified?.is === 'alive') : open;
  if (counted.length > 0) return 1;
  const isUnsure = onlyVerified && (open.length > 0 || (notAsked?.size ?? 0) > 0);
  // Where nothing else is, what is packed was meant to be read.
  const isUnread = read + readBefore === 0 && unscanned.some(({ why }) => PUBLISHED.has(why));
  return isUnsure || isUnread || hasGaps(unscanned, isPublish) ? 3 : 0;
}
