import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import { diskFs } from './disk.ts';
import type { Entry } from './entries.ts';
import { Journal } from './journal.ts';
import { verify } from './verify.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { nowMs: () => Date.parse('2026-03-01T12:00:00Z'), monotonicMs: () => 0 };
const FIRST = '00000000000000000001.jsonl';
const SECOND = '00000000000000000004.jsonl';

let home = '';
let folder = '';
/** Without syncs, which only cost time here. */
const fs = { ...diskFs, fdatasync: async () => {}, syncFolder: () => {} };
const open = () => Journal.open(folder, { clock, log: silent, fs, segmentBytes: 900 });
const torn = () => readdirSync(join(folder, 'torn'));

/** Makes a book of one group per inner list and gives its segments. */
async function make(groups: readonly (readonly string[])[]): Promise<Map<string, Buffer>> {
  const journal = await open();
  for (const group of groups) await Promise.all(group.map((reason) => journal.append('stop', { reason })));
  await journal.close();
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function put(files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

async function reopen(): Promise<readonly Entry[]> {
  const journal = await open();
  const entries: Entry[] = [];
  for await (const entry of journal.replay()) entries.push(entry);
  await journal.append('stop', { reason: 'goes on' });
  await journal.close();
  expect((await verify(folder)).firstBreak).toBeUndefined();
  return entries;
}

const said = (entries: readonly Entry[]) => entries.map((entry) => ('reason' in entry ? entry.reason : entry.kind));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'journal-recover-'));
  folder = join(home, 'journal');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('opening after a crash', () => {
  it('keeps every whole line of a book that was cut at any byte, and moves the rest away', async () => {
    const files = await make([['a'], ['b'], ['c'], ['d']]);
    const last = files.get(SECOND)!;
    for (let length = 0; length < last.length; length++) {
      put(new Map([...files, [SECOND, last.subarray(0, length)]]));
      expect(said(await reopen())).toEqual(length === 0 ? ['a', 'b', 'c'] : ['a', 'b', 'c', 'recovered']);
      if (length > 0) expect(readFileSync(join(folder, 'torn', torn()[0]!))).toEqual(last.subarray(0, length));
    }
    const first = files.get(FIRST)!;
    for (let length = first.indexOf('{"seq":2'); length < first.length; length++) {
      put(new Map([[FIRST, first.subarray(0, length)]]));
      const whole = first.subarray(0, length).toString('utf8').split('\n').slice(1, -1).length;
      const isTorn = first[length - 1] !== 0x0a;
      expect(said(await reopen())).toEqual([...['a', 'b', 'c'].slice(0, whole), ...(isTorn ? ['recovered'] : [])]);
    }
  }, 60_000);

  it('says how many bytes were torn, in a folder and a file that only the owner reads', async () => {
    const files = await make([['a'], ['b']]);
    put(new Map([[FIRST, files.get(FIRST)!.subarray(0, -10)]]));
    const entries = await reopen();
    const [name] = torn();
    const moved = statSync(join(folder, 'torn', name!));
    expect(entries.at(-1)).toMatchObject({ seq: 2, kind: 'recovered', bytes: moved.size });
    expect([statSync(join(folder, 'torn')).mode & 0o777, moved.mode & 0o777]).toEqual([0o700, 0o600]);
    expect(said(await reopen())).toEqual(['a', 'recovered', 'goes on']);
  });

  it('cuts off a group of which any part did not reach the disk', async () => {
    const files = await make([['a'], ['b', 'c']]);
    const whole = files.get(FIRST)!;
    const groupAt = whole.indexOf('{"seq":2');
    for (let from = groupAt; from < whole.length; from += 7) {
      const changed = Buffer.from(whole).fill(0, from, Math.min(from + 7, whole.length));
      put(new Map([[FIRST, changed]]));
      const kept = said(await reopen());
      expect(kept.slice(0, 1)).toEqual(['a']);
      expect(kept.at(-1)).toBe('recovered');
    }
  });

  it('takes a last line that does not fit its sum for torn', async () => {
    const files = await make([['a'], ['b']]);
    const changed = files.get(FIRST)!.toString('utf8').replace('"reason":"b"', '"reason":"x"');
    put(new Map([[FIRST, Buffer.from(changed)]]));
    expect(said(await reopen())).toEqual(['a', 'recovered']);
  });

  it('tells of a torn end also when it crashed again before it could', async () => {
    const files = await make([['a'], ['b']]);
    put(
      new Map([
        [FIRST, files.get(FIRST)!.subarray(0, -(files.get(FIRST)!.length - files.get(FIRST)!.indexOf('{"seq":2')))],
      ]),
    );
    mkdirSync(join(folder, 'torn'));
    writeFileSync(join(folder, 'torn', 'left.new'), 'torn bytes');
    expect(said(await reopen())).toEqual(['a', 'recovered']);
    expect(torn()).toEqual(['left']);
  });

  it('refuses a book that is broken where no crash can have broken it', async () => {
    const files = await make([['a'], ['b'], ['c'], ['d']]);
    const refused = async (changed: ReadonlyMap<string, Buffer>) => {
      put(changed);
      const before = new Map([...changed.keys()].map((name) => [name, readFileSync(join(folder, name))]));
      await expect(open()).rejects.toMatchObject({ code: 'state-corrupt' });
      for (const [name, bytes] of before) expect(readFileSync(join(folder, name))).toEqual(bytes);
    };
    const first = files.get(FIRST)!;
    const edit = (from: string, to: string) => Buffer.from(first.toString('utf8').replace(from, to));
    const only = (bytes: Buffer) => new Map([[FIRST, bytes]]);
    await refused(only(edit('"reason":"a"', '"reason":"x"')));
    await refused(only(edit('"reason":"b"', '"reason":"x"')));
    await refused(only(edit('"keyward-journal":1', '"keyward-journal":2')));
    const lines = first.toString('utf8').split('\n');
    await refused(only(Buffer.from(lines.toSpliced(2, 1).join('\n'))));
    await refused(only(Buffer.from(lines.toSpliced(2, 0, lines[2]!).join('\n'))));
    await refused(new Map([[SECOND, files.get(SECOND)!]]));
    await refused(new Map([...files, [FIRST, first.subarray(0, -5)]]));
    await refused(new Map([...files, [FIRST, edit('"reason":"c"', '"reason":"x"')]]));
    await refused(
      new Map([
        [FIRST, first.subarray(0, -5)],
        [SECOND, Buffer.alloc(0)],
      ]),
    );
  });
});
