import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fillDiskOnce } from '../../test/full-disk.ts';
import { practiceSettings } from '../config/index.ts';
import { systemClock } from '../core/index.ts';
import { practiceExchanges } from '../practice/index.ts';
import { checkAll, runChecks } from './checking.ts';
import { loadSettings, type SessionParts } from './session.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A session in a folder of its own, with a state folder. */
function session(name = 'home'): { parts: SessionParts; home: string; warned: string[] } {
  const base = mkdtempSync(join(tmpdir(), 'keyward-checking-'));
  folders.push(base);
  const [folder, home] = [join(base, 'here'), join(base, name)];
  mkdirSync(folder);
  mkdirSync(home, { mode: 0o700, recursive: true });
  const warned: string[] = [];
  const log = {
    info: () => {},
    warn: (text: string, more?: unknown) => void warned.push(text, JSON.stringify(more)),
    error: () => {},
  };
  const environment = { home, configFolder: folder, mayColour: false, user: 'me', variables: {} };
  return { parts: { environment, folder, clock: systemClock, log }, home, warned };
}

const blockMs = (ms: number): void => {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
};

describe('a run of the checks', () => {
  it('tells its report also where the disk has no room for it, and says so in it and in the log', async () => {
    const { parts, home, warned } = session();
    const history = join(home, 'posture', 'history.json');
    const before = await runChecks(parts, { version: '1' });
    expect(before.notes.join()).not.toContain('not kept');
    const kept = readFileSync(history, 'utf8');
    fillDiskOnce('history.json');
    const report = await runChecks(parts, { version: '1' });
    expect(report.checks).toHaveLength(before.checks.length);
    expect(report.notes.join()).toContain('this report was not kept');
    expect(warned[0]).toBe('the report was not kept');
    expect(readFileSync(history, 'utf8')).toBe(kept);
  }, 60_000);

  it('says without the secret that the state folder is called by why its report was not kept', async () => {
    const secret = randomBytes(32).toString('hex');
    const { parts, home, warned } = session(`api_secret=${secret}/home`);
    symlinkSync(join(home, 'nowhere', 'posture'), join(home, 'posture'));
    const report = await runChecks(parts, { version: '1' });
    expect(report.notes.join()).toContain('this report was not kept');
    expect(`${report.notes.join()} ${warned.join()}`).toContain('api_secret=');
    expect(`${report.notes.join()} ${warned.join()}`).not.toContain(secret);
  }, 60_000);

  it('knows which looks the time has ended, in this process too, and compares none of them', async () => {
    const { parts } = session();
    let isBlocked = false;
    const block = () => {
      if (!isBlocked) blockMs(10_600);
      isBlocked = true;
    };
    const wants = ['KEY', 'HOST', 'SEC', 'DEP', 'BOT', 'REC', 'ALRT', 'KILL'];
    const { report, late } = await checkAll(parts, { version: '1', wants, say: block });
    expect([...late].sort()).toEqual([...wants].sort());
    expect(report.uncompared?.length).toBeGreaterThan(0);
    expect(report.notes.join()).toContain('the time ran out');
  }, 60_000);

  it('is of the settings that were read before, where there are some', () => {
    const { parts } = session();
    const found = { settings: practiceSettings(practiceExchanges()) };
    const path = join(parts.folder, 'keyward.yaml');
    writeFileSync(path, 'version: 1\nkeys: 5\n');
    chmodSync(path, 0o600);
    expect(() => loadSettings(parts)).toThrow('keys');
    expect(loadSettings({ ...parts, found })).toBe(found);
  });
});
