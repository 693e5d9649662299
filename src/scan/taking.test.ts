import { describe, expect, it } from 'vitest';
import type { Find } from './find.ts';
import { rules } from './rules/index.ts';
import { Taking } from './taking.ts';

const [rule] = rules as readonly [Find['rule']];
const find = (text: string, start: number, length = text.length): Find => ({
  rule,
  found: { part: 'key', by: 'name', text, start, length, name: '' },
});
const textsOf = (taking: Taking): string[] => taking.finds().map(({ found }) => found.text);

describe('what is taken of a text', () => {
  it('is taken once, and given in the order of its places', () => {
    const taking = new Taking(() => false);
    for (const one of [find('later', 20), find('first', 0), find('first', 0), find('crossing', 2)]) taking.add(one);
    expect(textsOf(taking)).toEqual(['first', 'later']);
    expect([taking.has(24, 5), taking.has(25, 5), taking.end]).toEqual([true, false, 25]);
  });

  it('may be several values of one layer', () => {
    const taking = new Taking(() => false);
    for (const text of ['key', 'secret', 'secret']) taking.add(find(text, 10, 40));
    expect(textsOf(taking)).toEqual(['key', 'secret']);
  });

  it('has the place of a published sample taken, without a find', () => {
    const taking = new Taking((text) => text === 'sample');
    taking.add(find('sample', 0));
    expect([textsOf(taking), taking.has(0, 1)]).toEqual([[], true]);
  });
});
