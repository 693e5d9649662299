import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type KillRecord, KillRecords } from '../killswitch/index.ts';
import { noteKills } from './kill-notes.ts';
import { openScene, type Scene } from './scene.contract.ts';

let scene: Scene;
const home = mkdtempSync(join(tmpdir(), 'keyward-notes-'));
afterEach(async () => {
  await scene.close();
  rmSync(home, { recursive: true, force: true });
});

const report = { key: 'main', exchange: 'binance', state: 'flat', cancelled: 0, calls: 1, durationMs: 1 } as const;
const recordOf = (id: string): KillRecord => ({
  version: 1,
  id,
  startedAt: new Date().toISOString(),
  endedAt: new Date().toISOString(),
  by: 'cli test',
  why: 'test',
  keys: ['main'],
  wishes: { depth: 'flat', keep: [], withinMs: 1_000 },
  reports: [{ ...report, closed: [], sold: [], dust: [], kept: [], residue: [], unseen: [] }],
});

describe('a use of the kill switch', () => {
  it('stands in the journal once, however many write it down at the same time', async () => {
    scene = await openScene();
    const records = new KillRecords(home);
    const ids = ['01HZZZZZZZZZZZZZZZZZZZZZZA', '01HZZZZZZZZZZZZZZZZZZZZZZB'];
    for (const id of ids) records.write(recordOf(id));
    const { journal } = scene.state;
    await Promise.all([...ids, ...ids].map((id) => noteKills(journal, records, recordOf(id))));
    const noted: string[] = [];
    for await (const entry of journal.replay({ kinds: ['kill'] })) if (entry.kind === 'kill') noted.push(entry.id);
    expect(noted.sort()).toEqual(ids);
  });
});
