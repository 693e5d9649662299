import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/index.ts';
import { flatten } from './flatten.ts';
import { reasonOf } from './reads.ts';
import type { KillRecord, KillRecords } from './record.ts';
import type { KillWishes, Target, TargetReport } from './target.ts';

export interface KillParts {
  readonly clock: Clock;
  readonly records: KillRecords;
  readonly wishes: KillWishes;
  readonly by: string;
  readonly why: string;
  readonly keys: readonly string[];
  /** This process, as `markOf` names it: while it lives nobody else takes the record up. */
  readonly worker?: string;
  /** Rises with time. */
  newId(): string;
  /** Opens one account; a reason where it cannot be reached at all. The others go on. */
  open(key: string): Promise<Target | { readonly unreached: string; readonly exchange: string }>;
  /** Told as it happens. */
  tell(key: string, says: string): void;
  /** The disk does not take the record: the switch goes on without. */
  unrecorded(error: unknown): void;
}

/** Makes all accounts flat, beside each other; the halt level has been lowered before. One that was cut off is taken up again. */
export async function kill(parts: KillParts): Promise<KillRecord> {
  const { clock, records, wishes, by, why, worker } = parts;
  const [under, ...older] = records.cutOff();
  const keys = [...new Set([...[under, ...older].flatMap((cut) => cut?.keys ?? []), ...parts.keys])];
  // What was cut off is ended as it was begun, unless its account is asked for anew.
  const others = Object.fromEntries(
    [under, ...older]
      .reverse()
      .flatMap((cut) => cut?.keys.map((key) => [key, cut.others?.[key] ?? cut.wishes] as const) ?? [])
      .filter(([key]) => !parts.keys.includes(key)),
  );
  let record: KillRecord = {
    ...(under ?? { version: 1, id: parts.newId(), startedAt: iso(clock), by, why, reports: [] }),
    keys,
    wishes,
    others,
    ...(worker === undefined ? {} : { worker }),
  };
  const write = (next: KillRecord): void => {
    record = next;
    try {
      records.write(record);
    } catch (error) {
      parts.unrecorded(error);
    }
  };
  const tell = (key: string, says: string): void => {
    try {
      parts.tell(key, says);
    } catch {
      // Whoever listens may be gone; the switch goes on.
    }
  };
  write(record);
  await Promise.all(
    keys.map(async (key) => {
      const report = await one({ ...parts, tell, wishes: others[key] ?? wishes }, key);
      tell(key, report.state);
      write({ ...record, reports: [...record.reports.filter((before) => before.key !== key), report] });
    }),
  );
  const endedAt = iso(clock);
  write({ ...record, endedAt });
  const last = record;
  // Their accounts are in this one.
  for (const cut of older) write({ ...cut, endedAt });
  return last;
}

async function one({ open, wishes, tell, clock, records }: KillParts, key: string): Promise<TargetReport> {
  const startedMs = clock.monotonicMs();
  const failed = (exchange: string, why: string): TargetReport => ({
    key,
    exchange,
    state: 'unreached',
    cancelled: 0,
    closed: [],
    sold: [],
    dust: [],
    kept: [],
    residue: [{ what: 'unread', name: 'everything', why }],
    unseen: [],
    calls: 0,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
  });
  let exchange = '';
  try {
    const stop = new AbortController();
    const late = sleep(wishes.withinMs, undefined, { signal: stop.signal }).then(
      () => ({ unreached: 'its key could not be opened in time', exchange: '' }),
      () => ({ unreached: '', exchange: '' }),
    );
    const target = await Promise.race([open(key), late]).finally(() => stop.abort());
    exchange = target.exchange;
    if ('unreached' in target) return failed(exchange, target.unreached);
    return await inTurn(records, target, () => flatten(target, wishes, (says) => tell(key, says)));
  } catch (error) {
    return failed(exchange, reasonOf(error));
  }
}

/** Nobody waits longer for another key of the same account, in ms: that one may be stuck. */
const TURN_MS = 10_000;
/** By state folder and account, whose turn is last. */
const turns = new WeakMap<KillRecords, Map<string, Promise<unknown>>>();

/** Two keys of one account, one after the other: what both would sell at once is sold twice. */
function inTurn(records: KillRecords, { exchange, accountId }: Target, work: () => Promise<TargetReport>) {
  if (accountId === undefined) return work();
  const last = turns.get(records) ?? new Map<string, Promise<unknown>>();
  turns.set(records, last);
  const name = `${exchange} ${accountId}`;
  const before = last.get(name);
  const mine = before === undefined ? work() : turnAfter(before).then(work);
  last.set(name, mine);
  return mine;
}

async function turnAfter(before: Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const late = sleep(TURN_MS, undefined, { signal: stop.signal });
  await Promise.allSettled([Promise.race([before, late]).finally(() => stop.abort())]);
}

function iso(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
