import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import { entryText, GENESIS, headerText, putLine } from './format.ts';
import { Journal } from './journal.ts';
import { readEntries } from './read.ts';
import { verify } from './verify.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { nowMs: () => Date.parse('2026-03-01T12:00:00Z'), monotonicMs: () => 0 };
const FIRST = '00000000000000000001.jsonl';
type Files = ReadonlyMap<string, Buffer>;

let home = '';
/** Three segments of a small book. */
let files: Files;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'journal-verify-'));
  const folder = join(home, 'made');
  const journal = await Journal.open(folder, { clock, log: silent, segmentBytes: 750 });
  for (const reason of ['a', 'b', 'c', 'd', 'e', 'f']) await journal.append('stop', { reason });
  await journal.close();
  files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  expect(files.size).toBe(3);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Puts these files in a folder of their own. */
function put(changed: Files): string {
  const folder = join(home, 'changed');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of changed) writeFileSync(join(folder, name), bytes);
  return folder;
}

const withFile = (name: string, bytes: Buffer): Files => new Map([...files, [name, bytes]]);
const linesOf = (bytes: Buffer) => bytes.toString('utf8').split('\n').slice(0, -1);
const fromLines = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));

/** Applies a change of lines to each segment in turn, at each line; the end of the book is left out where `toEnd` is false. */
async function eachLine(change: (lines: string[], at: number) => string[], toEnd = true): Promise<void> {
  for (const [name, bytes] of files) {
    const lines = linesOf(bytes);
    const count = toEnd || name !== [...files.keys()].at(-1) ? lines.length : lines.length - 1;
    for (let at = 0; at < count; at++) {
      const { firstBreak, entries } = await verify(put(withFile(name, fromLines(change([...lines], at)))));
      expect([name, at, firstBreak !== undefined]).toEqual([name, at, true]);
      expect(entries).toBeLessThan(7);
    }
  }
}

describe('verify', () => {
  it('passes an untouched book, and an empty one', async () => {
    expect(await verify(put(files))).toMatchObject({
      entries: 6,
      segments: 3,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await verify(join(home, 'nothing'))).toEqual({ entries: 0, segments: 0, head: GENESIS });
  });

  it('finds every change of a single byte', async () => {
    const folder = put(files);
    const missed: string[] = [];
    for (const [name, bytes] of files) {
      for (let at = 0; at < bytes.length; at++) {
        for (const value of new Set([bytes[at]! ^ 1, bytes[at]! ^ 0x80, 0x0a])) {
          if (value === bytes[at]) continue;
          const changed = Buffer.from(bytes);
          changed[at] = value;
          writeFileSync(join(folder, name), changed);
          if ((await verify(folder)).firstBreak === undefined) missed.push(`${name} ${at} ${value}`);
        }
      }
      writeFileSync(join(folder, name), bytes);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('finds a line that was removed', async () => {
    await eachLine((lines, at) => lines.toSpliced(at, 1), false);
  });

  it('finds a line that was repeated', async () => {
    await eachLine((lines, at) => lines.toSpliced(at, 0, lines[at]!));
  });

  it('finds two lines that changed places', async () => {
    await eachLine((lines, at) => {
      const other = (at + 1) % lines.length;
      return lines.with(at, lines[other]!).with(other, lines[at]!);
    });
  });

  it('finds a line that was written into the book with a sum of its own', async () => {
    const buffer = Buffer.alloc(1000);
    await eachLine((lines, at) => {
      const before = JSON.parse(lines[at]!) as { seq?: number; first?: number; prev: string };
      const start = { seq: before.seq ?? before.first! - 1, time: '2026-03-01T12:00:00.000Z', kind: 'stop' };
      const end = putLine(buffer, 0, entryText(start, '"reason":"x"', { prev: before.prev, group: 1 }));
      return lines.toSpliced(at, 0, buffer.toString('utf8', 0, end));
    });
  });

  it('finds a missing segment, and names where it would be', async () => {
    const names = [...files.keys()];
    for (const name of names.slice(0, -1)) {
      const { firstBreak } = await verify(put(new Map([...files].filter(([one]) => one !== name))));
      expect(firstBreak).toMatchObject({
        segment: names[names.indexOf(name) + 1],
        line: 1,
        reason: /where .* was expected/,
      });
    }
  });

  it('finds a segment that was renamed or put in the place of another', async () => {
    const [first, second, third] = [...files.keys()];
    const renamed = new Map([...files].filter(([name]) => name !== third));
    renamed.set('00000000000000000009.jsonl', files.get(third!)!);
    expect((await verify(put(renamed))).firstBreak?.reason).toMatch(/file name/);
    const swapped = withFile(second!, files.get(first!)!);
    expect((await verify(put(swapped))).firstBreak?.segment).toBe(second);
  });

  it('finds an end without a newline and a segment without entries', async () => {
    const last = [...files.keys()].at(-1)!;
    const cut = files.get(last)!.subarray(0, -1);
    expect((await verify(put(withFile(last, cut)))).firstBreak?.reason).toBe('the line does not end');
    const empty = withFile(last, Buffer.alloc(0));
    expect((await verify(put(empty))).firstBreak).toEqual({
      segment: last,
      line: 1,
      reason: 'the segment holds no entry',
    });
  });

  it('says that a later format is not known', async () => {
    const buffer = Buffer.alloc(1000);
    const header = { format: 2, first: 1, time: '2026-03-01T12:00:00.000Z' };
    const end = putLine(buffer, 0, headerText(header, GENESIS));
    const folder = put(new Map([[FIRST, buffer.subarray(0, end + 1)]]));
    expect((await verify(folder)).firstBreak?.reason).toBe('format 2 is not known here');
    await expect(Journal.open(folder, { clock, log: silent })).rejects.toMatchObject({ code: 'state-corrupt' });
  });

  it('cannot see that the end was cut off between two lines: only a head held elsewhere shows it', async () => {
    const last = [...files.keys()].at(-1)!;
    const whole = await verify(put(files));
    const cut = await verify(put(new Map([...files].filter(([name]) => name !== last))));
    expect(cut.firstBreak).toBeUndefined();
    expect(cut.head).not.toBe(whole.head);
  });
});

describe('reading a book that was changed', () => {
  it('throws at a damaged line rather than give out what it says', async () => {
    const changed = Buffer.from(files.get(FIRST)!.toString('utf8').replace('"reason":"b"', '"reason":"x"'));
    const read = async () => {
      for await (const entry of readEntries(put(withFile(FIRST, changed)), {}))
        expect(entry).not.toMatchObject({ reason: 'x' });
    };
    await expect(read()).rejects.toMatchObject({ code: 'journal-broken', message: /line 3/ });
  });
});
