import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts } from '../facts.ts';
import { judgeBots, placeText } from '../judge.ts';

/** BOT-08: OctoBot asks TradingView signals for their token. */
export const webhookToken: Check<BotFacts> = {
  id: 'BOT-08',
  severity: 'medium',
  title: 'OctoBot asks each TradingView signal for its token',
  why: 'Without the token whoever learns the address of the webhook can make the bot trade. The token is off by default.',
  how: '`services.trading-view.require-token` in user/config.json. The token itself is not looked at.',
  fix: 'In user/config.json set `"require-token": true` in `services.trading-view`, put `TOKEN=...` into each alert of TradingView, and restart OctoBot.',
  undo: 'Set `"require-token": false` and restart OctoBot.',
  references: [
    'https://github.com/Drakkar-Software/OctoBot/blob/master/docs/content/guides/octobot-interfaces/tradingview/using-a-webhook.md',
  ],
  boxes: [26],
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no OctoBot here takes signals of TradingView' }),
};

function judgeBot({ about, settings }: Bot): readonly Finding[] | undefined {
  if (settings.webhooks.length === 0) return undefined;
  return settings.webhooks.map(({ asksToken, place }) => ({
    about: `${about}, TradingView in ${place.file}`,
    by: placeText(place),
    places: [place],
    result: asksToken ? 'pass' : 'fail',
    says: asksToken ? 'each signal of TradingView needs its token' : 'signals of TradingView are taken without a token',
  }));
}
