import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError } from '../core/index.ts';
import {
  type Entry,
  type EntryOf,
  readEntries,
  type Stats,
  stats,
  type TailOptions,
  tail,
  type Verification,
  verify,
} from '../journal/index.ts';
import type { SessionParts } from './session.ts';
import { checkOwner } from './state.ts';

/** The journal is written within this time of a denial. */
const WRITTEN_WITHIN_MS = 1_500;
const AGAIN_MS = 100;
/** A decision's id is made a little before its entry. */
const SLACK_MS = 60_000;

/** The journal's folder, for reading beside a running Keyward. Throws `journal-missing` when there is none. */
function bookFolder({ environment }: SessionParts): string {
  const home = resolve(environment.home);
  const folder = join(home, 'journal');
  checkOwner(home);
  if (!existsSync(folder)) throw new KeywardError('journal-missing', `there is no journal in ${home}`);
  return folder;
}

/** The last entries, and with `follow` those that come. */
export function tailJournal(parts: SessionParts, options: TailOptions): AsyncGenerator<Entry> {
  return tail(bookFolder(parts), options);
}

export function journalStats(parts: SessionParts): Promise<Stats> {
  return stats(bookFolder(parts));
}

export function verifyJournal(parts: SessionParts): Promise<Verification> {
  return verify(bookFolder(parts));
}

/** One decision with all that the journal says of it. */
export interface ExplainedDecision {
  readonly decision: EntryOf<'decision'>;
  readonly outcome?: EntryOf<'outcome'>;
  readonly settled: readonly EntryOf<'settled'>[];
  /** How often the same denial was given again without an entry of its own. */
  readonly repeated: number;
}

/** Looks a decision up by its id; a denial of this moment is waited for until it is written. Throws `decision-missing`. */
export async function findDecision(parts: SessionParts, id: string): Promise<ExplainedDecision> {
  const folder = bookFolder(parts);
  const madeMs = timeOf(id);
  for (;;) {
    const found = (await collect(folder, id, madeMs - SLACK_MS)) ?? (await collect(folder, id, undefined));
    if (found) return found;
    if (Math.abs(parts.clock.nowMs() - madeMs) > WRITTEN_WITHIN_MS) break;
    await sleep(AGAIN_MS);
  }
  throw new KeywardError('decision-missing', `no decision ${id} stands in ${folder}`);
}

async function collect(
  folder: string,
  id: string,
  sinceMs: number | undefined,
): Promise<ExplainedDecision | undefined> {
  let decision: EntryOf<'decision'> | undefined;
  let outcome: EntryOf<'outcome'> | undefined;
  const settled: EntryOf<'settled'>[] = [];
  let repeated = 0;
  const kinds = ['decision', 'outcome', 'settled', 'repeat'] as const;
  for await (const entry of readEntries(folder, {
    kinds,
    ...(sinceMs === undefined ? {} : { sinceMs: Math.max(0, sinceMs) }),
  })) {
    if (entry.kind === 'decision' && entry.id === id) decision = entry;
    else if (entry.kind === 'outcome' && entry.of === id) outcome = entry;
    else if (entry.kind === 'settled' && entry.of === id) settled.push(entry);
    else if (entry.kind === 'repeat' && entry.of === id) repeated += entry.count;
  }
  return decision && { decision, ...(outcome === undefined ? {} : { outcome }), settled, repeated };
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** True for a text that can be a decision's id. */
export function isDecisionId(text: string): boolean {
  return ID.test(text);
}

/** When an id was made, ms since the epoch. */
function timeOf(id: string): number {
  return [...id.slice(0, 10)].reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0);
}
