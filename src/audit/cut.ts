import { createHash } from 'node:crypto';

const MOST_ENTRIES = 50;
const MOST_CHARS = 64;

/** A list as it is kept: what is too long is cut and told apart by a digest, so that the same list is the same again. */
export function cut(list: readonly string[]): readonly string[] {
  if (list.length <= MOST_ENTRIES && list.every((entry) => entry.length <= MOST_CHARS)) return list;
  const sorted = [...list].sort();
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
  const more = Math.max(0, sorted.length - MOST_ENTRIES);
  return [...sorted.slice(0, MOST_ENTRIES).map((entry) => entry.slice(0, MOST_CHARS)), `and ${more} more (${digest})`];
}

/** A list as a sentence has it; more entries than these are counted. */
export function listText(list: readonly string[], most = 8): string {
  const more = list.length - most;
  const shown = list.slice(0, most).map((entry) => entry.slice(0, MOST_CHARS));
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
