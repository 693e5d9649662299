import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KillRecord, KillRecords } from './record.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyward-records-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const recordOf = (at: number, more: Partial<KillRecord> = {}): KillRecord => ({
  version: 1,
  id: `01KAHBM3QT00000000000000${String(at).padStart(2, '0')}`,
  startedAt: '2026-11-22T10:00:00.000Z',
  by: 'a test',
  why: '',
  keys: ['main'],
  wishes: { depth: 'cancel', keep: [], withinMs: 1_000 },
  reports: [],
  ...more,
});

describe('the records of the kill switch', () => {
  it('are listed newest first, and no more than are asked for', () => {
    const records = new KillRecords(home);
    for (const at of [1, 2, 3]) records.write(recordOf(at));
    expect(records.list().map(({ id }) => id.slice(-1))).toEqual(['3', '2', '1']);
    expect(records.list(2).map(({ id }) => id.slice(-1))).toEqual(['3', '2']);
  });

  it('are read again when another has written them, and one that has not changed is not', () => {
    const [mine, others] = [new KillRecords(home), new KillRecords(home)];
    others.write(recordOf(1));
    const [first] = mine.list();
    expect(mine.list()[0]).toBe(first);
    others.write(recordOf(1, { endedAt: '2026-11-22T10:01:00.000Z' }));
    expect(mine.list()[0]).toMatchObject({ endedAt: '2026-11-22T10:01:00.000Z' });
  });

  it('that cannot be read are left out, also where they could be before', () => {
    const records = new KillRecords(home);
    records.write(recordOf(1));
    expect(records.list()).toHaveLength(1);
    const path = join(home, 'kill', `${recordOf(1).id}.json`);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(1));
    utimesSync(path, 1, 1);
    expect(records.list()).toEqual([]);
  });
});
