import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { host, sound, ssh, view } from '../sound.contract.ts';

const burst = seen('journalctl', { failed: 4_000, from: 90, won: 0 });
const cut = (failed: number, won = 0) => seen('journalctl', { failed, from: 90, won, isCut: true });
const list = (failed: number) => seen('lastb', { failed, from: 2, won: 0, isBlind: true });
const open = ssh({ views: [view({ password: true })] });

export const failedLoginsCases: Cases<HostFacts> = {
  good: {
    few: sound,
    'many that cannot fit': host({ logins: burst }),
    'few of a list of failures, that cannot fit': host({ logins: list(3) }),
    'many of a list of failures, that cannot fit': host({ logins: list(4_000) }),
    'few where passwords are taken': host({ ssh: open }),
  },
  bad: {
    'many that could fit, of a list of failures': host({ logins: list(4_000), ssh: open }),
    'many that could fit': host({ logins: burst, ssh: open }),
    'many of a journal that is cut': host({ logins: cut(4_000), ssh: open }),
    'one that did, in a journal that is cut': host({ logins: cut(4_000, 1) }),
    'one that did': host({ logins: seen('journalctl', { failed: 40, from: 1, won: 1 }) }),
  },
  near: {
    'few of a list of failures, that could fit': host({ logins: list(3), ssh: open }),
    'few of a list of failures, and no word on passwords': host({
      logins: list(3),
      ssh: unseen('sshd -T', 'root only'),
    }),
    'few of a list of failures, and not all of sshd was asked': host({
      logins: list(3),
      ssh: ssh({ gaps: ['another'] }),
    }),
    'few of a journal that is cut': host({ logins: cut(9), ssh: open }),
    'many of a journal that is cut, that cannot fit': host({ logins: cut(4_000) }),
    'many, and not all of sshd was asked': host({ logins: burst, ssh: ssh({ gaps: ['a second sshd'] }) }),
    'many, and no word on passwords': host({ logins: burst, ssh: unseen('sshd -T', 'root only') }),
    'no sshd': host({ logins: burst, ssh: seen('/usr/sbin/sshd', 'absent') }),
    'no journal': host({ logins: unseen('journalctl', 'nothing keeps them') }),
  },
};
