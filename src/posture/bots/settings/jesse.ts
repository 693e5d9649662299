import { type BotSettings, type Door, type Login, noSettings } from '../facts.ts';
import { partAt, textOf } from '../files/part.ts';
import { reachOf } from './reach.ts';
import { publishedAs } from './samples.ts';
import { joined, type SettingsFile } from './settings-file.ts';

/** What Jesse's `.env` says. Defaults: jesse/cli.py and jesse/services/env.py, read 2026-11-23. */
export function jesseSettings(read: readonly SettingsFile[]): BotSettings {
  return joined(read.filter(({ part }) => partAt(part, 'POSTGRES_NAME') !== undefined).map(settingsOf));
}

function settingsOf(file: SettingsFile): BotSettings {
  const { path, part } = file;
  const address = textOf(partAt(part, 'APP_HOST')) ?? '0.0.0.0';
  const port = textOf(partAt(part, 'APP_PORT')) ?? '9000';
  const reach = reachOf(address);
  const place = { file: path, line: (partAt(part, 'APP_HOST') ?? partAt(part, 'APP_PORT') ?? part).line };
  const door: Door = { what: 'the page of Jesse', port, address, reach, tls: 'none', by: path, place };
  const database = reachOf(textOf(partAt(part, 'POSTGRES_HOST')) ?? 'localhost');
  return {
    ...noSettings,
    doors: [door],
    logins: [
      ...loginOf(file, 'PASSWORD', 'the password of its page', 'jessePassword', reach),
      ...loginOf(
        file,
        'POSTGRES_PASSWORD',
        'the password of its database',
        'jesseDatabase',
        database === 'all' ? 'all' : 'loopback',
      ),
    ],
  };
}

function loginOf(
  { path, part }: SettingsFile,
  name: string,
  what: string,
  sample: 'jessePassword' | 'jesseDatabase',
  reach: Login['reach'],
): Login[] {
  const found = partAt(part, name);
  const value = textOf(found);
  const login = { what, reach, place: { file: path, line: (found ?? part).line } };
  if (value === undefined) return [{ ...login, state: 'none' }];
  const source = publishedAs(sample, value);
  return [source === undefined ? { ...login, state: 'own' } : { ...login, state: 'sample', source }];
}
