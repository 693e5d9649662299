import { dirname, join, resolve } from 'node:path';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes, FileFacts } from '../eyes.ts';
import { accessLists } from '../secrets/access.ts';
import type { AccessList } from '../secrets/acl.ts';
import { type Account, readAccounts, readGroups } from './accounts.ts';
import { ask, textOf } from './asking.ts';
import type { BotRun, OwnStep, OwnThing } from './facts.ts';
import { lookersOf } from './look-programs.ts';

/** A file of Keyward's own. */
export interface OwnPath {
  readonly about: string;
  readonly path: string;
}

const WRITE = 2;

interface Around {
  readonly accounts: readonly Account[];
  readonly groups: ReturnType<typeof readGroups>;
  readonly runs: readonly BotRun[];
  /** Root, whoever runs Keyward, and who became root to look. */
  readonly trusted: ReadonlySet<number>;
}

/** Who may write what Keyward goes by, by each folder above it and where links lead. */
export async function lookOwn(
  eyes: Eyes,
  runs: readonly BotRun[],
  home: string,
  files: readonly OwnPath[],
): Promise<Sight<readonly OwnThing[]>> {
  const [passwd, group, lookers, state] = await Promise.all([
    textOf(eyes, '/etc/passwd'),
    textOf(eyes, '/etc/group'),
    lookersOf(eyes),
    eyes.look(home),
  ]);
  if ('unseen' in passwd) return passwd;
  if ('unseen' in group) return group;
  // The state folder belongs to whoever runs Keyward; to root alone it may tell who that is.
  const keeper = eyes.uid === 0 ? ('fault' in state ? lookers : [...lookers, state.uid]) : [eyes.uid];
  const around: Around = {
    accounts: readAccounts(passwd.seen ?? ''),
    groups: readGroups(group.seen ?? ''),
    runs: runs.filter(({ container }) => container === undefined),
    trusted: new Set([0, ...keeper]),
  };
  const things = await Promise.all(
    [{ about: 'the state folder', path: home }, ...files].map(async ({ about, path }) => {
      const ways = await lookWays(eyes, path, around);
      return ways === undefined ? [] : [{ about, ways }];
    }),
  );
  return seen('lstat, getfacl, /etc/group', things.flat());
}

/** `undefined`: there is no such file. */
async function lookWays(eyes: Eyes, path: string, around: Around): Promise<OwnThing['ways'] | undefined> {
  const own = await eyes.look(path);
  if ('fault' in own && own.fault === 'missing') return undefined;
  const stops = await stopsOf(eyes, path);
  if ('unseen' in stops) return stops;
  const ways: (readonly OwnStep[])[] = [];
  for (const one of new Set([path, ...stops.seen])) {
    const way = await lookWay(eyes, one, around);
    if ('unseen' in way) return way;
    ways.push(way.seen);
  }
  return seen('lstat, getfacl', ways);
}

/** As many as the kernel follows. */
const MOST_LINKS = 40;

/** Where a path leads, link by link, folders in the way too: each link, each folder that it goes up from, and the end. */
async function stopsOf(eyes: Eyes, path: string): Promise<Sight<readonly string[]>> {
  const stops: string[] = [];
  const ahead = resolve(path).split('/');
  let links = 0;
  // What stands at `at` is neither a link nor below one.
  let at = '/';
  for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
    if (name === '..') {
      stops.push(at);
      at = dirname(at);
      continue;
    }
    const next = join(at, name);
    const facts = await eyes.look(next);
    if ('fault' in facts || facts.kind !== 'link') {
      at = next;
      continue;
    }
    stops.push(next);
    const told = await ask(eyes, ['readlink', next]);
    const target = 'seen' in told && told.seen.status === 0 ? told.seen.out.replace(/\n$/, '') : '';
    if (target === '' || ++links > MOST_LINKS) return unseen(told.by, 'where its path leads was not seen');
    ahead.unshift(...target.split('/'));
    if (target.startsWith('/')) at = '/';
  }
  const all = [...stops, at];
  // What is above another one is seen on the way to that.
  return seen(
    'lstat, readlink',
    all.filter((stop) => !all.some((one) => one.startsWith(`${stop}/`))),
  );
}

async function lookWay(eyes: Eyes, path: string, around: Around): Promise<Sight<readonly OwnStep[]>> {
  const found = new Map<string, FileFacts>();
  for (let at = path; ; at = dirname(at)) {
    const facts = await eyes.look(at);
    if ('fault' in facts) return unseen(`lstat ${at}`, `who may write it was not seen: ${at} is ${facts.fault}`);
    found.set(at, facts);
    if (dirname(at) === at) break;
  }
  const lists = await accessLists(found, eyes);
  const hidden = [...lists.hidden].find((at) => found.get(at)?.kind !== 'link');
  if (hidden !== undefined)
    return unseen('getfacl', `${hidden} has an access list that could not be read: apt-get install acl`);
  const steps = [...found].map(([at, facts]) => stepOf(at, facts, lists.known.get(at), around));
  return seen('lstat, getfacl', steps.reverse());
}

function stepOf(path: string, facts: FileFacts, list: AccessList | undefined, around: Around): OwnStep {
  const { accounts, trusted } = around;
  const members = membersOf(facts.gid, around);
  // Where there is a list, the mode shows its mask in the place of the group.
  const mode = list === undefined ? facts.mode : (facts.mode & ~0o070) | ((list.ownGroup & list.mask) << 3);
  const writes = (bits: number): boolean => list !== undefined && (bits & list.mask & WRITE) !== 0;
  const users = [...(list?.users ?? [])].filter(([uid, bits]) => writes(bits) && !trusted.has(uid));
  const groups = [...(list?.groups ?? [])].filter(([, bits]) => writes(bits));
  return {
    path,
    kind: facts.kind,
    mode,
    owner: nameOf(accounts, facts.uid),
    isForeign: !trusted.has(facts.uid),
    group: around.groups.find(({ gid }) => gid === facts.gid)?.name ?? String(facts.gid),
    ...(members === undefined ? {} : { members }),
    listed: [
      ...users.map(([uid]) => nameOf(accounts, uid)),
      ...groups.flatMap(([gid]) => membersOf(gid, around) ?? [`group ${gid}`]),
    ],
  };
}

const nameOf = (accounts: readonly Account[], uid: number): string =>
  accounts.find((one) => one.uid === uid)?.name ?? `user ${uid}`;

/** Who has a group beside those who are trusted; `undefined` where this host does not list it. */
function membersOf(gid: number, { accounts, groups, runs, trusted }: Around): readonly string[] | undefined {
  const own = groups.filter((one) => one.gid === gid);
  if (own.length === 0) return undefined;
  const named = own
    .flatMap(({ members }) => members)
    .filter((name) => {
      const account = accounts.find((one) => one.name === name);
      return account === undefined || !trusted.has(account.uid);
    });
  const primary = accounts.filter((one) => one.gid === gid && !trusted.has(one.uid)).map(({ name }) => name);
  const held = runs.filter(
    ({ uid, user }) => !trusted.has(uid) && 'seen' in user && user.seen.groups?.includes(gid) === true,
  );
  return [...new Set([...named, ...primary, ...held.map(({ uid }) => nameOf(accounts, uid))])].sort();
}
