import { createHash } from 'node:crypto';
import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import { type Clock, KeywardError, meantText, unknownName } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { type Gateway, ledgerOf } from '../gateway/index.ts';
import type { HaltLevel, HaltState } from '../halt/index.ts';
import type { EntryFields } from '../journal/index.ts';
import { type KillRecord, KillRecords } from '../killswitch/index.ts';
import type { Progress } from '../rotation/index.ts';
import type { AlertList, AlertTest } from './alert-report.ts';
import type { AlertWork } from './alerting.ts';
import { type AttestAddedRequest, attestAdded } from './attest-added.ts';
import { type Budgets, budgetsOf } from './budgets.ts';
import { type CheckWordNote, noteCheckWord } from './check-note.ts';
import {
  type AcknowledgeRequest,
  acknowledge,
  type DeclareRequest,
  declareActivity,
  type WatchStatus,
  watchStatusOf,
} from './declaring.ts';
import { expiryOf } from './expiry.ts';
import { knownFault } from './faults.ts';
import type { Guard } from './guard.ts';
import { changeHalt, type HaltChange } from './halt-change.ts';
import {
  type AttestRequest,
  type KeyEventRequest,
  KeyOperations,
  type KeyWork,
  type ListedKey,
  type Override,
  type OverrideRequest,
  type RecordRequest,
  type RotateRequest,
} from './key-operations.ts';
import { noteKills } from './kill-notes.ts';
import { noteLeak } from './leak-entries.ts';
import { checkRequest } from './operation-requests.ts';
import { runNoteSchema } from './run-note.ts';
import { baseUrlsAt } from './sites.ts';
import type { State } from './state.ts';
import { noteStop, type StopReport } from './stop-bots.ts';

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

export type RunNote = EntryFields['run'];

export interface Address {
  readonly port: number;
  readonly settings: string;
  /** The file of the settings that count; `null`: there is none, so that all is on the built-in practice exchange. */
  readonly settingsPath: string | null;
  readonly practicePort?: number;
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
  address(): Promise<Address>;
  budgets(): Promise<Budgets>;
  /** Gives back what an order of unknown outcome holds, by hand. */
  release(request: { id: string; by: string }): Promise<{ released: number }>;
  /** Records in writing that Keyward may sign with a key that can withdraw; one that runs takes it at once. */
  overrideWithdraw(request: OverrideRequest): Promise<Override>;
  /** Asks every exchange what the keys can do, and writes it down. */
  auditKeys(): Promise<readonly AuditedKey[]>;
  attestKey(request: AttestRequest): Promise<{ key: string; until: string }>;
  /** Writes down what the owner of a key that has just been taken in says of it, where the exchange does not tell. */
  attestAdded(request: AttestAddedRequest): Promise<{ key: string; until: string }>;
  /** Makes keys due to be replaced. */
  keyEvent(request: KeyEventRequest): Promise<{ event: string; keys: readonly string[] }>;
  /** Writes down that a key came to be, was replaced by hand, or went. */
  recordKey(request: RecordRequest): Promise<{ key: string; change: string; at: string }>;
  /** Does the next step of replacing a key; the first begins the plan. */
  rotateKey(request: RotateRequest): Promise<Progress>;
  undoRotation(request: { key: string; by: string }): Promise<{ key: string; says: string }>;
  /** Writes down that a backup is being made; when it returns, all that happened before is durable. Gives the digest of the settings that count. */
  beginBackup(request: { by: string; lockedTo: string }): Promise<{ settings: string }>;
  /** Writes down that a bot's process was started, or has ended. */
  noteRun(note: RunNote): Promise<void>;
  /** Sends a test over each alert channel, or the one named. */
  testAlerts(request: { name?: string }): Promise<AlertTest>;
  /** The alert channels, what is raised, and what is still to be sent. */
  listAlerts(): Promise<AlertList>;
  /** Writes down the uses of the kill switch that have ended; `record` is one whose file the disk may not have taken. */
  noteKills(request: { record: KillRecord; stops?: readonly StopReport[] }): Promise<{ written: number }>;
  /** Writes down steps of what is done about a key that leaked. */
  noteLeak(request: { steps: readonly EntryFields['leak'][] }): Promise<{ written: number }>;
  /** How each account is watched, by key; empty where nothing watches. */
  watchStatus(): Promise<WatchStatus>;
  /** Writes down who acts on an account beside the bots, and when. */
  declareActivity(request: DeclareRequest): Promise<{ key: string; until: string }>;
  /** Writes down that the owner knows of a finding; its alarm is over. */
  acknowledge(request: AcknowledgeRequest): Promise<{ about: string; key: string }>;
  /** Writes down what the owner says of a check. */
  noteCheckWord(request: CheckWordNote): Promise<{ seq: number }>;
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
  'attestAdded',
  'keyEvent',
  'recordKey',
  'rotateKey',
  'undoRotation',
  'beginBackup',
  'noteRun',
  'testAlerts',
  'listAlerts',
  'noteKills',
  'noteLeak',
  'watchStatus',
  'declareActivity',
  'acknowledge',
  'noteCheckWord',
] as const satisfies readonly (keyof Operations)[];
export type OperationName = (typeof operationNames)[number];

export interface LocalParts {
  readonly state: State;
  readonly settings: Settings;
  /** Their file, where there is one. */
  readonly settingsPath?: string;
  readonly clock: Clock;
  /** The bots' port, to be shown with a new bot key. */
  readonly port: number;
  readonly gateway: Gateway | undefined;
  readonly keys: KeyWork;
  /** Absent where nothing is ever sent. */
  readonly alerts?: AlertWork;
  /** Absent while no Keyward runs here. */
  readonly guard?: Pick<Guard, 'status' | 'books' | 'isWatching' | 'killsNoted'>;
  /** Where the practice exchange that this process serves listens. */
  readonly practicePort?: number;
}

/** The operations on a state folder that this process holds. */
export class LocalOperations implements Operations {
  readonly #parts: LocalParts;
  readonly #keys: KeyOperations;

  constructor(parts: LocalParts) {
    this.#parts = parts;
    this.#keys = new KeyOperations(parts);
  }

  get #alerts(): AlertWork {
    if (!this.#parts.alerts) throw new KeywardError('not-running', 'no alert is sent here');
    return this.#parts.alerts;
  }

  async halt(change: HaltChange): Promise<HaltState & { from: HaltLevel }> {
    checkRequest('halt', change);
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
    if (!issued.includes(bot))
      throw new KeywardError('bot-missing', `the bot ${bot} has no key${meantText(bot, issued)}`);
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

  async address(): Promise<Address> {
    const { port, settings, settingsPath = null, practicePort } = this.#parts;
    const digest = settingsDigest(settings);
    return { port, settings: digest, settingsPath, ...(practicePort === undefined ? {} : { practicePort }) };
  }

  async budgets(): Promise<Budgets> {
    const { settings, clock, state, gateway } = this.#parts;
    return budgetsOf(settings, gateway?.ledger ?? (await ledgerOf(state.journal, clock)), clock.nowMs());
  }

  async release({ id, by }: { id: string; by: string }): Promise<{ released: number }> {
    checkRequest('release', { id, by });
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

  async beginBackup({ by, lockedTo }: { by: string; lockedTo: string }): Promise<{ settings: string }> {
    checkRequest('beginBackup', { by, lockedTo });
    await this.#parts.state.journal.append('backup', { by, lockedTo });
    return { settings: settingsDigest(this.#parts.settings) };
  }

  async noteRun(note: RunNote): Promise<void> {
    if (!Object.hasOwn(this.#parts.settings.bots, note.bot))
      throw new KeywardError('bot-missing', unknownName('bot', note.bot, Object.keys(this.#parts.settings.bots)));
    await this.#parts.state.journal.append('run', runNoteSchema.parse(note));
  }

  testAlerts = async ({ name }: { name?: string }) => this.#alerts.test(name);
  listAlerts = async () => this.#alerts.list();

  // the accounts
  async noteKills({
    record,
    stops,
  }: {
    record: KillRecord;
    stops?: readonly StopReport[];
  }): Promise<{ written: number }> {
    const { state, guard } = this.#parts;
    const noted = await noteKills(state.journal, new KillRecords(state.home), record);
    for (const stop of stops ?? []) noteStop(state.journal, stop);
    guard?.killsNoted();
    return noted;
  }
  noteLeak = async (request: { steps: readonly EntryFields['leak'][] }) =>
    noteLeak(this.#parts.state.journal, checked('noteLeak', request).steps);
  watchStatus = async () => watchStatusOf(this.#parts.guard);
  declareActivity = (request: DeclareRequest) => declareActivity(this.#parts, request);
  acknowledge = (request: AcknowledgeRequest) => acknowledge(this.#parts, request);
  noteCheckWord = async (request: CheckWordNote) =>
    noteCheckWord(this.#parts.state.journal, checked('noteCheckWord', request));

  // the keys
  listKeys = () => this.#keys.listKeys();
  overrideWithdraw = async (request: OverrideRequest) =>
    this.#keys.overrideWithdraw(checked('overrideWithdraw', request));
  auditKeys = () => this.#keys.auditKeys();
  attestAdded = async (request: AttestAddedRequest) =>
    attestAdded(this.#parts.state.journal, checked('attestAdded', request));
  attestKey = async (request: AttestRequest) => this.#keys.attestKey(checked('attestKey', request));
  keyEvent = async (request: KeyEventRequest) => this.#keys.keyEvent(checked('keyEvent', request));
  recordKey = async (request: RecordRequest) => this.#keys.recordKey(checked('recordKey', request));
  rotateKey = async (request: RotateRequest) => this.#keys.rotateKey(checked('rotateKey', request));
  undoRotation = async (request: { key: string; by: string }) =>
    this.#keys.undoRotation(checked('undoRotation', request));
}

/** The same request, once it is known to be one. */
function checked<T>(operation: OperationName, request: T): T {
  checkRequest(operation, request);
  return request;
}

/** Tells settings apart. */
export function settingsDigest(settings: Settings): string {
  const text = JSON.stringify(settings, (_name, value) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256').update(text).digest('hex');
}
