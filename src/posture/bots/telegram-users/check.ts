import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Chat } from '../facts.ts';
import { judgeBots, placeText } from '../judge.ts';

/** BOT-03: a chat that commands a bot names who may. */
export const telegramUsers: Check<BotFacts> = {
  id: 'BOT-03',
  severity: 'high',
  title: 'Telegram commands are taken from named users alone',
  why: 'freqtrade obeys the chat, not the person: in a group every member can force entries and exits. OctoBot without a list obeys everybody who finds it.',
  how: 'The settings of freqtrade (`telegram.chat_id`, `telegram.authorized_users`) and OctoBot (`services.telegram`). Who is in the group is not seen.',
  fix: 'Name the users: freqtrade `"authorized_users": ["YOUR_USER_ID"]` in `telegram`, OctoBot `"usernames-whitelist": ["YOUR_NAME"]` in `services.telegram`.',
  undo: 'Take the list out again and restart the bot.',
  references: ['https://www.freqtrade.io/en/stable/telegram-usage/'],
  boxes: [],
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no bot here takes commands over Telegram' }),
};

function judgeBot(bot: Bot): readonly Finding[] | undefined {
  if (bot.settings.chats.length === 0) return undefined;
  return bot.settings.chats.map((chat) => findingOf(bot, chat));
}

function findingOf({ about, kind }: Bot, { allowed, isGroup, place }: Chat): Finding {
  const base = { about: `${about}, Telegram in ${place.file}`, by: placeText(place), places: [place] };
  if (allowed === 'named') return { ...base, result: 'pass', says: 'commands are taken from named users alone' };
  if (kind === 'octobot')
    return {
      ...base,
      result: 'fail',
      says: 'every user of Telegram who writes to the bot can command it: `usernames-whitelist` is empty',
    };
  if (isGroup === 'unknown')
    return {
      ...base,
      result: 'unknown',
      says: 'its chat is not a plain number, so whether it is a group is not known',
      fix: telegramUsers.fix,
    };
  if (isGroup)
    return {
      ...base,
      result: 'fail',
      says: 'every member of its Telegram group can command it: `authorized_users` is not set',
    };
  return { ...base, result: 'pass', says: 'its chat is a private one, with one person' };
}
