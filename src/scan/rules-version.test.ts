import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulesVersion } from './rules-version.ts';

describe('the version of the rules', () => {
  it('changes with the engine, with a rule and with the program, and with nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-rules-'));
    try {
      mkdirSync(join(folder, 'rules'));
      const versions: string[] = [];
      const write = (file: string, text: string): void => {
        writeFileSync(join(folder, file), text);
        versions.push(rulesVersion('1', folder));
      };
      write('judge.js', 'a');
      write('rules/index.js', 'a');
      write('judge.js', 'b');
      write('rules/index.js', 'b');
      expect(new Set(versions).size).toBe(4);
      write('judge.test.js', 'a');
      write('judge.d.ts', 'a');
      expect(versions.slice(4)).toEqual([versions[3], versions[3]]);
      expect(rulesVersion('2', folder)).not.toBe(versions[3]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is that of the files that run', () => {
    expect(rulesVersion('1')).toBe(rulesVersion('1'));
    expect(rulesVersion('1')).toMatch(/^[0-9a-f]{64}$/);
  });
});
