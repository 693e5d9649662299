import { relative } from 'node:path';
import { systemClock } from '../core/index.ts';
import { type BotKind, type Eyes, type FoundBot, type Holding, holdingsOf } from '../posture/index.ts';
import { eyesOf } from './eyes.ts';
import { findBots } from './find-bots.ts';
import { gitSight } from './git.ts';

/** A settings file of a bot, as `init` shows it. */
export interface InitFile {
  /** From the folder. */
  readonly file: string;
  readonly holds: Holding;
  /** `644`; absent where it is not a file of this host. */
  readonly mode?: string;
}

/** A bot in this folder or below, as `init` shows it. */
export interface InitBot {
  readonly kind: BotKind;
  /** From the folder: `.` is the folder itself. */
  readonly folder: string;
  readonly pids: readonly number[];
  /** Units and compose files that start it; those below the folder from there. */
  readonly startedBy: readonly string[];
  readonly files: readonly InitFile[];
  /** Files with plain secrets that others of this host can read, and that nothing but the owner needs. */
  readonly open: readonly string[];
  /** As those, but a container or another user that runs the bot may read them by the very bits: left as they are, and told. */
  readonly leftOpen: readonly string[];
  /** Files with secrets that git would take along. */
  readonly unignored: readonly string[];
}

/** The bots in a folder and below, with how they keep their secrets; changes nothing. */
export async function botsHere(folder: string): Promise<InitBot[]> {
  const eyes = eyesOf({ nowMs: systemClock.nowMs() });
  const { signal } = new AbortController();
  const { bots } = await findBots({ eyes, folder, signal, isHereOnly: true });
  return Promise.all(bots.map((bot) => initBot(eyes, bot, folder, signal)));
}

async function initBot(eyes: Eyes, bot: FoundBot, folder: string, signal: AbortSignal): Promise<InitBot> {
  const holdings = await holdingsOf(eyes, bot, signal);
  const looked = await Promise.all(
    holdings.map(async ({ file, holds }) => ({ file, holds, facts: await eyes.look(file) })),
  );
  const inFolder = looked.filter(({ file }) => isBelow(file, folder));
  const secret = inFolder.filter(({ holds }) => holds === 'plain' || holds === 'looks-encrypted');
  // A container or another user may read the file by the very bits that would be taken away.
  const isOwnersAlone =
    bot.processes.every(({ uid }) => uid === 0 || uid === eyes.uid) && !bot.startedBy.some(isContained);
  const open = secret.flatMap(({ file, facts }) =>
    'fault' in facts || facts.kind !== 'file' || (facts.mode & 0o077) === 0 || facts.uid !== eyes.uid ? [] : [file],
  );
  const sights = await Promise.all(secret.map(({ file }) => gitSight(file)));
  const unignored = secret.filter((_one, at) => sights[at] === 'unignored').map(({ file }) => relative(folder, file));
  return {
    kind: bot.kind,
    folder: relative(folder, bot.folder ?? folder) || '.',
    pids: bot.processes.map(({ pid }) => pid),
    startedBy: bot.startedBy.map((path) => (isBelow(path, folder) ? relative(folder, path) : path)),
    files: looked.map(({ file, holds, facts }) => ({
      file: isBelow(file, folder) ? relative(folder, file) : file,
      holds,
      ...('fault' in facts ? {} : { mode: facts.mode.toString(8) }),
    })),
    open: isOwnersAlone ? open.map((file) => relative(folder, file)) : [],
    leftOpen: isOwnersAlone ? [] : open.map((file) => relative(folder, file)),
    unignored,
  };
}

const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const isContained = (path: string): boolean => /\.ya?ml$|Dockerfile$/.test(path);
