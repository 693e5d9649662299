import type { Instrument } from '../../core/index.ts';
import { type Sight, unseen } from '../check.ts';

export type MarketKind = Instrument['kind'];

/** What the kill switch is to make flat: an account that bots trade on, by the settings. */
export interface KillAccount {
  readonly key: string;
  readonly exchange: string;
  /** False on the practice exchange and on those for tries. */
  readonly isReal: boolean;
  /** The kinds of market in which its bots trade. */
  readonly trades: readonly MarketKind[];
  /** The lists that the switch reads there. */
  readonly lists: readonly KillList[];
  /** What the exchange has and the switch neither reads nor ends. */
  readonly leaves: readonly string[];
  /** How the running watch gets on with each list, by its name. */
  readonly reads: Sight<readonly ListState[]>;
  readonly deadMan: DeadManFacts;
  /** What the key can do, by its last audit and its owner's word. */
  readonly rights: Sight<KeyRights>;
}

export interface KillList {
  readonly name: string;
  readonly tells: 'orders' | 'positions' | 'balances';
  /** Absent: of all kinds. */
  readonly kinds?: readonly MarketKind[];
}

export interface ListState {
  readonly list: string;
  readonly state: 'read' | 'failing' | 'forbidden' | 'waiting';
  readonly why?: string;
}

export interface DeadManFacts {
  /** The exchange's own timer, in s; absent: it has none that cancels anything in the markets of the bots. */
  readonly offers?: { readonly least: number; readonly most: number; readonly takesStops: 'yes' | 'no' | 'unknown' };
  /** What `kill.deadMan` asks for, in s. */
  readonly wanted?: number;
  /** When the running Keyward last set it, ms since the epoch; `undefined`: not since its start. */
  readonly set: Sight<number | undefined>;
}

export interface KeyRights {
  readonly can: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/** What is on record of the switch. */
export interface KillUses {
  /** Drills on the practice exchange, newest last. */
  readonly practice: readonly {
    readonly atMs: number;
    readonly isPassed: boolean;
    readonly exchanges: readonly string[];
  }[];
  /** Drills on an account, newest last; `isPassed` is absent for one that did not come to its end. */
  readonly live: readonly { readonly atMs: number; readonly key: string; readonly isPassed?: boolean }[];
  /** Real uses, newest last, by account. `unread`: lists that it could not read. */
  readonly real: readonly {
    readonly atMs: number;
    readonly key: string;
    readonly state: 'flat' | 'residue' | 'unreached' | 'unfinished';
    readonly unread: readonly string[];
    readonly isResumed: boolean;
  }[];
}

export interface Halted {
  /** Of the file that every process reads. */
  readonly level: string;
  /** Of the Keyward that runs; absent: none runs. */
  readonly running?: Sight<string>;
}

/** Orders that add risk and were let through at a time in which the level was `halt` or `seal`. */
export interface PassedOrders {
  readonly sinceMs: number;
  readonly orders: readonly { readonly bot: string; readonly decision: string; readonly at: string }[];
}

/** A process that `keyward run` has started and that still runs. */
export interface RunningBot {
  readonly bot: string;
  readonly key: string;
  readonly startedMs: number;
}

/** A process that looks like a bot and was not started by `keyward run`. */
export interface OtherBot {
  /** Its folder, unit or container. */
  readonly name: string;
  readonly program: string;
  /** Whether a connection from it to the bots' port of Keyward stands now. */
  readonly speaksToKeyward: boolean;
}

export interface KillFacts {
  readonly nowMs: number;
  readonly accounts: Sight<readonly KillAccount[]>;
  readonly uses: Sight<KillUses>;
  readonly halted: Sight<Halted>;
  readonly passed: Sight<PassedOrders>;
  readonly runs: Sight<readonly RunningBot[]>;
  readonly others: Sight<readonly OtherBot[]>;
}

export function blindKill(reason: string): KillFacts {
  const nothing = unseen('keyward', reason);
  return {
    nowMs: 0,
    accounts: nothing,
    uses: nothing,
    halted: nothing,
    passed: nothing,
    runs: nothing,
    others: nothing,
  };
}

export const DAY_MS = 86_400_000;

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
