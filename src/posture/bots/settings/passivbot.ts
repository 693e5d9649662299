import { type BotSettings, type Exit, noSettings } from '../facts.ts';
import { isPassivbot } from '../find/project.ts';
import type { SettingsFile } from './settings-file.ts';

/** What Passivbot's settings say: that it leaves its orders is known of the program itself (src/passivbot.py, `shutdown_gracefully`, read 2026-11-23). */
export function passivbotSettings(read: readonly SettingsFile[]): BotSettings {
  const exits: Exit[] = read
    .filter(({ part }) => isPassivbot(part))
    .map(({ path }) => ({ trading: 'unknown', cancels: 'unknown', place: { file: path } }));
  return { ...noSettings, exits: exits.slice(0, 1) };
}
