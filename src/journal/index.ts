export type { JournalFs } from './disk.ts';
export { diskFs } from './disk.ts';
export type {
  Entry,
  EntryCost,
  EntryFields,
  EntryOf,
  EntryOrder,
  EntryReason,
  Given,
  GivenOf,
  Kind,
  Printable,
} from './entries.ts';
export { type EarlyListener, Journal, type JournalOptions } from './journal.ts';
export { type EntryFilter, readEntries } from './read.ts';
export { type Stats, stats } from './stats.ts';
export { type TailOptions, tail } from './tail.ts';
export { type Break, type EndVerification, type Verification, verify, verifyEnd } from './verify.ts';
