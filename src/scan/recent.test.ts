import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

const line = fc
  .integer({ min: 0, max: 400 })
  .map((number) => `line ${number} of a file that is long enough to compare\n`);
const text = fc.array(line, { minLength: 5, maxLength: 300 }).map((lines) => lines.join(''));

describe('a text like one before', () => {
  it('is in the older one but for the pieces that are told', () => {
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(), fc.nat(200), line)), (older, edits) => {
        let newer = older;
        for (const [place, removed, added] of edits) {
          const at = place % (newer.length + 1);
          newer = newer.slice(0, at) + added + newer.slice(at + removed);
        }
        const recent = new Recent(1 << 20);
        recent.add(Buffer.from(older), true);
        const like = recent.like(Buffer.from(newer));
        if (!like) return;
        let behind = 0;
        for (const { start, end } of [...like.pieces, { start: newer.length, end: newer.length }]) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(older).toContain(newer.slice(behind, start));
          behind = end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has all that is around a change told, to the ends of lines', () => {
    const older = Array.from({ length: 400 }, (_, number) => `line ${number} of a file that is long\n`);
    const recent = new Recent(1 << 20);
    recent.add(Buffer.from(older.join('')), true);
    const newer = Buffer.from([...older.slice(0, 200), 'new\n', ...older.slice(200)].join(''));
    const { pieces, changed, isQuiet } = recent.like(newer)!;
    expect(pieces).toHaveLength(1);
    const [{ start, end }] = pieces as [{ start: number; end: number }];
    const at = newer.indexOf('new\n');
    expect(at - start).toBeGreaterThanOrEqual(1_024);
    expect(end - at).toBeGreaterThanOrEqual(1_024);
    expect([newer[start - 1], newer[end - 1]]).toEqual([10, 10]);
    expect(changed.some((one) => one.includes('new\n'))).toBe(true);
    expect(isQuiet).toBe(true);
  });

  it('is not found any more when too much came after it', () => {
    const recent = new Recent(64 * 1024);
    const older = Buffer.from('a line of the first file\n'.repeat(400));
    recent.add(older, true);
    expect(recent.like(older)?.pieces).toEqual([]);
    for (let number = 0; number < 20; number++) recent.add(Buffer.from(`another ${number}\n`.repeat(800)), true);
    expect(recent.like(older)).toBeUndefined();
  });
});
