import { seen } from '../check.ts';
import { type Bot, type BotFacts, type BotSettings, type Door, noSettings } from './facts.ts';

/** A bot at /srv/grid with these settings. */
export const botWith = (settings: Partial<BotSettings>, more: Partial<Bot> = {}): Bot => ({
  about: 'bot /srv/grid',
  kind: 'freqtrade',
  settings: { ...noSettings, ...settings },
  strategies: seen('sha256', []),
  unread: [],
  ...more,
});

export const factsOf = (...bots: readonly Bot[]): BotFacts => ({
  bots: seen('folders, processes and units', bots),
  gaps: [],
});

/** One bot with these settings. */
export const facts = (settings: Partial<BotSettings>, more: Partial<Bot> = {}): BotFacts =>
  factsOf(botWith(settings, more));

export const place = { file: '/srv/grid/user_data/config.json', line: 12 };

/** The API of freqtrade on a port of all addresses. */
export const openDoor: Door = {
  what: 'the API of freqtrade',
  port: '8080',
  address: '0.0.0.0',
  reach: 'all',
  tls: 'none',
  by: place.file,
  place,
};
