import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sarifFaults } from '../../../test/sarif.ts';
import type { FoundSecret } from '../found-secret.ts';
import { junitOf } from './junit.ts';
import { sarifOf } from './sarif.ts';

const leak = (path: string, reason?: string): FoundSecret => ({
  id: '0123456789abcdef',
  rule: 'binance',
  title: 'Binance credential',
  severity: 'high',
  parts: [{ part: 'secret', by: 'name', name: path, line: 1, masked: 'ab… (64)' }],
  missing: [],
  places: [{ path, line: 1, column: 1, commit: 'c', author: path, at: path }],
  notes: [path],
  ...(reason === undefined ? {} : { excused: { by: 'comment', reason } }),
});
/** What steers: of markup, of terminals, of addresses. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ']]>',
    '<!--',
    '"/><script>',
    '&amp;',
    '\u001b[31m',
    '\u009b31m',
    '\u0000',
    '\ufffe',
    '../../etc',
    '//x',
    'a b#c?d%2e',
  ),
);

describe('a report', () => {
  it('as JUnit is one list of cases, whatever paths and reasons hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.option(text, { nil: undefined })), { maxLength: 5 }),
        text,
        (all, path) => {
          const xml = junitOf({
            version: '1.0.0',
            leaks: all.map(([one, reason]) => leak(one, reason)),
            unscanned: [{ path, why: 'binary' }],
          });
          expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/);
          const tags = [...xml.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*)(\/?)>/g)];
          const rest = tags.reduce((left, [tag]) => left.replace(tag, ''), xml.replace(/^<\?xml[^>]*\?>/, ''));
          expect(rest).not.toMatch(/[<>"]/);
          expect(tags.filter(([, end, name]) => end === '' && name === 'testcase')).toHaveLength(
            Math.max(1, all.length),
          );
        },
      ),
    );
  });

  it('as SARIF names files by addresses that are below the root, or are what they are', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (paths) => {
        const log = sarifOf({ version: '1.0.0', leaks: paths.map((path) => leak(path)), unscanned: [] });
        expect(sarifFaults(JSON.parse(JSON.stringify(log)))).toEqual([]);
      }),
    );
  });

  it('of a hundred thousand leaks takes no longer than each of them', () => {
    const leaks = Array.from({ length: 100_000 }, () => leak('a.env'));
    const started = performance.now();
    sarifOf({ version: '1.0.0', leaks, unscanned: [] });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
