import { KeywardError, type Secret } from '../core/index.ts';
import { shownName } from './key-like.ts';

/** The names under which a credential is looked for; each list from most to least wanted. */
export interface Names {
  readonly id: readonly string[];
  readonly secret: readonly string[];
  /** Empty where the exchange has no passphrase. */
  readonly passphrase: readonly string[];
}

/** The names of one value alone, such as the identity that opens the vault: no id is looked for. */
export function namesOfOne(...names: readonly string[]): Names {
  return { id: [], secret: names, passphrase: [] };
}

export interface NameSettings {
  readonly prefix?: string | undefined;
  readonly key?: string | undefined;
  readonly secret?: string | undefined;
  readonly passphrase?: string | undefined;
}

const SHAPES = {
  id: ['API_KEY', 'KEY'],
  secret: ['API_SECRET', 'SECRET_KEY', 'SECRET', 'API_SECRET_KEY', 'PRIVATE_KEY'],
  passphrase: ['PASSPHRASE', 'API_PASSPHRASE', 'PASSWORD'],
} as const;

/**
 * The names that people already have: `BINANCE_API_KEY`, `EXCHANGE_API_KEY`, `EX_API_KEY` and so on.
 * A prefix or a full name in the settings is the only one tried.
 */
export function namesFor(exchange: string, settings: NameSettings, hasPassphrase: boolean): Names {
  const prefixes = settings.prefix === undefined ? [exchange.toUpperCase(), 'EXCHANGE', 'EX'] : [settings.prefix];
  const under = (shapes: readonly string[], full: string | undefined): string[] =>
    full === undefined ? prefixes.flatMap((prefix) => shapes.map((shape) => `${prefix}_${shape}`)) : [full];
  return {
    id: under(SHAPES.id, settings.key),
    secret: under(SHAPES.secret, settings.secret),
    passphrase: hasPassphrase ? under(SHAPES.passphrase, settings.passphrase) : [],
  };
}

/** Names without a prefix, as they stand in documents that hold one credential: in JSON files of exchanges, in a secrets manager. */
const BARE = {
  id: ['api_key', 'key', 'api_key_id', 'key_id', 'access_key', 'access_key_id', 'name', 'id'],
  secret: [
    'api_secret',
    'secret',
    'secret_key',
    'api_secret_key',
    'private_key',
    'api_private_key',
    'secret_access_key',
  ],
  passphrase: ['passphrase', 'api_passphrase', 'password'],
} as const;

/**
 * The names in a document that holds one credential: those of `namesFor` and, unless the settings give a prefix or a full name, the bare ones,
 * such as `api_key`, `apiKey`, `privateKey`. Capitals, dashes and underscores do not matter there.
 */
export function documentNames(exchange: string, settings: NameSettings, hasPassphrase: boolean): Names {
  const named = namesFor(exchange, settings, hasPassphrase);
  const isBare = settings.prefix === undefined;
  const also = (part: keyof typeof BARE, full: string | undefined): readonly string[] =>
    isBare && full === undefined ? [...named[part], ...BARE[part]] : named[part];
  return {
    id: also('id', settings.key),
    secret: also('secret', settings.secret),
    passphrase: hasPassphrase ? also('passphrase', settings.passphrase) : [],
  };
}

/** One that stands alone comes from the settings, where it may be anything. */
function named(first: string, others: readonly string[]): string {
  return others.length === 0 ? shownName(first) : first;
}

/** A credential as a back end gives it; the id is empty where none was looked for. */
export interface Parts {
  readonly id: string;
  readonly secret: Secret;
  readonly passphrase?: Secret;
}

/** Takes a credential from a reader of single values; throws `credential-missing` naming every value that is not there. */
export function takeParts(
  names: Names,
  where: string,
  read: (name: string) => Secret | undefined,
  readText: (name: string) => string | undefined,
): Parts {
  const first = <T>(candidates: readonly string[], look: (name: string) => T | undefined): T | undefined => {
    for (const candidate of candidates) {
      const value = look(candidate);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const id = first(names.id, readText);
  const secret = first(names.secret, read);
  const passphrase = first(names.passphrase, read);
  const missing = [
    ...(id === undefined && names.id.length > 0 ? [names.id] : []),
    ...(secret === undefined ? [names.secret] : []),
    ...(names.passphrase.length > 0 && passphrase === undefined ? [names.passphrase] : []),
  ];
  if (secret === undefined || missing.length > 0) {
    throw new KeywardError(
      'credential-missing',
      `${where} has no ${missing.map(([first = '', ...others]) => named(first, others)).join(', and no ')}`,
      {
        lines: missing.flatMap(([first, ...others]) =>
          others.length === 0 ? [] : [`${first} is also read as ${others.join(', ')}`],
        ),
      },
    );
  }
  return { id: id ?? '', secret, ...(passphrase === undefined ? {} : { passphrase }) };
}
