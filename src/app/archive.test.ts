import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needProgram } from '../../test/programs.ts';
import { KeywardError } from '../core/index.ts';
import { ArchiveReader, type ArchiveSource, fitsArchive, writeArchive } from './archive.ts';

const TIME_MS = Date.UTC(2026, 10, 22);
const BLOCK = 512;

function source(path: string, content: Uint8Array): ArchiveSource {
  return { path, size: content.length, read: () => [content] };
}

async function archiveOf(files: readonly ArchiveSource[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeArchive(files, TIME_MS)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

/** Paths and contents of an archive that is read to its end. */
async function read(bytes: Buffer, pieceBytes = 1000): Promise<[string, string][]> {
  const reader = new ArchiveReader(inPieces(bytes, pieceBytes));
  const files: [string, string][] = [];
  for (let file = await reader.next(); file; file = await reader.next()) {
    const chunks: Buffer[] = [];
    for await (const piece of reader.body()) chunks.push(Buffer.from(piece));
    files.push([file.path, Buffer.concat(chunks).toString('latin1')]);
  }
  return files;
}

const damage = expect.objectContaining({ code: 'backup-damaged' });
const small = [source('a.txt', Buffer.from('one')), source('b/c.txt', Buffer.alloc(1000, 0x62))];

/** The header at `at`, changed and with a sum that fits again. */
function changed(archive: Buffer, at: number, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(archive);
  const header = copy.subarray(at, at + BLOCK);
  change(header);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return copy;
}

describe('the archive in a backup', () => {
  it('comes back as it went in, whatever is in it and however it is cut into pieces', async () => {
    const name = fc.stringMatching(/^[a-z]{1,40}$/);
    const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));
    const file = fc.record({ path: path.filter(fitsArchive), content: fc.uint8Array({ maxLength: 2000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 6 }), fc.integer({ min: 1, max: 3000 }), async (files, size) => {
        const archive = await archiveOf(files.map((each) => source(each.path, each.content)));
        expect(archive.length % BLOCK).toBe(0);
        const expected = files.map((each) => [each.path, Buffer.from(each.content).toString('latin1')]);
        expect(await read(archive, size)).toEqual(expected);
      }),
    );
  });

  it('is one that tar lists and unpacks', async (context) => {
    const tar = needProgram(context, 'tar');
    const long = `${'d'.repeat(90)}/${'e'.repeat(60)}/${'f'.repeat(80)}`;
    const archive = await archiveOf([...small, source(long, Buffer.from('deep'))]);
    const listed = execFileSync(tar, ['tvf', '-'], { input: archive, encoding: 'utf8' }).trim().split('\n');
    expect(listed.map((line) => line.split(' ').at(-1))).toEqual(['a.txt', 'b/c.txt', long]);
    expect(listed.every((line) => line.startsWith('-rw-------'))).toBe(true);
    expect(execFileSync(tar, ['xOf', '-', long], { input: archive, encoding: 'utf8' })).toBe('deep');
  });

  it('is not written when a file is not as long as it was said to be', async () => {
    await expect(archiveOf([{ path: 'a', size: 4, read: () => [Buffer.from('abc')] }])).rejects.toMatchObject({
      code: 'state-corrupt',
    });
  });
});

describe('an archive that was changed', () => {
  it('is refused or has as many files, whichever bytes were changed', async () => {
    const archive = await archiveOf(small);
    const flip = fc.record({ at: fc.nat(archive.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 4 }), async (flips) => {
        const copy = Buffer.from(archive);
        for (const { at, by } of flips) copy[at]! ^= by;
        const found = await read(copy).catch((error: unknown) => error);
        if (found instanceof Error) expect(found).toEqual(damage);
        // The contents have no sum here, and that of a header is one that two changes can leave as it is.
        else expect(found).toHaveLength(small.length);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused wherever it is cut', async () => {
    const archive = await archiveOf(small);
    for (let length = 0; length < archive.length; length += 100)
      await expect(read(archive.subarray(0, length))).rejects.toEqual(damage);
  });

  it('never does anything but refuse what is no archive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), async (bytes) => {
        const found = await read(Buffer.from(bytes)).catch((error: unknown) => error);
        expect(found instanceof KeywardError || (Array.isArray(found) && found.length === 0)).toBe(true);
      }),
    );
  });

  it.each<[string, (header: Buffer) => void]>([
    ['a hard link', (header) => header.write('1', 156)],
    ['a symbolic link', (header) => header.write('2', 156)],
    ['a character device', (header) => header.write('3', 156)],
    ['a block device', (header) => header.write('4', 156)],
    ['a folder', (header) => header.write('5', 156)],
    ['a pipe', (header) => header.write('6', 156)],
    ['a long name of GNU tar', (header) => header.write('L', 156)],
    ['an extended header', (header) => header.write('x', 156)],
    ['an old file type', (header) => header.writeUInt8(0, 156)],
    ['the name of a link', (header) => header.write('/etc/passwd', 157)],
    ['another mode', (header) => header.write('0004755', 100)],
    ['an owner', (header) => header.write('0001750', 108)],
    ['a name of an owner', (header) => header.write('root', 265)],
    ['a size in base 256', (header) => header.writeUInt8(0x80, 124)],
    ['a negative size', (header) => header.write('-0000000001', 124)],
    ['a size of spaces', (header) => header.write('           ', 124)],
    ['something behind the end of its name', (header) => header.write('x', 50)],
    ['no name', (header) => header.fill(0, 0, 100)],
  ])('is refused with %s', async (_what, change) => {
    await expect(read(changed(await archiveOf(small), 0, change))).rejects.toEqual(damage);
  });

  it('is refused with something behind its end, or much of nothing', async () => {
    const archive = await archiveOf(small);
    const padded = (bytes: number) => Buffer.concat([archive, Buffer.alloc(bytes)]);
    expect(await read(padded(4 * BLOCK))).toHaveLength(2);
    await expect(read(padded(40 * BLOCK))).rejects.toEqual(damage);
    await expect(read(Buffer.concat([archive, archive]))).rejects.toEqual(damage);
  });
});
