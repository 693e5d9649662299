import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { host, sound } from '../sound.contract.ts';

const log = (mode: number, isReachable = true, path = '/srv/grid/logs/grid.log') =>
  host({ logs: seen('lstat', { files: [{ path, mode, isReachable }], gaps: [] }) });

export const logModesCases: Cases<HostFacts> = {
  good: {
    'the owner alone': sound,
    'the group too': log(0o640),
    'a folder that keeps others out': log(0o644, false),
  },
  bad: {
    everybody: log(0o644),
    'everybody, rotated': log(0o644, true, '/srv/grid/logs/grid.log.2.gz'),
    'everybody, to write': log(0o666),
    'more than are told': host({
      logs: seen('lstat', {
        files: Array.from({ length: 20 }, (_, at) => ({
          path: `/srv/grid/logs/${at}.log`,
          mode: 0o644,
          isReachable: true,
        })),
        gaps: [],
      }),
    }),
  },
  near: {
    'no log': host({ logs: seen('lstat', { files: [], gaps: [] }) }),
    'logs that are not open to us': host({
      logs: seen('lstat', { files: [], gaps: ['/srv/grid/logs is not open to this user'] }),
    }),
  },
};
