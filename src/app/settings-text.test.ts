import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withKeyEntry } from './settings-text.ts';

const entry = { exchange: 'binance', from: { age: {} } };
const LINE = 'new: { exchange: binance, from: { age: {} } }';

describe('withKeyEntry', () => {
  it.each<[string, string, string]>([
    [
      'behind the last key',
      'keys:\n  main: { exchange: okx }\nbots: {}\n',
      `keys:\n  main: { exchange: okx }\n  ${LINE}\nbots: {}\n`,
    ],
    [
      'behind its comment',
      'keys:\n  # ours\n  main: { exchange: okx } # the old one\n\n# the bots\nbots: {}\n',
      `keys:\n  # ours\n  main: { exchange: okx } # the old one\n  ${LINE}\n\n# the bots\nbots: {}\n`,
    ],
    [
      'behind a key in lines',
      'keys:\n    main:\n        exchange: okx\n        from:\n            age: {}\nbots: {}\n',
      `keys:\n    main:\n        exchange: okx\n        from:\n            age: {}\n    ${LINE}\nbots: {}\n`,
    ],
    [
      'behind a key in lines with a comment',
      'keys:\n  main:\n    exchange: okx # here\n\nbots: {}\n',
      `keys:\n  main:\n    exchange: okx # here\n  ${LINE}\n\nbots: {}\n`,
    ],
    ['at the end of the file', 'keys:\n  main:\n    exchange: okx', `keys:\n  main:\n    exchange: okx\n  ${LINE}\n`],
    [
      'with CRLF',
      'keys:\r\n  main: { exchange: okx }\r\nbots: {}\r\n',
      `keys:\r\n  main: { exchange: okx }\r\n  ${LINE}\r\nbots: {}\r\n`,
    ],
    [
      'in a map in braces',
      'keys: { main: { exchange: okx } }   # all\nbots:   {}\n',
      `keys: { main: { exchange: okx }, ${LINE} }   # all\nbots:   {}\n`,
    ],
    [
      'in braces over several lines',
      'keys: {\n  main: { exchange: okx }, # one\n}\n',
      `keys: {\n  main: { exchange: okx }, ${LINE}, # one\n}\n`,
    ],
    [
      'where there is no key yet',
      'version: 1\nkeys: {} # none\nbots: {}\n',
      `version: 1\nkeys: # none\n  ${LINE}\nbots: {}\n`,
    ],
    ['where nothing stands under `keys`', 'version: 1\nkeys:\nbots: {}\n', `version: 1\nkeys:\n  ${LINE}\nbots: {}\n`],
    [
      'where nothing but a comment stands under `keys`',
      'keys: # none\n\nbots: {}\n',
      `keys: # none\n  ${LINE}\n\nbots: {}\n`,
    ],
    ['where `keys` ends the file', 'version: 1\nkeys:', `version: 1\nkeys:\n  ${LINE}\n`],
    ['where there is no `keys`', 'version: 1\n# end', `version: 1\n# end\nkeys:\n  ${LINE}\n`],
    [
      'all in braces',
      '{ version: 1, keys: { main: { exchange: okx } } }\n',
      `{ version: 1, keys: { main: { exchange: okx }, ${LINE} } }\n`,
    ],
  ])('writes a line %s, and leaves every other byte', (_title, text, wanted) => {
    expect(withKeyEntry(text, 'new', entry)).toBe(wanted);
  });

  it('quotes what YAML would read as something else', () => {
    const holders = ['yes', 'a: b', '#1', "O'Neil", '12', 'alice, bob'];
    expect(parse(withKeyEntry('keys:\n  main: {}\n', 'new', { holders }))).toEqual({
      keys: { main: {}, new: { holders } },
    });
  });

  it('gives settings with that key more, however they are written', () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
    const style = fc.constantFrom(
      '{ exchange: okx }',
      '\n    exchange: okx',
      '{\n    exchange: okx\n  }',
      '\n    # why\n    exchange: okx\n',
    );
    const tail = fc.constantFrom('', '\n', '\n# end\n', '\nbots: {}\n', '\n\n# bots\nbots:\n  a: {}\n');
    const eol = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(keys, style, tail, eol, (names, how, end, newline) => {
        const text = `version: 1\nkeys:${names.map((name) => `\n  ${name}: ${how}`).join('')}${end}`.replaceAll(
          '\n',
          newline,
        );
        const before = parse(text) as { keys: object | null };
        const written = withKeyEntry(text, 'new', entry);
        expect(parse(written)).toEqual({ ...before, keys: { ...before.keys, new: entry } });
        expect(written.replace(LINE, '').replaceAll(/[ \r\n]/g, '')).toBe(text.replaceAll(/[ \r\n]/g, ''));
      }),
    );
  });
});
