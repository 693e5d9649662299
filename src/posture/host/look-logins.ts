import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask } from './asking.ts';
import type { LoginFacts } from './facts.ts';

const DAY_MS = 86_400_000;
const MOST_LINES = 20_000;
const LOG = '/var/log/auth.log';
const MOST_BYTES = 3_000_000;
const MISSING = 'journalctl is not installed';

/** What sshd said of logins in the last day: the journal, else the log of old, else the list of failed ones. */
export async function lookLogins(eyes: Eyes): Promise<Sight<LoginFacts>> {
  const journal = await ask(
    eyes,
    [
      'journalctl',
      '-q',
      '--no-pager',
      '-o',
      'cat',
      '--since=-24h',
      '-n',
      String(MOST_LINES),
      '-t',
      'sshd',
      '-t',
      'sshd-session',
    ],
    MISSING,
  );
  if ('seen' in journal && journal.seen.status === 0 && journal.seen.out.trim() !== '') {
    const found = readLogins(journal.seen.out);
    const isCut = journal.seen.out.trimEnd().split('\n').length >= MOST_LINES;
    return seen(journal.by, { ...found, ...(isCut ? { isCut } : {}) });
  }
  // What is there and did not tell is not made up for by a log of old that nobody may write any more.
  if ('unseen' in journal && journal.unseen !== MISSING) return journal;
  const isClosed = 'seen' in journal && /insufficient permissions/i.test(journal.seen.err);
  const hasJournal = 'seen' in journal && journal.seen.status === 0 && !isClosed && (await holdsEntries(eyes));
  if (hasJournal) return seen(journal.by, readLogins(''));
  const log = await lookLog(eyes);
  if (log !== undefined) return log;
  const failed = await ask(eyes, ['lastb', '-w', '--since', '-1days']);
  if ('seen' in failed && failed.seen.status === 0 && /^btmp begins/m.test(failed.seen.out))
    return seen(failed.by, { ...readLastb(failed.seen.out), isBlind: true });
  if (isClosed || eyes.uid !== 0)
    return unseen(
      journal.by,
      'the messages of sshd are read by root and the group adm only: run keyward check with sudo',
    );
  return unseen(
    journal.by,
    'nothing keeps the messages of sshd: there is no journal, no /var/log/auth.log and no /var/log/btmp',
  );
}

/** The end of the log, which is what the last day wrote. */
async function lookLog(eyes: Eyes): Promise<Sight<LoginFacts> | undefined> {
  const read = await eyes.read(LOG);
  if ('fault' in read && read.fault === 'failed') return unseen(LOG, `${LOG} could not be read`);
  if ('fault' in read) return undefined;
  if (!read.isCut) return seen(LOG, readLogins(recent(read.bytes.toString('utf8'), eyes.nowMs)));
  const tail = await ask(eyes, ['tail', '-c', String(MOST_BYTES), LOG]);
  if ('unseen' in tail) return tail;
  if (tail.seen.status !== 0) return unseen(tail.by, `the end of ${LOG} could not be read`);
  const [, ...lines] = tail.seen.out.split('\n');
  const firstMs = timeOf(lines[0] ?? '', eyes.nowMs);
  const found = readLogins(recent(lines.join('\n'), eyes.nowMs));
  // A break-in may stand before what was read.
  if (found.won === 0 && (firstMs === undefined || eyes.nowMs - firstMs <= DAY_MS))
    return unseen(tail.by, `the last day of ${LOG} is longer than is read`);
  return seen(tail.by, found);
}

async function holdsEntries(eyes: Eyes): Promise<boolean> {
  const any = await ask(eyes, ['journalctl', '-q', '--no-pager', '-o', 'cat', '-n', '1']);
  return 'seen' in any && any.seen.status === 0 && any.seen.out.trim() !== '';
}

/** Counts failures, the addresses that they came from, and passwords that fitted where five had failed. Nothing of names and addresses is kept. */
export function readLogins(text: string): LoginFacts {
  const failures = new Map<string, number>();
  let failed = 0;
  let won = 0;
  for (const line of text.split('\n')) {
    const from = /(?:from|rhost=) ?(\S+?)(?: port|\s|$)/.exec(line)?.[1] ?? '?';
    if (
      /Failed (?:password|keyboard-interactive\S*|none) for|Connection closed by (?:invalid|authenticating) user|maximum authentication attempts exceeded/.test(
        line,
      )
    ) {
      failed++;
      failures.set(from, (failures.get(from) ?? 0) + 1);
    } else if (/Accepted (?:password|keyboard-interactive\S*) for/.test(line) && (failures.get(from) ?? 0) >= 5) won++;
  }
  return { failed, from: failures.size, won };
}

/** Lines of the last day: with a date of ISO 8601, or of the old way, which has no year. */
function recent(text: string, nowMs: number): string {
  return text
    .split('\n')
    .filter((line) => {
      const atMs = timeOf(line, nowMs);
      return atMs !== undefined && nowMs - atMs <= DAY_MS && / sshd(?:-session)?\[/.test(line);
    })
    .join('\n');
}

function timeOf(line: string, nowMs: number): number | undefined {
  const iso = /^\d{4}-\d\d-\d\dT\S+/.exec(line)?.[0];
  if (iso !== undefined) return Number.isNaN(Date.parse(iso)) ? undefined : Date.parse(iso);
  const old = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/.exec(line)?.[0];
  if (old === undefined) return undefined;
  const year = new Date(nowMs).getFullYear();
  const atMs = Date.parse(`${old} ${year}`);
  if (Number.isNaN(atMs)) return undefined;
  return atMs > nowMs + DAY_MS ? Date.parse(`${old} ${year - 1}`) : atMs;
}

function readLastb(text: string): LoginFacts {
  const lines = text.split('\n').filter((line) => /^\S+\s+ssh:/.test(line));
  return { failed: lines.length, from: new Set(lines.map((line) => line.split(/\s+/)[2])).size, won: 0 };
}
