import type { Clock, Instrument } from '../core/index.ts';
import type { Account, Call, Closing, Environment, Price, Watch } from '../exchanges/index.ts';

/** An account that is to be made flat: how it is read, and how calls are signed and sent. */
export interface Target {
  /** The key's name in the settings. */
  readonly key: string;
  readonly exchange: string;
  readonly environment: Environment;
  readonly watch: Watch;
  readonly closing: Closing;
  readonly account: Account;
  readonly clock: Clock;
  /** Signs and sends once, from the share of the limits that is kept for this; `undefined` when there was no answer, so nobody knows. */
  ask(call: Call): Promise<Reply | undefined>;
  /** The exchange's clock. */
  nowMs(): number | undefined;
  /** Everything that the exchange lists and Keyward models, read anew where it was not. */
  instruments(): Promise<readonly Instrument[]>;
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
  prices(instruments: readonly Instrument[]): Promise<ReadonlyMap<string, Price>>;
  newClientOrderId(): string;
  /** False while one of the exchange's lists of instruments could not be read; absent: they are whole once `instruments` has given any. */
  isListed?(): boolean;
  /** The kinds of market in which its bots trade: what the key may not read of others holds nothing of theirs. Absent: any. */
  readonly trades?: ReadonlySet<Instrument['kind']>;
  /** What of the account is read and ended by nobody, a line each; absent: nothing. */
  readonly leaves?: readonly string[];
  /** Equal for two keys of one account; absent: nobody knows. */
  readonly accountId?: string;
  /** How long the exchange has asked to stay away, in ms. */
  awayMs?(): number;
  /** Absent: the system's timer. */
  sleep?(ms: number): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
}

export interface KillWishes {
  /** `cancel`: orders alone; `flat`: also positions and holdings. */
  readonly depth: 'cancel' | 'flat';
  /** What holdings are sold for; absent: the coin that most of the account's markets are quoted in. */
  readonly quote?: string;
  /** Assets that are never sold: fee coins, long-term and staked holdings. */
  readonly keep: readonly string[];
  /** So long at most, in ms; what is left then is the residue. */
  readonly withinMs: number;
}

/** What is still there. */
export interface Residue {
  readonly what: 'order' | 'position' | 'holding' | 'unread';
  readonly name: string;
  readonly amount?: string;
  readonly why: string;
}

export interface TargetReport {
  readonly key: string;
  readonly exchange: string;
  readonly state: 'flat' | 'residue' | 'unreached';
  readonly cancelled: number;
  readonly closed: readonly string[];
  readonly sold: readonly string[];
  /** Too small to be sold, kept as the settings say, or lying in a wallet that orders do not sell from. */
  readonly dust: readonly string[];
  readonly kept: readonly string[];
  readonly residue: readonly Residue[];
  /** What nobody has looked at, so that it may hold anything: lists that the key may not read, and what Keyward does not cover. */
  readonly unseen: readonly string[];
  /** Calls sent. */
  readonly calls: number;
  readonly durationMs: number;
}
