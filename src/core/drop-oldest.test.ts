import { describe, expect, it } from 'vitest';
import { dropOldest } from './drop-oldest.ts';

describe('dropOldest', () => {
  it('forgets the older half of what is more than it may be, and nothing before', () => {
    const kept = new Set(['a', 'b', 'c', 'd']);
    expect(dropOldest(kept, 4)).toEqual([]);
    kept.add('e');
    expect(dropOldest(kept, 4)).toEqual(['a', 'b']);
    expect([...kept]).toEqual(['c', 'd', 'e']);
    const named = new Map([...'abcde'].map((name) => [name, 1]));
    expect(dropOldest(named, 4)).toEqual(['a', 'b']);
    expect([...named.keys()]).toEqual(['c', 'd', 'e']);
  });
});
