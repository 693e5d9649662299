import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chain } from './chain.ts';
import { listSegments, readLines, type Segment } from './lines.ts';

export interface Break {
  /** The file's name. */
  readonly segment: string;
  /** From one; the header is line one. */
  readonly line: number;
  readonly reason: string;
}

export interface Verification {
  /** Entries that fit, up to the first break. */
  readonly entries: number;
  readonly segments: number;
  /** SHA-256 (hex) of the last line that fits. Compare it with one that was kept elsewhere. */
  readonly head: string;
  readonly firstBreak?: Break;
}

/** How long an unfinished last line may be one that is being written right now. */
const SETTLE_MS = 50;

/**
 * Reads the whole book of a folder and checks every sum, number and link. Finds edited, removed, inserted, repeated and reordered lines and
 * missing segments. A chain without a key does not stop someone who writes the whole book anew or cuts its end: that shows only against a
 * head held elsewhere (signed checkpoints do that).
 */
export async function verify(folder: string): Promise<Verification> {
  const segments = await listSegments(folder);
  const chain = new Chain();
  for (const [index, segment] of segments.entries()) {
    const firstBreak = await verifySegment(segment, chain, index === segments.length - 1);
    if (firstBreak) return { entries: chain.seq, segments: segments.length, head: chain.head, firstBreak };
  }
  return { entries: chain.seq, segments: segments.length, head: chain.head };
}

export interface EndVerification extends Verification {
  /** Of the whole book, read or not. */
  readonly bytes: number;
  /** False where earlier segments were left out: nothing is said of them. */
  readonly isWhole: boolean;
}

/** As `verify`, of the last `mostBytes` of a book, from the start of a line: what a short look has time for. */
export async function verifyEnd(folder: string, mostBytes: number): Promise<EndVerification> {
  const segments = await listSegments(folder);
  const sizes = await Promise.all(segments.map(async ({ path }) => (await stat(path)).size));
  const bytes = sizes.reduce((all, size) => all + size, 0);
  if (bytes <= mostBytes) return { ...(await verify(folder)), bytes, isWhole: true };
  let from = segments.length - 1;
  let rest = mostBytes;
  for (; from > 0 && sizes[from]! < rest; from--) rest -= sizes[from]!;
  const chain = new Chain();
  let firstBreak: Break | undefined;
  let skipTo = Math.max(0, sizes[from]! - rest);
  for (const segment of segments.slice(from)) {
    firstBreak ??= await verifySegment(segment, chain, segment === segments.at(-1), skipTo);
    skipTo = 0;
  }
  const found = { entries: chain.seq, segments: segments.length - from, head: chain.head, bytes, isWhole: false };
  return firstBreak ? { ...found, firstBreak } : found;
}

/** `skipTo`: lines that begin before it, in bytes, are not looked at, and the first that is, in the midst of a book, is believed. */
async function verifySegment(
  segment: Segment,
  chain: Chain,
  isLast: boolean,
  skipTo?: number,
): Promise<Break | undefined> {
  let line = 0;
  let isStart = skipTo !== undefined && chain.seq === 0;
  const breakAt = (reason: string): Break => ({ segment: segment.name, line, reason });
  for (let from = 0; ; ) {
    let rest = 0;
    for await (const { lines, unfinished } of readLines(segment.path, from)) {
      if (unfinished) {
        rest = lines[0]!.length;
        break;
      }
      for (const bytes of lines) {
        line++;
        if (from >= (skipTo ?? 0)) {
          if (isStart) chain.startAt(bytes);
          isStart = false;
          const misfit = line === 1 ? chain.header(bytes, segment.name) : chain.entry(bytes);
          if (misfit) return breakAt(misfit.reason);
        }
        from += bytes.length + 1;
      }
    }
    if (rest > 0 && isLast && (await grows(segment, from + rest))) continue;
    line++;
    if (rest > 0) return breakAt('the line does not end');
    return line < 3 ? breakAt('the segment holds no entry') : undefined;
  }
}

/** True when a running journal is writing to the file. */
async function grows(segment: Segment, bytes: number): Promise<boolean> {
  await sleep(SETTLE_MS);
  return (await stat(segment.path)).size !== bytes;
}
