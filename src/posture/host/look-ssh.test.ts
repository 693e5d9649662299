import { describe, expect, it } from 'vitest';
import { seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { RunningProgram } from './facts.ts';
import { failedLogins } from './failed-logins/check.ts';
import { lookSsh } from './look-ssh.ts';
import { passwordLogin } from './password-login/check.ts';
import { rootLogin } from './root-login/check.ts';
import { host } from './sound.contract.ts';

interface Process {
  readonly pid: number;
  readonly uids: string;
  readonly exe: string;
  readonly title: string;
}

const daemon = (pid: number, words = ''): Process => ({
  pid,
  uids: '0\t0\t0\t0',
  exe: '/usr/sbin/sshd',
  title: `sshd: /usr/sbin/sshd${words} [listener] 0 of 10-100 startups`,
});
const said = (isOpen: boolean, ports = '22') =>
  `${ports
    .split(' ')
    .map((port) => `port ${port}\nlistenaddress 0.0.0.0:${port}`)
    .join(
      '\n',
    )}\npasswordauthentication ${isOpen ? 'yes' : 'no'}\nkbdinteractiveauthentication no\npermitrootlogin ${isOpen ? 'yes' : 'no'}\npubkeyauthentication yes\nusepam yes\n`;

function eyesOn(
  processes: readonly Process[],
  answer: (command: string) => { status: number; out: string; err: string },
  files: Readonly<Record<string, string>> = {},
): Eyes {
  const all: Record<string, string> = {
    '/etc/passwd': 'root:x:0:0::/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/bash\n',
    '/etc/group': 'root:x:0:\n',
    '/etc/shadow': 'root:$y$a:1::::::\nann:$y$a:1::::::\n',
    ...files,
  };
  for (const { pid, uids, title } of processes) {
    all[`/proc/${pid}/status`] = `Name:\tsshd\nUid:\t${uids}\n`;
    all[`/proc/${pid}/cmdline`] = title;
  }
  const facts = { kind: 'file', mode: 0o755, uid: 0, gid: 0, size: 1, changedMs: 0 } as const;
  return {
    uid: 0,
    nowMs: 0,
    run: async (command) => {
      if (command[0] !== 'readlink') return answer(command.join(' '));
      const one = processes.find(({ pid }) => command[1] === `/proc/${pid}/exe`);
      return { status: 0, out: `${one?.exe ?? ''}\n`, err: '' };
    },
    read: async (path) =>
      all[path] === undefined ? { fault: 'missing' } : { bytes: Buffer.from(all[path]), isCut: false },
    look: async (path) => (path === '/usr/sbin/sshd' || path.startsWith('/proc/') ? facts : { fault: 'missing' }),
    list: async () => ({ fault: 'missing' }),
  };
}

async function judged(eyes: Eyes, processes: readonly Process[]): Promise<readonly string[]> {
  const programs = processes.map(
    ({ pid, uids }): RunningProgram => ({
      name: 'sshd',
      pid,
      uid: Number(uids.split('\t')[1]),
      user: '',
      ageMs: 0,
      parent: 1,
    }),
  );
  const ssh = await lookSsh(eyes, seen('/proc', programs));
  return [passwordLogin, rootLogin].map((check) => {
    const [found] = check.judge(host({ ssh }));
    return `${found?.result}: ${found?.says}`;
  });
}

const fails = [expect.stringMatching(/^fail/), expect.stringMatching(/^fail/)];
const unknown = [expect.stringMatching(/^unknown/), expect.stringMatching(/^unknown/)];

describe('a look at sshd', () => {
  it.each([
    ['of another user', '65534\t65534\t65534\t65534', '/usr/sbin/sshd'],
    ['that became root by its mode', '65534\t0\t0\t0', '/usr/bin/sudo'],
  ])('asks nothing of what is called so and is %s', async (_title, uids, exe) => {
    const all = [{ pid: 123, uids, exe, title: 'sshd -f /x/evil\0' }, daemon(8)];
    const eyes = eyesOn(all, (command) => ({ status: 0, out: said(!command.includes('/x/evil')), err: '' }));
    expect(await judged(eyes, all)).toEqual(fails);
  });

  it('does not know of one of root that is none of the system’s', async () => {
    const all = [daemon(8), { ...daemon(9), exe: '/opt/x/sshd' }];
    expect(
      await judged(
        eyesOn(all, () => ({ status: 0, out: said(false), err: '' })),
        all,
      ),
    ).toEqual(unknown);
  });

  it('asks each of two daemons, of which the worst counts', async () => {
    const all = [daemon(8), daemon(9, ' -f /etc/ssh/other'), daemon(10, ' -f /etc/ssh/third')];
    const eyes = eyesOn(all, (command) => ({ status: 0, out: said(command.includes('/etc/ssh/other')), err: '' }));
    expect(await judged(eyes, all)).toEqual(fails);
    const broken = eyesOn(all, (command) => ({
      status: command.includes('/etc/ssh/other') ? 255 : 0,
      out: said(false),
      err: '',
    }));
    expect(await judged(broken, all)).toEqual(unknown);
  });

  it('takes the session of somebody for no daemon', async () => {
    const all = [daemon(8), { ...daemon(9), title: 'sshd: ann [priv]\0' }];
    const eyes = eyesOn(all, () => ({ status: 0, out: said(false), err: '' }));
    expect(await judged(eyes, all)).toEqual([expect.stringMatching(/^pass/), expect.stringMatching(/^pass/)]);
  });

  it('says nothing of what sshd complains about', async () => {
    const all = [daemon(8)];
    const err = '/etc/shadow: line 1: Bad configuration option: root:$y$secret';
    const told = await judged(
      eyesOn(all, () => ({ status: 255, out: '', err })),
      all,
    );
    expect(told).toEqual(unknown);
    expect(told.join(' ')).not.toContain('secret');
  });

  it.each([
    ['LocalPort 2222', 'lport=2222'],
    ['LocalPort=2222', 'lport=2222'],
    ['LocalAddress 10.0.0.1', 'laddr=10.0.0.1'],
    ['Address 203.0.113.*', 'addr=203.0.113.1'],
  ])('asks for an exception by %s', async (match, words) => {
    const all = [daemon(8)];
    const files = { '/etc/ssh/sshd_config': `PasswordAuthentication no\nMatch ${match}\n` };
    const answer = (command: string) => ({ status: 0, out: said(command.includes(words), '22 2222'), err: '' });
    expect(await judged(eyesOn(all, answer, files), all)).toEqual(fails);
  });

  it('does not know of an exception for which sshd cannot be asked', async () => {
    const all = [daemon(8)];
    const files = { '/etc/ssh/sshd_config': 'Match RDomain blue\n' };
    expect(
      await judged(
        eyesOn(all, () => ({ status: 0, out: said(false), err: '' }), files),
        all,
      ),
    ).toEqual(unknown);
  });

  it('knows nothing where the processes are not seen', async () => {
    const eyes = eyesOn([], () => ({ status: 0, out: said(false), err: '' }));
    expect(await lookSsh(eyes, unseen('/proc', 'there are too many'))).toEqual(unseen('/proc', 'there are too many'));
  });

  it('does not know of the host’s from inside of a container', () => {
    const facts = host({ ssh: seen('/usr/sbin/sshd', 'absent'), kind: seen('/proc', { container: 'docker' }) });
    for (const check of [passwordLogin, rootLogin, failedLogins])
      expect(check.judge(facts)).toMatchObject([{ result: 'unknown' }]);
  });
});
