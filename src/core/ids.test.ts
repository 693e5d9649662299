import { describe, expect, it } from 'vitest';
import { ulids } from './ids.ts';

describe('ids', () => {
  const clock = { ms: 0, nowMs: () => clock.ms, monotonicMs: () => 0 };
  const next = ulids(clock);

  it('are ULIDs that begin with their time', () => {
    clock.ms = 1_469_918_176_385;
    expect(next()).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/);
  });

  it('sort in the order they were made, within a millisecond, over many, and after a step back', () => {
    const made: string[] = [];
    for (let i = 0; i < 5_000; i++) {
      if (i % 100 === 0) clock.ms += i === 2_500 ? -60_000 : 1;
      made.push(next());
    }
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('carry over when the tail is used up', () => {
    const full = ulids({ nowMs: () => 1, monotonicMs: () => 0 }, (size) => new Uint8Array(size).fill(31));
    expect(full()).toBe('0000000001FZZZZZZZZZZZZZZZ');
    expect(full()).toBe('0000000001G000000000000000');
  });

  it('share no tail between two milliseconds', () => {
    const tails = Array.from({ length: 200 }, () => {
      clock.ms += 1;
      return next().slice(10);
    });
    expect(new Set(tails).size).toBe(200);
  });
});
