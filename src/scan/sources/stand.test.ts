import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHistory } from '../reading.ts';
import { Scan } from '../scan.ts';
import { Scanned } from './scanned.ts';
import { standOf } from './stand.ts';

const GIT_MS = 60_000;
const KEY = Buffer.alloc(32, 7);

let folder = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-stand-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A credential of nobody, of the shape of Binance's. */
function leakOf(label: string): string {
  const drawn = (name: string): string =>
    createHash('sha512')
      .update(`${label} ${name}`)
      .digest('base64')
      .replace(/[+/=]/g, '')
      .slice(0, 64)
      .padEnd(64, 'q7');
  return `BINANCE_API_KEY=${drawn('key')}\nBINANCE_API_SECRET=${drawn('secret')}\n`;
}

/** A repository with a leak, a binary file and one that holds nothing, and the file in which is written what was read of it. */
class Scene {
  readonly path = join(folder, `repository-${count++}`);
  readonly seen = `${this.path}.seen`;

  constructor() {
    execFileSync('git', ['init', '-q', '-b', 'main', this.path]);
    this.commit('a.env', leakOf('a'));
    this.commit('b.bin', '\u0001\0\u0002\u0003');
    this.commit('c.txt', 'nothing\n');
  }

  git(...args: string[]): string {
    const who = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', ['-C', this.path, ...who, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  commit(path: string, text: string): void {
    writeFileSync(join(this.path, path), text);
    this.git('add', '-f', '.');
    this.git('commit', '-q', '-m', `brings ${path}`);
  }

  /** What is found; `isStill`: without a look at what there is. */
  async scan(version = 'one', key = KEY): Promise<{ found: string[]; unscanned: string[]; isStill: boolean }> {
    const scanned = new Scanned(this.seen, version);
    const isStill = scanned.stillAs((await standOf(this.path)) ?? '') !== undefined;
    const { findings, unscanned } = await readHistory(new Scan(key), this.path, scanned, () => undefined);
    return {
      found: findings.map(({ place }) => place.path).sort(),
      unscanned: unscanned.map(({ why }) => why).sort(),
      isStill,
    };
  }

  packs(): string[] {
    const packs = join(this.path, '.git/objects/pack');
    return readdirSync(packs)
      .filter((name) => name.endsWith('.pack'))
      .map((name) => join(packs, name));
  }
}

const read = { found: ['a.env'], unscanned: ['binary'] };

describe('a repository that was read before', () => {
  it('is not looked through while it stands as it did, and gives the same', { timeout: GIT_MS }, async () => {
    const scene = new Scene();
    expect(await scene.scan()).toEqual({ ...read, isStill: false });
    const written = readFileSync(scene.seen);
    expect(await scene.scan()).toEqual({ ...read, isStill: true });
    expect(await scene.scan('one', Buffer.alloc(32, 9))).toEqual({ ...read, isStill: true });
    expect(readFileSync(scene.seen)).toEqual(written);
  });

  it.each<[string, (scene: Scene) => void]>([
    ['a commit', (scene) => scene.commit('d.env', leakOf('d'))],
    [
      'an object that nothing reaches',
      (scene) => {
        writeFileSync(join(scene.path, 'd.env'), leakOf('d'));
        scene.git('hash-object', '-w', 'd.env');
      },
    ],
    [
      'a stash',
      (scene) => {
        writeFileSync(join(scene.path, 'c.txt'), leakOf('d'));
        scene.git('stash');
      },
    ],
    [
      'a forced branch',
      (scene) => {
        scene.commit('d.env', leakOf('d'));
        scene.git('reset', '-q', '--hard', 'HEAD~1');
      },
    ],
    [
      'a pack',
      (scene) => {
        scene.commit('d.env', leakOf('d'));
        scene.git('gc', '-q');
      },
    ],
    [
      'a store from which it borrows',
      (scene) => {
        const other = new Scene();
        other.commit('d.env', leakOf('d'));
        writeFileSync(join(scene.path, '.git/objects/info/alternates'), `${join(other.path, '.git/objects')}\n`);
      },
    ],
  ])('gives what came with %s', { timeout: GIT_MS }, async (_title, change) => {
    const scene = new Scene();
    await scene.scan();
    change(scene);
    const after = await scene.scan();
    expect([after.isStill, after.found.length]).toEqual([false, 2]);
  });

  it('gives what came into a store from which it borrows', { timeout: GIT_MS }, async () => {
    const [scene, other] = [new Scene(), new Scene()];
    writeFileSync(join(scene.path, '.git/objects/info/alternates'), `${join(other.path, '.git/objects')}\n`);
    await scene.scan();
    expect((await scene.scan()).isStill).toBe(true);
    other.commit('d.env', leakOf('d'));
    expect((await scene.scan()).found).toHaveLength(2);
  });

  it('is looked through after it was packed anew, and a pack was written over', { timeout: GIT_MS }, async () => {
    const scene = new Scene();
    await scene.scan();
    scene.git('gc', '-q');
    expect(await scene.scan()).toEqual({ ...read, isStill: false });
    expect((await scene.scan()).isStill).toBe(true);
    const [pack = ''] = scene.packs();
    const bytes = readFileSync(pack);
    chmodSync(pack, 0o600);
    writeFileSync(pack, bytes.fill(0, 40, 60));
    const after = await scene.scan();
    expect(after.isStill).toBe(false);
    expect(after.unscanned).toContain('damaged');
  });

  it('is looked through each time while something of it is lost', { timeout: GIT_MS }, async () => {
    const scene = new Scene();
    const id = scene.git('rev-parse', 'HEAD:c.txt');
    rmSync(join(scene.path, '.git/objects', id.slice(0, 2), id.slice(2)));
    for (const _run of [1, 2])
      expect(await scene.scan()).toMatchObject({ unscanned: ['binary', 'missing'], isStill: false });
  });

  it('is read under other rules, and where what is known of it is damaged', { timeout: GIT_MS }, async () => {
    const scene = new Scene();
    await scene.scan();
    expect(await scene.scan('two')).toEqual({ ...read, isStill: false });
    expect((await scene.scan('two')).isStill).toBe(true);
    appendFileSync(scene.seen, 'x');
    expect(await scene.scan('two')).toEqual({ ...read, isStill: false });
  });

  it('stands otherwise with a new branch, tag or head', { timeout: GIT_MS }, async () => {
    const scene = new Scene();
    const stands = [await standOf(scene.path)];
    for (const change of [
      ['branch', 'b', 'HEAD~1'],
      ['tag', 't'],
      ['checkout', '-q', 'b'],
      ['pack-refs', '--all'],
    ]) {
      scene.git(...change);
      stands.push(await standOf(scene.path));
    }
    expect(new Set(stands).size).toBe(5);
    expect(await standOf(scene.path)).toBe(stands.at(-1));
  });
});
