import type { Finding } from '../monitor/index.ts';

const MOST_LINES = 60;
const LONGEST = 200;
/** A sentence, and what it is about, which is long only where an exchange gives such names. */
const LONGEST_SENTENCE = 2_000;
/** As it is spelt in the journal, whose lines have an end: a strange character takes several bytes. */
const MOST_BYTES = 24_000;

/** A finding as the journal and the alarms take it, whatever an exchange has put into its answers. */
export function cutFinding(finding: Finding): Finding {
  const { about, says, evidence } = finding;
  return {
    ...finding,
    about: cut(about, LONGEST_SENTENCE),
    says: cut(says, LONGEST_SENTENCE),
    evidence: cutLines(evidence),
  };
}

function cutLines(lines: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let bytes = 0;
  for (const line of lines.slice(0, MOST_LINES)) {
    const short = cut(line, LONGEST);
    bytes += bytesOf(short);
    if (bytes > MOST_BYTES) break;
    shown.push(short);
  }
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}

function cut(text: string, longest: number): string {
  let short = text.slice(0, longest);
  while (bytesOf(short) > 4 * longest) short = short.slice(0, short.length / 2);
  return short;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
