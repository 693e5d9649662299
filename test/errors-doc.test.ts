import { describe, expect, it } from 'vitest';
import { type CatalogueEntry, catalogue } from '../src/core/index.ts';
import { isTest, readTracked, sourcesUnder } from './source-tree.ts';

const INTRO = `# Errors

Every refusal and every error that a user can meet has a permanent code. A bot reads it in its exchange's own error dialect
as \`keyward: <code>: …\`; a command prints it with its hint; \`keyward explain CODE\` tells the same as this page.

*Status* is the HTTP status of an answer outside of any dialect, *exit* the exit code of a command, *told as* the kind of
error as which a dialect tells it to the bot.

This page is made from \`src/core/catalogue.ts\` by \`npm test -- test/errors-doc.test.ts -u\`.
`;

/** The codes under each comment of the catalogue, in its order. */
function sections(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let codes: string[] = [];
  for (const [, title, code] of text.matchAll(/^ {2}(?:\/\/ (.+)|'?([a-z-]+)'?: \w+\()/gm)) {
    if (title) found.set(title, (codes = []));
    if (code) codes.push(code);
  }
  return found;
}

function row([code, entry]: readonly [string, CatalogueEntry]): string {
  const cells = [`\`${code}\``, `${entry.title}.`, entry.hint, entry.status, entry.exit, entry.dialect];
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

function page(): string {
  const entries: Record<string, CatalogueEntry> = catalogue;
  const parts = [...sections(readTracked('src/core/catalogue.ts'))].map(([title, codes]) => {
    const rows = codes.map((code) => row([code, entries[code] as CatalogueEntry]));
    const head = [
      '| code | what it says | what to do | status | exit | told as |',
      '| --- | --- | --- | --- | --- | --- |',
    ];
    return [`## ${title[0]?.toUpperCase()}${title.slice(1)}`, '', ...head, ...rows, ''].join('\n');
  });
  return [INTRO, ...parts].join('\n');
}

describe('docs/errors.md', () => {
  it('says what the catalogue says', async () => {
    await expect(page()).toMatchFileSnapshot('../docs/errors.md');
  });

  it('lists each code in one section', () => {
    const listed = [...sections(readTracked('src/core/catalogue.ts')).values()].flat();
    expect(listed.sort()).toEqual(Object.keys(catalogue).sort());
  });

  it('lists no code that nothing answers with', () => {
    const told = ['src/core/catalogue.ts', 'src/cli/meanings.ts'];
    const code = sourcesUnder('src').filter(({ path }) => !isTest(path) && !told.includes(path));
    const isUsed = (name: string) => code.some(({ text }) => text.includes(`'${name}'`));
    expect(Object.keys(catalogue).filter((name) => !isUsed(name))).toEqual([]);
  });

  it.each(Object.entries<CatalogueEntry>(catalogue))(
    'gives %s a title in lower case and a hint that is a sentence',
    (_code, entry) => {
      expect(entry.title).toMatch(/^(?:[a-z]|HTTP|Keyward\b)(?:.*[^.])$/);
      expect(entry.hint).toMatch(/^[A-Z`].*[.]$/);
    },
  );
});
