import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HiddenRoot, HostFacts } from '../facts.ts';
import { bots, but, host, sound } from '../sound.contract.ts';

const hidden = (more: Partial<HiddenRoot>) => host({ hiddenRoot: but(sound.hiddenRoot, more) });
const sudo = (isBot: boolean, ...free: readonly string[]) =>
  hidden({ sudo: seen('sudo -l', [{ user: 'grid', isBot, free }]) });
const group = (name: string, hasDaemon: boolean | undefined, ...members: readonly string[]) =>
  hidden({ groups: seen('/etc/group', [{ group: name, members, ...(hasDaemon === undefined ? {} : { hasDaemon }) }]) });

const held = (hasDaemon: boolean) =>
  hidden({
    groups: seen('/etc/group', [
      { group: 'docker', members: [], hasDaemon, held: [{ about: 'bot /srv/grid', pid: 400 }] },
    ]),
  });

export const hiddenRootCases: Cases<HostFacts> = {
  good: {
    nothing: sound,
    'one command with its words': sudo(true, '/usr/bin/systemctl restart grid.service'),
    'a group without members': group('docker', true),
    'a group without its daemon': group('lxd', false, 'ubuntu'),
    'a group without its daemon, which a process holds': held(false),
  },
  bad: {
    everything: sudo(false, 'ALL'),
    'everything for the bot': sudo(true, 'ALL'),
    'an editor': sudo(false, '/usr/bin/vim /etc/hosts'),
    'a command whose words are free': sudo(false, '/usr/bin/find'),
    'a bot in the group docker': group('docker', true, 'grid'),
    'an account in the group disk': group('disk', undefined, 'keeper'),
    'a process that holds the group docker beyond its account': held(true),
    'a unit that gives the group disk': hidden({
      groups: seen('/etc/group', [{ group: 'disk', members: [], given: ['grid.service'] }]),
    }),
    'a socket for everybody': hidden({ openSockets: ['/run/docker.sock'] }),
  },
  near: {
    'groups of a process that were not told': hidden({
      gaps: [{ about: 'groups of bot /srv/grid', says: 'not told' }],
    }),
    'groups that may not be read': hidden({ groups: unseen('/etc/group', 'root only') }),
    'bots that were not looked for': host({ bots: bots([], { gaps: ['containers are told to root only'] }) }),
    'rights that root alone may ask for': hidden({ sudo: unseen('sudo -l', 'root only') }),
  },
};
