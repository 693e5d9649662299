import { describe, expect, it } from 'vitest';
import { lookListeners } from './look-listeners.ts';
import { openPorts } from './open-ports/check.ts';
import { scene } from './scene.contract.ts';
import { filter, host } from './sound.contract.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (address: string, state: string): string =>
  `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000\n`;
const files = {
  '/proc/net/tcp': HEAD + line('0100007F:1F90', '0A'),
  '/proc/net/tcp6': HEAD,
  '/proc/net/udp': HEAD,
  '/proc/net/udp6': HEAD,
};
const open = filter('*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n');

async function told(own: Readonly<Record<string, string>>, programs: Readonly<Record<string, string>> = {}) {
  const listeners = await lookListeners(scene(own, programs));
  return openPorts.judge(host({ listeners, filter: open })).map(({ result, about }) => `${result} ${about}`);
}

describe('the ports of a host without ss', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['are those of its files', files, ['pass listeners']],
    [
      'which tell of IPv6 too',
      { ...files, '/proc/net/tcp6': HEAD + line(`${'0'.repeat(32)}:1F90`, '0A') },
      ['fail port 8080/tcp'],
    ],
    ['are known without IPv6', { '/proc/net/tcp': HEAD, '/proc/net/udp': HEAD }, ['pass listeners']],
    [
      'are not known where a file is longer than is read',
      { ...files, '/proc/net/tcp6': '!cut' },
      ['unknown listeners'],
    ],
    [
      'are not known where a file of UDP is longer than is read',
      { ...files, '/proc/net/udp': '!cut' },
      ['unknown listeners'],
    ],
    ['are not known where a file may not be read', { ...files, '/proc/net/tcp6': '!denied' }, ['unknown listeners']],
    ['are not known where a file is rubbish', { ...files, '/proc/net/tcp': 'rubbish' }, ['unknown listeners']],
    ['are not known where a line is rubbish', { ...files, '/proc/net/tcp': `${HEAD}rubbish\n` }, ['unknown listeners']],
    ['are not known where all are missing', {}, ['unknown listeners']],
  ])('%s', async (_title, own, expected) => {
    expect(await told(own)).toEqual(expected);
  });

  it('are those of the files where a line of ss is not understood', async () => {
    const ss = 'tcp LISTEN 0 128 127.0.0.1:22 0.0.0.0:*\n';
    expect(await told({}, { ss })).toEqual(['pass listeners']);
    expect(await told({}, { ss: `${ss}tcp LISTEN 0 128 what 0.0.0.0:*\n` })).toEqual(['unknown listeners']);
    expect(await told(files, { ss: 'rubbish\n' })).toEqual(['pass listeners']);
  });
});

describe('a program that listens', () => {
  const line = (name: string): string => `tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("${name}",pid=77,fd=3))\n`;
  const status = (uid: number): string => `Name:\tsshd\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`;
  const named = (name: string, path: string, uid: number) =>
    told({ '/proc/77/exe': `-> ${path}`, [path]: 'x', '/proc/77/status': status(uid) }, { ss: line(name) });

  it.each([
    ['is SSH by its file and its user', 'sshd', '/usr/sbin/sshd', 0, 'pass listeners'],
    ['is not SSH by its name', 'sshd', '/usr/bin/python3.11', 0, 'fail port 22/tcp'],
    ['is not SSH of another user', 'sshd', '/usr/sbin/sshd', 1000, 'fail port 22/tcp'],
    ['is not SSH from a folder of somebody', 'sshd', '/srv/sshd', 0, 'fail port 22/tcp'],
  ])('%s', async (_title, name, path, uid, expected) => {
    expect(await named(name, path, uid)).toEqual([expected]);
  });

  it('is not known where its file is not told', async () => {
    expect(await told({}, { ss: line('sshd') })).toEqual(['unknown port 22/tcp']);
  });

  it('is not believed where it has become another user', async () => {
    const mixed = { '/proc/77/exe': '-> /usr/sbin/sshd', '/proc/77/status': 'Uid:\t1000\t0\t0\t0\n' };
    expect(await told(mixed, { ss: line('sshd') })).toEqual(['unknown port 22/tcp']);
  });
});
