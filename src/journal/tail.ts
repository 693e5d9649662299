import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from './entries.ts';
import { lineEnd, lineStart, readEntry } from './format.ts';
import { lastLine, listSegments, readLines, type Segment } from './lines.ts';
import { readEntries } from './read.ts';

export interface TailOptions {
  /** How many of the last entries come first. */
  readonly lines: number;
  /** With it, new entries follow until it is aborted. They are shown as soon as they stand in the file, which is just before they are durable. */
  readonly follow?: AbortSignal;
}

const POLL_MS = 100;

/** The last entries of a folder's book, also while another process writes it. */
export async function* tail(folder: string, { lines, follow }: TailOptions): AsyncGenerator<Entry> {
  const { seq, segment, offset } = await endOf(folder);
  if (segment && lines > 0) yield* readEntries(folder, { fromSeq: seq - lines + 1 }, { path: segment.path, offset });
  if (follow) yield* followFrom(folder, segment, offset, follow);
}

interface End {
  readonly seq: number;
  readonly segment?: Segment;
  /** Behind the last newline. */
  readonly offset: number;
}

async function endOf(folder: string): Promise<End> {
  for (const segment of (await listSegments(folder)).reverse()) {
    const last = await lastLine(segment.path);
    const start = last && lineStart(last.line);
    if (start) return { seq: start.seq, segment, offset: last.end };
  }
  return { seq: 0, offset: 0 };
}

async function* followFrom(
  folder: string,
  first: Segment | undefined,
  firstOffset: number,
  signal: AbortSignal,
): AsyncGenerator<Entry> {
  let segment = first;
  let offset = firstOffset;
  while (!signal.aborted) {
    const next = (await listSegments(folder)).find((one) => one.first > (segment?.first ?? 0));
    if (segment) {
      const { size } = await stat(segment.path);
      // A write that failed was cut off again.
      if (size < offset) offset = size;
      for await (const { lines, unfinished } of readLines(segment.path, offset, size)) {
        if (unfinished) break;
        for (const line of lines) {
          offset += line.length + 1;
          if (lineEnd(line) && lineStart(line)) yield readEntry(line);
          if (signal.aborted) return;
        }
      }
    }
    if (next) {
      segment = next;
      offset = 0;
    } else {
      await sleep(POLL_MS, undefined, { signal }).catch(() => {});
    }
  }
}
