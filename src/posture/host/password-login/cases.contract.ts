import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { host, sound, ssh, view } from '../sound.contract.ts';

const open = view({ password: true });

export const passwordLoginCases: Cases<HostFacts> = {
  good: {
    'keys alone': sound,
    'a password only besides a key': host({
      ssh: ssh({ views: [view({ password: true, methods: [['publickey', 'password']] })] }),
    }),
    'questions by the keyboard that PAM does not answer': host({
      ssh: ssh({ views: [view({ keyboard: true, usesPam: false })] }),
    }),
    'loopback alone': host({ ssh: ssh({ isLocal: true, views: [open] }) }),
  },
  bad: {
    'a password': host({ ssh: ssh({ views: [open] }) }),
    'a password through PAM': host({ ssh: ssh({ views: [view({ keyboard: true })] }) }),
    'a password as one of two ways': host({
      ssh: ssh({ views: [view({ password: true, methods: [['publickey'], ['password']] })] }),
    }),
    'a password for one account': host({
      ssh: ssh({ views: [view(), view({ who: 'user keeper', user: 'keeper', password: true })] }),
    }),
    'an empty password': host({ ssh: ssh({ views: [view({ password: true, emptyPasswords: true })] }) }),
    'a password from inside': host({
      ssh: ssh({ views: [view(), view({ who: 'whoever comes from 10.0.0.0/8', isInside: true, password: true })] }),
    }),
    'passwords that nobody has yet': host({ ssh: ssh({ views: [open], withPassword: seen('/etc/shadow', []) }) }),
    'passwords that may not be looked for': host({
      ssh: ssh({ views: [open], withPassword: unseen('/etc/shadow', 'root only') }),
    }),
  },
  near: {
    'what was not asked of sshd': host({ ssh: ssh({ gaps: ['a second sshd was not asked'] }) }),
    'no sshd': host({ ssh: seen('/usr/sbin/sshd', 'absent') }),
    'an sshd that nobody starts': host({ ssh: ssh({ isUsed: false, views: [] }) }),
    'an sshd that does not answer': host({ ssh: unseen('sshd -T', '/run/sshd is missing') }),
  },
};
