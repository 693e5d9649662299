import { isPattern, isPlaceholder } from './chance.ts';
import type { Find } from './find.ts';
import { namingOf, partOf } from './names.ts';
import type { Page } from './page.ts';
import type { Rule } from './rule.ts';
import { pem, pemAt } from './rules/pem/rule.ts';
import type { Pattern } from './shape.ts';

/** As far as a pattern reaches before and behind the run that it is met at, in bytes. */
const BEFORE = 140;
const BEHIND = 700;
/** A window this near to a run holds the mark. */
const MARK_BEFORE = 60;
const MARK_BEHIND = 60;

/** One look for the marks of all patterns. */
export function marksOf(rules: readonly Rule[]): RegExp {
  const marks = rules.flatMap(({ patterns = [] }) => patterns.map(({ mark }) => mark.source));
  return new RegExp([...new Set(marks), 'PRIVATE KEY'].join('|'));
}

/** The values at a run that no single token is. */
export function findPatterns(page: Page, start: number, end: number, rules: readonly Rule[], marks: RegExp): Find[] {
  const near = page.bytes.toString(
    'latin1',
    Math.max(0, start - MARK_BEFORE),
    Math.min(page.bytes.length, end + MARK_BEHIND),
  );
  const runMarked = near.length > 4_000 ? near.slice(0, 4_000) : near;
  if (!marks.test(runMarked)) return [];
  const found = pemAt(page, start);
  if (found) return [{ rule: pem, found }];
  const from = Math.max(0, start - BEFORE);
  const window = page.bytes.toString('latin1', from, Math.min(page.bytes.length, end + BEHIND, start + 4_000));
  return rules.flatMap((rule) =>
    (rule.patterns ?? []).flatMap((pattern) =>
      pattern.mark.test(window) ? matchesOf(page, rule, pattern, window, from, [start, end]) : [],
    ),
  );
}

const isMadeUp = (text: string): boolean => isPlaceholder(text) || text.split('/').some(isPattern);

function matchesOf(
  page: Page,
  rule: Rule,
  { part, pattern, proof, needsName }: Pattern,
  window: string,
  from: number,
  [start, end]: readonly [number, number],
): Find[] {
  const finds: Find[] = [];
  for (const match of window.matchAll(pattern)) {
    const text = match[1] ?? match[0];
    const at = from + match.index + match[0].lastIndexOf(text);
    // Of those beside the run others tell.
    if (at >= end || at + text.length <= start) continue;
    if (proof ? !proof(text) : isMadeUp(text)) continue;
    const { name } = namingOf(page.before(at));
    if (needsName && !/secret|token/.test(partOf(name) ?? '')) continue;
    finds.push({ rule, found: { part, by: proof ? 'proof' : 'shape', text, start: at, length: text.length, name } });
  }
  return finds;
}
