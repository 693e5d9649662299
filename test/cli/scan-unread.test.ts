import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnKey, ScanScene } from './scan-scene.ts';
import { main } from './terminal.ts';

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a2146'.repeat(8)}\nsize 12345\n`;

/** A file whose name is no UTF-8, as an old archive unpacks it. */
function writeBadName(text: string): void {
  const path = Buffer.concat([Buffer.from(join(scene.folder, 'bad')), Buffer.from([0xff]), Buffer.from('.env')]);
  writeFileSync(path, text);
}

/** Bytes that are no text. */
const noise = Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7919) % 251));

/** Two commits with a file each, of which the first is called `lost.txt`; gives its number. */
function twoFiles(): string {
  scene.write('lost.txt', `${'one line of a text '.repeat(40)}\n`);
  scene.commit('one');
  scene.write('live.env', drawnKey('damaged').env);
  scene.commit('two');
  return scene.git('rev-parse', 'HEAD:lost.txt').trim();
}

/** Writes over the last bytes of an object in the only pack. */
function damageInPack(id: string): void {
  scene.git('repack', '-adq');
  const folder = join(scene.folder, '.git/objects/pack');
  const pack = readdirSync(folder).find((name) => name.endsWith('.pack'))!;
  const line = scene
    .git('verify-pack', '-v', join(folder, pack))
    .split('\n')
    .find((one) => one.startsWith(id))!;
  const [, , , size, at] = line.split(/\s+/);
  const bytes = readFileSync(join(folder, pack));
  bytes.fill(0xaa, Number(at) + 8, Number(at) + Number(size));
  rmSync(join(folder, pack));
  writeFileSync(join(folder, pack), bytes);
}

describe('what could not be read is told', () => {
  it('a file whose name is no UTF-8 is read, or keeps the tree from being clean', async () => {
    writeBadName(drawnKey('bad name').env);
    const { exit } = await scene.json();
    expect(exit).not.toBe(0);
  });

  it('a file whose name is no UTF-8 is read in a folder without a repository too', async () => {
    execFileSync('rm', ['-rf', join(scene.folder, '.git')]);
    writeBadName(drawnKey('bad name').env);
    const { exit } = await scene.json('.');
    expect(exit).not.toBe(0);
  });

  it.each([[[]], [['--history']], [['--publish']], [['--range', 'HEAD']]])(
    'what git-lfs keeps elsewhere is named with %j',
    async (args) => {
      scene.write('keys.env', POINTER);
      scene.commit('one');
      const { unscanned, notRead } = await scene.json(...args);
      expect([unscanned, notRead]).not.toEqual([[], {}]);
    },
  );

  it.each([[[]], [['--history']], [['--publish']], [['--range', 'HEAD']], [['--staged']]])(
    'a submodule that is not here is named with %j',
    async (args) => {
      scene.write('a.txt', 'a\n');
      const head = scene.commit('one');
      scene.write('.gitmodules', '[submodule "lib"]\n\tpath = lib\n\turl = https://example.com/lib.git\n');
      scene.git('add', '.gitmodules');
      scene.git('update-index', '--add', '--cacheinfo', `160000,${head},lib`);
      if (args[0] !== '--staged') scene.git('commit', '-q', '-m', 'lib');
      execFileSync('mkdir', ['-p', join(scene.folder, 'lib')]);
      const { unscanned, notRead } = await scene.json(...args);
      expect([unscanned, notRead]).not.toEqual([[], {}]);
    },
  );

  it('a bare repository as a folder is not said to hold nothing', async () => {
    scene.write('a.env', drawnKey('bare').env);
    scene.commit('one');
    scene.git('clone', '-q', '--bare', scene.folder, join(scene.folder, '../bare.git'));
    const { exit } = await scene.json('../bare.git');
    expect(exit).not.toBe(0);
  });

  it.each([['--history'], ['--publish']])(
    'an object that a damaged repository lacks keeps %s from being clean',
    async (how) => {
      scene.write('a.env', drawnKey('lacking').env);
      scene.commit('one');
      const blob = scene.git('rev-parse', 'HEAD:a.env').trim();
      scene.remove('a.env');
      scene.commit('two');
      scene.remove(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`);
      expect((await scene.json(how)).exit).toBe(3);
    },
  );

  it('objects that were borrowed from a repository that is gone keep a history from being clean', async () => {
    scene.write('a.env', drawnKey('borrowed').env);
    scene.commit('one');
    const from = join(scene.folder, '../from.git');
    scene.git('clone', '-q', '--bare', scene.folder, from);
    scene.git('clone', '-q', '--bare', '--shared', from, join(scene.folder, '../borrowing.git'));
    execFileSync('rm', ['-rf', from]);
    const { exit } = await scene.terminal.json<object>(['scan', '--history', '../borrowing.git']);
    expect(exit).not.toBe(0);
  });

  it.each([
    ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x00]],
    ['lz4', [0x04, 0x22, 0x4d, 0x18]],
    ['lzma', [0x5d, 0x00, 0x00, 0x80, 0x00]],
    ['compress', [0x1f, 0x9d]],
  ])('what is packed by %s ends with 3 before a repository is published', async (name, magic) => {
    const rest = Array.from({ length: 2_000 }, (_, at) => (at * 7919) % 251);
    scene.write(`backup.${name}`, Buffer.from([...magic, ...rest]));
    scene.commit('one');
    expect((await scene.json('--publish')).exit).toBe(3);
  });

  it('a telling file in a repository that git is told to leave out is read as any other', async () => {
    scene.write('.gitignore', 'bot/\n');
    scene.write('bot/.env', drawnKey('nested').env);
    scene.git('init', '-q', 'bot');
    expect(await scene.paths()).toEqual(['bot/.env']);
  });
});

describe('a damaged repository', () => {
  it.each([['--history'], ['--publish'], ['--range=HEAD']])(
    'is read by %s as far as git can read it, and the rest is told',
    async (how) => {
      const id = twoFiles();
      damageInPack(id);
      const { findings, notRead } = await scene.json(how);
      expect([findings.map(({ rule }) => rule), notRead]).toEqual([['binance'], { damaged: 1 }]);
    },
  );

  it.each([['--history'], ['--range=HEAD']])('with nothing in it that is found ends with 3 by %s', async (how) => {
    scene.write('a.txt', 'a\n');
    scene.commit('one');
    scene.write('deep/b.txt', 'b\n');
    scene.commit('two');
    const tree = scene.git('rev-parse', 'HEAD:deep').trim();
    scene.remove(`.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`);
    const { exit, notRead } = await scene.json(how);
    expect([exit, Object.keys(notRead).length > 0]).toEqual([3, true]);
  });

  it('is not clean where a pack has lost its index', async () => {
    twoFiles();
    scene.git('repack', '-adq');
    const folder = join(scene.folder, '.git/objects/pack');
    rmSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.idx'))!));
    const { exit, unscanned } = await scene.json('--history');
    expect([exit, unscanned.some(({ path }) => path.endsWith('.pack'))]).toEqual([3, true]);
  });

  it('whose index names what is lost lets no commit pass as clean', async () => {
    scene.write('a.txt', 'a\n');
    scene.git('add', 'a.txt');
    const id = scene.git('rev-parse', ':a.txt').trim();
    scene.remove(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
    expect(await scene.json('--staged')).toMatchObject({ exit: 3, unscanned: [{ path: 'a.txt', why: 'missing' }] });
  });

  it('that is whole ends with 0, without a commit too', async () => {
    expect(await scene.json('--history')).toMatchObject({ exit: 0, notRead: {} });
    scene.write('a.txt', 'a\n');
    scene.commit('one');
    expect(await scene.json('--history')).toMatchObject({ exit: 0, notRead: {} });
  });
});

describe('what is not here, or is no text', () => {
  it('of a name that is no UTF-8 is told with the byte as it is written', async () => {
    writeBadName(drawnKey('bad name').env);
    expect(await scene.paths()).toEqual(['bad\\xff.env']);
  });

  it('is told of a sparse checkout, and ends with 3', async () => {
    scene.write('a/a.txt', 'a\n');
    scene.write('b/b.env', 'A=1\n');
    scene.commit('one');
    scene.git('sparse-checkout', 'set', 'a');
    expect(await scene.json()).toMatchObject({ exit: 3, unscanned: [{ path: 'b/b.env', why: 'sparse' }] });
    expect(await scene.json('a')).toMatchObject({ exit: 0 });
    expect(await scene.json('--history')).toMatchObject({ exit: 0 });
  });

  it('is no clean end where it is packed and handed over on standard input, or named', async () => {
    const packed = Buffer.concat([Buffer.from([0x1f, 0x8b, 0x08, 0x00]), noise]);
    scene.write('logs.gz', packed);
    expect(await scene.json('logs.gz')).toMatchObject({ exit: 3, notRead: { archive: 1 } });

    const piped = `exec "$0" "${main}" scan - <logs.gz`;
    let exit = 0;
    try {
      const env = { ...process.env, KEYWARD_HOME: scene.terminal.home };
      execFileSync('sh', ['-c', piped, process.execPath], { cwd: scene.folder, env, stdio: 'ignore' });
    } catch (error) {
      exit = (error as { status: number }).status;
    }
    expect(exit).toBe(3);
  });

  it('is no clean end where it is no file', async () => {
    execFileSync('mkfifo', [join(scene.folder, 'pipe')]);
    expect(await scene.json('pipe')).toMatchObject({ exit: 3, notRead: { 'no-file': 1 } });
    symlinkSync('pipe', join(scene.folder, 'link'));
    expect(await scene.json('link')).toMatchObject({ exit: 3, notRead: { 'no-file': 1 } });
  });

  it('is a bare repository in a folder, and what reads it is said', async () => {
    mkdirSync(join(scene.folder, '../all'));
    scene.git('clone', '-q', '--bare', scene.folder, join(scene.folder, '../all/bare.git'));
    expect(await scene.json('../all')).toMatchObject({ exit: 3, unscanned: [{ path: 'bare.git', why: 'repository' }] });
    expect((await scene.scan('../all/bare.git')).stdout).toContain('--history');
  });

  it('is said of an empty range', async () => {
    scene.commit('one');
    expect((await scene.scan('--range', 'HEAD..HEAD')).stdout).toContain('the range is empty');
  });
});
