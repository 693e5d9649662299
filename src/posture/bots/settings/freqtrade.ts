import { posix } from 'node:path';
import type { Place } from '../../check.ts';
import { type BotSettings, type Door, type Login, type Mode, noSettings, type Reach, type Trading } from '../facts.ts';
import type { Files } from '../files/files.ts';
import { itemsOf, type Part, partAt, textOf } from '../files/part.ts';
import { addedBy, isFreqtrade } from '../find/project.ts';
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
  for (const { path, part } of read)
    for (const other of addedBy(path, part))
      if (!read.some((one) => one.path === other)) files.gap(`${other}, which ${path} adds, could not be read`);
  const sets = await Promise.all(whole.map((one) => setOf(files, one, overlays, variables)));
  const alone = joined(sets);
  return { ...alone, doors: [...alone.doors, ...togetherOpen(whole, overlays, variables, alone.doors)] };
}

/** What two whole configurations open where freqtrade loads the one and then the other, and neither opens alone. */
function togetherOpen(
  whole: readonly SettingsFile[],
  overlays: readonly SettingsFile[],
  variables: readonly Variable[],
  known: readonly Door[],
): Door[] {
  const pairs = whole.flatMap((last) => whole.filter((one) => one !== last).map((other) => [last, other] as const));
  const found = pairs.flatMap(([last, other]) => {
    const view = new View([last, other, ...overlays], variables);
    if (view.isOn('api_server', 'enabled') !== true) return [];
    const { text: address = '127.0.0.1', place } = view.at('api_server', 'listen_ip_address');
    const onlyWith = place.file === last.path ? other.path : last.path;
    return [{ ...doorOf(view, { address, reach: reachOf(address), place }), onlyWith }];
  });
  const isKnown = (door: Door) =>
    known.some(({ place, reach }) => place?.file === door.place?.file && reach === door.reach);
  return found.filter((door) => door.reach !== 'loopback' && !isKnown(door));
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

/** One configuration with what completes it: the first file that says something counts, and variables above all. */
class View {
  readonly path: string;
  readonly #files: readonly SettingsFile[];
  readonly #variables: readonly Variable[];

  constructor(files: readonly SettingsFile[], variables: readonly Variable[], path = (files[0] as SettingsFile).path) {
    this.path = path;
    this.#files = files;
    this.#variables = variables.filter(({ name }) => name.startsWith('FREQTRADE__'));
  }

  /** What is said under these names, and where. */
  at(...names: readonly string[]): Said {
    const [variable] = this.#named(names);
    if (variable !== undefined) return saidBy(variable);
    for (const { path, part } of this.#files) {
      const found = partAt(part, ...names);
      if (found !== undefined) return said(path, found);
    }
    return { place: { file: this.path } };
  }

  /** What each file says under these names, for a later one may win. A variable that the bot is given is above them, one of a file beside is one more. */
  all(...names: readonly string[]): readonly Said[] {
    const named = this.#named(names);
    const given = named.filter(({ from, isLoaded }) => from !== 'file' || isLoaded === true);
    if (given.length > 0) return given.map(saidBy);
    const written = this.#files.flatMap(({ path, part }) => {
      const found = partAt(part, ...names);
      return found === undefined ? [] : [said(path, found)];
    });
    return [...named.map(saidBy), ...written];
  }

  #named(names: readonly string[]): readonly Variable[] {
    const wanted = `FREQTRADE__${names.join('__')}`.toUpperCase();
    return this.#variables.filter(({ name, value }) => name.toUpperCase() === wanted && value !== undefined);
  }

  isOn(...names: readonly string[]): boolean | undefined {
    const { text } = this.at(...names);
    return text === undefined ? undefined : isYes(text);
  }
}

const saidBy = ({ file, line, value = '' }: Variable): Said => ({
  text: value,
  place: { file, ...(line === undefined ? {} : { line }) },
});

const isYes = (text: string): boolean => /^(?:true|t|1)$/i.test(text);

function said(path: string, part: Part): Said {
  const text = typeof part.value === 'boolean' ? String(part.value) : textOf(part);
  return { part, place: { file: path, line: part.line }, ...(text === undefined ? {} : { text }) };
}

/** Which of the files that complete a configuration is loaded last is not known: each may win, and the file itself. */
async function setOf(
  files: Files,
  one: SettingsFile,
  overlays: readonly SettingsFile[],
  variables: readonly Variable[],
): Promise<BotSettings> {
  const orders = [
    [one, ...overlays],
    ...overlays.map((over) => [over, one, ...overlays.filter((each) => each !== over)]),
  ];
  const views = orders.map((order) => new View(order, variables, one.path));
  const all = joined(await Promise.all(views.map((view) => viewed(files, view))));
  return {
    ...all,
    ...apiOf(views[0] as View),
    chats: different(all.chats),
    stops: different(all.stops),
    exits: different(all.exits),
    modes: different(all.modes),
  };
}

function different<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

async function viewed(files: Files, view: View): Promise<BotSettings> {
  const isDry = view.isOn('dry_run');
  const trading: Trading = isDry === undefined ? 'unknown' : isDry ? 'dry' : 'live';
  return {
    ...noSettings,
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
  const addresses = addressesOf(view);
  const { reach, place } = addresses[0] as Address;
  const login = (what: string, name: string, sample: SampleKind, absent: Login | undefined): Login[] => {
    const said = view.all('api_server', name).filter((one) => wordsOf(one).length > 0);
    if (said.length === 0) return absent === undefined ? [] : [absent];
    return said.map((one): Login => {
      const source = wordsOf(one)
        .map((text) => publishedAs(sample, text))
        .find((known) => known !== undefined);
      const found = { what, reach, place: one.place };
      return source === undefined ? { ...found, state: 'own' } : { ...found, state: 'sample', source };
    });
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
  return { doors: addresses.map((one) => doorOf(view, one)), logins };
}

interface Address {
  readonly address: string;
  readonly reach: Reach;
  readonly place: Place;
}

/** The addresses that its files name, the widest first. */
function addressesOf(view: View): readonly Address[] {
  const order = ['all', 'private', 'unknown', 'loopback'];
  const named = view.all('api_server', 'listen_ip_address').map(({ text: address = '127.0.0.1', place }) => ({
    address,
    reach: reachOf(address),
    place,
  }));
  if (named.length > 0) return named.sort((a, b) => order.indexOf(a.reach) - order.indexOf(b.reach));
  return [{ address: '127.0.0.1', reach: 'loopback', place: view.at('api_server', 'listen_ip_address').place }];
}

function doorOf(view: View, { address, reach, place }: Address): Door {
  const port = view.at('api_server', 'listen_port').text ?? '8080';
  return { what: 'the API of freqtrade', port, address, reach, tls: 'none', by: place.file, place };
}

function wordsOf({ text, part }: Said): readonly string[] {
  if (text !== undefined) return text === '' ? [] : [text];
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
