import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Mode } from '../facts.ts';
import { judgeBots, placeText } from '../judge.ts';

/** BOT-09: settings for a dry run and for real money are kept apart. */
export const modesApart: Check<BotFacts> = {
  id: 'BOT-09',
  severity: 'low',
  title: 'settings for dry runs and for real money are kept apart',
  why: 'A dry run that holds the live key is one word away from trading, and one database for both mixes real positions with invented ones.',
  how: 'freqtrade: `dry_run`, the keys and `db_url` of each configuration. OctoBot: `trader` and `trader-simulator` of the profile in use. A key that is only a placeholder does not count.',
  fix: 'Take the key out of the settings of the dry run, and give each set a database of its own (`db_url`) and a folder of its own.',
  undo: 'Put the former values back from your copy of the file.',
  references: ['https://www.freqtrade.io/en/stable/configuration/'],
  boxes: [],
  judge: (facts) =>
    judgeBots(facts, judgeBot, { ofNone: 'no bot here tells dry runs from real trading in its settings' }),
};

function judgeBot({ about, settings, kind }: Bot): readonly Finding[] | undefined {
  const { modes } = settings;
  if (modes.length === 0) return undefined;
  const found = modes.flatMap((mode) => findingsOf(about, kind === 'octobot', mode));
  const shared = modes.filter(
    (mode) => mode.trading === 'dry' && modes.some((other) => other.trading === 'live' && sharesDatabase(mode, other)),
  );
  const mixed = shared.map((mode) => ({
    result: 'fail' as const,
    about: `${about}, ${mode.place.file}`,
    says: 'a dry run and real trading write into one database',
    by: placeText(mode.place),
    places: [mode.place],
  }));
  if (found.length + mixed.length > 0) return [...found, ...mixed];
  const [first] = modes as readonly [Mode];
  if (modes.every(({ trading }) => trading === 'unknown'))
    return [
      {
        result: 'unknown',
        about,
        says: 'its settings do not say whether they trade with real money',
        by: placeText(first.place),
      },
    ];
  return [
    {
      result: 'pass',
      about,
      says: 'its settings are either a dry run without a key or real trading',
      by: placeText(first.place),
    },
  ];
}

const sharesDatabase = (one: Mode, other: Mode): boolean =>
  one.database !== undefined && one.database === other.database;

/** OctoBot keeps the keys of its exchanges in one file for all profiles: that a simulated one is in use is no fault there. */
function findingsOf(bot: string, isOctobot: boolean, { trading, isBoth, holdsKeys, place }: Mode): Finding[] {
  const base = { about: `${bot}, ${place.file}`, by: placeText(place), places: [place], result: 'fail' as const };
  if (isBoth) return [{ ...base, says: 'the real and the simulated trader are both on' }];
  if (trading === 'dry' && holdsKeys && !isOctobot) return [{ ...base, says: 'a dry run holds an exchange key' }];
  return [];
}
