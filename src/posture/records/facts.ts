import { type Sight, unseen } from '../check.ts';

/** What a finding of the monitor is about, by the check that tells of it. `unseen`: it says that nobody sees. */
export type Question = 'orders' | 'assets' | 'moves' | 'stopped' | 'venue' | 'journal' | 'calls' | 'unseen';

/** Something that the monitor has found, and that is neither over nor answered by its owner. */
export interface OpenFinding {
  readonly question: Question;
  /** As it names itself: `foreign-order main 123`. */
  readonly about: string;
  /** Absent: it is of no single key. */
  readonly key?: string;
  readonly severity: 'warning' | 'critical';
  readonly says: string;
  readonly at: string;
}

export interface OpenFindings {
  readonly open: readonly OpenFinding[];
  /** Nothing older was read, ms since the epoch; absent: the journal was read from its beginning. */
  readonly sinceMs?: number;
}

/** What a list of an account tells of. */
export type ListTells = 'orders' | 'assets' | 'moves' | 'other';

export interface WatchedList {
  readonly list: string;
  readonly tells: ListTells;
  readonly state: 'read' | 'failing' | 'forbidden' | 'waiting';
  /** Since it was last read whole, in ms. */
  readonly ageMs?: number;
  readonly why?: string;
  /** False where none of the account's bots trades in what it tells of. */
  readonly isNeeded: boolean;
}

export interface WatchedAccount {
  readonly key: string;
  readonly lists: readonly WatchedList[];
  /** Coins whose books do not add up now, with their wallets. */
  readonly openBooks: readonly string[];
}

/** The watch as the running Keyward tells of it. */
export interface WatchSeen {
  readonly isWatching: boolean;
  readonly accounts: readonly WatchedAccount[];
}

/** What lies on an account, by the watch's own books. */
export interface HeldCoins {
  readonly key: string;
  readonly isReal: boolean;
  readonly closedMs: number;
  /** Not zero, and of no market of its bots, nor of `kill.keep`. */
  readonly strange: readonly string[];
  readonly own: number;
}

export interface BookSeen {
  readonly bytes: number;
  /** Entries that fit, up to the first break. */
  readonly entries: number;
  /** False where only the end was verified, for the book is long. */
  readonly isWhole: boolean;
  /** The running Keyward verifies the whole of it, and tells of a break as a finding. */
  readonly isVerified?: boolean;
  readonly broken?: { readonly file: string; readonly line: number; readonly reason: string };
  /** How far it reached when the monitor last remembered it. */
  readonly remembered?: number;
}

/** What the bots asked for of late. */
export interface BotCalls {
  readonly sinceMs: number;
  readonly bots: readonly {
    readonly bot: string;
    /** How many requests were refused as beyond what it may ask at all, by code. */
    readonly refused: Readonly<Record<string, number>>;
    /** Since when its habits are learned, ms since the epoch; absent: it has never asked anything. */
    readonly learnedSinceMs?: number;
  }[];
  readonly learnDays: number;
}

export interface RecordsFacts {
  readonly nowMs: number;
  /** The keys whose accounts are to be watched, by the settings. */
  readonly keys: Sight<readonly string[]>;
  readonly watch: Sight<WatchSeen>;
  readonly found: Sight<OpenFindings>;
  readonly coins: Sight<readonly HeldCoins[]>;
  /** `undefined`: nothing was ever written. */
  readonly book: Sight<BookSeen | undefined>;
  readonly calls: Sight<BotCalls>;
}

export function blindRecords(reason: string): RecordsFacts {
  const nothing = unseen('keyward', reason);
  return { nowMs: 0, keys: nothing, watch: nothing, found: nothing, coins: nothing, book: nothing, calls: nothing };
}
