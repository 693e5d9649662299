import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { cleaningsOf } from './cleaning.ts';
import { needlesOf } from './needles.ts';
import { searchPlaces } from './search.ts';

const secret = randomBytes(32).toString('hex');
const needles = needlesOf({
  id: randomBytes(32).toString('hex'),
  secret: Secret.take(Buffer.from(secret)),
});

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'keyward-repositories-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const WHO = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', [...WHO, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** A repository that had the secret in one commit, and has it no more. */
function leakedInto(name: string): string {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  git(at, 'init', '-q');
  writeFileSync(join(at, 'old.env'), secret);
  git(at, 'add', '.');
  git(at, 'commit', '-qm', 'one');
  git(at, 'rm', '-q', 'old.env');
  git(at, 'commit', '-qm', 'two', '--allow-empty');
  return at;
}

const search = (folders: readonly string[], stopping = new AbortController()) =>
  searchPlaces({
    needles,
    folders,
    isLeftOut: () => false,
    nowMs: () => 0,
    monotonicMs: () => 0,
    tell: () => undefined,
    stopping: stopping.signal,
  });

async function found(...folders: string[]) {
  const told = await search(folders);
  return { where: told.places.map((one) => `${one.in} ${one.root} ${one.path}`), unsearched: told.unsearched };
}

describe('the repositories below a folder that is none itself', () => {
  it('have their histories searched, each once, the bare ones too', async () => {
    const bot = leakedInto('bots/grid');
    git(bot, 'worktree', 'add', '-q', '../beside');
    git(folder, 'clone', '-q', '--bare', 'bots/grid', 'grid.git');
    const at = [bot, join(folder, 'bots/beside')];
    const { where, unsearched } = await found(folder, bot);
    expect(unsearched).toEqual([]);
    expect(where).toHaveLength(2);
    expect(where).toContain(`history ${join(folder, 'grid.git')} old.env`);
    expect(at.map((root) => `history ${root} old.env`)).toContain(where.find((one) => !one.includes('.git ')));
  });

  it('are searched in a repository too, which knows nothing of them', async () => {
    leakedInto('.');
    const bot = leakedInto('inner');
    expect((await found(folder)).where).toEqual([`history ${folder} old.env`, `history ${bot} old.env`]);
  });

  it('are cleaned without what asks for files, where they are bare', async () => {
    leakedInto('bot');
    git(folder, 'clone', '-q', '--bare', 'bot', 'bot.git');
    rmSync(join(folder, 'bot'), { recursive: true });
    const [cleaning] = cleaningsOf(await search([join(folder, 'bot.git')]));
    const lines = cleaning!.parts.flatMap(({ begin, bfg }) => [...begin, ...bfg]);
    expect(lines.filter((line) => /stash|status|reset/.test(line))).toEqual([]);
  });
});

describe('what git does not tell', () => {
  it('is said of a repository of another user, and what helps', async (context) => {
    if (process.getuid?.() !== 0) context.skip('this needs root: a repository of another user was not tried');
    const bot = leakedInto('bot');
    for (const one of [bot, join(bot, '.git')]) chownSync(one, 65534, 65534);
    const { where, unsearched } = await found(bot);
    expect(where).toEqual([]);
    expect(unsearched).toEqual([
      expect.stringMatching(/^the history of .* belongs to another user, .*git config --global --add safe\.directory/),
    ]);
  });

  it('is said of a damaged repository, and the next folder is searched all the same', async () => {
    const [broken, whole] = [leakedInto('broken'), leakedInto('whole')];
    writeFileSync(join(broken, '.git', 'index'), 'no index');
    writeFileSync(join(broken, '.git', 'packed-refs'), 'no refs');
    const { where, unsearched } = await found(broken, whole);
    expect(where).toContain(`history ${whole} old.env`);
    expect(unsearched.join()).toContain(broken);
  });

  it('is said of folders of packages, of whose repositories none is searched', async () => {
    const bot = leakedInto('bot');
    for (const name of ['node_modules', 'web/node_modules']) leakedInto(`bot/${name}/ccxt`);
    const { where, unsearched } = await found(bot);
    expect(where).toEqual([`history ${bot} old.env`]);
    expect(unsearched).toEqual([
      expect.stringMatching(/bot\/(?:web\/)?node_modules: packages that others wrote, as in 1 more$/),
    ]);
  });

  it('ends where it is stopped, also among folders of which none is a repository', async () => {
    for (let at = 0; at < 300; at++) mkdirSync(join(folder, `${at}`));
    const stopping = new AbortController();
    const searched = search([folder], stopping);
    setImmediate(() => stopping.abort());
    await expect(searched).rejects.toThrow('the search was stopped');
  });

  it('is said of a clone that is shallow', async () => {
    const bot = leakedInto('bot');
    git(folder, 'clone', '-q', '--depth', '1', `file://${bot}`, 'shallow');
    const { where, unsearched } = await found(join(folder, 'shallow'));
    expect(where).toEqual([]);
    expect(unsearched).toEqual([expect.stringContaining('the clone is shallow')]);
  });
});

describe('a file that git leaves out', () => {
  it('is searched, whatever its name', async () => {
    const bot = leakedInto('bot');
    writeFileSync(join(bot, '.gitignore'), '*.log\n');
    writeFileSync(join(bot, 'bot.log'), `sent with ${secret}\n`);
    expect((await found(bot)).where).toContain(`files ${bot} bot.log`);
  });
});
