import { KeywardError } from '../core/index.ts';
import type { Entry, Kind } from './entries.ts';
import { lineStart, readEntry } from './format.ts';
import { headerOf, listSegments, readLines, type Segment } from './lines.ts';

export interface EntryFilter {
  readonly fromSeq?: number;
  readonly kinds?: readonly Kind[];
  /** Entries of this time or later, milliseconds since the epoch. */
  readonly sinceMs?: number;
}

/** Where reading ends: everything behind it is left out. */
export interface Until {
  readonly path: string;
  readonly offset: number;
}

/**
 * The entries of a book in order, streaming; segments that hold none of them are not opened. What stands after the last newline is left out.
 * Links are not checked here. Throws `journal-broken` at a damaged line.
 */
export async function* readEntries(folder: string, filter: EntryFilter, until?: Until): AsyncGenerator<Entry> {
  const all = await listSegments(folder);
  const stop = until ? all.findIndex(({ path }) => path === until.path) + 1 : all.length;
  const segments = all.slice(0, stop);
  const since = filter.sinceMs === undefined ? '' : new Date(filter.sinceMs).toISOString();
  for (const segment of segments.slice(await firstOf(segments, filter.fromSeq ?? 1, since))) {
    const to = segment.path === until?.path ? until.offset : Number.POSITIVE_INFINITY;
    const isOpenEnded = !until && segment === segments.at(-1);
    yield* entriesOf(segment, { ...filter, since, to, isOpenEnded });
  }
}

interface Part extends EntryFilter {
  readonly since: string;
  readonly to: number;
  /** True where a line may still be on its way. */
  readonly isOpenEnded: boolean;
}

async function* entriesOf(segment: Segment, part: Part): AsyncGenerator<Entry> {
  const { fromSeq = 1, since, to, isOpenEnded } = part;
  const kinds = part.kinds && new Set<string>(part.kinds);
  let number = 0;
  for await (const { lines, unfinished } of readLines(segment.path, 0, to)) {
    if (unfinished) {
      if (isOpenEnded) return;
      throw broken(segment, number + 1);
    }
    for (const line of lines) {
      number++;
      if (number === 1) continue;
      const start = lineStart(line);
      if (!start) throw broken(segment, number);
      if (start.seq < fromSeq || start.time < since || (kinds && !kinds.has(start.kind))) continue;
      yield entryOn(line, segment, number);
    }
  }
}

function entryOn(line: Buffer, segment: Segment, number: number): Entry {
  try {
    return readEntry(line);
  } catch (error) {
    throw error instanceof KeywardError ? broken(segment, number) : error;
  }
}

/** The index of the first segment that can hold an entry of this seq or later, of this time or later. */
async function firstOf(segments: readonly Segment[], fromSeq: number, since: string): Promise<number> {
  let index = segments.length - 1;
  while (index > 0 && segments[index]!.first > fromSeq) {
    if (since !== '' && ((await headerOf(segments[index]!))?.latest ?? since) < since) break;
    index--;
  }
  return Math.max(0, index);
}

function broken(segment: Segment, line: number): KeywardError {
  return new KeywardError('journal-broken', `the journal is broken at ${segment.name} line ${line}`);
}
