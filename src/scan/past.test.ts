import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scan } from './scan.ts';
import { Scanned } from './sources/scanned.ts';

/** As long as git takes on a busy machine. */
const GIT_MS = 60_000;
const KEY = Buffer.alloc(32, 7);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-past-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 64 letters and digits of nobody, of the shape of Binance's. */
function drawn(label: string): string {
  let text = '';
  for (let part = 0; text.length < 64; part++)
    text += createHash('sha256').update(`${label} ${part}`).digest('base64').replace(/[+/=]/g, '');
  return text.slice(0, 64);
}

const lineOf = (number: number): string =>
  `    total_${number} = sum(row.value for row in table[${number}:]) / ${number + 1}\n`;

class Repository {
  readonly path: string;
  #day = 0;

  constructor(name: string) {
    this.path = join(folder, name);
    mkdirSync(this.path);
    this.git('init', '-q', '-b', 'main');
  }

  git(...args: string[]): string {
    const date = `2024-01-01T00:00:${String(this.#day++ % 60).padStart(2, '0')}Z`;
    return execFileSync(
      'git',
      [
        '-C',
        this.path,
        '-c',
        'user.name=ann',
        '-c',
        'user.email=ann@example.org',
        '-c',
        'commit.gpgsign=false',
        ...args,
      ],
      { encoding: 'utf8', env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } },
    ).trim();
  }

  commit(path: string, text: string, message = 'a change'): string {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
    this.git('add', '-f', '.');
    this.git('commit', '-q', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  async scan(scanned?: Scanned): Promise<string[]> {
    const { findings } = await new Scan(KEY).history(this.path, scanned);
    scanned?.save();
    return findings
      .map(({ rule, parts, place }) => `${place.path}:${place.line} ${rule} ${parts.map(({ part }) => part)}`)
      .sort();
  }
}

describe('the history of a repository', () => {
  it('gives what one changed line of a long file brings, wherever it stands', { timeout: GIT_MS }, async () => {
    const repository = new Repository('long');
    const lines = Array.from({ length: 900 }, (_, number) => lineOf(number));
    repository.commit('bot.py', lines.join(''));
    const expected: string[] = [];
    for (const at of [0, 1, 300, 450, 898, 900]) {
      const leak = `client = BinanceClient(api_key="${drawn(`k${at}`)}", api_secret="${drawn(`s${at}`)}")\n`;
      repository.commit('bot.py', [...lines.slice(0, at), leak, ...lines.slice(at)].join(''));
      repository.commit('bot.py', lines.join(''));
      expected.push(`bot.py:${at + 1} binance key,secret`);
    }
    expect(await repository.scan()).toEqual(expected.sort());
  });

  it('gives a value that a word far from it makes a secret', { timeout: GIT_MS }, async () => {
    const repository = new Repository('word');
    const uuid = '0f3c5a1e-7b2d-4c68-9a41-d2e7f6b80c93';
    const lines = Array.from({ length: 400 }, (_, number) => lineOf(number)).join('');
    const call = `api = Client(api_key="${uuid}", secret="${drawn('w')
      .toUpperCase()
      .replace(/[^A-F0-9]/g, '7')
      .slice(0, 32)}")\n`;
    repository.commit('bot.py', `${lines}${call}${lines}`);
    const before = await repository.scan();
    repository.commit('bot.py', `${lines}${call}${lines}# all of this trades at okx\n`);
    const after = await repository.scan();
    expect(before.some((one) => one.includes(' okx '))).toBe(false);
    expect(after.some((one) => one.includes(' okx '))).toBe(true);
  });

  it('gives what only the path tells', { timeout: GIT_MS }, async () => {
    const repository = new Repository('path');
    const hex = createHash('sha256').update('path').digest('hex');
    repository.commit('keys/gate.yml', `api:\n  key: ${hex.slice(0, 32)}\n  secret: ${hex}\n`);
    expect(await repository.scan()).toEqual(['keys/gate.yml:2 gate key,secret']);
  });

  it('gives what stands in merges, messages, tags and commits that no branch reaches', {
    timeout: GIT_MS,
  }, async () => {
    const repository = new Repository('hidden');
    repository.commit('a.txt', 'a\n');
    const said = (label: string): string => `binance api_key=${drawn(label)} api_secret=${drawn(`${label} s`)}`;
    repository.commit('b.txt', 'b\n', said('message'));
    repository.git('tag', '-a', '-m', said('tag'), 'v1');
    repository.commit('lost.env', `${said('lost')}\n`);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    const found = await repository.scan();
    expect(found).toHaveLength(3);
    expect(found.filter((one) => one.startsWith('lost.env:1 '))).toHaveLength(1);
  });

  it('is read again only as far as it is new', { timeout: GIT_MS }, async () => {
    const repository = new Repository('again');
    const file = join(folder, 'seen');
    repository.commit('a.py', lineOf(1).repeat(50));
    repository.commit('.env', `BINANCE_API_KEY=${drawn('ak')}\nBINANCE_API_SECRET=${drawn('as')}\n`);
    const first = await repository.scan(new Scanned(file, 'one'));
    const again = await new Scan(KEY).history(repository.path, new Scanned(file, 'one'));
    expect(again.read).toBe(1);
    expect(await repository.scan(new Scanned(file, 'one'))).toEqual(first);
    repository.commit('b.env', `BINANCE_API_KEY=${drawn('bk')}\nBINANCE_API_SECRET=${drawn('bs')}\n`);
    expect(await repository.scan(new Scanned(file, 'one'))).toEqual([...first, 'b.env:1 binance key,secret'].sort());
    expect((await new Scan(KEY).history(repository.path, new Scanned(file, 'other rules'))).read).toBeGreaterThan(4);
  });

  it('finds what an earlier scan passed by and a new commit calls a secret', { timeout: GIT_MS }, async () => {
    const repository = new Repository('called');
    const file = join(folder, 'called-seen');
    repository.commit('notes.dat', `${drawn('called')}\n`);
    expect(await repository.scan(new Scanned(file, 'one'))).toEqual([]);
    repository.git('mv', 'notes.dat', 'binance_secret.txt');
    repository.git('commit', '-q', '-m', 'another name');
    expect(await repository.scan(new Scanned(file, 'one'))).toEqual(await repository.scan());
    expect(await repository.scan(new Scanned(file, 'one'))).toEqual(['binance_secret.txt:1 binance secret']);
  });

  it('is found in who made a commit, and in the tag that a merge holds', { timeout: GIT_MS }, async () => {
    const repository = new Repository('headers');
    const head = repository.commit('a.txt', 'a\n');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const by = 'ann <ann@example.org> 1700000000 +0000';
    const said = (label: string): string => `binance api_key=${drawn(label)} api_secret=${drawn(`${label} s`)}`;
    const merged = `mergetag object ${head}\n type commit\n tag v1\n tagger ${by}\n \n ${said('merged')}`;
    const commit = `tree ${tree}\nparent ${head}\nauthor ${said('author')} ${by}\ncommitter ${by}\n${merged}\n\nv1\n`;
    const id = execFileSync('git', ['-C', repository.path, 'hash-object', '-t', 'commit', '-w', '--stdin'], {
      input: commit,
      encoding: 'utf8',
    }).trim();
    repository.git('update-ref', 'refs/heads/main', id);
    expect(await repository.scan()).toHaveLength(2);
  });

  it('is read in whole where what is known of it is damaged', { timeout: GIT_MS }, async () => {
    const repository = new Repository('damaged');
    const file = join(folder, 'damaged-seen');
    repository.commit('a.py', lineOf(1).repeat(50));
    await repository.scan(new Scanned(file, 'one'));
    const bytes = readFileSync(file);
    bytes[40] = bytes[40]! ^ 1;
    writeFileSync(file, bytes);
    expect((await new Scan(KEY).history(repository.path, new Scanned(file, 'one'))).read).toBe(2);
  });

  it('tells at every run what is no text', { timeout: GIT_MS }, async () => {
    const repository = new Repository('binary');
    const file = join(folder, 'binary-seen');
    repository.commit('a.bin', '\u0001\0\u0002\u0003');
    for (const run of [1, 2]) {
      const scanned = new Scanned(file, 'one');
      const { unscanned } = await new Scan(KEY).history(repository.path, scanned);
      scanned.save();
      expect([run, unscanned.map(({ why }) => why)]).toEqual([run, ['binary']]);
    }
  });
});
