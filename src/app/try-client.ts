import { readFileSync, statSync } from 'node:fs';
import { catalogue, type Instrument, isRefusal, KeywardError, nearNames, Secret } from '../core/index.ts';
import {
  type Answer,
  type Call,
  type Credential,
  type Environment,
  type Exchange,
  exchanges,
} from '../exchanges/index.ts';
import { connectAdmin } from './admin.ts';
import { askThrough } from './ask.ts';
import { type ClientRecipe, clientNames, clientRecipe, fillRecipe } from './clients.ts';
import type { Examined } from './examined.ts';
import { ownCode } from './exchange-error.ts';
import { environmentOf } from './fit-settings.ts';
import type { Operations } from './operations.ts';
import { loadSettings, type SessionParts } from './session.ts';
import { baseUrlsAt, callAt } from './sites.ts';

export interface ClientRequest {
  readonly client: string;
  /** Where the client speaks to several. */
  readonly exchange?: string;
  /** What `bot add --json` printed; `-` is standard input. */
  readonly botKeyPath?: string;
}

export interface ClientReport {
  readonly client: string;
  readonly exchange: string;
  readonly port: number;
  readonly running: boolean;
  /** The lines of configuration. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  /** Why the client cannot be served yet; absent when it can. */
  readonly unserved?: string;
  readonly source: string;
  /** What was sent through Keyward in this client's form, and what came back. */
  readonly tests: readonly Examined[];
}

/** Prints a client's configuration for the Keyward that runs here, and tries it: the exchange's time, a public read, and a signed read with the bot key. */
export async function tryClient(parts: SessionParts, request: ClientRequest): Promise<ClientReport> {
  const recipe = clientRecipe(request.client);
  if (!recipe) {
    const near = nearNames(request.client, clientNames());
    const known = near.length > 0 ? `did you mean ${near.join(', ')}?` : `known are ${clientNames().join(', ')}`;
    throw new KeywardError('usage', `no client ${request.client} is known; ${known}`);
  }
  const botKey = request.botKeyPath === undefined ? undefined : readBotKey(request.botKeyPath);
  const id = exchangeOf(recipe, request.exchange ?? botKey?.exchange, parts);
  const exchange = exchanges[id]!;
  const operations = await connectAdmin(parts.environment.home, parts.clock);
  const port = operations ? (await operations.address()).port : loadSettings(parts).settings.gateway.port;
  const host = hostOf(id, botKey, parts);
  const { lines, notes } = fillRecipe(recipe, {
    port,
    exchange: id,
    baseUrls: baseUrlsAt(exchange.facts, host),
    ...(host === undefined || !isRegional(exchange, host) ? {} : { host }),
    hasPassphrase: exchange.facts.signing.passphrase === true,
  });
  const tests =
    recipe.unserved === undefined && operations
      ? await tryAll({ parts, operations, port, recipe, exchange, botKey, host })
      : [];
  return {
    client: recipe.name,
    exchange: id,
    port,
    running: operations !== undefined,
    lines,
    notes,
    ...(recipe.unserved === undefined ? {} : { unserved: recipe.unserved }),
    source: recipe.source,
    tests,
  };
}

function exchangeOf(recipe: ClientRecipe, wanted: string | undefined, parts: SessionParts): string {
  const known = recipe.exchanges === 'any' ? Object.keys(exchanges) : recipe.exchanges;
  const used = Object.values(loadSettings(parts).settings.keys).map(({ exchange }) => exchange);
  const id = wanted ?? used.find((exchange) => known.includes(exchange)) ?? known[0]!;
  if (!known.includes(id))
    throw new KeywardError('usage', `${recipe.name} speaks to ${known.join(', ')}, not to ${id}`);
  return id;
}

/** Whether a host is of another site than the main one, so that a client has to be told. */
function isRegional({ facts }: Exchange, host: string): boolean {
  return facts.hosts.some(({ name, site }) => name === host && site !== undefined);
}

/** The host that the settings name for the bot's exchange key, else for the first key of the exchange. */
function hostOf(exchange: string, botKey: BotKeyFile | undefined, parts: SessionParts): string | undefined {
  const { bots, keys } = loadSettings(parts).settings;
  const bot = botKey !== undefined && Object.hasOwn(bots, botKey.bot) ? bots[botKey.bot] : undefined;
  const own = bot === undefined ? undefined : keys[bot.key];
  return (own?.exchange === exchange ? own : Object.values(keys).find((key) => key.exchange === exchange))?.host;
}

export interface BotKeyFile {
  readonly bot: string;
  readonly exchange: string;
  readonly apiKey: string;
  readonly secret: Secret;
  readonly passphrase?: Secret;
}

/** Reads what `bot add --json` printed. Refused when others can read the file. */
export function readBotKey(path: string): BotKeyFile {
  const isInput = path === '-';
  if (!isInput && (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) {
    throw new KeywardError('file-readable', `${path} can be read by others: chmod 600 ${path}`);
  }
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(readFileSync(isInput ? 0 : path, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    throw new KeywardError(
      'usage',
      `${isInput ? 'standard input' : path} is not there, or not the JSON that \`keyward --json bot add NAME\` prints`,
    );
  }
  const text = (name: string): string => {
    const found = value[name];
    if (typeof found !== 'string' || found === '') throw new KeywardError('usage', `the bot key has no ${name}`);
    return found;
  };
  const secret = (name: string): Secret => Secret.take(Buffer.from(text(name), 'utf8'));
  return {
    bot: text('bot'),
    exchange: text('exchange'),
    apiKey: text('apiKey'),
    secret: secret('secret'),
    ...(value['passphrase'] === undefined ? {} : { passphrase: secret('passphrase') }),
  };
}

interface Trial {
  readonly parts: SessionParts;
  readonly operations: Operations;
  readonly port: number;
  readonly recipe: ClientRecipe;
  readonly exchange: Exchange;
  readonly botKey: BotKeyFile | undefined;
  readonly host: string | undefined;
}

async function tryAll(trial: Trial): Promise<Examined[]> {
  const { operations, exchange, botKey } = trial;
  const key = (await operations.listKeys()).find((known) => known.exchange === exchange.id);
  if (!key)
    return [
      {
        what: 'exchange key',
        outcome: 'fault',
        says: `no key of ${exchange.id} is in the settings`,
        fix: 'add one under keys',
      },
    ];
  const environment = environmentOf(key.environment);
  const time = await tryTime(trial, environment);
  const markets = await tryMarkets(trial, environment);
  if (!botKey) return [time, markets.test, noBotKey];
  const bot = (await operations.listBots()).find((known) => known.bot === botKey.bot);
  const { instruments } = markets;
  const instrument =
    instruments.find(({ market }) => bot?.markets.includes(market)) ?? instruments.find(({ active }) => active);
  return [time, markets.test, await trySigned(trial, environment, botKey, instrument)];
}

const noBotKey: Examined = {
  what: 'signed read',
  outcome: 'warning',
  says: 'not tried: no bot key was given',
  fix: '(umask 077; keyward --json bot add NAME > bot.json), then --bot-key bot.json',
};

async function send(
  { port, recipe, exchange, parts, host }: Trial,
  call: Call,
  credential?: Credential,
): Promise<Answer | string> {
  const timeMs = parts.clock.nowMs();
  const built = exchange.wire.build(callAt(call, exchange.facts, host), credential, {
    timeMs,
    ...(exchange.facts.signing.nonce === 'increasing' ? { nonce: BigInt(timeMs) } : {}),
  });
  return askThrough({ port, form: recipe.form, headers: recipe.headers }, built).catch((error: unknown) =>
    error instanceof Error ? error.message : 'not an error',
  );
}

async function tryTime(trial: Trial, environment: Environment): Promise<Examined> {
  const call = trial.exchange.market.time(environment);
  const what = whatOf('time', call);
  const reply = await send(trial, call);
  const timeMs = typeof reply === 'string' ? undefined : trial.exchange.market.readTime(reply.body);
  return timeMs === undefined
    ? refusedBy(what, reply, trial.exchange)
    : { what, outcome: 'fine', says: new Date(timeMs).toISOString() };
}

/** The first of the exchange's lists of markets. */
async function tryMarkets(
  trial: Trial,
  environment: Environment,
): Promise<{ readonly test: Examined; readonly instruments: readonly Instrument[] }> {
  const call = trial.exchange.market.instruments(environment)[0]!;
  const what = whatOf('public read', call);
  const reply = await send(trial, call);
  const read = typeof reply === 'string' ? undefined : trial.exchange.market.readInstruments(call, reply.body);
  if (read === undefined || 'unclear' in read || read.length === 0)
    return { test: refusedBy(what, reply, trial.exchange), instruments: [] };
  return { test: { what, outcome: 'fine', says: `${read.length} markets` }, instruments: read };
}

async function trySigned(
  trial: Trial,
  environment: Environment,
  botKey: BotKeyFile,
  instrument: Instrument | undefined,
): Promise<Examined> {
  const { exchange } = trial;
  if (!instrument) return { what: 'signed read', outcome: 'unknown', says: 'not tried: no market is known' };
  if (botKey.exchange !== exchange.id)
    return {
      what: 'signed read',
      outcome: 'fault',
      says: `the bot key is for ${botKey.exchange}`,
      fix: `--exchange ${botKey.exchange}`,
    };
  const credential = exchange.key.credential({ ...botKey, id: botKey.apiKey });
  if (isRefusal(credential))
    return {
      what: 'signed read',
      outcome: 'fault',
      says: `the bot key cannot be used: ${credential.message}`,
      fix: 'keyward bot add NAME',
    };
  const call = exchange.account.openOrders(instrument, environment)[0]!;
  const what = whatOf('signed read', call);
  const reply = await send(trial, call, credential);
  const read =
    typeof reply === 'string' ? undefined : exchange.account.readOpenOrders(call, reply.status, reply.body, instrument);
  if (read === undefined || 'unclear' in read) return refusedBy(what, reply, exchange);
  return {
    what,
    outcome: 'fine',
    says: `as the bot ${botKey.bot}: ${read.length} open orders in ${instrument.market}`,
  };
}

function whatOf(kind: string, call: Call): string {
  return `${kind}: ${call.endpoint.method} ${call.path}`;
}

/** What an answer that is not the wanted one says: Keyward's own code with its hint, or the exchange's error. */
function refusedBy(what: string, reply: Answer | string, exchange: Exchange): Examined {
  if (typeof reply === 'string')
    return { what, outcome: 'unknown', says: `no answer (${reply})`, fix: 'is keyward up still running?' };
  const code = ownCode(reply.body);
  if (code !== undefined) {
    const { title, hint } = catalogue[code];
    return {
      what,
      outcome: 'fault',
      says: `refused by Keyward with status ${reply.status}: ${code}: ${title}`,
      fix: hint,
    };
  }
  const cause = exchange.key.readError(reply.status, reply.body);
  const body = reply.body.replace(/\s+/g, ' ').slice(0, 160);
  return {
    what,
    outcome: 'fault',
    says: `status ${reply.status}${cause ? ` (${cause.cause})` : ''}: ${body}`,
    fix: `keyward doctor error '${cause ? 'TEXT' : body.slice(0, 40)}'`,
  };
}
