import { resolve } from 'node:path';
import { findSettings } from '../config/index.ts';
import { KeywardError, shellWord } from '../core/index.ts';
import { askAdmin } from './admin.ts';
import type { Address } from './operations.ts';
import { type FoundSettings, loadSettings, type SessionParts } from './session.ts';

const ASK_MS = 1_000;

/** Why the accounts of the practice exchange are taken though no settings file says so. */
export const ON_PRACTICE =
  'No settings file was found. The keyward up that runs here has none either: these are its practice accounts, no real money.';

/**
 * The settings that the kill switch works on. Throws `usage` where no settings file is found, for an account that nobody named is not made up;
 * unless the Keyward that runs here says that it runs on the built-in practice exchange (`path` is then absent).
 */
export async function killSettings(parts: SessionParts): Promise<FoundSettings> {
  const found = loadSettings(parts);
  if (found.path !== undefined) return found;
  const running = await runningHere(parts);
  if (running?.settingsPath === null) return found;
  throw noSettings(parts, running);
}

/** Throws `usage` where neither a settings file is found nor a Keyward runs here. Gives what is to be said before anything else, if anything. */
export async function checkSettingsThere(parts: SessionParts): Promise<string | undefined> {
  const { environment, folder, config } = parts;
  if (findSettings(config, folder, environment.configFolder) !== undefined) return undefined;
  const running = await runningHere(parts);
  if (!running) throw noSettings(parts);
  return running.settingsPath === null ? ON_PRACTICE : undefined;
}

/** `undefined`: none runs here, or it does not answer. */
function runningHere({ environment }: SessionParts): Promise<Address | undefined> {
  return askAdmin(resolve(environment.home), 'address', undefined, { timeoutMs: ASK_MS }).catch(() => undefined);
}

export function noSettings({ environment, folder }: SessionParts, running?: Address): KeywardError {
  const known = running?.settingsPath;
  const lines = [
    `Looked for keyward.yaml in ${folder} and in ${environment.configFolder}.`,
    typeof known === 'string'
      ? `The keyward up that runs here has ${known}: --config ${shellWord(known)}`
      : 'Name it: --config FILE',
  ];
  return new KeywardError('usage', 'no settings file was found, so no account is known', { lines });
}
