import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Eyes } from '../../eyes.ts';
import { cooldowns } from '../data/cooldowns.ts';
import { isExcepted, waitFor } from './covers.ts';
import { daysBack } from './duration.ts';
import { readWaits } from './look-waits.ts';
import { waitsIn } from './read-waits.ts';

const NOW_MS = Date.parse('2026-11-23T00:00:00Z');
const told = (name: string, text: string) =>
  waitsIn(name, text, NOW_MS).map(({ tool, days, except, unsure }) =>
    [tool, `${Math.round(days * 1000) / 1000}`, ...except, ...(unsure === undefined ? [] : ['unsure'])].join(' '),
  );

describe('a file of settings', () => {
  it.each([
    ['.npmrc', 'min-release-age=7\n', ['npm 7']],
    ['.npmrc', 'min-release-age = 7\nmin-release-age = 1\n', ['npm 1']],
    ['.npmrc', 'min-release-age=7\nmin-release-age-exclude[]=@mine/*\n', ['npm 7 @mine/*']],
    ['.npmrc', 'before=2026-11-01T00:00:00Z\nmin-release-age=7', ['npm 22']],
    ['.npmrc', 'before=2026-11-01', ['npm 21']],
    ['.npmrc', '; min-release-age=7\n# min-release-age=7\n', []],
    ['.npmrc', 'min-release-age=soon', ['npm 0 unsure']],
    ['.npmrc', 'min-release-age=0 # off', ['npm 0 unsure']],
    ['.npmrc', 'min-release-age="7" # a week', ['npm 0 unsure']],
    ['.npmrc', 'before=yesterday', ['npm 0 unsure']],
    ['pnpm-workspace.yaml', 'minimumReleaseAge: a week\n', ['pnpm 0 unsure']],
    ['pnpm-workspace.yaml', 'minimumReleaseAge: &week 10080\n', ['pnpm 0 unsure']],
    ['pnpm-workspace.yaml', 'packages: &all []\n', []],
    ['.yarnrc.yml', 'npmMinimalAgeGate: soon\n', ['yarn 0 unsure']],
    ['bunfig.toml', '[install]\nminimumReleaseAge = "soon"\n', ['bun 0 unsure']],
    ['uv.toml', 'exclude-newer = "soon"\n', ['uv 0 unsure']],
    ['poetry.toml', '[solver]\nmin-release-age = true\n', ['poetry 0 unsure']],
    ['pip.conf', '[install]\nuploaded-prior-to = soon\n', ['pip 0 unsure']],
    ['.npmrc', 'minimum-release-age=10080', ['pnpm 7 unsure']],
    ['pnpm-workspace.yaml', 'minimumReleaseAge: 10080 # a week\n', ['pnpm 7']],
    ['pnpm-workspace.yaml', "minimumReleaseAge: 1440\nminimumReleaseAgeExclude:\n  - '@mine/*'\n", ['pnpm 1 @mine/*']],
    ['pnpm-workspace.yaml', 'packages:\n  - minimumReleaseAge: 10080\n', []],
    ['.yarnrc.yml', 'npmMinimalAgeGate: 10080\n', ['yarn 7']],
    ['.yarnrc.yml', 'npmMinimalAgeGate: "7d"\n', ['yarn 7 unsure']],
    ['.yarnrc.yml', 'npmMinimalAgeGate: 10080\nnpmScopes:\n  mine:\n    npmMinimalAgeGate: 0\n', ['yarn 7 @mine/*']],
    ['.yarnrc.yml', 'npmMinimalAgeGate: 10080\nnpmPreapprovedPackages: ["a@^1"]\n', ['yarn 7 a@^1']],
    ['.yarnrc', 'min-release-age 7', []],
    ['bunfig.toml', '[install]\nminimumReleaseAge = 604800\n', ['bun 7']],
    ['bunfig.toml', 'minimumReleaseAge = 604800\n', []],
    ['bunfig.toml', '[install]\nminimumReleaseAge = 604800\nminimumReleaseAgeExcludes = ["a"]\n', ['bun 7 a']],
    ['pyproject.toml', '[tool.uv]\nexclude-newer = "7 days"\n', ['uv 7']],
    ['pyproject.toml', '[tool.uv]\nexclude-newer = "P1W"\nexclude-newer-package = { a = false }\n', ['uv 7 a']],
    ['pyproject.toml', '[tool.poetry]\nexclude-newer = "7 days"\n', []],
    ['uv.toml', 'exclude-newer = "2026-11-13T00:00:00Z"\n', ['uv 10']],
    ['poetry.toml', '[solver]\nmin-release-age = 10\n', ['poetry 10']],
    ['poetry.toml', '[solver]\nmin-release-age = 10\nmin-release-age-exclude = "a,b"\n', ['poetry 10 a b']],
    ['pip.conf', '[install]\nuploaded-prior-to = P7D\n', ['pip 7']],
    ['pip.conf', '[global]\nuploaded-prior-to = P7D\n[install]\nuploaded-prior-to: P1D\n', ['pip 1']],
    ['pip.conf', '[download]\nuploaded-prior-to = P7D\n', []],
  ])('%s says %j', (name, text, waits) => {
    expect(told(name, text)).toEqual(waits);
  });

  it('is read or passed over, whatever stands in it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'min-release-age',
        '=',
        '7',
        '\n',
        '[install]',
        'minimumReleaseAge: ',
        '[',
        '{',
        '"',
        '&a *a',
        'P',
        'D',
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(
          '.npmrc',
          'pnpm-workspace.yaml',
          '.yarnrc.yml',
          'bunfig.toml',
          'uv.toml',
          'poetry.toml',
          'pip.conf',
        ),
        fc.array(piece, { maxLength: 20 }),
        (name, pieces) => {
          for (const { days } of waitsIn(name, pieces.join(''), NOW_MS)) expect(Number.isFinite(days)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it.each([
  ['7 days', 7],
  ['1 week', 7],
  ['P7D', 7],
  ['P1W', 7],
  ['PT36H', 1.5],
  ['12h', 0.5],
  ['2026-11-16T00:00:00Z', 7],
  ['2026-11-16T02:00:00+02:00', 7],
  ['P', undefined],
  ['', undefined],
  ['7', undefined],
  ['seven days', undefined],
  ['7 parsecs', undefined],
])('%s is %s days back', (text, days) => {
  expect(daysBack(text, NOW_MS)).toBe(days);
});

it.each([
  [['a'], 'a', true],
  [['a'], 'ab', false],
  [['@mine/*'], '@mine/b', true],
  [['@mine/*'], '@mine2/b', false],
  [['a.b'], 'axb', false],
  [['a@^1.0.0'], 'a', true],
  [['@s/a@1'], '@s/a', true],
  [['*'], 'anything', true],
  [['!a'], 'b', true],
  [['a*b*c*d*e*f'], 'x', true],
  [['(a+)+$'], 'b', true],
  [['Typing_Extensions'], 'typing-extensions', true],
  [[], 'a', false],
])('the exceptions %j hold for %s: %s', (patterns, name, holds) => {
  expect(isExcepted(patterns, name)).toBe(holds);
});

describe('the settings of a project and its user', () => {
  const said = async (files: Readonly<Record<string, string | undefined>>, tool: string) => {
    const eyes = {
      nowMs: NOW_MS,
      read: async (path: string) => {
        if (!Object.hasOwn(files, path)) return { fault: 'missing' };
        const text = files[path];
        return text === undefined ? { fault: 'denied' } : { bytes: Buffer.from(text), isCut: false };
      },
    } as unknown as Eyes;
    const names = Object.keys(files).flatMap((path) => (path.startsWith('/srv/') ? [path.slice(5)] : []));
    const wait = waitFor(await readWaits(eyes, { folder: '/srv', names, home: '/srv/ann' }), tool, '.');
    return wait && `${wait.days} ${wait.by}${wait.unsure === undefined ? '' : ' unsure'}`;
  };
  const ofUv = { '/srv/pyproject.toml': '[tool.uv]\nexclude-newer = "7 days"\n' };
  const ofUser = { '/srv/ann/.npmrc': 'min-release-age=30\n' };

  it.each([
    [ofUv, 'uv', '7 exclude-newer of pyproject.toml'],
    [{ ...ofUv, '/srv/uv.toml': 'offline = true\n' }, 'uv', undefined],
    [{ ...ofUv, '/srv/uv.toml': 'exclude-newer = "1 day"\n' }, 'uv', '1 exclude-newer of uv.toml'],
    [{ ...ofUv, '/srv/sub/uv.toml': '' }, 'uv', '7 exclude-newer of pyproject.toml'],
    [ofUser, 'npm', '30 min-release-age of /srv/ann/.npmrc'],
    [{ ...ofUser, '/srv/.npmrc': 'min-release-age=0 # off\n' }, 'npm', '0 min-release-age of .npmrc unsure'],
    [{ ...ofUser, '/srv/.npmrc': undefined }, 'npm', '0 min-release-age of .npmrc unsure'],
  ])('%j: %s has %s', async (files, tool, wait) => {
    expect(await said(files, tool)).toBe(wait);
  });
});

it('a setting beside the lock file comes before one of the user, also where it waits less', () => {
  const wait = (days: number, folder?: string) => ({
    tool: 'npm',
    days,
    by: `${days}`,
    except: [],
    ...(folder === undefined ? {} : { folder }),
  });
  const waits = [wait(0, '.'), wait(30)];
  expect(waitFor(waits, 'npm', '.')?.days).toBe(0);
  expect(waitFor(waits, 'npm', 'sub')?.days).toBe(30);
  expect(waitFor(waits, 'pnpm', '.')).toBeUndefined();
});

it('each tool that writes a lock file has a way to see the days, and one to wait, with a source', () => {
  for (const tool of ['npm', 'pnpm', 'yarn', 'yarn 1', 'bun', 'uv', 'poetry', 'pip', 'pdm', 'pipenv']) {
    const { see, set, source } = cooldowns[tool]!;
    expect([see(14), set(14)].every((text) => text.length > 20 && !text.includes('\n'))).toBe(true);
    expect(`${see(14)} ${set(14)}`).not.toMatch(/\b7 days|P7D/);
    expect(source).toMatch(/^https:\/\//);
  }
});
