import { posix } from 'node:path';
import type { Files } from '../files/files.ts';
import { entriesOf, itemsOf, type Part, partAt, textOf } from '../files/part.ts';
import type { BotKind } from '../found.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { kindOfBuild, type Started, startedIn } from './composed.ts';
import { importsOf } from './imports.ts';
import { programNames } from './kinds.ts';

/** A bot as its folder tells it. */
export interface Project {
  readonly kind: BotKind;
  readonly folder: string;
  readonly settingsFiles: readonly string[];
  /** Compose files and Dockerfiles that start it. */
  readonly startedBy: readonly string[];
}

const { join } = posix;
/** No project has more settings than this; a folder of a thousand files is data. */
const MOST_FILES = 40;
export const COMPOSE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const SCRIPT = /\.(?:py|[mc]?js|[mc]?ts)$/;
const NO_SCRIPT = /^test_|_test\.|\.(?:test|spec|d|config)\.[mc]?[jt]s$|^(?:setup|conftest|noxfile)\.py$/;
const OWN_SETTINGS =
  /^(?:config|settings|secrets?|credentials?|keys?|api[-_]?keys?)\.(?:json|ya?ml|toml|ini|py|[mc]?js|ts)$/i;

/** The bots of a folder, by the files that such a bot needs in order to run: words in a text tell nothing. */
export async function projectsIn(files: Files, folder: string, isFollowing = true): Promise<readonly Project[]> {
  const names = await files.list(folder);
  if (names.length === 0) return [];
  const [isProgram, all] = await Promise.all([isProgramItself(files, folder, names), startersIn(files, folder, names)]);
  const started = all.filter((one) => one.folder === folder);
  const included = isFollowing ? await includedBots(files, folder, all) : [];
  const known = await Promise.all(
    Object.entries(settingsOf).map(async ([kind, find]) => ({
      kind: kind as BotKind,
      settings: await find(files, folder, names),
    })),
  );
  const environment = names.filter(isEnvironment).map((name) => join(folder, name));
  const projects = known.flatMap(({ kind, settings }) => {
    const startedBy = started.filter((one) => one.kind === kind).map(({ file }) => file);
    if (settings.length === 0 && (startedBy.length === 0 || isProgram)) return [];
    return [{ kind, folder, settingsFiles: unique([...settings, ...environment]), startedBy: unique(startedBy) }];
  });
  if (projects.length + included.length > 0 || isProgram) return [...projects, ...included];
  return ownProgram(files, folder, names, environment);
}

/** The folder is a copy of a bot or of a library, by the name that its package gives itself. */
export async function isProgramItself(files: Files, folder: string, names: readonly string[]): Promise<boolean> {
  const named = await Promise.all(
    ['pyproject.toml', 'setup.py', 'setup.cfg', 'package.json']
      .filter((name) => names.includes(name))
      .map(async (name) => {
        const text = (await files.text(join(folder, name))) ?? '';
        return /^\s*"?name"?\s*[=:]\s*["']?([\w.-]+)/m.exec(text)?.[1];
      }),
  );
  return named.some((name) => name !== undefined && programNames.has(name.toLowerCase()));
}

const isEnvironment = (name: string): boolean =>
  /^\.env(?:\..+)?$|^[\w-]+\.env$/.test(name) && !/example|sample|template|dist$/i.test(name);

type Find = (files: Files, folder: string, names: readonly string[]) => Promise<readonly string[]>;

/** The settings of each kind in a folder; none where there is no such bot. */
const settingsOf: Record<Exclude<BotKind, 'nautilus' | 'ccxt'>, Find> = {
  freqtrade: async (files, folder, names) => {
    const beside = names.includes('user_data') ? await files.list(join(folder, 'user_data')) : [];
    const paths = [
      ...names.filter((name) => /^config.*\.json$/i.test(name)).map((name) => join(folder, name)),
      ...configsFirst(beside.filter((name) => name.endsWith('.json'))).map((name) => join(folder, 'user_data', name)),
    ];
    const read = await partsOf(files, paths);
    const unread = paths.filter(
      (path) => /^config/i.test(posix.basename(path)) && !read.some((one) => one.path === path),
    );
    // Where its settings cannot be read, the folder that it makes tells that it is there.
    const isThere = read.some(({ part }) => isFreqtrade(part)) || (unread.length > 0 && beside.includes('strategies'));
    if (!isThere) return [];
    const own = read.filter(({ part }) => isFreqtrade(part) || isFreqtradeOverlay(part));
    return [...own.map(({ path }) => path), ...unread, ...(await addedTo(files, own))];
  },
  hummingbot: async (files, folder, names) => {
    const conf = names.includes('conf') ? join(folder, 'conf') : folder;
    const inside = names.includes('conf') ? await files.list(conf) : names;
    const main = inside.filter((name) => /^conf_(?:client|global)\.yml$|^\.password_verification$/.test(name));
    const of = async (name: string) =>
      inside.includes(name)
        ? (await files.list(join(conf, name))).filter((one) => one.endsWith('.yml')).map((one) => join(conf, name, one))
        : [];
    const connectors = await of('connectors');
    if (main.length === 0 && (conf === folder || connectors.length === 0)) return [];
    const rest = (await Promise.all(['strategies', 'scripts', 'controllers'].map(of))).flat();
    return [...main.map((name) => join(conf, name)), ...connectors, ...rest.slice(0, MOST_FILES)];
  },
  octobot: async (files, folder, names) => {
    if (!names.includes('user')) return [];
    const main = join(folder, 'user', 'config.json');
    if (!(await files.list(join(folder, 'user'))).includes('config.json')) return [];
    const part = await files.part(main);
    const has = (name: string) => partAt(part, name) !== undefined;
    if (!has('exchanges') || !['services', 'profile', 'accepted_terms', 'notification'].some(has)) return [];
    const profiles = (await files.list(join(folder, 'user'))).includes('profiles')
      ? await files.list(join(folder, 'user', 'profiles'))
      : [];
    return [
      main,
      ...profiles.slice(0, MOST_FILES).map((name) => join(folder, 'user', 'profiles', name, 'profile.json')),
    ];
  },
  jesse: async (files, folder, names) => {
    if (!names.includes('.env') || !['strategies', 'storage', 'docker'].some((name) => names.includes(name))) return [];
    const part = await files.part(join(folder, '.env'));
    const has = (name: string) => entriesOf(part)?.has(name) === true;
    const isJesse = has('PASSWORD') && has('POSTGRES_NAME') && (has('REDIS_HOST') || has('APP_PORT'));
    return isJesse ? [join(folder, '.env')] : [];
  },
  passivbot: async (files, folder, names) => {
    if (!names.includes('api-keys.json')) return [];
    const keys = join(folder, 'api-keys.json');
    const users = [...(entriesOf(await files.part(keys)) ?? new Map<string, Part>()).values()];
    if (!users.some((user) => textOf(partAt(user, 'exchange')) !== undefined)) return [];
    const configs = names.includes('configs') ? await files.list(join(folder, 'configs')) : [];
    const read = await partsOf(
      files,
      [...configs.map((name) => join('configs', name)), ...names.filter((name) => /^config.*\.json$/.test(name))]
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(folder, name)),
    );
    return [keys, ...read.filter(({ part }) => isPassivbot(part)).map(({ path }) => path)];
  },
};

const configsFirst = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => Number(!/^config/i.test(a)) - Number(!/^config/i.test(b)));

/** freqtrade itself ends at a depth of five. */
const DEEPEST_ADDED = 5;

/** The files that a configuration of freqtrade adds to itself, as it names them. */
export function addedBy(path: string, part: Part): string[] {
  const names = itemsOf(partAt(part, 'add_config_files')).flatMap((item) => textOf(item) ?? []);
  return names.map((name) => posix.resolve(posix.dirname(path), name));
}

/** All files that these add, and that those add. */
async function addedTo(files: Files, own: readonly SettingsFile[]): Promise<readonly string[]> {
  const found = new Set<string>();
  let last = own;
  for (let depth = 0; depth < DEEPEST_ADDED && last.length > 0; depth += 1) {
    const added = unique(last.flatMap(({ path, part }) => addedBy(path, part))).filter((path) => !found.has(path));
    for (const path of added) found.add(path);
    last = await partsOf(files, added);
  }
  return [...found];
}

async function partsOf(files: Files, paths: readonly string[]): Promise<SettingsFile[]> {
  if (paths.length > MOST_FILES)
    files.gap(`of ${paths.length} settings files in ${posix.dirname(paths[0] as string)} only ${MOST_FILES} were read`);
  const read = await Promise.all(
    paths.slice(0, MOST_FILES).map(async (path) => ({ path, part: await files.part(path) })),
  );
  return read.filter((one): one is SettingsFile => one.part !== undefined);
}

/** Needed by freqtrade: a stake currency, or an exchange with what is traded on it. */
export function isFreqtrade(part: Part | undefined): boolean {
  const has = (...names: string[]) => partAt(part, ...names) !== undefined;
  if (!has('exchange', 'name') && !has('stake_currency')) return false;
  return ['stake_currency', 'stake_amount', 'max_open_trades', 'pairlists', 'entry_pricing'].some((name) => has(name));
}

/** A second file, with secrets alone: `config-private.json`. */
function isFreqtradeOverlay(part: Part): boolean {
  const has = (...names: string[]) => partAt(part, ...names) !== undefined;
  return has('exchange', 'key') || has('api_server') || has('telegram', 'token');
}

export const isPassivbot = (part: Part | undefined): boolean =>
  partAt(part, 'live') !== undefined && partAt(part, 'bot') !== undefined;

/** Compose files and Dockerfiles that start a bot; `folder`: the one of the bot, where it is another. */
async function startersIn(files: Files, folder: string, names: readonly string[]) {
  const found: Started[] = [];
  for (const name of names.filter((one) => COMPOSE.test(one)).slice(0, 10))
    found.push(...(await startedIn(files, join(folder, name))));
  const kind = names.includes('Dockerfile') ? await kindOfBuild(files, folder) : undefined;
  if (kind !== undefined) found.push({ kind, file: join(folder, 'Dockerfile'), folder });
  return found;
}

/** The bots of other folders that a compose file here includes. */
async function includedBots(files: Files, folder: string, started: readonly Started[]): Promise<readonly Project[]> {
  const others = started.filter((one) => one.folder !== folder);
  return Promise.all(
    others.map(async ({ kind, file, folder: at }) => {
      const [there] = (await projectsIn(files, at, false)).filter((one) => one.kind === kind && one.folder === at);
      return {
        kind,
        folder: at,
        settingsFiles: there?.settingsFiles ?? [],
        startedBy: unique([...(there?.startedBy ?? []), file]),
      };
    }),
  );
}

/** A program of the owner's own that imports ccxt, an exchange's SDK or NautilusTrader. */
async function ownProgram(
  files: Files,
  folder: string,
  names: readonly string[],
  environment: readonly string[],
): Promise<readonly Project[]> {
  const inside = names.includes('src') ? await files.list(join(folder, 'src')) : [];
  const scripts = [...names, ...inside.map((name) => join('src', name))]
    .filter((name) => SCRIPT.test(name) && !NO_SCRIPT.test(posix.basename(name)))
    .slice(0, MOST_FILES);
  const imports = await Promise.all(
    scripts.map(async (name) =>
      importsOf((await files.text(join(folder, name))) ?? '', name.endsWith('.py') ? 'python' : 'node'),
    ),
  );
  const kind = imports.some(({ isNautilus }) => isNautilus)
    ? 'nautilus'
    : imports.some(({ isTrading }) => isTrading)
      ? 'ccxt'
      : undefined;
  if (kind === undefined) return [];
  const config = names.includes('config') ? await files.list(join(folder, 'config')) : [];
  const own = [...names, ...config.map((name) => join('config', name))]
    .filter((name) => OWN_SETTINGS.test(posix.basename(name)))
    .map((name) => join(folder, name));
  return [{ kind, folder, settingsFiles: unique([...environment, ...own]), startedBy: [] }];
}

const unique = (paths: readonly string[]): string[] => [...new Set(paths)];
