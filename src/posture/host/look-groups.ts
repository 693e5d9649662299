import type { Sight } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { type Account, readGroups } from './accounts.ts';
import { isThere } from './asking.ts';
import type { BotRun, HiddenRoot, RootGroup } from './facts.ts';
import { isService } from './services.ts';
import { lookUnitSettings, systemUnit } from './unit-settings.ts';

/** Groups that make root, and the sockets of the daemons that they need for that. */
const rootGroups: Readonly<Record<string, readonly string[]>> = {
  docker: ['/run/docker.sock', '/var/run/docker.sock'],
  lxd: ['/var/lib/lxd/unix.socket', '/var/snap/lxd/common/lxd/unix.socket'],
  'incus-admin': ['/var/lib/incus/unix.socket'],
  libvirt: ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock'],
  disk: [],
  shadow: [],
};

/** Whoever opens one of these is root. */
export const rootSockets: readonly string[] = Object.values(rootGroups)
  .flat()
  .filter((path) => path !== '/var/run/docker.sock');

interface Around {
  /** /etc/group. */
  readonly text: string;
  readonly accounts: readonly Account[];
  readonly runs: readonly BotRun[];
  /** The files that start the bots. */
  readonly startedBy: readonly string[];
  /** Accounts and groups of sudoers. */
  readonly named: Sight<ReadonlySet<string>>;
}

type Groups = ReturnType<typeof readGroups>;

/** Who is in such a group by the account database, which processes of bots hold one, and which units give one. */
export async function lookRootGroups(
  eyes: Eyes,
  { text, accounts, runs, startedBy, named }: Around,
): Promise<{ readonly groups: readonly RootGroup[]; readonly gaps: HiddenRoot['gaps'] }> {
  const all = readGroups(text);
  // What runs in a container holds groups of that, and opens no socket of the host by them.
  const own = runs.filter(({ container }) => container === undefined);
  const units = [
    ...own.flatMap(({ unit }) => (isService(unit) ? [unit] : [])),
    ...startedBy.flatMap((path) => systemUnit(path) ?? []),
  ];
  const given = await Promise.all([...new Set(units)].map((unit) => lookGiven(eyes, unit, all)));
  const groups = await Promise.all(
    all
      .filter(({ name }) => Object.hasOwn(rootGroups, name))
      .map(async ({ name, gid, members }): Promise<RootGroup> => {
        const sockets = rootGroups[name] ?? [];
        const there = await Promise.all(sockets.map((path) => isThere(eyes, path)));
        const isMember = (one: Account): boolean => one.uid !== 0 && (members.includes(one.name) || one.gid === gid);
        const inside = accounts.filter(isMember);
        const held = own.filter(
          ({ user, uid }) => holds(user, gid) && uid !== 0 && !inside.some((account) => account.uid === uid),
        );
        const units = given.filter(({ gids }) => gids.includes(gid)).map(({ unit }) => unit);
        return {
          group: name,
          members: [...new Set(inside.map((one) => one.name))],
          ...(sockets.length === 0 ? {} : { hasDaemon: there.includes(true) }),
          ...(held.length === 0 ? {} : { held: held.map(({ about, pid }) => ({ about, pid })) }),
          ...(units.length === 0 ? {} : { given: units }),
        };
      }),
  );
  const gaps = [...own.flatMap((run) => gapsOf(run, all, accounts, named)), ...given.flatMap(({ gap }) => gap ?? [])];
  return { groups, gaps };
}

function holds(user: BotRun['user'], gid: number): boolean {
  return 'seen' in user && user.seen.groups?.includes(gid) === true;
}

async function lookGiven(
  eyes: Eyes,
  unit: string,
  all: Groups,
): Promise<{ readonly unit: string; readonly gids: readonly number[]; readonly gap?: HiddenRoot['gaps'][number] }> {
  const settings = await lookUnitSettings(eyes, unit);
  const about = `unit ${unit}`;
  if ('unseen' in settings) return { unit, gids: [], gap: { about, says: settings.unseen } };
  // What has no file of the system any more is known by its process.
  if (settings.seen === 'absent') return { unit, gids: [] };
  const named = settings.seen.groups;
  return {
    unit,
    gids: named.flatMap((one) => (/^\d+$/.test(one) ? Number(one) : (all.find(({ name }) => name === one)?.gid ?? []))),
  };
}

/** Groups of a process that were not told, and those by which sudoers may allow it more than its account. */
function gapsOf(run: BotRun, all: Groups, accounts: readonly Account[], named: Around['named']): HiddenRoot['gaps'] {
  const { about, pid, uid, user } = run;
  if (uid === 0) return [];
  if ('unseen' in user) return [{ about: `groups of ${about}`, says: user.unseen }];
  const { groups } = user.seen;
  if (groups === undefined)
    return [{ about: `groups of ${about}`, says: `the groups of process ${pid} were not told` }];
  const account = accounts.find((one) => one.uid === uid);
  const more = groups.flatMap((gid) => {
    const group = all.find((one) => one.gid === gid);
    const isOwn = account !== undefined && (account.gid === gid || group?.members.includes(account.name) === true);
    const words = [`%#${gid}`, ...(group === undefined ? [] : [`%${group.name}`])];
    return !isOwn && 'seen' in named && words.some((word) => named.seen.has(word)) ? [group?.name ?? String(gid)] : [];
  });
  return more.map((name) => ({
    about: `groups of ${about}`,
    says: `process ${pid} holds the group ${name}, which sudoers names and its account is not in: what that allows was not asked`,
  }));
}
