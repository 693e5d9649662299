import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImport, sha1Of } from './imports.ts';

const place = (path: string, commit?: string) => ({ path, line: 1, column: 1, ...(commit ? { commit } : {}) });
const COMMIT = 'a'.repeat(40);

describe('a baseline of detect-secrets', () => {
  const text = JSON.stringify({
    version: '1.5.0',
    results: {
      'src\\a.py': [{ hashed_secret: sha1Of('one'), line_number: 3 }],
      'b.py': [
        { hashed_secret: sha1Of('two'), is_secret: false },
        { hashed_secret: sha1Of('three'), is_secret: true },
        { no: 'hash' },
      ],
    },
  });

  it('knows a value by its hash, at its path', () => {
    const { find, count, real } = readImport(text, '.secrets.baseline');
    expect([count, real]).toEqual([2, 1]);
    expect(find([sha1Of('one')], place('src/a.py'), [9])).toBe('known in .secrets.baseline of detect-secrets');
    expect(find([sha1Of('x'), sha1Of('one')], place('src/a.py'), [3])).toBeUndefined();
    expect(find([], place('src/a.py'), [3])).toBeUndefined();
    expect(find([sha1Of('two')], place('b.py'), [1])).toMatch(/^audited as no secret/);
    expect(find([sha1Of('one')], place('b.py'), [3])).toBeUndefined();
  });

  it('never leaves alone what an audit calls a secret', () => {
    expect(readImport(text, 'x').find([sha1Of('three')], place('b.py'), [1])).toBeUndefined();
  });

  it.each(['{', '{}', '{"results": 3}'])('is not %s', (wrong) => {
    expect(() => readImport(wrong, 'x')).toThrow('x is no baseline of detect-secrets');
  });
});

describe('a .gitleaksignore', () => {
  const lines = [
    '# a comment',
    '',
    `${COMMIT}:a.py:generic-api-key:3`,
    'aaaaaaa:b.py:generic-api-key:4',
    'dir\\c.py:telegram-bot-api-token:5',
    'with:colon.py:rule:6',
  ];
  const { find, count } = readImport(lines.join('\n'), '.gitleaksignore');

  it.each([
    ['a commit in full', 'a.py', COMMIT, [3], true],
    ['one of two lines', 'a.py', COMMIT, [2, 3], false],
    ['a short commit', 'b.py', COMMIT, [4], true],
    ['another commit', 'a.py', 'b'.repeat(40), [3], false],
    ['no commit where one is wanted', 'a.py', undefined, [3], false],
    ['every commit', 'dir/c.py', 'b'.repeat(40), [5], true],
    ['a file as it stands', 'dir/c.py', undefined, [5], true],
    ['another line', 'dir/c.py', undefined, [6], false],
    ['a path with a colon', 'with:colon.py', undefined, [6], true],
  ])('fits %s', (_title, path, commit, at, fits) => {
    expect(find([], place(path, commit), at) !== undefined).toBe(fits);
    expect(count).toBe(4);
  });

  it('is not any text', () => {
    expect(() => readImport('some words', 'x')).toThrow('the fingerprint 1 is none of gitleaks');
  });
});

describe('a file of another scanner', () => {
  it('is read or refused, whatever stands in it', () => {
    const results = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify({ results: value }));
    const marks = fc
      .array(fc.tuple(fc.string(), fc.string(), fc.nat()))
      .map((all) => all.map((one) => one.join(':')).join('\n'));
    fc.assert(
      fc.property(fc.oneof(results, marks, fc.json(), fc.string()), fc.string(), (text, path) => {
        try {
          readImport(text, 'x').find([sha1Of('a')], place(path, COMMIT), [1]);
        } catch (error) {
          expect(error).toMatchObject({ code: 'usage' });
        }
      }),
    );
  });
});
