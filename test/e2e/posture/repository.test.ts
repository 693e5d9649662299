import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookRepository } from '../../../src/app/check-repository.ts';
import { eyesOf } from '../../../src/app/eyes.ts';
import { scanFor } from '../../../src/app/index.scan.ts';
import { systemClock } from '../../../src/core/index.ts';
import { type FoundBot, repositoryFamily } from '../../../src/posture/index.ts';
import { filesOf } from '../../../src/posture/repository/git.ts';
import { drawnKey } from '../../cli/scan-scene.ts';
import { asNobody, botOf, NOBODY, SecretsScene, type Told } from './secrets-scene.ts';

let scene: SecretsScene;

beforeEach(() => {
  scene = new SecretsScene();
  git('.', 'init', '-q', '-b', 'main', 'grid');
});

afterEach(() => scene.close());

const binance = drawnKey('repository binance');
const other = drawnKey('repository other');

function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Ann',
    '-c',
    'user.email=ann@example.com',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'protocol.file.allow=always',
  ];
  const env = { PATH: process.env['PATH'], HOME: join(scene.base, 'ann'), GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', ['-C', join(scene.base, folder), ...identity, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function commit(message: string, folder = 'grid'): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', message);
}

const bot = (name = 'grid', given: Partial<FoundBot> = {}): FoundBot => botOf(join(scene.base, name), given);

async function told(
  bots: readonly FoundBot[] = [bot()],
  given: Parameters<SecretsScene['parts']>[1] = {},
): Promise<Told> {
  const said = scene.judge(repositoryFamily, await lookRepository(scene.parts(bots, given)));
  const text = JSON.stringify(said.all);
  for (const { key, secret } of [binance, other]) {
    expect(text).not.toContain(key);
    expect(text).not.toContain(secret);
  }
  return said;
}

describe('a key in the work tree of a repository', () => {
  it('is told where git has it or would add it, and not where git ignores it', async () => {
    scene.write('grid/.gitignore', '.env\n');
    scene.write('grid/.env', binance.env);
    scene.write('grid/config.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    commit('first');
    scene.write('grid/notes.md', `binance api key ${binance.key} secret ${binance.secret}\n`);
    const { results } = await told();
    expect(results('REPO-01')).toEqual(['fail /grid/config.py', 'fail /grid/notes.md']);
    expect(results('REPO-03')).toEqual([]);
  });

  it('passes by placeholders, published samples, a baseline and a comment that excuses', async () => {
    scene.write('grid/.env.example', 'BINANCE_API_KEY=your_api_key\nBINANCE_API_SECRET=your_api_secret\n');
    scene.write('grid/.gitignore', '.env\n');
    scene.write(
      'grid/a.py',
      `# keyward:ignore revoked on the day it was made\nKEYS = {"apiKey": "${binance.key}", "secret": "${binance.secret}"}  # binance\n`,
    );
    commit('first');
    const { of } = await told();
    expect(of('REPO-01').map(({ result }) => result)).toEqual(['pass']);
  });

  it('weighs less in tests, where it may be made up', async () => {
    scene.write('grid/tests/test_sign.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    commit('first');
    const { of } = await told();
    expect(of('REPO-01')).toMatchObject([{ result: 'warn', severity: 'medium' }]);
  });

  it('is told of a submodule and of a second working tree, each with its own top', async () => {
    git('.', 'init', '-q', '-b', 'main', 'lib');
    scene.write('lib/keys.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    commit('lib', 'lib');
    scene.write('grid/README.md', 'a bot\n');
    commit('first');
    git('grid', 'submodule', '-q', 'add', join(scene.base, 'lib'), 'lib');
    commit('with a submodule');
    git('grid', 'worktree', 'add', '-q', join(scene.base, 'second'), '-b', 'second');
    scene.write(
      'second/config.json',
      JSON.stringify({ exchange: { name: 'binance', key: binance.key, secret: binance.secret } }),
    );
    const { results } = await told([bot(), bot('second')]);
    expect(results('REPO-01')).toEqual(['fail /grid/lib/keys.py', 'fail /second/config.json']);
    expect(results('REPO-02').filter((one) => one.startsWith('fail'))).toEqual(['fail history of /grid/lib: keys.py']);
  });
});

describe('a key in a history', () => {
  it('is told with its commit, after it was removed, on a branch, and in a stash', async () => {
    scene.write(
      'grid/config.json',
      JSON.stringify({ exchange: { name: 'binance', key: binance.key, secret: binance.secret } }, null, 1),
    );
    commit('with a key');
    const [head] = git('grid', 'rev-parse', 'HEAD').split('\n');
    scene.write('grid/config.json', '{}\n');
    commit('without it');
    scene.write('grid/try.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    git('grid', 'add', 'try.py');
    git('grid', 'stash', '-q');
    const { of, results } = await told();
    expect(results('REPO-01')).toEqual([]);
    expect(results('REPO-02')).toEqual(['fail history of /grid: config.json', 'fail history of /grid: try.py']);
    expect(of('REPO-02').find(({ about }) => about.endsWith('config.json'))?.says).toContain(
      `commit ${head!.slice(0, 12)}`,
    );
  });

  it('is unknown where there is no time, and known when a scan has read it before, which is only read', async () => {
    for (let at = 0; at < 20; at++) {
      scene.write(
        'grid/data.txt',
        Array.from(
          { length: 4_000 },
          (_, line) => `${at} ${line} apiKey secret binance ${(at * 7919 + line * 104729) % 1e9}`,
        ).join('\n'),
      );
      commit(`data ${at}`);
    }
    const late = scene.parts([bot()]);
    const tooLate = { ...late, session: { ...late.session, clock: { ...systemClock, monotonicMs: hurried() } } };
    const before = scene.judge(repositoryFamily, await lookRepository(tooLate));
    expect(before.of('REPO-02')).toMatchObject([
      { result: 'unknown', fix: expect.stringContaining('keyward scan --history') },
    ]);
    expect(before.of('REPO-02')[0]?.says).toContain('than fits the time of a check');
    expect(existsSync(scene.home)).toBe(false);
    const top = join(scene.base, 'grid');
    await scanFor(
      { source: { kind: 'history', path: top }, isPublish: false },
      {
        home: scene.home,
        userHome: undefined,
        clock: systemClock,
        version: versionHere(),
        stopping: new AbortController().signal,
        tell: () => {},
      },
    );
    const seenBefore = join(scene.home, 'scan', 'seen');
    const remembered = execFileSync(
      'sha256sum',
      [join(seenBefore, execFileSync('ls', [seenBefore], { encoding: 'utf8' }).trim())],
      { encoding: 'utf8' },
    );
    const after = await told();
    expect(after.of('REPO-02').map(({ result }) => result)).toEqual(['pass']);
    expect(execFileSync('sha256sum', [remembered.split('  ')[1]!.trim()], { encoding: 'utf8' })).toBe(remembered);
  });

  it('is no pass in a shallow clone', async () => {
    scene.write('grid/a.txt', 'a\n');
    commit('one');
    scene.write('grid/a.txt', 'b\n');
    commit('two');
    git('.', 'clone', '-q', '--depth', '1', `file://${join(scene.base, 'grid')}`, 'shallow');
    const { results } = await told([bot('shallow')]);
    expect(results('REPO-02')).toEqual(['unknown history of /shallow']);
  });

  it('is not asked of a program that was cloned and not changed, and is of one that was', async () => {
    scene.write('grid/a.py', 'import requests\nrequests.get("https://api.binance.com", verify=False)\n');
    commit('theirs');
    git('.', 'clone', '-q', `file://${join(scene.base, 'grid')}`, 'freqtrade');
    git('freqtrade', 'remote', 'set-url', 'origin', 'https://github.com/freqtrade/freqtrade.git');
    const clone = await told([bot('freqtrade')]);
    expect(clone.of('REPO-07').map(({ result }) => result)).toEqual(['not-applicable']);
    expect(clone.of('REPO-05')).toMatchObject([{ result: 'pass' }]);
    scene.write(
      'freqtrade/a.py',
      'import requests\nrequests.get("https://api.binance.com", verify=False)\n# changed\n',
    );
    expect((await told([bot('freqtrade')])).results('REPO-05')).toEqual(['fail /freqtrade/a.py']);
    scene.write('freqtrade/mine.py', 'x = 1\n');
    commit('mine', 'freqtrade');
    const own = await told([bot('freqtrade')]);
    expect(own.of('REPO-07').map(({ result }) => result)).toEqual(['fail']);
    expect(own.of('REPO-02').map(({ result }) => result)).toEqual(['pass']);
  });
});

describe('a clone of a program that was published', () => {
  const OFFICIAL = 'https://github.com/freqtrade/freqtrade.git';
  const results = ({ of }: Told, id: string): string[] => of(id).map(({ result }) => result);

  beforeEach(() => {
    scene.write('grid/a.py', 'x = 1\n');
    scene.write('grid/config.json', '{}\n');
    commit('theirs');
    git('grid', 'remote', 'add', 'origin', OFFICIAL);
    git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
  });

  it('holds what was pushed to a fork of its owner', async () => {
    git('grid', 'remote', 'add', 'fork', 'git@github.com:alice/my-freqtrade.git');
    scene.write('grid/.env', binance.env);
    commit('mine');
    git('grid', 'update-ref', 'refs/remotes/fork/main', 'HEAD');
    const said = await told();
    expect(said.results('REPO-01')).toEqual(['fail /grid/.env']);
    expect(said.results('REPO-02')).toEqual(['fail history of /grid: .env']);
    expect(said.results('REPO-03')).toEqual(['fail /grid/.env']);
  });

  it.each([
    ['a tag', () => git('grid', 'tag', 'mine')],
    [
      'refs of a remote that its settings do not have',
      () => git('grid', 'update-ref', 'refs/remotes/gone/main', 'HEAD'),
    ],
  ])('holds what stands in %s', async (_title, keep) => {
    scene.write('grid/b.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    commit('mine');
    keep();
    git('grid', 'reset', '-q', '--hard', 'HEAD~1');
    expect((await told()).results('REPO-02')).toEqual(['fail history of /grid: b.py']);
  });

  it('is read where keys are put, and where changes are not to be compared', async () => {
    scene.write('grid/config.json', JSON.stringify({ exchange: { name: 'binance', ...keyOf(binance) } }));
    scene.write('grid/a.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    git('grid', 'update-index', '--skip-worktree', 'config.json');
    git('grid', 'update-index', '--assume-unchanged', 'a.py');
    const said = await told();
    expect(said.results('REPO-01')).toEqual(['fail /grid/a.py', 'fail /grid/config.json']);
  });

  it('is read in what is called as of secrets, even if it came with it', async () => {
    scene.write('grid/config.json', JSON.stringify({ exchange: { name: 'binance', ...keyOf(binance) } }));
    commit('theirs too');
    git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
    expect((await told()).results('REPO-01')).toEqual(['fail /grid/config.json']);
  });

  it('has nothing of its owner where one tag of it was fetched alone', async () => {
    scene.write('grid/b.py', 'x = 1\n');
    commit('a release');
    git('grid', 'tag', '2026.1');
    git('.', 'clone', '-q', '--depth', '1', '--branch', '2026.1', `file://${join(scene.base, 'grid')}`, 'release');
    git('release', 'remote', 'set-url', 'origin', OFFICIAL);
    const said = await told([bot('release')]);
    expect(results(said, 'REPO-07')).toEqual(['not-applicable']);
    scene.write('release/b.py', 'x = 2\n');
    commit('mine', 'release');
    expect(results(await told([bot('release')]), 'REPO-07')).toEqual(['fail']);
  });
});

const keyOf = ({ key, secret }: typeof binance): object => ({ key, secret });

describe('files of secrets', () => {
  it('are told that git has, or does not ignore', async () => {
    scene.write(
      'grid/api-keys.json',
      JSON.stringify({ binance: { exchange: 'binance', key: binance.key, secret: binance.secret } }),
    );
    commit('with keys');
    scene.write('grid/.env', other.env);
    const { results } = await told();
    expect(results('REPO-03')).toEqual(['fail /grid/.env', 'fail /grid/api-keys.json']);
  });

  it('are fine where a rule of the repository or of .git/info ignores them', async () => {
    scene.write('grid/a/.env', binance.env);
    scene.write('grid/b/.env', other.env);
    scene.write('grid/.gitignore', '/a/.env\n');
    writeFileSync(join(scene.base, 'grid/.git/info/exclude'), '/b/.env\n');
    commit('first');
    const { results } = await told();
    expect(results('REPO-03')).toEqual([]);
  });

  it('are expected where a template is, and no rule ignores what is made of it', async () => {
    scene.write('grid/.env.example', 'BINANCE_API_KEY=\n');
    commit('first');
    expect((await told()).results('REPO-03')).toEqual(['warn /grid/.env']);
    scene.write('grid/.gitignore', '*.env\n.env\n');
    commit('ignored');
    expect((await told()).results('REPO-03')).toEqual([]);
  });
});

describe('files that others get', () => {
  it('are told with their kind', async () => {
    const cell = {
      cells: [
        {
          cell_type: 'code',
          source: ['exchange'],
          outputs: [{ text: [`binance {'apiKey': '${binance.key}', 'secret': '${binance.secret}'}`] }],
        },
      ],
    };
    scene.write('grid/run.ipynb', JSON.stringify(cell));
    scene.write(
      'grid/docker-compose.yml',
      `services:\n  bot:\n    environment:\n      BINANCE_API_KEY: ${other.key}\n      BINANCE_API_SECRET: ${other.secret}\n      OKX_API_SECRET: \${OKX_API_SECRET}\n`,
    );
    scene.write('grid/.github/workflows/ci.yml', `env:\n  BINANCE_API_SECRET: \${{ secrets.BINANCE_API_SECRET }}\n`);
    scene.write(
      'grid/Dockerfile',
      'FROM python:3.12\nARG API_SECRET\nARG API_SECRET_FILE\nENV API_KEY=\nCOPY .env.example ./\nCOPY .env /app/.env\nRUN --mount=type=secret,id=key true\n',
    );
    commit('first');
    const { results } = await told();
    expect(results('REPO-04')).toEqual([
      'fail /grid/Dockerfile: COPY .env',
      'fail /grid/docker-compose.yml',
      'fail /grid/run.ipynb',
      'warn /grid/Dockerfile: ARG API_SECRET',
    ]);
  });
});

describe('code', () => {
  it('is told that switches TLS off or prints its exchange, and not what only speaks of it', async () => {
    scene.write(
      'grid/bot.py',
      'import ccxt, requests\nexchange = ccxt.binance({\n    "verbose": True,\n})\nrequests.get("https://api.binance.com/api/v3/time", verify=False)\nprint(exchange)\n',
    );
    scene.write(
      'grid/fine.py',
      '# requests.get(url, verify=False)\n"""\nverify=False is bad\n"""\nrequests.get("http://127.0.0.1:8080/api/v1/ping")\nrequests.get("http://freqtrade:8080/api/v1/ping")\nprint(exchange.id)\n',
    );
    scene.write('grid/tests/test_api.py', 'requests.get(url, verify=False)\n');
    commit('first');
    const { results } = await told();
    expect(results('REPO-05')).toEqual(['fail /grid/bot.py']);
    expect(results('REPO-06')).toEqual(['fail /grid/bot.py']);
  });
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
        git('grid', 'config', 'core.hooksPath', '.githooks');
        hook('grid/.githooks/pre-commit', '#!/bin/sh\nkeyward scan --staged\n');
      },
      'pass',
    ],
    [
      'husky',
      () => {
        git('grid', 'config', 'core.hooksPath', '.husky/_');
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
    const { of } = await told();
    expect(of('REPO-07').map((one) => one.result)).toEqual([result]);
  });

  it('is found from a folder deep in the repository', async () => {
    hook('grid/.git/hooks/pre-commit', '#!/bin/sh\ngitleaks protect --staged\n');
    mkdirSync(join(scene.base, 'grid/user_data/strategies'), { recursive: true });
    const { of } = await told([bot('grid/user_data')], { folder: join(scene.base, 'grid/user_data/strategies') });
    expect(of('REPO-07').map(({ result, about }) => [result, about])).toEqual([
      ['pass', `repository ${join(scene.base, 'grid')}`],
    ]);
  });
});

describe('a repository that cannot be looked at', () => {
  it('of another user is told as far as git reads it, and its history is unknown', async (context) => {
    if (process.getuid?.() !== 0) context.skip('this needs root: repositories of other users were not tried');
    scene.write('grid/config.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    commit('first');
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, join(scene.base, 'grid')]);
    const { results } = await told();
    expect(results('REPO-01')).toEqual(['fail /grid/config.py']);
    expect(results('REPO-02')).toEqual(['unknown history of /grid']);
  });

  it('by another user is no pass', async (context) => {
    if (process.getuid?.() !== 0) context.skip('this needs root: another user was not tried');
    scene.write('grid/config.py', 'x = 1\n');
    commit('first');
    chmodSync(join(scene.base, 'grid'), 0o700);
    const parts = scene.parts([bot()], { eyes: { uid: NOBODY } });
    const { all } = scene.judge(repositoryFamily, await asNobody(() => lookRepository(parts)));
    expect(new Set(all.map(({ result }) => result))).toEqual(new Set(['unknown']));
  });

  it('has no repository, and no bot', async () => {
    rmSync(join(scene.base, 'grid/.git'), { recursive: true });
    const { all } = await told();
    expect(new Set(all.map(({ result }) => result))).toEqual(new Set(['not-applicable']));
  });

  it.each([
    ['nobody else has', undefined],
    ['says that it is a clone of a published program', 'https://github.com/freqtrade/freqtrade.git'],
  ])('runs nothing that the settings of one name that %s', async (_title, origin) => {
    const mark = join(scene.base, 'ran');
    scene.write('evil.sh', `#!/bin/sh\necho "$0 $*" >> ${mark}\ncat\n`, 0o755);
    const evil = join(scene.base, 'evil.sh');
    scene.write('grid/a.py', 'x = 1\n');
    commit('first');
    if (origin !== undefined) git('grid', 'remote', 'add', 'origin', origin);
    git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
    for (const name of [
      'core.fsmonitor',
      'core.pager',
      'diff.external',
      'diff.x.textconv',
      'diff.x.command',
      'core.sshCommand',
      'core.askPass',
      'filter.x.clean',
      'filter.x.smudge',
      'filter.y.process',
      'gpg.program',
    ])
      git('grid', 'config', name, evil);
    scene.write('grid/.git/more', `[filter "z"]\n\tclean = ${evil}\n\trequired = true\n`);
    git('grid', 'config', 'include.path', 'more');
    git('grid', 'config', 'protocol.file.allow', 'always');
    for (const name of ['post-index-change', 'pre-commit', 'post-checkout'])
      scene.write(`grid/.git/hooks/${name}`, readFileSync(evil, 'utf8'), 0o755);
    writeFileSync(join(scene.base, 'grid/.git/info/attributes'), '* filter=x diff=x\n*.md filter=y\n*.toml filter=z\n');
    for (const name of ['a.py', 'b.md', 'c.toml']) scene.write(`grid/${name}`, 'y = 2\n');
    await told();
    expect(existsSync(mark) ? readFileSync(mark, 'utf8') : '').toBe('');
  });

  it('reads nothing of one whose filter cannot be turned off', async () => {
    scene.write('grid/a.py', 'x = 1\n');
    commit('first');
    git('grid', 'remote', 'add', 'origin', 'https://github.com/freqtrade/freqtrade.git');
    git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
    const mark = join(scene.base, 'ran');
    scene.write(
      'grid/.git/config',
      `${readFileSync(join(scene.base, 'grid/.git/config'), 'utf8')}[filter "x=y"]\n\tclean = touch ${mark}\n`,
    );
    writeFileSync(join(scene.base, 'grid/.git/info/attributes'), '* filter=x=y\n');
    scene.write('grid/a.py', 'x = 2\n');
    const { of } = await told();
    expect(existsSync(mark)).toBe(false);
    // Nothing of it is taken for what came with the program.
    expect(of('REPO-07').map(({ result }) => result)).toEqual(['fail']);
  });

  it('takes no settings of its owner but what is ignored', async () => {
    const mark = join(scene.base, 'ran');
    scene.write('ann/.gitconfig', `[core]\n\tfsmonitor = touch ${mark}\n\texcludesFile = ~/ignored\n`);
    scene.write('ann/ignored', 'kept.py\n');
    scene.write('grid/kept.py', 'x = 1\n');
    scene.write('grid/loose.py', 'x = 1\n');
    const listed = await filesOf(eyesOf({ nowMs: 0 }), join(scene.base, 'grid'), join(scene.base, 'ann'));
    expect('fault' in listed ? listed : listed.files.map(({ path }) => path)).toEqual(['loose.py']);
    expect(existsSync(mark)).toBe(false);
  });
});

/** A clock that goes on a second at each look. */
function hurried(): () => number {
  let now = 0;
  return () => (now += 200);
}

const versionHere = (): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { readonly version: string })
    .version;
