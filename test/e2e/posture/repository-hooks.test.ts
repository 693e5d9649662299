import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lookRepository } from '../../../src/app/check-repository.ts';
import { repositoryFamily } from '../../../src/posture/index.ts';
import { type RepositoryScene, repositoryScene } from './repository-scene.ts';

let scene: RepositoryScene;
const scenes = repositoryScene();

beforeEach(() => {
  scene = scenes.now();
});

describe('what looks through a commit', () => {
  const hook = (path: string, text: string, mode = 0o755): void => {
    mkdirSync(dirname(join(scene.base, path)), { recursive: true });
    writeFileSync(join(scene.base, path), text);
    chmodSync(join(scene.base, path), mode);
  };

  it.each([
    [
      'the hook of Keyward',
      () =>
        hook(
          'grid/.git/hooks/pre-commit',
          '#!/bin/sh\n# keyward hook pre-commit, 1: looks\nkeyward hook run pre-commit\n',
        ),
      'pass',
    ],
    ['gitleaks in a hook', () => hook('grid/.git/hooks/pre-commit', '#!/bin/sh\ngitleaks protect --staged\n'), 'pass'],
    [
      'a hook that may not be run',
      () => hook('grid/.git/hooks/pre-commit', '#!/bin/sh\ngitleaks protect --staged\n', 0o644),
      'fail',
    ],
    [
      'a hook that runs tests alone',
      () => hook('grid/.git/hooks/pre-commit', '#!/bin/sh\n# no gitleaks here\nnpm test\n'),
      'fail',
    ],
    [
      'a scanner behind the end of a hook',
      () => hook('grid/.git/hooks/pre-commit', '#!/bin/sh\nexit 0\ngitleaks protect --staged\n'),
      'unknown',
    ],
    [
      'a hook that only speaks of a scanner',
      () => hook('grid/.git/hooks/pre-commit', '#!/bin/sh\necho "TODO: install gitleaks"\n'),
      'unknown',
    ],
    ['the sample hooks of git', () => {}, 'fail'],
    [
      'pre-commit with detect-secrets',
      () => {
        hook(
          'grid/.git/hooks/pre-commit',
          '#!/usr/bin/env bash\nexec pre-commit hook-impl --hook-type=pre-commit -- "$@"\n',
        );
        scene.write(
          'grid/.pre-commit-config.yaml',
          'repos:\n  - repo: https://example.org/detect-secrets\n    hooks:\n      - id: detect-secrets\n',
        );
      },
      'pass',
    ],
    [
      'settings of pre-commit that nothing calls',
      () => void scene.write('grid/.pre-commit-config.yaml', 'repos:\n  - repo: x\n    hooks:\n      - id: gitleaks\n'),
      'fail',
    ],
    [
      'a folder of hooks that the settings name',
      () => {
        scene.git('grid', 'config', 'core.hooksPath', '.githooks');
        hook('grid/.githooks/pre-commit', '#!/bin/sh\nkeyward scan --staged\n');
      },
      'pass',
    ],
    [
      'husky',
      () => {
        scene.git('grid', 'config', 'core.hooksPath', '.husky/_');
        hook('grid/.husky/_/pre-commit', '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n');
        hook('grid/.husky/pre-commit', 'keyward hook run pre-commit\n', 0o644);
      },
      'pass',
    ],
    [
      'lefthook',
      () => {
        hook('grid/.git/hooks/pre-commit', '#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\n');
        scene.write('grid/lefthook.yml', 'pre-commit:\n  commands:\n    keys:\n      run: keyward scan --staged\n');
      },
      'pass',
    ],
  ] satisfies readonly (readonly [string, () => void, string])[])('is judged: %s', async (_title, make, result) => {
    make();
    const { of } = await scene.told();
    expect(of('REPO-07').map((one) => one.result)).toEqual([result]);
  });

  it('is found from a folder deep in the repository', async () => {
    hook('grid/.git/hooks/pre-commit', '#!/bin/sh\ngitleaks protect --staged\n');
    mkdirSync(join(scene.base, 'grid/user_data/strategies'), { recursive: true });
    const { of } = await scene.told([scene.bot('grid/user_data')], {
      folder: join(scene.base, 'grid/user_data/strategies'),
    });
    expect(of('REPO-07').map(({ result, about }) => [result, about])).toEqual([
      ['pass', `repository ${join(scene.base, 'grid')}`],
    ]);
  });
});

describe('what was not looked at', () => {
  const gaps = ['/home/bob may not be read by this user'];

  it('is unknown where bots may be missing, also where a repository was found', async () => {
    scene.commit('first');
    const parts = scene.parts([scene.bot()]);
    const { bots } = await parts.bots;
    const facts = await lookRepository({ ...parts, bots: Promise.resolve({ bots, gaps }) });
    for (const { id, judge } of repositoryFamily.checks) {
      const [last] = judge(facts).slice(-1);
      expect([id, last]).toMatchObject([id, { result: 'unknown', says: expect.stringContaining('/home/bob') }]);
    }
  });

  it('is unknown by name where there are more repositories than are looked at', { timeout: 60_000 }, async () => {
    const names = Array.from({ length: 10 }, (_, at) => `bot${at}`);
    for (const name of names) scene.git('.', 'init', '-q', '-b', 'main', name);
    const { of } = await scene.told(names.map((name) => scene.bot(name)));
    for (const id of ['REPO-01', 'REPO-02']) {
      const unknown = of(id).filter(({ result }) => result === 'unknown');
      expect(unknown.map(({ about }) => about)).toEqual(
        ['bot8', 'bot9'].map((name) => `repository ${join(scene.base, name)}`),
      );
    }
  });
});
