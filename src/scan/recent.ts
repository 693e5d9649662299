/** A piece of a text, `end` not included. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Texts of so many bytes in all are remembered, the latest. */
const CAPACITY = 32 * 1024 * 1024;
/** A text over this is read in whole. */
const LONGEST = 8 * 1024 * 1024;
/** The beginning and the end by which a text is found again. */
const KEY_LENGTH = 64;
const KEYS = 1 << 12;
/** Of the texts that begin alike so many, of which the two nearest in length are looked at. */
const MOST_ALIKE = 24;
/** Texts with less in common at their beginning and end are not compared. */
const FEWEST_SAME = 100;
/** What decides on a value stands so near to it, before and behind, in bytes; see `Judge.read`. */
const REACH = 1_024;
/** Around a change, whatever word it is part of. */
const WORD = 40;
/** A line that is longer is not looked at in pieces. */
const LONGEST_LINE = 32 * 1024;
/** So many bytes, looked up in the older text, show where it goes on; farther behind each other where they are not met. */
const PROBE = 48;
const FIRST_STEP = 128;
const LAST_STEP = 16 * 1024;
/** As far in the older text they are looked for. */
const LOOK = 96 * 1024;
const LF = 10;

/** One that was read. */
interface Known {
  /** Of its first byte among all that were ever remembered: the place in the ring is the rest by its size. */
  readonly at: number;
  readonly length: number;
  readonly isQuiet: boolean;
}

/** How a text differs from one that was read before. */
export interface Likeness {
  /** Nothing was met in the other that asks who it speaks of. */
  readonly isQuiet: boolean;
  /** What is new, with as much around it as decides on a value, in order. */
  readonly pieces: readonly Piece[];
  /** What is new, and what is no longer there. */
  readonly changed: readonly Buffer[];
}

/** A change: of the text, and of the older one. */
interface Change extends Piece {
  readonly oldStart: number;
  readonly oldEnd: number;
}

/**
 * Texts of a history are mostly the ones before them with some lines changed. Remembers texts in which nothing was found, and tells what is new in the
 * next.
 */
export class Recent {
  readonly #ring: Buffer;
  #at = 0;
  readonly #byHead: Known[][] = Array.from({ length: KEYS }, () => []);
  readonly #byTail: (Known | undefined)[] = new Array(KEYS);
  #last: Known | undefined;

  constructor(capacity = CAPACITY) {
    this.#ring = Buffer.allocUnsafeSlow(capacity);
  }

  /** `isQuiet`: as `Judge.read` says. */
  add(text: Buffer, isQuiet: boolean): void {
    const { length } = text;
    if (length > Math.min(LONGEST, this.#ring.length / 4) || length < KEY_LENGTH) return;
    const place = this.#at % this.#ring.length;
    // In one piece: the rest of the ring stays as it was.
    if (place + length > this.#ring.length) this.#at += this.#ring.length - place;
    text.copy(this.#ring, this.#at % this.#ring.length);
    const known = { at: this.#at, length, isQuiet };
    this.#at += length;
    const alike = this.#byHead[keyOf(text, 0)]!;
    if (alike.length === MOST_ALIKE) alike.shift();
    alike.push(known);
    this.#byTail[keyOf(text, length - KEY_LENGTH)] = known;
    this.#last = known;
  }

  /** How a text differs from the one most like it; `undefined` where none is like it. */
  like(text: Buffer): Likeness | undefined {
    const { length } = text;
    if (length < KEY_LENGTH || length > LONGEST) return undefined;
    let best: { readonly same: number; readonly old: Buffer; readonly isQuiet: boolean } | undefined;
    for (const known of this.#candidates(text)) {
      if (this.#at - known.at > this.#ring.length) continue;
      const place = known.at % this.#ring.length;
      const old = this.#ring.subarray(place, place + known.length);
      const head = commonHead(text, 0, length, old, 0, old.length);
      const same = head + commonTail(text, head, length, old, Math.min(head, old.length), old.length);
      if (same > (best?.same ?? FEWEST_SAME)) best = { same, old, isQuiet: known.isQuiet };
      if (same * 10 > length * 9) break;
    }
    if (!best) return undefined;
    const { old, isQuiet } = best;
    const changes = changesOf(text, old);
    const pieces = widened(text, changes);
    if (!pieces || pieces.reduce((sum, { start, end }) => sum + end - start, 0) * 10 > length * 6) return undefined;
    const changed = changes.flatMap(({ start, end, oldStart, oldEnd }) => [
      text.subarray(Math.max(0, start - WORD), end + WORD),
      old.subarray(Math.max(0, oldStart - WORD), oldEnd + WORD),
    ]);
    return { isQuiet, pieces, changed };
  }

  #candidates(text: Buffer): Set<Known> {
    const { length } = text;
    const found = new Set<Known>();
    const tail = this.#byTail[keyOf(text, length - KEY_LENGTH)];
    if (tail) found.add(tail);
    let nearest: Known | undefined;
    let second: Known | undefined;
    for (const known of this.#byHead[keyOf(text, 0)]!) {
      if (!nearest || Math.abs(known.length - length) <= Math.abs(nearest.length - length)) {
        second = nearest;
        nearest = known;
      }
    }
    if (nearest) found.add(nearest);
    if (second) found.add(second);
    if (this.#last) found.add(this.#last);
    return found;
  }
}

/** What of a text is not in another, in the order of both. */
function changesOf(text: Buffer, old: Buffer): Change[] {
  const changes: Change[] = [];
  const tail = commonTail(text, 0, text.length, old, 0, old.length);
  const end = text.length - tail;
  const oldEnd = old.length - tail;
  let at = commonHead(text, 0, end, old, 0, oldEnd);
  let oldAt = at;
  while (at < end || oldAt < oldEnd) {
    const met = nextMet(text, at, end, old, oldAt, oldEnd);
    if (!met) {
      changes.push({ start: at, end, oldStart: oldAt, oldEnd });
      break;
    }
    const back = commonTail(text, at, met.at, old, oldAt, met.oldAt);
    changes.push({ start: at, end: met.at - back, oldStart: oldAt, oldEnd: met.oldAt - back });
    const same = commonHead(text, met.at, end, old, met.oldAt, oldEnd);
    at = met.at + same;
    oldAt = met.oldAt + same;
  }
  return changes;
}

interface Met {
  readonly at: number;
  readonly oldAt: number;
}

/** Where two texts go on alike. */
function nextMet(
  text: Buffer,
  from: number,
  end: number,
  old: Buffer,
  oldFrom: number,
  oldEnd: number,
): Met | undefined {
  const among = old.subarray(oldFrom, Math.min(oldEnd, oldFrom + LOOK));
  for (let step = FIRST_STEP; step <= LAST_STEP && from + step + PROBE <= end; step *= 2) {
    const found = among.indexOf(text.subarray(from + step, from + step + PROBE));
    if (found >= 0) return { at: from + step, oldAt: oldFrom + found };
  }
  return undefined;
}

/** Any number that is the same for the same bytes: what it finds is compared. */
function keyOf(text: Buffer, start: number): number {
  let key = 0;
  for (let at = start; at < start + KEY_LENGTH; at++) key = (Math.imul(key, 31) + text[at]!) | 0;
  return (key ^ (key >>> 16)) & (KEYS - 1);
}

/** So many bytes at the beginning of two pieces are the same. */
function commonHead(a: Buffer, aStart: number, aEnd: number, b: Buffer, bStart: number, bEnd: number): number {
  const most = Math.min(aEnd - aStart, bEnd - bStart);
  let same = 0;
  let step = 512;
  while (same < most) {
    const next = Math.min(step, most - same);
    const at = bStart + same;
    if (a.compare(b, at, at + next, aStart + same, aStart + same + next) === 0) {
      same += next;
      step *= 4;
    } else if (next <= 32) {
      while (a[aStart + same] === b[bStart + same]) same++;
      return same;
    } else {
      step = next >> 2;
    }
  }
  return same;
}

/** So many bytes at the end of two pieces are the same. */
function commonTail(a: Buffer, aStart: number, aEnd: number, b: Buffer, bStart: number, bEnd: number): number {
  const most = Math.min(aEnd - aStart, bEnd - bStart);
  let same = 0;
  let step = 512;
  while (same < most) {
    const next = Math.min(step, most - same);
    const at = bEnd - same - next;
    if (a.compare(b, at, at + next, aEnd - same - next, aEnd - same) === 0) {
      same += next;
      step *= 4;
    } else if (next <= 32) {
      while (a[aEnd - same - 1] === b[bEnd - same - 1]) same++;
      return same;
    } else {
      step = next >> 2;
    }
  }
  return same;
}

/** Pieces with what is around them, to the ends of their lines; those that meet are one. `undefined` where a line is too long for that. */
function widened(text: Buffer, pieces: readonly Piece[]): readonly Piece[] | undefined {
  const wide: { start: number; end: number }[] = [];
  for (const { start, end } of pieces) {
    const from = start < REACH ? 0 : text.lastIndexOf(LF, start - REACH) + 1;
    const found = end + REACH >= text.length ? -1 : text.indexOf(LF, end + REACH);
    const to = found < 0 ? text.length : found + 1;
    if (start - from > LONGEST_LINE || to - end > LONGEST_LINE) return undefined;
    const last = wide.at(-1);
    if (last && from <= last.end) last.end = Math.max(last.end, to);
    else wide.push({ start: from, end: to });
  }
  return wide;
}
