import type { Exposed, FoundSecret, RawPart, Unscanned } from '../scan/index.ts';

/** What is drawn by chance is no word of a path. */
const DRAWN = new Set<RawPart['part']>(['private-key', 'mnemonic', 'secret', 'token', 'webhook']);
/** What people choose may be: then a path would be told in pieces. */
const SHORTEST_CHOSEN = 10;
const SHORTEST_DRAWN = 6;
const isMixed = (text: string): boolean => /\d/.test(text) && /\D/.test(text);

interface Paths {
  readonly leaks: readonly FoundSecret[];
  readonly unscanned: readonly Unscanned[];
  readonly exposed: readonly Exposed[];
}

/** A file, or who made a commit, may be called as what was found, there or elsewhere: no name in a report shows a value. */
export function withMaskedPaths(report: Paths, values: Iterable<readonly RawPart[]>): Paths {
  const all = [...report.leaks.flatMap(({ places }) => places), ...report.unscanned, ...report.exposed];
  const authors = report.leaks.flatMap(({ places }) => places.map(({ author = '' }) => author));
  const text = [...new Set([...all.map(({ path }) => path), ...authors])].join('\n');
  const hidden = [
    ...new Set(
      [...values]
        .flat()
        .filter(isHidden)
        .map((one) => one.text),
    ),
  ]
    .filter((value) => text.includes(value))
    // What holds another one is masked first.
    .sort((a, b) => b.length - a.length);
  if (hidden.length === 0) return report;
  const without = (name: string): string =>
    hidden.reduce((left, value) => left.replaceAll(value, `${value.slice(0, 2)}… (${value.length})`), name);
  const masked = <T extends { readonly path: string; readonly author?: string }>(one: T): T => ({
    ...one,
    path: without(one.path),
    ...(one.author === undefined ? {} : { author: without(one.author) }),
  });
  return {
    leaks: report.leaks.map((leak) => ({ ...leak, places: leak.places.map(masked) })),
    unscanned: report.unscanned.map(masked),
    exposed: report.exposed.map(masked),
  };
}

function isHidden({ part, text }: RawPart): boolean {
  if (DRAWN.has(part)) return text.length >= SHORTEST_DRAWN;
  return part !== 'key' && text.length >= SHORTEST_CHOSEN && isMixed(text);
}
