import { BIP39_ENGLISH } from './words.ts';

/** A word of the list, and where it stands. */
export interface PlacedWord {
  readonly text: string;
  readonly start: number;
}

const SHORTEST_WORD = 3;
const LONGEST_WORD = 8;
const FEWEST_WORDS = 12;
/** Twelve of the shortest words with a byte between them reach over so many bytes: one look at each so many meets every run. */
const STRIDE = SHORTEST_WORD * FEWEST_WORDS + FEWEST_WORDS - 1;
/** Between two words: blanks, quotes, commas, numbers, escaped ends of lines. */
const LONGEST_GAP = 14;
const A = 97;
const BACKSLASH = 0x5c;
/** n, r, t. */
const ESCAPED = new Set([0x6e, 0x72, 0x74]);

const LETTER = new Uint8Array(256);
for (let code = A; code < A + 26; code++) LETTER[code] = 1;
/** What may stand between two words: nothing that ends a sentence but the dot behind a number. */
const IN_GAP = new Uint8Array(256);
for (const char of ' \t\r\n"\'`,.;|)(/\\-[]:*#>0123456789_') IN_GAP[char.charCodeAt(0)] = 1;
/** The length of each word by its first four letters, which no other word shares. */
const LENGTHS = new Uint8Array(27 ** 4);
for (const word of BIP39_ENGLISH) LENGTHS[placeOf(Buffer.from(word), 0, word.length)] = word.length;

function placeOf(bytes: Uint8Array, start: number, end: number): number {
  const fourth = end - start > SHORTEST_WORD ? bytes[start + 3]! - A : 26;
  return ((bytes[start]! - A) * 27 + (bytes[start + 1]! - A)) * 729 + (bytes[start + 2]! - A) * 27 + fourth;
}

/** Tells of each run of at least twelve words of the list with little between them. Most bytes of a text are never looked at. */
export function findWordRuns(bytes: Buffer, visit: (words: readonly PlacedWord[]) => void): void {
  const { length } = bytes;
  let least = 0;
  for (let at = STRIDE - 1; at < length; ) {
    let probe = at;
    // A look between two words goes on to the next.
    while (probe < length && LETTER[bytes[probe]!] === 0 && probe - at < LONGEST_GAP) probe++;
    if (probe >= length || LETTER[bytes[probe]!] === 0) {
      least = probe;
      at = probe + STRIDE;
      continue;
    }
    let start = probe;
    while (start > least && LETTER[bytes[start - 1]!] === 1 && probe - start <= LONGEST_WORD) start--;
    let end = probe + 1;
    while (end < length && LETTER[bytes[end]!] === 1 && end - start <= LONGEST_WORD) end++;
    if (!isListed(bytes, start, end)) {
      least = end;
      at = end + STRIDE - 1;
      continue;
    }
    const first = firstBefore(bytes, start, least);
    least = lastBehind(bytes, end);
    // Words and what is between them: most runs end after a few.
    if (least - first >= STRIDE) tell(bytes, first, least, visit);
    at = least + STRIDE - 1;
  }
}

/** By its first four letters and its length: what a look at the list would tell all but always. */
function isListed(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  return length >= SHORTEST_WORD && length <= LONGEST_WORD && LENGTHS[placeOf(bytes, start, end)] === length;
}

/** Where the first word begins of those that stand before this one with a gap between each. */
function firstBefore(bytes: Buffer, start: number, least: number): number {
  for (let first = start; ; ) {
    const end = endBefore(bytes, first, least);
    if (end < 0) return first;
    const at = startOf(bytes, end, least);
    if (!isListed(bytes, at, end)) return first;
    first = at;
  }
}

/** Where the last word ends of those that follow. */
function lastBehind(bytes: Buffer, end: number): number {
  for (let last = end; ; ) {
    const from = wordBehind(bytes, last);
    if (from < 0) return last;
    last = endOf(bytes, from);
  }
}

/** Where the next word begins; -1 where none of the list follows. */
function wordBehind(bytes: Buffer, end: number): number {
  const next = startAfter(bytes, end);
  if (next < 0) return -1;
  // An end of a line as it stands in a string of JSON: the letter is no part of the word.
  const isEscaped = bytes[next - 1] === BACKSLASH && ESCAPED.has(bytes[next]!);
  const from = isEscaped && isListed(bytes, next + 1, endOf(bytes, next + 1)) ? next + 1 : next;
  return isListed(bytes, from, endOf(bytes, from)) ? from : -1;
}

/** Tells of a run, where it is of words enough. */
function tell(bytes: Buffer, first: number, last: number, visit: (words: readonly PlacedWord[]) => void): void {
  const words: PlacedWord[] = [];
  for (let start = first; start >= 0; ) {
    const end = endOf(bytes, start);
    words.push({ text: bytes.toString('latin1', start, end), start });
    start = end < last ? wordBehind(bytes, end) : -1;
  }
  if (words.length >= FEWEST_WORDS) visit(words);
}

/** The end of what stands before a gap; -1 where there is no gap. */
function endBefore(bytes: Buffer, from: number, least: number): number {
  let end = from;
  while (end > least && IN_GAP[bytes[end - 1]!] === 1 && from - end < LONGEST_GAP) end--;
  return end === from ? -1 : end;
}

/** The beginning of what stands behind a gap; -1 where there is no gap. */
function startAfter(bytes: Buffer, from: number): number {
  let start = from;
  while (start < bytes.length && IN_GAP[bytes[start]!] === 1 && start - from < LONGEST_GAP) start++;
  return start === from ? -1 : start;
}

function startOf(bytes: Buffer, end: number, least: number): number {
  let start = end;
  while (start > least && LETTER[bytes[start - 1]!] === 1 && end - start <= LONGEST_WORD) start--;
  return start;
}

function endOf(bytes: Buffer, start: number): number {
  let end = start;
  while (end < bytes.length && LETTER[bytes[end]!] === 1 && end - start <= LONGEST_WORD) end++;
  return end;
}
