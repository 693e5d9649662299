import { expect, it } from 'vitest';
import { maliciousPackages } from './malicious.ts';

/** Packages of the incidents of traders that were gathered on 2026-11-22, with the versions that stole. */
const incidents: readonly (readonly [ecosystem: string, name: string, versions: readonly string[] | undefined])[] = [
  ['pypi', 'cryptoaitools', undefined],
  ['pypi', 'aiocpa', undefined],
  ['npm', '@solana/web3.js', ['1.95.6', '1.95.7']],
  ['pypi', 'ccxt-mexc-futures', undefined],
  ['npm', 'crypto-layout-utils', undefined],
  ['npm', 'bs58-encrypt-utils', undefined],
  ['npm', 'chalk', ['5.6.1']],
  ['npm', 'debug', ['4.4.2']],
  ['npm', '@dydxprotocol/v4-client-js', ['3.4.1', '1.22.1', '1.15.2', '1.0.31']],
  ['pypi', 'dydx-v4-client', ['1.1.5.post1']],
  ['npm', 'axios', ['1.14.1', '0.30.4']],
  ['npm', 'plain-crypto-js', undefined],
];

it.each(incidents)('the list has %s %s', (ecosystem, name, versions) => {
  const found = maliciousPackages.filter((one) => one.ecosystem === ecosystem && one.name === name);
  expect(found.map((one) => one.versions && [...one.versions].sort())).toEqual([versions && [...versions].sort()]);
});

it('each entry of the list has a day and a page, and stands there once', () => {
  for (const { found, source, did } of maliciousPackages) {
    expect(found).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
    expect(source).toMatch(/^https:\/\/[\w.-]+\//);
    expect(did).toMatch(/^[a-z].*[^.]$/);
  }
  const names = maliciousPackages.map(({ ecosystem, name }) => `${ecosystem} ${name}`);
  expect(new Set(names).size).toBe(names.length);
});
