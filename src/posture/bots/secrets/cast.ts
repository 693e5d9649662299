import type { CastValue } from '../../secrets/bot-secrets.ts';
import type { Variable } from '../settings/environment.ts';

/** Names at the end of a `FREQTRADE__` variable that hold a secret or an identity, in any case. */
const SECRETS =
  /^(?:KEY|SECRET|UID|TOKEN|WS_TOKEN|JWT_SECRET_KEY|USERNAME|PASSWORD|PASSPHRASE|WALLET_?ADDRESS|PRIVATE_?KEY|ACCOUNT_?ID|API_?KEY|API_?SECRET)$/i;
/** These freqtrade leaves as they are, in this case of letters alone. Source: freqtrade 2026.9, configuration/environment_vars.py. */
const LEFT_ALONE = new Set(['CHAT_ID', 'PASSWORD']);

/** The secrets among these variables, and those of them that freqtrade takes for something else than text. */
export function castValues(
  bot: string,
  variables: readonly Variable[],
): { readonly looked: number; readonly found: readonly CastValue[] } {
  const secrets = variables.filter(({ name, value }) => value !== undefined && isSecretName(name));
  const found = secrets.flatMap(({ name, value = '', file, line, from }) => {
    const last = name.split('__').at(-1) as string;
    const becomes = LEFT_ALONE.has(last) ? undefined : castOf(value);
    if (becomes === undefined) return [];
    const shown = from === 'process' ? 'the environment of its process' : file;
    return [{ bot, name, becomes, place: { file: shown, ...(line === undefined ? {} : { line }) } }];
  });
  const keys = found.map(({ name, place }) => `${name} ${place.file}`);
  return { looked: secrets.length, found: found.filter((_one, at) => keys.indexOf(keys[at] as string) === at) };
}

function isSecretName(name: string): boolean {
  const [prefix, ...parts] = name.split('__');
  return prefix === 'FREQTRADE' && parts.length > 0 && SECRETS.test(parts.at(-1) as string);
}

/** What freqtrade makes of a value: as Python's `int` and `float` read it, then `t`, `true`, `f`, `false`, then a list of JSON. */
export function castOf(value: string): CastValue['becomes'] | undefined {
  const text = value.trim();
  const bare = text.replace(/(?<=[0-9])_(?=[0-9])/g, '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(bare) || /^[+-]?(?:inf|infinity|nan)$/i.test(bare))
    return 'a number';
  if (/^(?:t|true|f|false)$/i.test(value)) return 'a yes or no';
  if (!text.startsWith('[')) return undefined;
  try {
    return Array.isArray(JSON.parse(text)) ? 'a list' : undefined;
  } catch {
    return undefined;
  }
}
