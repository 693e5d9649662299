import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { needlesOf } from './needles.ts';
import { searchPlaces } from './search.ts';

let home = '';
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'keyward-search-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const [id, secret] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const needles = needlesOf({ id, secret: Secret.take(Buffer.from(secret)) });

function put(path: string, bytes: string | Buffer): string {
  const full = join(home, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, bytes);
  return full;
}

const search = (change: Partial<Parameters<typeof searchPlaces>[0]> = {}) =>
  searchPlaces({
    needles,
    folders: [],
    home,
    isLeftOut: () => false,
    nowMs: () => 0,
    monotonicMs: () => 0,
    tell: () => undefined,
    stopping: new AbortController().signal,
    ...change,
  });

const LEFT: readonly (readonly [path: string, why: string])[] = [
  ['.bash_history', 'commands typed into a shell'],
  ['.python_history', 'lines typed into Python'],
  ['.zshrc', 'variables of a shell'],
  ['.config/environment.d/keys.conf', 'variables of a session'],
  ['.freqtrade/user_data/config.json', 'a bot'],
  ['.config/Code/User/History/1a/x.py', 'copies that VS Code makes'],
  ['Dropbox/keys/note.txt', 'copied to a cloud'],
  ['bot/config.json.bak', 'packed or copied away'],
];

describe('the places of a machine outside of any repository', () => {
  it.each(LEFT)('have the secret in %s, with the line and why it is looked at', async (path, why) => {
    const full = put(path, `first\nexport KEY=${secret}\n`);
    const { places, searched } = await search();
    expect(places).toMatchObject([{ in: 'machine', root: home, path: full, line: 2, part: 'secret', why }]);
    expect(searched).toBe(1);
  });

  it('are told once each, with what stands in no such place left alone', async () => {
    for (const [path] of LEFT) put(path, secret);
    put('letters/to-a-friend.txt', secret);
    put('.freqtrade/node_modules/x/index.js', secret);
    const { places } = await search();
    expect(places.map(({ path }) => path).sort()).toEqual(LEFT.map(([path]) => join(home, path)).sort());
  });

  it('leave out what holds it on purpose, and name what is packed', async () => {
    const own = put('.bash_history', secret);
    const packed = put('backup-of-keys.zip', Buffer.from('PK\u0003\u0004 and more'));
    const { places, unsearched } = await search({ isLeftOut: (path) => path === own });
    expect(places).toEqual([]);
    expect(unsearched).toContain(`${packed}: what is packed in it was not searched`);
  });

  it('are not looked at where no home folder is known', async () => {
    put('.bash_history', secret);
    const { home: _home, ...parts } = { home, needles };
    const found = await searchPlaces({
      ...parts,
      folders: [],
      isLeftOut: () => false,
      nowMs: () => 0,
      monotonicMs: () => 0,
      tell: () => undefined,
      stopping: new AbortController().signal,
    });
    expect(found.places).toEqual([]);
  });

  it('are masked where a file is called by the secret', async () => {
    put(`bot/${secret}.bak`, secret);
    put(`.freqtrade/${secret}.zip`, Buffer.from('PK\u0003\u0004 and more'));
    const found = await search();
    expect(found.places).toHaveLength(1);
    expect(found.unsearched.join()).toContain('[the secret]');
    expect(JSON.stringify(found)).not.toContain(secret);
  });
});
