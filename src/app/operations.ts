import { createHash } from 'node:crypto';
import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import { type Clock, KeywardError, nearNames, unknownName } from '../core/index.ts';
import { exchanges, rights } from '../exchanges/index.ts';
import { type Gateway, ledgerOf } from '../gateway/index.ts';
import type { HaltLevel, HaltState } from '../halt/index.ts';
import { type Budgets, budgetsOf } from './budgets.ts';
import { knownFault } from './faults.ts';
import { changeHalt, type HaltChange } from './halt-change.ts';
import { baseUrlsAt } from './sites.ts';
import type { State } from './state.ts';

/** A bot key as it is shown once. */
export interface ShownBotKey {
  readonly bot: string;
  readonly exchange: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
  readonly expiresAt?: string;
  /** For ccxt: `proxyUrl`. Absent while the port is not known: the settings say 0, and no Keyward runs. */
  readonly proxyUrl?: string;
  /** For SDKs, by client and option; empty while the port is not known. */
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

/** What commands ask of Keyward, whether it runs or not. All values are plain JSON. */
export interface Operations {
  halt(change: HaltChange): Promise<HaltState & { from: HaltLevel }>;
  haltState(): Promise<HaltState>;
  addBot(request: { bot: string; expiresAt?: string }): Promise<ShownBotKey>;
  revokeBot(request: { bot: string }): Promise<{ bot: string; fingerprint: string }>;
  listBots(): Promise<readonly ListedBot[]>;
  listKeys(): Promise<readonly ListedKey[]>;
  /** The bots' port: the one that is served, or the one of the settings; and a digest of the settings that count. */
  address(): Promise<{ port: number; settings: string }>;
  budgets(): Promise<Budgets>;
  /** Gives back what an order of unknown outcome holds, by hand. */
  release(request: { id: string; by: string }): Promise<{ released: number }>;
  /** Records in writing that Keyward may sign with a key that can withdraw; one that runs takes it at once. */
  overrideWithdraw(request: { key: string; by: string; reason: string }): Promise<Override>;
  /** Asks every exchange what the keys can do, and writes it down. */
  auditKeys(): Promise<readonly AuditedKey[]>;
  attestKey(request: AttestRequest): Promise<{ key: string; until: string }>;
  /** Makes keys due to be replaced. */
  keyEvent(request: KeyEventRequest): Promise<{ event: string; keys: readonly string[] }>;
}

/** What the owner says of a key that its exchange does not tell. */
export interface AttestRequest {
  readonly key: string;
  readonly rights: readonly string[];
  /** Absent: nothing is said of it. */
  readonly ips?: readonly string[];
  /** ISO day. */
  readonly created?: string;
  /** A day or moment, ISO. */
  readonly until: string;
  readonly note: string;
  readonly by: string;
}

export interface KeyEventRequest {
  readonly event: string;
  readonly who?: string;
  /** Absent: every key that the event is about. */
  readonly keys?: readonly string[];
  readonly note?: string;
  readonly by: string;
}

export interface Override {
  readonly key: string;
  readonly fingerprint: string;
  /** `at-start`: no Keyward runs here now. */
  readonly takesEffect: 'at-once' | 'at-start';
  /** Why Keyward still does not sign with the key; absent when it does, or is not running. */
  readonly refused?: string;
}

export const operationNames = [
  'halt',
  'haltState',
  'addBot',
  'revokeBot',
  'listBots',
  'listKeys',
  'address',
  'budgets',
  'release',
  'overrideWithdraw',
  'auditKeys',
  'attestKey',
  'keyEvent',
] as const satisfies readonly (keyof Operations)[];
export type OperationName = (typeof operationNames)[number];

export interface LocalParts {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  /** The bots' port, to be shown with a new bot key. */
  readonly port: number;
  readonly gateway: Gateway | undefined;
  fingerprintOf(key: string): Promise<string>;
  audit(): Promise<readonly AuditedKey[]>;
  /** Has the running gateway take in that a key may withdraw. */
  takeOverride?(key: string): Promise<void>;
}

/** The operations on a state folder that this process holds. */
export class LocalOperations implements Operations {
  readonly #parts: LocalParts;

  constructor(parts: LocalParts) {
    this.#parts = parts;
  }

  async halt(change: HaltChange): Promise<HaltState & { from: HaltLevel }> {
    return changeHalt(this.#parts.state, this.#parts.clock, change);
  }

  async haltState(): Promise<HaltState> {
    return this.#parts.state.halt.read();
  }

  async addBot({ bot, expiresAt: until }: { bot: string; expiresAt?: string }): Promise<ShownBotKey> {
    const { state, settings, port } = this.#parts;
    const policy = Object.hasOwn(settings.bots, bot) ? settings.bots[bot] : undefined;
    if (!policy) throw new KeywardError('bot-missing', unknownName('bot', bot, Object.keys(settings.bots)));
    const expiresAt = until === undefined ? undefined : expiryOf(until, this.#parts.clock);
    const exchange = exchanges[settings.keys[policy.key]!.exchange]!;
    const issued = state.botKeys.issue(bot, policy.key, exchange, expiresAt);
    const fingerprint = state.botKeys.list().find((known) => known.bot === bot)!.fingerprint;
    try {
      await state.journal.append('bot', { change: 'added', bot, fingerprint, key: policy.key });
    } catch (error) {
      // A key that is not in the book, and that nobody was shown, must not stay.
      this.#takeBack(bot);
      throw error;
    }
    const base = `http://127.0.0.1:${port}`;
    return {
      bot,
      exchange: exchange.id,
      apiKey: issued.id,
      secret: issued.secret.openBytes((bytes) => bytes.toString('utf8')),
      ...(issued.passphrase === undefined
        ? {}
        : { passphrase: issued.passphrase.openBytes((bytes) => bytes.toString('utf8')) }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(port === 0 ? {} : { proxyUrl: `${base}/` }),
      baseUrls: Object.fromEntries(
        Object.entries(port === 0 ? {} : baseUrlsAt(exchange.facts, settings.keys[policy.key]!.host)).map(
          ([client, path]) => [client, base + path],
        ),
      ),
    };
  }

  /** What the disk does not take counts until the next start; the fault that led here is the one to tell. */
  #takeBack(bot: string): void {
    try {
      this.#parts.state.botKeys.revoke(bot);
    } catch {
      return;
    }
  }

  async revokeBot({ bot }: { bot: string }): Promise<{ bot: string; fingerprint: string }> {
    const { state, gateway } = this.#parts;
    const issued = state.botKeys.list().map((known) => known.bot);
    if (!issued.includes(bot)) throw new KeywardError('bot-missing', `the bot ${bot} has no key${meant(bot, issued)}`);
    const { fingerprint, key } = this.#revoke(bot, gateway !== undefined);
    await state.journal.append('bot', { change: 'revoked', bot, fingerprint, key });
    return { bot, fingerprint };
  }

  #revoke(bot: string, isRunning: boolean): { fingerprint: string; key: string } {
    try {
      return this.#parts.state.botKeys.revoke(bot);
    } catch (error) {
      const fault = knownFault(error);
      if (fault.code !== 'disk-full' || !isRunning) throw fault;
      const lines = ['The running Keyward refuses the key from now on; revoke it again before the next start.'];
      throw new KeywardError('disk-full', fault.message, { lines, cause: error });
    }
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

  async address(): Promise<{ port: number; settings: string }> {
    return { port: this.#parts.port, settings: settingsDigest(this.#parts.settings) };
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
        bots: Object.entries(settings.bots)
          .filter(([, bot]) => bot.key === name)
          .map(([bot]) => bot),
        ...(live === undefined ? {} : { fingerprint: live.fingerprint }),
        ...(abilities === undefined
          ? {}
          : {
              abilities: Object.fromEntries(
                Object.entries(abilities).map(([ability, value]) => [ability, String(value)]),
              ),
            }),
        ...(live?.refused === undefined ? {} : { refused: live.refused }),
      };
    });
  }

  async budgets(): Promise<Budgets> {
    const { settings, clock, state, gateway } = this.#parts;
    return budgetsOf(settings, gateway?.ledger ?? (await ledgerOf(state.journal, clock)), clock.nowMs());
  }

  async release({ id, by }: { id: string; by: string }): Promise<{ released: number }> {
    const { gateway, state, clock } = this.#parts;
    const ledger = gateway?.ledger ?? (await ledgerOf(state.journal, clock));
    const records = ledger.orders().filter((record) => record.decisionId === id);
    if (records.length === 0) throw new KeywardError('usage', `no open or unknown order belongs to the decision ${id}`);
    for (const record of records) {
      await state.journal.append('settled', { of: id, intent: record.intent, result: 'released', by });
      ledger.close(record, record.filled);
    }
    return { released: records.length };
  }

  async overrideWithdraw({ key, by, reason }: { key: string; by: string; reason: string }): Promise<Override> {
    const { state, settings, gateway } = this.#parts;
    checkKey(key, settings);
    const fingerprint = await this.#parts.fingerprintOf(key);
    await state.journal.append('override', { key: fingerprint, what: 'withdraw', by, reason });
    await this.#parts.takeOverride?.(key);
    const refused = gateway?.key(key)?.refused;
    return {
      key,
      fingerprint,
      takesEffect: gateway ? 'at-once' : 'at-start',
      ...(refused === undefined ? {} : { refused }),
    };
  }

  auditKeys(): Promise<readonly AuditedKey[]> {
    return this.#parts.audit();
  }

  async attestKey({
    key,
    rights: said,
    ips,
    created,
    until,
    note,
    by,
  }: AttestRequest): Promise<{ key: string; until: string }> {
    const { settings, state, clock } = this.#parts;
    checkKey(key, settings);
    const strange = said.find((right) => !rights.some((known) => known === right));
    if (strange !== undefined) throw new KeywardError('usage', unknownName('right', strange, rights));
    const end = expiryOf(until, clock);
    if (Date.parse(end) - clock.nowMs() > LONGEST_ATTEST_DAYS * 86_400_000)
      throw new KeywardError(
        'usage',
        `an attestation lasts at most ${LONGEST_ATTEST_DAYS} days: it is to be asked again`,
      );
    if (created !== undefined && Number.isNaN(Date.parse(created)))
      throw new KeywardError('usage', `not a day such as 2026-11-01: ${created}`);
    if (note.trim() === '') throw new KeywardError('usage', 'the note is empty: say how you know');
    await state.journal.append('attest', {
      key,
      rights: [...said],
      ...(ips === undefined ? {} : { ips: [...ips] }),
      ...(created === undefined ? {} : { created: new Date(created).toISOString() }),
      until: end,
      by,
      note,
    });
    return { key, until: end };
  }

  async keyEvent({ event, who, keys, note, by }: KeyEventRequest): Promise<{ event: string; keys: readonly string[] }> {
    const { settings, state } = this.#parts;
    if (!keyEvents.some((known) => known === event))
      throw new KeywardError('usage', unknownName('event', event, keyEvents));
    for (const key of keys ?? []) checkKey(key, settings);
    if (event === 'member-left' && who === undefined)
      throw new KeywardError('usage', 'who has left? Give the name as it stands under `holders` in the settings');
    const held = Object.entries(settings.keys)
      .filter(([, key]) => event !== 'member-left' || key.holders.includes(who ?? ''))
      .map(([name]) => name);
    const due = keys ?? held;
    if (due.length === 0)
      throw new KeywardError('usage', `no key of the settings has ${who ?? 'such a name'} among its holders`);
    await state.journal.append('key-event', {
      event,
      ...(who === undefined ? {} : { who }),
      keys: [...due],
      by,
      ...(note === undefined ? {} : { note }),
    });
    return { event, keys: due };
  }
}

/** What makes a key due at once, whatever its age. */
export const keyEvents = [
  'member-left',
  'repository-exposed',
  'dependency-doubted',
  'activity-not-recognised',
  'new-host',
  'leaked',
] as const;

const LONGEST_ATTEST_DAYS = 366;

/** Throws `usage` for a key that the settings do not name, with the nearest one. */
function checkKey(key: string, settings: Settings): void {
  if (Object.hasOwn(settings.keys, key)) return;
  throw new KeywardError('usage', unknownName('key', key, Object.keys(settings.keys)));
}

function meant(name: string, known: readonly string[]): string {
  const near = nearNames(name, known);
  return near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
}

/** Tells settings apart. */
export function settingsDigest(settings: Settings): string {
  const text = JSON.stringify(settings, (_name, value) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256').update(text).digest('hex');
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** The moment, in UTC; a day alone ends where it begins. Throws `usage` for what is no such time, or is past. */
function expiryOf(text: string, clock: Clock): string {
  const ms = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms))
    throw new KeywardError('usage', `not a time with its zone, such as 2027-01-01T00:00:00Z: ${text}`);
  if (ms <= clock.nowMs()) throw new KeywardError('usage', `${text} is past: the key would never work`);
  return new Date(ms).toISOString();
}
