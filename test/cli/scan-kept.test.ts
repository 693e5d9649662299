import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnKey, ScanScene } from './scan-scene.ts';

const [first, second] = ['kept first', 'kept second'].map(drawnKey) as [
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
];

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

const kept = async (): Promise<{ id: string; where: string }[]> =>
  JSON.parse((await scene.terminal.run(['--json', 'scan', 'found'])).stdout);
const keptWheres = async (): Promise<string[]> => (await kept()).map(({ where }) => where);

describe('what was found once stays to be revoked', () => {
  it('after the file is gone, with no secret in what is kept', async () => {
    scene.write('live.env', first.env);
    expect((await scene.scan()).exit).toBe(1);
    scene.remove('live.env');
    const { exit, stdout } = await scene.scan();
    expect([exit, stdout]).toEqual([0, expect.stringContaining('1 found before is still to be revoked')]);
    expect(await keptWheres()).toEqual([`${realpathSync(scene.folder)}: live.env`]);
    const text = readFileSync(join(scene.terminal.home, 'scan', 'found.json'), 'utf8');
    for (const value of [first.key, first.secret]) expect(text).not.toContain(value);
  });

  it('of a log on standard input, and of the machine', async () => {
    await scene.terminal.run(['scan', '-'], { input: first.env });
    scene.write('me/.bash_history', `export ${second.env.split('\n').join(' ')}\n`);
    await scene.terminal.run(['scan', '--machine'], { env: { HOME: join(scene.folder, 'me') } });
    expect((await keptWheres()).sort()).toEqual(['standard input: (standard input)', 'this machine: ~/.bash_history']);
  });

  it('of a commit that a hook refuses', async () => {
    scene.write('live.env', first.env);
    scene.git('add', '-A');
    expect((await scene.terminal.run(['hook', 'run', 'pre-commit'])).exit).toBe(1);
    expect(await keptWheres()).toEqual([`${realpathSync(scene.folder)}: live.env`]);
  });

  it('in its own clone, whatever folder of that is scanned, and in no other of that name', async () => {
    for (const [at, { env }] of [first, second].entries()) {
      scene.write(`${at}/bot/src/live.env`, env);
      scene.git('-C', join(scene.folder, `${at}/bot`), 'init', '-q', '.');
    }
    await scene.scan('0/bot');
    await scene.scan('1/bot/src');
    scene.remove('0/bot/src/live.env');
    scene.remove('1/bot/src/live.env');
    for (const at of [0, 1]) {
      const { toRevoke } = await scene.json(`${at}/bot/src`);
      const root = realpathSync(join(scene.folder, `${at}/bot`));
      if (at === 0) scene.write('0/bot/src/a.txt', 'a\n');
      expect(toRevoke.map(({ where }) => where)).toEqual([`${root}: src/live.env`]);
    }
  });

  it('but not where a baseline knows it', async () => {
    scene.write('live.env', first.env);
    await scene.scan('baseline', '--reason', 'a key of the test network', '--until', soon());

    await scene.scan('--baseline', 'keyward-baseline.jsonl');
    expect(await keptWheres()).toEqual([]);
  });

  it('of two first scans at once, under one key', async () => {
    for (const round of [0, 1, 2]) {
      rmSync(scene.terminal.home, { recursive: true, force: true });
      for (const [at, { env }] of [first, second].entries()) scene.write(`${round}/${at}/live.env`, env);
      const ended = await Promise.all([0, 1].map((at) => scene.json(`${round}/${at}`)));
      expect(ended.map(({ notKept }) => notKept)).toEqual([undefined, undefined]);
      const ids = ended.map(({ findings }) => findings[0]!.id).sort();
      expect((await kept()).map(({ id }) => id).sort()).toEqual(ids);
      const again = await scene.json(`${round}`);
      expect(again.findings.map(({ id }) => id).sort()).toEqual(ids);
    }
  });

  it('is said not to be kept where the state folder cannot be written', async () => {
    scene.write('live.env', first.env);
    mkdirSync(scene.terminal.home, { recursive: true });
    writeFileSync(join(scene.terminal.home, 'scan'), '');
    const { exit, stdout } = await scene.scan();
    expect([exit, stdout]).toEqual([1, expect.stringContaining('It could not be written down')]);
  });
});

describe('a repository that is to become public', () => {
  it('is not let through by a comment', async () => {
    scene.write('a.env', `# keyward:ignore only of tests here\n${first.env}`);
    scene.commit('one');
    const { exit, stdout } = await scene.scan('--publish');
    expect([exit, stdout]).toEqual([1, expect.stringContaining('do not publish this repository')]);
    expect(stdout.replace(/\s+/g, ' ')).toContain('the comment beside it does not count');
  });

  it('is told what of the baseline is published all the same', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    await scene.scan('baseline', '--reason', 'a key of the test network', '--until', soon());
    const { exit, stdout } = await scene.scan('--publish', '--baseline', 'keyward-baseline.jsonl');
    expect([exit, stdout]).toEqual([0, expect.stringContaining('Published all the same: 1 in the baseline.')]);
    expect(stdout).not.toContain('Nothing was found');
  });
});

describe('a scan says', () => {
  it('which part of a credential is missing', async () => {
    scene.write('half.env', `${first.env.split('\n')[0]}\n`);
    expect((await scene.scan()).stdout).toContain('no secret');
    scene.write('half.env', `${first.env.split('\n')[1]}\n`);
    expect((await scene.scan()).stdout).toContain('no key');
  });

  it('how many values are published samples, and why they do not count', async () => {
    const hash = createHash('sha256').update('test').digest('hex');
    const why = 'the SHA-256 of the word test, whole and cut';
    scene.write('wallet.env', `ETHEREUM_PRIVATE_KEY=0x${hash}\nSECOND_ETHEREUM_PRIVATE_KEY=${hash}\n`);
    const { exit, stdout } = await scene.scan();
    expect([exit, stdout]).toEqual([0, expect.stringContaining('Nothing was found')]);
    expect(stdout).toContain(`Not counted: 1 published sample (${why}).`);
    scene.commit('one');
    for (const args of [[], ['--history'], ['--range', 'HEAD']]) {
      const { findings, samples } = await scene.json(...args);
      expect([findings, samples]).toEqual([[], [{ why, values: 1 }]]);
    }
  });

  it('how many ignored files it passes by', async () => {
    scene.write('.gitignore', 'config.py\nconf/\nnode_modules/\n');
    scene.write('config.py', first.env);
    scene.write('conf/binance.yml', second.env);
    scene.write('node_modules/a/b.js', 'x\n');
    const { notRead, exit } = await scene.json();
    expect([exit, notRead]).toEqual([0, { ignored: 2 }]);
    expect((await scene.scan()).stdout.replace(/\s+/g, ' ')).toContain(
      'Not read: 2 that git is told to leave out: name the file or the folder',
    );
    expect(await scene.paths('config.py', 'conf')).toEqual(['conf/binance.yml', 'config.py']);
  });

  it('with --only-verified of how many nobody could be asked, and why, and ends with 3', async () => {
    scene.write('half.env', `${first.env.split('\n')[1]}\n`);
    const { exit, stdout } = await scene.scan('--only-verified', '--yes');
    expect(exit).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('1 found in 1 text, 1 of which nobody could be asked');
    expect(stdout).toMatch(/Not asked: 1: its \w+ was not found with it/);
  });

  it('in a baseline what was not read, and ends with 3 where that may be text', async () => {
    scene.write('a.txt', 'some text\n');
    scene.commit('one');
    const blob = scene.git('rev-parse', 'HEAD:a.txt').trim();
    scene.remove(join('.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    const args = ['--range', 'HEAD', '--reason', 'a key of the test network', '--until', soon()];
    const { exit, stdout } = await scene.scan('baseline', ...args);
    expect([exit, stdout]).toEqual([3, expect.stringContaining('Not read: 1 missing')]);
  });

  it('what ways there are to a repository elsewhere, and takes a folder', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    expect(await scene.paths('--repo', scene.folder)).toEqual(['a.env']);
    expect((await scene.scan('--repo', 'nowhere/bot.git')).stderr).toContain('file://');
  });
});

describe('another repository', () => {
  it('is fetched with the agent of ssh and the proxy of the user, and with nothing else of the surroundings', async () => {
    const script = scene.terminal.write('ssh.sh', `#!/bin/sh\nenv > ${join(scene.folder, 'env.txt')}\nexit 1\n`);
    chmodSync(script, 0o700);
    scene.write('me/.gitconfig', `[core]\n\tsshCommand = ${script}\n`);
    const env = {
      HOME: join(scene.folder, 'me'),
      SSH_AUTH_SOCK: join(scene.folder, 'agent.sock'),
      https_proxy: 'http://proxy.example:3128',
      GIT_CONFIG_PARAMETERS: "'core.sshCommand=false'",
    };
    const { exit, stderr } = await scene.terminal.run(['scan', '--repo', 'ssh://git@example.com/bot.git'], { env });
    expect([exit, stderr]).toEqual([3, expect.stringContaining('cannot be fetched')]);
    const told = scene.read('env.txt');
    expect(told).toContain(`SSH_AUTH_SOCK=${join(scene.folder, 'agent.sock')}`);
    expect(told).toContain('https_proxy=http://proxy.example:3128');
    expect(told).not.toContain('core.sshCommand=false');
  });
});

const soon = (): string => new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
