import { type AuditedKey, isMasked } from '../audit/index.ts';
import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, KeywardError, notOneOf, Secret, unknownName } from '../core/index.ts';
import { type CredentialParts, exchanges, rights } from '../exchanges/index.ts';
import type { Gateway } from '../gateway/index.ts';
import type { Given, Progress } from '../rotation/index.ts';
import { isSameSecret, secretsToRotate } from '../vault/index.ts';
import { type Alarm, placeAlarm } from './alarms.ts';
import { timeOf } from './expiry.ts';
import { readHistories } from './key-history.ts';
import type { Rotations } from './rotations.ts';
import type { State } from './state.ts';

export interface ListedKey {
  readonly key: string;
  readonly exchange: string;
  readonly environment: string;
  /** Absent while Keyward is not running: it has not been read. */
  readonly fingerprint?: string;
  readonly abilities?: Readonly<Record<string, string>>;
  readonly refused?: string;
  /** `bots`: Keyward signs their requests with it; the others it only looks at, or uses for nothing but making keys. */
  readonly role: 'bots' | 'audit' | 'rotation' | 'watch' | 'vendor';
  /** What is wrong with the place where it lives, while Keyward runs. */
  readonly alarm?: string;
  readonly bots: readonly string[];
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
  /** Messages of Pub/Sub, for `rotation-notice`: the keys that live in the secrets that they name. */
  readonly notice?: string;
  readonly note?: string;
  readonly by: string;
}

export interface OverrideRequest {
  readonly key: string;
  readonly by: string;
  readonly reason: string;
}

export interface RecordRequest {
  readonly key: string;
  readonly change: 'added' | 'rotated' | 'revoked' | 'changed';
  /** ISO day or moment; absent: now. */
  readonly at?: string;
  readonly fingerprint?: string;
  readonly note?: string;
  readonly by: string;
  /** What the owner says must be, although it is refused otherwise: written down as an override. */
  readonly overrides?: readonly { readonly what: 'withdraw' | 'no-ip-list'; readonly reason: string }[];
}

/** What a step of a plan waits for; secrets in base64, for it comes over the socket of the state folder. */
export interface RotateRequest {
  readonly key: string;
  readonly by: string;
  readonly credential?: { readonly id: string; readonly secret: string; readonly passphrase?: string };
  readonly code?: string;
  readonly revoked?: boolean;
  readonly uncompared?: boolean;
}

export interface Override {
  readonly key: string;
  readonly fingerprint: string;
  /** `at-start`: no Keyward runs here now. */
  readonly takesEffect: 'at-once' | 'at-start';
  /** Why Keyward still does not sign with the key; absent when it does, or is not running. */
  readonly refused?: string;
}

/** The credential as it goes over the socket of the state folder, which its owner alone can reach. */
export function encodeCredential(parts: CredentialParts): NonNullable<RotateRequest['credential']> {
  const base64 = (secret: Secret): string => secret.openBytes((bytes) => bytes.toString('base64'));
  const { id, secret, passphrase } = parts;
  return { id, secret: base64(secret), ...(passphrase === undefined ? {} : { passphrase: base64(passphrase) }) };
}

/** What the work on keys needs beside the state folder. */
export interface KeyWork {
  fingerprintOf(key: string): Promise<string>;
  audit(): Promise<readonly AuditedKey[]>;
  rotations(): Rotations;
  /** Has the running Keyward look soon at what has become due. */
  lookSoon?(): void;
  /** Has the running gateway take in that a key may withdraw. */
  takeOverride?(key: string): Promise<void>;
  /** What is raised now; absent while Keyward is not running. */
  alarms?(): readonly Alarm[];
}

export interface KeyOperationsParts {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly gateway: Gateway | undefined;
  readonly keys: KeyWork;
}

/** The operations on exchange keys. */
export class KeyOperations {
  readonly #parts: KeyOperationsParts;

  constructor(parts: KeyOperationsParts) {
    this.#parts = parts;
  }

  async listKeys(): Promise<readonly ListedKey[]> {
    const { settings, gateway, keys } = this.#parts;
    const raised = keys.alarms?.() ?? [];
    return Object.entries(settings.keys).map(([name, key]) => {
      const { exchange, environment } = key;
      const live = gateway?.key(name);
      const alarm = placeAlarm(raised, name);
      const abilities = live?.abilities;
      return {
        key: name,
        exchange,
        environment,
        role: roleOf(key),
        ...(alarm === undefined ? {} : { alarm: alarm.says }),
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

  async overrideWithdraw({ key, by, reason }: OverrideRequest): Promise<Override> {
    const { state, settings, gateway } = this.#parts;
    checkKey(key, settings);
    const withdraw = gateway?.key(key)?.abilities?.withdraw;
    // Written for a key that cannot, it would stand for the day on which it can.
    if (withdraw === 'no')
      throw new KeywardError('usage', `the exchange says that ${key} cannot withdraw: there is nothing to allow`);
    const fingerprint = await this.#parts.keys.fingerprintOf(key);
    await state.journal.append('override', { key: fingerprint, what: 'withdraw', by, reason });
    await this.#parts.keys.takeOverride?.(key);
    const refused = gateway?.key(key)?.refused;
    return {
      key,
      fingerprint,
      takesEffect: gateway ? 'at-once' : 'at-start',
      ...(refused === undefined ? {} : { refused }),
    };
  }

  auditKeys(): Promise<readonly AuditedKey[]> {
    return this.#parts.keys.audit();
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
    if (strange !== undefined) throw new KeywardError('usage', notOneOf('right', strange, rights));
    const end = attestEnd(until, clock);
    const createdMs = created === undefined ? undefined : pastMs(created, clock);
    const odd = ips?.find(isMasked);
    if (odd !== undefined) throw new KeywardError('usage', `not an address or range such as 203.0.113.7: ${odd}`);
    if (note.trim() === '') throw new KeywardError('usage', 'the note is empty: say how you know');
    const live = this.#parts.gateway?.key(key)?.fingerprint;
    const fingerprint = live ?? (await readHistories(state.journal)).of(key).askedFingerprint;
    await state.journal.append('attest', {
      key,
      ...(fingerprint === undefined ? {} : { fingerprint }),
      rights: [...said],
      ...(ips === undefined ? {} : { ips: [...ips] }),
      ...(createdMs === undefined ? {} : { created: new Date(createdMs).toISOString() }),
      until: end,
      by,
      note,
    });
    return { key, until: end };
  }

  async keyEvent(request: KeyEventRequest): Promise<{ event: string; keys: readonly string[] }> {
    const { event, who, note, by } = request;
    const { settings, state } = this.#parts;
    if (!keyEvents.some((known) => known === event))
      throw new KeywardError('usage', notOneOf('event', event, keyEvents));
    if ((request.notice !== undefined) !== (event === 'rotation-notice'))
      throw new KeywardError('usage', '`rotation-notice` needs the notice, and no other event has one');
    const keys = request.notice === undefined ? request.keys : noticedKeys(request.notice, settings);
    // Nothing is to be rotated: a subscription tells of other events as well.
    if (request.notice !== undefined && keys?.length === 0) return { event, keys: [] };
    for (const key of keys ?? []) checkKey(key, settings);
    if (event === 'member-left' && who === undefined)
      throw new KeywardError('usage', 'who has left? Give the name as it stands under `holders` in the settings');
    const held = Object.entries(settings.keys)
      .filter(([, key]) => event !== 'member-left' || key.holders.includes(who ?? ''))
      .map(([name]) => name);
    const due = keys ?? held;
    if (due.length === 0)
      throw new KeywardError(
        'usage',
        event === 'member-left'
          ? `no key has ${who} among its \`holders\` in the settings`
          : 'the settings name no key',
      );
    await state.journal.append('key-event', {
      event,
      ...(who === undefined ? {} : { who }),
      keys: [...due],
      by,
      ...(note === undefined ? {} : { note }),
    });
    this.#parts.keys.lookSoon?.();
    return { event, keys: due };
  }

  async recordKey(request: RecordRequest): Promise<{ key: string; change: string; at: string }> {
    const { key, change, fingerprint, note, by } = request;
    const { state, settings, clock } = this.#parts;
    // What has just been added is not in the settings of a Keyward that runs, what was revoked need not be there any more.
    if (change === 'rotated' || change === 'changed') checkKey(key, settings);
    const at = new Date(request.at === undefined ? clock.nowMs() : doneMs(request.at, clock)).toISOString();
    for (const { what, reason } of request.overrides ?? []) {
      await state.journal.append('override', { key: fingerprint ?? key, what, by, reason });
    }
    await state.journal.append('key-record', {
      key,
      change,
      at,
      ...(fingerprint === undefined ? {} : { fingerprint }),
      by,
      ...(note === undefined ? {} : { note }),
    });
    return { key, change, at };
  }

  rotateKey({ key, by, credential, code, revoked, uncompared }: RotateRequest): Promise<Progress> {
    const secretOf = (base64: string): Secret => Secret.take(Buffer.from(base64, 'base64'));
    const given: Given = {
      ...(credential === undefined
        ? {}
        : {
            credential: {
              id: credential.id,
              secret: secretOf(credential.secret),
              ...(credential.passphrase === undefined ? {} : { passphrase: secretOf(credential.passphrase) }),
            },
          }),
      ...(code === undefined ? {} : { code }),
      ...(revoked === undefined ? {} : { revoked }),
      ...(uncompared === undefined ? {} : { uncompared }),
    };
    return this.#parts.keys.rotations().next(key, given, by);
  }

  async undoRotation({ key }: { key: string; by: string }): Promise<{ key: string; says: string }> {
    return { key, says: await this.#parts.keys.rotations().undo(key) };
  }
}

function roleOf({ exchange, purpose, vendor }: KeySettings): ListedKey['role'] {
  if (vendor !== undefined) return 'vendor';
  return purpose === 'bots' && !Object.hasOwn(exchanges, exchange) ? 'audit' : purpose;
}

/** What makes a key due at once, whatever its age. */
export const keyEvents = [
  'member-left',
  'repository-exposed',
  'dependency-doubted',
  'activity-not-recognised',
  'new-host',
  'leaked',
  'rotation-notice',
] as const;

const LONGEST_ATTEST_DAYS = 366;

/** The keys whose place is a secret of Google Cloud that the notice says is to be rotated. */
function noticedKeys(notice: string, settings: Settings): string[] {
  const secrets = secretsToRotate(notice);
  return Object.entries(settings.keys).flatMap(([key, { from }]) => {
    const { gcp } = (from ?? {}) as { gcp?: { name?: unknown } };
    const name = gcp?.name;
    return typeof name === 'string' && secrets.some((secret) => isSameSecret(secret, name)) ? [key] : [];
  });
}

/** When an attestation ends, ISO. Throws `usage` for what is no day, is past, or is too far off. */
function attestEnd(text: string, clock: Clock): string {
  const nowMs = clock.nowMs();
  const dayIn = (days: number): string => new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
  const wanted = `give a day from ${dayIn(1)} to ${dayIn(LONGEST_ATTEST_DAYS)}, on which you want to be asked again`;
  const ms = timeOf(text);
  if (ms === undefined) throw new KeywardError('usage', `--until ${text} is not a day such as 2027-02-01: ${wanted}`);
  if (ms <= nowMs) {
    const is = text === dayIn(0) ? 'begins now' : 'is past';
    throw new KeywardError('usage', `--until ${text} ${is}, so it would say nothing from the start: ${wanted}`);
  }
  if (ms - nowMs > LONGEST_ATTEST_DAYS * DAY_MS)
    throw new KeywardError(
      'usage',
      `--until ${text}: an attestation lasts at most ${LONGEST_ATTEST_DAYS} days: ${wanted}`,
    );
  return new Date(ms).toISOString();
}

/** Throws `usage` for what is no day, and for one that is yet to come anywhere. */
function pastMs(text: string, clock: Clock): number {
  const ms = timeOf(text);
  if (ms !== undefined && ms <= clock.nowMs() + DAY_MS) return ms;
  throw new KeywardError('usage', `not a day that has been, such as 2026-11-01: ${text}`);
}

/** When something was done: a day alone counts as its end, for what made it due on that day came before. */
function doneMs(text: string, clock: Clock): number {
  const ms = pastMs(text, clock);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Math.min(clock.nowMs(), ms + DAY_MS - 1) : ms;
}

const DAY_MS = 86_400_000;

/** Throws `usage` for a key that the settings do not name, with the nearest one. */
function checkKey(key: string, settings: Settings): void {
  if (Object.hasOwn(settings.keys, key)) return;
  throw new KeywardError('usage', unknownName('key', key, Object.keys(settings.keys)));
}
