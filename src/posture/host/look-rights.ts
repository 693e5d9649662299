import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { type Account, logsIn, readAccounts } from './accounts.ts';
import { ask, isThere, textOf, wordsOf } from './asking.ts';
import type { BotRun, HiddenRoot, SightFacts, SudoFacts } from './facts.ts';
import { lookRootGroups, rootSockets } from './look-groups.ts';
import { freeCommands } from './sudo.ts';

const MOST_ASKED = 40;

/** `startedBy`: the files that start the bots. */
export async function lookHiddenRoot(
  eyes: Eyes,
  runs: readonly BotRun[],
  startedBy: readonly string[],
): Promise<Sight<HiddenRoot>> {
  const [passwd, group] = await Promise.all([textOf(eyes, '/etc/passwd'), textOf(eyes, '/etc/group')]);
  if ('unseen' in passwd) return passwd;
  const accounts = readAccounts(passwd.seen ?? '');
  const botUids = runs.filter(({ container, uid }) => container === undefined && uid !== 0).map(({ uid }) => uid);
  const botUsers = accounts.filter(({ uid }) => botUids.includes(uid)).map(({ name }) => name);
  const [named, openSockets] = await Promise.all([namedInSudoers(eyes), lookSockets(eyes)]);
  const sudo = await lookSudo(eyes, accounts, botUsers, named);
  const held =
    'unseen' in group
      ? undefined
      : await lookRootGroups(eyes, { text: group.seen ?? '', accounts, runs, startedBy, named });
  return seen('sudo -l, /etc/group, /proc/PID/status', {
    sudo,
    groups: 'unseen' in group ? group : seen('/etc/group, /proc/PID/status, units', held?.groups ?? []),
    openSockets,
    botUsers,
    gaps: held?.gaps ?? [],
  });
}

async function lookSockets(eyes: Eyes): Promise<readonly string[]> {
  const found = await Promise.all(rootSockets.map(async (path) => ({ path, facts: await eyes.look(path) })));
  return found.flatMap(({ path, facts }) =>
    'fault' in facts || facts.kind !== 'other' || (facts.mode & 0o002) === 0 ? [] : [path],
  );
}

async function lookSudo(
  eyes: Eyes,
  accounts: readonly Account[],
  botUsers: readonly string[],
  named: Sight<ReadonlySet<string>>,
): Promise<Sight<readonly SudoFacts[]>> {
  if (!(await isThere(eyes, '/usr/bin/sudo'))) return seen('/usr/bin/sudo', []);
  if (eyes.uid !== 0)
    return unseen(
      'sudo -l',
      'what other accounts may do without a password is told to root only: run keyward check with sudo',
    );
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

/** Accounts and groups (`%name`, `%#number`) that lines of the usual files begin with: those of services do not log in. */
async function namedInSudoers(eyes: Eyes): Promise<Sight<ReadonlySet<string>>> {
  const names = await eyes.list('/etc/sudoers.d');
  const files = ['/etc/sudoers', ...('fault' in names ? [] : names.map((name) => `/etc/sudoers.d/${name}`))];
  const texts = await Promise.all(files.map((file) => textOf(eyes, file)));
  const missing = texts.find((text) => 'unseen' in text);
  if (missing) return missing;
  const lines = texts.flatMap((text) => ('seen' in text ? (text.seen ?? '').split('\n') : []));
  return seen('/etc/sudoers', new Set(lines.flatMap((line) => /^\s*(%?#?[\w.-]+)[\s,]/.exec(line)?.[1] ?? [])));
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
