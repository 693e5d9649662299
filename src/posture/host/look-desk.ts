import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { isSeen, wordsOf } from './asking.ts';
import type { DeskFacts, NetworkFacts, RunningProgram } from './facts.ts';

const displays =
  /^(?:gdm3?|gdm-session-wor|lightdm|sddm|xdm|lxdm|slim|greetd|Xorg|Xwayland|gnome-shell|kwin_wayland|kwin_x11)$/;

export async function lookDesk(
  eyes: Eyes,
  network: Sight<NetworkFacts>,
  programs: Sight<readonly RunningProgram[]>,
): Promise<Sight<DeskFacts>> {
  const by =
    '/sys/class/power_supply, /sys/class/dmi/id/chassis_type, /proc/acpi/button/lid, display-manager.service, /proc/net/route';
  const [supplies, chassis, lids, manager, release] = await Promise.all([
    eyes.list('/sys/class/power_supply'),
    wordsOf(eyes, '/sys/class/dmi/id/chassis_type'),
    eyes.list('/proc/acpi/button/lid'),
    isSeen(eyes, '/etc/systemd/system/display-manager.service'),
    wordsOf(eyes, '/proc/sys/kernel/osrelease'),
  ]);
  if (!(await isSeen(eyes, '/sys/class')))
    return unseen('/sys/class', 'what this computer is made of is not seen: /sys is not mounted');
  const batteries = await Promise.all(
    (Array.isArray(supplies) ? supplies : []).map((one: string) => isOwnBattery(eyes, one)),
  );
  const outward = 'seen' in network ? network.seen.outward : [];
  const radios = await Promise.all(
    outward.map(async (name) =>
      (await isSeen(eyes, `/sys/class/net/${name}/wireless`)) || (await isSeen(eyes, `/sys/class/net/${name}/phy80211`))
        ? [name]
        : [],
    ),
  );
  const [wireless] = radios.flat();
  const kind = Number.parseInt(chassis ?? '', 10);
  const screens = ('seen' in programs ? programs.seen : []).filter(
    ({ name, container }) => container === undefined && displays.test(name),
  );
  return seen(by, {
    battery: batteries.includes(true),
    lid: Array.isArray(lids) && lids.length > 0,
    ...(Number.isNaN(kind) ? {} : { chassis: kind }),
    display: manager || screens.length > 0,
    ...('unseen' in programs ? { gap: programs.unseen } : {}),
    ...(wireless === undefined ? {} : { wireless }),
    isWsl: /microsoft/i.test(release ?? ''),
  });
}

/** The battery of a mouse or a keyboard has the scope of a device, and a UPS is none. */
async function isOwnBattery(eyes: Eyes, name: string): Promise<boolean> {
  const folder = `/sys/class/power_supply/${name}`;
  const [type, scope, present] = await Promise.all([
    wordsOf(eyes, `${folder}/type`),
    wordsOf(eyes, `${folder}/scope`),
    wordsOf(eyes, `${folder}/present`),
  ]);
  return type?.trim() === 'Battery' && scope?.trim() !== 'Device' && present?.trim() !== '0';
}
