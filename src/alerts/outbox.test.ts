import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Case, diskFiles, Outbox, readOutbox } from './outbox.ts';
import { openBox } from './scene.contract.ts';

const leak = { about: 'KEY-01 main', severity: 'critical', what: 'main can withdraw' } as const;
const MINUTE = 60_000;

describe('after a crash', () => {
  it('what waited is sent once, and what was on its way is sent again under the same id, with a word of it', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'mail' }]);
    box.answers.set('phone', 'never');
    box.answers.set('mail', { kind: 'later', afterMs: 1_000, says: 'HTTP 429' });
    box.dispatch.raise(leak);
    await box.step();
    const ids = caseOf(box.files.files).pending.map(({ id }) => id);
    box.answers.clear();
    box.restart();
    await box.pass(2 * MINUTE);
    expect(box.arrived.map(({ channel, message }) => [channel, message.id, message.mayRepeat])).toEqual([
      ['phone', ids[0], true],
      ['mail', ids[1], undefined],
    ]);
    box.restart();
    await box.pass(2 * MINUTE);
    expect(box.arrived).toHaveLength(2);
  });

  it('an alarm that is raised again is the same one, and one that is not is closed after a while', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise(leak);
    box.dispatch.raise({ ...leak, about: 'KEY-02 main', what: 'main is bound to no address' });
    await box.pass(MINUTE);
    expect(box.arrived).toHaveLength(2);
    box.restart();
    box.dispatch.raise(leak);
    await box.pass(20 * MINUTE);
    expect(box.arrived.slice(2).map(({ message }) => [message.kind, message.about, message.done])).toEqual([
      ['again', 'KEY-01 main', undefined],
      ['ended', 'KEY-02 main', 'Keyward was started again and has not seen it since.'],
    ]);
  });

  it('a clock that was set back while nothing ran delays nothing for ever, and one that was set ahead drops nothing', async () => {
    for (const jumpMs of [-400 * 86_400_000, 400 * 86_400_000]) {
      const box = openBox([{ name: 'phone' }]);
      box.answers.set('phone', { kind: 'failed', isRefused: false, says: 'ECONNREFUSED' });
      box.dispatch.raise(leak);
      await box.pass(MINUTE);
      box.clock.wall += jumpMs;
      box.clock.monotonic = 5;
      box.answers.clear();
      box.restart();
      box.dispatch.raise(leak);
      await box.pass(6 * MINUTE);
      expect(box.arrived.map(({ message }) => message.kind)).toEqual(jumpMs < 0 ? ['raised', 'again'] : ['raised']);
    }
  });
});

describe('a clock that is set while nothing runs', () => {
  it('changes nothing where the host tells how long it runs, and as little as can be where it was started again', async () => {
    for (const jumpMs of [-400 * 86_400_000, 400 * 86_400_000])
      for (const isSameRun of [true, false]) {
        const box = openBox([{ name: 'phone' }]);
        box.files.boot = { bootId: 'one', ms: 7_000_000 };
        box.restart();
        box.dispatch.raise(leak);
        await box.pass(MINUTE);
        box.clock.wall += jumpMs;
        box.files.boot = isSameRun ? { bootId: 'one', ms: 7_000_000 + 2 * MINUTE } : { bootId: 'two', ms: 9_000_000 };
        box.restart();
        box.dispatch.raise(leak);
        await box.step();
        const isEarly = !isSameRun && jumpMs > 0;
        expect(box.arrived.map(({ message }) => message.kind)).toEqual(isEarly ? ['raised', 'again'] : ['raised']);
        await box.pass(3 * MINUTE - 1_000, 1_000);
        if (isSameRun) expect(box.arrived).toHaveLength(1);
        await box.pass(2_000, 1_000);
        if (isSameRun) expect(box.arrived).toHaveLength(2);
      }
  });

  it('is compared with the last moment that was kept, also after the second start', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise(leak);
    await box.pass(MINUTE);
    box.restart();
    box.dispatch.raise(leak);
    await box.pass(3 * 60 * MINUTE);
    box.restart();
    box.dispatch.raise(leak);
    await box.pass(20 * 60 * MINUTE);
    expect(JSON.parse(box.files.files.get('meta.json')!)).toMatchObject({ wallMs: box.clock.wall });
    expect(box.arrived.map(({ message }) => message.kind)).toEqual(['raised', 'again', 'again', 'again']);
    const minutes = box.arrived.map(({ atMs }) => Math.round((atMs - box.arrived[0]!.atMs) / MINUTE));
    expect(minutes).toEqual([0, 5, 30, 120]);
  });

  it('is seen by the time of this host, which goes on', () => {
    const [one, two] = [diskFiles.sinceBoot?.(), diskFiles.sinceBoot?.()];
    if (!one || !two) return;
    expect(two.bootId).toBe(one.bootId);
    expect(two.ms).toBeGreaterThanOrEqual(one.ms);
  });
});

describe('a full disk', () => {
  it('stops no alarm: it is sent from memory, told of, and written once there is room', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.files.isFull = true;
    box.dispatch.raise(leak);
    await box.pass(MINUTE);
    expect(box.told()).toEqual(['phone raised main can withdraw']);
    expect(box.disk).toEqual([false]);
    expect(box.files.writes).toBeLessThan(200);
    box.files.isFull = false;
    await box.pass(2 * MINUTE);
    expect(box.disk).toEqual([false, true]);
    expect(caseOf(box.files.files)).toMatchObject({ about: leak.about, told: ['phone'], pending: [] });
  });
});

describe('files of the outbox', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const make = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-outbox-'));
    folders.push(folder);
    return folder;
  };
  const open = (folder: string) => new Outbox(folder, diskFiles, () => undefined);

  it('are read back as they were written', () => {
    const folder = make();
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise({ ...leak, evidence: 'seen', done: 'stopped', next: 'keyward halt' });
    const [one] = box.dispatch.cases as readonly [Case];
    expect(open(folder).put(one)).toBe(true);
    expect(open(folder).load()).toEqual({ cases: [JSON.parse(JSON.stringify(one))], meta: undefined, damaged: 0 });
  });

  it('that are broken, hostile or of somebody else are left out, and counted', async () => {
    const folder = make();
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise(leak);
    const [one] = box.dispatch.cases as readonly [Case];
    open(folder).put(one);
    const name = (digit: string) => join(folder, `case-${digit.repeat(32)}.json`);
    writeFileSync(name('0'), '{"version":1');
    writeFileSync(name('1'), JSON.stringify({ ...one, pending: new Array(100_000).fill({}) }));
    writeFileSync(name('2'), JSON.stringify({ ...one, __proto__: { evil: 1 }, extra: true }));
    writeFileSync(name('3'), JSON.stringify(one));
    writeFileSync(name('4'), Buffer.alloc(400_000, 'x'));
    symlinkSync('/etc/hostname', name('5'));
    mkdirSync(name('6'));
    writeFileSync(join(folder, 'notes.txt'), 'not ours');
    writeFileSync(join(folder, 'meta.json'), '[]');
    const { cases, meta, damaged } = open(folder).load();
    expect(cases.map(({ about }) => about)).toEqual([leak.about]);
    expect([meta, damaged]).toEqual([undefined, 8]);
    expect(readdirSync(folder)).toContain('notes.txt');
    expect(readOutbox(folder).cases).toHaveLength(1);
  });

  it('that a killed process was writing are removed, those of one that lives are not', () => {
    const folder = make();
    const base = `case-${'7'.repeat(32)}.json`;
    // No process has this number.
    const left = `${base}.4194999.00ff00ff00ff00ff.tmp`;
    const living = `${base}.${process.pid}.00ff00ff00ff00ff.tmp`;
    for (const name of [left, living, 'notes.tmp']) writeFileSync(join(folder, name), '{');
    open(folder).load();
    expect(readdirSync(folder).sort()).toEqual([living, 'notes.tmp']);
  });

  it('that the disk does not give are left where they are, and that is told', () => {
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise(leak);
    box.files.unreadable = 'EMFILE';
    box.restart();
    expect([box.dispatch.cases, box.dispatch.damaged, box.disk]).toEqual([[], 0, [false]]);
    box.files.unreadable = undefined;
    box.restart();
    expect(box.dispatch.cases).toHaveLength(1);
  });

  it('of any content do not stop the start, and never let more be sent than was raised', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 5 }), (contents) => {
        const box = openBox([{ name: 'phone' }]);
        for (const [at, content] of contents.entries())
          box.files.files.set(`case-${String(at).repeat(32)}.json`, content);
        box.restart();
        expect(box.dispatch.cases).toEqual([]);
        expect(box.dispatch.damaged).toBe(contents.length);
      }),
      { numRuns: 100 },
    );
  });

  it('in a folder that is not there, or cannot be made, are none', () => {
    expect(readOutbox('/proc/none')).toEqual({ cases: [], meta: undefined, damaged: [], unread: [] });
    const states: boolean[] = [];
    expect(new Outbox('/proc/none', diskFiles, (isGood) => states.push(isGood)).load()).toMatchObject({ cases: [] });
    expect(states[0]).toBe(false);
  });
});

function caseOf(files: ReadonlyMap<string, string>): Case {
  const [, text = ''] = [...files].find(([name]) => name.startsWith('case-')) ?? [];
  return JSON.parse(text) as Case;
}
