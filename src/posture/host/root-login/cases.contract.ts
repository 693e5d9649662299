import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts, RootLogin } from '../facts.ts';
import { host, sound, ssh, view } from '../sound.contract.ts';

const as = (root: RootLogin, password = false) => [view(), view({ who: 'user root', user: 'root', root, password })];
const withKey = seen('/etc/ssh', 1);
const withPassword = seen('/etc/shadow', ['root']);

export const rootLoginCases: Cases<HostFacts> = {
  good: {
    no: sound,
    'keys only, and it has none': host({ ssh: ssh({ views: as('prohibit-password') }) }),
    'one command per key': host({ ssh: ssh({ views: as('forced-commands-only'), rootKeys: withKey }) }),
    'kept out by AllowUsers': host({
      ssh: ssh({ views: as('yes', true), withPassword, rootMayLogin: seen('sshd -T', false) }),
    }),
    'loopback alone': host({ ssh: ssh({ views: as('yes', true), withPassword, isLocal: true }) }),
  },
  bad: {
    'from inside alone': host({
      ssh: ssh({
        views: [view(), view({ who: 'whoever comes from 10.0.0.0/8', user: 'root', isInside: true, root: 'yes' })],
        rootKeys: seen('/etc/ssh', 1),
      }),
    }),
    'a password': host({ ssh: ssh({ views: as('yes', true), withPassword }) }),
    'a password that may not be looked for': host({
      ssh: ssh({ views: as('yes', true), withPassword: unseen('/etc/shadow', 'root only') }),
    }),
    'a key': host({ ssh: ssh({ views: as('prohibit-password'), rootKeys: withKey }) }),
    'yes without a way yet': host({ ssh: ssh({ views: as('yes') }) }),
  },
  near: {
    'what was not asked of sshd': host({ ssh: ssh({ gaps: ['a second sshd was not asked'] }) }),
    'no sshd': host({ ssh: seen('/usr/sbin/sshd', 'absent') }),
    'an sshd that nobody starts': host({ ssh: ssh({ isUsed: false, views: [] }) }),
    'keys that may not be read': host({
      ssh: ssh({ views: as('prohibit-password'), rootKeys: unseen('keys', 'root only') }),
    }),
    'no word on root': host({ ssh: ssh({ views: [view()] }) }),
  },
};
