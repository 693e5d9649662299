import { posix } from 'node:path';
import type { Eyes } from '../../eyes.ts';
import { Files } from '../files/files.ts';
import { madeIn } from '../files/made.ts';
import type { FoundBots } from '../found.ts';
import type { Home } from './home.ts';
import { Findings } from './merge.ts';
import { candidatesIn } from './processes.ts';
import { isProgramItself, type Project, projectsIn } from './project.ts';
import { unitsIn } from './units.ts';

/** Where bots are looked for. */
export interface FindParts {
  readonly eyes: Eyes;
  /** The current folder. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Bots of the current folder and below alone. */
  readonly isHereOnly?: true;
}

const { join } = posix;
const MOST_FOLDERS = 1_500;
const MOST_NAMES = 400;
const AT_ONCE = 16;
/** Nothing of an owner's own is below these. */
const SKIPPED = new Set([
  'node_modules',
  'site-packages',
  'dist-packages',
  '__pycache__',
  'proc',
  'sys',
  'lost+found',
  'venv',
  'env',
  'user_data',
  'conf',
  'strategies',
  'storage',
  'logs',
  'log',
  'data',
  'backtests',
  'tentacles',
  'dist',
  'build',
  'test',
  'tests',
  'examples',
  'docs',
  'bench',
  'target',
  'snap',
]);

/** All bots on this host that can be seen: by folders, processes and units. */
export async function searchBots({ eyes, folder, signal, isHereOnly }: FindParts): Promise<FoundBots> {
  const files = new Files(eyes, signal);
  const homes = await homesOf(files);
  const [candidates, units] = await Promise.all([candidatesIn(files, '/proc'), unitsIn(files, homes)]);
  const elsewhere = [
    ...['/opt', '/srv'].map((root) => ({ folder: root, depth: 2 })),
    ...homes.map(({ home }) => ({ folder: home, depth: 3 })),
  ];
  const roots = [{ folder, depth: 2 }, ...(isHereOnly === true ? [] : elsewhere)];
  const findings = new Findings(files, await projectsBelow(files, roots));
  for (const unit of units) await findings.addUnit(unit);
  for (const candidate of candidates) await findings.addProcess(candidate);
  if (files.isOver) files.gap('the time ran out before all folders were looked at');
  const isHere = (path: string | undefined) => path === folder || path?.startsWith(`${folder}/`) === true;
  const bots = findings.bots().filter((bot) => isHereOnly !== true || isHere(bot.folder));
  return { bots, gaps: files.gaps };
}

/** Homes of root and of people, and of services whose home is not the system's. */
async function homesOf(files: Files): Promise<readonly Home[]> {
  const text = (await files.text('/etc/passwd')) ?? '';
  const rows = text.split('\n').flatMap((row) => {
    const [user = '', , uid = '', , , home = ''] = row.split(':');
    return /^\d+$/.test(uid) && home.startsWith('/') ? [{ user, home: posix.normalize(home) }] : [];
  });
  const system =
    /^\/(?:$|nonexistent|dev|bin|sbin|usr|run|proc|etc|var\/(?:run|cache|spool|mail|backups|www|lib\/(?!\w*bot|freqtrade|jesse)))/;
  const byHome = new Map(rows.filter(({ home }) => !system.test(home)).map((row) => [row.home, row]));
  for (const name of await files.list('/home'))
    if (!byHome.has(join('/home', name))) byHome.set(join('/home', name), { user: name, home: join('/home', name) });
  return [...byHome.values()];
}

/** The projects in these folders and below, each folder once; linked folders are followed at the top alone, so that no walk is endless. */
async function projectsBelow(
  files: Files,
  roots: readonly { readonly folder: string; readonly depth: number }[],
): Promise<readonly Project[]> {
  const found: Project[] = [];
  const known = new Map<string, number>();
  let left = MOST_FOLDERS;
  let queue: readonly Place[] = roots.map(({ folder, depth }) => ({
    folder: posix.normalize(folder),
    depth,
    isRoot: true,
  }));
  while (queue.length > 0 && !files.isOver) {
    const batch = queue.slice(0, AT_ONCE).filter(({ folder, depth }) => (known.get(folder) ?? -1) < depth);
    queue = queue.slice(AT_ONCE);
    for (const { folder, depth } of batch) known.set(folder, depth);
    left -= batch.length;
    if (left < 0) {
      files.gap(`more than ${MOST_FOLDERS} folders: the deepest were not looked at`);
      break;
    }
    const looked = await Promise.all(
      batch.map(async (place) => ({
        projects: await projectsIn(files, place.folder),
        below: await placesBelow(files, place),
      })),
    );
    found.push(...looked.flatMap(({ projects }) => projects));
    queue = [...queue, ...looked.flatMap(({ below }) => below)];
  }
  return withoutParts(found);
}

interface Place {
  readonly folder: string;
  readonly depth: number;
  readonly isRoot?: true;
}

/** Once each, and without the folders of code that belong to the program above them. */
function withoutParts(projects: readonly Project[]): readonly Project[] {
  const isPart = ({ kind, folder, settingsFiles }: Project) =>
    (kind === 'ccxt' || kind === 'nautilus') &&
    settingsFiles.length === 0 &&
    projects.some((other) => other.kind === kind && folder.startsWith(`${other.folder}/`));
  const byName = new Map<string, Project>();
  for (const one of projects.filter((each) => !isPart(each))) {
    const name = `${one.kind} ${one.folder}`;
    const before = byName.get(name);
    const joined = (a: readonly string[] = [], b: readonly string[] = []) => [...new Set([...a, ...b])];
    byName.set(name, {
      ...one,
      settingsFiles: joined(before?.settingsFiles, one.settingsFiles),
      startedBy: joined(before?.startedBy, one.startedBy),
    });
  }
  return [...byName.values()];
}

async function placesBelow(files: Files, { folder, depth, isRoot }: Place): Promise<readonly Place[]> {
  if (depth === 0) return [];
  const names = await files.list(folder);
  if (await isProgramItself(files, folder, names)) return [];
  const made = await madeIn(files.eyes, folder, names);
  const likely = names.filter(
    (name) => !name.startsWith('.') && !SKIPPED.has(name) && !made.has(name) && !/\.\w{1,5}$/.test(name),
  );
  if (likely.length > MOST_NAMES) files.gap(`of ${likely.length} names in ${folder} only ${MOST_NAMES} were looked at`);
  const looked = await Promise.all(
    likely.slice(0, MOST_NAMES).map(async (name) => {
      const path = join(folder, name);
      const facts = await files.eyes.look(path);
      if ('fault' in facts) return undefined;
      if (facts.kind === 'folder') return path;
      return facts.kind === 'link' && isRoot === true ? linkedFolder(files, path) : undefined;
    }),
  );
  return looked.flatMap((path) => (path === undefined ? [] : [{ folder: path, depth: depth - 1 }]));
}

/** Where a link leads, when that is a folder of somebody. */
async function linkedFolder(files: Files, path: string): Promise<string | undefined> {
  const ran = await files.eyes.run(['readlink', '-e', path]);
  const target = 'fault' in ran || ran.status !== 0 ? '' : ran.out.replace(/\n$/, '');
  const isOwn = target.startsWith('/') && !/^\/(?:$|usr|etc|proc|sys|dev|bin|sbin|lib|run)/.test(target);
  return isOwn && (await files.isFolder(target)) ? target : undefined;
}
