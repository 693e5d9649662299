import type { Cases } from '../../check.ts';
import type { PackagesFacts } from '../facts.ts';
import { factsOf, fileOf, npmPackage, pythonPackage } from '../project.contract.ts';

export const cases: Cases<PackagesFacts> = {
  good: {
    'a lock file of clean packages': factsOf({ files: [fileOf('package-lock.json', [npmPackage('ccxt')])] }),
    'an environment of clean packages': factsOf({
      installed: [{ ecosystem: 'pypi', name: 'ccxt', version: '4.5.90', folder: '.venv' }],
    }),
  },
  bad: {
    'the package that sent the orders of MEXC elsewhere': factsOf({
      files: [fileOf('requirements.txt', [pythonPackage('ccxt-mexc-futures')], { role: 'manifest' })],
    }),
    'it is installed and no file names it': factsOf({
      installed: [{ ecosystem: 'pypi', name: 'ccxt-mexc-futures', version: '0.1.7', folder: '.venv' }],
    }),
    'a stolen release of a good package': factsOf({
      files: [fileOf('package-lock.json', [npmPackage('@solana/web3.js', { version: '1.95.7' })])],
    }),
    'one of two projects': factsOf({}, { files: [fileOf('yarn.lock', [npmPackage('plain-crypto-js')])] }),
    'a stolen release beside a file that cannot be read': factsOf({
      files: [fileOf('package-lock.json', [npmPackage('chalk', { version: '5.6.1' })])],
      gaps: [{ file: 'poetry.lock', why: 'cannot be read at line 3' }],
    }),
  },
  near: {
    'the release before and the release after': factsOf({
      files: [
        fileOf('package-lock.json', [
          npmPackage('@solana/web3.js', { version: '1.95.5' }),
          npmPackage('@solana/web3.js', { version: '1.95.8' }),
        ]),
      ],
    }),
    'the same name in the other registry': factsOf({
      files: [fileOf('package-lock.json', [npmPackage('ccxt-mexc-futures')])],
    }),
    'a range in which a stolen release was, and which no longer gets it': factsOf({
      files: [
        fileOf('package.json', [{ ecosystem: 'npm', name: 'chalk', origin: { kind: 'unsaid' }, digest: 'unsaid' }], {
          role: 'manifest',
        }),
      ],
    }),
    'a file that cannot be read': factsOf({ gaps: [{ file: 'package-lock.json', why: 'is no JSON' }] }),
    'no packages at all': factsOf({}),
    'no project at all': factsOf(),
  },
};
