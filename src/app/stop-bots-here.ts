import { loadSettings, placesParts, type SessionParts } from './session.ts';
import { botsOf, type StopReport, stopBots, stopParts } from './stop-bots.ts';

/** As `stopBots`, from a command, for all bots that trade with these keys. Throws nothing for a bot that cannot be told. */
export async function stopBotsHere(parts: SessionParts, keys: readonly string[]): Promise<readonly StopReport[]> {
  const { settings, path } = loadSettings(parts);
  return stopBots(stopParts(settings, placesParts(parts, settings, path)), botsOf(settings, keys));
}
