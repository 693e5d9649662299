import { describe, expect, it } from 'vitest';
import { looksRandom } from '../src/scan/chance.ts';
import { Judge } from '../src/scan/judge.ts';
import { rules } from '../src/scan/rules/index.ts';
import { readTracked, trackedFiles } from './source-tree.ts';

/** What a template of the scan's corpus and cases is filled with; of a block only its marks, for its text is filled too. */
const PLACEHOLDER = /<<[^<>\n]*>>/g;
const templates = trackedFiles().filter((path) =>
  /\.tpl$|^src\/scan\/rules\/(?:[^/]+\/)?(?:ng|ok|forms|harmless)\.txt$/.test(path),
);
const judge = new Judge(rules, () => false);

/**
 * How what is public begins: bytecode, certificates and public keys, headers of JWT, PEM in base64, pictures, WebAssembly, age, fonts, what systemd and
 * DPAPI encrypt, cursors of GraphQL, objects and the compiler of Solidity in hex; and the names of algorithms and settings.
 */
const BEGINNINGS =
  /^(?:0x60806040|MII|MFkw|AAAA[A-Z]|eyJ|LS0tLS1|iVBORw0|AGFzbQ|YWdlLWVuY3J5|AAEAAAA|k6iUCUh0RJCQ|AQAAANCMnd8|R0lGOD|YXJyYXljb25u|7b22|64736f6c6343|distributionSha|sha\d+With|PBEWITH)/;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Values that look drawn by chance, as a key does. */
function drawnIn(text: string): string[] {
  const plain = text.replace(PLACEHOLDER, ' ');
  const runs = [...(plain.match(/[A-Za-z0-9+]{20,}={0,2}/g) ?? []), ...(plain.match(UUID) ?? [])];
  return runs.filter((run) => /\d/.test(run) && /[A-Za-z]/.test(run) && !BEGINNINGS.test(run) && looksRandom(run));
}

describe('templates of leaks and decoys', () => {
  it('are seen by this test', () => {
    expect(templates.filter((path) => path.endsWith('.tpl')).length).toBeGreaterThan(350);
    expect(templates.filter((path) => path.endsWith('.txt')).length).toBeGreaterThan(100);
  });

  it('hold placeholders and no value that looks drawn', () => {
    expect(templates.flatMap((path) => drawnIn(readTracked(path)).map((run) => `${path}: ${run}`))).toEqual([]);
  });

  it('hold nothing that the scan itself would find, published samples among it', () => {
    // Of the half that is reported nothing is named here, nor mended.
    const found = templates
      .filter((path) => !path.startsWith('bench/scan/blind/'))
      .flatMap((path) =>
        judge
          .judge(Buffer.from(readTracked(path)), path.replace(/\.tpl$/, ''))
          .map((one) => `${path}: ${one.rule.id} ${one.found.name}`),
      );
    expect(found).toEqual([]);
  });

  it('would be told if one held a value', () => {
    const value = ['9vK2mQ7xT4bN8', 'rL3wZ6yH1cD5sF0'].join('');
    expect(drawnIn(`API_KEY=${value}\nOTHER=<<key:${value}>>`)).toEqual([value]);
  });
});
