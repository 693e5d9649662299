import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts, UpdateFacts } from '../facts.ts';
import { but, host, NOW_MS, sound } from '../sound.contract.ts';

const updates = (more: Partial<UpdateFacts>) => host({ updates: but(sound.updates, more) });

export const autoUpdatesCases: Cases<HostFacts> = {
  good: {
    'on, and ran today': sound,
    'started by cron': updates({ timer: 'cron' }),
    'every second day': updates({ upgrades: '2', lists: 'always' }),
  },
  bad: {
    'not installed': updates({ isInstalled: false }),
    off: updates({ upgrades: '0' }),
    'never set': updates({ upgrades: '', lists: '' }),
    'switched off as a whole': updates({ isEnabled: false }),
    'a masked timer': updates({ timer: 'masked' }),
    'nothing that starts it': updates({ timer: 'missing' }),
    'no security updates': updates({ covers: 'other' }),
    'a month ago': updates({ lastRunMs: seen('stamp', NOW_MS - 30 * 86_400_000) }),
  },
  near: {
    'not yet run': updates({ lastRunMs: seen('stamp', 'never') }),
    'a timer that could not be asked': updates({ timer: 'unknown' }),
    'a container': host({
      kind: seen('/proc', { container: 'docker' }),
      updates: but(sound.updates, { upgrades: '0' }),
    }),
    'no apt': host({ updates: unseen('apt-config', 'this host has no apt') }),
  },
};
