import { dirname } from 'node:path';
import type { ProcessEnvironment, Settings } from '../config/index.ts';
import type { Clock } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import {
  type AskPassphrase,
  type From,
  namesOfOne,
  type Place,
  placeOfKey,
  placeOfValue,
  type TellOwner,
  type Unlock,
  unlockOf,
} from '../vault/index.ts';

export interface PlacesParts {
  readonly settings: Settings;
  /** Of the settings; relative files stand beside it. */
  readonly settingsPath: string | undefined;
  readonly environment: ProcessEnvironment;
  readonly clock: Clock;
  /** Opens Keyward's own vault. */
  readonly unlock: Unlock;
}

/** How Keyward's own vault is opened, as the settings say. */
export function unlockFor(
  parts: Omit<PlacesParts, 'unlock'>,
  ask: AskPassphrase | undefined,
  tell?: TellOwner,
): Unlock {
  const { settings, environment, clock } = parts;
  const context = { folder: folderOf(parts), home: environment.home, variables: environment.variables, clock };
  return unlockOf(settings.vault.unlock, context, ask ?? (async () => undefined), tell);
}

/** Where relative files of the settings stand. */
export function folderOf({ settingsPath }: Pick<PlacesParts, 'settingsPath'>): string {
  return settingsPath === undefined ? '.' : dirname(settingsPath);
}

/** Opens the place where the settings say that an exchange key lives; nothing is read yet. */
export function placeOf(key: string, parts: PlacesParts): Place {
  const { settings, environment, clock, unlock } = parts;
  const { exchange, from } = settings.keys[key]!;
  return placeOfKey(from, exchange, hasPassphrase(exchange), {
    key,
    folder: folderOf(parts),
    home: environment.home,
    variables: environment.variables,
    clock,
    identity: () => unlock.identity(),
  });
}

/** Opens the place of one secret that is no exchange key, such as that of an alert channel, under the name given. Absent `from`: the environment. */
export function placeOfSecret(entry: string, secretName: string, from: From | undefined, parts: PlacesParts): Place {
  const { environment, clock, unlock } = parts;
  const isFlat = from === undefined || 'env' in from || 'dotenv' in from;
  // Documents are of one secret mostly, under a name of their own.
  const names = namesOfOne(secretName, ...(isFlat ? [] : ['value', 'secret']));
  return placeOfValue(from ?? { env: {} }, names, {
    key: entry,
    folder: folderOf(parts),
    home: environment.home,
    variables: environment.variables,
    clock,
    identity: () => unlock.identity(),
  });
}

/** Whether keys of this exchange have a third secret. */
export function hasPassphrase(exchange: string): boolean {
  return Object.hasOwn(inspections, exchange) && inspections[exchange]!.facts.passphrase === true;
}
