import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lookRepository } from '../../../src/app/check-repository.ts';
import { scanFor } from '../../../src/app/index.scan.ts';
import { systemClock } from '../../../src/core/index.ts';
import { repositoryFamily } from '../../../src/posture/index.ts';
import { binance, other, type RepositoryScene, repositoryScene } from './repository-scene.ts';
import type { Told } from './secrets-scene.ts';

let scene: RepositoryScene;
const scenes = repositoryScene();

beforeEach(() => {
  scene = scenes.now();
});

describe('a key in a history', () => {
  it('is told with its commit, after it was removed, on a branch, and in a stash', async () => {
    scene.write(
      'grid/config.json',
      JSON.stringify({ exchange: { name: 'binance', key: binance.key, secret: binance.secret } }, null, 1),
    );
    scene.commit('with a key');
    const [head] = scene.git('grid', 'rev-parse', 'HEAD').split('\n');
    scene.write('grid/config.json', '{}\n');
    scene.commit('without it');
    scene.write('grid/try.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.git('grid', 'add', 'try.py');
    scene.git('grid', 'stash', '-q');
    const { of, results } = await scene.told();
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
      scene.commit(`data ${at}`);
    }
    const late = scene.parts([scene.bot()]);
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
    const after = await scene.told();
    expect(after.of('REPO-02').map(({ result }) => result)).toEqual(['pass']);
    expect(execFileSync('sha256sum', [remembered.split('  ')[1]!.trim()], { encoding: 'utf8' })).toBe(remembered);
  });

  it('is no pass in a shallow clone', async () => {
    scene.write('grid/a.txt', 'a\n');
    scene.commit('one');
    scene.write('grid/a.txt', 'b\n');
    scene.commit('two');
    scene.git('.', 'clone', '-q', '--depth', '1', `file://${join(scene.base, 'grid')}`, 'shallow');
    const { results } = await scene.told([scene.bot('shallow')]);
    expect(results('REPO-02')).toEqual(['unknown history of /shallow']);
  });

  it('is not asked of a program that was cloned and not changed, and is of one that was', async () => {
    scene.write('grid/a.py', 'import requests\nrequests.get("https://api.binance.com", verify=False)\n');
    scene.commit('theirs');
    scene.git('.', 'clone', '-q', `file://${join(scene.base, 'grid')}`, 'freqtrade');
    scene.git('freqtrade', 'remote', 'set-url', 'origin', 'https://github.com/freqtrade/freqtrade.git');
    const clone = await scene.told([scene.bot('freqtrade')]);
    expect(clone.of('REPO-07').map(({ result }) => result)).toEqual(['not-applicable']);
    expect(clone.of('REPO-05')).toMatchObject([{ result: 'pass' }]);
    scene.write(
      'freqtrade/a.py',
      'import requests\nrequests.get("https://api.binance.com", verify=False)\n# changed\n',
    );
    expect((await scene.told([scene.bot('freqtrade')])).results('REPO-05')).toEqual(['fail /freqtrade/a.py']);
    scene.write('freqtrade/mine.py', 'x = 1\n');
    scene.commit('mine', 'freqtrade');
    const own = await scene.told([scene.bot('freqtrade')]);
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
    scene.commit('theirs');
    scene.git('grid', 'remote', 'add', 'origin', OFFICIAL);
    scene.git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
  });

  it('holds what was pushed to a fork of its owner', async () => {
    scene.git('grid', 'remote', 'add', 'fork', 'git@github.com:alice/my-freqtrade.git');
    scene.write('grid/.env', binance.env);
    scene.commit('mine');
    scene.git('grid', 'update-ref', 'refs/remotes/fork/main', 'HEAD');
    const said = await scene.told();
    expect(said.results('REPO-01')).toEqual(['fail /grid/.env']);
    expect(said.results('REPO-02')).toEqual(['fail history of /grid: .env']);
    expect(said.results('REPO-03')).toEqual(['fail /grid/.env']);
  });

  it.each([
    ['a tag', () => scene.git('grid', 'tag', 'mine')],
    [
      'refs of a remote that its settings do not have',
      () => scene.git('grid', 'update-ref', 'refs/remotes/gone/main', 'HEAD'),
    ],
  ])('holds what stands in %s', async (_title, keep) => {
    scene.write('grid/b.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.commit('mine');
    keep();
    scene.git('grid', 'reset', '-q', '--hard', 'HEAD~1');
    expect((await scene.told()).results('REPO-02')).toEqual(['fail history of /grid: b.py']);
  });

  it('is read where keys are put, and where changes are not to be compared', async () => {
    scene.write('grid/config.json', JSON.stringify({ exchange: { name: 'binance', ...keyOf(binance) } }));
    scene.write('grid/a.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.git('grid', 'update-index', '--skip-worktree', 'config.json');
    scene.git('grid', 'update-index', '--assume-unchanged', 'a.py');
    const said = await scene.told();
    expect(said.results('REPO-01')).toEqual(['fail /grid/a.py', 'fail /grid/config.json']);
  });

  it('is read in what is called as of secrets, even if it came with it', async () => {
    scene.write('grid/config.json', JSON.stringify({ exchange: { name: 'binance', ...keyOf(binance) } }));
    scene.commit('theirs too');
    scene.git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
    expect((await scene.told()).results('REPO-01')).toEqual(['fail /grid/config.json']);
  });

  it('has nothing of its owner where one tag of it was fetched alone', async () => {
    scene.write('grid/b.py', 'x = 1\n');
    scene.commit('a release');
    scene.git('grid', 'tag', '2026.1');
    scene.git(
      '.',
      'clone',
      '-q',
      '--depth',
      '1',
      '--branch',
      '2026.1',
      `file://${join(scene.base, 'grid')}`,
      'release',
    );
    scene.git('release', 'remote', 'set-url', 'origin', OFFICIAL);
    const said = await scene.told([scene.bot('release')]);
    expect(results(said, 'REPO-07')).toEqual(['not-applicable']);
    scene.write('release/b.py', 'x = 2\n');
    scene.commit('mine', 'release');
    expect(results(await scene.told([scene.bot('release')]), 'REPO-07')).toEqual(['fail']);
  });
});

const keyOf = ({ key, secret }: typeof binance): object => ({ key, secret });

/** A clock that goes on a second at each look. */
function hurried(): () => number {
  let now = 0;
  return () => (now += 200);
}

const versionHere = (): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { readonly version: string })
    .version;

describe('an object that is not there', () => {
  /** A key that was committed and removed, by the file of its loose object. */
  function withPast(): string {
    scene.write('grid/k.txt', binance.env);
    scene.commit('with a key');
    const blob = scene.git('grid', 'rev-parse', 'HEAD:k.txt').trim();
    scene.git('grid', 'rm', '-q', 'k.txt');
    scene.commit('without it');
    return join('grid/.git/objects', blob.slice(0, 2), blob.slice(2));
  }

  it('keeps a history from being clean, whether it was lost or lies where nobody comes to', async () => {
    const loose = withPast();
    expect((await scene.told()).results('REPO-02')).toEqual(['fail history of /grid: k.txt']);
    rmSync(join(scene.base, loose));
    const { of } = await scene.told();
    expect(of('REPO-02')).toMatchObject([{ result: 'unknown', about: `history of ${scene.base}/grid` }]);
    expect(of('REPO-02')[0]?.says).toContain('one of its objects is lost');
  });

  it('is missed where its repository borrows from a folder that is away', async () => {
    const loose = withPast();
    const away = join(scene.base, 'away');
    const kept = join(away, loose.split('/').at(-2)!, loose.split('/').at(-1)!);
    mkdirSync(dirname(kept), { recursive: true });
    renameSync(join(scene.base, loose), kept);
    scene.write('grid/.git/objects/info/alternates', `${away}\n`);
    expect((await scene.told()).results('REPO-02')).toEqual(['fail history of /grid: k.txt']);
    renameSync(away, `${away}-now`);
    expect((await scene.told()).results('REPO-02')).toEqual(['unknown history of /grid']);
  });

  it('is missed where only a log of a branch names it', async () => {
    const loose = withPast();
    scene.git('grid', 'reset', '-q', '--hard', 'HEAD~1');
    scene.git('grid', 'commit', '-q', '--amend', '--allow-empty', '-m', 'again');
    scene.git('grid', 'checkout', '-q', '--orphan', 'new');
    scene.git('grid', 'rm', '-rqf', '.');
    scene.commit('nothing');
    scene.git('grid', 'branch', '-qD', 'main');
    rmSync(join(scene.base, loose));
    expect((await scene.told()).results('REPO-02')).toEqual(['unknown history of /grid']);
  });
});
