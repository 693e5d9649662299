import { join, resolve } from 'node:path';
import type { Settings } from '../config/index.ts';
import { closings, type Feed, isServed, watches } from '../exchanges/index.ts';
import { HaltFile, type HaltLevel } from '../halt/index.ts';
import type { Entry, EntryOf } from '../journal/index.ts';
import { KillRecords } from '../killswitch/index.ts';
import {
  type FoundBots,
  type KillAccount,
  type KillFacts,
  type KillList,
  type KillUses,
  lookOthers,
  type PassedOrders,
  type RunningBot,
  type Sight,
  seen,
  unseen,
} from '../posture/index.ts';
import { type JournalEnd, journalEnd } from './check-journal.ts';
import type { CheckParts } from './check-parts.ts';
import { askRunning, notRunning } from './check-running.ts';
import { isReached, kindOf, marketsOf } from './dead-man-facts.ts';
import { DeadManFile } from './dead-man-file.ts';
import { DrillRecords } from './drill-records.ts';
import { killable } from './kill-targets.ts';
import { isRunning, RunRecords } from './run-records.ts';

const MOST_USES = 50;
/** Halts that are longer ago are not looked at. */
const HALTS_MS = 30 * 86_400_000;

/** What the checks of the kill switch judge: records, settings, the journal and the running Keyward; no exchange is asked. */
export async function lookKill(parts: CheckParts): Promise<KillFacts> {
  const { settings, eyes } = parts;
  const [journal, watch, halt, address, bots] = await Promise.all([
    journalEnd(parts),
    askRunning(parts, 'watchStatus'),
    askRunning(parts, 'haltState'),
    askRunning(parts, 'address'),
    parts.bots.catch((): FoundBots => ({ bots: [], gaps: ['the bots of this host could not be looked for'] })),
  ]);
  const home = resolve(parts.home);
  const halted = new HaltFile(home).read();
  const running = halt && ('unseen' in halt ? halt : seen(halt.by, halt.seen.level));
  const reads = readsOf(watch, settings);
  const accounts = killable(settings).map((key) => accountOf(key, parts, { reads, isUp: halt !== undefined, journal }));
  const port = address && 'seen' in address ? address.seen.port : settings.gateway.port;
  return {
    nowMs: eyes.nowMs,
    accounts: seen('the settings', accounts),
    uses: usesOf(home),
    halted: seen('halt.json', { level: halted.level, ...(running ? { running } : {}) }),
    passed: passedOf(journal, eyes.nowMs),
    runs: runsOf(home, settings),
    others: await lookOthers(eyes, bots, { port, own: ownPids(home) }),
  };
}

type Reads = (key: string) => KillAccount['reads'];

function readsOf(watch: Awaited<ReturnType<typeof askRunning<'watchStatus'>>>, { monitor }: Settings): Reads {
  return (key) => {
    if (watch === undefined) return notRunning;
    if ('unseen' in watch) return watch;
    // Another key that watches the account has rights of its own.
    if (monitor.with[key] !== undefined)
      return unseen(watch.by, `another key, ${monitor.with[key]}, watches the account`);
    const lists = watch.seen.accounts.find((account) => account.key === key)?.lists;
    return lists ? seen(`${watch.by}, the watch`, lists) : unseen(watch.by, 'its account is not watched');
  };
}

function accountOf(
  key: string,
  { settings, home, eyes }: CheckParts,
  { reads, isUp, journal }: { readonly reads: Reads; readonly isUp: boolean; readonly journal: Sight<JournalEnd> },
): KillAccount {
  const { exchange, environment } = settings.keys[key]!;
  const { deadMan, leaves } = closings[exchange]!;
  const wanted = settings.kill.deadMan[key]?.seconds;
  const offers =
    deadMan && isReached(settings, key)
      ? {
          least: Math.ceil(deadMan.minMs / 1_000),
          most: Math.floor(deadMan.maxMs / 1_000),
          takesStops: deadMan.takesStops,
        }
      : undefined;
  return {
    key,
    exchange,
    isReal: environment === 'live',
    trades: [...new Set(marketsOf(settings, key).map(kindOf))],
    lists: watches[exchange]!.feeds.filter((feed) =>
      isServed(feed, environment === 'practice' ? 'live' : environment),
    ).flatMap(listOf),
    leaves: environment === 'practice' ? [] : leaves,
    reads: reads(key),
    deadMan: {
      ...(offers ? { offers } : {}),
      ...(wanted === undefined ? {} : { wanted }),
      set: isUp ? setOf(resolve(home), key) : notRunning,
    },
    rights: rightsOf(key, journal, eyes.nowMs),
  };
}

const TELLS: Readonly<Partial<Record<Feed['kind'], KillList['tells']>>> = {
  'open-orders': 'orders',
  positions: 'positions',
  balances: 'balances',
};

function listOf({ name, kind, kinds }: Feed): KillList[] {
  const tells = TELLS[kind];
  return tells === undefined ? [] : [{ name, tells, ...(kinds === undefined ? {} : { kinds }) }];
}

function setOf(home: string, key: string): Sight<number | undefined> {
  const setAt = new DeadManFile(home).read()?.keys[key]?.setAt;
  return seen('dead-man.json', setAt === undefined ? undefined : Date.parse(setAt));
}

/** By the last audit that is at hand; what the exchange does not tell, by its owner. */
function rightsOf(key: string, journal: Sight<JournalEnd>, nowMs: number): KillAccount['rights'] {
  if ('unseen' in journal) return unseen(journal.by, journal.unseen);
  const { entries } = journal.seen;
  const audit = entries.findLast((entry): entry is EntryOf<'audit'> => entry.kind === 'audit' && entry.key === key);
  if (!audit) return unseen(journal.by, 'no audit of it is in the end of the journal; keyward key audit makes one');
  const said = entries.findLast((entry): entry is EntryOf<'attest'> => entry.kind === 'attest' && entry.key === key);
  const isOver =
    said === undefined ||
    Date.parse(said.until) <= nowMs ||
    (said.fingerprint ?? audit.fingerprint) !== audit.fingerprint;
  const can = Object.fromEntries(
    Object.entries(audit.rights).map(([right, told]) => {
      if (told !== 'unknown' || isOver || said.rights === undefined) return [right, told] as const;
      return [right, said.rights.includes(right) ? 'yes' : 'no'] as const;
    }),
  );
  return seen(journal.by, { can, atMs: Date.parse(audit.time) });
}

function usesOf(home: string): Sight<KillUses> {
  const { practice, live } = new DrillRecords(home).read();
  const real = new KillRecords(home)
    .list(MOST_USES)
    .toReversed()
    .flatMap((record) =>
      record.keys.map((key) => {
        const report = record.reports.find((one) => one.key === key);
        return {
          atMs: Date.parse(record.startedAt),
          key,
          state: report?.state ?? ('unfinished' as const),
          unread: report?.residue.flatMap(({ what, name }) => (what === 'unread' ? [name] : [])) ?? [],
          isResumed: record.resumedAt !== undefined,
        };
      }),
    );
  return seen(`${join(home, 'kill')}`, {
    practice: practice.map(({ at, ...drill }) => ({ atMs: Date.parse(at), ...drill })),
    live: live.map(({ startedAt, key, isPassed }) => ({
      atMs: Date.parse(startedAt),
      key,
      ...(isPassed === undefined ? {} : { isPassed }),
    })),
    real,
  });
}

/** Follows the level through the journal: what it let through is held against it. */
function passedOf(journal: Sight<JournalEnd>, nowMs: number): Sight<PassedOrders> {
  if ('unseen' in journal) {
    if (journal.unseen === 'there is no journal yet') return seen(journal.by, { sinceMs: nowMs, orders: [] });
    return journal;
  }
  const { entries, requests, requestsSinceMs } = journal.seen;
  const sinceMs = Math.max(requestsSinceMs, nowMs - HALTS_MS);
  const halts = entries.filter((entry): entry is EntryOf<'halt'> => entry.kind === 'halt');
  const sent = new Set(
    requests.flatMap((entry) => (entry.kind === 'outcome' && entry.result !== 'not-sent' ? [entry.of] : [])),
  );
  const orders = requests
    .filter((entry): entry is EntryOf<'decision'> => isRisk(entry) && Date.parse(entry.time) >= sinceMs)
    .filter(({ seq, id }) => sent.has(id) && isShut(levelAt(halts, seq)))
    .map(({ bot, id, time }) => ({ bot, decision: id, at: time }));
  return seen(journal.by, { sinceMs, orders });
}

const RISKY: ReadonlySet<unknown> = new Set(['place-order', 'amend-order']);

function isRisk(entry: Entry): boolean {
  return entry.kind === 'decision' && entry.effect === 'allow' && entry.intents.some(({ action }) => RISKY.has(action));
}

/** A tighter level counts before it stands in the journal, a looser one after: what was sent behind the entry of a halt was not to be. */
function levelAt(halts: readonly EntryOf<'halt'>[], seq: number): string {
  const last = halts.findLast((entry) => entry.seq < seq);
  return last?.to ?? halts.find((entry) => entry.seq > seq)?.from ?? 'run';
}

const SHUT: ReadonlySet<string> = new Set<HaltLevel>(['halt', 'seal']);
const isShut = (level: string): boolean => SHUT.has(level);

function runsOf(home: string, { bots }: Settings): Sight<readonly RunningBot[]> {
  const records = new RunRecords(home);
  try {
    const alive = records.bots().flatMap((bot) => {
      const record = records.read(bot);
      if (!record || !isRunning(record)) return [];
      return [{ bot, key: Object.hasOwn(bots, bot) ? bots[bot]!.key : '', startedMs: Date.parse(record.startedAt) }];
    });
    return seen('run/ of the state folder', alive);
  } catch {
    return unseen('run/ of the state folder', 'it may not be read by this user');
  }
}

/** Of the processes that `keyward run` has started, which are told of by themselves. */
function ownPids(home: string): ReadonlySet<number> {
  const records = new RunRecords(home);
  try {
    return new Set(records.bots().flatMap((bot) => Number(records.read(bot)?.process.split(' ')[0]) || []));
  } catch {
    return new Set();
  }
}
