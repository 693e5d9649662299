import { appendFileSync, chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { practiceSettings, SETTINGS_FILE } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { practiceExchanges } from '../practice/index.ts';
import { type Names, namesFor } from '../vault/index.ts';
import { type EnvWarning, envWarnings } from './git.ts';
import { botsHere, type InitBot } from './init-bots.ts';

/** One thing that `init` would do to one file. */
export interface InitChange {
  readonly file: string;
  readonly does: 'create' | 'append' | 'mode';
  /** The lines that are written; for `mode` the mode. */
  readonly lines: readonly string[];
}

export interface InitPlan {
  readonly folder: string;
  readonly changes: readonly InitChange[];
  /** Files that are as they are to be, or are the owner's own. */
  readonly kept: readonly string[];
  /** Of the exchanges, those that a keyward.yaml which is there does not name. */
  readonly unnamed: readonly string[];
  readonly warnings: readonly EnvWarning[];
  /** The bots in the folder and below. */
  readonly bots: readonly InitBot[];
}

const IGNORED = ['.env', '.env.*', '!.env.example', '*.env', 'secrets/', 'config/secrets.yaml'];
const EXAMPLE = '.env.example';

/** What is missing in a folder for these exchanges; changes nothing. */
export async function planInit({
  folder,
  exchanges: ids,
}: {
  folder: string;
  exchanges: readonly string[];
}): Promise<InitPlan> {
  for (const id of ids) {
    if (!Object.hasOwn(exchanges, id)) {
      throw new KeywardError('usage', `there is no exchange ${id}; there is ${Object.keys(exchanges).join(', ')}`);
    }
  }
  const bots = await botsHere(folder);
  const planned = [
    planIgnore(
      folder,
      bots.flatMap(({ unignored }) => unignored),
    ),
    planExample(folder, ids),
    planMode(folder),
    ...bots.flatMap(({ open }) => open).map(modeChange),
    planSettings(folder, ids),
  ];
  const changes = planned.filter((change): change is InitChange => typeof change === 'object');
  return {
    folder,
    changes,
    kept: planned.filter((change) => typeof change === 'string'),
    unnamed: unnamedIn(folder, ids),
    // What the plan itself mends is no warning.
    warnings: (await envWarnings([join(folder, '.env')])).filter(
      ({ sight }) => sight === 'tracked' || !changes.some(({ file }) => file === '.gitignore'),
    ),
    bots,
  };
}

/** Does what the plan says, and nothing when it says nothing. A file that has appeared since is not overwritten. */
export function applyInit({ folder, changes }: InitPlan): void {
  for (const { file, does, lines } of changes) {
    const path = join(folder, file);
    const text = `${lines.join('\n')}\n`;
    if (does === 'mode') chmodSync(path, 0o600);
    else if (does === 'create') writeFileSync(path, text, { flag: 'wx' });
    else appendFileSync(path, endsInside(path) ? `\n${text}` : text);
  }
}

function endsInside(path: string): boolean {
  const text = readFileSync(path, 'utf8');
  return text !== '' && !text.endsWith('\n');
}

function linesOf(path: string): string[] | undefined {
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split(/\r?\n/)
        .map((line) => line.trim())
    : undefined;
}

/** `more`: files of bots with secrets that git would take along. */
function planIgnore(folder: string, more: readonly string[]): InitChange | string {
  const file = '.gitignore';
  const known = linesOf(join(folder, file));
  // What the lines below ignore already needs none of its own.
  const own = more.filter((path) => !/(?:^|\/)\.env(?:\.[^/]+)?$|\.env$/.test(path)).map((path) => `/${path}`);
  const missing = [...IGNORED, ...own].filter((line) => !known?.includes(line));
  if (missing.length === 0) return file;
  // In such a file the last line that fits wins, so the exception has to stand below what it excepts.
  const lines = missing.includes('.env.*')
    ? [...IGNORED.filter((line) => missing.includes(line) || line.startsWith('!')), ...own]
    : missing;
  return { file, does: known ? 'append' : 'create', lines };
}

/** The names under which the key of an exchange is looked for first. */
function firstNames(exchange: string): string[] {
  const names: Names = namesFor(exchange, {}, exchanges[exchange]!.facts.signing.passphrase === true);
  return [names.id[0], names.secret[0], names.passphrase[0]].filter((name) => name !== undefined);
}

function planExample(folder: string, ids: readonly string[]): InitChange | string {
  const known = linesOf(join(folder, EXAMPLE));
  const missing = ids
    .flatMap(firstNames)
    .filter((name) => !known?.some((line) => line.replace(/^export\s+/, '').startsWith(`${name}=`)))
    .map((name) => `${name}=`);
  if (missing.length === 0) return EXAMPLE;
  if (known) return { file: EXAMPLE, does: 'append', lines: missing };
  const head = [
    '# The exchange keys, which only Keyward reads: copy this file to .env, fill it',
    '# in, and run `chmod 600 .env`.',
    '# Bots do not get these; each has a key of its own (`keyward bot add NAME`).',
  ];
  return { file: EXAMPLE, does: 'create', lines: [...head, ...missing] };
}

const modeChange = (file: string): InitChange => ({ file, does: 'mode', lines: ['600'] });

function planMode(folder: string): InitChange | string | undefined {
  const path = join(folder, '.env');
  if (!existsSync(path)) return undefined;
  return (statSync(path).mode & 0o077) === 0 ? '.env' : modeChange('.env');
}

function planSettings(folder: string, ids: readonly string[]): InitChange | string {
  if (existsSync(join(folder, SETTINGS_FILE))) return SETTINGS_FILE;
  return { file: SETTINGS_FILE, does: 'create', lines: settingsText(ids, schemaPath(folder)).split('\n') };
}

function unnamedIn(folder: string, ids: readonly string[]): string[] {
  const known = linesOf(join(folder, SETTINGS_FILE));
  return known === undefined ? [] : ids.filter((id) => !known.some((line) => new RegExp(`\\b${id}\\b`).test(line)));
}

/** The JSON Schema of this package where that stands below the folder; any other path is good on this machine only. */
function schemaPath(folder: string): string | undefined {
  const path = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', 'schema', 'keyward.schema.json');
  const below = relative(resolve(folder), path);
  return below.startsWith('..') ? undefined : `./${below}`;
}

/** A first keyward.yaml for these exchanges: the practice exchange, small limits, and a comment at each line. */
export function settingsText(ids: readonly string[], schema: string | undefined): string {
  const what = '# What Keyward holds and what the bots may do. `keyward policy check` checks it.';
  const head =
    schema === undefined
      ? [
          what,
          '# For an editor: `keyward policy schema > keyward.schema.json`, and above this',
          '# a line `# yaml-language-server: $schema=keyward.schema.json`.',
        ]
      : [`# yaml-language-server: $schema=${schema}`, '#', what];
  return [
    ...head,
    'version: 1',
    '',
    '# The exchange keys, by names of your own. No key stands here, only where it is',
    '# read from.',
    'keys:',
    ...ids.flatMap(keyText),
    '',
    '# The bots. Each trades with a key of its own (`keyward bot add NAME`), within',
    '# these limits. There is no word for withdrawing: no bot can be allowed to.',
    'bots:',
    ...ids.flatMap(botText),
    '',
    'gateway:',
    "  port: 8787                  # the bots' port on 127.0.0.1",
  ].join('\n');
}

function keyText(id: string): string[] {
  const isPractised = practiceExchanges().includes(id);
  return [
    `  ${id}:`,
    `    exchange: ${id}`,
    ...(isPractised
      ? [
          '    # practice: the built-in exchange, no real key and no real money.',
          '    # Write live when the bot does what you mean; then the key below is read.',
          '    environment: practice',
        ]
      : ['    environment: live']),
    `    # ${firstNames(id).join(', ')}`,
    '    from: { dotenv: { file: .env } }',
  ];
}

function botText(id: string): string[] {
  const bot = practiceSettings([id]).bots[`${id}-bot`];
  const markets = (bot?.markets ?? []).filter((market) => !market.includes(':'));
  const currency = markets[0]?.split('/')[1] ?? 'USDT';
  const limit = (text: string, why: string) => `      ${text.padEnd(28)}# ${why}`;
  return [
    `  ${id}-bot:`,
    `    key: ${id}`,
    '    may: [read, trade]',
    `    markets: [${markets.join(', ')}]`,
    '    limits:',
    limit(`order_notional: 100 ${currency}`, 'one order'),
    limit(`daily_notional: 1000 ${currency}`, 'all orders of a day (UTC)'),
    limit('open_orders: 20', 'open at once'),
    limit('orders_per_minute: 60', 'placed or changed'),
    limit('price_band: 5%', "how far from the market's price"),
  ];
}
