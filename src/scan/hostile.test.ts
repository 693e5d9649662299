import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Drawn, drawnBy } from './drawn.contract.ts';
import { readPaths, readRange } from './reading.ts';
import { Scan, type ScanResult } from './scan.ts';
import { isRange } from './sources/range.ts';
import { rawChangeOf } from './sources/raw-change.ts';
import { fileBytes, readBytes } from './sources/tree.ts';

const KEY = Buffer.alloc(32, 7);
const GIT_MS = 60_000;

let folder = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-hostile-'));
});
// Node gives up on paths that are too long.
afterAll(() => void execFileSync('rm', ['-rf', folder]));

function keyFile(seed: string): string {
  const drawn = new Drawn(seed, 'hostile');
  return `BINANCE_API_KEY=${drawnBy('alnum:64', drawn)}\nBINANCE_API_SECRET=${drawnBy('alnum:64', drawn)}\n`;
}

/** A repository of somebody who does not want it read. */
class Repository {
  readonly path = join(folder, `r${count++}`);
  /** Made by whatever its settings get run. */
  readonly trap = `${this.path}.trap`;

  constructor() {
    mkdirSync(this.path);
    this.git('init', '-q', '-b', 'main');
    this.git('config', 'user.name', 'Eve');
    this.git('config', 'user.email', 'eve@example.org');
  }

  git(...args: readonly string[]): string {
    const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', ['-C', this.path, ...args], { env, encoding: 'utf8' }).trim();
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), content);
  }

  commit(path: string, content: string): string {
    this.write(path, content);
    this.git('add', '-A', '-f');
    this.git('commit', '-q', '-m', 'a change');
    return this.git('rev-parse', 'HEAD');
  }

  /** Settings, each of which runs a program where git is not kept from it. */
  arm(): void {
    const run = `touch '${this.trap}'`;
    for (const [name, value] of [
      ['core.fsmonitor', `${run}; false`],
      ['core.sshCommand', run],
      ['core.pager', run],
      ['core.editor', run],
      ['core.alternateRefsCommand', run],
      ['core.askPass', run],
      ['credential.helper', `!${run}`],
      ['diff.external', run],
      ['diff.trap.command', run],
      ['diff.trap.textconv', run],
      ['filter.trap.clean', run],
      ['filter.trap.smudge', run],
      ['filter.trap.process', run],
      ['filter.trap.required', 'true'],
      ['gpg.program', run],
      ['log.showSignature', 'true'],
      ['uploadpack.packObjectsHook', run],
      ['protocol.ext.allow', 'always'],
      ['protocol.ssh.allow', 'always'],
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', `ext::sh -c "${run}"`],
    ] as const)
      this.git('config', name, value);
    this.write('.git/hooks/post-index-change', `#!/bin/sh\n${run}\n`);
    this.write('.gitattributes', '* filter=trap diff=trap\n');
    execFileSync('chmod', ['+x', join(this.path, '.git/hooks/post-index-change')]);
  }
}

const scan = (): Scan => new Scan(KEY);
const pathsOf = ({ findings }: ScanResult): string[] => findings.map(({ place }) => place.path).sort();

describe('a repository of somebody else', { timeout: GIT_MS }, () => {
  it('is read where it stands, though its settings say that its files stand elsewhere', {
    timeout: GIT_MS,
  }, async () => {
    const repository = new Repository();
    repository.commit('a.txt', 'a\n');
    repository.write('bot/live.env', keyFile('elsewhere'));
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(join(elsewhere, 'bot'), { recursive: true });
    for (const top of [elsewhere, folder]) {
      repository.git('config', 'core.worktree', top);
      for (const path of [repository.path, join(repository.path, 'bot')]) {
        const { findings } = await readPaths(new Scan(KEY), [{ path, name: '' }]);
        expect(findings.map(({ rule }) => rule)).toEqual(['binance']);
      }
    }
  });

  it('runs nothing that its settings name, and fetches nothing that it lacks', async () => {
    const repository = new Repository();
    repository.commit('a.env', keyFile('armed'));
    repository.commit('gone.txt', 'gone\n');
    const gone = repository.git('rev-parse', 'HEAD:gone.txt');
    rmSync(join(repository.path, '.git/objects', gone.slice(0, 2), gone.slice(2)));
    repository.arm();
    repository.write('b.txt', 'not added\n');
    await scan().tree(repository.path);
    await scan().staged(repository.path);
    await scan().history(repository.path);
    const ranged = await readRange(scan(), repository.path, 'HEAD');
    expect(ranged.unscanned).toEqual([{ path: 'gone.txt', why: 'missing' }]);
    expect(pathsOf(ranged)).toEqual(['a.env']);
    await readPaths(scan(), [{ path: join(repository.path, 'a.env'), name: 'a.env' }]);
    expect(existsSync(repository.trap)).toBe(false);
  });

  it('hides nothing by refs that replace an object, nor by grafts', async () => {
    const repository = new Repository();
    const first = repository.commit('a.txt', 'first\n');
    repository.commit('a.env', keyFile('replaced'));
    const last = repository.commit('b.txt', 'last\n');
    const harmless = repository.git('rev-parse', 'HEAD:a.txt');
    repository.git('replace', '-f', repository.git('rev-parse', 'HEAD:a.env'), harmless);
    repository.write('.git/info/grafts', `${last} ${first}\n`);
    expect(pathsOf(await scan().history(repository.path))).toEqual(['a.env']);
    expect(pathsOf(await readRange(scan(), repository.path, `${first}..HEAD`))).toEqual(['a.env']);
    repository.git('checkout', '-q', '--orphan', 'other');
    expect(pathsOf(await scan().staged(repository.path))).toEqual(['a.env']);
  });

  it('hides nothing by how it has differences shown, and stops nothing by an order that is not there', async () => {
    const repository = new Repository();
    const first = repository.commit('a.txt', 'first\n');
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit('s.txt', 'side\n');
    repository.git('checkout', '-q', 'main');
    repository.commit('m.txt', 'main\n');
    repository.git('merge', '-q', '--no-commit', 'side');
    repository.commit('merged.env', keyFile('merged'));
    for (const mode of ['off', 'first-parent', 'combined', 'remerge', 'dense-combined']) {
      repository.git('config', 'log.diffMerges', mode);
      repository.git('config', 'diff.orderFile', '/nowhere/at/all');
      repository.git('config', 'diff.ignoreSubmodules', 'all');
      const { findings } = await readRange(scan(), repository.path, `${first}..HEAD`);
      expect([mode, findings.map(({ place }) => place.path)]).toEqual([mode, ['merged.env']]);
      expect(pathsOf(await scan().history(repository.path))).toEqual(['merged.env']);
    }
    repository.write('staged.env', keyFile('ordered'));
    repository.git('add', 'staged.env');
    expect(pathsOf(await scan().staged(repository.path))).toEqual(['staged.env']);
  });

  it('forges no line by the name of a person or of a file', async () => {
    const repository = new Repository();
    const blob = execFileSync('git', ['-C', repository.path, 'hash-object', '--stdin'], {
      input: keyFile('forged'),
      encoding: 'utf8',
    }).trim();
    const line = `:000000 100644 ${'0'.repeat(40)} ${blob} A\tyarn.lock`;
    repository.git('config', 'user.name', `Eve\u2028${line}\u2029x\r${line}`);
    repository.commit('a "quoted"\u2028\t\u001b[31m\\.env', keyFile('forged'));
    for (const result of [
      await readRange(scan(), repository.path, 'HEAD'),
      await scan().history(repository.path),
      await scan().tree(repository.path),
    ])
      expect(pathsOf(result)).toEqual(['a "quoted"\u2028\t\u001b[31m\\.env']);
  });

  it('hides nothing by calling it a lock file too', async () => {
    const repository = new Repository();
    const first = repository.commit('yarn.lock', keyFile('locked'));
    repository.commit('live.env', keyFile('locked'));
    expect(pathsOf(await scan().history(repository.path))).toEqual(['live.env']);
    expect(pathsOf(await readRange(scan(), repository.path, 'HEAD'))).toEqual(['live.env']);
    expect(pathsOf(await readRange(scan(), repository.path, `${first}..HEAD`))).toEqual(['live.env']);
  });

  it('is read with the repositories in it', async () => {
    const outer = new Repository();
    outer.commit('a.txt', 'outer\n');
    const inner = new Repository();
    inner.commit('inner.env', keyFile('inner'));
    execFileSync('cp', ['-r', inner.path, join(outer.path, 'nested')]);
    expect(pathsOf(await scan().tree(outer.path))).toEqual(['nested/inner.env']);
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    expect(pathsOf(await scan().tree(outer.path))).toEqual(['nested/inner.env', 'sub/inner.env']);
    expect((await scan().staged(outer.path)).unscanned).toEqual([{ path: 'sub', why: 'submodule' }]);
  });

  it('leads nowhere by a link in place of a folder', async () => {
    const repository = new Repository();
    repository.commit('sub/a.env', 'COLOUR=blue\n');
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'a.env'), keyFile('outside'));
    rmSync(join(repository.path, 'sub'), { recursive: true });
    symlinkSync(outside, join(repository.path, 'sub'));
    const { findings, unscanned } = await scan().tree(repository.path);
    expect(findings).toEqual([]);
    expect(unscanned.map(({ path, why }) => `${path} ${why}`)).toContain('sub/a.env link');
  });
});

describe('a tree with what is no file in it', { timeout: GIT_MS }, () => {
  it('is read all the same: pipes, links, holes, folders too deep', async () => {
    const top = join(folder, 'odd');
    mkdirSync(top);
    writeFileSync(join(top, 'a.env'), keyFile('odd'));
    execFileSync('mkfifo', [join(top, 'pipe')]);
    symlinkSync('/etc/passwd', join(top, 'link'));
    execFileSync('truncate', ['-s', '3G', join(top, 'hole')]);
    mkdirSync(join(top, 'node_modules'));
    execFileSync('sh', [
      '-c',
      'cd "$1"; n=$(printf "d%.0s" $(seq 200)); for i in $(seq 30); do mkdir $n; cd -P $n; done; echo x > deep',
      'sh',
      top,
    ]);
    const { findings, unscanned } = await scan().tree(top);
    expect(findings.map(({ place }) => place.path)).toEqual(['a.env']);
    const told = new Map(unscanned.map(({ path, why }) => [path.slice(0, 20), why]));
    expect([told.get('pipe'), told.get('link'), told.get('hole'), told.get('node_modules')]).toEqual([
      'link',
      'link',
      'too-big',
      'others',
    ]);
    expect([...told.values()]).toContain('unreadable');
  });

  it('is read from what was opened, and not from what stands there then', () => {
    const pipe = join(folder, 'a-pipe');
    execFileSync('mkfifo', [pipe]);
    expect(readBytes(pipe, 10)).toBe('link');
    expect(readBytes(join(folder, 'nowhere'), 10)).toBe('gone');
    expect(readBytes('/dev/zero', 10)).toBe('link');
    // Of no size, and yet with something in it.
    expect(String(readBytes('/proc/self/status', 1_000_000))).toContain('Name:');
    expect(readBytes('/proc/self/status', 10)).toBe('too-big');
    expect(readBytes('/proc/self/mem', 10)).toBe('unreadable');
    const file = join(folder, 'grows');
    writeFileSync(file, 'a'.repeat(10));
    expect(fileBytes(file, 10)).toEqual(Buffer.from('a'.repeat(10)));
    appendFileSync(file, 'b');
    expect([readBytes(file, 10), fileBytes(file, 10)]).toEqual(['too-big', 11]);
  });

  it('follows a link that somebody names', async () => {
    const file = join(folder, 'linked.env');
    writeFileSync(file, keyFile('linked'));
    symlinkSync(file, join(folder, 'a-link'));
    expect(pathsOf(await readPaths(scan(), [{ path: join(folder, 'a-link'), name: 'a-link' }]))).toEqual(['a-link']);
  });
});

describe('a text in another dress', () => {
  const text = keyFile('dressed');
  const swapped = (bytes: Buffer, width: 2 | 4): Buffer => (width === 2 ? bytes.swap16() : bytes.swap32());
  const utf32 = (of: string): Buffer =>
    Buffer.concat([...of].map((char) => Buffer.from([char.codePointAt(0)!, 0, 0, 0])));

  it.each([
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round without a mark', swapped(Buffer.from(text, 'utf16le'), 2)],
    ['UTF-16 of an odd length', Buffer.concat([Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from([10])])],
    [
      'UTF-16 the other way round of an odd length',
      Buffer.concat([swapped(Buffer.from(`\ufeff${text}`, 'utf16le'), 2), Buffer.from([10])]),
    ],
    ['UTF-32', utf32(`\ufeff${text}`.replace('\ufeff', ''))],
    ['UTF-32 the other way round', swapped(utf32(text), 4)],
    ['zeros before it', Buffer.concat([Buffer.alloc(20_000), Buffer.from(text)])],
    ['zeros behind its lines', Buffer.from(text.replaceAll('\n', '\0'))],
    ['UTF-16 added by a shell', Buffer.concat([Buffer.from('a log\n'.repeat(3_000)), Buffer.from(text, 'utf16le')])],
    ['lines that end as on Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['a line of a megabyte', Buffer.from(`${'a = 1; '.repeat(150_000)}${text.replaceAll('\n', '; ')}`)],
    ['a mark of UTF-8', Buffer.from(`\ufeff${text}`)],
  ])('is read: %s', (_title, bytes) => {
    expect(scan().text(bytes, 'a.txt')).toMatchObject([{ rule: 'binance', missing: [] }]);
  });

  it('is none where it is drawn by chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2_000, maxLength: 9_000 }), (bytes) => {
        const one = scan();
        one.text(Buffer.concat([Buffer.from([1, 0]), Buffer.from(bytes)]), 'a.bin');
        return one.result([]).unscanned.length === 1;
      }),
      { numRuns: 50 },
    );
  });

  it('never ends a scan, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom([], [0xff, 0xfe], [0xfe, 0xff], [0, 0, 0xfe, 0xff], [0]),
        (bytes, mark) => {
          scan().text(Buffer.from([...mark, ...bytes]), 'a');
        },
      ),
    );
  });
});

describe('what git prints', () => {
  it('gives a path back as it is, whatever is in it', () => {
    const quoted = (path: string): string =>
      `"${path.replace(/["\\\u0000-\u001f\u007f]/g, (char) => {
        const named: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };
        return named[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
      })}"`;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (path) => {
        const change = rawChangeOf(`:000000 100644 ${'0'.repeat(40)} ${'a'.repeat(40)} A\t${quoted(path)}`);
        expect(change).toEqual({ mode: '100644', id: 'a'.repeat(40), path });
      }),
    );
  });

  it('is asked for no range that is an option', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (isRange(text)) expect(text).toMatch(/^[^-\s]\S*$/);
      }),
    );
  });
});
