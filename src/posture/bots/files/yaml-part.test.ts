import { describe, expect, it } from 'vitest';
import { readYaml } from './yaml-part.ts';

/** So much of it as fits into a file that is read. */
const full = (part: (at: number) => string, head = '', tail = ''): string => {
  const parts: string[] = [head];
  for (let at = 0, length = 0; length < 200_000; at++) {
    const one = part(at);
    parts.push(one);
    length += one.length;
  }
  return parts.join('') + tail;
};

describe('YAML of a bot', () => {
  it.each([
    ['commas alone', full(() => ',', 'a: [', ']\n')],
    ['brackets that close nothing', full(() => '] ', 'a: ')],
    ['braces that open', full(() => '{', 'a: ')],
    ['aliases', full(() => '*b, ', 'b: &b 1\na: [', ']\n')],
    ['merges', full(() => '- {<<: *b}\n', 'b: &b {c: 1}\na:\n')],
    ['tags', full(() => '!a 1, ', 'a: [', ']\n')],
    ['values in a row', full(() => '"a" "b" ', 'a: ')],
    ['keys', full((at) => `${at}, `, 'a: {', '}\n')],
  ])('is read or refused in bounded time where it is full of %s', (_what, text) => {
    const beganMs = performance.now();
    readYaml(text);
    // Squares of such lengths took minutes.
    expect(performance.now() - beganMs).toBeLessThan(8_000);
  });

  it('has for an alias what the last anchor of that name before it holds', () => {
    const read = readYaml('a: &x 1\nb: *x\nc: &x {d: &y 2}\ne: *x\nf: *y\ng: {<<: *x, h: 3}\n');
    const value = (...names: readonly string[]) =>
      names.reduce<unknown>((part, name) => (part as { value: Map<string, unknown> }).value.get(name), read);
    expect(value('b')).toMatchObject({ value: 1, line: 2 });
    expect(value('e', 'd')).toMatchObject({ value: 2 });
    expect(value('f')).toMatchObject({ value: 2 });
    expect(value('g', 'd')).toMatchObject({ value: 2 });
    expect(readYaml('a: *x\nb: &x 1\n')).toEqual({ unreadable: 'no YAML at line 1: an alias of nothing' });
    expect(readYaml('a: &x [*x]\n')).toEqual({ unreadable: 'nested deeper than 50 levels' });
  });
});
