import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { type Account, logsIn, readAccounts, readGroups } from './accounts.ts';
import { ask, isThere, textOf, wordsOf } from './asking.ts';
import type { BotRun, HiddenRoot, RootGroup, SightFacts, SudoFacts } from './facts.ts';
import { freeCommands } from './sudo.ts';

const MOST_ASKED = 40;

/** Groups that make root, and the sockets of the daemons that they need for that. */
const groups: Readonly<Record<string, readonly string[]>> = {
  docker: ['/run/docker.sock', '/var/run/docker.sock'],
  lxd: ['/var/lib/lxd/unix.socket', '/var/snap/lxd/common/lxd/unix.socket'],
  'incus-admin': ['/var/lib/incus/unix.socket'],
  libvirt: ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock'],
  disk: [],
  shadow: [],
};

export async function lookHiddenRoot(eyes: Eyes, runs: readonly BotRun[]): Promise<Sight<HiddenRoot>> {
  const [passwd, group] = await Promise.all([textOf(eyes, '/etc/passwd'), textOf(eyes, '/etc/group')]);
  if ('unseen' in passwd) return passwd;
  const accounts = readAccounts(passwd.seen ?? '');
  const botUids = runs.filter(({ container, uid }) => container === undefined && uid !== 0).map(({ uid }) => uid);
  const botUsers = accounts.filter(({ uid }) => botUids.includes(uid)).map(({ name }) => name);
  const [sudo, openSockets] = await Promise.all([lookSudo(eyes, accounts, botUsers), lookSockets(eyes)]);
  return seen('sudo -l, /etc/group', {
    sudo,
    groups: 'unseen' in group ? group : seen('/etc/group', await lookGroups(eyes, group.seen ?? '', accounts)),
    openSockets,
    botUsers,
  });
}

async function lookGroups(eyes: Eyes, text: string, accounts: readonly Account[]): Promise<readonly RootGroup[]> {
  const found = readGroups(text).filter(({ name }) => Object.hasOwn(groups, name));
  return Promise.all(
    found.map(async ({ name, gid, members }): Promise<RootGroup> => {
      const primary = accounts.filter((one) => one.gid === gid && one.uid !== 0).map((one) => one.name);
      const sockets = groups[name] ?? [];
      const there = await Promise.all(sockets.map((path) => isThere(eyes, path)));
      const all = [...new Set([...members, ...primary])].filter((one) =>
        accounts.some((account) => account.name === one && account.uid !== 0),
      );
      return { group: name, members: all, ...(sockets.length === 0 ? {} : { hasDaemon: there.includes(true) }) };
    }),
  );
}

async function lookSockets(eyes: Eyes): Promise<readonly string[]> {
  const paths = [
    '/run/docker.sock',
    ...Object.values(groups)
      .flat()
      .filter((path) => !path.includes('docker')),
  ];
  const found = await Promise.all(paths.map(async (path) => ({ path, facts: await eyes.look(path) })));
  return found.flatMap(({ path, facts }) =>
    'fault' in facts || facts.kind !== 'other' || (facts.mode & 0o002) === 0 ? [] : [path],
  );
}

async function lookSudo(
  eyes: Eyes,
  accounts: readonly Account[],
  botUsers: readonly string[],
): Promise<Sight<readonly SudoFacts[]>> {
  if (!(await isThere(eyes, '/usr/bin/sudo'))) return seen('/usr/bin/sudo', []);
  if (eyes.uid !== 0)
    return unseen(
      'sudo -l',
      'what other accounts may do without a password is told to root only: run keyward check with sudo',
    );
  const named = await namedInSudoers(eyes);
  if ('unseen' in named) return named;
  const isAsked = (one: Account): boolean => logsIn(one) || botUsers.includes(one.name) || named.seen.has(one.name);
  const asked = accounts.filter((one) => one.uid !== 0 && isAsked(one));
  if (asked.length > MOST_ASKED)
    return unseen('sudo -l', `there are more than ${MOST_ASKED} accounts, more than sudo is asked of`);
  const found = await Promise.all(
    asked.map(async ({ name }) => ({ name, ran: await ask(eyes, ['sudo', '-n', '-l', '-U', name]) })),
  );
  for (const { ran } of found) {
    if ('unseen' in ran) return ran;
    const { out, err, status } = ran.seen;
    // Settings that it cannot read say nothing of what they would allow.
    if (status !== 0 && !/is not allowed to run sudo/.test(out + err))
      return unseen(ran.by, `sudo did not say who may do what (it ended with status ${status}): visudo -c says why`);
  }
  return seen(
    'sudo -l',
    found.flatMap(({ name, ran }) =>
      'seen' in ran ? [{ user: name, isBot: botUsers.includes(name), free: freeCommands(ran.seen.out) }] : [],
    ),
  );
}

/** Accounts that lines of the usual files begin with: those of services do not log in. */
async function namedInSudoers(eyes: Eyes): Promise<Sight<ReadonlySet<string>>> {
  const names = await eyes.list('/etc/sudoers.d');
  const files = ['/etc/sudoers', ...('fault' in names ? [] : names.map((name) => `/etc/sudoers.d/${name}`))];
  const texts = await Promise.all(files.map((file) => textOf(eyes, file)));
  const missing = texts.find((text) => 'unseen' in text);
  if (missing) return missing;
  const lines = texts.flatMap((text) => ('seen' in text ? (text.seen ?? '').split('\n') : []));
  return seen('/etc/sudoers', new Set(lines.flatMap((line) => /^([\w.-]+)\s/.exec(line)?.[1] ?? [])));
}

export async function lookSight(
  eyes: Eyes,
  runs: readonly BotRun[],
  lookers: readonly number[],
): Promise<Sight<SightFacts>> {
  const [scope, mounts, passwd] = await Promise.all([
    textOf(eyes, '/proc/sys/kernel/yama/ptrace_scope'),
    wordsOf(eyes, '/proc/self/mountinfo'),
    textOf(eyes, '/etc/passwd'),
  ]);
  if ('unseen' in scope) return scope;
  if ('unseen' in passwd) return passwd;
  if (mounts === undefined) return unseen('/proc/self/mountinfo', 'the mounts of this host could not be read');
  const bots = runs.map(({ uid }) => uid);
  const people = readAccounts(passwd.seen ?? '').filter(
    (one) =>
      logsIn(one) && one.uid >= 1000 && one.uid < 60_000 && !bots.includes(one.uid) && !lookers.includes(one.uid),
  );
  // With one account besides, that is the owner's.
  const others = people.length > 1 ? people.slice(1) : [];
  return seen('/proc/sys/kernel/yama/ptrace_scope, /proc/self/mountinfo', {
    ...(scope.seen === undefined ? {} : { ptrace: Number.parseInt(scope.seen, 10) }),
    hidesProcesses: /^\S+ \S+ \S+ \S+ \/proc .* - proc \S+ \S*hidepid=(?:1|2|4|noaccess|invisible|ptraceable)/m.test(
      mounts,
    ),
    people: others.map(({ name }) => name),
  });
}
