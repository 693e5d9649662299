import type { Entry, EntryFields, EntryOf } from '../journal/index.ts';
import type { KillRecord, KillRecords, Residue, TargetReport } from '../killswitch/index.ts';
import type { State } from './state.ts';

/** So many lines of a list stand in an entry, whose line has an end. */
const MOST_LINES = 60;
const LONGEST = 200;

/**
 * Writes down each use of the kill switch that has ended and is not in the journal yet, one entry for each account; `ended`: one whose record
 * the disk may not have taken. Done twice, it does nothing the second time. Gives how many entries were written.
 */
export function noteKills(
  journal: State['journal'],
  records: KillRecords,
  ended?: KillRecord,
): Promise<{ readonly written: number }> {
  const mine = (turns.get(journal) ?? Promise.resolve()).then(() => noteAll(journal, records, ended));
  turns.set(
    journal,
    mine.catch(() => undefined),
  );
  return mine;
}

/** By journal: between a look into it and what is written then, nobody else writes. */
const turns = new WeakMap<State['journal'], Promise<unknown>>();

async function noteAll(
  journal: State['journal'],
  records: KillRecords,
  ended: KillRecord | undefined,
): Promise<{ readonly written: number }> {
  const kept = records.list().filter(({ id, endedAt, isJournaled }) => endedAt && !isJournaled && id !== ended?.id);
  let written = 0;
  for (const record of [...kept.reverse(), ...(ended ? [ended] : [])]) {
    written += await noteKill(journal, record);
    markNoted(records, record);
  }
  return { written };
}

async function noteKill(journal: State['journal'], record: KillRecord): Promise<number> {
  const known = new Set<string>();
  const sinceMs = Date.parse(record.startedAt) - 3_600_000;
  for await (const entry of journal.replay({ kinds: ['kill'], ...(sinceMs > 0 ? { sinceMs } : {}) }))
    if (isOf(entry, record)) known.add(entry.key);
  const missing = record.reports.filter(({ key }) => !known.has(key));
  for (const report of missing) await journal.append('kill', entryOf(record, report));
  return missing.length;
}

function isOf(entry: Entry, { id }: KillRecord): entry is EntryOf<'kill'> {
  return entry.kind === 'kill' && entry.id === id;
}

/** What the disk does not take is looked for in the journal the next time. */
function markNoted(records: KillRecords, { id }: KillRecord): void {
  try {
    const now = records.list().find((one) => one.id === id);
    if (now) records.write({ ...now, isJournaled: true });
  } catch {
    return;
  }
}

function entryOf(
  { id, by, why }: KillRecord,
  { key, state, cancelled, closed, sold, residue }: TargetReport,
): EntryFields['kill'] {
  return {
    id,
    key,
    state,
    by,
    why: why.slice(0, 500),
    cancelled,
    closed: cut(closed),
    sold: cut(sold),
    residue: cut(residue.map(residueText)),
  };
}

/** In one sentence, for whoever must know. */
export function unfinishedText({ startedAt, by, keys }: KillRecord): string {
  const when = startedAt.slice(0, 16).replace('T', ' ');
  return `the kill of ${keys.join(', ')}, begun ${when} UTC by ${by}, did not come to its end`;
}

/** What is left of an account, in a line. */
export function residueText({ what, name, amount, why }: Residue): string {
  if (what === 'unread')
    return name === 'everything' ? `nothing of it could be read: ${why}` : `the ${name} could not be read: ${why}`;
  return `${what} ${name}${amount === undefined ? '' : ` ${amount}`}: ${why}`;
}

function cut(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST));
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}
