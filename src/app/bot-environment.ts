import type { Settings } from '../config/index.ts';
import { scrub } from '../core/index.ts';
import { type NameSettings, namesFor } from '../vault/index.ts';
import { openingVariables } from './opening-variables.ts';
import type { ShownBotKey } from './operations.ts';
import { hasPassphrase } from './places.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface BotEnvironmentParts {
  readonly settings: Settings;
  /** Of the process that starts the bot. */
  readonly variables: Variables;
  readonly bot: string;
  readonly botKey: Pick<ShownBotKey, 'exchange' | 'apiKey' | 'secret' | 'passphrase'>;
  readonly port: number;
  /** The exchange's main host, on the site of the key: what clients call a base URL is this below Keyward's address. */
  readonly host: string;
  /** Ids of exchange keys that are known here. */
  readonly keyIds: ReadonlySet<string>;
}

export interface BotEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** Variables that the bot is not given: an exchange key is in them, or is looked for there, or they open a place of secrets. */
  readonly removed: readonly string[];
  /** The names under which it finds its own key and Keyward. */
  readonly given: readonly string[];
}

/**
 * The environment of a bot: that of the process that starts it, without exchange keys and what opens the places of secrets, with the bot's own key under the names that bots read
 * and the address of Keyward.
 */
export function botEnvironment(parts: BotEnvironmentParts): BotEnvironment {
  const { variables, keyIds } = parts;
  const own = ownVariables(parts);
  const looked = lookedFor(parts.settings);
  const opens = openingVariables(parts.settings);
  const outer = outerKey(variables);
  const env: Record<string, string> = {};
  const removed: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined || Object.hasOwn(own, name)) continue;
    const holdsKey = looked.has(name) || keyIds.has(value.trim()) || holdsSecret(value);
    if (holdsKey || opens(name) || outer.has(value)) removed.push(name);
    else env[name] = value;
  }
  // Python holds back what it prints into a pipe.
  env['PYTHONUNBUFFERED'] ??= '1';
  return { env: { ...env, ...own }, removed: removed.sort(), given: Object.keys(own) };
}

/** The key of another bot, when `keyward run` runs inside of `keyward run`. */
function outerKey(variables: Variables): ReadonlySet<string> {
  if (variables['KEYWARD_BOT'] === undefined) return new Set();
  const names = ['EXCHANGE_API_KEY', 'EXCHANGE_API_SECRET', 'EXCHANGE_PASSPHRASE'];
  return new Set(names.flatMap((name) => variables[name] || []));
}

/** Also as one line with `\n` in it, as a PEM stands in a variable. */
function holdsSecret(value: string): boolean {
  const whole = value.replaceAll('\\n', '\n');
  return scrub(value) !== value || scrub(whole) !== whole;
}

/** Where Keyward itself looks for exchange keys in the environment. */
function lookedFor({ keys }: Settings): ReadonlySet<string> {
  return new Set(
    Object.values(keys).flatMap(({ exchange, from }) => {
      const names = envNames(exchange, from);
      return names ? [...names.id, ...names.secret, ...names.passphrase] : [];
    }),
  );
}

function envNames(exchange: string, from: Settings['keys'][string]['from']) {
  const flat = from === undefined ? {} : 'env' in from ? (from['env'] as NameSettings) : undefined;
  return flat && namesFor(exchange, flat, hasPassphrase(exchange));
}

function ownVariables({ settings, bot, botKey, port, host }: BotEnvironmentParts): Record<string, string> {
  const { exchange, apiKey, secret, passphrase } = botKey;
  const url = `http://127.0.0.1:${port}`;
  const own: Record<string, string> = {
    KEYWARD_BOT: bot,
    KEYWARD_EXCHANGE: exchange,
    KEYWARD_URL: url,
    KEYWARD_PROXY_URL: `${url}/`,
    // freqtrade reads its settings so.
    FREQTRADE__EXCHANGE__KEY: apiKey,
    FREQTRADE__EXCHANGE__SECRET: secret,
    ...(passphrase === undefined ? {} : { FREQTRADE__EXCHANGE__PASSWORD: passphrase }),
  };
  for (const prefix of [exchange.toUpperCase(), 'EXCHANGE']) {
    own[`${prefix}_API_KEY`] = apiKey;
    own[`${prefix}_API_SECRET`] = secret;
    own[`${prefix}_SECRET_KEY`] = secret;
    own[`${prefix}_BASE_URL`] = `${url}/${host}`;
    if (passphrase === undefined) continue;
    own[`${prefix}_PASSPHRASE`] = passphrase;
    own[`${prefix}_API_PASSPHRASE`] = passphrase;
  }
  const key = settings.keys[settings.bots[bot]?.key ?? ''];
  const named = key && envNames(key.exchange, key.from);
  // Where the settings name variables of the owner's own, the bot reads those as well.
  if (named && key.from !== undefined) {
    own[named.id[0]!] = apiKey;
    own[named.secret[0]!] = secret;
    if (passphrase !== undefined && named.passphrase[0] !== undefined) own[named.passphrase[0]] = passphrase;
  }
  return own;
}
