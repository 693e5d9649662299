import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { type BotPlan, checkApart, type HardenPlan, isOfSystem, isWithin } from '../posture/index.ts';

/** What the host that is asked knows of the names and paths in a plan; the files may be meant for another one. */
export interface HardenHost {
  /** As in /etc/passwd and /etc/group. */
  readonly passwd: string;
  readonly group: string;
  /** Where a path leads through links; what is not there is as given. */
  readonly realPath: (path: string) => string;
}

/** The host of this process; a file that cannot be read tells nothing. */
export function thisHost(): HardenHost {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  return { passwd: read('/etc/passwd'), group: read('/etc/group'), realPath };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}

/** Below this are the accounts of the system and of packages. */
const FIRST_PERSON = 1_000;
/** Whoever is in one of these can become root, or reads what others keep. */
const POWERFUL = /^(?:root|sudo|wheel|admin|adm|docker|lxd|incus|incus-admin|libvirt|kvm|disk|shadow|systemd-journal)$/;

/** Throws `usage` where a path leads through a link to where it must not be, or where a user is somebody else on this host. */
export function checkHost(plan: HardenPlan, host: HardenHost): void {
  const { keyward, bots } = plan;
  const real: Pick<HardenPlan, 'keyward' | 'bots'> = {
    keyward: {
      ...keyward,
      home: host.realPath(keyward.home),
      settings: host.realPath(keyward.settings),
      command: keyward.command.map((word) => (word.startsWith('/') ? host.realPath(word) : word)),
      secretFiles: keyward.secretFiles.map((file) => ({ ...file, path: host.realPath(file.path) })),
    },
    bots: bots.map((bot) => (bot.folder === undefined ? bot : { ...bot, folder: host.realPath(bot.folder) })),
  };
  for (const folder of [real.keyward.home, ...real.bots.map((bot) => bot.folder)])
    if (folder !== undefined && isOfSystem(folder)) refuse(`a link leads to a folder of the system: ${folder}`);
  checkApart(real);
  checkAccount('--user', keyward.user, { said: 'Keyward', usual: ['keyward'] }, host);
  for (const { name, user } of bots)
    checkAccount('--bot-user', user, { said: saidOf(name), usual: [name, `bot-${name}`] }, host);
  for (const bot of real.bots) checkHomes(bot, host);
}

/** With its folder a bot gets all that is in it: also the logins of whoever has a home there. */
function checkHomes({ name, user, folder }: BotPlan, { passwd, realPath: real }: HardenHost): void {
  if (folder === undefined) return;
  for (const [other = '', , , , comment = '', home = ''] of linesOf(passwd)) {
    const isItsOwn = other === user || comment === saidOf(name);
    if (!isItsOwn && home.startsWith('/') && isWithin(real(home), folder))
      refuse(`--bot-folder ${JSON.stringify(folder)} holds the home folder of ${other}: give one of its own`);
  }
}

/** What the file `sysusers` writes beside the user of a bot. */
const saidOf = (bot: string): string => `Trading bot ${bot}`;

interface Expected {
  /** What the file `sysusers` writes beside its name. */
  readonly said: string;
  /** Names that are its own also where somebody else has made the account. */
  readonly usual: readonly string[];
}

/** A user that is there already has to be one that was made for this, and nobody who has rights or files of others. */
function checkAccount(option: string, user: string, { said, usual }: Expected, { passwd, group }: HardenHost): void {
  const accounts = linesOf(passwd).map(([name = '', , uid = '', gid = '', comment = '']) => ({
    name,
    uid: Number(uid),
    gid,
    comment,
  }));
  const account = accounts.find(({ name }) => name === user);
  if (!account) return;
  const { uid, gid, comment } = account;
  const also = accounts.find((one) => one.uid === uid && one.name !== user);
  if (also) refuse(`${option} is ${user}, which is ${also.name} too (uid ${uid}): give a user of its own`);
  if (uid < FIRST_PERSON && comment !== said && !usual.includes(user))
    refuse(`${option} is ${user}, a user of the system or of a package on this host (uid ${uid}): give one of its own`);
  const groups = linesOf(group).filter(([, , id, members = '']) => id === gid || members.split(',').includes(user));
  const [powerful] = groups.find(([name = '']) => POWERFUL.test(name)) ?? [];
  if (powerful !== undefined)
    refuse(`${option} is ${user}, which is in the group ${powerful} on this host: give a user of its own`);
}

const linesOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));

function refuse(message: string): never {
  throw new KeywardError('usage', message);
}
