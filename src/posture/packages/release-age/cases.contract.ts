import type { Cases } from '../../check.ts';
import type { PackagesFacts } from '../facts.ts';
import { factsOf, fileOf, NOW_MS, projectOf, pythonPackage } from '../project.contract.ts';

const DAY_MS = 86_400_000;
const aged = (...days: readonly number[]) =>
  days.map((count) => pythonPackage(`p${count}`, { releasedMs: NOW_MS - count * DAY_MS }));
const uv = (...days: readonly number[]) => fileOf('uv.lock', aged(...days), { tool: 'uv', tellsAge: true });
const settings = (days: number) => ({ ...projectOf().settings, waits: { days, by: 'min-release-age of .npmrc' } });

export const cases: Cases<PackagesFacts> = {
  good: {
    'all are older': factsOf({ files: [uv(8, 400)] }),
    'the package manager waits': factsOf({
      settings: settings(7),
      files: [fileOf('package-lock.json', [pythonPackage('a')])],
    }),
  },
  bad: {
    'one is of yesterday': factsOf({ files: [uv(1, 400)] }),
    'one is of an hour ago though a setting waits': factsOf({ settings: settings(7), files: [uv(0.05, 400)] }),
    'one is from the future': factsOf({ files: [uv(-2)] }),
  },
  near: {
    'exactly the age that is asked': factsOf({ files: [uv(7)] }),
    'a lock file that has no days': factsOf({ files: [fileOf('package-lock.json', [pythonPackage('a')])] }),
    'a setting that waits less': factsOf({
      settings: settings(2),
      files: [fileOf('package-lock.json', [pythonPackage('a')])],
    }),
    'a release whose day is missing': factsOf({
      files: [fileOf('uv.lock', [...aged(9), pythonPackage('a')], { tool: 'uv', tellsAge: true })],
    }),
    'no lock file': factsOf({ files: [fileOf('requirements.txt', [pythonPackage('a')], { role: 'manifest' })] }),
    'no project at all': factsOf(),
  },
};
