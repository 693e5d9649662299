import { basename, dirname, join } from 'node:path';
import { shellWord } from '../../core/index.ts';
import type { FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { isOfTests } from '../repository/code-faults.ts';
import { topOf } from '../repository/git.ts';
import { upstreamOf } from '../repository/upstream.ts';
import { readersOf, usersOf } from './access.ts';
import type { BotSecretFacts } from './bot-secrets.ts';
import type { BackEndSeen, Gap, SecretFile, SecretFiles, SecretsFacts, Trace, Traces } from './facts.ts';
import type { FileSecrets, Finder } from './finder.ts';
import { lookAtEnvironments } from './look-environments.ts';
import { isOf } from './setting.ts';
import { byHabit, type FileKind, kindOf, type WalkedFile, walkFolder, whyOf } from './walk.ts';

export interface SecretsLook {
  readonly eyes: Eyes;
  readonly finder: Finder;
  readonly bots: FoundBots;
  /** The current folder. */
  readonly folder: string;
  /** Files that the settings read keys from. */
  readonly settingsFiles: readonly string[];
  /** Of Keyward's own: its state folder. */
  readonly ownFolders: readonly string[];
  /** The user's home folder, where it is known. */
  readonly userHome?: string;
  readonly backEnds: Sight<readonly BackEndSeen[]>;
  /** What bots keep in ways of their own. */
  readonly botSecrets: BotSecretFacts;
  isLate(): boolean;
}

const BY = 'keyward scan of the folders of the bots';
const AS_ROOT = 'sudo keyward check';
const HISTORIES = [
  '.bash_history',
  '.zsh_history',
  '.ash_history',
  '.local/share/fish/fish_history',
  '.python_history',
  '.node_repl_history',
  '.psql_history',
  '.sqlite_history',
  '.viminfo',
  '.lesshst',
];
/** Where the system keeps the memory of programs that failed. */
const CORE_FOLDERS = ['/var/lib/systemd/coredump', '/var/crash'];
/** Of one bot. */
const MOST_FIRST = 32;
const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const ET_CORE = 4;

/** All that the checks of secrets judge. What could not be seen is told as such. */
export async function lookAtSecrets(look: SecretsLook): Promise<SecretsFacts> {
  await readFirsts(look);
  const walks = await walkAll(look);
  // What holds secrets by habit first: there may be no time for the rest.
  const named = await readAll(
    walks.files.filter(({ kind }) => kind !== 'text'),
    look,
  );
  const histories = await readHistories(look);
  const texts = await readAll(
    walks.files.filter(({ kind }) => kind === 'text'),
    look,
  );
  const read = [...named, ...texts];
  const [files, traces, environments] = await Promise.all([
    filesOf(read, walks, look),
    tracesOf(read, histories, walks, look),
    lookAtEnvironments(look),
  ]);
  return { files, traces, environments, backEnds: look.backEnds, ...look.botSecrets };
}

interface Walks {
  readonly files: readonly WalkedFile[];
  readonly gaps: readonly Gap[];
  readonly skipped: readonly string[];
}

interface ReadPath extends WalkedFile {
  readonly result: FileSecrets;
}

async function walkAll(look: SecretsLook): Promise<Walks> {
  const { bots, folder, eyes, ownFolders } = look;
  const isOwn = (path: string): boolean => ownFolders.some((own) => path === own || path.startsWith(`${own}/`));
  const roots = outermost(bots.bots.map((bot) => bot.folder).filter((one) => one !== undefined));
  const walks = await Promise.all(roots.map((root) => walkFolder(root, isOwn, { eyes, isLate: () => look.isLate() })));
  const named = [
    ...bots.bots.flatMap(({ settingsFiles, startedBy }) => [...settingsFiles, ...startedBy.filter(isPath)]),
    ...look.settingsFiles,
    ...(await secretsIn(folder, eyes)),
  ];
  const singles = named
    .filter((path) => !isOwn(path))
    .map((path): WalkedFile => ({ path, kind: namedKindOf(path), isLink: false }));
  const beside = (
    await Promise.all([...new Set(singles.map(({ path }) => dirname(path)))].map((one) => backupsIn(one, eyes)))
  ).flat();
  const all = new Map([...walks.flatMap(({ files }) => files), ...singles, ...beside].map((file) => [file.path, file]));
  const theirs = await theirsIn(roots, eyes);
  const files = [...all.values()].filter(({ path }) => !theirs.has(path));
  return {
    files: await withoutDoubles(files, eyes),
    gaps: walks.flatMap(({ gaps }) => gaps),
    skipped: walks.flatMap(({ skipped }) => skipped).sort(),
  };
}

/** What settings name and what bots have by habit is read before anything is searched: no number of files beside it may keep it from being judged. */
async function readFirsts({ bots, settingsFiles, eyes, finder }: SecretsLook): Promise<void> {
  const roots = outermost(bots.bots.flatMap(({ folder }) => folder ?? []));
  const habit = await Promise.all(
    roots.map(async (root) => {
      const names = await eyes.list(root);
      if ('fault' in names) return [];
      return byHabit(names.filter((name) => kindOf(join(root, name)) === 'secrets'))
        .slice(0, MOST_FIRST)
        .map((name) => join(root, name));
    }),
  );
  const named = bots.bots.flatMap((bot) =>
    [...bot.settingsFiles, ...bot.startedBy.filter(isPath)].slice(0, MOST_FIRST),
  );
  for (const path of new Set([...settingsFiles, ...habit.flat(), ...named]))
    await finder.readFirst(path, readingOf({ path, kind: namedKindOf(path), isLink: false }));
}

/** What came with programs that were cloned: nothing of it is their user's. */
async function theirsIn(roots: readonly string[], eyes: Eyes): Promise<ReadonlySet<string>> {
  const all = await Promise.all(
    roots.map(async (root) => {
      const top = await topOf(eyes, root);
      return top === undefined || 'fault' in top ? [] : [...(await upstreamOf(eyes, top.top)).theirs];
    }),
  );
  return new Set(all.flat());
}

const isPath = (name: string): boolean => name.startsWith('/');

/** Folders that are in none of the others. */
const outermost = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter((one) => !folders.some((other) => other !== one && one.startsWith(`${other}/`)));

/** Whoever names a file says that it is worth reading before the rest. */
function namedKindOf(path: string): FileKind {
  const kind = kindOf(path);
  return kind === undefined || kind === 'text' ? 'secrets' : kind;
}

/** What the current folder holds by name, itself alone: it may be any. */
async function secretsIn(folder: string, eyes: Eyes): Promise<string[]> {
  const names = await eyes.list(folder);
  return 'fault' in names
    ? []
    : names
        .map((name) => join(folder, name))
        .filter((path) => kindOf(path) === 'secrets' && /^\.|env|secret|key|credential/i.test(basename(path)));
}

async function backupsIn(folder: string, eyes: Eyes): Promise<WalkedFile[]> {
  const names = await eyes.list(folder);
  if ('fault' in names) return [];
  return names
    .map((name) => join(folder, name))
    .filter((path) => kindOf(path) === 'backup' && /env|config|key|secret|credential|connector/i.test(basename(path)))
    .map((path) => ({ path, kind: 'backup' as const, isLink: false }));
}

/** A link to a file that is looked at anyway is no second copy. */
async function withoutDoubles(files: readonly WalkedFile[], eyes: Eyes): Promise<readonly WalkedFile[]> {
  const ran =
    files.length === 0 ? undefined : await eyes.run(['realpath', '-mz', '--', ...files.map(({ path }) => path)]);
  if (!ran || 'fault' in ran) return files;
  const real = ran.out.split('\0').slice(0, -1);
  if (real.length !== files.length) return files;
  const first = new Map<string, WalkedFile>();
  for (const [at, file] of files.entries()) {
    const before = first.get(real[at]!);
    if (!before || (before.path !== real[at] && file.path === real[at])) first.set(real[at]!, file);
  }
  const firsts = new Set(first.values());
  return files.filter((file) => firsts.has(file));
}

function readAll(files: readonly WalkedFile[], { finder }: SecretsLook): Promise<readonly ReadPath[]> {
  return Promise.all(
    files
      .filter(({ kind }) => kind !== 'core')
      .map(async (file) => ({ ...file, result: await finder.read(file.path, readingOf(file)) })),
  );
}

const readingOf = ({ path, kind }: WalkedFile): 'text' | 'gzip' | 'strings' =>
  /\.gz$/.test(path) ? 'gzip' : kind === 'backup' && /\.sw[a-p]$/.test(path) ? 'strings' : 'text';

async function filesOf(read: readonly ReadPath[], walks: Walks, look: SecretsLook): Promise<Sight<SecretFiles>> {
  const { eyes, bots } = look;
  const own = read.filter(({ kind }) => kind === 'secrets' || kind === 'text' || kind === 'backup');
  const holding = own.flatMap(({ path, kind, result }) =>
    'fault' in result || result.secrets.length === 0 ? [] : [{ path, kind, result }],
  );
  const readers = await readersOf(
    holding.map(({ path }) => path),
    eyes,
    (path) => usersOfBot(path, bots),
  );
  const files = holding.map(
    ({ path, result }): SecretFile => ({
      path: result.shown,
      secrets: result.secrets,
      isOfTests: isOfTests(pathInBot(path, bots)),
      readers: readers.get(path) ?? unseen('lstat', 'who can read it was not looked at'),
    }),
  );
  const gaps = [
    ...bots.gaps.map((why) => ({ about: 'this host', why: `not all bots were found (${why})` })),
    ...walks.gaps,
    ...gapsOf(own, look),
  ];
  return seen(BY, {
    read: own.length - own.filter(({ result }) => 'fault' in result).length,
    files,
    gaps,
    skipped: walks.skipped,
  });
}

/** From the folder of the bot: what is above it says nothing of the file. */
function pathInBot(path: string, { bots }: FoundBots): string {
  const folder = bots.find((bot) => bot.folder !== undefined && path.startsWith(`${bot.folder}/`))?.folder;
  return folder === undefined ? basename(path) : path.slice(folder.length + 1);
}

/** As whom the bots run that a file belongs to. */
const usersOfBot = (path: string, { bots }: FoundBots): ReadonlySet<number> =>
  new Set(bots.filter((bot) => isOf(path, bot)).flatMap(({ processes }) => processes.map(({ uid }) => uid)));

/** What was not read; where there was no time, by the folder of the bot. */
function gapsOf(read: readonly ReadPath[], { bots, finder }: SecretsLook): Gap[] {
  const late = new Map<string, number>();
  const gaps = read.flatMap((one): Gap[] => {
    if ('fault' in one.result && one.result.fault === 'late') {
      const root = bots.bots.find(({ folder }) => one.path.startsWith(`${folder}/`))?.folder ?? dirname(one.path);
      late.set(root, (late.get(root) ?? 0) + 1);
      return [];
    }
    const why = gapIn(one);
    if (why === undefined) return [];
    const path = finder.shownPath(one.path);
    const unpack = UNPACK[path.split('.').at(-1)!];
    if (why === 'packed')
      return [
        {
          about: path,
          why: 'it is packed in a way that a check does not unpack',
          fix: `${unpack} ${shellWord(path)} | keyward scan -`,
        },
      ];
    if (why === 'cut')
      return [{ about: path, why: 'only its beginning was read', fix: `keyward scan ${shellWord(path)}` }];
    return [{ about: path, why: whyOf(why), fix: AS_ROOT }];
  });
  for (const [root, count] of late)
    gaps.push({
      about: root,
      why: `there was no time left to read ${count} of its files`,
      fix: `keyward scan ${shellWord(root)}`,
    });
  return gaps;
}

/** What keeps a file from being read whole, where it may hold something. */
function gapIn({ path, kind, result }: ReadPath): 'denied' | 'failed' | 'packed' | 'cut' | undefined {
  if (!('fault' in result)) return result.isCut ? 'cut' : undefined;
  if (result.fault === 'denied' || result.fault === 'failed') return result.fault;
  return kind === 'log' && /\.(?:zst|xz|bz2)$/.test(path) ? 'packed' : undefined;
}

const UNPACK: Readonly<Record<string, string>> = { zst: 'zstdcat', xz: 'xzcat', bz2: 'bzcat' };

async function readHistories(look: SecretsLook): Promise<readonly ReadPath[]> {
  const homes = await homesOf(look);
  const files = homes.flatMap((home) =>
    HISTORIES.map((name): WalkedFile => ({ path: join(home, name), kind: 'log', isLink: false })),
  );
  return readAll(files, look);
}

async function tracesOf(
  read: readonly ReadPath[],
  histories: readonly ReadPath[],
  walks: Walks,
  look: SecretsLook,
): Promise<Sight<Traces>> {
  const { bots } = look;
  const left = read.filter(({ kind }) => kind === 'backup' || kind === 'log');
  const traceOf = (kind: Trace['kind'], one: ReadPath): Trace[] =>
    'fault' in one.result || one.result.secrets.length === 0
      ? []
      : [{ path: one.result.shown, kind, secrets: one.result.secrets }];
  const cores = await coresOf(walks.files, look);
  const traces = [
    ...histories.flatMap((one) => traceOf('history', one)),
    ...left.flatMap((one) => traceOf(one.kind === 'backup' ? 'backup' : 'log', one)),
    ...cores.traces,
  ];
  const gaps = [
    ...bots.gaps.map((why) => ({ about: 'this host', why: `not all bots were found (${why})` })),
    ...walks.gaps,
    ...gapsOf([...left, ...histories], look),
    ...cores.gaps,
    ...((await hasOthers(look))
      ? [{ about: 'histories of other users', why: 'they may be read by their users and root alone', fix: AS_ROOT }]
      : []),
  ];
  const count = [...left, ...histories].filter(({ result }) => !('fault' in result)).length;
  return seen('keyward scan of histories, logs and copies', { read: count, traces, gaps });
}

/** Of whoever looks, of the users of bots, and for root of everybody who logs in. */
async function homesOf({ eyes, bots, userHome }: SecretsLook): Promise<readonly string[]> {
  const users = await usersOf(eyes);
  const running = new Set(bots.bots.flatMap(({ processes }) => processes.map(({ uid }) => uid)));
  const wanted = users.filter(
    ({ uid }) => uid === eyes.uid || running.has(uid) || (eyes.uid === 0 && (uid === 0 || isPerson(uid))),
  );
  const homes = [...(userHome === undefined ? [] : [userHome]), ...wanted.map(({ home }) => home)];
  return [...new Set(homes)].filter((home) => home.startsWith('/') && home !== '/');
}

/** As Debian numbers them. */
const isPerson = (uid: number): boolean => uid >= 1_000 && uid < 60_000;

/** Whether somebody else logs in here, whose histories nobody but he and root may read. */
async function hasOthers({ eyes }: SecretsLook): Promise<boolean> {
  if (eyes.uid === 0) return false;
  const others = (await usersOf(eyes)).filter(({ uid }) => isPerson(uid) && uid !== eyes.uid);
  const there = await Promise.all(others.map(({ home }) => eyes.look(home)));
  return there.some((one) => !('fault' in one) && one.kind === 'folder');
}

/** The memory of bots that failed, beside them or where the system keeps such. */
async function coresOf(
  files: readonly WalkedFile[],
  { eyes, bots }: SecretsLook,
): Promise<{ readonly traces: readonly Trace[]; readonly gaps: readonly Gap[] }> {
  const gaps: Gap[] = [];
  const traces: Trace[] = [];
  for (const { path, kind } of files)
    if (kind === 'core' && (await isCore(path, eyes))) traces.push({ path, kind: 'core', secrets: [] });
  const processes = bots.bots.flatMap((bot) => bot.processes.map((one) => ({ bot, one })));
  for (const folder of CORE_FOLDERS) {
    const names = await eyes.list(folder);
    if ('fault' in names && names.fault !== 'missing')
      gaps.push({ about: folder, why: whyOf(names.fault), fix: AS_ROOT });
    for (const name of 'fault' in names ? [] : names) {
      const of = processes.find(({ one }) => isCoreOf(name, one.program, one.uid));
      if (of) traces.push({ path: join(folder, name), kind: 'core', secrets: [] });
    }
  }
  return { traces, gaps };
}

async function isCore(path: string, eyes: Eyes): Promise<boolean> {
  const read = await eyes.read(path, 64);
  if ('fault' in read || read.bytes.length < 18 || !read.bytes.subarray(0, 4).equals(ELF)) return false;
  return (read.bytes[5] === 2 ? read.bytes.readUInt16BE(16) : read.bytes.readUInt16LE(16)) === ET_CORE;
}

/** As systemd-coredump calls it, `core.PROGRAM.UID.BOOT.PID.TIME`, and as apport does, `_usr_bin_PROGRAM.UID.crash`. */
function isCoreOf(name: string, program: string, uid: number): boolean {
  const [, comm, owner] =
    /^core\.(.{1,32}?)\.(\d+)\.[0-9a-f]{32}\./.exec(name) ?? /_([^_]{1,32})\.(\d+)\.crash$/.exec(name) ?? [];
  return (
    comm !== undefined && Number(owner) === uid && basename(program.split(' ')[0] ?? '').startsWith(comm.slice(0, 15))
  );
}
