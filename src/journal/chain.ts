import { FORMAT, firstSeqOf, GENESIS, hashLine, type LineEnd, lineEnd, lineStart, readHeader } from './format.ts';

/** Why a line is not the next one; `intact` when its bytes fit its own sum, so that no crash can have made it. */
export interface Misfit {
  readonly reason: string;
  readonly intact: boolean;
}

/** Follows the book line by line: numbers, links and sums. After a misfit it stays where it was. */
export class Chain {
  /** The last entry accepted; zero before the first. */
  seq = 0;
  /** SHA-256 of the last line accepted. */
  head = GENESIS;
  /** The greatest time of an entry so far; empty before the first. */
  latest = '';

  /** Begins before a line in the midst of a book, by what it says itself of the one before it; that is not checked. */
  startAt(line: Buffer): void {
    const end = lineEnd(line);
    const first = readHeader(line)?.first ?? lineStart(line)?.seq;
    if (!end || first === undefined) return;
    this.seq = first - 1;
    this.head = end.prev;
  }

  /** Accepts the first line of a segment. */
  header(line: Buffer, fileName: string): Misfit | undefined {
    const end = lineEnd(line);
    if (!end) return damaged(line);
    const header = readHeader(line);
    if (!header) return { reason: 'the segment does not start with a header', intact: true };
    if (header.format !== FORMAT) return { reason: `format ${header.format} is not known here`, intact: true };
    if (header.first !== firstSeqOf(fileName)) return { reason: 'the header does not fit the file name', intact: true };
    if (header.first !== this.seq + 1) return misnumbered(header.first, this.seq + 1);
    if (header.latest !== undefined && header.latest > this.latest) this.latest = header.latest;
    return this.#link(line, end);
  }

  /** Accepts an entry's line. */
  entry(line: Buffer): Misfit | undefined {
    const end = lineEnd(line);
    if (!end) return damaged(line);
    const start = lineStart(line);
    if (!start) return { reason: 'the line is not an entry', intact: true };
    if (start.seq !== this.seq + 1) return misnumbered(start.seq, this.seq + 1);
    const misfit = this.#link(line, end);
    if (misfit) return misfit;
    this.seq = start.seq;
    if (start.time > this.latest) this.latest = start.time;
    return undefined;
  }

  #link(line: Buffer, end: LineEnd): Misfit | undefined {
    if (end.prev !== this.head) return { reason: 'the line does not link to the one before it', intact: true };
    this.head = hashLine(line);
    return undefined;
  }
}

function damaged(line: Buffer): Misfit {
  return { reason: line.length === 0 ? 'the line is empty' : 'the line does not fit its own sum', intact: false };
}

function misnumbered(actual: number, expected: number): Misfit {
  return { reason: `entry ${actual} stands where ${expected} was expected`, intact: true };
}
