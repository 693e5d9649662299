import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { Cover, HostFacts } from '../facts.ts';
import { but, host, sound } from '../sound.contract.ts';

const disk = (cover: Cover) => seen('findmnt', [{ place: '/', cover: seen('/sys', cover) }]);
const metal = seen('/proc', {});

export const diskEncryptionCases: Cases<HostFacts> = {
  good: {
    encrypted: sound,
    'a state folder in memory': host({ disks: disk('memory') }),
  },
  bad: {
    'a laptop without': host({ kind: metal, disks: disk('plain'), desk: but(sound.desk, { battery: true }) }),
    'a chassis of a laptop': host({ kind: metal, disks: disk('plain'), desk: but(sound.desk, { chassis: 10 }) }),
  },
  near: {
    'a virtual machine, whose provider may encrypt': host({ disks: disk('plain') }),
    'a server of metal': host({ kind: metal, disks: disk('plain') }),
    'what is not known': host({ disks: disk('unknown') }),
    'no disk': host({ disks: seen('findmnt', []) }),
  },
};
