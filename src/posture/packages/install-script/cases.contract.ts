import type { Cases } from '../../check.ts';
import type { PackagesFacts } from '../facts.ts';
import { factsOf, fileOf, npmPackage, projectOf, pythonPackage } from '../project.contract.ts';

const scripted = fileOf('package-lock.json', [npmPackage('ccxt', { scripts: ['an install script'] })]);
const off = { ...projectOf().settings, scriptsOff: '/srv/grid/.npmrc' };

export const cases: Cases<PackagesFacts> = {
  good: {
    'a lock file without scripts': factsOf({ files: [fileOf('package-lock.json', [npmPackage('zod')])] }),
    'scripts that are turned off': factsOf({ files: [scripted], settings: off }),
    'wheels for all': factsOf({ files: [fileOf('uv.lock', [pythonPackage('ccxt')], { tool: 'uv' })] }),
  },
  bad: {
    'the lock file marks one': factsOf({ files: [scripted] }),
    'an installed package has one': factsOf({
      installed: [{ ecosystem: 'npm', name: 'thief', folder: 'node_modules/thief', scripts: ['postinstall'] }],
    }),
    'a package of Python that is built': factsOf({
      files: [fileOf('uv.lock', [pythonPackage('ta-lib', { scripts: ['setup.py'] })], { tool: 'uv' })],
    }),
  },
  near: {
    'pnpm, which runs none unless told': factsOf({
      files: [fileOf('pnpm-lock.yaml', [npmPackage('esbuild', { scripts: ['an install script'] })], { tool: 'pnpm' })],
    }),
    'a lock file of Yarn, which marks none': factsOf({
      files: [fileOf('yarn.lock', [npmPackage('a')], { tool: 'yarn' })],
    }),
    'a list for pip, which tells of no wheels': factsOf({
      files: [fileOf('requirements.txt', [pythonPackage('ccxt')], { role: 'pinned' })],
    }),
    'no project at all': factsOf(),
  },
};
