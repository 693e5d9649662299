import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { KeywardError } from '../core/index.ts';
import type { ArchiveSource } from './archive.ts';
import { isOurPath, MAX_SMALL_BYTES, STATE_FILES } from './backup-manifest.ts';

/** No line of the journal is longer. */
const TAIL_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** A file as it is at one moment, on its way into a backup. */
export interface Piece extends ArchiveSource {
  readonly sha256: string;
  /** Zeroes what is held of it. */
  wipe(): void;
}

/** A small file, read whole now; takes the bytes over. */
export function smallPiece(path: string, bytes: Buffer): Piece {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, size: bytes.length, sha256, read: () => [bytes], wipe: () => void bytes.fill(0) };
}

/** A small file of the disk. Throws `file-failed` when it is too long for one. */
export function smallFile(path: string, onDisk: string): Piece {
  if (statSync(onDisk).size > MAX_SMALL_BYTES)
    throw new KeywardError('file-failed', `${onDisk} is too long for a backup`);
  return smallPiece(path, readFileSync(onDisk));
}

/** What moves of the state folder: the book first and the halt level last, so that no file is older than what the book says of it. */
export async function statePieces(home: string, withPractice: boolean): Promise<Piece[]> {
  const pieces = await bookPieces(join(home, 'journal'));
  // No plans by which keys are replaced: two hosts that go on with one would take each other's keys away.
  for (const folder of ['nonces', ...(withPractice ? ['practice'] : [])])
    pieces.push(
      ...regularFiles(join(home, folder)).map((name) => smallFile(`state/${folder}/${name}`, join(home, folder, name))),
    );
  for (const name of STATE_FILES) {
    if (existsSync(join(home, name))) pieces.push(smallFile(`state/${name}`, join(home, name)));
  }
  return pieces.filter(({ path }) => isOurPath(path));
}

/** The segments up to the end of their last whole line: what is written meanwhile stays out. */
async function bookPieces(folder: string): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const segments = regularFiles(folder).filter((name) => isOurPath(`state/journal/${name}`));
  for (const name of segments) {
    const path = join(folder, name);
    const size = await wholeLines(path);
    if (size > 0) pieces.push(await prefixPiece(`state/journal/${name}`, path, size));
  }
  for (const name of regularFiles(join(folder, 'torn')))
    pieces.push(smallFile(`state/journal/torn/${name}`, join(folder, 'torn', name)));
  return pieces;
}

async function wholeLines(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const { bytesRead } = await file.read(tail, 0, tail.length, size - tail.length);
    return size - tail.length + tail.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1;
  } finally {
    await file.close();
  }
}

/** The first bytes of a file that only grows: read for its sum now, and once more when it is written. */
async function prefixPiece(path: string, onDisk: string, size: number): Promise<Piece> {
  const read = () => createReadStream(onDisk, { end: size - 1, highWaterMark: TAIL_BYTES });
  const hash = createHash('sha256');
  for await (const chunk of read()) hash.update(chunk as Buffer);
  return { path, size, sha256: hash.digest('hex'), read, wipe: () => undefined };
}

/** Names in order; none where there is no such folder. */
function regularFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .sort();
}
