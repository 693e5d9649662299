import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { DeskFacts, HostFacts } from '../facts.ts';
import { but, host, sound } from '../sound.contract.ts';

const desk = (more: Partial<DeskFacts>, machine?: string) =>
  host({ desk: but(sound.desk, more), kind: seen('/proc', machine === undefined ? {} : { machine }) });

export const serverOrDeskCases: Cases<HostFacts> = {
  good: {
    'a virtual machine': sound,
    'a server of metal': desk({ chassis: 23 }),
    'a desktop chassis without a screen': desk({ chassis: 3 }),
    'a chassis that Hyper-V made up': desk({ chassis: 9 }, 'microsoft'),
  },
  bad: {
    'a battery': desk({ battery: true }),
    'a battery in a virtual machine': desk({ battery: true }, 'oracle'),
    'a lid': desk({ lid: true }),
    'the chassis of a laptop': desk({ chassis: 10 }),
    'a login screen': desk({ display: true }, 'kvm'),
    'Wi-Fi': desk({ wireless: 'wlan0' }),
    WSL: desk({ isWsl: true }, 'microsoft'),
  },
  near: {
    'no /sys': host({ desk: unseen('/sys', 'it is not mounted') }),
    'programs that were not seen': desk({ gap: 'the processes are not seen' }),
  },
};
