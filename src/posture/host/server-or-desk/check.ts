import { type Check, type Finding, whenSeen } from '../../check.ts';
import { isPortable } from '../chassis.ts';
import type { DeskFacts, HostFacts } from '../facts.ts';

export const serverOrDesk: Check<HostFacts> = {
  id: 'HOST-18',
  severity: 'low',
  title: 'this is a server, not a laptop or a desktop',
  why: 'A computer that somebody works on falls asleep, changes its network, and opens mail and web pages beside the keys. A bot belongs on a host that does nothing else.',
  how: 'A battery of the computer (not of its mouse), a lid, the kind of chassis in the DMI table, a login screen, the default route over Wi-Fi, and the kernel of WSL. Virtual machines say nothing of their chassis; one that shows a battery is on a laptop.',
  fix: 'move bots and Keyward to a small virtual server with a static address: `keyward vault backup` here, `keyward vault restore` there, then new keys that are bound to its address',
  undo: 'the same way back',
  references: [
    'systemd-detect-virt(1)',
    'systemd.special(7)',
    'https://www.kernel.org/doc/html/latest/power/power_supply_class.html',
  ],
  boxes: [27],
  judge: ({ desk, kind }) =>
    whenSeen('this host', desk, (seen, by) => [judgeDesk(seen, 'seen' in kind ? kind.seen.machine : undefined, by)]),
};

function judgeDesk(desk: DeskFacts, machine: string | undefined, by: string): Finding {
  const about = 'this host';
  // Hyper-V calls every machine a desktop.
  const chassis = machine === undefined && isPortable(desk.chassis);
  const carried = [desk.battery && 'a battery', desk.lid && 'a lid', chassis && 'the chassis of a laptop'].filter(
    (one) => one !== false,
  );
  if (carried.length > 0) return { result: 'warn', about, by, says: `it has ${carried.join(' and ')}: a laptop` };
  const signs = [
    desk.isWsl && 'it is Linux inside of Windows (WSL)',
    desk.display && 'it has a login screen',
    desk.wireless !== undefined && `its default route is over Wi-Fi (${desk.wireless})`,
  ].filter((one) => one !== false);
  if (signs.length > 0) return { result: 'warn', about, by, says: `${signs.join(' and ')}: somebody works on it` };
  if (desk.gap !== undefined) return { result: 'unknown', about, by, says: desk.gap };
  return {
    result: 'pass',
    about,
    by,
    says:
      machine === undefined
        ? 'nothing of a laptop or a desktop is seen'
        : `it is a virtual machine (${machine}) without a screen`,
  };
}
