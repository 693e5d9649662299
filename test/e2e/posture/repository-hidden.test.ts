import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lookRepository } from '../../../src/app/check-repository.ts';
import { eyesOf } from '../../../src/app/eyes.ts';
import { repositoryFamily } from '../../../src/posture/index.ts';
import { filesOf } from '../../../src/posture/repository/git.ts';
import { other, type RepositoryScene, repositoryScene } from './repository-scene.ts';
import { asNobody, NOBODY } from './secrets-scene.ts';

let scene: RepositoryScene;
const scenes = repositoryScene();

beforeEach(() => {
  scene = scenes.now();
});

describe('a repository that cannot be looked at', () => {
  it('of another user is told as far as git reads it, and its history is unknown', async (context) => {
    if (process.getuid?.() !== 0) context.skip('this needs root: repositories of other users were not tried');
    scene.write('grid/config.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.commit('first');
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, join(scene.base, 'grid')]);
    const { results } = await scene.told();
    expect(results('REPO-01')).toEqual(['fail /grid/config.py']);
    expect(results('REPO-02')).toEqual(['unknown history of /grid']);
  });

  it('by another user is no pass', async (context) => {
    if (process.getuid?.() !== 0) context.skip('this needs root: another user was not tried');
    scene.write('grid/config.py', 'x = 1\n');
    scene.commit('first');
    chmodSync(join(scene.base, 'grid'), 0o700);
    const parts = scene.parts([scene.bot()], { eyes: { uid: NOBODY } });
    const { all } = scene.judge(repositoryFamily, await asNobody(() => lookRepository(parts)));
    expect(new Set(all.map(({ result }) => result))).toEqual(new Set(['unknown']));
  });

  it('has no repository, and no bot', async () => {
    rmSync(join(scene.base, 'grid/.git'), { recursive: true });
    const { all } = await scene.told();
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
    scene.commit('first');
    if (origin !== undefined) scene.git('grid', 'remote', 'add', 'origin', origin);
    scene.git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
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
      scene.git('grid', 'config', name, evil);
    scene.write('grid/.git/more', `[filter "z"]\n\tclean = ${evil}\n\trequired = true\n`);
    scene.git('grid', 'config', 'include.path', 'more');
    scene.git('grid', 'config', 'protocol.file.allow', 'always');
    for (const name of ['post-index-change', 'pre-commit', 'post-checkout'])
      scene.write(`grid/.git/hooks/${name}`, readFileSync(evil, 'utf8'), 0o755);
    writeFileSync(join(scene.base, 'grid/.git/info/attributes'), '* filter=x diff=x\n*.md filter=y\n*.toml filter=z\n');
    for (const name of ['a.py', 'b.md', 'c.toml']) scene.write(`grid/${name}`, 'y = 2\n');
    await scene.told();
    expect(existsSync(mark) ? readFileSync(mark, 'utf8') : '').toBe('');
  });

  it('reads nothing of one whose filter cannot be turned off', async () => {
    scene.write('grid/a.py', 'x = 1\n');
    scene.commit('first');
    scene.git('grid', 'remote', 'add', 'origin', 'https://github.com/freqtrade/freqtrade.git');
    scene.git('grid', 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
    const mark = join(scene.base, 'ran');
    scene.write(
      'grid/.git/config',
      `${readFileSync(join(scene.base, 'grid/.git/config'), 'utf8')}[filter "x=y"]\n\tclean = touch ${mark}\n`,
    );
    writeFileSync(join(scene.base, 'grid/.git/info/attributes'), '* filter=x=y\n');
    scene.write('grid/a.py', 'x = 2\n');
    const { of } = await scene.told();
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
