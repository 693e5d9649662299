import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { Cover, HostFacts } from '../facts.ts';
import { host, sound } from '../sound.contract.ts';

const swap = (cover: Cover, name = '/dev/dm-1') => seen('/proc/swaps', [{ name, cover: seen('/sys', cover) }]);

export const swapEncryptionCases: Cases<HostFacts> = {
  good: {
    none: sound,
    'on an encrypted device': host({ swaps: swap('encrypted') }),
    'compressed memory': host({ swaps: swap('memory', '/dev/zram0') }),
  },
  bad: {
    'a file on a plain disk': host({ swaps: swap('plain', '/swapfile') }),
    'one of two': host({
      swaps: seen('/proc/swaps', [
        { name: '/dev/zram0', cover: seen('/sys', 'memory') },
        { name: '/swapfile', cover: seen('/sys', 'plain') },
      ]),
    }),
  },
  near: {
    'of the host, seen from a container': host({ kind: seen('/proc', { container: 'docker' }), swaps: swap('plain') }),
    'on what is not known': host({ swaps: swap('unknown') }),
  },
};
