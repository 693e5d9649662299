import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bots, host, run, sound } from '../sound.contract.ts';

const units = (exposure: number) =>
  seen('systemd-analyze', [
    { about: 'unit grid.service', unit: 'grid.service', exposure: seen('systemd-analyze', exposure) },
  ]);
const loose = (unit?: string) => {
  const { unit: _, ...rest } = run();
  return bots([unit === undefined ? rest : { ...rest, unit }]);
};

export const unitExposureCases: Cases<HostFacts> = {
  good: { 'shut in': sound, 'just so': host({ units: units(5) }) },
  bad: {
    bare: host({ units: units(9.6) }),
    'just not': host({ units: units(5.1) }),
    'no unit': host({ units: seen('systemd-analyze', []), bots: loose() }),
    'a login session': host({ units: seen('systemd-analyze', []), bots: loose('session-3.scope') }),
    'started by cron': host({ units: seen('systemd-analyze', []), bots: loose('cron.service') }),
  },
  near: {
    'bots that were not looked for': host({ bots: bots([], { gaps: ['containers are told to root only'] }) }),
    'a container': host({ units: seen('systemd-analyze', []), bots: bots([run({ container: 'abc' })]) }),
    'no bot': host({ units: seen('systemd-analyze', []), bots: bots([]) }),
    'a unit that was not found': host({
      units: seen('systemd-analyze', [
        {
          about: 'unit grid.service',
          unit: 'grid.service',
          exposure: unseen('systemd-analyze', 'its file was not found'),
        },
      ]),
    }),
    'units that were not looked for': host({ units: seen('systemd-analyze', []) }),
  },
};
