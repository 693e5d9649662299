import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type Sight, seen, unseen } from '../check.ts';
import type { StrategyFile } from './facts.ts';
import type { Files } from './files/files.ts';
import { madeIn } from './files/made.ts';
import type { BotKind, FoundBot } from './found.ts';

const MOST_STRATEGIES = 400;
const MOST_FOLDERS = 400;
const DEEPEST = 8;
/** Libraries and what is made of the sources. */
const SKIPPED = new Set(['__pycache__', 'node_modules', 'site-packages']);

/** Where a kind of bot keeps what decides its trades, below its folder; the depth to which it is looked into, and no more is told of it below. */
const strategyFolders: Readonly<Record<BotKind, readonly (readonly [folder: string, depth: number, name: RegExp])[]>> =
  {
    freqtrade: [
      ['user_data/strategies', DEEPEST, /\.(?:py|json)$/],
      ['strategies', DEEPEST, /\.(?:py|json)$/],
    ],
    hummingbot: [
      ['scripts', DEEPEST, /\.py$/],
      ['controllers', DEEPEST, /\.py$/],
      ['conf/strategies', 0, /\.yml$/],
      ['conf/scripts', 0, /\.yml$/],
      ['conf/controllers', 0, /\.yml$/],
    ],
    octobot: [['tentacles', DEEPEST, /\.py$/]],
    jesse: [['strategies', DEEPEST, /\.py$/]],
    passivbot: [['configs', DEEPEST, /\.h?json$/]],
    nautilus: [
      ['', 0, /\.py$/],
      ['src', DEEPEST, /\.py$/],
      ['strategies', DEEPEST, /\.py$/],
    ],
    ccxt: [
      ['', 0, /\.(?:py|[mc]?[jt]s)$/],
      ['src', DEEPEST, /\.(?:py|[mc]?[jt]s)$/],
      ['strategies', DEEPEST, /\.(?:py|[mc]?[jt]s)$/],
    ],
  };

/** The strategy files of a bot; unseen where any folder was not entered. `named` are further folders that its settings name. */
export async function strategiesOf(
  files: Files,
  bot: FoundBot,
  named: readonly string[],
): Promise<Sight<readonly StrategyFile[]>> {
  const { folder } = bot;
  if (folder === undefined) return unseen('sha256', 'the folder of its strategies is not known');
  const by = `sha256 of the strategy files in ${folder}`;
  const walk = new Walk(files);
  await Promise.all(
    strategyFolders[bot.kind].map(([name, depth, pattern]) => walk.into(posix.join(folder, name), depth, pattern)),
  );
  for (const name of named) {
    const path = await existing(files, folder, name);
    if (path === undefined) return unseen(by, 'the folder that its `strategy_path` names was not found');
    await walk.into(path, DEEPEST, /\.(?:py|json)$/);
  }
  if (files.isOver) return unseen(by, 'the time ran out before all strategies were looked at');
  const [passed] = [...walk.passed].sort();
  if (passed !== undefined) return unseen(by, `${passed} holds or may hold strategies and was not entered`);
  const paths = [...walk.paths].sort();
  if (paths.length > MOST_STRATEGIES) return unseen(by, `there are more than ${MOST_STRATEGIES} strategy files`);
  const digests = await Promise.all(
    paths.map(async (path) => {
      const read = await files.eyes.read(path);
      if ('fault' in read || read.isCut) return undefined;
      return { path, sha256: createHash('sha256').update(read.bytes).digest('hex') };
    }),
  );
  const lost = paths.filter((_path, at) => digests[at] === undefined);
  if (lost.length > 0)
    return unseen(by, `${lost[0]}${lost.length > 1 ? ` and ${lost.length - 1} more` : ''} cannot be read`);
  return seen(
    by,
    digests.filter((one) => one !== undefined),
  );
}

/** Where a folder of the settings is: as freqtrade sees it from its folder, which in its image is `/freqtrade`. */
async function existing(files: Files, folder: string, name: string): Promise<string | undefined> {
  const inImage = /^\/freqtrade\/(.+)$/.exec(name)?.[1];
  const paths = [posix.resolve(folder, name), ...(inImage === undefined ? [] : [posix.join(folder, inImage)])];
  for (const path of paths) if (await files.isFolder(path)) return path;
  return undefined;
}

class Walk {
  readonly paths = new Set<string>();
  /** Folders that were not entered. */
  readonly passed = new Set<string>();
  readonly #files: Files;
  #left = MOST_FOLDERS;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Depth 0 is a folder that holds more than strategies, or that its bot does not look below. */
  async into(folder: string, depth: number, pattern: RegExp, isFlat = depth === 0): Promise<void> {
    const facts = await this.#files.eyes.look(folder);
    if ('fault' in facts) {
      if (facts.fault !== 'missing') this.passed.add(folder);
      return;
    }
    if (facts.kind === 'link' && !('fault' in (await this.#files.eyes.list(folder)))) this.passed.add(folder);
    if (facts.kind !== 'folder') return;
    this.#left -= 1;
    if (this.#left < 0 || depth < 0) {
      this.passed.add(folder);
      return;
    }
    const all = await this.#files.list(folder);
    const made = await madeIn(this.#files.eyes, folder, all);
    const names = all.filter((name) => !name.startsWith('.') && !SKIPPED.has(name) && !made.has(name));
    for (const name of names) {
      const path = posix.join(folder, name);
      if (pattern.test(name)) this.paths.add(path);
      else if (!isFlat) await this.into(path, depth - 1, pattern, false);
    }
  }
}
