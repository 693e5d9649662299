import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, jsonLog, markOf, systemClock, ulids } from '../core/index.ts';
import { HaltFile } from '../halt/index.ts';
import { type KillRecord, KillRecords } from '../killswitch/index.ts';
import { useKill } from './killing.ts';
import { resumeKills } from './resuming.ts';
import type { SessionParts } from './session.ts';

let home: string;
let folder: string;
let records: KillRecords;
const newId = ulids(systemClock);
beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), 'keyward-resume-'));
  [home, folder] = [join(base, 'home'), join(base, 'here')];
  for (const path of [home, folder]) mkdirSync(path, { mode: 0o700 });
  records = new KillRecords(home);
});
afterEach(() => rmSync(join(home, '..'), { recursive: true, force: true }));

function record(more: Partial<KillRecord>): void {
  records.write({
    version: 1,
    id: newId(),
    startedAt: new Date().toISOString(),
    by: 'cli test',
    why: '',
    keys: ['main'],
    wishes: { depth: 'flat', keep: [], withinMs: 1_000 },
    reports: [],
    ...more,
  });
}

const level = () => new HaltFile(home).read().level;

/** `during`: done once, at the first look at the clock while `isTime`. */
function parts(isTime: () => boolean, during: () => void): SessionParts {
  let isDone = false;
  const clock: Clock = {
    monotonicMs: () => systemClock.monotonicMs(),
    nowMs: () => {
      if (!isDone && isTime()) {
        isDone = true;
        during();
      }
      return systemClock.nowMs();
    },
  };
  const environment = { home, configFolder: folder, user: 'test' } as SessionParts['environment'];
  return { environment, folder, clock, log: jsonLog(() => undefined, systemClock) };
}

const halted = () =>
  new HaltFile(home).tighten({ level: 'halt', since: new Date().toISOString(), by: 'test', reason: '' });

describe('resume at the very moment of a kill', () => {
  it('is taken back when another use has begun before the level was raised', async () => {
    halted();
    record({ endedAt: 'x' });
    const session = parts(
      () => true,
      () => record({ worker: markOf(process.pid) }),
    );
    await expect(resumeKills(session, undefined)).rejects.toThrow(/at this very moment/);
    expect(level()).toBe('halt');
    expect(records.standing()).toHaveLength(2);
  });

  it('goes through where none has', async () => {
    halted();
    record({ endedAt: 'x' });
    expect(
      await resumeKills(
        parts(
          () => false,
          () => undefined,
        ),
        undefined,
      ),
    ).toMatchObject({ level: 'reduce' });
    expect(records.standing()).toEqual([]);
  });

  it('does not leave the bots their orders while the accounts are made flat', async () => {
    writeFileSync(
      join(folder, 'keyward.yaml'),
      'version: 1\nkeys: { main: { exchange: okx, environment: practice } }\n',
    );
    const seen: string[] = [];
    // Between the first lowering and the record: a resume that could see nothing of it.
    const session = parts(
      () => level() === 'halt',
      () => new HaltFile(home).set({ level: 'reduce', since: new Date().toISOString(), by: 'test', reason: '' }),
    );
    await useKill(session, { depth: 'cancel', reason: '' }, () => seen.push(level()));
    expect([level(), new Set(seen)]).toEqual(['halt', new Set(['halt'])]);
  });
});
