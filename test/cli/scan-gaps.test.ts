import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnKey, ScanScene } from './scan-scene.ts';

let scene: ScanScene;
const drawn = drawnKey('gaps');
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

/** A branch of six commits, of which the second brings a key and the third takes it away. */
function branchWithPast(): void {
  scene.write('a.txt', '0\n');
  scene.commit('base');
  scene.git('checkout', '-q', '-b', 'feature');
  for (const at of [1, 2, 3, 4, 5, 6]) {
    scene.write('a.txt', `${at}\n`);
    if (at === 2) scene.write('live.env', drawn.env);
    if (at === 3) scene.remove('live.env');
    scene.commit(`c${at}`);
  }
}

describe('what is not there', () => {
  it('of a shallow clone keeps a range from being clean', async () => {
    branchWithPast();
    scene.git('clone', '-q', '--depth=2', '--no-single-branch', `file://${scene.folder}`, 'shallow');
    const told = await scene.json('--range', 'origin/main..HEAD', join(scene.folder, 'shallow'));
    expect(told).toMatchObject({ exit: 3, findings: [], notRead: { missing: 1 } });
  });

  it('of a shallow repository elsewhere keeps it from being published', async () => {
    branchWithPast();
    scene.git('clone', '-q', '--bare', '--depth=1', '--no-single-branch', `file://${scene.folder}`, 'shallow.git');
    const told = await scene.json('--publish', '--repo', `file://${join(scene.folder, 'shallow.git')}`);
    expect(told).toMatchObject({ exit: 3, findings: [] });
  });

  it('of a clone in part is told of a range too', async () => {
    branchWithPast();
    scene.git('config', 'uploadpack.allowFilter', 'true');
    scene.git('clone', '-q', '--bare', '--filter=blob:none', `file://${scene.folder}`, 'part.git');
    expect(await scene.json('--range', 'HEAD', join(scene.folder, 'part.git'))).toMatchObject({ exit: 3 });
  });
});

it('what stands behind more values than are judged keeps a text from being clean', async () => {
  const line = (at: number): string =>
    `${drawnKey(`many ${at}`).env.split('\n')[1]} # keyward:ignore of the test network\n`;
  scene.write('many.env', Array.from({ length: 2_100 }, (_, at) => line(at)).join(''));
  expect(await scene.json()).toMatchObject({ exit: 3, notRead: { 'too-many': 1 } });
});

describe('what is said', () => {
  it('with --only-verified of what nobody could ask is not that nothing was found', async () => {
    scene.write('half.env', `${drawn.env.split('\n')[1]}\n`);
    const { stdout } = await scene.scan('--only-verified', '--yes');
    expect(stdout).not.toContain('Nothing was found');
  });

  it('of a history that was read before is not that there were no texts', async () => {
    scene.write('a.txt', 'nothing\n');
    scene.commit('one');
    await scene.scan('--history');
    expect((await scene.scan('--history')).stdout).not.toContain('in 0 texts');
  });

  it('names a finding by the same id in the next run, and shows it, as `leak --finding` takes it', async () => {
    scene.write('live.env', drawn.env);
    const [{ id } = { id: '' }] = (await scene.json()).findings;
    expect((await scene.json()).findings.map((one) => one.id)).toEqual([id]);
    expect((await scene.scan()).stdout).toContain(id);
  });

  it('in SARIF has its path from the root of the repository, whatever folder is named', async () => {
    scene.write('src/live.env', drawn.env);
    scene.commit('one');
    const { stdout } = await scene.scan('src', '--format', 'sarif');
    expect(stdout).toContain('"uri": "src/live.env"');
  });
});
