import { channelKinds } from '../alerts/index.ts';
import { channelOf, type Settings } from '../config/index.ts';
import type { From } from '../vault/index.ts';

/** What the libraries of each back end look for by themselves. */
const BY_BACK_END: Readonly<Record<string, RegExp>> = {
  aws: /^AWS_(?!(?:DEFAULT_)?REGION$)/,
  gcp: /^(?:GOOGLE_APPLICATION_CREDENTIALS|GOOGLE_CREDENTIALS|CLOUDSDK_.*)$/,
  vault: /^(?:VAULT|BAO)_TOKEN$/,
  systemd: /^CREDENTIALS_DIRECTORY$/,
};

/** Named for a command as often as not, and of use to everybody. */
const EVERYDAY = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|TZ|TMPDIR|LANG|LC_.*|XDG_.*|.*_PROXY|.*_proxy|SSL_CERT_.*)$/;

/** Whether Keyward gets at secrets by a variable of this name: one that opens a vault, an alert channel or a bot's own API. */
export function openingVariables(settings: Settings): (name: string) => boolean {
  const places = placesOf(settings);
  const names = new Set(places.flatMap(([from, usual]) => namesIn(from, usual)));
  const kinds = places.flatMap(([from]) => Object.keys(from ?? {}));
  const patterns = [...new Set(kinds)].flatMap((kind) => BY_BACK_END[kind] ?? []);
  return (name) => (names.has(name) && !EVERYDAY.test(name)) || patterns.some((pattern) => pattern.test(name));
}

type PlaceSettings = readonly [from: From | undefined, usual: readonly string[]];

function placesOf({ keys, bots, alerts, vault }: Settings): PlaceSettings[] {
  const { heartbeat } = alerts;
  const unlock = vault.unlock;
  return [
    // Where exchange keys are looked for by name is known to whoever calls.
    ...Object.values(keys).map(({ from }): PlaceSettings => [from, []]),
    ...(unlock && !('passphrase' in unlock)
      ? [[unlock, ['identity', 'age_identity', 'KEYWARD_IDENTITY']] as const]
      : []),
    ...Object.values(alerts.channels).map((channel): PlaceSettings => {
      const { kind, from } = channelOf(channel);
      return [from, [channelKinds.find(({ id }) => id === kind)?.secretName ?? []].flat()];
    }),
    ...(heartbeat ? [[heartbeat.from, ['HEARTBEAT_URL']] as const] : []),
    ...Object.values(bots).flatMap(({ stop }): PlaceSettings[] => [
      ...(stop?.freqtrade ? [[stop.freqtrade.from, ['FREQTRADE_PASSWORD']] as const] : []),
      ...(stop?.hummingbot ? [[stop.hummingbot.from, ['HUMMINGBOT_PASSWORD']] as const] : []),
    ]),
  ];
}

/** The variables that a place names, or the usual ones where it is the environment and names none. */
function namesIn(from: From | undefined, usual: readonly string[]): readonly string[] {
  if (from === undefined) return usual;
  const [[kind, settings] = ['', {}]] = Object.entries(from) as [string, Readonly<Record<string, unknown>>][];
  if (kind === 'env') return [...usual, ...textsIn([settings['key'], settings['secret'], settings['passphrase']])];
  if (kind === 'command') return textsIn([settings['pass']]);
  const { tokenVariable } = (settings['auth'] ?? {}) as { readonly tokenVariable?: unknown };
  return textsIn([tokenVariable]);
}

function textsIn(values: readonly unknown[]): string[] {
  return values.flat().filter((value): value is string => typeof value === 'string');
}
