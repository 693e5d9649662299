import type { Cases } from '../../check.ts';
import type { BotFacts } from '../facts.ts';
import { facts, place } from '../scene.contract.ts';

export const telegramUsersCases: Cases<BotFacts> = {
  good: {
    'a private chat': facts({ chats: [{ allowed: 'none', isGroup: false, place }] }),
    'a group with named users': facts({ chats: [{ allowed: 'named', isGroup: true, place }] }),
    'OctoBot with named users': facts(
      { chats: [{ allowed: 'named', isGroup: 'unknown', place }] },
      { kind: 'octobot' },
    ),
  },
  bad: {
    'a group without named users': facts({ chats: [{ allowed: 'none', isGroup: true, place }] }),
    'OctoBot without named users': facts({ chats: [{ allowed: 'none', isGroup: true, place }] }, { kind: 'octobot' }),
  },
  near: {
    'a chat that stands in a variable': facts({ chats: [{ allowed: 'none', isGroup: 'unknown', place }] }),
    'no Telegram': facts({}),
  },
};
