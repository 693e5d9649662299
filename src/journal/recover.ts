import { renameSync } from 'node:fs';
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeywardError, makePrivateFolder, syncFolder } from '../core/index.ts';
import { Chain } from './chain.ts';
import { FILE_MODE, type JournalFs, readRange, writeAll } from './disk.ts';
import { dayOf, hashLine, lineEnd, lineStart, readHeader } from './format.ts';
import { firstLine, lastLine, listSegments, readLines, type Segment } from './lines.ts';

/** Where the book ends: what is durable, and what the next line links to. */
export interface Place {
  readonly seq: number;
  readonly head: string;
  readonly latest: string;
  /** The segment written last; absent in an empty book. */
  readonly segment?: { readonly path: string; readonly day: string };
  /** Bytes of that segment. */
  readonly offset: number;
}

/** A torn end that was moved away and that no entry tells of yet. */
export interface TornFile {
  readonly path: string;
  readonly bytes: number;
}

export interface Found {
  readonly place: Place;
  readonly torn: readonly TornFile[];
}

const UNREPORTED = '.new';

/**
 * Finds the end of the book in a folder, which it makes when it is not there. A torn end is copied to `torn/` (its bytes stay in the segment
 * until the book is opened for writing there). Checks the last segment line by line and the others by their first and last lines.
 * Throws `state-corrupt` for anything that a crash cannot explain.
 */
export async function findEnd(folder: string, fs: JournalFs): Promise<Found> {
  await makeFolder(folder);
  // The process before may have died between making a segment and syncing its name.
  fs.syncFolder(folder);
  const segments = await listSegments(folder);
  const chain = new Chain();
  for (const segment of segments.slice(0, -1)) await passOver(segment, chain);
  const before = { seq: chain.seq, head: chain.head, latest: chain.latest };
  const last = segments.at(-1);
  if (!last) return { place: { ...before, offset: 0 }, torn: await listTorn(folder) };
  const end = await walk(last, chain);
  const kept = end.isEmpty ? 0 : end.good;
  if (end.bytes > kept) await saveTail(folder, fs, last, kept);
  if (!end.isEmpty) return { place: placeOf(last, chain, end), torn: await listTorn(folder) };
  await fs.unlink(last.path);
  fs.syncFolder(folder);
  const place = await wholeEnd(segments.slice(0, -1));
  return { place: place ?? { ...before, offset: 0 }, torn: await listTorn(folder) };
}

/** Says that an entry now tells of a torn end. */
export function markReported(torn: TornFile): void {
  renameSync(torn.path, torn.path.slice(0, -UNREPORTED.length));
  syncFolder(dirname(torn.path));
}

async function makeFolder(folder: string): Promise<void> {
  makePrivateFolder(folder);
  const { mode } = await stat(folder);
  if (mode & 0o077) await chmod(folder, 0o700);
  syncFolder(dirname(folder));
}

async function passOver(segment: Segment, chain: Chain): Promise<void> {
  const first = await firstLine(segment.path);
  const misfit = first ? chain.header(first, segment.name) : { reason: 'the segment has no header' };
  if (misfit) throw corrupt(segment, 1, misfit.reason);
  const last = await lastLine(segment.path);
  const start = last?.isEnd && lineEnd(last.line) && lineStart(last.line);
  if (!start) throw corrupt(segment, undefined, 'the last line of a segment that is not the last one is damaged');
  chain.seq = start.seq;
  chain.head = hashLine(last.line);
}

interface End {
  /** Bytes up to the last good line. */
  readonly good: number;
  readonly bytes: number;
  /** The day of the header; empty without one. */
  readonly day: string;
  /** True when it holds no good entry. */
  readonly isEmpty: boolean;
}

/**
 * Follows one segment to its end. Only one group is ever on its way to the disk, so after a crash everything from the first damaged line on
 * belongs to that group: an intact line that does not fit, or the start of another group behind the damage, is no crash.
 */
async function walk(segment: Segment, chain: Chain): Promise<End> {
  const seqBefore = chain.seq;
  let day = '';
  let good = 0;
  let count = 0;
  let broken: { readonly line: number; readonly reason: string } | undefined;
  for await (const { lines, unfinished } of readLines(segment.path)) {
    for (const line of lines) {
      count++;
      if (broken) {
        if (provesLater(line, chain.seq + 1)) throw corrupt(segment, broken.line, broken.reason);
        continue;
      }
      const misfit = unfinished
        ? { reason: 'the line does not end', intact: false }
        : count === 1
          ? chain.header(line, segment.name)
          : chain.entry(line);
      if (misfit?.intact) throw corrupt(segment, count, misfit.reason);
      if (misfit) {
        broken = { line: count, reason: misfit.reason };
        continue;
      }
      if (count === 1) day = dayOf(readHeader(line)!.time);
      good += line.length + 1;
    }
  }
  const { size } = await stat(segment.path);
  return { good, bytes: size, day, isEmpty: chain.seq === seqBefore };
}

/** True for an intact line that starts a group after the entry `seq`: that one was durable then. The header shares the first group of its segment. */
function provesLater(line: Buffer, seq: number): boolean {
  return lineEnd(line)?.group !== undefined && (lineStart(line)?.seq ?? 0) > seq;
}

/** The end of segments behind which another was begun and lost: all of them were durable before, so they must be whole. */
async function wholeEnd(segments: readonly Segment[]): Promise<Place | undefined> {
  const last = segments.at(-1);
  if (!last) return undefined;
  const chain = new Chain();
  for (const segment of segments.slice(0, -1)) await passOver(segment, chain);
  const end = await walk(last, chain);
  if (end.bytes !== end.good) throw corrupt(last, undefined, 'a segment that is not the last one is damaged');
  return placeOf(last, chain, end);
}

function placeOf(segment: Segment, chain: Chain, end: End): Place {
  const { seq, head, latest } = chain;
  return { seq, head, latest, segment: { path: segment.path, day: end.day }, offset: end.good };
}

async function saveTail(folder: string, fs: JournalFs, segment: Segment, from: number): Promise<void> {
  const source = await fs.open(segment.path, 'r+', FILE_MODE);
  let bytes: Buffer | undefined;
  try {
    bytes = await readRange(fs, source, from, await fs.size(source));
  } finally {
    await fs.close(source);
  }
  if (!bytes) throw corrupt(segment, undefined, 'the segment shrank while it was read');
  const torn = join(folder, 'torn');
  await mkdir(torn, { recursive: true, mode: 0o700 });
  const name = `${segment.name}-${from}-${hashLine(bytes).slice(0, 12)}${UNREPORTED}`;
  const copy = await fs.open(join(torn, name), 'w+', FILE_MODE);
  try {
    await writeAll(fs, copy, bytes, 0);
    await fs.fdatasync(copy);
  } finally {
    await fs.close(copy);
  }
  fs.syncFolder(torn);
  fs.syncFolder(folder);
}

async function listTorn(folder: string): Promise<TornFile[]> {
  const torn = join(folder, 'torn');
  const names = await readdir(torn).catch(() => []);
  const files = names.filter((name) => name.endsWith(UNREPORTED)).map((name) => join(torn, name));
  return Promise.all(files.map(async (path) => ({ path, bytes: (await stat(path)).size })));
}

function corrupt(segment: Segment, line: number | undefined, reason: string): KeywardError {
  const place = line === undefined ? segment.name : `${segment.name} line ${line}`;
  return new KeywardError('state-corrupt', `the journal is broken at ${place}: ${reason}`);
}
