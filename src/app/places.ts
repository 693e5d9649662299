import { dirname } from 'node:path';
import type { ProcessEnvironment, Settings } from '../config/index.ts';
import { type Clock, KeywardError } from '../core/index.ts';
import { exchanges, inspections } from '../exchanges/index.ts';
import { type Place, placeOfKey } from '../vault/index.ts';

export interface PlacesParts {
  readonly settings: Settings;
  /** Of the settings; relative files stand beside it. */
  readonly settingsPath: string | undefined;
  readonly environment: ProcessEnvironment;
  readonly clock: Clock;
}

/** Opens the place where the settings say that an exchange key lives; nothing is read yet. */
export function placeOf(key: string, { settings, settingsPath, environment, clock }: PlacesParts): Place {
  const { exchange, from } = settings.keys[key]!;
  return placeOfKey(from, exchange, hasPassphrase(exchange), {
    key,
    folder: settingsPath === undefined ? '.' : dirname(settingsPath),
    home: environment.home,
    variables: environment.variables,
    clock,
    identity: async () => {
      throw new KeywardError('vault-locked', 'the vault has no identity');
    },
  });
}

/** Whether keys of this exchange have a third secret. */
export function hasPassphrase(exchange: string): boolean {
  if (Object.hasOwn(exchanges, exchange)) return exchanges[exchange]!.facts.signing.passphrase === true;
  return Object.hasOwn(inspections, exchange) && inspections[exchange]!.facts.passphrase === true;
}
