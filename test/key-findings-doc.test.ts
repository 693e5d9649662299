import { describe, expect, it } from 'vitest';
import { type FindingText, findingTexts, isToldAtStart } from '../src/cli/findings.ts';
import { topics } from '../src/cli/topics.ts';
import { readTracked } from './source-tree.ts';

const INTRO = `# Findings of the key audit

\`keyward key audit\` asks each exchange what each key can do, and says what is wrong with it. Each kind of finding has a permanent
id; \`keyward explain ID\` tells the same as this page. \`keyward up\` prints those that are critical or high when it starts, and
counts the others.

This page is made from \`src/cli/findings.ts\` by \`npm test -- test/key-findings-doc.test.ts -u\`.
`;

function row([id, { title, means, fix, severities, decides }]: readonly [string, FindingText]): string {
  const told = severities.filter(isToldAtStart);
  const start = told.length === 0 ? 'no' : told.length === severities.length ? 'yes' : `where ${told.join(' or ')}`;
  const cells = [
    `\`${id}\``,
    `${title[0]?.toUpperCase()}${title.slice(1)}.`,
    means,
    fix,
    decides ?? severities[0],
    start,
  ];
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The topic that explains the table, as paragraphs and one list. */
function reading(): string {
  return topics['key-audit']!.text.map((part, at, all) => {
    const [, column, says] = /^ {2}(\S+(?: \S+)*) {2,}(.+)$/.exec(part) ?? [];
    if (column === undefined) return `${part}\n`;
    return `- *${column}*: ${says}${all[at + 1]?.startsWith('  ') ? '' : '\n'}`;
  }).join('\n');
}

function page(): string {
  const head = [
    '| id | what it says | what it means | what to do | severity | printed at the start |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const table = [...head, ...Object.entries(findingTexts).map(row), ''].join('\n');
  return [INTRO, table, '## The table of the audit\n', reading()].join('\n');
}

describe('docs/key-findings.md', () => {
  it('says what `keyward explain` says', async () => {
    await expect(page()).toMatchFileSnapshot('../docs/key-findings.md');
  });

  const source = readTracked('src/audit/findings.ts');

  it('has every finding that the audit makes, and no other', () => {
    const made = new Set([...source.matchAll(/'(KEY-\d\d)'/g)].map(([, id]) => id));
    expect(Object.keys(findingTexts)).toEqual([...made].sort());
  });

  it.each(Object.entries(findingTexts))('gives %s the severities that the audit gives it, worst first', (id, text) => {
    const order = ['critical', 'high', 'medium', 'low', 'info'];
    const given = source
      .split(/^const (?=\w+: Check)/m)
      .filter((check) => check.includes(`'${id}'`))
      .flatMap((check) => {
        const local = /const severity = ([^;]+);/.exec(check)?.[1] ?? '';
        const calls = [...check.matchAll(new RegExp(`finding\\(\\s*'${id}',([^,]+),`, 'g'))];
        return calls.map(([, severity = '']) => (severity.trim() === 'severity' ? local : severity));
      })
      .join();
    expect(text.severities).toEqual(order.filter((each) => given.includes(`'${each}'`)));
    expect(text.title).toMatch(/^[a-z].*[^.]$/);
    expect(text.means).toMatch(/^[A-Z].*\.$/);
    expect(text.fix).toMatch(/^[A-Z].*\.$/);
    expect(text.severities.length > 1).toBe(text.decides !== undefined);
  });
});
