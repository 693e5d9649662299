import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts, OwnStep } from '../facts.ts';
import { host, sound, wayOf } from '../sound.contract.ts';

const settings = (file: Partial<OwnStep>, folder: Partial<OwnStep> = {}, above: Partial<OwnStep> = {}) =>
  host({
    own: seen('lstat', [
      {
        about: 'the settings',
        ways: seen('lstat', [
          wayOf(['/', {}], ['/srv', above], ['/srv/keyward', folder], ['/srv/keyward/keyward.yaml', file]),
        ]),
      },
    ]),
  });
const mine = { owner: 'keeper', group: 'keeper' };

export const ownFilesCases: Cases<HostFacts> = {
  good: {
    'root alone': sound,
    'a group of the user alone': settings({ ...mine, mode: 0o664 }, { ...mine, mode: 0o775 }),
    'a folder with the sticky bit': settings(mine, { mode: 0o1777 }),
    'a folder that keeps others out': settings({ ...mine, mode: 0o666 }, { ...mine, mode: 0o700 }),
    'a link, which shows all rights': settings({ kind: 'link', mode: 0o777 }),
  },
  bad: {
    'everybody may write it': settings({ mode: 0o666 }),
    'a group with others may write it': settings({ mode: 0o664, group: 'staff', members: ['grid'] }),
    'everybody may write its folder': settings({}, { mode: 0o777 }),
    'a group with others may write its folder': settings({}, { mode: 0o775, group: 'staff', members: ['grid'] }),
    'everybody may write a folder above': settings({}, {}, { mode: 0o777 }),
    'it belongs to another user': settings({ owner: 'grid', isForeign: true, mode: 0o600 }),
    'it belongs to another user, in a folder with the sticky bit': settings(
      { owner: 'grid', isForeign: true },
      { mode: 0o1777 },
    ),
    'its folder belongs to another user': settings({}, { owner: 'grid', isForeign: true, mode: 0o700 }),
    'an access list lets another user write it': settings({ listed: ['grid'] }),
    'a group with others gets through to what all may write': settings(
      { mode: 0o666 },
      { mode: 0o750, group: 'staff', members: ['grid'] },
    ),
    'the second way to it': host({
      own: seen('lstat', [
        {
          about: 'the state folder',
          ways: seen('lstat', [wayOf(['/', {}], ['/a', {}]), wayOf(['/b', { mode: 0o777 }], ['/b/a', {}])]),
        },
      ]),
    }),
  },
  near: {
    'a group that this host does not list': host({
      own: seen('lstat', [
        {
          about: 'the settings',
          ways: seen('lstat', [
            wayOf(['/', {}], ['/k', { mode: 0o664, group: '70001' }]).map(({ members: _, ...step }) => step),
          ]),
        },
      ]),
    }),
    'a file that may not be looked at': host({
      own: seen('lstat', [{ about: 'the settings', ways: unseen('lstat', 'a folder above it may not be entered') }]),
    }),
    'no file yet': host({ own: seen('lstat', []) }),
  },
};
