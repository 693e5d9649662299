import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Stop } from '../facts.ts';
import { judgeBots, placeText } from '../judge.ts';

/** BOT-05: the stop-loss waits at the exchange, where it works while the bot does not. */
export const stopOnExchange: Check<BotFacts> = {
  id: 'BOT-05',
  severity: 'medium',
  title: 'the stop-loss waits at the exchange',
  why: 'A stop-loss that the bot watches itself is gone when the bot crashes, loses its network or its key. One at the exchange still sells.',
  how: 'freqtrade: `order_types.stoploss_on_exchange` of the settings, or of the strategy as far as its text says it plainly, and the list of exchanges that freqtrade can place one on. Other bots decide it in their strategies, which are not understood.',
  fix: 'In freqtrade set `"stoploss_on_exchange": true` in `order_types`, with the other order types beside it, and restart it.',
  undo: 'Set `"stoploss_on_exchange": false` and restart; remove stop orders that are left at the exchange.',
  references: ['https://www.freqtrade.io/en/stable/stoploss/'],
  boxes: [],
  isAttestable: true,
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no bot here says where its stop-loss waits' }),
};

function judgeBot(bot: Bot): readonly Finding[] | undefined {
  const { about, kind, settings } = bot;
  if (kind === 'freqtrade')
    return settings.stops.length === 0 ? undefined : settings.stops.map((stop) => findingOf(about, stop));
  return [
    {
      result: 'unknown',
      about,
      says: 'whether its stop-loss waits at the exchange is decided by its strategy',
      by: 'its settings',
    },
  ];
}

function findingOf(bot: string, { trading, exchange, isOnExchange, isSupported, place }: Stop): Finding {
  const base = { about: `${bot}, ${place.file}`, by: placeText(place), places: [place] };
  if (trading === 'dry') return { ...base, result: 'not-applicable', says: 'these settings are a dry run' };
  if (isOnExchange === true && isSupported !== false)
    return { ...base, result: 'pass', says: 'its stop-loss waits at the exchange' };
  if (isSupported === false)
    return {
      ...base,
      result: 'warn',
      severity: 'low',
      says: `freqtrade cannot place a stop-loss at ${exchange}: when the bot ends, positions stand without one`,
      fix: 'Let the kill switch watch over the bot (`keyward kill --card`), or use a market on which freqtrade can place it.',
    };
  if (isOnExchange === 'unknown')
    return {
      ...base,
      result: 'unknown',
      says: 'the settings leave it to the strategy, whose text does not say it plainly',
    };
  if (trading === 'unknown')
    return { ...base, result: 'unknown', says: 'whether these settings trade with real money is not said' };
  return { ...base, result: 'fail', says: 'its stop-loss is watched by the bot alone' };
}
