import type { FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { HostFacts, RunningProgram } from './facts.ts';
import { lookBots } from './look-bots.ts';
import { lookDesk } from './look-desk.ts';
import { lookDisks, lookSpace, lookSwaps } from './look-disks.ts';
import { lookFilter } from './look-filter.ts';
import { lookKind, lookNetwork } from './look-kind.ts';
import { lookListeners } from './look-listeners.ts';
import { lookLogins } from './look-logins.ts';
import { lookLogs } from './look-logs.ts';
import { lookOwn, type OwnPath } from './look-own.ts';
import { lookProcesses } from './look-processes.ts';
import { lookersOf, lookPrograms } from './look-programs.ts';
import { lookHiddenRoot, lookSight } from './look-rights.ts';
import { lookSsh } from './look-ssh.ts';
import { lookUnits } from './look-units.ts';
import { lookCoreSettings, lookReboot, lookUpdates } from './look-upkeep.ts';

/** Looks at this host. Never rejects: what fails is unseen. `home` is Keyward's state folder, `own` are other files of its own. */
export async function lookHost(
  eyes: Eyes,
  bots: Promise<FoundBots>,
  home: string,
  own: readonly OwnPath[] = [],
): Promise<HostFacts> {
  const found = bots.catch((): FoundBots => ({ bots: [], gaps: ['the bots on this host could not be looked for'] }));
  const kinds = guarded('/proc', lookKind(eyes));
  const lists = guarded('/proc', lookProcesses(eyes));
  const runs = guarded('/proc', lookBots(eyes, found));
  const listeners = guarded('ss', lookListeners(eyes));
  const network = kinds.then((kind) => guarded('ip -j addr', lookNetwork(eyes, kind)));
  const programs = lists.then(
    (list): Sight<readonly RunningProgram[]> => ('seen' in list ? seen(list.by, list.seen.programs) : list),
  );
  const running = runs.then((bot) => ('seen' in bot ? bot.seen.running : []));
  const startedBy = found.then(({ bots: all }) => all.flatMap((bot) => bot.startedBy));
  const after = async <A, T>(by: string, first: Promise<A>, look: (seen: A) => Promise<Sight<T>>): Promise<Sight<T>> =>
    guarded(by, first.then(look));
  const all = {
    kind: kinds,
    bots: runs,
    listeners,
    network,
    ssh: after('sshd -T', programs, (list) => lookSsh(eyes, list)),
    filter: guarded('nft', lookFilter(eyes)),
    updates: guarded('apt-config dump', lookUpdates(eyes)),
    reboot: guarded('/run/reboot-required', lookReboot(eyes)),
    coreSettings: guarded('/proc/sys/kernel/core_pattern', lookCoreSettings(eyes)),
    swaps: guarded('/proc/swaps', lookSwaps(eyes)),
    disks: guarded('findmnt', lookDisks(eyes, home)),
    space: guarded('df', lookSpace(eyes, home)),
    hiddenRoot: after('sudo -l', Promise.all([running, startedBy]), ([list, paths]) =>
      lookHiddenRoot(eyes, list, paths),
    ),
    logs: guarded('lstat', lookLogs(eyes, found)),
    logins: guarded('journalctl', lookLogins(eyes)),
    units: after('systemd-analyze', Promise.all([running, startedBy]), ([list, paths]) => lookUnits(eyes, list, paths)),
    sight: after('/proc', Promise.all([running, lookersOf(eyes)]), ([list, lookers]) => lookSight(eyes, list, lookers)),
    desk: after('/sys', Promise.all([network, programs]), ([net, list]) => lookDesk(eyes, net, list)),
    own: after('lstat', running, (list) => lookOwn(eyes, list, home, own)),
    programs: after('/proc', Promise.all([lists, listeners]), async ([list, sockets]) =>
      'seen' in list ? lookPrograms(eyes, list.seen, found, sockets) : list,
    ),
  };
  return {
    nowMs: eyes.nowMs,
    kind: await all.kind,
    bots: await all.bots,
    ssh: await all.ssh,
    network: await all.network,
    filter: await all.filter,
    listeners: await all.listeners,
    updates: await all.updates,
    reboot: await all.reboot,
    coreSettings: await all.coreSettings,
    swaps: await all.swaps,
    disks: await all.disks,
    hiddenRoot: await all.hiddenRoot,
    logs: await all.logs,
    logins: await all.logins,
    units: await all.units,
    sight: await all.sight,
    space: await all.space,
    desk: await all.desk,
    programs: await all.programs,
    own: await all.own,
  };
}

/** A fault of one look hides nothing of the others. */
async function guarded<T>(by: string, look: Promise<Sight<T>>): Promise<Sight<T>> {
  try {
    return await look;
  } catch {
    return unseen(by, `${by} was looked at, and what it said could not be understood`);
  }
}
