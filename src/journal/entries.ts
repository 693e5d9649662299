import type { Code, JsonValue } from '../core/index.ts';

/** One limit that an intent failed, as the policy said it. */
export interface EntryReason {
  readonly code: Code;
  readonly limit?: string;
  readonly actual?: string;
  readonly rule?: string;
  /** Which of the intents, from zero. */
  readonly intent?: number;
}

/** What one allowed intent took from the budgets; amounts are plain digits in `currency`. */
export interface EntryCost {
  readonly intent: number;
  readonly orders: number;
  readonly cancels: number;
  readonly openOrders?: number;
  readonly currency?: string;
  readonly notional?: string;
  readonly opens?: string;
  readonly openAfter?: string;
}

/** What the exchange said of one order of a request; `filled` is in base units, plain digits. */
export interface EntryOrder {
  readonly intent: number;
  readonly kind: 'accepted' | 'rejected' | 'unknown';
  readonly code?: string;
  readonly clientOrderId?: string;
  readonly orderId?: string;
  readonly open?: boolean;
  readonly filled?: string;
}

/** Something small that prints in one line: an intent with its amounts as plain digits. */
export type Printable = Readonly<Record<string, string | number | boolean | null | Readonly<Record<string, string>>>>;

/**
 * What each kind of entry says beside `seq`, `time`, `kind` and `prev`. Only what is listed here is written, and none of it is a secret:
 * keys stand by name and fingerprint, and parameters are allow-listed by the exchange's facts.
 */
export interface EntryFields {
  readonly start: { readonly version: string; readonly node: string };
  readonly stop: { readonly reason: string };
  /** So many bytes at the end of the book were torn by a crash; they were moved to `torn/`. */
  readonly recovered: { readonly bytes: number };
  /** So many notes were given up at this place because the disk did not take them. */
  readonly 'lost-notes': { readonly count: number };
  readonly decision: {
    readonly id: string;
    readonly bot: string;
    /** The exchange key's name in the settings. */
    readonly key: string;
    readonly fingerprint: string;
    readonly exchange: string;
    readonly environment: string;
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly class: string;
    /** What the request proved itself with, as a digest or a nonce; on allowed changes only, so that a replay is known after a restart too. */
    readonly proof?: string;
    readonly params: Readonly<Record<string, JsonValue>>;
    readonly intents: readonly Printable[];
    readonly effect: 'allow' | 'deny';
    readonly reasons: readonly EntryReason[];
    readonly costs: readonly EntryCost[];
  };
  readonly outcome: {
    /** The decision's id. */
    readonly of: string;
    readonly result: 'answered' | 'unknown' | 'not-sent';
    readonly status?: number;
    readonly code?: string;
    readonly durationMs: number;
    readonly orders: readonly EntryOrder[];
  };
  readonly settled: {
    readonly of: string;
    readonly intent: number;
    readonly result: 'open' | 'closed' | 'absent' | 'released';
    readonly orderId?: string;
    readonly filled?: string;
    readonly by: string;
  };
  readonly halt: { readonly from: string; readonly to: string; readonly by: string; readonly reason: string };
  readonly override: { readonly key: string; readonly what: string; readonly by: string; readonly reason: string };
  readonly bot: {
    readonly change: 'added' | 'revoked';
    readonly bot: string;
    readonly fingerprint: string;
    readonly key: string;
  };
  readonly key: {
    readonly key: string;
    readonly fingerprint: string;
    readonly abilities: Readonly<Record<string, string>>;
    /** Why Keyward does not sign with it; absent when it does. */
    readonly refused?: string;
  };
  /** The credential of an exchange key was replaced in its place, or the place could not be read any more. */
  readonly credential: {
    readonly key: string;
    readonly change: 'switched' | 'refused' | 'lost' | 'back';
    readonly fingerprint?: string;
    /** The fingerprint before. */
    readonly was?: string;
    readonly reason?: string;
  };
  /** Something that the owner must know of: raised once, and ended when it is over. */
  readonly alarm: {
    /** What it is about, so that the same is not raised twice: `vault main`, `vault-refused main`, `drift main`. */
    readonly about: string;
    readonly severity: 'info' | 'warning' | 'critical';
    readonly says: string;
    readonly state: 'raised' | 'ended';
    readonly key?: string;
  };
  /** A message to a human was sent, or was not. */
  readonly alert: {
    /** The channel's name in the settings. */
    readonly channel: string;
    readonly message: string;
    /** Of the alarm; `digest` for several at once. */
    readonly about: string;
    readonly id: string;
    readonly result: 'sent' | 'later' | 'failed' | 'dropped';
    readonly says?: string;
    readonly count?: number;
  };
  /** Somebody replied to a message, to lower the halt level. */
  readonly 'alert-reply': {
    readonly by: string;
    readonly asked: string;
    readonly result: 'lowered' | 'refused' | 'wrong-code' | 'off' | 'stranger' | 'failed';
    /** Earlier ones that were only counted. */
    readonly more?: number;
  };
  /** What an audit found of an exchange key; the next one is compared with it. */
  readonly audit: {
    readonly key: string;
    readonly fingerprint: string;
    readonly outcome: string;
    readonly rights: Readonly<Record<string, string>>;
    readonly ipRestricted: string;
    readonly ips?: readonly string[];
    /** The permissions in the exchange's own words. */
    readonly words: readonly string[];
    /** A digest of whose key it is. */
    readonly account?: string;
    readonly created?: string;
    /** `KEY-01 critical`, one for each finding. */
    readonly findings: readonly string[];
  };
  /** What the owner says of a key that the exchange does not tell. */
  readonly attest: {
    readonly key: string;
    /** The credential that it is said of; absent: none was known, and it is said of the one that is audited next. */
    readonly fingerprint?: string;
    /** All that it can do; absent: nothing is said of the others than those of `cannot`. */
    readonly rights?: readonly string[];
    /** What it cannot do, where not all is said. */
    readonly cannot?: readonly string[];
    readonly ips?: readonly string[];
    readonly created?: string;
    readonly until: string;
    readonly by: string;
    readonly note: string;
  };
  /** Something happened that makes keys due to be replaced. */
  readonly 'key-event': {
    readonly event: string;
    readonly who?: string;
    readonly keys: readonly string[];
    readonly by: string;
    readonly note?: string;
  };
  /** A key came to be, was replaced or went, or what it can do was changed on purpose, as the owner or Keyward did it. */
  readonly 'key-record': {
    readonly key: string;
    readonly change: 'added' | 'rotated' | 'revoked' | 'changed';
    /** When it happened; the entry may be later. */
    readonly at: string;
    readonly fingerprint?: string;
    readonly was?: string;
    readonly by: string;
    readonly note?: string;
  };
  /** One step of the plan by which a key is replaced. */
  readonly rotation: {
    readonly plan: string;
    readonly key: string;
    readonly step: string;
    readonly state: 'begun' | 'done' | 'failed' | 'undone';
    readonly says: string;
    readonly fingerprint?: string;
    readonly was?: string;
  };
  /** One step of what is done about a key that leaked; the entry may be later than the step. */
  readonly leak: {
    readonly id: string;
    readonly key: string;
    readonly step: string;
    readonly state: 'done' | 'skipped' | 'failed' | 'waits';
    readonly says: string;
    /** When the step ended. */
    readonly at: string;
    readonly tookMs: number;
    readonly by: string;
  };
  /** A copy of this state was made, which holds all up to this entry. */
  readonly backup: { readonly by: string; readonly lockedTo: string };
  /** This state came out of a copy: what was done elsewhere after `madeAt` is not in it. */
  readonly restored: {
    readonly madeAt: string;
    /** The Keyward that made the copy. */
    readonly version: string;
    readonly isOtherHost: boolean;
    readonly by: string;
  };
  /** What the monitor found of an account, with what it was seen by. */
  readonly finding: {
    readonly about: string;
    readonly key: string;
    readonly what: string;
    readonly severity: 'info' | 'warning' | 'critical';
    readonly says: string;
    readonly evidence: readonly string[];
  };
  /** What Keyward did by itself about something that it found. */
  readonly trip: { readonly about: string; readonly action: string; readonly says: string };
  /** The owner says who acts on an account beside the bots, or that a finding is known. */
  readonly declared: {
    readonly key: string;
    readonly who?: string;
    readonly about?: string;
    readonly markets?: readonly string[];
    readonly moves?: boolean;
    readonly from: string;
    readonly until: string;
    readonly by: string;
    readonly why: string;
  };
  /** The kill switch was used on an account; told once for each when it has ended. */
  readonly kill: {
    readonly id: string;
    readonly key: string;
    readonly state: 'begun' | 'flat' | 'residue' | 'unreached';
    readonly by: string;
    readonly why: string;
    readonly cancelled?: number;
    readonly closed?: readonly string[];
    readonly sold?: readonly string[];
    readonly residue?: readonly string[];
  };
  /** A bot's process was started by `keyward run`, or has ended. */
  readonly run: {
    readonly bot: string;
    /** The program alone: arguments may hold secrets. */
    readonly program: string;
    readonly state: 'started' | 'ended';
    readonly code?: number;
    readonly signal?: string;
    /** Why Keyward ended it, or let it end. */
    readonly why?: string;
    readonly by: string;
  };
  /** A bot was told to stop when the kill switch was used. */
  readonly 'bot-stop': {
    readonly bot: string;
    readonly way: string;
    readonly result: 'stopped' | 'told' | 'failed';
    readonly says: string;
  };
  /** A timer at the exchange that cancels everything unless it is set again in time. */
  readonly 'dead-man': {
    readonly key: string;
    readonly state: 'armed' | 'failing' | 'working' | 'disarmed' | 'fired';
    readonly seconds: number;
    readonly says?: string;
  };
  /** Public requests that passed in one minute (ISO), counted by host. */
  readonly public: { readonly minute: string; readonly counts: Readonly<Record<string, number>> };
  /** The denial `of` was repeated so many times more. */
  readonly repeat: { readonly of: string; readonly count: number; readonly code: string };
}

export type Kind = keyof EntryFields;

interface Frame<K extends Kind> {
  /** From one, without gaps, across all segments. */
  readonly seq: number;
  /** ISO time with milliseconds, UTC: when it was handed over. A claim of this host's clock; the order is that of `seq`. */
  readonly time: string;
  readonly kind: K;
  /** SHA-256 (hex) of the bytes of the line before, without its newline. */
  readonly prev: string;
}

export type EntryOf<K extends Kind> = K extends Kind ? Frame<K> & EntryFields[K] : never;
/** An entry that was handed over and has no place in the book yet. */
export type GivenOf<K extends Kind> = K extends Kind ? Pick<Frame<K>, 'time' | 'kind'> & EntryFields[K] : never;
export type Given = GivenOf<Kind>;
export type Entry = EntryOf<Kind>;
