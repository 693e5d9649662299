import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './disk.ts';
import { firstSeqOf, type Header, MAX_LINE_BYTES, readHeader } from './format.ts';

const CHUNK_BYTES = 256 * 1024;

export interface Segment {
  readonly name: string;
  readonly path: string;
  /** The seq of its first entry, from its name. */
  readonly first: number;
}

/** Some lines in a row, without their newlines. They are views of one buffer: copy what is kept. */
export interface Lines {
  readonly lines: readonly Buffer[];
  /** Where in the file the first of them starts. */
  readonly from: number;
  /** True for what stands after the last newline (or a run without any that is too long for a line): one piece. */
  readonly unfinished: boolean;
}

/** The segments of a book in order; none when the folder is not there. */
export async function listSegments(folder: string): Promise<Segment[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return names
    .map((name) => ({ name, path: join(folder, name), first: firstSeqOf(name) }))
    .filter((segment): segment is Segment => segment.first !== undefined)
    .sort((a, b) => a.first - b.first);
}

/** The lines of a file from a line's start, up to `to` or its end; the piece after the last newline comes last, marked. */
export async function* readLines(path: string, from = 0, to = Number.POSITIVE_INFINITY): AsyncGenerator<Lines> {
  const file = await open(path, 'r');
  try {
    let position = from;
    let rest = Buffer.alloc(0);
    while (position < to) {
      const chunk = Buffer.allocUnsafeSlow(rest.length + Math.min(CHUNK_BYTES, to - position));
      rest.copy(chunk);
      const { bytesRead } = await file.read(chunk, rest.length, chunk.length - rest.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const bytes = chunk.subarray(0, rest.length + bytesRead);
      const lines = splitLines(bytes);
      rest = bytes.subarray(bytes.lastIndexOf(0x0a) + 1);
      if (lines.length > 0) yield { lines, from: position - bytes.length, unfinished: false };
      if (rest.length > MAX_LINE_BYTES) {
        yield { lines: [rest], from: position - rest.length, unfinished: true };
        rest = Buffer.alloc(0);
      }
    }
    if (rest.length > 0) yield { lines: [rest], from: position - rest.length, unfinished: true };
  } finally {
    await file.close();
  }
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return lines;
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
}

/** The first line of a file; `undefined` when it has none that ends. */
export async function firstLine(path: string): Promise<Buffer | undefined> {
  for await (const { lines, unfinished } of readLines(path, 0, MAX_LINE_BYTES)) {
    return unfinished ? undefined : lines[0];
  }
  return undefined;
}

export async function headerOf(segment: Segment): Promise<Header | undefined> {
  const line = await firstLine(segment.path);
  return line && readHeader(line);
}

export interface LastLine {
  readonly line: Buffer;
  /** Where the line behind it would start. */
  readonly end: number;
  /** True when nothing stands behind it. */
  readonly isEnd: boolean;
}

/** The last line of a file that ends in a newline; `undefined` when there is none. */
export async function lastLine(path: string): Promise<LastLine | undefined> {
  const { size } = await stat(path);
  let last: LastLine | undefined;
  for await (const { lines, from, unfinished } of readLines(path, Math.max(0, size - 2 * MAX_LINE_BYTES - 2), size)) {
    const line = lines.at(-1);
    if (unfinished || !line) continue;
    const end = lines.reduce((at, { length }) => at + length + 1, from);
    last = { line, end, isEnd: end === size };
  }
  return last;
}
