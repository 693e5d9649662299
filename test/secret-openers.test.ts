import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isTest, parseSource, type Source, sourcesUnder, walk } from './source-tree.ts';

/** Where a `Secret` may be opened, and why. */
const openers: readonly (readonly [where: RegExp, why: string])[] = [
  [/^src\/core\/secret\.ts$/, 'reads a PEM as a private key'],
  [/^src\/exchanges\/[a-z]+\/wire\.ts$/, "checks the bot's signature and signs with the exchange key"],
  [/^src\/exchanges\/[a-z]+\/key\.ts$/, 'finds out the kind of a key from the shape of its secret'],
  [/^src\/exchanges\/[a-z]+\/sign\.ts$/, 'signs the questions of the key audit where no bots are served'],
  [/^src\/alerts\/channels\/answers\.ts$/, 'makes the address, or signs, with the secret of an alert channel'],
  [/^src\/alerts\/channels\/(?:smtp|ntfy)\/[a-z]+\.ts$/, 'logs in to the mail server, or to a protected topic'],
  [/^src\/vault\//, 'seals and unseals what is kept'],
  [/^src\/app\/key-operations\.ts$/, 'hands a new exchange key to the running Keyward over its own socket'],
  [/^src\/rotation\/plan\.ts$/, 'reads back the ids of the keys of a plan, which are sealed there'],
  [
    /^src\/rotation\/aws-key\.ts$/,
    'derives the passphrase of a new key, so that one whose secret was lost can be removed',
  ],
  [
    /^src\/rotation\/leak\/needles\.ts$/,
    'makes keyed digests of a key that leaked, by which it is found where it stands',
  ],
  [/^src\/app\/scan-settle\.ts$/, 'makes the keyed ids of what scans have found of a key that is dead'],
  [/^src\/app\/run-bot\.ts$/, 'puts the key of a bot into the environment of its process'],
  [/^src\/app\/bot-apis\.ts$/, "logs in to a bot's own API, to stop it"],
  [/^src\/app\/operations\.ts$/, 'shows a new bot key, once'],
];

/** True when a file names a method that opens a secret, in whatever way. */
function opens(source: Source): boolean {
  let found = false;
  walk(source.ast, (node) => {
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && /^open(Key|Bytes)$/.test(node.text)) found = true;
  });
  return found;
}

const shipped = sourcesUnder('src').filter((source) => !isTest(source.path));

describe('a secret', () => {
  it('is opened in no other place than those listed here with a reason', () => {
    const places = shipped.filter(opens).map((source) => source.path);
    expect(places).toContain('src/core/secret.ts');
    expect(places.filter((path) => !openers.some(([where]) => where.test(path)))).toEqual([]);
  });

  it.each([
    'secret.openBytes(use)',
    'secret.openKey()',
    'const { openKey } = secret;',
    `secret['openBytes'](use)`,
    'secret?.openKey()',
  ])('is seen to be opened by %s', (text) => {
    expect(opens(parseSource('src/policy/a.ts', text))).toBe(true);
  });

  it.each(['secret.toString()', '// openKey is not called', 'reopenKey()'])('is not opened by %s', (text) => {
    expect(opens(parseSource('src/policy/a.ts', text))).toBe(false);
  });
});
