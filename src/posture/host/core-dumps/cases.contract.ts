import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bots, host, run, sound } from '../sound.contract.ts';

const core = (
  soft: number | 'unlimited',
  pattern: string,
  more: { isUndumpable?: boolean; keepsNothing?: boolean } = {},
) =>
  host({
    bots: bots([run({ core: seen('limits', { soft, isUndumpable: more.isUndumpable ?? false }) })]),
    coreSettings: seen('core_pattern', { pattern, keepsNothing: more.keepsNothing ?? false }),
  });

export const coreDumpsCases: Cases<HostFacts> = {
  good: {
    'a limit of 0': sound,
    'a pattern that throws away': core('unlimited', '|/bin/false'),
    'a process that may not be dumped': core('unlimited', 'core', { isUndumpable: true }),
    'systemd-coredump and a limit of 0': core(0, '|/lib/systemd/systemd-coredump %P %u'),
    'systemd-coredump that keeps nothing': core('unlimited', '|/lib/systemd/systemd-coredump %P %u', {
      keepsNothing: true,
    }),
    'no pattern': core('unlimited', ''),
  },
  bad: {
    'no limit': core('unlimited', 'core'),
    'a limit of a gigabyte': core(1e9, '/var/crash/core.%p'),
    'systemd-coredump and no limit': core('unlimited', '|/lib/systemd/systemd-coredump %P %u'),
    'a helper that heeds no limit': core(0, '|/usr/local/bin/keep-core %p'),
  },
  near: {
    'no bot': host({ bots: bots([]) }),
    'a bot that rests': host({
      bots: bots([], { resting: [{ about: 'bot /srv/grid', users: seen('unit', ['grid']) }] }),
    }),
    'a process that ended': host({ bots: bots([run({ core: unseen('limits', 'it has ended') })]) }),
  },
};
