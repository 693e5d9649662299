import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, ulids } from '../core/index.ts';
import { type KillParts, kill } from './kill.ts';
import { type KillRecord, KillRecords } from './record.ts';
import { AccountScene, d } from './scene.contract.ts';
import type { KillWishes } from './target.ts';

let home: string;
let records: KillRecords;
let scenes: Map<string, AccountScene>;
const newId = ulids(systemClock);
const flat: KillWishes = { depth: 'flat', keep: [], quote: 'USDT', withinMs: 5_000 };

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyward-record-'));
  records = new KillRecords(home);
  scenes = new Map(['one', 'two'].map((key) => [key, new AccountScene()]));
  for (const scene of scenes.values()) {
    scene.open('BTC/USDT');
    scene.holdings.set('BTC', d('1'));
  }
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const use = (more: Partial<KillParts> = {}): Promise<KillRecord> =>
  kill({
    clock: systemClock,
    records,
    wishes: flat,
    by: 'the owner',
    why: 'a test',
    keys: [...scenes.keys()],
    newId,
    open: async (key) => ({ ...scenes.get(key)!.target, key }),
    tell: () => undefined,
    unrecorded: (error) => {
      throw error;
    },
    ...more,
  });
const cutOff = (more: Partial<KillRecord> = {}): KillRecord => {
  const record: KillRecord = {
    version: 1,
    id: newId(),
    startedAt: new Date().toISOString(),
    by: 'the owner',
    why: 'before',
    keys: ['one'],
    wishes: flat,
    reports: [],
    ...more,
  };
  records.write(record);
  return record;
};

describe('one use of the kill switch', () => {
  it('is on disk before anything is asked, and ended after all accounts', async () => {
    const seen: unknown[] = [];
    const record = await use({
      open: async (key) => {
        seen.push(records.list()[0]?.endedAt, records.cutOff()[0]?.keys);
        return { ...scenes.get(key)!.target, key };
      },
    });
    expect(seen.slice(0, 2)).toEqual([undefined, ['one', 'two']]);
    expect(record.reports.map(({ key, state }) => [key, state]).sort()).toEqual([
      ['one', 'flat'],
      ['two', 'flat'],
    ]);
    expect(records.list()).toEqual([record]);
    expect(records.cutOff()).toEqual([]);
  });

  it('goes on with the others where one cannot be opened, fails, or says why not', async () => {
    scenes.set('three', new AccountScene());
    const record = await use({
      open: async (key) => {
        if (key === 'one') throw new Error('the vault is locked');
        if (key === 'two') return { unreached: 'no such key', exchange: 'scene' };
        return { ...scenes.get(key)!.target, key };
      },
    });
    expect(
      record.reports
        .map(({ key, state, residue }) => [key, state, residue[0]?.why] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ).toEqual([
      ['one', 'unreached', 'the vault is locked'],
      ['three', 'flat', undefined],
      ['two', 'unreached', 'no such key'],
    ]);
  });

  it('does not wait for ever for a key that does not open', async () => {
    const record = await use({
      wishes: { ...flat, withinMs: 200 },
      open: (key) =>
        key === 'one' ? new Promise(() => undefined) : Promise.resolve({ ...scenes.get(key)!.target, key }),
    });
    const one = record.reports.find(({ key }) => key === 'one');
    expect([one?.state, one?.residue[0]?.why]).toEqual(['unreached', 'its key could not be opened in time']);
  });

  it('goes on without a disk and without anybody who listens', async () => {
    const errors: unknown[] = [];
    const none = new KillRecords(join(home, 'file'));
    writeFileSync(join(home, 'file'), '');
    const record = await use({
      records: none,
      unrecorded: (error) => errors.push(error),
      tell: () => {
        throw new Error('EPIPE');
      },
    });
    expect(record.reports.map(({ state }) => state)).toEqual(['flat', 'flat']);
    expect(errors.length).toBeGreaterThan(0);
  });

  it('takes the keys of one account one after the other, and others beside them', async () => {
    scenes.set('three', new AccountScene());
    const shared = scenes.get('one')!;
    const [begun, sold]: [string[], string[]] = [[], []];
    shared.chance = { order: ({ instrument }) => void sold.push(instrument.base) };
    const report = await use({
      open: async (key) => {
        const { target } = key === 'three' ? scenes.get('three')! : shared;
        const instruments = async () => {
          begun.push(key);
          await new Promise((done) => setTimeout(done, 50));
          return target.instruments();
        };
        return { ...target, key, instruments, ...(key === 'three' ? {} : { accountId: '7' }) };
      },
    });
    expect(report.reports.map(({ state }) => state)).toEqual(['flat', 'flat', 'flat']);
    expect([begun.slice(0, 2).sort(), begun[2]]).toEqual([['one', 'three'], 'two']);
    expect(sold).toHaveLength(1);
  });

  it('takes up one that was cut off, as it was begun, beside what is asked now', async () => {
    const before = cutOff();
    const record = await use({ keys: ['two'], wishes: { ...flat, depth: 'cancel' } });
    expect([record.id, record.why, record.keys]).toEqual([before.id, 'before', ['one', 'two']]);
    expect([...scenes.get('one')!.holdings.keys()]).toEqual(['USDT']);
    expect([...scenes.get('two')!.holdings.keys()]).toEqual(['BTC']);
    expect(scenes.get('two')!.orders.size).toBe(0);
    expect(records.cutOff()).toEqual([]);
  });

  it('does not sell what was to be sold before when the same account is only to be cancelled now', async () => {
    cutOff();
    await use({ keys: ['one'], wishes: { ...flat, depth: 'cancel' } });
    expect([...scenes.get('one')!.holdings.keys()]).toEqual(['BTC']);
  });

  it('remembers what was wished for when it is cut off once more', async () => {
    cutOff({ wishes: { ...flat, depth: 'cancel' }, others: { one: flat } });
    await use({ keys: ['two'], wishes: { ...flat, depth: 'cancel' } });
    expect([...scenes.get('one')!.holdings.keys()]).toEqual(['USDT']);
  });
});

describe('the records of the kill switch', () => {
  it('are listed newest first, without what cannot be read', () => {
    const [old, young] = [cutOff({ endedAt: 'x' }), cutOff({ endedAt: 'x' })];
    mkdirSync(join(home, 'kill'), { recursive: true });
    for (const [name, text] of [
      [newId(), '{"version":2,"keys":[],"reports":[]}'],
      [newId(), '{"version":1'],
      [newId(), 'null'],
      ['notes', '{}'],
    ])
      writeFileSync(join(home, 'kill', `${name}.json`), text!);
    expect(records.list().map(({ id }) => id)).toEqual([young.id, old.id]);
  });

  it('are none where there is no folder, or none that can be read', () => {
    expect(records.list()).toEqual([]);
    cutOff();
    writeFileSync(join(home, 'other'), '');
    expect(new KillRecords(join(home, 'other')).list()).toEqual([]);
    chmodSync(join(home, 'kill'), 0o700);
    expect(records.cutOff()).toHaveLength(1);
  });

  it('do not count as cut off once they have ended or were resumed', () => {
    cutOff({ endedAt: 'x' });
    cutOff({ resumedAt: 'x' });
    expect(records.cutOff()).toEqual([]);
  });
});
