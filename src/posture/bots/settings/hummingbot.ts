import { type BotSettings, type Broker, type Exit, noSettings } from '../facts.ts';
import { partAt, textOf } from '../files/part.ts';
import type { Variable } from './environment.ts';
import { reachOf } from './reach.ts';
import { isPlaceholder, publishedAs } from './samples.ts';
import type { SettingsFile } from './settings-file.ts';

/** Variables whose samples stand in the project's compose files. */
const LOGINS =
  /^(?:CONFIG_PASSWORD|HBOT_PASSWORD|GATEWAY_PASSPHRASE|PASSWORD|BROKER_PASSWORD|EMQX_DASHBOARD__DEFAULT_PASSWORD)$/;

/** What Hummingbot's settings say. Defaults: hummingbot/client/config/client_config_map.py, read 2026-11-23. */
export function hummingbotSettings(read: readonly SettingsFile[], variables: readonly Variable[]): BotSettings {
  const main = read.filter(({ path }) => /\/conf_(?:client|global)\.yml$/.test(path));
  const connectors = read.filter(({ path }) => /\/connectors\/[^/]+\.yml$/.test(path));
  const exits: Exit[] =
    connectors.length === 0
      ? []
      : main.slice(0, 1).map(({ path }) => ({ trading: 'unknown', cancels: true, place: { file: path } }));
  return {
    ...noSettings,
    brokers: main.flatMap(brokerOf),
    exits,
    logins: variables.flatMap(({ name, value, file, line }) => {
      if (!LOGINS.test(name) || isPlaceholder(value) || value === undefined) return [];
      const source = publishedAs('hummingbot', value);
      const login = {
        what: name,
        reach: 'unknown' as const,
        place: { file, ...(line === undefined ? {} : { line }) },
      };
      return [
        source === undefined ? { ...login, state: 'own' as const } : { ...login, state: 'sample' as const, source },
      ];
    }),
  };
}

function brokerOf({ path, part }: SettingsFile): Broker[] {
  const bridge = partAt(part, 'mqtt_bridge');
  if (bridge === undefined) return [];
  const isOn = (name: string, otherwise: boolean) => {
    const value = partAt(bridge, name)?.value;
    return typeof value === 'boolean' ? value : otherwise;
  };
  return [
    {
      reach: reachOf(textOf(partAt(bridge, 'mqtt_host')) ?? 'localhost'),
      takesCommands: isOn('mqtt_commands', true),
      startsByItself: isOn('mqtt_autostart', false),
      hasPassword: textOf(partAt(bridge, 'mqtt_password')) !== undefined,
      hasTls: isOn('mqtt_ssl', false),
      place: { file: path, line: bridge.line },
    },
  ];
}
