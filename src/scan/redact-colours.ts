import type { Hidden } from './redact-hidden.ts';

/** What colours a text in a terminal, as it is and as a log writes it. */
const COLOUR = /(?:\x1b|\\{1,4}(?:x1b|u001b|033|e))\[[\d;]{0,20}[mK]/gi;

const BEGINS = /\\{1,4}(?:x1b|u001b|033|e)$/i;

/** Without the beginning of a colour at its end, as where a value is read over its escapes. `text`: of Latin-1 as its bytes. */
export function withoutColour(one: Hidden, text: string): Hidden {
  const tail = BEGINS.exec(text.slice(Math.max(one.start, one.end - 10), one.end))?.[0];
  return tail === undefined || text[one.end] !== '[' ? one : { ...one, end: one.end - tail.length };
}

/** What is hidden in a text as if it had no colours, at its places in the text with them. `find`: what is hidden in a text without. */
export function hiddenInColours(text: string, find: (plain: string) => Hidden[]): Hidden[] {
  const colours = [...text.matchAll(COLOUR)];
  if (colours.length === 0) return find(text);
  const pieces: string[] = [];
  /** Where each piece begins: in the plain text, and in the coloured one. */
  const starts: (readonly [plain: number, coloured: number])[] = [];
  let at = 0;
  let size = 0;
  for (const { index, length } of [
    ...colours.map((one) => ({ index: one.index, length: one[0].length })),
    { index: text.length, length: 0 },
  ]) {
    if (index > at) {
      starts.push([size, at]);
      pieces.push(text.slice(at, index));
      size += index - at;
    }
    at = index + length;
  }
  const placeOf = (place: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]![0] <= place) low = middle;
      else high = middle;
    }
    const [plain, coloured] = starts[low] ?? [0, 0];
    return coloured + place - plain;
  };
  return find(pieces.join('')).map((one) => ({
    ...one,
    start: placeOf(one.start),
    end: one.end > one.start ? placeOf(one.end - 1) + 1 : placeOf(one.start),
  }));
}
