import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logsIn, readAccounts, readGroups, withPasswords } from './accounts.ts';
import { compareReleases, newerKernels } from './kernels.ts';
import { readUser } from './look-bots.ts';
import { readDf } from './look-disks.ts';
import { outwardDevices } from './look-kind.ts';
import { readProcNet, readSs } from './look-listeners.ts';
import { readLogins } from './look-logins.ts';
import { readStat } from './look-processes.ts';

import { readAptConfig } from './look-upkeep.ts';
import { isService } from './services.ts';
import { optionsOf } from './ssh-daemons.ts';
import { countKeys, fitsList, patternsOf, readSettings, readSshFile, viewOf } from './sshd.ts';
import { freeCommands, isAsGoodAsRoot } from './sudo.ts';

describe('what sudo says', () => {
  const said = (rights: string, defaults = 'env_reset') =>
    `Matching Defaults entries for grid on vps:\n    ${defaults}, use_pty\n\nUser grid may run the following commands on vps:\n${rights}`;
  it.each([
    ['everything', '    (ALL : ALL) NOPASSWD: ALL\n', ['ALL']],
    ['everything, with a password', '    (ALL : ALL) ALL\n', []],
    ['a right that a later line takes back', '    (ALL) NOPASSWD: ALL\n    (ALL) PASSWD: ALL\n', []],
    ['a right that a later line gives', '    (ALL) ALL\n    (root) NOPASSWD: /usr/bin/vim\n', ['/usr/bin/vim']],
    ['tags that hold until the next', '    (root) NOPASSWD: /bin/a, /bin/b, PASSWD: /bin/c\n', ['/bin/a', '/bin/b']],
    ['rights as somebody else', '    (postgres) NOPASSWD: ALL\n', []],
    ['several tags', '    (ALL) SETENV: NOPASSWD: ALL\n', ['ALL']],
    ['a line that goes on', '    (root) NOPASSWD: /bin/a,\n        /bin/b\n', ['/bin/a', '/bin/b']],
    ['what is excepted', '    (root) NOPASSWD: !/bin/a\n', []],
  ])('tells %s', (_title, rights, free) => {
    expect(freeCommands(said(rights))).toEqual(free);
  });

  it('tells that nobody is asked at all', () => {
    expect(freeCommands(said('    (ALL) ALL\n', 'env_reset, !authenticate'))).toEqual(['ALL']);
    expect(freeCommands('User grid is not allowed to run sudo on vps.\n')).toEqual([]);
  });

  it.each([
    ['ALL', true],
    ['/usr/bin/vim /etc/hosts', true],
    ['/usr/bin/systemctl', true],
    ['/usr/bin/systemctl restart grid.service', false],
    ['/usr/bin/tar', true],
    ['/usr/bin/tar -cf /srv/a.tar /srv/grid', false],
    ['/usr/local/bin/restart-grid', false],
  ])('%s makes root: %s', (command, isRoot) => {
    expect(isAsGoodAsRoot(command)).toBe(isRoot);
  });
});

describe('what sshd says', () => {
  it('is read word by word, with lines of one word joined', () => {
    const settings = readSettings(
      'port 22\nallowusers ann\nallowusers bob\nPasswordAuthentication no\npermitrootlogin without-password\n',
    );
    expect(settings.get('allowusers')).toEqual(['ann', 'bob']);
    expect(viewOf({ who: 'everybody', isInside: false }, settings)).toMatchObject({
      password: false,
      root: 'prohibit-password',
      methods: [],
    });
    expect(viewOf({ who: 'everybody', isInside: false }, readSettings('usage: sshd'))).toBeUndefined();
  });

  it('has its file read for where words stand, what is included and what is an exception', () => {
    expect(
      readSshFile(
        'Include a.conf "b c.conf"\n# PasswordAuthentication yes\nPasswordAuthentication=no\nMatch User ann\n',
      ),
    ).toEqual([
      { include: ['a.conf', '"b', 'c.conf"'] },
      { word: 'passwordauthentication', line: 3 },
      { match: 'User ann' },
    ]);
    expect(patternsOf('user ann,!bob Address 10.0.0.0/8', 'user')).toEqual(['ann']);
    expect(patternsOf('user ann Address 10.0.0.0/8', 'address')).toEqual(['10.0.0.0/8']);
  });

  it.each([
    [['keeper'], false],
    [['*'], true],
    [['ro?t'], true],
    [['root@10.0.0.1'], true],
    [['!root', '*'], false],
  ])('lets root in by the list %j: %s', (list, isIn) => {
    expect(fitsList('root', list)).toBe(isIn);
  });

  it('counts keys that are not bound to a command', () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 a';
    expect(countKeys(`# ${key}\n${key}\nno-pty,command="echo no" ${key}\nfrom="10.0.0.1" ${key}\n`)).toBe(2);
  });

  it('was started with options that change its settings', () => {
    const words =
      '/usr/sbin/sshd -D -f /etc/ssh/other -oPasswordAuthentication=yes -p 2222 [listener] 0 of 10-100 startups'.split(
        ' ',
      );
    expect(optionsOf(words)).toEqual(['-f', '/etc/ssh/other', '-o', 'PasswordAuthentication=yes', '-p', '2222']);
  });
});

describe('sockets', () => {
  it('are read from ss', () => {
    const text = [
      'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=7,fd=3))',
      'tcp LISTEN 0 128 [::]:22 [::]:*',
      'udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:*',
      'udp UNCONN 0 0 [fe80::1]%eth0:546 [::]:*',
      'tcp LISTEN 0 5 *:9000 *:*',
    ].join('\n');
    expect(readSs(text)).toEqual([
      { protocol: 'tcp', address: '0.0.0.0', port: 22, program: 'sshd', pid: 7 },
      { protocol: 'tcp', address: '::', port: 22 },
      { protocol: 'udp', address: '127.0.0.53', device: 'lo', port: 53 },
      { protocol: 'udp', address: 'fe80::1', device: 'eth0', port: 546 },
      { protocol: 'tcp', address: '*', port: 9000 },
    ]);
  });

  it('are read from the files of the kernel, whose bytes are turned round', () => {
    const line = (address: string, state: string) =>
      `   0: ${address}:1F90 00000000:0000 ${state} 00000000:00000000 00:00000000`;
    expect(readProcNet(line('0100007F', '0A'), 'tcp')).toEqual([{ protocol: 'tcp', address: '127.0.0.1', port: 8080 }]);
    expect(readProcNet(line('00000000000000000000000001000000', '0A'), 'tcp')).toMatchObject([{ address: '::1' }]);
    expect(readProcNet(line('0000000000000000FFFF00000100007F', '0A'), 'tcp')).toMatchObject([
      { address: '::ffff:127.0.0.1' },
    ]);
    expect(readProcNet(line('00000000', '01'), 'tcp')).toEqual([]);
  });
});

describe('what the kernel says', () => {
  const status = (uid: string, caps = '0000000000000000') => `Name:\tx\nUid:\t${uid}\nCapEff:\t${caps}\n`;
  const whole = '         0          0 4294967295';
  it.each([
    ['a user', status('990\t990\t990\t990'), whole, whole, { effective: 990, outside: undefined }],
    ['root', status('0\t0\t0\t0'), whole, whole, { effective: 0, outside: 0 }],
    [
      'root of another user namespace',
      status('1000\t1000\t1000\t1000', '000001ffffffffff'),
      '0 1000 1',
      whole,
      { effective: 1000, outside: 1000, capabilities: [] },
    ],
    ['root of our own user namespace', status('0\t0\t0\t0'), '0 1000 1', '0 1000 1', { effective: 0, outside: 1000 }],
    [
      'a user of another user namespace',
      status('100990\t100990\t100990\t100990'),
      '0 100000 65536',
      whole,
      { effective: 100990, outside: undefined },
    ],
    [
      'a capability',
      status('990\t990\t990\t990', '0000000000000002'),
      whole,
      whole,
      { capabilities: ['DAC_OVERRIDE'] },
    ],
  ])('is read of %s', (_title, text, map, own, expected) => {
    expect(readUser(text, map, own)).toEqual(
      expect.objectContaining(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined))),
    );
    if ('outside' in expected && expected.outside === undefined)
      expect(readUser(text, map, own)?.outside).toBeUndefined();
  });

  it('is read of a process whose name holds brackets and lines', () => {
    expect(readStat(`7 (a) b\n(c) S 3 ${'0 '.repeat(17)}500 0`)).toEqual({
      name: 'a) b?(c',
      parent: 3,
      startTicks: 500,
    });
    expect(readStat(`7 (dead) Z 3 ${'0 '.repeat(17)}500 0`)).toBeUndefined();
  });

  it('tells the devices that lead outside', () => {
    expect(
      outwardDevices(
        'Iface\tDestination\tGateway\tFlags\neth0\t00000000\t017100CB\t0003\neth1\t0000000A\t00000000\t0001\n',
        '',
      ),
    ).toEqual(['eth0']);
    const six = `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00000400 00000001 00000000 00200200`;
    expect(outwardDevices('', `${six}       lo\n${six}     eth2\n`)).toEqual(['eth2']);
  });
});

describe('releases of kernels', () => {
  it.each([
    ['6.1.0-28-amd64', ['6.1.0-9-amd64', '6.1.0-28-amd64', '6.1.0-30-amd64'], ['6.1.0-30-amd64']],
    ['6.1.0-28-cloud-amd64', ['6.1.0-30-amd64'], 'unlike'],
    ['6.8.0-45-generic', ['6.8.0-45-generic', '6.8.0-50-generic'], ['6.8.0-50-generic']],
    ['6.10.11+bpo-amd64', ['6.10.11+bpo-amd64'], []],
    ['6.18.44-fc-v769', [], 'unlike'],
  ])('of %s', (running, installed, newer) => {
    expect(newerKernels(running, installed)).toEqual(newer);
  });

  it('are compared by their numbers', () => {
    expect(compareReleases('6.1.0-9', '6.1.0-10')).toBeLessThan(0);
    expect(compareReleases('6.10.0', '6.9.0')).toBeGreaterThan(0);
  });
});

describe('messages of sshd', () => {
  const failed = (address: string) => `Failed password for invalid user admin from ${address} port 40 ssh2`;
  it('count as failures, and as a loss where a password fitted after five', () => {
    const text = [
      ...Array.from({ length: 5 }, () => failed('198.51.100.9')),
      'Accepted password for keeper from 198.51.100.9 port 41 ssh2',
      failed('2001:db8::9'),
    ];
    expect(readLogins(text.join('\n'))).toEqual({ failed: 6, from: 2, won: 1 });
    expect(readLogins('Accepted publickey for keeper from 198.51.100.9 port 41 ssh2')).toEqual({
      failed: 0,
      from: 0,
      won: 0,
    });
  });
});

describe('other files', () => {
  it('tell who logs in, who has a password and who is in a group', () => {
    const accounts = readAccounts('root:x:0:0::/:/bin/bash\ngrid:x:991:991::/srv:/usr/sbin/nologin\nbroken\n');
    expect(accounts.map(logsIn)).toEqual([true, false]);
    expect(withPasswords('root:*:1::\nann:$y$x:1::\nbob:!$y$x:1::\ncid::1::\n')).toEqual(['ann', 'cid']);
    expect(readGroups('docker:x:998:ann,bob\n')).toEqual([{ name: 'docker', gid: 998, members: ['ann', 'bob'] }]);
  });

  it('tell what is set of apt, and which units are services', () => {
    expect(readAptConfig('APT::Periodic::Enable "0";\nA::B:: "x";\nA::B:: "y";\n').get('a::b::')).toEqual(['x', 'y']);
    expect(
      ['grid.service', 'grid@a.service', 'session-3.scope', 'user@1000.service', 'cron.service'].map(isService),
    ).toEqual([true, true, false, false, false]);
  });

  it('tell of file systems whose names hold spaces', () => {
    expect(
      readDf(
        'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/my disk 1000 900 100 90% /srv/my data\nx 0 0 0 - /y\n',
      ),
    ).toEqual([
      { total: 1000, free: 100, place: '/srv/my data' },
      { total: 0, free: 0, place: '/y' },
    ]);
  });
});

it('every reader takes any text', () => {
  const readers: readonly ((text: string) => unknown)[] = [
    freeCommands,
    isAsGoodAsRoot,
    readSettings,
    readSshFile,
    countKeys,
    readSs,
    (text) => readProcNet(text, 'tcp'),
    readStat,
    (text) => readUser(text, text, text),
    readLogins,
    readAccounts,
    withPasswords,
    readGroups,
    readAptConfig,
    readDf,
    (text) => outwardDevices(text, text),
    (text) => newerKernels(text, [text, '6.1']),
    (text) => fitsList(text, [text, '*']),
    (text) => patternsOf(text, 'user'),
    (text) => optionsOf(text.split(' ')),
  ];
  const line = fc.constantFrom(
    'Uid:\t0\t0\t0',
    '(ALL) NOPASSWD: ',
    'Match ',
    'Include "',
    'CapEff: f',
    '1 (',
    ') S ',
    'tcp LISTEN ',
    '%',
    ':',
    '*',
    '[',
    '\n',
    '0A ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(line).map((all) => all.join('')),
      ),
      (text) => {
        for (const read of readers) read(text);
      },
    ),
  );
});
