import { join, resolve } from 'node:path';
import { readOutbox } from '../alerts/index.ts';
import type { Settings } from '../config/index.ts';
import { parseDecimal, zero } from '../core/index.ts';
import { type Feed, watches } from '../exchanges/index.ts';
import { verifyEnd } from '../journal/index.ts';
import type { FindingKind } from '../monitor/index.ts';
import {
  type BookSeen,
  type BotCalls,
  type HeldCoins,
  type OpenFinding,
  type OpenFindings,
  type Question,
  type RecordsFacts,
  type Sight,
  seen,
  unseen,
  type WatchedList,
  type WatchSeen,
} from '../posture/index.ts';
import type { AlertList } from './alert-report.ts';
import { ALERTS_FOLDER } from './alerting.ts';
import { type JournalEnd, journalEnd, journalFolder, whyUnread } from './check-journal.ts';
import { type Remembered, readRemembered } from './check-memory.ts';
import type { CheckParts } from './check-parts.ts';
import { askRunning, notRunning } from './check-running.ts';
import { kindOf, marketsOf } from './dead-man-facts.ts';
import type { WatchStatus } from './declaring.ts';
import { watchable } from './monitoring.ts';

/** Of a longer book the end alone is verified: a look has two seconds. */
const MOST_VERIFIED = 32 * 2 ** 20;
/** A Keyward that has run for so long, in ms, has verified its whole book at its start. */
const VERIFIED_MS = 15 * 60_000;
const CALLS_MS = 7 * 86_400_000;

/** By which check each kind of finding is told. `unseen`: it says that nobody sees. */
export const QUESTIONS: Readonly<Record<FindingKind | 'dead-man-fired', Question>> = {
  'foreign-order': 'orders',
  'foreign-cancel': 'orders',
  'foreign-amend': 'orders',
  'replayed-id': 'orders',
  'record-lost': 'orders',
  'declared-order': 'orders',
  'system-order': 'orders',
  'position-foreign': 'orders',
  'books-open': 'assets',
  deposit: 'assets',
  withdrawal: 'moves',
  transfer: 'moves',
  'sub-account': 'moves',
  address: 'moves',
  'key-changed': 'moves',
  'bot-stopped': 'stopped',
  'in-doubt': 'venue',
  'order-ended': 'venue',
  'dead-man-fired': 'venue',
  'journal-gap': 'journal',
  habit: 'calls',
  'deny-burst': 'calls',
  'key-errors': 'calls',
  'egress-changed': 'calls',
  clock: 'calls',
  'position-limit': 'calls',
  'daily-loss': 'calls',
  drawdown: 'calls',
  'feed-unknown': 'unseen',
  'feed-late': 'unseen',
  'key-refused': 'unseen',
};

/** What is so or not so now: it is told again by each run of the watch, so that what an earlier run told counts no more. */
const OF_NOW: ReadonlySet<string> = new Set<FindingKind>([
  'feed-unknown',
  'feed-late',
  'key-refused',
  'clock',
  'deny-burst',
  'key-errors',
  'position-limit',
  'daily-loss',
  'drawdown',
]);

/** What the checks of the records judge, by what the monitor has found, the journal and the running Keyward; no exchange is asked. */
export async function lookRecords(parts: CheckParts): Promise<RecordsFacts> {
  const { settings, eyes } = parts;
  const [journal, watch, alerts, memory, book] = await Promise.all([
    journalEnd(parts),
    askRunning(parts, 'watchStatus'),
    askRunning(parts, 'listAlerts'),
    readRemembered(parts),
    bookOf(parts),
  ]);
  return {
    nowMs: eyes.nowMs,
    keys: seen('the settings', watchable(settings)),
    watch:
      watch === undefined
        ? notRunning
        : 'unseen' in watch
          ? watch
          : seen(`${watch.by}, the watch`, watchSeen(watch.seen, settings)),
    found: foundOf(parts, journal, alerts),
    coins: coinsOf(settings, memory),
    book: withMore(book, memory, isVerifying(watch, journal, eyes.nowMs)),
    calls: callsOf(settings, journal, { memory, nowMs: eyes.nowMs }),
  };
}

const TELLS: Readonly<Record<Feed['kind'], WatchedList['tells']>> = {
  'open-orders': 'orders',
  orders: 'orders',
  fills: 'orders',
  positions: 'orders',
  balances: 'assets',
  equity: 'other',
  ledger: 'moves',
  transfers: 'moves',
  deposits: 'moves',
  withdrawals: 'moves',
  'sub-accounts': 'moves',
  addresses: 'moves',
  keys: 'moves',
};

function watchSeen({ watching, accounts }: WatchStatus, settings: Settings): WatchSeen {
  return {
    isWatching: watching,
    accounts: accounts.map(({ key, lists, books }) => {
      const feeds = watches[settings.keys[key]?.exchange ?? '']?.feeds ?? [];
      const trades = new Set(marketsOf(settings, key).map(kindOf));
      return {
        key,
        lists: lists.map(({ list, ...state }) => {
          const feed = feeds.find(({ name }) => name === list);
          const isNeeded = feed?.kinds === undefined || feed.kinds.some((kind) => trades.has(kind));
          return { list, ...state, tells: feed === undefined ? 'other' : TELLS[feed.kind], isNeeded };
        }),
        openBooks: books.flatMap(({ wallet, open }) => open.map((asset) => `${wallet} ${asset}`)),
      };
    }),
  };
}

/** Findings that stand: what is raised now, and what the journal has that is neither over nor acknowledged. */
function foundOf(
  parts: CheckParts,
  journal: Sight<JournalEnd>,
  alerts: Sight<AlertList> | undefined,
): Sight<OpenFindings> {
  if (alerts && 'unseen' in alerts) return alerts;
  const raised = alerts ? raisedOf(alerts.seen) : outboxOf(parts);
  const by = alerts ? 'keyward alert list' : 'the journal';
  if ('unseen' in journal) {
    if (alerts || raised.length > 0) return seen(by, { open: raised, sinceMs: parts.eyes.nowMs });
    return journal.unseen === 'there is no journal yet' ? seen(by, { open: [] }) : journal;
  }
  const { entries, sinceMs } = journal.seen;
  // While nothing runs, what its owner has answered since stays in the outbox.
  const standing = alerts ? raised : raised.filter(({ about, at }) => !isAnswered(entries, about, at));
  const open = new Map(standing.map((one) => [one.about, one]));
  for (const one of openIn(entries)) if (!open.has(one.about)) open.set(one.about, one);
  return seen(by, { open: [...open.values()], ...(sinceMs === undefined ? {} : { sinceMs }) });
}

/** What is over in a run of the watch, or answered by its owner, is open no more; what is only of now ends with the run. */
function openIn(entries: JournalEnd['entries']): readonly OpenFinding[] {
  const open = new Map<string, OpenFinding>();
  for (const entry of entries) {
    if (entry.kind === 'start') for (const about of open.keys()) if (OF_NOW.has(kindIn(about))) open.delete(about);
    if (entry.kind === 'alarm' && entry.state === 'ended') open.delete(entry.about);
    if (entry.kind === 'declared' && entry.about !== undefined) open.delete(entry.about);
    if (entry.kind !== 'finding' || entry.severity === 'info') continue;
    const { about, key, severity, says, time } = entry;
    const found = openFinding({ about, key, severity, says, at: time });
    if (found) open.set(about, found);
  }
  return [...open.values()];
}

function isAnswered(entries: JournalEnd['entries'], about: string, at: string): boolean {
  return entries.some((entry) => entry.kind === 'declared' && entry.about === about && entry.time >= at);
}

const kindIn = (about: string): string => about.split(' ', 1)[0]!;

function openFinding(told: {
  readonly about: string;
  readonly key?: string;
  readonly severity: string;
  readonly says: string;
  readonly at: string;
}): OpenFinding | undefined {
  const { about, key, severity, says, at } = told;
  const kind = kindIn(about);
  if (!Object.hasOwn(QUESTIONS, kind) || severity === 'info') return undefined;
  return {
    question: QUESTIONS[kind as FindingKind],
    about,
    severity: severity === 'critical' ? 'critical' : 'warning',
    says,
    at,
    ...(key === undefined || key === '' ? {} : { key }),
  };
}

/** The second word of what a finding is about is its key, where it is of one. */
function raisedOf({ raised }: AlertList): readonly OpenFinding[] {
  return raised.flatMap(({ about, severity, says, since }) => {
    const [, key] = about.split(' ');
    return openFinding({ about, severity, says, at: since, ...(key === undefined ? {} : { key }) }) ?? [];
  });
}

/** While nothing runs: what the last run has left raised. */
function outboxOf({ home }: CheckParts): readonly OpenFinding[] {
  return readOutbox(join(resolve(home), ALERTS_FOLDER)).cases.flatMap(({ about, severity, what, firstAtMs, ended }) => {
    const [, key] = about.split(' ');
    const at = new Date(firstAtMs).toISOString();
    if (ended !== undefined || OF_NOW.has(kindIn(about))) return [];
    return openFinding({ about, severity, says: what, at, ...(key === undefined ? {} : { key }) }) ?? [];
  });
}

function coinsOf(settings: Settings, memory: Sight<Remembered>): Sight<readonly HeldCoins[]> {
  if ('unseen' in memory) return memory;
  const held = watchable(settings).flatMap((key): HeldCoins[] => {
    const account = memory.seen.accounts.get(key);
    if (!account) return [];
    const own = ownCoins(settings, key);
    const coins = [...new Set(account.coins.flatMap(({ asset, total }) => (isThere(total) ? [asset] : [])))].sort();
    const strange = coins.filter((asset) => !own.has(asset));
    const isReal = settings.keys[key]!.environment === 'live';
    return [{ key, isReal, closedMs: account.closedMs, strange, own: coins.length - strange.length }];
  });
  return held.length === 0 ? unseen(memory.by, 'no account was watched yet') : seen(memory.by, held);
}

const isThere = (total: string): boolean => (parseDecimal(total.replace(/^-/, '')) ?? zero) !== zero;

/** The coins of the markets of a key's bots, and those that the settings name as the owner's. */
function ownCoins({ kill, ...settings }: Settings, key: string): ReadonlySet<string> {
  const markets = marketsOf({ kill, ...settings }, key).flatMap((market) => market.split(/[/:-]/));
  return new Set([...markets, ...kill.keep, ...(kill.quote === undefined ? [] : [kill.quote])]);
}

async function bookOf(parts: CheckParts): Promise<Sight<BookSeen | undefined>> {
  const by = 'the journal';
  const folder = journalFolder(parts);
  const listed = await parts.eyes.list(folder);
  if ('fault' in listed)
    return listed.fault === 'missing' ? seen(by, undefined) : unseen(by, 'it may not be read by this user');
  try {
    const { firstBreak, entries, bytes, isWhole } = await verifyEnd(folder, MOST_VERIFIED);
    if (entries === 0 && !firstBreak) return seen(by, undefined);
    const broken = firstBreak && { ...firstBreak, file: join(folder, firstBreak.segment) };
    return seen(by, { bytes, entries, isWhole, ...(broken ? { broken } : {}) });
  } catch (error) {
    return unseen(by, whyUnread(error));
  }
}

/** The book never ends before what was read of it once. `isVerified`: the running Keyward reads the whole of it. */
function withMore(
  book: Sight<BookSeen | undefined>,
  memory: Sight<Remembered>,
  isVerified: boolean,
): Sight<BookSeen | undefined> {
  if ('unseen' in book) return book;
  const remembered = 'seen' in memory ? memory.seen.journalSeq : undefined;
  if (book.seen === undefined && remembered === undefined) return book;
  const its = book.seen ?? { bytes: 0, entries: 0, isWhole: true };
  return seen(book.by, {
    ...its,
    ...(remembered === undefined ? {} : { remembered }),
    ...(isVerified ? { isVerified } : {}),
  });
}

/** A watch verifies the whole book at its start and every six hours, and a break is a finding of it. */
function isVerifying(watch: Sight<WatchStatus> | undefined, journal: Sight<JournalEnd>, nowMs: number): boolean {
  if (!watch || 'unseen' in watch || !watch.seen.watching || 'unseen' in journal) return false;
  const start = journal.seen.entries.findLast(({ kind }) => kind === 'start');
  return start === undefined ? journal.seen.sinceMs !== undefined : nowMs - Date.parse(start.time) > VERIFIED_MS;
}

/** Denials that say that a bot asked for what it may not ask at all, not for too much of it. */
const BEYOND: ReadonlySet<string> = new Set([
  'endpoint-unknown',
  'class-refused',
  'environment-mismatch',
  'route-unknown',
  'may-read',
  'may-trade',
  'market-unlisted',
  'bot-replay',
  'setting-refused',
  'order-foreign',
]);

function callsOf(
  { bots, monitor }: Settings,
  journal: Sight<JournalEnd>,
  { memory, nowMs }: { readonly memory: Sight<Remembered>; readonly nowMs: number },
): Sight<BotCalls> {
  const isNew = 'unseen' in journal && journal.unseen === 'there is no journal yet';
  if ('unseen' in journal && !isNew) return journal;
  const requests = 'seen' in journal ? journal.seen.requests : [];
  const sinceMs = Math.max(nowMs - CALLS_MS, 'seen' in journal ? journal.seen.requestsSinceMs : nowMs);
  const refused = new Map<string, Record<string, number>>();
  const whose = new Map<string, string>();
  const count = (bot: string, code: string, times: number): void => {
    const codes = refused.get(bot) ?? {};
    refused.set(bot, { ...codes, [code]: (codes[code] ?? 0) + times });
  };
  for (const entry of requests) {
    if (Date.parse(entry.time) < sinceMs) continue;
    if (entry.kind === 'decision' && entry.effect === 'deny') {
      whose.set(entry.id, entry.bot);
      for (const code of new Set(entry.reasons.map((one) => one.code))) if (BEYOND.has(code)) count(entry.bot, code, 1);
    } else if (entry.kind === 'repeat' && BEYOND.has(entry.code)) {
      const bot = whose.get(entry.of);
      if (bot !== undefined) count(bot, entry.code, entry.count);
    }
  }
  const habits = 'seen' in memory ? memory.seen.habits : new Map<string, number>();
  const each = Object.keys(bots).map((bot) => {
    const learnedSinceMs = habits.get(bot);
    return { bot, refused: refused.get(bot) ?? {}, ...(learnedSinceMs === undefined ? {} : { learnedSinceMs }) };
  });
  return seen(journal.by, { sinceMs, bots: each, learnDays: monitor.learnDays });
}
