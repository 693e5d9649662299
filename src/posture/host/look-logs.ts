import type { FoundBot, FoundBots } from '../bots/found.ts';
import { type Sight, seen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask } from './asking.ts';
import type { LogFacts, LogFile } from './facts.ts';

const MOST_FILES = 400;
const MOST_DESCRIPTORS = 256;
const folders = ['logs', 'log', 'user_data/logs', 'storage/logs'];
const logName = /\.(?:log|out|err)(?:[.-][\w.-]+)?$|^nohup\.out$/;

/** The files into which bots write what happens: those that they have open, and those that lie where their logs are. */
export async function lookLogs(eyes: Eyes, bots: Promise<FoundBots>): Promise<Sight<LogFacts>> {
  const { bots: found } = await bots;
  const gaps: string[] = [];
  const lists = await Promise.all(found.map((bot) => pathsOf(eyes, bot, gaps)));
  const inVar = await pathsInVar(eyes, found, gaps);
  const paths = [...new Set([...lists.flat(), ...inVar])];
  if (paths.length > MOST_FILES) gaps.push(`${paths.length - MOST_FILES} more log files were not looked at`);
  const files = await Promise.all(paths.slice(0, MOST_FILES).map((path) => lookFile(eyes, path)));
  return seen('lstat', {
    files: files.filter((one) => one !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1)),
    gaps: [...new Set(gaps)],
  });
}

async function pathsOf(eyes: Eyes, bot: FoundBot, gaps: string[]): Promise<readonly string[]> {
  const open = await Promise.all(
    bot.processes.filter(({ container }) => container === undefined).map(({ pid }) => openLogs(eyes, pid, gaps)),
  );
  const { folder } = bot;
  if (folder === undefined) return open.flat();
  const lists = await Promise.all(
    ['.', ...folders].map(async (name) => ({
      at: name === '.' ? folder : `${folder}/${name}`,
      names: await eyes.list(name === '.' ? folder : `${folder}/${name}`),
    })),
  );
  for (const { at, names } of lists)
    if ('fault' in names && names.fault === 'denied')
      gaps.push(`${at} is not open to this user: run keyward check with sudo`);
  return [
    ...open.flat(),
    ...lists.flatMap(({ at, names }) =>
      Array.isArray(names) ? names.filter((one) => logName.test(one)).map((one) => `${at}/${one}`) : [],
    ),
  ];
}

/** Files that a process has open and that are named like logs, or are its output. */
async function openLogs(eyes: Eyes, pid: number, gaps: string[]): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await eyes.list(folder);
  if (!Array.isArray(names)) {
    if ('fault' in names && names.fault === 'denied')
      gaps.push('which logs the bots have open is told to root only: run keyward check with sudo');
    return [];
  }
  if (names.length > MOST_DESCRIPTORS)
    gaps.push(`process ${pid} has more than ${MOST_DESCRIPTORS} files open, and not all of them were looked at`);
  const asked = names.slice(0, MOST_DESCRIPTORS);
  if (asked.length === 0) return [];
  const ran = await ask(eyes, ['readlink', ...asked.map((one: string) => `${folder}/${one}`)]);
  if ('unseen' in ran) gaps.push(`which logs the bots have open was not told: ${ran.unseen}`);
  const targets = 'seen' in ran ? ran.seen.out.split('\n') : [];
  return targets.filter(
    (path) =>
      path.startsWith('/') &&
      !/^\/(?:dev|proc|sys|memfd)/.test(path) &&
      !path.endsWith(' (deleted)') &&
      logName.test(path.split('/').at(-1) ?? ''),
  );
}

/** Logs under /var/log that belong to the user of a bot, or have its name. */
async function pathsInVar(eyes: Eyes, found: readonly FoundBot[], gaps: string[]): Promise<readonly string[]> {
  const uids = new Set(found.flatMap(({ processes }) => processes.map(({ uid }) => uid)).filter((uid) => uid !== 0));
  const units = found.flatMap(({ processes }) =>
    processes.flatMap(({ unit }) => (unit === undefined ? [] : [unit.replace(/\.service$/, '')])),
  );
  const own = new Set([...units, ...found.flatMap(({ folder }) => folder?.split('/').at(-1) ?? [])]);
  if (found.length === 0) return [];
  const names = await eyes.list('/var/log');
  const within = await Promise.all([...own].map(async (name) => ({ name, list: await eyes.list(`/var/log/${name}`) })));
  const inside = within.flatMap(({ name, list }) =>
    Array.isArray(list) ? list.filter((one) => logName.test(one)).map((one) => `/var/log/${name}/${one}`) : [],
  );
  if (!Array.isArray(names)) return inside;
  const named = names.filter((one) => logName.test(one));
  if (named.length > MOST_FILES) gaps.push(`${named.length - MOST_FILES} more files of /var/log were not looked at`);
  const candidates = named.slice(0, MOST_FILES);
  const theirs = await Promise.all(
    candidates.map(async (one: string) => {
      const facts = await eyes.look(`/var/log/${one}`);
      const isOwn = own.has(one.replace(/\..*$/, '')) || (!('fault' in facts) && uids.has(facts.uid));
      return isOwn ? [`/var/log/${one}`] : [];
    }),
  );
  return [...inside, ...theirs.flat()];
}

/** A link is what it leads to; every link shows mode 777. */
async function lookFile(eyes: Eyes, path: string): Promise<LogFile | undefined> {
  let at = path;
  let facts = await eyes.look(at);
  if (!('fault' in facts) && facts.kind === 'link') {
    const ran = await ask(eyes, ['readlink', '-f', path]);
    at = 'seen' in ran ? ran.seen.out.trim() : '';
    facts = at === '' ? { fault: 'missing' } : await eyes.look(at);
  }
  if ('fault' in facts || facts.kind !== 'file') return undefined;
  return { path: at, mode: facts.mode, isReachable: await isReachable(eyes, at) };
}

/** Others may go through every folder above. */
async function isReachable(eyes: Eyes, path: string): Promise<boolean> {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const facts = await eyes.look(path.slice(0, at));
    if (!('fault' in facts) && facts.kind === 'folder' && (facts.mode & 0o001) === 0) return false;
  }
  return true;
}
