import { describe, expect, it } from 'vitest';
import { joined } from './credential.ts';
import { Drawn, phraseOf, uuidOf } from './drawn.contract.ts';
import { Judge } from './judge.ts';
import { withShared } from './passphrases.ts';
import { rules } from './rules/index.ts';

const judge = new Judge(rules);
const drawn = new Drawn('shared', 'okx');
const KEYS = ['a', 'b', 'c'].map(() => ({ key: uuidOf(drawn), secret: drawn.of('0123456789ABCDEF', 32) }));
const PHRASES = ['p', 'q'].map(() => `Kq7!${phraseOf(drawn)}`.replaceAll(' ', '-').slice(0, 20));
const [a, b, c] = KEYS as [(typeof KEYS)[0], (typeof KEYS)[0], (typeof KEYS)[0]];
const [p = '', q = ''] = PHRASES;

/** The passphrase of each key of a text, in the order of the keys; `-` where it has none. */
function phrasesIn(text: string, path: string): string {
  const bytes = Buffer.from(text);
  const found = withShared(bytes, joined(judge.judge(bytes, path)));
  const credentials = found.filter(({ parts }) => parts.some(({ part }) => part === 'secret'));
  return KEYS.flatMap(({ secret }) => {
    const one = credentials.find(({ parts }) => parts.some((part) => part.text === secret));
    if (!one) return [];
    const phrases = one.parts.filter(({ part }) => part === 'passphrase').map((part) => part.text);
    expect(one.missing.includes('passphrase')).toBe(phrases.length === 0);
    return [phrases.map((phrase) => (phrase === p ? 'p' : phrase === q ? 'q' : '?')).join('') || '-'];
  }).join(' ');
}

const pair = ({ key, secret }: (typeof KEYS)[0]) => `"apiKey": "${key}", "secretKey": "${secret}"`;
const env = (name: string, { key, secret }: (typeof KEYS)[0]) =>
  `OKX_${name}API_KEY=${key}\nOKX_${name}SECRET_KEY=${secret}\n`;

describe('a passphrase that is written once', () => {
  it.each([
    [
      'on the top level of a document is of all',
      'okx.json',
      `{"passphrase": "${p}", "okx": [{${pair(a)}}, {${pair(b)}}, {${pair(c)}}]}`,
      'p p p',
    ],
    [
      'behind them all is of all',
      'okx.json',
      `{"okx": {"one": {${pair(a)}}, "two": {${pair(b)}}, "passphrase": "${p}"}}`,
      'p p',
    ],
    [
      'within the object of one is of that one alone',
      'okx.json',
      `{"okx": [{${pair(a)}, "passphrase": "${p}"}, {${pair(b)}}]}`,
      'p -',
    ],
    ['among variables is of all', '.env', `${env('', a)}OKX_PASSPHRASE=${p}\n${env('2_', b)}${env('3_', c)}`, 'p p p'],
    [
      'and named after one key is of that one alone',
      '.env',
      `${env('MAIN_', a)}OKX_MAIN_PASSPHRASE=${p}\n${env('HEDGE_', b)}`,
      'p -',
    ],
    [
      'in a section is of the keys of that section',
      'okx.ini',
      `[okx]\napi_key = ${a.key}\nsecret_key = ${a.secret}\npassphrase = ${p}\napi_key_2 = ${b.key}\nsecret_key_2 = ${b.secret}\n[okx.other]\napi_key = ${c.key}\nsecret_key = ${c.secret}\n`,
      'p p -',
    ],
    [
      'in an item of a list is of that item alone',
      'okx.yaml',
      `okx:\n  - api_key: ${a.key}\n    secret_key: ${a.secret}\n    passphrase: ${p}\n  - api_key: ${b.key}\n    secret_key: ${b.secret}\n`,
      'p -',
    ],
    [
      'above a list is of each item',
      'okx.yaml',
      `okx:\n  passphrase: ${p}\n  keys:\n    - api_key: ${a.key}\n      secret_key: ${a.secret}\n    - api_key: ${b.key}\n      secret_key: ${b.secret}\n`,
      'p p',
    ],
    [
      'beside another leaves a key without one alone',
      '.env',
      `${env('', a)}OKX_PASSPHRASE=${p}\n${env('2_', b)}OKX_PASSPHRASE_2=${q}\n${env('3_', c)}`,
      'p q -',
    ],
  ])('%s', (_title, path, text, wanted) => {
    expect(phrasesIn(text, path)).toBe(wanted);
  });
});
