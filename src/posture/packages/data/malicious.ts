import type { Ecosystem } from '../facts.ts';

/** A package that was shown to steal. `versions` absent: every version, for the name never was anything else. */
export interface MaliciousPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly versions?: readonly string[];
  /** What it did, after "it". */
  readonly did: string;
  /** The day it was found (ISO), or the month. */
  readonly found: string;
  readonly source: string;
}

/** The day on which the sources were read. */
export const MALICIOUS_READ = '2026-11-23';

const OSSF = 'https://github.com/ossf/malicious-packages/tree/main/osv/malicious';
const CHALK = 'https://github.com/chalk/chalk/issues/656';
const DEFI_2026_06 = 'https://github.com/ossf/malicious-packages/pull/1334';

const clipper = (name: string, version: string): MaliciousPackage => ({
  ecosystem: 'npm',
  name,
  versions: [version],
  did: 'exchanged the addresses of payments for those of thieves',
  found: '2025-09-08',
  source: CHALK,
});

const infostealer = (name: string): MaliciousPackage => ({
  ecosystem: 'npm',
  name,
  did: 'steals files and keys of whoever runs a trading bot with it',
  found: '2026-06-30',
  source: DEFI_2026_06,
});

/** Packages that stole keys or money of those who trade, or that stand below what nearly every bot installs. */
export const maliciousPackages: readonly MaliciousPackage[] = [
  {
    ecosystem: 'pypi',
    name: 'ccxt-mexc-futures',
    did: 'sends the orders and keys of MEXC to a foreign server',
    found: '2025-03-10',
    source: 'https://jfrog.com/blog/malicious-pypi-package-hijacks-mexc-orders-steals-crypto-tokens',
  },
  {
    ecosystem: 'pypi',
    name: 'cryptoaitools',
    did: 'steals wallets and keys',
    found: '2024-10',
    source: `${OSSF}/pypi/cryptoaitools`,
  },
  {
    ecosystem: 'pypi',
    name: 'aiocpa',
    did: 'sends the tokens of a payment service to a chat of its author',
    found: '2024-11-21',
    source: `${OSSF}/pypi/aiocpa`,
  },
  {
    ecosystem: 'pypi',
    name: 'solanapy',
    did: 'sends private keys to a foreign host',
    found: '2022-08-25',
    source: 'https://github.com/michaelhly/solana-py/issues/285',
  },
  {
    ecosystem: 'pypi',
    name: 'set-utils',
    did: 'sends private keys of wallets to a foreign host',
    found: '2025-03',
    source: 'https://socket.dev/blog/new-pypi-malware-exfiltrates-ethereum-private-keys',
  },
  {
    ecosystem: 'pypi',
    name: 'dydx-v4-client',
    versions: ['1.1.5.post1'],
    did: 'sent the seeds of wallets to a foreign host and let others in',
    found: '2026-01-28',
    source: 'https://github.com/dydxprotocol/v4-clients/issues/471',
  },
  {
    ecosystem: 'pypi',
    name: 'litellm',
    versions: ['1.82.7', '1.82.8'],
    did: 'sent keys, wallets and what stands in the environment to a foreign host',
    found: '2026-03-24',
    source: 'https://github.com/BerriAI/litellm/issues/24512',
  },
  {
    ecosystem: 'npm',
    name: '@dydxprotocol/v4-client-js',
    versions: ['3.4.1', '1.22.1', '1.15.2', '1.0.31'],
    did: 'sent the seeds of wallets to a foreign host',
    found: '2026-01-28',
    source: 'https://github.com/dydxprotocol/v4-clients/issues/471',
  },
  {
    ecosystem: 'npm',
    name: '@solana/web3.js',
    versions: ['1.95.6', '1.95.7'],
    did: 'sent private keys to a foreign host',
    found: '2024-12-02',
    source: 'https://github.com/advisories/GHSA-jcxm-7wvp-g6p5',
  },
  {
    ecosystem: 'npm',
    name: 'xrpl',
    versions: ['4.2.1', '4.2.2', '4.2.3', '4.2.4', '2.14.2'],
    did: 'sent the seeds of wallets to a foreign host',
    found: '2025-04-22',
    source: 'https://github.com/XRPLF/xrpl.js/security/advisories/GHSA-33qr-m49q-rxfx',
  },
  {
    ecosystem: 'npm',
    name: 'axios',
    versions: ['1.14.1', '0.30.4'],
    did: 'installed a program by which others are let in',
    found: '2026-03-31',
    source: 'https://github.com/axios/axios/issues/10604',
  },
  {
    ecosystem: 'npm',
    name: 'plain-crypto-js',
    did: 'installs a program by which others are let in',
    found: '2026-03-31',
    source: 'https://github.com/axios/axios/issues/10604',
  },
  {
    ecosystem: 'npm',
    name: 'flatmap-stream',
    did: 'steals wallets',
    found: '2018-11',
    source: 'https://github.com/dominictarr/event-stream/issues/116',
  },
  {
    ecosystem: 'npm',
    name: 'event-stream',
    versions: ['3.3.6'],
    did: 'brought flatmap-stream along, which steals wallets',
    found: '2018-11',
    source: 'https://github.com/dominictarr/event-stream/issues/116',
  },
  {
    ecosystem: 'npm',
    name: 'crypto-layout-utils',
    did: 'sends the keys of wallets that it finds to a foreign host',
    found: '2025-07',
    source: `${OSSF}/npm/crypto-layout-utils`,
  },
  {
    ecosystem: 'npm',
    name: 'bs58-encrypt-utils',
    did: 'sends the keys of wallets that it finds to a foreign host',
    found: '2025-06',
    source: `${OSSF}/npm/bs58-encrypt-utils`,
  },
  {
    ecosystem: 'npm',
    name: 'js-web3.prc',
    did: 'sends the private key of a trading bot to a foreign host',
    found: '2026-06-01',
    source: 'https://github.com/ossf/malicious-packages/issues/1286',
  },
  ...[
    'console-fmt-cli',
    'decimal-format-core',
    'log-taker1',
    'polymarket-clob-maths',
    'polymarket-trading-developer-tools',
    'thirdwb',
    'thirdwebb',
    'ts-bn-proto',
  ].map(infostealer),
  ...Object.entries({
    'ansi-regex': '6.2.1',
    'ansi-styles': '6.2.2',
    backslash: '0.2.1',
    chalk: '5.6.1',
    'chalk-template': '1.1.1',
    color: '5.0.1',
    'color-convert': '3.1.1',
    'color-name': '2.0.1',
    'color-string': '2.1.1',
    debug: '4.4.2',
    'error-ex': '1.3.3',
    'has-ansi': '6.0.1',
    'is-arrayish': '0.3.3',
    'simple-swizzle': '0.2.3',
    'slice-ansi': '7.1.1',
    'strip-ansi': '7.1.1',
    'supports-color': '10.2.1',
    'supports-hyperlinks': '4.1.1',
    'wrap-ansi': '9.0.1',
  }).map(([name, version]) => clipper(name, version)),
];
