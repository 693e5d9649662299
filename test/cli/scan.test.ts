import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasPty, runOnPty } from './pty.ts';
import { drawnKey, ScanScene } from './scan-scene.ts';
import { main } from './terminal.ts';

const [first, second, third] = ['first', 'second', 'third'].map(drawnKey) as [
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
];

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

describe('keyward scan', () => {
  it('finds a key in the files, masks it, and says that it is to be revoked first', async () => {
    scene.write('bot/live.env', first.env);
    scene.commit('one');
    const { exit, stdout } = await scene.scan();
    expect(exit).toBe(1);
    expect(stdout).toContain('high      Binance credential');
    expect(stdout).toContain('bot/live.env:1');
    expect(stdout).toContain(`key ${first.key.slice(0, 6)}…`);
    expect(stdout).not.toContain(first.secret);
    expect(stdout).not.toContain(first.key);
    expect(stdout).toContain('Revoke each at its exchange or service first');
  });

  it('ends with 0 where there is nothing', async () => {
    scene.write('README.md', 'a bot\n');
    expect(await scene.scan()).toMatchObject({ exit: 0, stdout: 'Nothing was found in 1 text.\n' });
  });

  it('tells one credential once, with all of its places', async () => {
    scene.write('a.env', first.env);
    scene.write('b.env', `# again\n${first.env}`);
    const { findings } = await scene.json();
    expect(findings.map(({ places }) => places.map(({ path, line }) => `${path}:${line}`))).toEqual([
      ['a.env:1', 'b.env:2'],
    ]);
  });

  it('reads files and folders that are named, and refuses one that is not there', async () => {
    scene.write('a.env', first.env);
    scene.write('b/b.env', second.env);
    scene.write('c.env', third.env);
    expect(await scene.paths('b')).toEqual(['b.env']);
    expect(await scene.paths('b', 'c.env')).toEqual(['b/b.env', 'c.env']);
    expect(await scene.scan('nowhere')).toMatchObject({ exit: 2, stderr: expect.stringContaining('is not there') });
  });

  it('reads a folder of logs whole, also where git is told to leave it out', async () => {
    scene.write('.gitignore', 'logs/\n');
    scene.write('logs/today.log', `INFO start\nDEBUG ${first.env.split('\n').join(' ')}\n`);
    scene.commit('one');
    expect(await scene.paths()).toEqual([]);
    expect(await scene.paths('logs')).toEqual(['today.log']);
  });

  it('reads standard input', async () => {
    const { exit, stdout } = await scene.terminal.run(['scan', '-'], { input: first.env });
    expect([exit, stdout]).toEqual([1, expect.stringContaining('(standard input):1')]);
  });

  it('reads logs that were rotated and packed by gzip, and ends with 3 where all of a folder is packed otherwise', async () => {
    scene.write('logs/bot.log.2.gz', gzipSync(`INFO start\nDEBUG ${first.env.split('\n').join(' ')}\n`));
    expect(await scene.paths('logs')).toEqual(['bot.log.2.gz']);
    scene.write('old/a.zip', Buffer.from('504b030414000000', 'hex'));
    expect(await scene.json('old')).toMatchObject({ exit: 3, read: 0, notRead: { archive: 1 } });
    scene.write('bomb/a.log.gz', gzipSync(Buffer.alloc(65 * 1024 * 1024, 'a')));
    expect(await scene.json('bomb')).toMatchObject({ exit: 3, notRead: { 'too-big': 1 } });
  });

  it('says plainly what git cannot do', async () => {
    const said = async (...args: string[]): Promise<string> => (await scene.scan(...args)).stderr.split('\n')[0]!;
    scene.write('a.txt', 'a\n');
    scene.commit('one');
    expect(await said('--range', 'nope..HEAD')).toBe('keyward: there are no such commits here: nope..HEAD');
    expect(await said('--repo', 'file:///nowhere')).toBe(
      "keyward: the repository cannot be fetched: '/nowhere' does not appear to be a git repository",
    );
    rmSync(join(scene.folder, '.git'), { recursive: true });
    for (const asked of [['--staged'], ['--history'], ['--range', 'a..b'], ['--publish']])
      expect(await said(...asked)).toMatch(/ is in no repository of git$/);
  });

  it('names each place of a leak, and counts those over ten', async () => {
    for (let at = 0; at < 12; at++) scene.write(`bot${at}/a.env`, first.env);
    const { stdout } = await scene.scan();
    expect(stdout.match(/^ {10}also in bot\d+\/a\.env:1$/gm)).toHaveLength(9);
    expect(stdout).toContain('and in 2 more places: --json lists all');
  });

  it('tells what it does not read, and never leaves it out silently', async () => {
    scene.write('a.zip', Buffer.from('504b030414000000', 'hex'));
    const tar = Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(250)]);
    scene.write('old.tar.gz', gzipSync(tar));
    scene.write('b.bin', Buffer.from([1, 0, 2, 0]));
    scene.write('real.txt', 'nothing\n');
    scene.git('add', '-A');
    const { stdout, exit } = await scene.scan();
    expect(stdout).toContain('Not read: 2 packed: a.zip, old.tar.gz');
    expect(stdout).toContain('Not read: 1 binary');
    expect(exit).toBe(0);
    expect((await scene.json()).notRead).toEqual({ archive: 2, binary: 1 });
  });

  it('names an ignored .env that every user of the machine can read', async () => {
    scene.write('.gitignore', '.env*\n');
    scene.write('.env', 'COLOUR=blue\n', 0o644);
    scene.write('.env.local', 'COLOUR=blue\n', 0o600);
    scene.write('.env.example', 'COLOUR=\n', 0o644);
    for (let folder = scene.folder; folder !== tmpdir(); folder = dirname(folder)) chmodSync(folder, 0o755);
    expect((await scene.json()).exposed).toEqual([{ path: '.env', mode: '644' }]);
    expect((await scene.scan()).stdout).toMatch(/\.env can be read by every user of this machine\s+\(mode 644\)/);
    chmodSync(scene.folder, 0o700);
    expect((await scene.json()).exposed).toEqual([]);
  });

  it.each([
    [['--staged', '--history'], '--staged and --history cannot go together'],
    [['--publish', '--staged'], 'cannot go with --staged'],
    [['--machine', 'x'], '--machine takes no path'],
    [['--format', 'sarf'], 'did you mean sarif'],
    [['--range', '-x'], 'is no range of commits'],
    [['--repo', '--upload-pack=x'], 'is no address of a repository'],
    [['--baseline', 'gone'], 'cannot be read'],
    [['a', '-'], '- cannot go with other paths'],
  ])('%j is called wrongly', async (args, says) => {
    expect(await scene.scan(...args)).toMatchObject({ exit: 2, stderr: expect.stringContaining(says) });
  });
});

describe('keyward scan --staged', () => {
  it('reads the index, not the file', async () => {
    scene.write('a.env', first.env);
    scene.git('add', '-A');
    scene.write('a.env', 'COLOUR=blue\n');
    scene.write('b.env', second.env);
    expect(await scene.paths('--staged')).toEqual(['a.env']);
  });
});

describe('keyward scan of a history', () => {
  it('finds what was removed, what came with a merge, and what no branch reaches, with whose it was', async () => {
    scene.write('gone.env', first.env);
    const commit = scene.commit('one');
    scene.remove('gone.env');
    scene.commit('two');
    scene.git('checkout', '-q', '-b', 'side', 'HEAD~1');
    scene.write('side.txt', 'side\n');
    scene.commit('side');
    scene.git('checkout', '-q', 'main');
    scene.git('merge', '-q', '--no-commit', 'side');
    scene.write('merged.env', second.env);
    scene.commit('merge');
    scene.write('reset.env', third.env);
    scene.commit('three');
    scene.git('reset', '-q', '--hard', 'HEAD~1');
    const { findings, exit } = await scene.json('--history');
    expect(exit).toBe(1);
    expect(findings.map(({ places }) => places[0]!.path).sort()).toEqual(['gone.env', 'merged.env', 'reset.env']);
    const gone = findings.find(({ places }) => places[0]!.path === 'gone.env');
    expect(gone?.places[0]).toMatchObject({ commit, author: 'Ann <ann@example.com>', line: 1 });
    // What was read before is known; what was found is found again.
    expect(await scene.paths('--history')).toEqual(['gone.env', 'merged.env', 'reset.env']);
  });

  it('reads what a range of commits brings', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    scene.write('b.env', second.env);
    scene.commit('two');
    scene.remove('b.env');
    scene.commit('three');
    expect(await scene.paths('--range', 'HEAD~2..HEAD')).toEqual(['b.env']);
    expect((await scene.scan('--range', 'HEAD~1..HEAD')).exit).toBe(0);
  });

  it('fetches another repository with all of its refs, and leaves nothing behind', async () => {
    scene.write('a.txt', 'a\n');
    scene.commit('one');
    scene.git('checkout', '-q', '-b', 'side');
    scene.write('side.env', first.env);
    scene.commit('two');
    scene.git('update-ref', 'refs/pull/1/head', 'HEAD');
    scene.git('checkout', '-q', 'main');
    scene.git('branch', '-q', '-D', 'side');
    const before = temporary();
    expect(await scene.paths('--repo', `file://${scene.folder}`)).toEqual(['side.env']);
    const gone = await scene.scan('--repo', `file://${scene.folder}/nowhere`);
    expect(gone).toMatchObject({ exit: 3, stderr: expect.stringContaining('cannot be fetched') });
    expect(temporary()).toEqual(before);
  });

  it('removes what it fetched also when it is stopped', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    const before = temporary();
    const child = spawn(process.execPath, [main, 'scan', '--repo', `file://${scene.folder}`], {
      env: { PATH: process.env['PATH'], KEYWARD_HOME: scene.terminal.home },
      stdio: 'ignore',
    });
    const closed = once(child, 'close');
    await vi.waitFor(() => expect(temporary().length).toBeGreaterThan(before.length), { timeout: 20_000, interval: 2 });
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
    expect(temporary()).toEqual(before);
  });

  it('says that objects are missing from a clone in part, and ends with 3 where nothing was found', async () => {
    scene.write('a.txt', 'some text\n');
    scene.commit('one');
    const blob = scene.git('rev-parse', 'HEAD:a.txt').trim();
    scene.remove(join('.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    const range = await scene.json('--range', 'HEAD');
    expect(range).toMatchObject({ exit: 3, findings: [], unscanned: [{ path: 'a.txt', why: 'missing' }] });
    expect((await scene.scan('--range', 'HEAD')).stdout).toContain('missing from this copy of the repository: a.txt');
  });

  it('says what a clone in part and a shallow one lack, and ends with 3', async () => {
    scene.write('a.txt', 'some text\n');
    scene.commit('one');
    scene.write('a.txt', 'other text\n');
    scene.commit('two');
    scene.git('config', 'uploadpack.allowFilter', 'true');
    const from = `file://${scene.folder}`;
    scene.git('clone', '-q', '--bare', '--filter=blob:none', from, 'part.git');
    scene.git('clone', '-q', '--bare', '--depth=1', from, 'shallow.git');
    expect(await scene.json('--history', 'part.git')).toMatchObject({ exit: 3, notRead: { missing: 2 } });
    const { stdout } = await scene.scan('--history', 'shallow.git');
    expect(stdout.replace(/\s+/g, ' ')).toContain('the commits before the shallow clone');
  });

  it('keeps a repository from being published with a key in its history, whatever it is', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    scene.remove('a.env');
    scene.commit('two');
    const { exit, stdout } = await scene.scan('--publish');
    expect([exit, stdout]).toEqual([1, expect.stringContaining('do not publish this repository')]);
    expect((await scene.json('--publish')).findings.map(({ severity }) => severity)).toEqual(['critical']);
  });
});

describe('keyward scan --machine', () => {
  it('reads where keys are left behind in the home folder', async () => {
    const home = join(scene.folder, 'me');
    scene.write('me/.bash_history', `export ${first.env.split('\n').join(' ')}\n`);
    scene.write('me/freqtrade/config.env', second.env);
    scene.write('me/elsewhere/c.env', third.env);
    const { stdout } = await scene.terminal.run(['--json', 'scan', '--machine'], { env: { HOME: home } });
    const { findings } = JSON.parse(stdout) as Awaited<ReturnType<ScanScene['json']>>;
    expect(findings.map(({ places }) => places[0]!.path).sort()).toEqual(['~/.bash_history', '~/freqtrade/config.env']);
  });
});

describe('on a terminal', () => {
  it.runIf(hasPty)('keeps within 80 columns', async () => {
    scene.write(`a/long/path/of/folders/that/goes/on/and/on/for/more/than/a/line/of/the/terminal/live.env`, first.env);
    scene.write('b.env', second.env);
    scene.commit('one');
    const env = { KEYWARD_HOME: scene.terminal.home, HOME: dirname(scene.folder) };
    const { exit, screen } = await runOnPty(['scan', '--history'], { env, cwd: scene.folder, columns: 80 });
    expect(exit).toBe(1);
    const lines = screen.replace(/\u001b\[[0-9;]*[mK]/g, '').split(/\r?\n/);
    // A path is one word.
    expect(lines.filter((line) => line.length > 80 && !line.includes('a/long/path'))).toEqual([]);
  });
});

const temporary = (): string[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith('keyward-scan-'))
    .sort();
