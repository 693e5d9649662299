import { posix } from 'node:path';
import type { Place } from '../../check.ts';
import { type BotSettings, type Login, type Mode, noSettings, type Reach, type Trading } from '../facts.ts';
import type { Files } from '../files/files.ts';
import { itemsOf, type Part, partAt, textOf } from '../files/part.ts';
import { isFreqtrade } from '../find/project.ts';
import type { Variable } from './environment.ts';
import { reachOf } from './reach.ts';
import { isPlaceholder, publishedAs, type SampleKind } from './samples.ts';
import { joined, type SettingsFile } from './settings-file.ts';

/**
 * Exchanges on which freqtrade places a stop-loss, by what is traded. Source: freqtrade 2026.9, `stoploss_on_exchange` in
 * freqtrade/exchange/*.py, and those that inherit from them, read 2026-11-23.
 */
const onExchange: Readonly<Record<string, 'both' | 'futures'>> = {
  binance: 'both',
  binanceus: 'both',
  binanceusdm: 'both',
  bingx: 'both',
  bitget: 'both',
  bybit: 'futures',
  bybiteu: 'futures',
  gate: 'both',
  gateeu: 'both',
  gateio: 'both',
  htx: 'both',
  huobi: 'both',
  hyperliquid: 'futures',
  kraken: 'both',
  krakenfutures: 'both',
  kucoin: 'both',
  myokx: 'both',
  okx: 'both',
  okxus: 'both',
};

/** What freqtrade's settings say. Each whole configuration is one set; files that hold only a part complete all of them. */
export async function freqtradeSettings(
  files: Files,
  read: readonly SettingsFile[],
  variables: readonly Variable[],
): Promise<BotSettings> {
  const whole = read.filter(({ part }) => isFreqtrade(part));
  const overlays = read.filter(({ path, part }) => path.endsWith('.json') && !isFreqtrade(part));
  const sets = await Promise.all(whole.map((one) => setOf(files, new View([one, ...overlays], variables))));
  return joined(sets);
}

/** The folders besides its own in which freqtrade looks for its strategy. */
export function strategyPathsOf(read: readonly SettingsFile[], variables: readonly Variable[]): readonly string[] {
  const said = read.map(({ part }) => textOf(partAt(part, 'strategy_path')));
  const given = variables.filter(({ name }) => name.toUpperCase() === 'FREQTRADE__STRATEGY_PATH');
  return [...new Set([...said, ...given.map(({ value }) => value)].filter((one) => one !== undefined))];
}

interface Said {
  readonly text?: string;
  readonly part?: Part;
  readonly place: Place;
}

/** One configuration with what completes it: the file itself first, then others, then variables above all. */
class View {
  readonly path: string;
  readonly #files: readonly SettingsFile[];
  readonly #variables: readonly Variable[];

  constructor(files: readonly SettingsFile[], variables: readonly Variable[]) {
    this.path = (files[0] as SettingsFile).path;
    this.#files = files;
    this.#variables = variables.filter(({ name }) => name.startsWith('FREQTRADE__'));
  }

  /** What is said under these names, and where. */
  at(...names: readonly string[]): Said {
    const wanted = `FREQTRADE__${names.join('__')}`.toUpperCase();
    const variable = this.#variables.find(({ name, value }) => name.toUpperCase() === wanted && value !== undefined);
    if (variable?.value !== undefined) {
      const { file, line, value } = variable;
      return { text: value, place: { file, ...(line === undefined ? {} : { line }) } };
    }
    for (const { path, part } of this.#files) {
      const found = partAt(part, ...names);
      if (found !== undefined) return said(path, found);
    }
    return { place: { file: this.path } };
  }

  /** What each file says under these names, for a later one may win; a variable is above all of them. */
  all(...names: readonly string[]): readonly Said[] {
    const first = this.at(...names);
    if (first.part === undefined) return first.text === undefined ? [] : [first];
    return this.#files.flatMap(({ path, part }) => {
      const found = partAt(part, ...names);
      return found === undefined ? [] : [said(path, found)];
    });
  }

  isOn(...names: readonly string[]): boolean | undefined {
    const { text } = this.at(...names);
    return text === undefined ? undefined : isYes(text);
  }
}

const isYes = (text: string): boolean => /^(?:true|t|1)$/i.test(text);

function said(path: string, part: Part): Said {
  const text = typeof part.value === 'boolean' ? String(part.value) : textOf(part);
  return { part, place: { file: path, line: part.line }, ...(text === undefined ? {} : { text }) };
}

async function setOf(files: Files, view: View): Promise<BotSettings> {
  const isDry = view.isOn('dry_run');
  const trading: Trading = isDry === undefined ? 'unknown' : isDry ? 'dry' : 'live';
  return {
    ...noSettings,
    ...apiOf(view),
    chats: chatsOf(view),
    stops: [await stopOf(files, view, trading)],
    exits: [
      {
        trading,
        cancels: view.isOn('cancel_open_orders_on_exit') ?? false,
        place: view.at('cancel_open_orders_on_exit').place,
      },
    ],
    modes: [modeOf(view, trading)],
  };
}

function apiOf(view: View): Pick<BotSettings, 'doors' | 'logins'> {
  if (!view.all('api_server', 'enabled').some(({ text = '' }) => isYes(text))) return { doors: [], logins: [] };
  const { address, reach, place } = addressOf(view);
  const port = view.at('api_server', 'listen_port').text ?? '8080';
  const door = { what: 'the API of freqtrade', port, address, reach, tls: 'none' as const, by: place.file, place };
  const login = (what: string, name: string, sample: SampleKind, absent: Login | undefined): Login[] => {
    const texts = wordsOf(view, name);
    if (texts.length === 0) return absent === undefined ? [] : [absent];
    const source = texts.map((text) => publishedAs(sample, text)).find((one) => one !== undefined);
    const found = { what, reach, place: view.at('api_server', name).place };
    return [source === undefined ? { ...found, state: 'own' } : { ...found, state: 'sample', source }];
  };
  const password = 'the password of its API';
  const key = 'the key that signs its logins (jwt_secret_key)';
  const logins = [
    ...login(password, 'password', 'freqtradePassword', { what: password, state: 'none', reach, place }),
    ...login(key, 'jwt_secret_key', 'freqtradeJwt', {
      what: key,
      state: 'sample',
      source: 'the source of freqtrade, whose own default it is',
      reach,
      place,
    }),
    ...login('the token of its message stream (ws_token)', 'ws_token', 'freqtradeWsToken', undefined),
  ];
  return { doors: [door], logins };
}

/** The widest address that one of its files names. */
function addressOf(view: View): { readonly address: string; readonly reach: Reach; readonly place: Place } {
  const order = ['all', 'private', 'unknown', 'loopback'];
  const named = view.all('api_server', 'listen_ip_address').map(({ text: address = '127.0.0.1', place }) => ({
    address,
    reach: reachOf(address),
    place,
  }));
  const [widest] = named.sort((a, b) => order.indexOf(a.reach) - order.indexOf(b.reach));
  const { place } = view.at('api_server', 'listen_ip_address');
  return widest ?? { address: '127.0.0.1', reach: 'loopback', place };
}

function wordsOf(view: View, name: string): readonly string[] {
  const { text, part } = view.at('api_server', name);
  if (text !== undefined) return [text];
  return itemsOf(part).flatMap((item) => textOf(item) ?? []);
}

function chatsOf(view: View): BotSettings['chats'] {
  if (view.isOn('telegram', 'enabled') !== true) return [];
  const { text, place } = view.at('telegram', 'chat_id');
  const named = view.at('telegram', 'authorized_users');
  const isGroup = text === undefined || !/^-?\d+$/.test(text) ? ('unknown' as const) : text.startsWith('-');
  return [{ allowed: named.part === undefined && named.text === undefined ? 'none' : 'named', isGroup, place }];
}

async function stopOf(files: Files, view: View, trading: Trading): Promise<BotSettings['stops'][number]> {
  const exchange = (view.at('exchange', 'name').text ?? '').toLowerCase();
  const supported = onExchange[exchange];
  const mode = view.at('trading_mode').text ?? 'spot';
  const written = view.isOn('order_types', 'stoploss_on_exchange');
  // In the settings `order_types` takes the place of the strategy's as a whole.
  const isWritten = written !== undefined || view.at('order_types').part !== undefined;
  return {
    trading,
    exchange,
    isOnExchange: isWritten ? (written ?? false) : await inStrategy(files, view),
    isSupported: exchange === '' ? 'unknown' : supported === 'both' || (supported === 'futures' && mode === 'futures'),
    place: view.at('order_types', 'stoploss_on_exchange').place,
  };
}

/** Where the settings say nothing the strategy does: it is read as far as its text says it plainly. */
async function inStrategy(files: Files, view: View): Promise<boolean | 'unknown'> {
  const name = view.at('strategy').text;
  if (name === undefined || !/^\w+$/.test(name)) return 'unknown';
  const folder = posix.join(
    posix.dirname(view.path),
    posix.basename(posix.dirname(view.path)) === 'user_data' ? 'strategies' : 'user_data/strategies',
  );
  for (const file of (await files.list(folder)).filter((one) => one.endsWith('.py')).slice(0, 100)) {
    const text = (await files.text(posix.join(folder, file))) ?? '';
    if (!new RegExp(`^class ${name}\\b`, 'm').test(text)) continue;
    const [, said] = /^[^#\n]*["']stoploss_on_exchange["']\s*:\s*(True|False)\b/m.exec(text) ?? [];
    if (said !== undefined) return said === 'True';
    return /\border_types\b/.test(text) ? 'unknown' : false;
  }
  return 'unknown';
}

function modeOf(view: View, trading: Trading): Mode {
  const holds = ['key', 'secret', 'private_key', 'privateKey'].some(
    (name) => !isPlaceholder(view.at('exchange', name).text),
  );
  const database = view.at('db_url').text;
  return {
    trading,
    isBoth: false,
    holdsKeys: holds,
    ...(database === undefined ? {} : { database }),
    place: view.at('dry_run').place,
  };
}
