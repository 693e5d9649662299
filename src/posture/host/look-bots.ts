import type { FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { textOf, wordsOf } from './asking.ts';
import type { BotRun, Bots, CoreFacts, ProcessUser } from './facts.ts';

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
  const [found, ownMap] = await Promise.all([bots, wordsOf(eyes, '/proc/self/uid_map')]);
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
      .map(async ({ name, startedBy }) => ({ about: `bot ${name}`, users: await lookUnitUsers(eyes, startedBy) })),
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
async function lookUnitUsers(eyes: Eyes, startedBy: readonly string[]): Promise<Sight<readonly string[]>> {
  const units = startedBy.filter((path) =>
    /^\/(?:etc|run|usr\/lib|lib|usr\/local\/lib)\/systemd\/system\/[^/]+\.service$/.test(path),
  );
  const users: string[] = [];
  for (const path of units) {
    const text = await textOf(eyes, path);
    if ('unseen' in text) return text;
    const dropIns = await dropInsOf(eyes, path.split('/').at(-1) ?? '');
    const texts = await Promise.all(dropIns.map((one) => textOf(eyes, one)));
    for (const one of texts) if ('unseen' in one) return one;
    const more = texts.map((one) => ('seen' in one ? (one.seen ?? '') : ''));
    users.push(userOfUnit([text.seen ?? '', ...more].join('\n')));
  }
  return seen(units.join(', ') || 'units', users);
}

/** Those of every folder of units in the order of their names; of two with one name that of the later folder counts. */
async function dropInsOf(eyes: Eyes, unit: string): Promise<readonly string[]> {
  const found = new Map<string, string>();
  for (const folder of ['/usr/lib', '/lib', '/usr/local/lib', '/run', '/etc']) {
    const at = `${folder}/systemd/system/${unit}.d`;
    const names = await eyes.list(at);
    if ('fault' in names) continue;
    for (const name of names) if (name.endsWith('.conf')) found.set(name, `${at}/${name}`);
  }
  return [...found.keys()].sort().flatMap((name) => found.get(name) ?? []);
}

/** The last one counts; a command with `+` or `!` is started as root, whoever is named. */
export function userOfUnit(text: string): string {
  const last = (word: string): string | undefined =>
    [...text.matchAll(new RegExp(`^[ \\t]*${word}[ \\t]*=[ \\t]*(.*?)[ \\t]*$`, 'gm'))].at(-1)?.[1];
  const starts = [...text.matchAll(/^[ \t]*ExecStart[ \t]*=[ \t]*(.*?)[ \t]*$/gm)].map(([, command = '']) => command);
  if (starts.slice(starts.lastIndexOf('') + 1).some((command) => /^[@:|-]*[+!]/.test(command))) return 'root';
  if (/^(?:yes|true|on|1)$/i.test(last('DynamicUser') ?? '')) return 'a user of its own (DynamicUser)';
  const user = last('User') ?? '';
  return user === '' || user === '0' ? 'root' : user;
}
