import type { FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { type Account, readAccounts } from './accounts.ts';
import { textOf, wordsOf } from './asking.ts';
import type { BotRun, Bots, CoreFacts, ProcessUser } from './facts.ts';
import { lookUnitSettings, systemUnit } from './unit-settings.ts';

/** Capabilities with which a process makes itself root, by their bit. */
const mighty: Readonly<Record<number, string>> = {
  0: 'CHOWN',
  1: 'DAC_OVERRIDE',
  2: 'DAC_READ_SEARCH',
  3: 'FOWNER',
  6: 'SETGID',
  7: 'SETUID',
  16: 'SYS_MODULE',
  17: 'SYS_RAWIO',
  19: 'SYS_PTRACE',
  21: 'SYS_ADMIN',
  27: 'MKNOD',
  31: 'SETFCAP',
};

export async function lookBots(eyes: Eyes, bots: Promise<FoundBots>): Promise<Sight<Bots>> {
  const [found, ownMap, passwd] = await Promise.all([
    bots,
    wordsOf(eyes, '/proc/self/uid_map'),
    wordsOf(eyes, '/etc/passwd'),
  ]);
  const accounts = readAccounts(passwd ?? '');
  const running = found.bots.flatMap((bot) => bot.processes.map((one) => ({ about: `bot ${bot.name}`, one })));
  const runs = await Promise.all(
    running.map(async ({ about, one }): Promise<BotRun> => {
      const { pid, uid, unit, container } = one;
      const [user, core] = await Promise.all([lookUser(eyes, pid, ownMap ?? ''), lookCore(eyes, pid, uid)]);
      return {
        about,
        pid,
        uid,
        user,
        core,
        ...(unit === undefined ? {} : { unit }),
        ...(container === undefined ? {} : { container }),
      };
    }),
  );
  const resting = await Promise.all(
    found.bots
      .filter(({ processes }) => processes.length === 0)
      .map(async ({ name, startedBy }) => ({
        about: `bot ${name}`,
        users: await lookUnitUsers(eyes, startedBy, accounts),
      })),
  );
  return seen('/proc', { running: runs, resting, gaps: found.gaps });
}

async function lookUser(eyes: Eyes, pid: number, ownMap: string): Promise<Sight<ProcessUser>> {
  const by = `/proc/${pid}/status`;
  const [status, map] = await Promise.all([textOf(eyes, by), wordsOf(eyes, `/proc/${pid}/uid_map`)]);
  if ('unseen' in status) return status;
  const user = readUser(status.seen ?? '', map ?? ownMap, ownMap);
  return user ? seen(by, user) : unseen(by, `process ${pid} has ended meanwhile: look again`);
}

/** The user of a process as its status says, and what root of its user namespace is outside. */
export function readUser(status: string, map: string, ownMap: string): ProcessUser | undefined {
  const ids = /^Uid:\s+(\d+)\s+(\d+)\s+(\d+)/m.exec(status);
  if (!ids) return undefined;
  const [real, effective, saved] = [Number(ids[1]), Number(ids[2]), Number(ids[3])];
  const gid = /^Gid:\s+\d+\s+(\d+)\s/m.exec(status)?.[1];
  const groups = /^Groups:([\d \t]*)$/m.exec(status)?.[1];
  const bits = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const root = rootOutside(map);
  const isElsewhere = squeezed(map) !== squeezed(ownMap);
  const isNamespaceRoot = root !== undefined && effective === (isElsewhere ? root : 0);
  return {
    real,
    effective,
    saved,
    // Those of another user namespace count only there.
    capabilities:
      isElsewhere && root !== 0
        ? []
        : Object.entries(mighty).flatMap(([bit, name]) => (((bits >> BigInt(bit)) & 1n) === 1n ? [name] : [])),
    ...(gid === undefined || groups === undefined
      ? {}
      : { groups: [...new Set([Number(gid), ...(groups.match(/\d+/g) ?? []).map(Number)])] }),
    ...(isNamespaceRoot ? { outside: root } : {}),
  };
}

const squeezed = (map: string): string => map.trim().replace(/\s+/g, ' ');

/** The user outside of a user namespace that is root inside. */
function rootOutside(map: string): number | undefined {
  for (const line of map.split('\n')) {
    const [inside, outside, count] = line.trim().split(/\s+/).map(Number);
    if (inside === 0 && outside !== undefined && count !== undefined && count > 0) return outside;
  }
  return undefined;
}

async function lookCore(eyes: Eyes, pid: number, uid: number): Promise<Sight<CoreFacts>> {
  const by = `/proc/${pid}/limits`;
  const [limits, environment] = await Promise.all([textOf(eyes, by), eyes.look(`/proc/${pid}/environ`)]);
  if ('unseen' in limits) return limits;
  const soft = /^Max core file size\s+(\d+|unlimited)/m.exec(limits.seen ?? '')?.[1];
  if (soft === undefined) return unseen(by, `process ${pid} has ended meanwhile: look again`);
  // The kernel gives the files of what may not be dumped to root.
  const isUndumpable = !('fault' in environment) && environment.uid === 0 && uid !== 0;
  return seen(by, { soft: soft === 'unlimited' ? soft : Number(soft), isUndumpable });
}

/** The users that the units of a bot name; none where it has no unit of the system. */
async function lookUnitUsers(
  eyes: Eyes,
  startedBy: readonly string[],
  accounts: readonly Account[],
): Promise<Sight<readonly string[]>> {
  const units = startedBy.flatMap((path) => systemUnit(path) ?? []);
  const users: string[] = [];
  const by: string[] = [];
  for (const unit of units) {
    const settings = await lookUnitSettings(eyes, unit);
    if ('unseen' in settings) return settings;
    by.push(settings.by);
    if (settings.seen === 'absent') return unseen(settings.by, `the file of ${unit} is not there any more: look again`);
    if (settings.seen.isMasked) continue;
    const { user } = settings.seen;
    users.push(accounts.some(({ name, uid }) => name === user && uid === 0) ? 'root' : user);
  }
  return seen(by.join(', ') || 'units', users);
}
