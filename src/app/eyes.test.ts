import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eyesOf } from './eyes.ts';

const eyes = eyesOf({ nowMs: 0 });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-eyes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file', () => {
  it.each([
    [0, 8],
    [7, 8],
    [8, 8],
    [9, 8],
    [100_000, 8],
    [100_000, 1_000_000],
  ])('of %d bytes is read up to %d, and said to be cut where it is longer', async (size, most) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251));
    writeFileSync(join(folder, 'a'), bytes);
    expect(await eyes.read(join(folder, 'a'), most)).toEqual({ bytes: bytes.subarray(0, most), isCut: size > most });
  });

  it('that says it is empty and is not, as those of /proc, is read to its end', async () => {
    const read = await eyes.read('/proc/self/maps', 4_000_000);
    const text = 'bytes' in read ? read.bytes.toString('utf8') : '';
    expect(text.length).toBeGreaterThan(5_000);
    expect(text).toMatch(/^[0-9a-f]+-[0-9a-f]+ [\s\S]*\n$/);
    expect(text).not.toContain('\0');
  });

  it('takes memory by its own length, and not by the limit', async () => {
    writeFileSync(join(folder, 'a'), 'short');
    const read = await eyes.read(join(folder, 'a'), 512 * 1024 * 1024);
    expect('bytes' in read && read.bytes.buffer.byteLength).toBeLessThan(100);
  });
});
