import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/index.ts';
import { cleaningsOf, firstCommit, needlesOf, searchPlaces } from '../../../src/rotation/index.ts';
import { recordSecret } from '../../canary.ts';
import { root as tree } from '../../source-tree.ts';
import { inPythonVenv } from './venv.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const WHO = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', [...WHO, ...args], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** The programs of one way to clean, or why there are none. */
function programsOf(way: 'filterRepo' | 'bfg'): { readonly bin: string } | { readonly missing: string } {
  if (way === 'filterRepo') return inPythonVenv('git-filter-repo==2.47.0');
  try {
    execFileSync('bash', ['scripts/bfg.sh'], { cwd: tree, stdio: 'pipe' });
    return { bin: '' };
  } catch (error) {
    return { missing: String((error as { stderr?: Buffer }).stderr ?? error).trim() };
  }
}

/** Whether messages of commits and tags, and names of files, are cleaned too. */
const MESSAGES = { filterRepo: true, bfg: false } as const;

interface Scene {
  readonly root: string;
  readonly remote: string;
  readonly secret: string;
  readonly id: string;
}

/** A bot whose secret got into text, UTF-16, a binary file and wrapped base64, onto a branch that only the remote has, and into a note. */
function leakedBot(isInMessages: boolean): Scene {
  folder = mkdtempSync(join(tmpdir(), 'keyward-cleaning-'));
  const remote = join(folder, 'remote.git');
  const root = join(folder, 'work', "the owner's bot");
  mkdirSync(root, { recursive: true });
  git(folder, 'init', '-q', '--bare', remote);
  git(root, 'init', '-q');
  git(root, 'remote', 'add', 'origin', remote);
  const secret = randomBytes(32).toString('base64');
  const id = randomBytes(32).toString('hex');
  recordSecret(secret);
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const commit = (message: string, ...args: string[]): void => {
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', message, ...args);
  };
  put('.env', `KEY=${id}\nSECRET=${secret}\n`);
  put('k8s.yaml', `secret: ${Buffer.from(`a ${secret}\n`).toString('base64')}\n`);
  put('dump.hex', Buffer.from(secret).toString('hex'));
  const wrapped = Buffer.from(`apiKey=${'k'.repeat(40)} secret=${secret}`).toString('base64');
  put('mail.eml', wrapped.replace(/.{76}/g, '$&\r\n'));
  put('large.log', `${'a line of a log\n'.repeat(100_000)}${secret}\n`);
  put('old/windows note.txt', Buffer.from(`\ufeffkey ${secret}\r\n`, 'utf16le'));
  put('other/windows note.txt', 'another file of this name\n');
  if (isInMessages) put(`keys/of ${id}.txt`, `it is called by ${id}\n`);
  put('bot.db', Buffer.from(`\0\u0001\u0002 a database \0 ${secret} \0`));
  put('backup.zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(64)]));
  commit('a bot', '--date=2026-01-02T03:04:05Z');
  git(root, 'rm', '-q', '.env');
  git(root, 'mv', 'old/windows note.txt', 'renamed.txt');
  put('bot.db', Buffer.from('\0 a database without it \0'));
  commit(isInMessages ? `remove ${id}` : 'remove it');
  put('renamed.txt', 'a later version without it\n');
  commit('clean');
  git(root, 'tag', '-am', isInMessages ? `with ${secret}` : 'a tag', 'v1');
  git(root, 'checkout', '-qb', 'elsewhere');
  put('elsewhere.txt', `elsewhere ${secret}\n`);
  commit('only there');
  git(root, 'push', '-q', 'origin', 'elsewhere', 'elsewhere:refs/pull/1/head');
  git(root, 'checkout', '-q', 'main');
  git(root, 'branch', '-q', '-D', 'elsewhere');
  git(root, 'notes', 'add', '-m', `was ${secret}`);
  git(root, 'push', '-q', 'origin', 'refs/notes/commits');
  git(root, 'checkout', '-qb', 'other');
  // More commits than fit into one command.
  for (let at = 0; at < 250; at++) git(root, 'commit', '-q', '--allow-empty', '-m', `more ${at}`);
  git(root, 'push', '-q', '--all', 'origin');
  git(root, 'push', '-q', '--tags', 'origin');
  // As the sites for code do.
  git(remote, 'config', 'receive.hideRefs', 'refs/pull');
  return { root, remote, secret, id };
}

describe('the commands that clean a history', () => {
  it.for([
    ['filterRepo', 'and message'],
    ['bfg', 'of files'],
  ] as const)(
    'take the value out of every commit, also with %s, %s, and out of the remote, and leave every other text',
    { timeout: 240_000 },
    async ([way], context) => {
      const made = programsOf(way);
      if ('missing' in made) return context.skip(`no ${way}: ${made.missing}`);
      const { root, remote, secret, id } = leakedBot(MESSAGES[way]);
      const needles = needlesOf({ id, secret: Secret.take(Buffer.from(secret)) });
      const said: string[] = [];
      const search = (of = root) =>
        searchPlaces({
          needles,
          folders: [of],
          isLeftOut: () => false,
          nowMs: () => 0,
          monotonicMs: () => said.length * 10_000,
          tell: (says) => said.push(says),
          stopping: new AbortController().signal,
        });
      const found = await search();
      expect(found.unsearched.filter((one) => one.includes('backup.zip'))).toHaveLength(2);
      expect(JSON.stringify(found)).not.toMatch(new RegExp(id));
      const wide = found.places.find((one) => one.in === 'history' && one.isUtf16);
      expect([wide?.path, ...(wide?.also ?? [])].sort()).toEqual(['old/windows note.txt', 'renamed.txt']);
      const oldest = git(root, 'rev-list', '--max-parents=0', 'HEAD').trim();
      expect(firstCommit(found, new Date().toISOString())?.commit).toBe(oldest);
      const [cleaning, ...others] = cleaningsOf(found);
      expect(others).toEqual([]);
      expect(JSON.stringify(cleaning)).not.toContain(secret);
      const { take, parts, after } = cleaning!;
      const shell = (lines: readonly string[]): string =>
        execFileSync('sh', ['-e'], {
          cwd: folder,
          input: `${lines.join('\n').replaceAll('bfg.jar', join(tree, '.cache', 'bfg.jar'))}\n`,
          encoding: 'utf8',
          env: { ...process.env, PATH: `${made.bin}:${process.env['PATH']}`, HOME: folder },
          stdio: ['pipe', 'pipe', 'ignore'],
        });
      const leftBy = (lines: readonly string[]) => Number(shell(lines).trim().split('\n').at(-1));
      shell(take);
      const values = `${root}-keyward-cleaning`;
      expect(readFileSync(join(values, 'replacements.txt'), 'utf8')).toContain(`${secret}==>`);
      expect(parts.map((part) => part.remote)).toEqual(['origin', undefined]);
      for (const { begin, check, push, ...part } of parts) {
        expect(leftBy([...begin, ...check])).toBeGreaterThan(8);
        shell(part[way]);
        expect(leftBy(check)).toBe(0);
        shell(push);
      }
      shell(after);
      expect(existsSync(values)).toBe(false);
      expect((await search()).places).toEqual([]);
      if (MESSAGES[way]) {
        const names = git(remote, 'ls-tree', '-r', '--name-only', 'main');
        expect(names).toContain('keys/of REMOVED-BY-KEYWARD.txt');
      }
      const show = (of: string, what: string) => git(of, 'show', what);
      const clone = join(folder, 'clone');
      git(
        folder,
        'clone',
        '-q',
        '--no-local',
        remote,
        clone,
        '--config',
        'remote.origin.fetch=+refs/notes/*:refs/notes/*',
      );
      expect((await search(clone)).places).toEqual([]);
      expect(git(clone, 'log', '--all', '-p')).toContain('REMOVED-BY-KEYWARD');
      expect(git(remote, 'for-each-ref', '--format=%(refname)').trim().split('\n')).toEqual([
        'refs/heads/elsewhere',
        'refs/heads/main',
        'refs/heads/other',
        'refs/notes/commits',
        'refs/pull/1/head',
        'refs/tags/v1',
      ]);
      expect(show(remote, 'elsewhere:elsewhere.txt')).toBe('elsewhere REMOVED-BY-KEYWARD\n');
      for (const of of [root, remote]) {
        expect(show(of, 'main:other/windows note.txt')).toBe('another file of this name\n');
        expect(show(of, 'main:renamed.txt')).toBe('a later version without it\n');
        expect(show(of, 'main:bot.db')).toBe('\0 a database without it \0');
        expect(git(of, 'log', '-1', '-p', '--format=', 'refs/notes/commits')).toContain('was REMOVED-BY-KEYWARD');
      }
      expect(git(root, 'rev-parse', 'main', 'other', 'v1')).toBe(git(remote, 'rev-parse', 'main', 'other', 'v1'));
    },
  );
});
