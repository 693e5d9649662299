import { describe, expect, it } from 'vitest';
import type { Eyes, FileFacts } from '../eyes.ts';
import { lookOwn } from './look-own.ts';
import { ownFiles } from './own-files/check.ts';
import { host, run } from './sound.contract.ts';

type Entry = Partial<FileFacts> & { readonly leads?: string };
const tables: Readonly<Record<string, string>> = {
  '/etc/passwd': 'root:x:0:0::/:/bin/sh\nkeeper:x:1000:1000::/:/bin/sh\ngrid:x:991:991::/:/bin/sh\n',
  '/etc/group': 'root:x:0:\nkeeper:x:1000:\nstaff:x:50:grid,keeper\nshared:x:60:\ngrid:x:991:\n',
};

/** A host with a state folder of keeper's and these files besides; all else is closed. */
function eyesOn(files: Readonly<Record<string, Entry>>, { uid = 0, acl = '' } = {}): Eyes {
  const all: Readonly<Record<string, Entry>> = {
    '/': { kind: 'folder' },
    '/srv': { kind: 'folder' },
    '/state': { kind: 'folder', uid: 1000, gid: 1000, mode: 0o700 },
    ...files,
  };
  return {
    uid,
    nowMs: 0,
    run: async ([program, path = '']) => {
      const leads = all[path]?.leads;
      if (program === 'readlink')
        return { status: leads === undefined ? 1 : 0, out: leads ? `${leads}\n` : '', err: '' };
      return program === 'getfacl' ? { status: 0, out: acl, err: '' } : { fault: 'missing' };
    },
    read: async (path) =>
      tables[path] === undefined ? { fault: 'missing' } : { bytes: Buffer.from(tables[path]), isCut: false },
    look: async (path) => {
      const found = all[path];
      const plain = { kind: 'file' as const, mode: found?.kind === 'folder' ? 0o755 : 0o644, uid: 0, gid: 0 };
      return found === undefined ? { fault: 'missing' } : { ...plain, size: 0, changedMs: 0, ...found };
    },
    list: async () => ({ fault: 'missing' }),
  };
}

const FILE = '/srv/keyward.yaml';
const link = (leads: string): Entry => ({ kind: 'link', mode: 0o777, leads });
const told = async (eyes: Eyes, runs = [run()]) => {
  const own = await lookOwn(eyes, runs, '/state', [{ about: 'the settings', path: FILE }]);
  return ownFiles
    .judge(host({ own }))
    .filter(({ result }) => result !== 'pass')
    .map(({ result, severity, about }) => [result, severity, about].join(' '));
};

describe('what Keyward goes by', () => {
  it.each<readonly [string, Readonly<Record<string, Entry>>, string | undefined]>([
    ['of root', { [FILE]: {} }, undefined],
    ['of whom the state folder belongs to', { [FILE]: { uid: 1000, gid: 1000, mode: 0o664 } }, undefined],
    ['of another user', { [FILE]: { uid: 991 } }, 'fail critical the settings'],
    ['that others may write', { [FILE]: { mode: 0o646 } }, 'fail critical the settings'],
    ['that a group with another user may write', { [FILE]: { gid: 50, mode: 0o664 } }, 'fail high the settings'],
    ['of which that is the group of another user', { [FILE]: { gid: 991, mode: 0o664 } }, 'fail high the settings'],
    ['of a group without members', { [FILE]: { gid: 60, mode: 0o664 } }, undefined],
    ['of a group that is not listed', { [FILE]: { gid: 7, mode: 0o664 } }, 'unknown  the settings'],
    ['in a folder of others', { '/srv': { kind: 'folder', mode: 0o777 }, [FILE]: {} }, 'fail critical the settings'],
    ['in a folder with the sticky bit', { '/srv': { kind: 'folder', mode: 0o1777 }, [FILE]: {} }, undefined],
    [
      'to which a link of root leads from a safe place',
      {
        [FILE]: link('/open/k'),
        '/open': { kind: 'folder', mode: 0o777 },
        '/open/k': {},
      },
      'fail critical the settings',
    ],
    [
      'to which a link leads by another, which stands in a folder of others',
      {
        [FILE]: link('/shared/k'),
        '/shared': { kind: 'folder', mode: 0o777 },
        '/shared/k': link('../real/k'),
        '/real': { kind: 'folder' },
        '/real/k': {},
      },
      'fail critical the settings',
    ],
    [
      'to which links lead by safe places alone',
      {
        [FILE]: link('/kept/./k'),
        '/kept': link('real'),
        '/real': { kind: 'folder' },
        '/real/k': link('../real//end'),
        '/real/end': {},
      },
      undefined,
    ],
    [
      'to which a folder leads that is a link in a folder of others',
      {
        [FILE]: link('/kept/k'),
        '/kept': link('shared/in'),
        '/kept/k': {},
        '/shared': { kind: 'folder', mode: 0o777 },
        '/shared/in': link('/real'),
        '/real': { kind: 'folder' },
        '/real/k': {},
      },
      'fail critical the settings',
    ],
    [
      'to which a link leads down into a folder that others replace, and up again',
      {
        [FILE]: link('/shared/in/../../real/k'),
        '/shared': { kind: 'folder', mode: 0o777 },
        '/shared/in': { kind: 'folder' },
        '/real': { kind: 'folder' },
        '/real/k': {},
      },
      'fail critical the settings',
    ],
    ['that is a link to itself', { [FILE]: link(FILE) }, 'unknown  the settings'],
    ['that is a link to nothing', { [FILE]: link('/gone') }, 'unknown  the settings'],
    ['that is not there', {}, undefined],
  ])('%s', async (_title, files, expected) => {
    expect(await told(eyesOn(files))).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    [40, []],
    [41, ['unknown  the settings']],
  ])('is behind %i links, one after the other', async (count, expected) => {
    const links = Array.from({ length: count - 1 }, (_, at) => [
      `/srv/${at}`,
      link(at === count - 2 ? 'end' : `${at + 1}`),
    ]);
    expect(await told(eyesOn({ [FILE]: link('0'), ...Object.fromEntries(links), '/srv/end': {} }))).toEqual(expected);
  });

  it('is not of whom the state folder belongs to where another looks, who is not root', async () => {
    expect(await told(eyesOn({ [FILE]: {} }, { uid: 991 }))).toEqual(['fail critical the state folder']);
  });

  it('is written by whom an access list names', async () => {
    const acl = (who: string) => `# file: ${FILE}\nuser::rw-\n${who}:rw-\ngroup::r--\nmask::rw-\nother::r--\n\n`;
    const files = { [FILE]: { mode: 0o664 } };
    expect(await told(eyesOn(files, { acl: acl('user:991') }))).toEqual(['fail critical the settings']);
    expect(await told(eyesOn(files, { acl: acl('group:50') }))).toEqual(['fail critical the settings']);
    expect(await told(eyesOn(files, { acl: acl('user:1000') }))).toEqual([]);
  });

  it('is written by a bot that holds the group, whatever the account database says', async () => {
    const files = { [FILE]: { gid: 60, mode: 0o664 } };
    expect(await told(eyesOn(files), [run({ user: { groups: [60] } })])).toEqual(['fail high the settings']);
    expect(await told(eyesOn(files), [run({ container: 'c', user: { groups: [60] } })])).toEqual([]);
  });
});
