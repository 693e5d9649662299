import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { Unreadable } from './json.ts';
import { readPnpmLock } from './pnpm-lock.ts';
import { readYaml } from './yaml.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const byLibrary = (text: string): unknown => parse(text, { schema: 'failsafe', logLevel: 'silent' });

describe('the YAML of lock files', () => {
  it.each([
    ['keys in braces', (at: number) => `${at},`, 'packages: {', '}\n', /more than 200000 entries/],
    ['keys on lines', (at: number) => `${at}:\n`, '', '', /more than 200000 entries/],
    ['open brackets', () => '[', 'packages: ', '\n', /nested deeper/],
    ['quotes', () => '"', 'packages: ', '\n', /at line 2/],
    ['commas', () => ',', 'packages: [', ']\n', /at line 2/],
  ])('is refused at once where it is full of %s', (_what, part, head, tail, says) => {
    const text = head + Array.from({ length: 260_000 }, (_, at) => part(at)).join('') + tail;
    const beganMs = performance.now();
    expect(() => readPnpmLock(`lockfileVersion: '9.0'\n${text}`)).toThrow(says);
    expect(performance.now() - beganMs).toBeLessThan(5_000);
  });

  it('is read as the library reads it, in all its spellings', () => {
    const text = `# a comment
lockfileVersion: '9.0'

settings: {autoInstallPeers: true, list: [a, 'b', {c: d}], none: {}, nothing: [], gap: }
"quoted: key": "a \\"b\\" \\u0041\\n"
'single''s': 'it''s' # behind
plain: https://a.example/x#y
? a long key
: value
? another
: inner: 1
  more: 2
items:
- one
- two: 2
  three: 3
- {four: 4}
below:
  - five
empty:
`;
    expect(plain(readYaml(text))).toEqual(plain(byLibrary(text)));
  });

  it.each([
    ['a double key', 'a: 1\na: 2\n'],
    ['a merge', 'a: {<<: {b: 1}}\n'],
    ['an anchor', 'a: &b 1\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !b 1\n'],
    ['a value that goes on below', 'a: b\n  c\n'],
    ['a quote that goes on below', 'a: "b\n  c"\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a tab as indent', 'a:\n\tb: 1\n'],
    ['no mapping', '- a\n'],
    ['nothing', ''],
  ])('is refused where it has %s', (_what, text) => {
    expect(() => readYaml(text)).toThrow(Unreadable);
  });

  it('is what was written, or refused', () => {
    const word = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('a@1.0.0', '@s/a', "it's", 'x: y', '- z', '#'));
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, word, fc.array(tie('any'), { maxLength: 3 }), tie('map')),
      map: fc.dictionary(word, tie('any'), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(value.map, fc.boolean(), (written, isFlow) => {
        const text = stringify(written, {
          lineWidth: 0,
          schema: 'failsafe',
          ...(isFlow ? { collectionStyle: 'flow' } : {}),
        });
        let read: unknown;
        try {
          read = readYaml(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
          return;
        }
        // A block of text is of no use in a lock file, and its lines are not kept as they were.
        if (!/[|>]/.test(text)) expect(plain(read)).toEqual(plain(byLibrary(text)));
      }),
      { numRuns: 500 },
    );
  });
});
