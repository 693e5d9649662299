import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from './clock.ts';
import { createFileDurably, makePrivateFolder, removeLeftovers, writeFileDurably } from './files.ts';
import { ulids } from './ids.ts';
import { jsonLog } from './log.ts';

function clockAt(times: number[]): Clock {
  return { nowMs: () => times.shift() ?? 0, monotonicMs: () => 0 };
}

describe('ulids', () => {
  it('sort in the order made, within a millisecond and after a step back of the clock', () => {
    const next = ulids(clockAt([1_000, 1_000, 900, 1_000, 1_001]));
    const ids = Array.from({ length: 5 }, next);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});

describe('durable files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-files-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are readable by their owner alone, replaced whole, and leave nothing beside them', () => {
    const home = join(folder, 'home');
    makePrivateFolder(home);
    const path = join(home, 'state.json');
    writeFileDurably(path, 'one');
    writeFileDurably(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readdirSync(home)).toEqual(['state.json']);
  });

  it('are never written through what another user has laid beside them, and get the mode that is asked for', () => {
    const home = join(folder, 'open');
    mkdirSync(home, { recursive: true });
    const path = join(home, '.env');
    symlinkSync(join(home, 'elsewhere'), `${path}.${process.pid}.tmp`);
    const before = process.umask(0o077);
    try {
      writeFileDurably(path, 'secret', 0o644);
    } finally {
      process.umask(before);
    }
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(readdirSync(home).sort()).toEqual(['.env', `.env.${process.pid}.tmp`]);
  });

  it('are made once alone, whole', () => {
    const path = join(folder, 'made', 'vault.key');
    makePrivateFolder(join(folder, 'made'));
    expect([createFileDurably(path, 'one'), createFileDurably(path, 'two')]).toEqual([true, false]);
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['one', 0o600]);
    expect(readdirSync(join(folder, 'made'))).toEqual(['vault.key']);
  });

  it('lose what a process that is gone has left beside them, and nothing else', () => {
    const home = join(folder, 'left');
    mkdirSync(home, { recursive: true });
    const dead = 2 ** 30;
    const kept = ['kept', `a.${process.pid}.ab12.tmp`, `b.${dead}.ab12.tmp`, `a.${dead}.xy.tmp`, 'a.tmp'];
    for (const name of [...kept, `a.${dead}.tmp`]) writeFileSync(join(home, name), '');
    symlinkSync(join(home, 'kept'), join(home, `a.${dead}.ab12.tmp`));
    mkdirSync(join(home, `a.${dead}.cd34.tmp`));
    removeLeftovers(join(home, 'a'));
    expect(readdirSync(home).sort()).toEqual([...kept, `a.${dead}.cd34.tmp`].sort());
  });
});

describe('the log', () => {
  it('writes one JSON object a line with the time of the clock given', () => {
    const lines: string[] = [];
    jsonLog((line) => lines.push(line), clockAt([0])).warn('a\nb', { code: 'usage' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      severity: 'warn',
      message: 'a\nb',
      code: 'usage',
    });
  });
});
