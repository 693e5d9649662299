/** Bytes of a token: letters, digits and `+ / = _ -`. */
const IN_TOKEN = new Uint8Array(256);
const DOT = 0x2e;
const LEAST_WITHOUT_DIGIT = 24;
const CASE = 0x20;
const isCapital = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a;
const isLetter = (byte: number): boolean => (byte | CASE) >= 0x61 && (byte | CASE) <= 0x7a;
const DIGIT = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-')
  IN_TOKEN[char.charCodeAt(0)] = 1;
for (const char of '0123456789') DIGIT[char.charCodeAt(0)] = 1;

/** The shortest run that is looked at: no secret of the field that is told by its shape is shorter, those that are stand beside one that is not. */
export const SHORTEST_RUN = 16;

/** Where a run of token bytes stands, `end` not included. */
export type VisitRun = (start: number, end: number) => void;

/**
 * Tells of each run of at least `SHORTEST_RUN` token bytes with a digit in it, in order: random characters hold one all
 * but surely, names and words mostly none. Only every sixteenth byte is looked at where there is
 * none, so that most of a text costs nothing.
 */
export function findRuns(bytes: Uint8Array, visit: VisitRun): void {
  const { length } = bytes;
  let least = 0;
  for (let at = SHORTEST_RUN - 1; at < length; at += SHORTEST_RUN) {
    if (IN_TOKEN[bytes[at]!] === 0) continue;
    let start = at;
    while (start > least && IN_TOKEN[bytes[start - 1]!] === 1) start--;
    let end = at + 1;
    while (end < length && IN_TOKEN[bytes[end]!] === 1) end++;
    if (end - start >= SHORTEST_RUN && isDrawn(bytes, start, end)) visit(start, end);
    least = end;
    // The byte at `end` is in no token: the next run begins behind it.
    at = end;
  }
}

/**
 * Whether a run may be drawn: it holds a digit, or is long and changes between small letters and capitals as no name does, or stands behind the prefix
 * that a service gives its tokens, as `TD.`. One drawn value of some hundred has no digit, of short ones one of twenty.
 */
function isDrawn(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (DIGIT[bytes[at]!] === 1) return true;
  const isPrefixed = bytes[start - 1] === DOT && isCapital(bytes[start - 2]) && isCapital(bytes[start - 3]);
  if (!isPrefixed && end - start < LEAST_WITHOUT_DIGIT) return false;
  let changes = 0;
  for (let at = start + 1; at < end; at++)
    if (((bytes[at]! ^ bytes[at - 1]!) & CASE) !== 0 && isLetter(bytes[at]!) && isLetter(bytes[at - 1]!)) changes++;
  return changes * 5 >= (end - start) * 2;
}
