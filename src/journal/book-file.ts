import { dirname, join } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { FILE_MODE, isMissing, type JournalFs, readRange, writeAll } from './disk.ts';
import {
  dayOf,
  entryText,
  FORMAT,
  FRAME_BYTES,
  HEADER_BYTES,
  hashLine,
  headerText,
  putLine,
  segmentName,
} from './format.ts';
import type { Place } from './recover.ts';

/** An entry on its way: `fields` is the inside of a JSON object. */
export interface Draft {
  readonly kind: string;
  readonly time: string;
  readonly fields: string;
  /** Of `fields`, in UTF-8. */
  readonly bytes: number;
}

/** What an entry got when it was written. */
export interface Placed {
  readonly seq: number;
  readonly prev: string;
}

/** Bytes that one group may take, frames included. */
const GROUP_BYTES = 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/** The file that is written: groups go to its end, each durable or not there. After a fault it is repaired before anything else is written. */
export class BookFile {
  readonly #folder: string;
  readonly #fs: JournalFs;
  readonly #segmentBytes: number;
  readonly #buffer = Buffer.allocUnsafeSlow(GROUP_BYTES + HEADER_BYTES + 1);
  #place: Place;
  #fd: number | undefined;
  /** A segment that was begun and must go before the next try. */
  #stray: string | undefined;
  #isSound = false;

  constructor(folder: string, fs: JournalFs, segmentBytes: number, place: Place) {
    this.#folder = folder;
    this.#fs = fs;
    this.#segmentBytes = segmentBytes;
    this.#place = place;
  }

  /** What is durable. */
  get place(): Place {
    return this.#place;
  }

  /** Writes the drafts at the end, all of one segment, and syncs. When it throws, nothing of them counts, and the file is cut back if it can be. */
  async write(drafts: readonly Draft[]): Promise<Placed[]> {
    if (!this.#isSound) await this.repair();
    try {
      return await this.#writeGroup(drafts);
    } catch (error) {
      await this.repair().catch(() => {});
      throw error;
    }
  }

  async #writeGroup(drafts: readonly Draft[]): Promise<Placed[]> {
    this.#isSound = false;
    const { segment, offset } = this.#place;
    const first = drafts[0]!;
    const size = drafts.reduce((sum, { bytes }) => sum + bytes + FRAME_BYTES, 0);
    const needsNew = !segment || dayOf(first.time) > segment.day || offset + size > this.#segmentBytes;
    const group = this.#encode(drafts, needsNew);
    const path = needsNew ? join(this.#folder, segmentName(this.#place.seq + 1)) : segment.path;
    const fd = needsNew ? await this.#begin(path) : this.#fd!;
    const at = needsNew ? 0 : offset;
    await writeAll(this.#fs, fd, group.bytes, at);
    await this.#fs.fdatasync(fd);
    if (needsNew) this.#fs.syncFolder(this.#folder);
    this.#stray = undefined;
    this.#place = {
      seq: this.#place.seq + drafts.length,
      head: group.head,
      latest: group.latest,
      segment: needsNew ? { path, day: dayOf(first.time) } : segment,
      offset: at + group.bytes.length,
    };
    this.#isSound = true;
    return group.placed;
  }

  /** Makes the next segment's file and leaves the one before. */
  async #begin(path: string): Promise<number> {
    const fd = await this.#fs.open(path, 'wx+', FILE_MODE);
    await this.close();
    this.#stray = path;
    this.#fd = fd;
    return fd;
  }

  /**
   * Brings the file back to what is durable; does nothing to one that is sound. A failed sync leaves pages that the system takes for written
   * though the disk never got them: so the file is opened again, cut, its end read, compared and written once more, and synced.
   */
  async repair(): Promise<void> {
    if (this.#isSound) return;
    await this.close();
    if (this.#stray !== undefined) await this.#remove(this.#stray);
    this.#stray = undefined;
    const { segment, offset, head } = this.#place;
    if (segment) {
      const fd = await this.#fs.open(segment.path, 'r+', FILE_MODE);
      this.#fd = fd;
      if ((await this.#fs.size(fd)) > offset) await this.#fs.ftruncate(fd, offset);
      const from = Math.max(0, offset - TAIL_BYTES);
      const tail = await readRange(this.#fs, fd, from, offset);
      if (!tail || hashLine(lastOf(tail)) !== head) {
        throw new KeywardError('state-corrupt', 'the end of the journal is not what was written there');
      }
      await writeAll(this.#fs, fd, tail, from);
      await this.#fs.fdatasync(fd);
    }
    this.#isSound = true;
  }

  /** Throws unless the disk takes a group's worth of bytes and syncs them; the book is not touched. */
  async probe(): Promise<void> {
    const path = join(this.#folder, 'probe');
    try {
      const fd = await this.#fs.open(path, 'w+', FILE_MODE);
      try {
        await writeAll(this.#fs, fd, Buffer.alloc(TAIL_BYTES, 0x2e), 0);
        await this.#fs.fdatasync(fd);
      } finally {
        await this.#fs.close(fd);
      }
    } finally {
      await this.#remove(path);
    }
  }

  async close(): Promise<void> {
    const fd = this.#fd;
    this.#fd = undefined;
    this.#isSound = false;
    if (fd !== undefined) await this.#fs.close(fd).catch(() => {});
  }

  async #remove(path: string): Promise<void> {
    try {
      await this.#fs.unlink(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    this.#fs.syncFolder(dirname(path));
  }

  #encode(drafts: readonly Draft[], withHeader: boolean) {
    const buffer = this.#buffer;
    let { seq, head, latest } = this.#place;
    let length = 0;
    const put = (text: string) => {
      const end = putLine(buffer, length, text);
      head = hashLine(buffer.subarray(length, end));
      length = end + 1;
    };
    if (withHeader) {
      const known = latest === '' ? {} : { latest };
      put(headerText({ format: FORMAT, first: seq + 1, time: drafts[0]!.time, ...known }, head));
    }
    const placed: Placed[] = [];
    for (const draft of drafts) {
      const prev = head;
      const group = placed.length === 0 ? { group: drafts.length } : {};
      seq++;
      put(entryText({ seq, time: draft.time, kind: draft.kind }, draft.fields, { prev, ...group }));
      if (draft.time > latest) latest = draft.time;
      placed.push({ seq, prev });
    }
    return { bytes: buffer.subarray(0, length), head, latest, placed };
  }
}

/** How many of these drafts fit one group: the first always does, and all are of its day or earlier. */
export function groupLength(drafts: readonly Draft[]): number {
  const day = drafts[0] && dayOf(drafts[0].time);
  let bytes = 0;
  const end = drafts.findIndex((draft, index) => {
    bytes += draft.bytes + FRAME_BYTES;
    return index > 0 && (bytes > GROUP_BYTES || dayOf(draft.time) > day!);
  });
  return end < 0 ? drafts.length : end;
}

function lastOf(tail: Buffer): Buffer {
  const end = tail.length - 1;
  return tail.subarray(tail.lastIndexOf(0x0a, end - 1) + 1, end);
}
