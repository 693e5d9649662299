import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bots, host, run, sound } from '../sound.contract.ts';

const root = { real: 0, effective: 0, saved: 0 };

export const botUserCases: Cases<HostFacts> = {
  good: {
    'a user of its own': sound,
    'a unit that names one, while it rests': host({
      bots: bots([], { resting: [{ about: 'bot /srv/grid', users: seen('unit', ['grid']) }] }),
    }),
  },
  bad: {
    root: host({ bots: bots([run({ user: root, uid: 0 })]) }),
    'root in a container': host({ bots: bots([run({ user: root, uid: 0, container: 'abc' })]) }),
    'one process of several': host({ bots: bots([run(), run({ pid: 401, user: root, uid: 0 })]) }),
    'a way back to root': host({ bots: bots([run({ user: { saved: 0 } })]) }),
    'capabilities that are as good': host({ bots: bots([run({ user: { capabilities: ['DAC_OVERRIDE'] } })]) }),
    'root of a user namespace that is root outside too': host({ bots: bots([run({ user: { ...root, outside: 0 } })]) }),
    'a unit without a user, while it rests': host({
      bots: bots([], { resting: [{ about: 'bot /srv/grid', users: seen('unit', ['root']) }] }),
    }),
  },
  near: {
    'root of a user namespace only': host({ bots: bots([run({ user: { ...root, outside: 1000 } })]) }),
    'a bot that rests, without a unit of the system': host({
      bots: bots([], { resting: [{ about: 'bot /srv/grid', users: seen('units', []) }] }),
    }),
    'no bot': host({ bots: bots([]) }),
    'a gap': host({ bots: bots([], { gaps: ['containers are told to root only'] }) }),
    'a process that ended': host({ bots: bots([{ ...run(), user: unseen('/proc/400/status', 'it has ended') }]) }),
  },
};
