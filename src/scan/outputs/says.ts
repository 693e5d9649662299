import type { FoundSecret } from '../found-secret.ts';
import type { Unscanned } from '../scan.ts';

/** A leak in a sentence, with nothing of its secret. */
export function saysOf({ title, parts, missing, places, verified, notes }: FoundSecret): string {
  const shown = parts.map(({ part, masked }) => `${part} ${masked}`).join(', ');
  const without = missing.length === 0 ? '' : `; without its ${missing.join(' and ')}`;
  const more = places.length === 1 ? '' : `; in ${places.length} places`;
  const asked = verified ? `; ${verified.says}` : '';
  return [`${title}: ${shown}${without}${more}${asked}.`, ...notes.map((note) => `(${note})`)].join(' ');
}

/** What was not read, a sentence each; what git is told to leave out is counted. */
export function notReadOf(unscanned: readonly Unscanned[]): string[] {
  const told = unscanned.filter(({ why }) => why !== 'ignored');
  const ignored = unscanned.length - told.length;
  return [
    ...told.map(({ path, why }) => `not read: ${path} (${why})`),
    ...(ignored === 0 ? [] : [`not read: ${ignored} that git is told to leave out`]),
  ];
}
