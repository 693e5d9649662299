import { describe, expect, it } from 'vitest';
import type { Eyes } from '../eyes.ts';
import { scene } from './scene.contract.ts';
import { lookUnitSettings, readShown, readUnitFiles } from './unit-settings.ts';

const of = (text: string, unit = 'grid.service') => readUnitFiles([{ file: unit, text: `[Service]\n${text}\n` }], unit);

describe('the user of a unit', () => {
  it.each([
    ['User=grid', 'grid'],
    ['User=grid\nUser=', 'root'],
    ['User=grid\nUser=trend', 'trend'],
    ['User=0', 'root'],
    ['ExecStart=/srv/run', 'root'],
    ['DynamicUser=yes', 'a user of its own (DynamicUser)'],
    ['DynamicUser=yes\nUser=root', 'root'],
    ['User=grid\nExecStart=+/srv/run', 'root'],
    ['User=grid\nExecStart=-!/srv/run', 'root'],
    ['User=grid\nExecStart=+/srv/run\nExecStart=\nExecStart=-/srv/run', 'grid'],
    ['User=grid\nExecStartPre=+/srv/make\nExecStart=/srv/run', 'grid'],
    ['User=grid\n# which goes on \\\nUser=root', 'root'],
    ['Environment=A=1 \\\n  # which goes on \\\n  B=2\nUser=grid', 'grid'],
    ['User=grid\n[Install]\nUser=root', 'grid'],
  ])('of %j is %s', (text, user) => {
    expect(of(text)?.user).toBe(user);
  });

  it.each([
    ['grid@root.service', 'User=%i', 'root'],
    ['grid@.service', 'User=%i', undefined],
    ['grid.service', 'User=%p', 'grid'],
    ['grid@a\\x2db.service', 'User=%i', undefined],
    ['grid.service', 'User=%H', undefined],
  ])('of %s with %s is %s', (unit, text, user) => {
    expect(of(text, unit)?.user).toBe(user);
  });
});

it.each([
  ['SupplementaryGroups=docker adm', ['docker', 'adm']],
  ['SupplementaryGroups=docker\nSupplementaryGroups=adm', ['docker', 'adm']],
  ['SupplementaryGroups=docker\nSupplementaryGroups=\nSupplementaryGroups=adm', ['adm']],
  ['Group=disk\nSupplementaryGroups=6', ['disk', '6']],
  ['Group=disk\nGroup=grid', ['grid']],
])('the groups of a unit with %j are %j', (text, groups) => {
  expect(of(text)?.groups).toEqual(groups);
});

/** As `systemctl show` prints it. */
const shown = (more: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    LoadState: 'loaded',
    User: 'grid',
    Group: '',
    DynamicUser: 'no',
    SupplementaryGroups: 'docker',
    ExecStartEx: '{ path=/srv/run ; argv[]=/srv/run --all ; flags= ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 }',
    ...more,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

describe('what systemctl shows', () => {
  it.each([
    ['a user and groups', shown(), { user: 'grid', groups: ['docker'], isMasked: false }],
    ['no user', shown({ User: '' }), { user: 'root' }],
    [
      'a command that is root whoever is named',
      shown({ ExecStartEx: '{ path=/srv/run ; argv[]=/srv/run ; flags=ignore-failure privileged ; pid=0 }' }),
      { user: 'root' },
    ],
    ['a unit that nothing starts', shown({ LoadState: 'masked' }), { isMasked: true }],
  ])('tells %s', (_title, text, expected) => {
    expect(readShown(text)).toMatchObject(expected);
  });

  it.each([
    ['a unit that is not loaded', shown({ LoadState: 'not-found' })],
    ['one that could not be loaded', shown({ LoadState: 'bad-setting' })],
    ['how a command is started', shown({ ExecStartEx: '' })],
    ['groups', shown().replace(/^SupplementaryGroups.*$/m, '')],
    ['anything', 'rubbish'],
  ])('does not tell %s', (_title, text) => {
    expect(readShown(text)).toBeUndefined();
  });
});

const UNIT = '/etc/systemd/system/grid.service';
const named = (user: string): string => `[Service]\nUser=${user}\nExecStart=/srv/run\n`;
const userOf = async (eyes: Eyes, unit = 'grid.service'): Promise<string> => {
  const found = await lookUnitSettings(eyes, unit);
  if ('unseen' in found) return `unseen: ${found.unseen}`;
  return found.seen === 'absent' ? 'absent' : found.seen.isMasked ? 'masked' : found.seen.user;
};

describe('a unit whose systemd does not answer', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['by its file', { [UNIT]: named('grid') }, 'grid'],
    ['not at all where it has none', {}, 'absent'],
    ['by the first folder', { [UNIT]: named('grid'), '/usr/lib/systemd/system/grid.service': named('root') }, 'grid'],
    [
      'by what was set at run time',
      { [UNIT]: named('grid'), '/run/systemd/transient/grid.service': named('root') },
      'root',
    ],
    ['by a drop-in', { [UNIT]: named('grid'), [`${UNIT}.d/a.conf`]: named('root') }, 'root'],
    [
      'by a drop-in of a package',
      { [UNIT]: named('grid'), '/usr/lib/systemd/system/grid.service.d/a.conf': named('root') },
      'root',
    ],
    [
      'by a drop-in of this start',
      { [UNIT]: named('grid'), '/run/systemd/system/grid.service.d/a.conf': named('root') },
      'root',
    ],
    [
      'by a drop-in of `systemctl set-property`',
      { [UNIT]: named('grid'), '/etc/systemd/system.control/grid.service.d/a.conf': named('root') },
      'root',
    ],
    [
      'by a drop-in of all services',
      { [UNIT]: named('grid'), '/etc/systemd/system/service.d/a.conf': named('root') },
      'root',
    ],
    [
      'by the last drop-in by name, whichever folder it stands in',
      {
        [UNIT]: named('grid'),
        [`${UNIT}.d/a.conf`]: named('trend'),
        '/usr/lib/systemd/system/grid.service.d/b.conf': named('root'),
      },
      'root',
    ],
    [
      'by the drop-in of the first folder, where two have one name',
      {
        [UNIT]: named('grid'),
        [`${UNIT}.d/a.conf`]: named('trend'),
        '/usr/lib/systemd/system/grid.service.d/a.conf': named('root'),
      },
      'trend',
    ],
    [
      'without a drop-in that another one hides',
      {
        [UNIT]: named('grid'),
        [`${UNIT}.d/a.conf`]: '-> /dev/null',
        '/usr/lib/systemd/system/grid.service.d/a.conf': named('root'),
      },
      'grid',
    ],
    ['without what is called otherwise', { [UNIT]: named('grid'), [`${UNIT}.d/a.conf.bak`]: named('root') }, 'grid'],
    [
      'as masked by a link',
      { [UNIT]: '-> /dev/null', '/usr/lib/systemd/system/grid.service': named('root') },
      'masked',
    ],
    ['as masked by an empty file', { [UNIT]: '' }, 'masked'],
    ['not where its file may not be read', { [UNIT]: '!denied' }, 'unseen: '],
    ['not where a drop-in may not be read', { [UNIT]: named('grid'), [`${UNIT}.d/a.conf`]: '!denied' }, 'unseen: '],
    ['not where a folder of drop-ins may not be read', { [UNIT]: named('grid'), [`${UNIT}.d`]: '!denied' }, 'unseen: '],
    ['not where a drop-in is longer than is read', { [UNIT]: named('grid'), [`${UNIT}.d/a.conf`]: '!cut' }, 'unseen: '],
    [
      'by drop-ins of the unit that it is another name for',
      {
        [UNIT]: '-> /etc/systemd/system/own.service',
        '/etc/systemd/system/own.service': named('grid'),
        '/etc/systemd/system/own.service.d/a.conf': named('root'),
      },
      'root',
    ],
  ])('is judged %s', async (_title, files, user) => {
    expect(await userOf(scene(files))).toMatch(user.endsWith(': ') ? new RegExp(`^${user}`) : new RegExp(`^${user}$`));
  });

  it.each([
    ['its template', 'grid-a@.service.d'],
    ['the start of its name', 'grid-.service.d'],
    ['itself', 'grid-a@x.service.d'],
  ])('of a template counts drop-ins of %s', async (_title, folder) => {
    const template = '/etc/systemd/system/grid-a@.service';
    const place = `/etc/systemd/system/${folder}/a.conf`;
    expect(await userOf(scene({ [template]: named('grid'), [place]: named('root') }), 'grid-a@x.service')).toBe('root');
  });
});

it('a unit whose systemd answers is judged by that, whatever its files say', async () => {
  const eyes = scene({ [UNIT]: named('root') }, { 'systemctl show': shown() });
  expect(await userOf(eyes)).toBe('grid');
});
