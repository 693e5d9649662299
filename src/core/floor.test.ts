import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from './clock.ts';
import { makePrivateFolder, writeFileDurably } from './files.ts';
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
