import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { type Account, logsIn, readAccounts, readGroups, withPasswords } from './accounts.ts';
import { ask, isThere, textOf } from './asking.ts';
import type { RunningProgram, SshFacts, SshView } from './facts.ts';
import { reachOf } from './packets.ts';
import { lookDaemons, type SshDaemon } from './ssh-daemons.ts';
import { readSshFiles } from './ssh-files.ts';
import { everybodyAt, STRANGER, type Whom, whomToAsk } from './ssh-whom.ts';
import { countKeys, fitsList, readSettings, viewOf } from './sshd.ts';

const MOST_VIEWS = 60;
const paths = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/sbin/sshd'];

/** Asks every sshd what holds, for everybody and for whom its settings make an exception. */
export async function lookSsh(
  eyes: Eyes,
  programs: Sight<readonly RunningProgram[]>,
): Promise<Sight<SshFacts | 'absent'>> {
  if ('unseen' in programs) return programs;
  const installed = await firstThere(eyes, paths);
  const running = await lookDaemons(eyes, programs.seen);
  if ('unseen' in running) return running;
  if (running.seen.length > 0) return together(await Promise.all(running.seen.map((one) => lookDaemon(eyes, one))));
  if (installed === undefined) return seen(paths.join(', '), 'absent');
  if (!(await isEnabled(eyes))) return seen('systemctl, /proc', unusedSsh);
  return lookDaemon(eyes, { program: installed, options: [] });
}

/** Of several daemons what is open in one of them counts. */
function together(answers: readonly Sight<SshFacts>[]): Sight<SshFacts> {
  const [first] = answers;
  const told = answers.flatMap((one) => ('seen' in one ? [one.seen] : []));
  const gaps = answers.flatMap((one) => ('seen' in one ? one.seen.gaps : [one.unseen]));
  if (first === undefined) return unseen('sshd', 'sshd does not run');
  if (answers.length === 1 || told.length === 0) return first;
  const open = told.filter(({ isLocal }) => !isLocal);
  const [one] = open;
  const of = <T>(sights: readonly Sight<T>[], worst: (all: readonly T[]) => T): Sight<T> => {
    const missing = sights.find((sight) => 'unseen' in sight);
    return missing ?? seen(first.by, worst(sights.flatMap((sight) => ('seen' in sight ? [sight.seen] : []))));
  };
  return seen(first.by, {
    ...(one ?? unusedSsh),
    isUsed: true,
    isLocal: open.length === 0 && gaps.length === 0,
    ports: [...new Set(told.flatMap(({ ports }) => ports))],
    views: open.flatMap(({ views }) => views),
    rootMayLogin: of(
      open.map(({ rootMayLogin }) => rootMayLogin),
      (all) => all.includes(true),
    ),
    rootKeys: of(
      open.map(({ rootKeys }) => rootKeys),
      (all) => Math.max(0, ...all),
    ),
    lines: {},
    gaps: [...new Set(gaps)],
  });
}

async function lookDaemon(eyes: Eyes, { program, options }: SshDaemon): Promise<Sight<SshFacts>> {
  const base = [program, '-T', ...options];
  const asIs = await askSettings(eyes, base, everybodyAt('22'));
  if ('unseen' in asIs) return asIs;
  const [port = '22'] = portsOf(asIs.seen);
  const first = port === '22' ? asIs : await askSettings(eyes, base, everybodyAt(port));
  if ('unseen' in first) return first;
  const mainFile = options[options.indexOf('-f') + 1];
  const [files, passwd, group] = await Promise.all([
    readSshFiles(eyes, options.includes('-f') && mainFile !== undefined ? mainFile : '/etc/ssh/sshd_config'),
    textOf(eyes, '/etc/passwd'),
    textOf(eyes, '/etc/group'),
  ]);
  if ('unseen' in passwd) return passwd;
  const accounts = readAccounts(passwd.seen ?? '');
  const { asked, isAll } = whomToAsk(
    files.matches,
    accounts,
    portsOf(first.seen),
    first.seen.get('usedns')?.[0] === 'yes',
  );
  if (asked.length > MOST_VIEWS)
    return unseen(
      first.by,
      `sshd has exceptions for more than ${MOST_VIEWS} accounts and addresses, which is more than are asked for`,
    );
  const others = await Promise.all(asked.map(async (one) => ({ one, settings: await askSettings(eyes, base, one) })));
  // An exception of which nothing is known may be open.
  for (const { settings } of others) if ('unseen' in settings) return settings;
  const views: SshView[] = [];
  const everybody = viewOf({ who: 'everybody', isInside: false }, first.seen);
  if (!everybody) return unseen(first.by, 'sshd printed something else than its settings');
  views.push(everybody);
  for (const { one, settings } of others) {
    const { who, user, isInside } = one;
    const whom = user === STRANGER ? { who, isInside } : { who, user, isInside };
    const view = 'seen' in settings ? viewOf(whom, settings.seen) : undefined;
    if (view) views.push(view);
  }
  const ofRoot = others.filter(({ one }) => one.user === 'root').map(({ settings }) => settings);
  const settings = ofRoot.flatMap((one) => ('seen' in one ? [one.seen] : []));
  const [withPassword, ...rootKeys] = await Promise.all([
    lookPasswords(eyes),
    ...settings.map((one) => lookRootKeys(eyes, one, accounts)),
  ]);
  const keys = rootKeys.find((one) => 'unseen' in one || one.seen > 0) ?? rootKeys[0];
  return seen(first.by, {
    isUsed: true,
    isLocal: isLocal(first.seen),
    ports: portsOf(first.seen).map(Number).filter(Number.isInteger),
    views,
    rootMayLogin:
      'unseen' in group
        ? group
        : seen(
            'sshd -T',
            settings.some((one) => mayRoot(one, accounts, group.seen ?? '')),
          ),
    rootKeys: keys ?? unseen(first.by, 'sshd did not say what holds for root'),
    withPassword,
    lines: files.lines,
    gaps: files.isAll && isAll ? [] : [GAP],
  });
}

const GAP =
  'sshd has settings that are not asked for: a Match by something else than user, group, host, address or port, or a file that could not be read';

/** Those that it listens on, of its addresses too. */
function portsOf(settings: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const ofAddresses = (settings.get('listenaddress') ?? []).flatMap((one) => /:(\d+)$/.exec(one)?.[1] ?? []);
  return [...new Set([...(settings.get('port') ?? []), ...ofAddresses])];
}

function isLocal(settings: ReadonlyMap<string, readonly string[]>): boolean {
  const listens = settings.get('listenaddress') ?? [];
  return (
    listens.length > 0 && listens.every((one) => reachOf(one.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')) === 'host')
  );
}

const unusedSsh: SshFacts = {
  isUsed: false,
  isLocal: false,
  ports: [],
  views: [],
  rootMayLogin: unseen('sshd', 'sshd does not run'),
  rootKeys: unseen('sshd', 'sshd does not run'),
  withPassword: unseen('sshd', 'sshd does not run'),
  lines: {},
  gaps: [],
};

async function firstThere(eyes: Eyes, candidates: readonly string[]): Promise<string | undefined> {
  for (const path of candidates) if (await isThere(eyes, path)) return path;
  return undefined;
}

/** Started at boot, by its socket, or by the old way. */
async function isEnabled(eyes: Eyes): Promise<boolean> {
  const wants = '/etc/systemd/system';
  const marks = [
    'multi-user.target.wants/ssh.service',
    'multi-user.target.wants/sshd.service',
    'sockets.target.wants/ssh.socket',
    'sockets.target.wants/sshd.socket',
    'ssh.service.requires/ssh.socket',
  ];
  const found = await Promise.all(marks.map((mark) => isThere(eyes, `${wants}/${mark}`)));
  return found.includes(true);
}

async function askSettings(
  eyes: Eyes,
  base: readonly string[],
  { user, address, host, localAddress, port }: Whom,
): Promise<Sight<ReadonlyMap<string, readonly string[]>>> {
  const from = `user=${user},host=${host},addr=${address},laddr=${localAddress},lport=${port}`;
  const ran = await ask(eyes, [...base, '-C', from]);
  if ('unseen' in ran) return ran;
  const { status, out, err } = ran.seen;
  if (status === 0) return seen(ran.by, readSettings(out));
  const folder = /Missing privilege separation directory: (\S+)/.exec(err)?.[1];
  if (folder !== undefined)
    return unseen(
      ran.by,
      `sshd does not say what holds while ${folder} is missing: mkdir -m 0755 ${folder}, or start it once, then look again`,
    );
  if (eyes.uid !== 0) return unseen(ran.by, 'sshd tells its settings to root only: run keyward check with sudo');
  if (/no hostkeys available/.test(err))
    return unseen(ran.by, 'sshd does not say what holds without a host key: ssh-keygen -A, then look again');
  return unseen(ran.by, `sshd cannot read its settings (it ended with status ${status}): sshd -t says why`);
}

function mayRoot(
  settings: ReadonlyMap<string, readonly string[]>,
  accounts: readonly Account[],
  group: string,
): boolean {
  const root = accounts.find(({ uid }) => uid === 0);
  if (root && !logsIn(root)) return false;
  const groups = readGroups(group).filter(({ gid, members }) => gid === root?.gid || members.includes('root'));
  const names = ['root', ...groups.map(({ name }) => name)];
  const of = (word: string): readonly string[] => settings.get(word) ?? [];
  if (of('denyusers').length > 0 && fitsList('root', of('denyusers'))) return false;
  if (of('allowusers').length > 0 && !fitsList('root', of('allowusers'))) return false;
  if (of('denygroups').length > 0 && names.some((name) => fitsList(name, of('denygroups')))) return false;
  return of('allowgroups').length === 0 || names.some((name) => fitsList(name, of('allowgroups')));
}

async function lookPasswords(eyes: Eyes): Promise<Sight<readonly string[]>> {
  const shadow = await textOf(eyes, '/etc/shadow');
  return 'unseen' in shadow ? shadow : seen(shadow.by, withPasswords(shadow.seen ?? ''));
}

async function lookRootKeys(
  eyes: Eyes,
  settings: ReadonlyMap<string, readonly string[]>,
  accounts: readonly Account[],
): Promise<Sight<number>> {
  const home = accounts.find(({ uid }) => uid === 0)?.home ?? '/';
  const files = (settings.get('authorizedkeysfile') ?? []).filter((one) => one !== 'none');
  let keys = 0;
  // A program or an authority that hands out keys may have one for root.
  for (const word of ['authorizedkeyscommand', 'trustedusercakeys'])
    if ((settings.get(word)?.[0] ?? 'none') !== 'none') keys++;
  for (const file of files) {
    const named = file.replace(/%h/g, home).replace(/%u/g, 'root').replace(/%U/g, '0').replace(/%%/g, '%');
    const text = await textOf(eyes, named.startsWith('/') ? named : `${home}/${named}`);
    if ('unseen' in text) return text;
    keys += countKeys(text.seen ?? '');
  }
  return seen(files.join(', ') || 'sshd -T', keys);
}
