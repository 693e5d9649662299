import type { FoundBot } from '../bots/found.ts';

/** Whether a file is one of a bot: named by it, or below its folder. */
export const isOf = (path: string, bot: FoundBot): boolean =>
  bot.settingsFiles.includes(path) ||
  bot.startedBy.includes(path) ||
  path === bot.folder ||
  (bot.folder !== undefined && path.startsWith(`${bot.folder}/`));
