import { describe, expect, it } from 'vitest';
import type { Answer } from '../exchanges/index.ts';
import { PublicCounts } from './public-counts.ts';
import { RepeatMemory } from './repeats.ts';

const answer: Answer = { status: 403, headers: {}, body: 'no' };

describe('denials that repeat', () => {
  function scene() {
    const written: string[] = [];
    const memory = new RepeatMemory((of, count, code) => written.push(`${of} ${count} ${code}`));
    let next = 0;
    /** Denies as the gateway does; true when it was written in full. */
    const deny = (nowMs: number, kind = 'k'): boolean => {
      if (memory.answerFor(kind, nowMs)) return false;
      memory.remember(kind, `d${++next}`, 'order-rate', answer, nowMs);
      return true;
    };
    return { memory, written, deny };
  }

  it('are written five times a second, and then counted', () => {
    const { written, deny } = scene();
    expect(Array.from({ length: 9 }, () => deny(1_000)).filter(Boolean)).toHaveLength(5);
    expect(written).toEqual([]);
    expect(deny(2_000)).toBe(true);
    expect(written).toEqual(['d1 4 order-rate']);
  });

  it('are counted by kind', () => {
    const { deny } = scene();
    for (let i = 0; i < 9; i++) deny(1_000);
    expect(deny(1_000, 'other')).toBe(true);
  });

  it('are told when they have stopped, too', () => {
    const { memory, written, deny } = scene();
    for (let i = 0; i < 9; i++) deny(1_000);
    memory.sweep(1_999);
    expect(written).toEqual([]);
    memory.sweep(2_000);
    memory.sweep(3_000);
    memory.flush();
    expect(written).toEqual(['d1 4 order-rate']);
  });

  it('of very many kinds do not pile up', () => {
    const { written, deny } = scene();
    for (let i = 0; i < 9; i++) deny(1_000);
    for (let i = 0; i < 2_000; i++) deny(1_000, `kind ${i}`);
    expect(written).toEqual(['d1 4 order-rate']);
  });
});

describe('public requests', () => {
  it('are counted by minute and host, and written once each', () => {
    const written: [string, unknown][] = [];
    const counts = new PublicCounts((minute, by) => written.push([minute, by]));
    const at = Date.UTC(2026, 0, 15, 12, 0, 1);
    counts.count('a', at);
    counts.count('a', at + 30_000);
    counts.count('b', at);
    expect(written).toEqual([]);
    counts.count('a', at + 60_000);
    counts.flush();
    counts.flush();
    expect(written).toEqual([
      ['2026-01-15T12:00:00.000Z', { a: 2, b: 1 }],
      ['2026-01-15T12:01:00.000Z', { a: 1 }],
    ]);
  });
});
