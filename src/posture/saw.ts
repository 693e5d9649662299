import type { Finding } from './check.ts';

/** What changes by itself while nothing has become worse: days, ages, sizes, shares, numbers of processes, counts of what goes on. */
const FLEETING: readonly RegExp[] = [
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?Z?\b/g,
  /[-+]?\d[\d.,]*\s?(?:ms|s|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?)\b/gi,
  /\d[\d.,]*\s?(?:%|(?:[KMGT]i?)?B\b|bytes\b)/g,
  /\b(?:process|entry|pid) \d+/gi,
  /\b\d+ (?=(?:requests?|entries|entry|failed|logins?|address(?:es)?|times)\b)/gi,
];

/** A sentence without what changes by itself. */
export function steady(says: string): string {
  return FLEETING.reduce((text, one) => text.replace(one, '#'), says);
}

/**
 * What a finding was judged by, as its check gives it, else its sentence. Empty for what could not be seen: there is no evidence that could have
 * become worse, and whatever is seen later is a finding of another kind.
 */
export function sawOf({ result, says, saw }: Pick<Finding, 'result' | 'says' | 'saw'>): readonly string[] {
  if (saw !== undefined) return saw;
  return result === 'fail' || result === 'warn' ? [steady(says)] : [];
}
