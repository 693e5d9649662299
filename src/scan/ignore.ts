import { looksRandom } from './chance.ts';
import type { Finding } from './finding.ts';

const MARK = 'keyward:ignore';
/** On the line itself, behind whatever begins a comment there. */
const BESIDE = /(?:#|\/\/|\/\*|--|;|<!--|%|\bREM)\s{0,9}keyward:ignore\b[ \t:]*(.*)$/i;
/** A comment that is a line by itself speaks of the line below. */
const ALONE = /^\s*(?:#|\/\/|\/\*|--|;|<!--|%|\*|\bREM)\s{0,9}keyward:ignore\b[ \t:]*(.*)$/i;
/** Behind the end of a comment stands what it says nothing of. */
const BEHIND = /\s*(?:\*\/|-->)[\s\S]*$/;
const LONGEST_WORD = 16;
const LEAST_REASON = 8;
/** A line over so many bytes holds no comment that anybody has read. */
const LONGEST = 4_000;

/**
 * The comment that says that a finding is to be ignored: `keyward:ignore REASON`, beside each part that is not a mere key id, or on a line of its
 * own above the first. `undefined` where there is none; without `reason` where none of at least eight characters is given.
 */
export function ignoreOf({ parts }: Pick<Finding, 'parts'>, text: Buffer): Finding['ignore'] {
  if (text.indexOf(MARK) < 0 && text.indexOf(MARK.toUpperCase()) < 0) return undefined;
  const first = Math.min(...parts.map(({ line }) => line));
  const telling = parts.filter(({ part }) => part !== 'key');
  const lines = linesAt(text, new Set([first - 1, ...parts.flatMap(({ line }) => [line - 1, line])]));
  const above = ALONE.exec(lines.get(first - 1) ?? '');
  const found = above
    ? [above]
    : (telling.length === 0 ? parts : telling).map(
        ({ line }) => BESIDE.exec(lines.get(line) ?? '') ?? ALONE.exec(lines.get(line - 1) ?? ''),
      );
  if (found.every((match) => match === null)) return undefined;
  // Beside one half alone it says nothing of the other.
  if (found.some((match) => match === null)) return undefined;
  const reason = found
    .map((match) =>
      (match?.[1] ?? '')
        .replace(BEHIND, '')
        .replace(/[A-Za-z0-9+/=_-]+/g, shownOf)
        .trim(),
    )
    .find((one) => one.length >= LEAST_REASON);
  return reason === undefined ? {} : { reason };
}

/** A reason is shown: nothing in it may look drawn by chance. */
const shownOf = (word: string): string => (word.length >= LONGEST_WORD && looksRandom(word) ? '…' : word);

/** These lines of a text, from one; lines that are too long are left out. */
function linesAt(text: Buffer, wanted: ReadonlySet<number>): Map<number, string> {
  const found = new Map<number, string>();
  const last = Math.max(...wanted);
  let start = 0;
  for (let line = 1; line <= last && start <= text.length; line++) {
    const next = text.indexOf(10, start);
    const end = next < 0 ? text.length : next;
    if (wanted.has(line) && end - start <= LONGEST) found.set(line, text.toString('utf8', start, end));
    if (next < 0) break;
    start = next + 1;
  }
  return found;
}
