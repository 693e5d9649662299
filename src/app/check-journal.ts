import { join, resolve } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { type Entry, type Kind, readEntries, tail } from '../journal/index.ts';
import { type Sight, seen, unseen } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';
import { oncePerCheck } from './once-per-check.ts';

/** No more of the book's end is read, in bytes, but for its last segment: about a quarter of a second. */
const MOST_BYTES = 24 * 2 ** 20;
/** Of requests, which are most of a book, no more of the last entries. */
const MOST_REQUESTS = 6_000;
const SEGMENT = /^(\d{20})\.jsonl$/;

/** Entries that are rare, and that the checks judge by. */
const RARE: readonly Kind[] = [
  'start',
  'stop',
  'finding',
  'alarm',
  'declared',
  'halt',
  'alert',
  'audit',
  'attest',
  'run',
];

/** The end of the journal, as the checks need it. */
export interface JournalEnd {
  /** What is not a request, oldest first. */
  readonly entries: readonly Entry[];
  /** Nothing older than this was read, ms since the epoch; absent: it was read from its beginning. */
  readonly sinceMs?: number;
  /** The last entries of all kinds, oldest first, and when they begin. */
  readonly requests: readonly Entry[];
  readonly requestsSinceMs: number;
}

/** Reads the end of the journal once for all families, beside whoever writes it. Never rejects; links are not checked here. */
export const journalEnd = oncePerCheck((parts) =>
  readEnd(parts).catch((error: unknown) => unseen('the journal', whyUnread(error))),
);

export const journalFolder = ({ home }: Pick<CheckParts, 'home'>): string => join(resolve(home), 'journal');

/** Of a fault in the book itself its words say where. */
export function whyUnread(error: unknown): string {
  if (error instanceof KeywardError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' ? 'it may not be read by this user' : 'it could not be read';
}

async function readEnd(parts: CheckParts): Promise<Sight<JournalEnd>> {
  const folder = journalFolder(parts);
  const by = 'the journal';
  const listed = await parts.eyes.list(folder);
  if ('fault' in listed)
    return unseen(by, listed.fault === 'missing' ? 'there is no journal yet' : 'it may not be read by this user');
  const from = await firstWithin(parts, folder, listed);
  const entries: Entry[] = [];
  let sinceMs: number | undefined;
  for await (const entry of readEntries(folder, { fromSeq: from, kinds: RARE })) {
    if (parts.signal.aborted) return unseen(by, 'there was no time to read it');
    entries.push(entry);
    sinceMs ??= Date.parse(entry.time);
  }
  const requests: Entry[] = [];
  for await (const entry of tail(folder, { lines: MOST_REQUESTS })) {
    if (parts.signal.aborted) return unseen(by, 'there was no time to read it');
    requests.push(entry);
  }
  const [first] = requests;
  const requestsSinceMs = first === undefined ? parts.eyes.nowMs : Date.parse(first.time);
  return seen(by, {
    entries,
    ...(from === 1 ? {} : { sinceMs: sinceMs ?? requestsSinceMs }),
    requests,
    requestsSinceMs,
  });
}

/** The number of the first entry of the segments that are read. */
async function firstWithin({ eyes }: CheckParts, folder: string, names: readonly string[]): Promise<number> {
  let first = 1;
  let bytes = 0;
  for (const name of names.filter((one) => SEGMENT.test(one)).reverse()) {
    const facts = await eyes.look(join(folder, name));
    bytes += 'size' in facts ? facts.size : 0;
    if (first > 1 && bytes > MOST_BYTES) return first;
    first = Number(SEGMENT.exec(name)![1]);
  }
  return 1;
}
