import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookRecords } from '../../../src/app/check-records.ts';
import { jsonLog, systemClock } from '../../../src/core/index.ts';
import { Journal } from '../../../src/journal/index.ts';
import { recordsFamily } from '../../../src/posture/index.ts';
import { AccountsScene } from '../../cli/accounts-scene.ts';
import { findingsOf, namesIn, partsAt, saidOf, until } from './look-scene.ts';

const { checks } = recordsFamily;

describe('the checks of the records, beside a running Keyward', { timeout: 120_000 }, () => {
  let scene: AccountsScene;
  beforeEach(async () => {
    scene = await AccountsScene.open();
  });
  afterEach(() => scene.close());

  const look = () => lookRecords(partsAt(scene.terminal.folder, scene.terminal.home));
  const said = async () => saidOf(checks, await look());

  it('pass while nothing is found, tell of what somebody buys with the key, and say nothing more of it once it is known', async () => {
    const there = namesIn(scene.terminal.home);
    const idle = await said();
    expect(idle).toMatchObject({ 'REC-01': ['key main: unknown'], 'REC-06': ['the journal: not-applicable'] });
    expect(namesIn(scene.terminal.home)).toEqual(there);
    const up = await scene.up();
    const quiet = await until(
      said,
      (one) => one['REC-01']!.includes('key main: pass') && one['REC-03']!.includes('key main: pass'),
    );
    expect(quiet).toMatchObject({
      'REC-01': ['key main: pass'],
      'REC-04': ['key main: pass'],
      'REC-05': ['key main: pass'],
      'REC-06': ['the journal: pass'],
    });
    expect(quiet['REC-02']).toContain('key main: pass');
    await scene.account().createOrder('BTC/USDT', 'limit', 'buy', 0.001, 40_000);
    const robbed = await until(look, (facts) =>
      findingsOf(checks, facts, 'REC-01').some(({ result }) => result === 'fail'),
    );
    const [first] = findingsOf(checks, robbed, 'REC-01');
    expect(first).toMatchObject({ about: expect.stringMatching(/^foreign-order main /), result: 'fail' });
    expect(first!.says).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ: somebody else placed an order in BTC\/USDT/);
    // What nobody has answered is told also when nothing runs any more.
    await up.end();
    const later = await said();
    expect(later['REC-01']).toEqual([`${first!.about}: fail`, 'key main: unknown']);
    expect((await scene.terminal.run(['watch', 'ack', first!.about, '--why', 'it was me'])).exit).toBe(0);
    expect((await said())['REC-01']).toEqual(['key main: unknown']);
  });
});

describe('the check of the journal', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'keyward-records-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  async function write(entries: number, segmentBytes?: number): Promise<string> {
    const journal = await Journal.open(join(home, 'journal'), {
      clock: systemClock,
      log: jsonLog(() => undefined, systemClock),
      ...(segmentBytes === undefined ? {} : { segmentBytes }),
    });
    for (let at = 0; at < entries; at++) await journal.append('stop', { reason: `entry ${at}` });
    await journal.close();
    return join(home, 'journal');
  }
  const judged = async () => findingsOf(checks, await lookRecords(partsAt(home, home)), 'REC-06');

  it('passes a whole book, and names file and line of a changed one', async () => {
    const folder = await write(40);
    expect(await judged()).toMatchObject([{ result: 'pass', says: 'all 40 entries fit, 1 MiB' }]);
    const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.jsonl'));
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replace('entry 20', 'entry 99'));
    expect(await judged()).toMatchObject([
      { result: 'fail', says: expect.stringContaining('line 22'), places: [{ file: join(folder, name), line: 22 }] },
    ]);
  });

  it('fails a book that has lost its end, or is gone, by what the monitor remembers', async () => {
    const folder = await write(5);
    const put = (seq: number) => {
      mkdirSync(join(home, 'monitor'), { recursive: true });
      const memory = { version: 1, accounts: {}, habits: {}, journal: { seq, prev: 'x' } };
      writeFileSync(join(home, 'monitor', 'memory.json'), JSON.stringify(memory));
    };
    put(5);
    expect(await judged()).toMatchObject([{ result: 'pass' }]);
    put(9);
    expect(await judged()).toMatchObject([
      { result: 'fail', says: 'it ends at entry 5, and ended at entry 9 before: entries are gone' },
    ]);
    rmSync(folder, { recursive: true });
    expect(await judged()).toMatchObject([{ result: 'fail' }]);
  });

  it('says nothing of a journal that was never written, and makes no folder', async () => {
    const none = join(home, 'none');
    const found = findingsOf(checks, await lookRecords(partsAt(home, none)), 'REC-06');
    expect(found).toMatchObject([{ result: 'not-applicable' }]);
    expect(existsSync(none)).toBe(false);
  });
});
