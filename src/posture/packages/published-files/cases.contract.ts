import type { Cases } from '../../check.ts';
import type { FileComparison, InstalledPackage, PackagesFacts } from '../facts.ts';
import { factsOf, fileOf, npmPackage, pythonPackage } from '../project.contract.ts';

const ccxt = (files: Partial<FileComparison> = {}, version = '4.5.90'): InstalledPackage => ({
  ecosystem: 'pypi',
  name: 'ccxt',
  version,
  folder: '.venv/lib/python3.11/site-packages',
  files: { compared: 1442, changed: [], missing: [], ...files },
});
const locked = fileOf('requirements.txt', [pythonPackage('ccxt', { version: '4.5.90' })]);

export const cases: Cases<PackagesFacts> = {
  good: {
    'every file is as it was installed': factsOf({ files: [locked], installed: [ccxt()] }),
  },
  bad: {
    'a file was changed': factsOf({ installed: [ccxt({ changed: ['ccxt/base/exchange.py'] })] }),
    'a file is missing': factsOf({ installed: [ccxt({ missing: ['ccxt/mexc.py'] })] }),
    'another version than the lock file has': factsOf({ files: [locked], installed: [ccxt({}, '4.5.80')] }),
    'another version of a package of npm': factsOf({
      files: [fileOf('package-lock.json', [npmPackage('zod', { version: '4.6.7' })])],
      installed: [{ ecosystem: 'npm', name: 'zod', version: '4.6.8', folder: 'node_modules/zod' }],
    }),
  },
  near: {
    'a version that is only written otherwise': factsOf({
      files: [fileOf('requirements.txt', [pythonPackage('ccxt', { version: '4.5.90.0' })])],
      installed: [ccxt()],
    }),
    'not all files could be compared': factsOf({ installed: [ccxt({ cut: 'there is more than fits' })] }),
    'packages of npm, of which nothing is kept': factsOf({
      installed: [{ ecosystem: 'npm', name: 'zod', version: '4.6.8', folder: 'node_modules/zod' }],
    }),
    'nothing is installed here': factsOf({ files: [locked] }),
    'no client of an exchange': factsOf({
      installed: [{ ecosystem: 'pypi', name: 'requests', version: '2.34.2', folder: '.venv' }],
    }),
    'no project at all': factsOf(),
  },
};
