import { type Hit, isBetween, type Seeker, squeezed } from './needles.ts';
import type { FoundPlace } from './places.ts';

/** Where a value stands in the bytes of a file, and how. */
export interface Placed extends Pick<FoundPlace, 'line' | 'isUtf16' | 'isWrapped' | 'isWhole'> {
  /** In the bytes without what may stand within a value. */
  readonly hit: Hit;
}

/** All values that stand in some bytes, also in UTF-16, and over ends of lines. */
export function placedHits(seeker: Seeker, bytes: Buffer): Placed[] {
  const hits = seeker.find(squeezed(bytes));
  if (hits.length === 0) return [];
  const isBinary = bytes.includes(0);
  let at = 0;
  let kept = 0;
  let line = 1;
  return hits.map((hit): Placed => {
    for (; kept < hit.offset || isBetween(bytes[at]!); at++) {
      if (bytes[at] === 10) line++;
      if (!isBetween(bytes[at]!)) kept++;
    }
    const raw = bytes.subarray(at, endOf(bytes, at, hit.needle.length));
    const isUtf16 = raw.includes(0);
    const isWrapped = !isUtf16 && raw.length > hit.needle.length;
    return {
      hit,
      line,
      ...(isUtf16 ? { isUtf16 } : {}),
      ...(isWrapped ? { isWrapped } : {}),
      ...(isBinary || isWrapped ? { isWhole: true } : {}),
    };
  });
}

/** Behind so many bytes that belong to a value. */
function endOf(bytes: Buffer, from: number, length: number): number {
  let at = from;
  for (let left = length; left > 0; at++) if (!isBetween(bytes[at]!)) left--;
  return at;
}
