import { describe, expect, it } from 'vitest';
import { boxes, families } from '../src/posture/index.ts';

const INTRO = `# The checks

\`keyward check\` runs these, and \`keyward explain ID\` tells the same as this page. A check passes only what it has seen: what could not
be looked at is "unknown". Ids are permanent.

This page is made from the checks by \`npm test -- test/checks-doc.test.ts -u\`.
`;

const answering = (box: number): readonly string[] =>
  families.flatMap(({ checks }) => checks.filter((check) => check.boxes.includes(box))).map(({ id }) => id);

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function page(): string {
  const tables = families.map(({ name, title, checks }) =>
    [
      `## ${name}: ${title}`,
      '',
      '| id | severity | what should be | why | how it is seen | fix | taken back | see |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...checks.map((check) => {
        const { id, severity, why, how, fix, undo, references } = check;
        const attested = check.isAttestable ? ' (its owner may attest it)' : '';
        const cells = [`\`${id}\``, severity, check.title + attested, why, how, fix, undo, references.join(' ')];
        return `| ${cells.map(cell).join(' | ')} |`;
      }),
      '',
    ].join('\n'),
  );
  const guide = boxes.map(({ number, part, text, done, deciding }) => {
    const ids = answering(number).map((id) => (deciding.includes(id) ? `**${id}**` : id));
    return `| ${number} | ${part} | ${cell(text)} | ${ids.join(', ')} | ${cell(done ?? '')} |`;
  });
  const list = [
    '## The list of the guides',
    '',
    'What the public security guides for trading bots ask, in our words; `keyward check --checklist` prints it with the state of each.',
    'A box is as its worst check. Where the checks in **bold** decide it and none of them applies, the box does not apply either, whatever else is fine.',
    '',
    '| box | part | what it asks | checks | built in |',
    '| --- | --- | --- | --- | --- |',
    ...guide,
    '',
  ];
  return [INTRO, ...tables, list.join('\n')].join('\n');
}

describe('docs/checks.md', () => {
  it('says what `keyward explain` says', async () => {
    await expect(page()).toMatchFileSnapshot('../docs/checks.md');
  });

  it('has an answer to each box of the guides: a check, or how Keyward does it', () => {
    const answered = new Set(families.flatMap(({ checks }) => checks.flatMap((check) => check.boxes)));
    expect(boxes.filter(({ number, done }) => done === undefined && !answered.has(number))).toEqual([]);
    expect(boxes).toHaveLength(35);
  });

  it('has boxes that are decided by checks which answer them', () => {
    for (const { number, deciding } of boxes) expect(answering(number)).toEqual(expect.arrayContaining([...deciding]));
  });

  it('has each check once', () => {
    const ids = families.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
