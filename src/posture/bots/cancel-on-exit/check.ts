import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Exit } from '../facts.ts';
import { judgeBots, placeText } from '../judge.ts';

/** BOT-06: open orders do not outlive the bot. */
export const cancelOnExit: Check<BotFacts> = {
  id: 'BOT-06',
  severity: 'medium',
  title: 'open orders are cancelled when the bot stops',
  why: 'Orders that are left behind are filled while nobody manages the position that they open.',
  how: 'freqtrade: `cancel_open_orders_on_exit`. Hummingbot cancels its orders by itself when it is stopped in order. For other bots it is not known, and none of them can when it is killed.',
  fix: 'In freqtrade set `"cancel_open_orders_on_exit": true` and restart it. For a bot without such a setting stop it with `keyward kill`.',
  undo: 'Set `"cancel_open_orders_on_exit": false` and restart the bot.',
  references: [
    'https://www.freqtrade.io/en/stable/configuration/',
    'https://github.com/hummingbot/hummingbot/blob/master/hummingbot/core/trading_core.py',
  ],
  boxes: [],
  isAttestable: true,
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no bot here has such a setting' }),
};

function judgeBot({ about, kind, settings }: Bot): readonly Finding[] | undefined {
  if (settings.exits.length > 0) return settings.exits.map((exit) => findingOf(about, exit));
  if (kind !== 'passivbot') return undefined;
  return undefined;
}

function findingOf(bot: string, { trading, cancels, place }: Exit): Finding {
  const base = { about: `${bot}, ${place.file}`, by: placeText(place), places: [place] };
  if (trading === 'dry') return { ...base, result: 'not-applicable', says: 'these settings are a dry run' };
  if (cancels === true) return { ...base, result: 'pass', says: 'it cancels its open orders when it is stopped' };
  if (cancels === 'unknown')
    return { ...base, result: 'unknown', says: 'whether it cancels its open orders when it is stopped is not known' };
  if (trading === 'unknown')
    return { ...base, result: 'unknown', says: 'whether these settings trade with real money is not said' };
  return { ...base, result: 'fail', says: 'its open orders stay when it is stopped' };
}
