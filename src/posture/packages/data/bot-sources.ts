import type { BotKind } from '../../bots/found.ts';

/** Where the makers of a bot publish its source, and the folders in which its own code lies. */
export interface BotSource {
  readonly repositories: readonly string[];
  readonly code: readonly string[];
}

/** The day on which these were read. */
export const BOT_SOURCES_READ = '2026-11-23';

/** Bots whose source is a public repository with tags; `host/owner/name`, lower case. */
export const botSources: Readonly<Partial<Record<BotKind, BotSource>>> = {
  freqtrade: { repositories: ['github.com/freqtrade/freqtrade'], code: ['freqtrade'] },
  hummingbot: {
    repositories: ['github.com/hummingbot/hummingbot', 'github.com/coinalpha/hummingbot'],
    code: ['hummingbot'],
  },
  octobot: { repositories: ['github.com/drakkar-software/octobot'], code: ['octobot', 'packages'] },
  jesse: { repositories: ['github.com/jesse-ai/jesse'], code: ['jesse'] },
  passivbot: { repositories: ['github.com/enarjord/passivbot'], code: ['src', 'passivbot-rust'] },
  nautilus: { repositories: ['github.com/nautechsystems/nautilus_trader'], code: ['nautilus_trader', 'crates'] },
};
