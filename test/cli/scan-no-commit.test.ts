import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnKey, ScanScene } from './scan-scene.ts';

const [staged, thrown, committed] = ['no-commit staged', 'no-commit thrown', 'no-commit kept'].map(drawnKey) as [
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
];

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

describe('keyward scan --history of what no commit has', () => {
  it('names a staged file by its path, and anything else by a short number', async () => {
    scene.write('kept.env', committed.env);
    scene.commit('one');
    scene.write('gone.env', thrown.env);
    scene.git('add', 'gone.env');
    const id = scene.git('rev-parse', ':gone.env').trim();
    scene.git('rm', '-q', '--cached', 'gone.env');
    scene.remove('gone.env');
    scene.write('bot.py', staged.env);
    scene.git('add', 'bot.py');
    expect(await scene.paths('--history')).toEqual(
      ['bot.py (staged)', 'kept.env', `object ${id.slice(0, 12)} (in no commit)`].sort(),
    );
    const ids = async () => (await scene.json('--history')).findings.map((one) => one.id).sort();
    const before = await ids();
    expect((await scene.scan('--history')).stdout).toContain('bot.py (staged)');
    scene.git('commit', '-q', '-m', 'two');
    expect(await scene.paths('--history')).toContain('bot.py');
    expect(await ids()).toEqual(before);
  });

  it('shows no secret by which a staged file is called', async () => {
    const name = `binance_secret=${staged.secret}.env`;
    scene.write(name, staged.env);
    scene.git('add', name);
    const { stdout, stderr } = await scene.scan('--history');
    expect(stdout).toContain('(staged)');
    expect(stdout + stderr).not.toContain(staged.secret);
  });
});
