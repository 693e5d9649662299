import type { Hidden } from './redact-hidden.ts';

const ESCAPE = /\\{1,4}(?:u00|x)([0-9a-f]{2})/gi;
/** What follows an escape, to the next blank or quote, or to what is escaped otherwise. */
const REST = /(?:\\{1,4}(?:u00|x)[0-9a-f]{2}|[^\s"'`\\]){1,2000}/iy;
const LEFT = /[^\s"'`\\]{0,200}$/;
const LONGEST_LEFT = 200;
/** What parts a name from its value, and values from each other. */
const APART = /[\s"'`=:,;&|(){}[\]<>]+/;
const SHORTEST = 3;

/** Known values that are written with escapes, whole or in part: `\u0063`, `\x63`. `kindOf`: of a value, where it is known. */
export function escapedValues(text: string, kindOf: (value: string) => string | undefined): Hidden[] {
  const found: Hidden[] = [];
  let end = 0;
  for (const { index } of text.matchAll(ESCAPE)) {
    if (index < end) continue;
    const start = index - LEFT.exec(text.slice(Math.max(end, index - LONGEST_LEFT), index))![0].length;
    REST.lastIndex = index;
    end = index + (REST.exec(text)?.[0].length ?? 1);
    const plain = text
      .slice(start, end)
      .replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    for (const value of [plain, ...plain.split(APART)]) {
      const kind = value.length < SHORTEST ? undefined : kindOf(value);
      if (kind === undefined) continue;
      found.push({ kind, text: value, start, end });
      break;
    }
  }
  return found;
}
