import { dirname } from 'node:path';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes, FileFacts } from '../eyes.ts';
import { type AccessList, readAccessLists } from './acl.ts';
import type { Readers } from './facts.ts';

const READ = 4;
const ENTER = 1;
/** A user whom no list of this host knows. */
const NOBODY_KNOWN = 0x7ffffffe;
const MOST_PATHS = 400;

interface User {
  readonly name: string;
  readonly uid: number;
  /** Of its own. */
  readonly gid: number;
  readonly gids: ReadonlySet<number>;
  readonly home: string;
}

/** A file or folder on the way, with its access list where it has one. */
interface Step {
  readonly path: string;
  readonly facts: FileFacts;
  readonly list?: AccessList;
}

/** The users of this host, as its own files list them. */
export async function usersOf(eyes: Eyes): Promise<readonly User[]> {
  const [passwd, group] = await Promise.all([eyes.read('/etc/passwd'), eyes.read('/etc/group')]);
  const lines = (read: typeof passwd): string[][] =>
    'fault' in read
      ? []
      : read.bytes
          .toString('utf8')
          .split('\n')
          .map((line) => line.split(':'));
  const groups = lines(group).flatMap(([, , gid = '', members = '']) =>
    members
      .split(',')
      .filter(Boolean)
      .map((name) => [name, Number(gid)] as const),
  );
  return lines(passwd).flatMap(([name = '', , uid = '', gid = '', , home = '']) => {
    if (name === '' || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) return [];
    const more = groups.filter(([who]) => who === name).map(([, id]) => id);
    return [{ name, uid: Number(uid), gid: Number(gid), home, gids: new Set([Number(gid), ...more]) }];
  });
}

/**
 * Who can read each of these files beside its owner, root and those for whom it is meant, by the file they lead to, each folder above it, and the
 * access lists of all. `meant`: the users of the bots that read a file.
 */
export async function readersOf(
  paths: readonly string[],
  eyes: Eyes,
  meant: (path: string) => ReadonlySet<number>,
): Promise<Map<string, Sight<Readers>>> {
  const wanted = [...new Set(paths)].slice(0, MOST_PATHS);
  const [real, users] = await Promise.all([realPaths(wanted, eyes), usersOf(eyes)]);
  const steps = new Map<string, Promise<FileFacts | string>>();
  const lookAt = (path: string): Promise<FileFacts | string> => {
    const known = steps.get(path) ?? eyes.look(path).then((one) => ('fault' in one ? one.fault : one));
    steps.set(path, known);
    return known;
  };
  const ways = await Promise.all(
    wanted.map(async (path) => ({ path, way: await wayTo(real.get(path) ?? path, lookAt) })),
  );
  const onWays = new Map(
    ways.flatMap(({ way }) => (Array.isArray(way) ? way.map((step) => [step.path, step.facts] as const) : [])),
  );
  const lists = await accessLists(onWays, eyes);
  return new Map(ways.map(({ path, way }) => [path, sightOf(path, way, lists, { users, meant: meant(path) })]));
}

const BY = 'lstat, getfacl';

function sightOf(
  path: string,
  way: readonly Step[] | string,
  lists: Lists,
  { users, meant }: { readonly users: readonly User[]; readonly meant: ReadonlySet<number> },
): Sight<Readers> {
  if (typeof way === 'string') return unseen(`lstat ${path}`, `who can read it was not seen (${way})`);
  // Whoever can read a link can read no more than where it leads.
  if (way.at(-1)!.facts.kind === 'link') return unseen(`lstat ${path}`, 'where this link leads was not seen');
  const hidden = way.find((step) => lists.hidden.has(step.path));
  if (hidden) return unseen(BY, `${hidden.path} has an access list that could not be read`);
  const whole = way.map((step) => {
    const list = lists.known.get(step.path);
    return list ? { ...step, list } : step;
  });
  const file = whole.at(-1)!;
  const reaches = (user: Pick<User, 'uid' | 'gids'>): boolean =>
    whole.every((step, at) => may(user, step, at === whole.length - 1 ? READ : ENTER));
  const everyone = reaches({ uid: NOBODY_KNOWN, gids: new Set() });
  const { uid, gid } = file.facts;
  const able = users.filter((user) => user.uid !== 0 && user.uid !== uid && !meant.has(user.uid) && reaches(user));
  // A file of root that one user reads by the group of his own is made for him.
  const isHis = uid === 0 && able.length === 1 && able[0]!.gid === gid && !file.list;
  const others = isHis ? [] : able;
  const mode = file.facts.mode.toString(8).padStart(3, '0');
  const by = file.list ? 'its access list' : `its mode ${mode}`;
  return seen(BY, { everyone, users: everyone ? [] : [...new Set(others.map(({ name }) => name))].sort(), by });
}

/** By the rules of POSIX 1003.1e: the first class that fits decides, of groups the most generous. */
function may({ uid, gids }: Pick<User, 'uid' | 'gids'>, { facts, list }: Step, want: number): boolean {
  const has = (bits: number): boolean => (bits & want) === want;
  if (uid === facts.uid) return has(facts.mode >> 6);
  // Linux looks at no list whose mask lets nobody do anything: then the mode counts, also for those whom it names.
  if (!list || (facts.mode & 0o070) === 0) return has(gids.has(facts.gid) ? facts.mode >> 3 : facts.mode);
  const named = list.users.get(uid);
  if (named !== undefined) return has(named & list.mask);
  const byGroup = [
    ...(gids.has(facts.gid) ? [list.ownGroup] : []),
    ...[...list.groups].filter(([gid]) => gids.has(gid)).map(([, bits]) => bits),
  ];
  return byGroup.length > 0 ? byGroup.some((bits) => has(bits & list.mask)) : has(facts.mode);
}

/** Every folder from the root to a file, and the file; or why one could not be seen. */
async function wayTo(
  path: string,
  lookAt: (path: string) => Promise<FileFacts | string>,
): Promise<readonly Step[] | string> {
  const folders: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    folders.unshift(at);
    if (dirname(at) === at) break;
  }
  const steps: Step[] = [];
  for (const one of folders) {
    const facts = await lookAt(one);
    if (typeof facts === 'string') return facts === 'denied' ? 'a folder above it cannot be entered' : facts;
    steps.push({ path: one, facts });
  }
  return steps;
}

/** Where each path leads, through all links on its way. */
async function realPaths(paths: readonly string[], eyes: Eyes): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  const ran = await eyes.run(['realpath', '-mz', '--', ...paths]);
  const real = 'fault' in ran ? [] : ran.out.split('\0').slice(0, -1);
  return new Map(real.length === paths.length ? paths.map((path, at) => [path, real[at]!]) : []);
}

interface Lists {
  readonly known: ReadonlyMap<string, AccessList>;
  /** Those that have one which could not be read. */
  readonly hidden: ReadonlySet<string>;
}

/** A list lets in whom the mode keeps out, and keeps out whom the mode lets in. */
export async function accessLists(steps: ReadonlyMap<string, FileFacts>, eyes: Eyes): Promise<Lists> {
  const paths = [...steps.keys()];
  if (paths.length === 0) return { known: new Map(), hidden: new Set() };
  const ran = await eyes.run(['getfacl', '-nps', '--', ...paths]);
  if (!('fault' in ran) && ran.status === 0) return { known: readAccessLists(ran.out), hidden: new Set() };
  // Without that program `ls` marks what has a list with a plus sign.
  const listed = await eyes.run(['ls', '-ldUb', '--', ...paths]);
  const lines = 'fault' in listed ? [] : listed.out.trimEnd().split('\n');
  const isTold = lines.length === paths.length;
  return {
    known: new Map(),
    hidden: new Set(paths.filter((_, at) => !isTold || /^.{10}\+/.test(lines[at]!))),
  };
}
