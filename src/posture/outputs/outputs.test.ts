import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sarifFaults } from '../../../test/sarif.ts';
import { results } from '../check.ts';
import { reportHtml, reportMarkdown } from './document.ts';
import { reportJunit } from './junit.ts';
import { type Given, NOW_MS, reportWith } from './report.contract.ts';
import { reportSarif } from './sarif.ts';

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
    '\ud800',
    '../../etc',
    '//x',
    'a|b`c',
  ),
);
const given: fc.Arbitrary<Given> = fc.record(
  {
    result: fc.constantFrom(...results),
    about: text,
    says: text,
    by: text,
    fix: text,
    places: fc.array(fc.record({ file: text, line: fc.nat(9) }), { maxLength: 2 }),
    title: text,
  },
  { requiredKeys: ['result', 'about', 'says'] },
);
const reports = fc.array(given, { maxLength: 6 }).map((all) => reportWith(all));

const some: readonly Given[] = [
  { result: 'fail', places: [{ file: 'bot/config.json', line: 3 }] },
  { result: 'warn', about: 'bot /srv/grid' },
  { result: 'unknown', about: 'key main' },
  { result: 'fail', about: 'nft', word: 'waive' },
  { result: 'pass', about: 'swap' },
  { result: 'not-applicable', about: 'disk' },
];
const sarifResults = (all: readonly Given[]) =>
  (
    reportSarif(reportWith(all)) as {
      runs: [{ results: { kind: string; level: string; locations: unknown[]; suppressions?: unknown[] }[] }];
    }
  ).runs[0].results;

describe('the report as SARIF', () => {
  it('is what the specification says, whatever findings hold', () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(sarifFaults(JSON.parse(JSON.stringify(reportSarif(report))))).toEqual([]);
      }),
    );
  });

  it('has the file and line of a finding that has one, and for the others what they are about', () => {
    const [first, second] = sarifResults([some[0]!, some[1]!]);
    expect(first!.locations).toMatchObject([
      {
        physicalLocation: {
          artifactLocation: { uri: 'bot/config.json', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3 },
        },
      },
    ]);
    expect(second!.locations).toEqual([
      { logicalLocations: [{ fullyQualifiedName: 'bot /srv/grid', kind: 'resource' }] },
    ]);
  });

  it('calls nothing a pass that was not seen, and suppresses what is waived', () => {
    const kinds = new Map(sarifResults(some).map((one) => [JSON.stringify(one.locations), one]));
    const of = (about: string) => [...kinds].find(([at]) => at.includes(`"${about}"`))![1];
    expect(of('key main')).toMatchObject({ kind: 'open', level: 'none' });
    expect(of('bot /srv/grid')).toMatchObject({ kind: 'fail', level: 'warning' });
    expect(of('swap')).toMatchObject({ kind: 'pass', level: 'none' });
    expect(of('disk')).toMatchObject({ kind: 'notApplicable', level: 'none' });
    expect(of('nft')).toMatchObject({ kind: 'fail', suppressions: [{ kind: 'external', status: 'accepted' }] });
  });
});

describe('the report as JUnit', () => {
  it('is one list of cases, whatever findings hold', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const xml = reportJunit(report);
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/);
        const tags = [...xml.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*)(\/?)>/g)];
        const rest = tags.reduce((left, [tag]) => left.replace(tag, ''), xml.replace(/^<\?xml[^>]*\?>/, ''));
        expect(rest).not.toMatch(/[<>"]/);
        const findings = report.checks.flatMap((check) => check.findings).length;
        expect(tags.filter(([, end, name]) => end === '' && name === 'testcase')).toHaveLength(findings);
      }),
    );
  });

  it('counts a failure for what fails and an error for what was not seen', () => {
    const xml = reportJunit(reportWith(some));
    expect(xml).toContain('<testsuites name="keyward check" tests="6" failures="1" errors="1" skipped="3">');
    expect(xml).toContain('<skipped message="waived: waived by ann until 2026-11-23 12:00 UTC (moves next week)"/>');
    expect(xml).toMatch(/<error type="unknown" message="key main: it says yes">/);
    expect(xml).toMatch(/file="bot&#47;config.json" line="3"|file="bot\/config.json" line="3"/);
  });
});

describe('the report as a document', () => {
  const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

  it('holds no script, no markup and nothing that steers a terminal, whatever findings hold', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const [html, markdown] = [reportHtml(report), reportMarkdown(report)];
        expect(html).not.toMatch(STEERING);
        expect(markdown).not.toMatch(STEERING);
        const names = new Set([...html.matchAll(/<\/?([a-zA-Z!][a-zA-Z0-9]*)/g)].map(([, name]) => name));
        for (const name of names) expect(TAGS).toContain(name);
      }),
    );
  });
  const TAGS =
    '! !doctype html head meta title style body main h1 h2 h3 p b code span ul li table thead tbody tr th td'.split(
      ' ',
    );

  it('has the worst first, and all that is known of it', () => {
    const markdown = reportMarkdown(reportWith(some));
    const at = (words: string) => {
      expect(markdown).toContain(words);
      return markdown.indexOf(words);
    };
    expect(at('### HOST-01')).toBeLessThan(at('### HOST-02'));
    expect(at('### HOST-02')).toBeLessThan(at('## Not seen'));
    expect(at('## Not seen')).toBeLessThan(at('## Fine'));
    expect(markdown).toContain('bot/config.json:3');
    expect(markdown).toContain('**Fix:** write PermitRootLogin no');
    expect(markdown).toContain('waived by ann until 2026-11-23');
  });

  it('says so where nothing is to do', () => {
    const markdown = reportMarkdown(reportWith([{ result: 'pass' }]));
    expect(markdown).toContain('Nothing fails and nothing warns.');
    expect(markdown).not.toContain('## Not seen');
  });

  it('tells what is better and worse than before, and than the blessed state', () => {
    const markdown = reportMarkdown(
      reportWith(some, {
        before: { atMs: NOW_MS - 86_400_000, points: 71, letter: 'C', better: ['HOST-05'], worse: [] },
        drift: [{ id: 'HOST-01', about: 'sshd', was: 'pass', is: 'fail' }],
        notes: ['keyward.yaml cannot be read'],
      }),
    );
    expect(markdown).toContain('Before, on 2026-11-21 12:00 UTC: C, 71 of 100. Since then better: HOST-05.');
    expect(markdown).toContain('| HOST-01 | sshd | pass | fail |');
    expect(markdown).toContain('- keyward.yaml cannot be read');
  });
});
