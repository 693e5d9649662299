import { seen } from '../../check.ts';
import type { Eyes } from '../../eyes.ts';
import type { BotSecretFacts, CastValue, FakeEncrypted, Looked, PasswordBeside } from '../../secrets/bot-secrets.ts';
import { Files } from '../files/files.ts';
import { readUnit } from '../files/unit-file.ts';
import type { FoundBot, FoundBots } from '../found.ts';
import { composedOf, variablesOf } from '../settings/environment.ts';
import { encryptedOf, passwordsBeside } from './beside.ts';
import { castValues } from './cast.ts';
import { jesseSecrets, octobotSecrets } from './fake.ts';

/** What the bots that were found keep in ways of their own; never rejects. */
export async function lookAtBotSecrets(eyes: Eyes, found: FoundBots, signal: AbortSignal): Promise<BotSecretFacts> {
  const looked = await Promise.all(found.bots.map((bot) => lookAt(new Files(eyes, signal), bot)));
  const joined = <T>(pick: (one: (typeof looked)[number]) => readonly T[] | undefined): Looked<T> => {
    const asked = looked.filter((one) => pick(one) !== undefined);
    return {
      bots: asked.map(({ about }) => about),
      found: asked.flatMap((one) => pick(one) ?? []),
      unread: [...new Set(asked.flatMap(({ unread }) => unread))],
    };
  };
  return {
    fakeEncrypted: seen(
      'the settings of OctoBot and Jesse',
      joined((one) => one.fake),
    ),
    passwordsBeside: seen(
      'the files that start Hummingbot',
      joined((one) => one.beside),
    ),
    castValues: seen(
      'the variables that freqtrade is given',
      joined((one) => one.cast),
    ),
  };
}

interface LookedBot {
  readonly about: string;
  /** Absent: the question does not apply to this bot. */
  readonly fake?: readonly FakeEncrypted[];
  readonly beside?: readonly PasswordBeside[];
  readonly cast?: readonly CastValue[];
  readonly unread: readonly string[];
}

async function lookAt(files: Files, bot: FoundBot): Promise<LookedBot> {
  const about = `bot ${bot.name}`;
  const fake = await fakeOf(files, bot, about);
  const variables = await variablesOf(files, bot, await composedOf(files, bot));
  const cast = bot.kind === 'freqtrade' ? castValues(about, variables) : undefined;
  const beside =
    encryptedOf(bot) === undefined ? undefined : passwordsBeside(bot, variables, await commandsOf(files, bot));
  return {
    about,
    unread: files.gaps,
    ...(fake === undefined ? {} : { fake }),
    ...(beside === undefined ? {} : { beside }),
    ...(cast === undefined || cast.looked === 0 ? {} : { cast: cast.found }),
  };
}

async function fakeOf(files: Files, bot: FoundBot, about: string): Promise<readonly FakeEncrypted[] | undefined> {
  const paths = bot.settingsFiles.filter((file) =>
    bot.kind === 'octobot'
      ? file.endsWith('/user/config.json')
      : bot.kind === 'jesse' && /\/\.env[^/]*$|\.env$/.test(file),
  );
  if (paths.length === 0) return undefined;
  const found = await Promise.all(
    paths.map(async (path) => {
      const part = await files.part(path);
      if (part === undefined) return [];
      return bot.kind === 'octobot' ? octobotSecrets(about, { path, part }) : jesseSecrets(about, { path, part });
    }),
  );
  return found.flat();
}

async function commandsOf(files: Files, bot: FoundBot) {
  const units = await Promise.all(
    bot.startedBy
      .filter((path) => path.endsWith('.service'))
      .map(async (file) => ({ file, unit: readUnit([{ file, text: (await files.text(file)) ?? '' }], '') })),
  );
  return units.flatMap(({ file, unit }) => unit.commands.map((words) => ({ file, words })));
}
