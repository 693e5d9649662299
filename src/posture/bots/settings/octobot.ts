import { type BotSettings, type Login, type Mode, noSettings } from '../facts.ts';
import { entriesOf, itemsOf, type Part, partAt, textOf } from '../files/part.ts';
import type { Variable } from './environment.ts';
import { reachOf } from './reach.ts';
import { isPlaceholder } from './samples.ts';
import { fileOf, type SettingsFile } from './settings-file.ts';

/** What OctoBot's settings say. Names and defaults: octobot_services/constants.py and its service tentacles, read 2026-11-23. */
export function octobotSettings(read: readonly SettingsFile[], variables: readonly Variable[]): BotSettings {
  const main = fileOf(read, /\/user\/config\.json$/);
  if (main === undefined) return noSettings;
  const holdsKeys = [...(entriesOf(partAt(main.part, 'exchanges'))?.values() ?? [])].some(
    (exchange) => !isPlaceholder(textOf(partAt(exchange, 'api-key'))),
  );
  const profiles = read.filter(({ path }) => path.endsWith('/profile.json'));
  const chosen = textOf(partAt(main.part, 'profile'));
  const used = profiles.filter(({ path }) => chosen === undefined || path.split('/').at(-2) === chosen);
  return {
    ...noSettings,
    ...webOf(main, variables),
    chats: chatsOf(main),
    webhooks: webhooksOf(main),
    modes: used.map((profile) => modeOf(profile, holdsKeys)),
  };
}

const isTrue = (part: Part | undefined): boolean => part?.value === true;

/** The page is on unless OctoBot is started without it; it listens on all addresses where nothing else is said. */
function webOf({ path, part }: SettingsFile, variables: readonly Variable[]): Pick<BotSettings, 'doors' | 'logins'> {
  const web = partAt(part, 'services', 'web');
  const said = (name: string) => variables.find((one) => one.name === name)?.value;
  const address = said('WEB_ADDRESS') ?? textOf(partAt(web, 'ip')) ?? '0.0.0.0';
  const port = said('WEB_PORT') ?? textOf(partAt(web, 'port')) ?? '5001';
  const reach = reachOf(address);
  const place = { file: path, line: (web ?? part).line };
  const isAsked = isTrue(partAt(web, 'require-password')) && textOf(partAt(web, 'password')) !== undefined;
  const login: Login = { what: 'the password of its page', state: isAsked ? 'own' : 'none', reach, place };
  return {
    doors: [{ what: 'the page of OctoBot', port, address, reach, tls: 'none', by: path, place }],
    logins: [login],
  };
}

/** Without a list OctoBot answers every user of Telegram that writes to it. */
function chatsOf({ path, part }: SettingsFile): BotSettings['chats'] {
  const telegram = partAt(part, 'services', 'telegram');
  if (isPlaceholder(textOf(partAt(telegram, 'token')))) return [];
  const named = itemsOf(partAt(telegram, 'usernames-whitelist')).length > 0;
  const place = { file: path, line: (telegram ?? part).line };
  const chat = textOf(partAt(telegram, 'chat-id'));
  return [{ allowed: named ? 'named' : 'none', isGroup: chat === undefined ? 'unknown' : true, place }];
}

function webhooksOf({ path, part }: SettingsFile): BotSettings['webhooks'] {
  const view = partAt(part, 'services', 'trading-view');
  if (view === undefined) return [];
  return [{ asksToken: isTrue(partAt(view, 'require-token')), place: { file: path, line: view.line } }];
}

function modeOf({ path, part }: SettingsFile, holdsKeys: boolean): Mode {
  const isReal = isTrue(partAt(part, 'config', 'trader', 'enabled'));
  const isSimulated = isTrue(partAt(part, 'config', 'trader-simulator', 'enabled'));
  const place = { file: path, line: partAt(part, 'config', 'trader')?.line ?? 1 };
  const trading = isReal ? 'live' : isSimulated ? 'dry' : 'unknown';
  return { trading, isBoth: isReal && isSimulated, holdsKeys, place };
}
