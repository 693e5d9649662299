import type { Cases } from '../../check.ts';
import type { PackagesFacts, Wait } from '../facts.ts';
import { factsOf, fileOf, NOW_MS, npmPackage, projectOf, pythonPackage } from '../project.contract.ts';

const DAY_MS = 86_400_000;
const aged = (...days: readonly number[]) =>
  days.map((count) => pythonPackage(`p${count}`, { releasedMs: NOW_MS - count * DAY_MS }));
const uv = (...days: readonly number[]) => fileOf('uv.lock', aged(...days), { tool: 'uv', tellsAge: true });
const settings = (days: number, parts: { readonly [K in keyof Wait]?: Wait[K] | undefined } = {}) => ({
  ...projectOf().settings,
  waits: [{ tool: 'npm', days, by: 'min-release-age of .npmrc', folder: '.', except: [], ...parts } as Wait],
});

const cutAt = (days: number, except: readonly string[] = []) =>
  fileOf('uv.lock', [pythonPackage('a')], { tool: 'uv', cutoff: { ms: NOW_MS - days * DAY_MS, except } });

export const cases: Cases<PackagesFacts> = {
  good: {
    'all are older': factsOf({ files: [uv(8, 400)] }),
    'the package manager waits': factsOf({
      settings: settings(7),
      files: [fileOf('package-lock.json', [npmPackage('a')])],
    }),
    'the package manager of the user waits': factsOf({
      settings: settings(8, { folder: undefined }),
      files: [fileOf('a/package-lock.json', [npmPackage('a')])],
    }),
    'it waits for all that is in it': factsOf({
      settings: settings(7, { except: ['@mine/*', 'b', 'c@1.0.0'] }),
      files: [fileOf('package-lock.json', [npmPackage('a'), npmPackage('@other/b')])],
    }),
    'uv wrote down that it took nothing newer': factsOf({ files: [cutAt(8)] }),
    'each file of a pylock.toml is older': factsOf({ files: [fileOf('pylock.toml', aged(8), { tellsAge: true })] }),
  },
  bad: {
    'one is of yesterday': factsOf({ files: [uv(1, 400)] }),
    'one is of an hour ago though a setting waits': factsOf({ settings: settings(7), files: [uv(0.05, 400)] }),
    'one is from the future': factsOf({ files: [uv(-2)] }),
  },
  near: {
    'a setting of another package manager': factsOf({
      settings: settings(30, { tool: 'uv', by: 'exclude-newer of pyproject.toml' }),
      files: [fileOf('package-lock.json', [npmPackage('a')])],
    }),
    'a setting of another folder': factsOf({
      settings: settings(30, { folder: 'tools' }),
      files: [fileOf('package-lock.json', [npmPackage('a')])],
    }),
    'a setting that leaves a package out': factsOf({
      settings: settings(30, { except: ['@mine/*'] }),
      files: [fileOf('package-lock.json', [npmPackage('@mine/a')])],
    }),
    'a setting with an exception that is not understood': factsOf({
      settings: settings(30, { except: ['!a'] }),
      files: [fileOf('package-lock.json', [npmPackage('b')])],
    }),
    'a setting that may not hold': factsOf({
      settings: settings(30, { tool: 'yarn', unsure: 'Yarn before 4.12 takes 30d for so many minutes' }),
      files: [fileOf('yarn.lock', [npmPackage('a')], { tool: 'yarn' })],
    }),
    'a setting whose value is not understood': factsOf({
      settings: settings(0, { unsure: 'its value is not understood' }),
      files: [fileOf('package-lock.json', [npmPackage('a')])],
    }),
    'a package from a repository, which has no days': factsOf({
      settings: settings(30),
      files: [
        fileOf('package-lock.json', [
          npmPackage('a', { origin: { kind: 'git', host: 'code.example', isPlain: false, isPinned: true } }),
        ]),
      ],
    }),
    'uv took all up to yesterday': factsOf({ files: [cutAt(1)] }),
    'uv took one without that bound': factsOf({ files: [cutAt(30, ['a'])] }),
    'Yarn 1, which knows no such setting': factsOf({
      settings: settings(30, { tool: 'yarn' }),
      files: [fileOf('yarn.lock', [npmPackage('a')], { tool: 'yarn 1' })],
    }),
    'exactly the age that is asked': factsOf({ files: [uv(7)] }),
    'a lock file that has no days': factsOf({ files: [fileOf('package-lock.json', [npmPackage('a')])] }),
    'a setting that waits less': factsOf({
      settings: settings(2),
      files: [fileOf('package-lock.json', [npmPackage('a')])],
    }),
    'a release whose day is missing': factsOf({
      files: [fileOf('uv.lock', [...aged(9), pythonPackage('a')], { tool: 'uv', tellsAge: true })],
    }),
    'no lock file': factsOf({ files: [fileOf('requirements.txt', [pythonPackage('a')], { role: 'manifest' })] }),
    'no project at all': factsOf(),
  },
};
