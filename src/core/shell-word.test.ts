import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

const inShell = (word: string): string => execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });

describe('a word for a shell', () => {
  it('is the text itself, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`a'"\\ $\`;&|\n*~(!#`), minLength: 1, maxLength: 12 }),
        (text) => {
          expect(inShell(shellWord(text))).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stays bare where a shell takes it as it is', () => {
    expect(shellWord('/etc/keyward.yaml')).toBe('/etc/keyward.yaml');
    expect(shellWord('')).toBe("''");
  });
});
