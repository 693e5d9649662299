import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRuns } from './runs.ts';

function runsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'latin1');
  const found: string[] = [];
  findRuns(bytes, (start, end) => found.push(bytes.toString('latin1', start, end)));
  return found;
}

describe('the search for runs', () => {
  it('finds each run of sixteen with a digit, or of letters of either case in turns, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'Z', '7', '-', '=', ' ', '"', '\n', '\u00e9'), maxLength: 400 }),
        (text) => {
          const all = text.match(/[A-Za-z0-9+/=_-]{16,}/g) ?? [];
          const turns = (run: string): number => run.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
          expect(runsOf(text)).toEqual(
            all.filter((run) => /\d/.test(run) || (run.length >= 24 && turns(run) * 5 >= run.length * 2)),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('finds a drawn value without a digit, and no name of code', () => {
    const named = [
      'ConfigurationManagerFactory',
      'getByIdAndKeyOrNull',
      'MAXIMUM_NUMBER_OF_KEYS',
      'order_book_snapshot',
    ];
    const drawn = 'XdhcLwWFtOdJZdxm';
    expect(runsOf(`TD.${drawn}.x ${drawn} ${drawn}${drawn} ${named.join(' ')}`)).toEqual([drawn, drawn + drawn]);
  });

  it('finds a run at both ends of a text', () => {
    expect(runsOf('0123456789abcdef')).toEqual(['0123456789abcdef']);
    expect(runsOf(`${'0123456789abcdef'} ${'fedcba9876543210'}`)).toEqual(['0123456789abcdef', 'fedcba9876543210']);
  });
});
