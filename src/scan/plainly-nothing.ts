import { isHarmless, partOf } from './names.ts';
import type { Page } from './page.ts';
import { fits } from './shape.ts';
import { lineOf, mayCount, type Shapes } from './shapes.ts';

/**
 * A member or a variable that is given one value on a line of its own, below a line that does not go on: nothing else on the page can give the value
 * another name. Most values that look drawn stand so, as ids of orders and hashes.
 */
const GIVEN =
  /[^\s,]\s{0,9}\n[ \t]{0,40}(?:(?:const|let|var)\s|(?:self|this)\.)?["']?([A-Za-z_]\w{1,40})["']?\s?[=:]\s?["']$/;
const ENDS = /^["'][,;]?\r?\n/;
/** As far before a value as its line is looked for, in bytes. */
const WITHIN = 100;
const BEHIND = 4;
/** So many names are remembered. */
const MOST_NAMES = 4_000;
const known = new Map<string, boolean>();

/** The alphabets in which a run of letters and digits is a token, and those characters. */
const ALPHABETS = ['alnum', 'base64', 'base64url'] as const;
const OTHERS = /[^A-Za-z0-9]/;

/** Whether a run is a value whose name says that it is none, and that nothing else can speak for. */
export function isPlainlyNothing(page: Page, run: string, start: number, shapes: Shapes): boolean {
  if (OTHERS.test(run)) return false;
  const left = page.bytes.toString('latin1', Math.max(0, start - WITHIN), start);
  const name = nameOf(page, left, start + run.length);
  if (name === undefined) return false;
  const around = { name, says: undefined, left: lineOf(left) };
  return !ALPHABETS.some((of) =>
    shapes.of(of, run.length).some(([, shape]) => mayCount(shape, around) && fits(shape, { of, text: run, start })),
  );
}

function nameOf({ bytes }: Page, left: string, end: number): string | undefined {
  if (!ENDS.test(bytes.toString('latin1', end, Math.min(bytes.length, end + BEHIND)))) return undefined;
  const name = GIVEN.exec(left)?.[1];
  return name !== undefined && isOfNone(name) ? name : undefined;
}

function isOfNone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MOST_NAMES) known.clear();
  const isNone = isHarmless(name) && partOf(name) === undefined;
  known.set(name, isNone);
  return isNone;
}
