import type { Tone } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { ReportedCheck, ReportedFinding, State } from '../reported.ts';
import { endText } from '../words.ts';

export const TONES: Readonly<Record<State, Tone>> = {
  fail: 'bad',
  warn: 'warn',
  unknown: 'dim',
  waived: 'dim',
  attested: 'good',
  pass: 'good',
  'not-applicable': 'plain',
};

const DAY_MS = 86_400_000;

/** `2026-11-22`. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** `2026-11-22 12:00 UTC`. */
export const momentOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A finding in a sentence, with what its owner has answered. */
export function saysOf({ about, says, word }: ReportedFinding): string {
  return `${about}: ${says}${word === undefined ? '' : `; ${wordText(word)}`}`;
}

/** What the owner has answered, in words. */
export function wordText({
  kind,
  who,
  why,
  untilMs,
  hasEnded,
  isOutgrown,
}: NonNullable<ReportedFinding['word']>): string {
  const did = kind === 'attest' ? 'attested' : 'waived';
  const end = hasEnded ? ', which is over' : isOutgrown ? ', when less was found than now, so it does not count' : '';
  return `${did} by ${who} until ${endText(untilMs)}${end} (${why})`;
}

/** Since when it is so; nothing where that is not known, or is today. */
export function sinceOf({ sinceMs }: ReportedFinding, atMs: number): string {
  if (sinceMs === undefined || atMs - sinceMs < DAY_MS) return '';
  return `since ${dayOf(sinceMs)}`;
}

/** `82 of 100, B; `; of a part, what was asked for. */
export function scoreText({ score, asked = [] }: Report): string {
  return score === undefined ? `of ${asked.join(', ')}: ` : `${score.points} of 100, ${score.letter}; `;
}

/** `3 fail, 1 warns, 2 unknown, 20 pass`: what there is, worst first. */
export function countsText({ counts }: Report): string {
  const words = (Object.entries(counts) as [State, number][]).filter(([, count]) => count > 0);
  return words.map(([state, count]) => `${count} ${state}`).join(', ');
}

/** What of a check is not fine. */
export const openFindings = ({ findings }: ReportedCheck): readonly ReportedFinding[] =>
  findings.filter(({ state }) => state !== 'pass' && state !== 'not-applicable');
