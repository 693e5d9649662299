import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fillDiskOnce } from '../../test/full-disk.ts';
import { HaltFile, haltLevels, isTighter } from './halt.ts';

describe('the halt file', () => {
  const home = mkdtempSync(join(tmpdir(), 'keyward-halt-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'halt.json');

  it('is run while there is none', () => {
    expect(new HaltFile(home).read()).toEqual({ level: 'run' });
  });

  it('shows at once what another process has set', () => {
    const [one, other] = [new HaltFile(home), new HaltFile(home)];
    for (const level of [...haltLevels, ...haltLevels]) {
      other.set({ level, by: 'test', reason: 'a test' });
      expect(one.read().level).toBe(level);
    }
  });

  it.each(['', '{', 'null', '[]', '"run"', '{"level":"off"}', '{"level":"RUN"}', '{"level":["run"]}'])(
    'is halt when it says %j',
    (text) => {
      writeFileSync(path, text);
      expect(new HaltFile(home).read().level).toBe('halt');
    },
  );

  it('is halt while it cannot be read, and what it says once it can', () => {
    const file = new HaltFile(home);
    file.set({ level: 'run' });
    rmSync(path);
    // A folder in its place cannot be read, whoever asks.
    const blocked = new HaltFile(join(path, 'x'));
    expect(blocked.read().level).toBe('run');
    writeFileSync(path, readFileSync('/dev/null'));
    chmodSync(path, 0o600);
    expect(file.read().level).toBe('halt');
    file.set({ level: 'reduce' });
    expect(file.read().level).toBe('reduce');
  });

  it('is tightened in place where there is no room for a second file', () => {
    const file = new HaltFile(home);
    file.set({ level: 'run', reason: 'a long reason, so that the new text is shorter than the old' });
    fillDiskOnce('halt.json');
    expect(() => file.set({ level: 'halt' })).toThrow();
    expect(file.read().level).toBe('run');
    fillDiskOnce('halt.json');
    file.tighten({ level: 'reduce', by: 'test' });
    expect(new HaltFile(home).read()).toEqual({ level: 'reduce', by: 'test' });
    rmSync(path);
    fillDiskOnce('halt.json');
    file.tighten({ level: 'seal' });
    expect(file.read().level).toBe('seal');
  });

  it('knows which of two levels lets less through', () => {
    expect(isTighter('halt', 'reduce')).toBe(true);
    expect(isTighter('run', 'seal')).toBe(false);
    expect(isTighter('halt', 'halt')).toBe(false);
  });
});
