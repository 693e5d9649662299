import { dirname, join } from 'node:path';
import type { Settings } from '../config/index.ts';
import { type Clock, formatDecimal, KeywardError } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { type Gateway, ledgerOf } from '../gateway/index.ts';
import { type HaltLevel, type HaltState, isTighter } from '../halt/index.ts';
import { compileBot } from '../policy/index.ts';
import { fromDotenv, fromEnvironment, namesFor, type Parts } from '../vault/index.ts';
import type { State } from './state.ts';

/** A bot key as it is shown once. */
export interface ShownBotKey {
  readonly bot: string;
  readonly exchange: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
  readonly expiresAt?: string;
  /** For ccxt: `proxyUrl`. */
  readonly proxyUrl: string;
  /** For SDKs, by client and option. */
  readonly baseUrls: Readonly<Record<string, string>>;
}

export interface ListedBot {
  readonly bot: string;
  readonly key: string;
  readonly exchange: string;
  /** Absent: no key has been issued. */
  readonly fingerprint?: string;
  readonly createdAt?: string;
  readonly expiresAt?: string;
  readonly may: readonly string[];
  readonly markets: readonly string[];
}

export interface ListedKey {
  readonly key: string;
  readonly exchange: string;
  readonly environment: string;
  /** Absent while Keyward is not running: it has not been read. */
  readonly fingerprint?: string;
  readonly abilities?: Readonly<Record<string, string>>;
  readonly refused?: string;
  readonly bots: readonly string[];
}

export interface Budget {
  readonly scope: string;
  readonly ordersLastMinute: number;
  readonly cancelsLastMinute: number;
  readonly openOrders: number;
  readonly openNotional: Readonly<Record<string, string>>;
  readonly dailyNotional: Readonly<Record<string, string>>;
}

export interface OpenOrder {
  readonly id: string;
  readonly bot: string;
  readonly market: string;
  readonly side: string;
  readonly state: string;
  readonly clientOrderId: string;
  readonly opens: string;
}

export interface HaltChange {
  readonly level: HaltLevel;
  readonly by: string;
  readonly reason: string;
}

/** What commands ask of Keyward, whether it runs or not. All values are plain JSON. */
export interface Operations {
  halt(change: HaltChange): Promise<HaltState & { from: HaltLevel }>;
  haltState(): Promise<HaltState>;
  addBot(request: { bot: string; expiresAt?: string }): Promise<ShownBotKey>;
  revokeBot(request: { bot: string }): Promise<{ bot: string; fingerprint: string }>;
  listBots(): Promise<readonly ListedBot[]>;
  listKeys(): Promise<readonly ListedKey[]>;
  budgets(): Promise<{ budgets: readonly Budget[]; orders: readonly OpenOrder[] }>;
  /** Gives back what an order of unknown outcome holds, by hand. */
  release(request: { id: string; by: string }): Promise<{ released: number }>;
  /** Records in writing that Keyward may sign with a key that can withdraw. */
  overrideWithdraw(request: { key: string; by: string; reason: string }): Promise<{ fingerprint: string }>;
}

export const operationNames = [
  'halt',
  'haltState',
  'addBot',
  'revokeBot',
  'listBots',
  'listKeys',
  'budgets',
  'release',
  'overrideWithdraw',
] as const satisfies readonly (keyof Operations)[];

export interface LocalParts {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  /** The bots' port, to be shown with a new bot key. */
  readonly port: number;
  readonly gateway: Gateway | undefined;
  fingerprintOf(key: string): string;
}

/** The operations on a state folder that this process holds. */
export class LocalOperations implements Operations {
  readonly #parts: LocalParts;

  constructor(parts: LocalParts) {
    this.#parts = parts;
  }

  async halt({ level, by, reason }: HaltChange): Promise<HaltState & { from: HaltLevel }> {
    const { state, clock } = this.#parts;
    const from = state.halt.read().level;
    const next = { level, since: new Date(clock.nowMs()).toISOString(), by, reason };
    const entry = { from, to: level, by, reason };
    // A tighter level counts before it is written down; a looser one only after.
    if (isTighter(level, from)) {
      state.halt.set(next);
      await state.journal.append('halt', entry);
    } else {
      await state.journal.append('halt', entry);
      state.halt.set(next);
    }
    return { ...next, from };
  }

  async haltState(): Promise<HaltState> {
    return this.#parts.state.halt.read();
  }

  async addBot({ bot, expiresAt }: { bot: string; expiresAt?: string }): Promise<ShownBotKey> {
    const { state, settings, port } = this.#parts;
    const policy = settings.bots[bot];
    if (!policy) {
      const known = Object.keys(settings.bots);
      throw new KeywardError('bot-missing', `there is no bot ${bot} in the settings; there is ${known.join(', ') || 'none'}`);
    }
    if (expiresAt !== undefined && Number.isNaN(Date.parse(expiresAt))) {
      throw new KeywardError('usage', `not a time: ${expiresAt}`);
    }
    const exchange = exchanges[settings.keys[policy.key]!.exchange]!;
    const issued = state.botKeys.issue(bot, policy.key, exchange, expiresAt);
    const fingerprint = state.botKeys.list().find((known) => known.bot === bot)!.fingerprint;
    await state.journal.append('bot', { change: 'added', bot, fingerprint, key: policy.key });
    const base = `http://127.0.0.1:${port}`;
    return {
      bot,
      exchange: exchange.id,
      apiKey: issued.id,
      secret: issued.secret.openBytes((bytes) => bytes.toString('utf8')),
      ...(issued.passphrase === undefined ? {} : { passphrase: issued.passphrase.openBytes((bytes) => bytes.toString('utf8')) }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      proxyUrl: `${base}/`,
      baseUrls: Object.fromEntries(Object.entries(exchange.facts.baseUrls).map(([client, path]) => [client, base + path])),
    };
  }

  async revokeBot({ bot }: { bot: string }): Promise<{ bot: string; fingerprint: string }> {
    const { state } = this.#parts;
    const { fingerprint, key } = state.botKeys.revoke(bot);
    await state.journal.append('bot', { change: 'revoked', bot, fingerprint, key });
    return { bot, fingerprint };
  }

  async listBots(): Promise<readonly ListedBot[]> {
    const { state, settings } = this.#parts;
    const issued = new Map(state.botKeys.list().map((known) => [known.bot, known]));
    return Object.entries(settings.bots).map(([bot, policy]) => {
      const known = issued.get(bot);
      return {
        bot,
        key: policy.key,
        exchange: settings.keys[policy.key]!.exchange,
        may: policy.may,
        markets: policy.markets ?? [],
        ...(known === undefined ? {} : { fingerprint: known.fingerprint, createdAt: known.createdAt }),
        ...(known?.expiresAt === undefined ? {} : { expiresAt: known.expiresAt }),
      };
    });
  }

  async listKeys(): Promise<readonly ListedKey[]> {
    const { settings, gateway } = this.#parts;
    return Object.entries(settings.keys).map(([name, { exchange, environment }]) => {
      const live = gateway?.key(name);
      const abilities = live?.abilities;
      return {
        key: name,
        exchange,
        environment,
        bots: Object.entries(settings.bots).filter(([, bot]) => bot.key === name).map(([bot]) => bot),
        ...(live === undefined ? {} : { fingerprint: live.fingerprint }),
        ...(abilities === undefined
          ? {}
          : { abilities: Object.fromEntries(Object.entries(abilities).map(([ability, value]) => [ability, String(value)])) }),
        ...(live?.refused === undefined ? {} : { refused: live.refused }),
      };
    });
  }

  async budgets(): Promise<{ budgets: readonly Budget[]; orders: readonly OpenOrder[] }> {
    const { settings, clock, state, gateway } = this.#parts;
    const ledger = gateway?.ledger ?? (await ledgerOf(state.journal, clock));
    const nowMs = clock.nowMs();
    const budgets = new Map<string, Budget>();
    for (const [name, settingsOfBot] of Object.entries(settings.bots)) {
      const { key } = compileBot(name, settingsOfBot);
      const usage = ledger.usage(name, key, nowMs);
      for (const [scope, used] of [[`bot ${name}`, usage.bot], [`key ${key}`, usage.key], ['all', usage.all]] as const) {
        budgets.set(scope, {
          scope,
          ordersLastMinute: used.ordersLastMinute,
          cancelsLastMinute: used.cancelsLastMinute,
          openOrders: used.openOrders,
          openNotional: printAmounts(used.openNotional),
          dailyNotional: printAmounts(used.dailyNotional),
        });
      }
    }
    const orders = ledger.orders().map((record) => ({
      id: record.decisionId,
      bot: record.bot,
      market: record.instrument.market,
      side: record.place.side,
      state: record.state,
      clientOrderId: record.place.clientOrderId,
      opens: `${formatDecimal(record.opens)} ${record.currency ?? record.instrument.quote}`,
    }));
    return { budgets: [...budgets.values()], orders };
  }

  async release({ id, by }: { id: string; by: string }): Promise<{ released: number }> {
    const { gateway, state, clock } = this.#parts;
    const ledger = gateway?.ledger ?? (await ledgerOf(state.journal, clock));
    const records = ledger.orders().filter((record) => record.decisionId === id);
    if (records.length === 0) throw new KeywardError('usage', `no open or unknown order belongs to the decision ${id}`);
    for (const record of records) {
      await state.journal.append('settled', { of: id, intent: record.intent, result: 'released', by });
      ledger.close(record, record.filled, clock.nowMs());
    }
    return { released: records.length };
  }

  async overrideWithdraw({ key, by, reason }: { key: string; by: string; reason: string }): Promise<{ fingerprint: string }> {
    const { state, settings } = this.#parts;
    if (!Object.hasOwn(settings.keys, key)) throw new KeywardError('usage', `there is no key ${key} in the settings`);
    const fingerprint = this.#parts.fingerprintOf(key);
    await state.journal.append('override', { key: fingerprint, what: 'withdraw', by, reason });
    return { fingerprint };
  }
}

function printAmounts(amounts: ReadonlyMap<string, Parameters<typeof formatDecimal>[0]>): Record<string, string> {
  return Object.fromEntries([...amounts].map(([currency, amount]) => [currency, formatDecimal(amount)]));
}

/** Reads an exchange key from where the settings say it lives; relative files stand beside the settings file. */
export function readParts(
  name: string,
  settings: Settings,
  settingsPath: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): Parts {
  const { exchange, from } = settings.keys[name]!;
  const hasPassphrase = exchanges[exchange]?.facts.signing.passphrase === true;
  if (from !== undefined && 'dotenv' in from) {
    const path = join(settingsPath === undefined ? '.' : dirname(settingsPath), from.dotenv.file);
    return fromDotenv(path, namesFor(exchange, from.dotenv, hasPassphrase));
  }
  return fromEnvironment(variables, namesFor(exchange, from?.env ?? {}, hasPassphrase));
}
