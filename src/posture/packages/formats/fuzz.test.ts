import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBunLock } from './bun-lock.ts';
import { readObject, Unreadable } from './json.ts';
import { readNpmrc } from './npmrc.ts';
import { wantedOf } from './package-json.ts';
import { readPackageLock } from './package-lock.ts';
import { readPnpmLock } from './pnpm-lock.ts';
import { readPdmLock, readPipfileLock, readPoetryLock, readPylock, readUvLock } from './python-locks.ts';
import { readPipfile, readPyproject } from './python-manifests.ts';
import { readRecord } from './record.ts';
import { readRequirements } from './requirements.ts';
import { readToml } from './toml.ts';
import { readYarnLock } from './yarn-lock.ts';

describe('whatever the bytes are', () => {
  const readers: readonly (readonly [string, (text: string) => unknown])[] = [
    ['npm', (text) => readPackageLock(readObject(text))],
    ['package.json', (text) => wantedOf(readObject(text))],
    ['yarn', readYarnLock],
    ['pnpm', readPnpmLock],
    ['pip', readRequirements],
    ['bun', readBunLock],
    ['pdm', readPdmLock],
    ['pylock', readPylock],
    ['uv', readUvLock],
    ['poetry', readPoetryLock],
    ['pipenv', readPipfileLock],
    ['pyproject', readPyproject],
    ['Pipfile', readPipfile],
    ['npmrc', readNpmrc],
    ['RECORD', readRecord],
  ];
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '[[package]]\n',
      'name = "a"\n',
      'files = [{',
      '}]',
      '"',
      "'''",
      '\\',
      '{"packages":{"node_modules/',
      '":{"resolved":"',
      '}',
      '__metadata:\n',
      '"a@npm:1":\n  resolution: "',
      '-r ',
      '--hash=',
      'git+',
      '@',
      '#',
      '==',
      '\n',
      '__proto__',
      '&a [*a',
      '$\u007bX}',
      ' @ https://',
      'version "1"\n',
    ),
  );
  it.each(readers)('%s is read or refused, in time', (_name, read) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          read(pieces.join(''));
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('long lines and deep nests end soon', () => {
    const began = performance.now();
    for (const text of [
      '['.repeat(50_000),
      `a = ${'['.repeat(20_000)}`,
      `a = "${'\\"'.repeat(50_000)}`,
      'a.'.repeat(30_000),
    ])
      expect(() => readToml(text)).toThrow(Unreadable);
    for (const text of [
      `a${' '.repeat(100_000)}b`,
      `${'a-'.repeat(50_000)}`,
      `a[${'['.repeat(50_000)}`,
      `--hash ${'sha256:'.repeat(20_000)}`,
    ])
      try {
        readRequirements(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
