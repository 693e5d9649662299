import { seen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { Bot, BotFacts, BotSettings, Door } from './facts.ts';
import { noSettings } from './facts.ts';
import { Files } from './files/files.ts';
import type { BotKind, FoundBot, FoundBots } from './found.ts';
import { doorsOf } from './settings/doors.ts';
import { composedOf, type Variable, variablesOf } from './settings/environment.ts';
import { freqtradeSettings, strategyPathsOf } from './settings/freqtrade.ts';
import { hummingbotSettings } from './settings/hummingbot.ts';
import { jesseSettings } from './settings/jesse.ts';
import { octobotSettings } from './settings/octobot.ts';
import { passivbotSettings } from './settings/passivbot.ts';
import type { SettingsFile } from './settings/settings-file.ts';
import { strategiesOf } from './strategies.ts';

export interface BotLookParts {
  readonly eyes: Eyes;
  readonly signal: AbortSignal;
  readonly blessed?: Readonly<Record<string, string>>;
}

const MOST_SETTINGS = 80;

/** Reads the settings and strategies of the bots that were found; never rejects. */
export async function lookAtBots({ eyes, signal, blessed }: BotLookParts, found: FoundBots): Promise<BotFacts> {
  const bots = await Promise.all(found.bots.map((bot) => lookAtBot(new Files(eyes, signal), bot)));
  return {
    bots: seen('folders, processes and units', bots),
    gaps: found.gaps,
    ...(blessed === undefined ? {} : { blessed }),
  };
}

async function lookAtBot(files: Files, bot: FoundBot): Promise<Bot> {
  const composed = await composedOf(files, bot);
  const variables = await variablesOf(files, bot, composed);
  const read = await readSettings(files, bot);
  const settings = await readers[bot.kind](files, read, variables);
  const [{ doors, hidden }, strategies] = await Promise.all([
    doorsOf(files.eyes, bot, settings.doors, composed),
    strategiesOf(files, bot, bot.kind === 'freqtrade' ? strategyPathsOf(read, variables) : []),
  ]);
  return {
    about: `bot ${bot.name}`,
    kind: bot.kind,
    settings: {
      ...settings,
      doors,
      logins: settings.logins.map((login) => ({ ...login, reach: widest(doors, login.reach) })),
    },
    strategies,
    unread: files.gaps,
    ...(hidden === undefined ? {} : { hiddenDoors: hidden }),
  };
}

/** A login guards what the door in front of it lets in: in a container that is what is published. */
function widest(doors: readonly Door[], reach: Door['reach']): Door['reach'] {
  if (doors.length === 0) return reach === 'unknown' ? 'unknown' : 'loopback';
  return (
    (['all', 'unknown', 'private', 'loopback'] as const).find((one) => doors.some((door) => door.reach === one)) ??
    reach
  );
}

type Read = (
  files: Files,
  read: readonly SettingsFile[],
  variables: readonly Variable[],
) => BotSettings | Promise<BotSettings>;

const readers: Readonly<Record<BotKind, Read>> = {
  freqtrade: freqtradeSettings,
  hummingbot: (_files, read, variables) => hummingbotSettings(read, variables),
  octobot: (_files, read, variables) => octobotSettings(read, variables),
  jesse: (_files, read) => jesseSettings(read),
  passivbot: (_files, read) => passivbotSettings(read),
  nautilus: () => noSettings,
  ccxt: () => noSettings,
};

async function readSettings(files: Files, bot: FoundBot): Promise<readonly SettingsFile[]> {
  const paths = bot.settingsFiles.filter((path) => /\.(?:json|ya?ml)$|\.env$|\/\.env[^/]*$/.test(path));
  if (paths.length > MOST_SETTINGS) files.gap(`of ${paths.length} settings files only ${MOST_SETTINGS} were read`);
  const read = await Promise.all(
    paths.slice(0, MOST_SETTINGS).map(async (path) => ({ path, part: await files.part(path) })),
  );
  return read.flatMap(({ path, part }) => (part === undefined ? [] : [{ path, part }]));
}
