import type { Told } from '../plan.ts';
import type { AccountReport } from './account-report.ts';
import type { NeedleSet } from './needles.ts';
import type { FoundPlaces } from './places.ts';

/** What is done about a key that leaked, in order. */
export const leakSteps = [
  'halt',
  'revoke',
  'prove-dead',
  'replace',
  'close',
  'account',
  'find',
  'clean',
  'report',
] as const;
export type LeakStep = (typeof leakSteps)[number];

/** What became of a step. `skipped`: there was nothing to do, or it cannot be done here, and `says` why. */
export interface StepNote {
  readonly step: LeakStep;
  readonly state: 'done' | 'skipped' | 'failed' | 'waits';
  readonly says: string;
  /** ISO, UTC: when it ended. */
  readonly at: string;
  readonly tookMs: number;
}

/** Dead is more than refused: see the key audit. `unproven`: it is not to be had any more, so nobody could ask. */
export type Death = 'dead' | 'alive' | 'unproven' | 'unasked';

/** One leak, from the alarm to the report. Its file holds no secret, and of the key only what the exchange's support asks for. */
export interface LeakPlan {
  readonly id: string;
  readonly key: string;
  readonly exchange: string;
  /** As people write it. */
  readonly exchangeName: string;
  readonly environment: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** From when on somebody else may have had it, ISO. */
  readonly since: string;
  /** Who said so: its owner, the first commit that holds it, or nobody: a week before. */
  readonly sinceBy: 'owner' | 'commit' | 'nobody';
  /** The commit, and who wrote it, where that said so. */
  readonly sinceCommit?: string;
  readonly why: string;
  readonly by: string;
  readonly way: 'api' | 'guided';
  /** Where the owner deletes keys by hand. */
  readonly url: string;
  /** The command that deletes it there, but for its fingerprint, where there is no page. */
  readonly remove?: string;
  /** `flat`: positions are closed and holdings sold too. */
  readonly depth: 'cancel' | 'flat';
  /** The scan finding that it began with. */
  readonly finding?: string;
  /** No key of the settings is it: `key` is a name for it alone, and `exchange` the rule that found it. */
  readonly isFound?: true;
  readonly old: OldLeaked;
  readonly fresh?: { readonly fingerprint: string };
  readonly death: Death;
  /** The last word on each step, and those before it. */
  readonly notes: readonly StepNote[];
  /** So many of the notes stand in the journal. */
  readonly journaled: number;
  /** The folders that are searched. */
  readonly folders: readonly string[];
  readonly needles?: NeedleSet;
  readonly places?: FoundPlaces;
  readonly closing?: ClosingReport;
  readonly account?: AccountReport;
  /** Where report and evidence stand. */
  readonly folder: string;
}

export interface OldLeaked {
  /** Absent where its place could not be read. */
  readonly fingerprint?: string;
  /** Of the credential that the journal saw last under this name, where its place could not be read: most likely the one, and no more than that. */
  readonly lastSeen?: string;
  /** The first characters of the key, by which its owner and the exchange know it. */
  readonly begins?: string;
  /** The key before it, where it was itself new and that one lived on: it counts as known to others too. */
  readonly before?: string;
  /** Fingerprints of others that stood under this name since then, and may live: nobody knows that it was not one of them that leaked. */
  readonly others?: readonly string[];
  /** What it could do, as the exchange told before it was revoked; or at its last audit. */
  readonly told?: Told;
  readonly toldBy?: 'exchange' | 'audit';
  /** ISO: when it last worked from here. What refuses it much later may refuse this address, and not the key. */
  readonly workedAt?: string;
}

/** What was taken away with all orders, and what is there still. */
export interface ClosingReport {
  /** Orders that waited for a price and are cancelled, a sentence each. */
  readonly stops: readonly string[];
  /** Why nobody knows which stops stood there. */
  readonly stopsUnread: readonly string[];
  /** Positions, and what is held and could be sold; both of whoever opened it. */
  readonly open: readonly string[];
  readonly held: readonly string[];
  readonly openUnread: readonly string[];
  /** What could not be ended. */
  readonly residue: readonly string[];
}

/** The last word on a step; `undefined` where it was not begun. */
export function noteOf(plan: LeakPlan, step: LeakStep): StepNote | undefined {
  return plan.notes.findLast((note) => note.step === step);
}

/** What tells of others is out of date once one of them was done after it. */
const TELLS_OF: Readonly<Partial<Record<LeakStep, readonly LeakStep[]>>> = { clean: ['find'], report: leakSteps };

/** Done, or nothing to do; and nothing that it tells of was done since. */
export function isLeakStepOver({ notes }: LeakPlan, step: LeakStep): boolean {
  const at = notes.findLastIndex((note) => note.step === step);
  const state = notes[at]?.state;
  if (state !== 'done' && state !== 'skipped') return false;
  const later = notes.slice(at + 1).filter((note) => note.state === 'done' || note.state === 'skipped');
  return !later.some((note) => note.step !== step && TELLS_OF[step]?.includes(note.step));
}

/** What is to be done next; `undefined` when all is. */
export function nextLeakStep(plan: LeakPlan): LeakStep | undefined {
  return leakSteps.find((step) => !isLeakStepOver(plan, step));
}
