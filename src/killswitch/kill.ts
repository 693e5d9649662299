import type { Clock } from '../core/index.ts';
import { flatten } from './flatten.ts';
import type { KillRecord, KillRecords } from './record.ts';
import type { KillWishes, Target, TargetReport } from './target.ts';

export interface KillParts {
  readonly clock: Clock;
  readonly records: KillRecords;
  readonly wishes: KillWishes;
  readonly by: string;
  readonly why: string;
  readonly keys: readonly string[];
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
  const { clock, records, wishes, by, why, tell } = parts;
  const under = records.unfinished();
  const keys = [...new Set([...(under?.keys ?? []), ...parts.keys])];
  let record: KillRecord = under
    ? { ...under, keys, wishes }
    : { version: 1, id: parts.newId(), startedAt: iso(clock), by, why, keys, wishes, reports: [] };
  const write = (next: KillRecord): void => {
    record = next;
    try {
      records.write(record);
    } catch (error) {
      parts.unrecorded(error);
    }
  };
  write(record);
  await Promise.all(
    keys.map(async (key) => {
      const report = await one(parts, key);
      tell(key, report.state);
      write({ ...record, reports: [...record.reports.filter((before) => before.key !== key), report] });
    }),
  );
  write({ ...record, endedAt: iso(clock) });
  return record;
}

async function one({ open, wishes, tell, clock }: KillParts, key: string): Promise<TargetReport> {
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
    calls: 0,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
  });
  let exchange = '';
  try {
    const target = await open(key);
    exchange = target.exchange;
    if ('unreached' in target) return failed(exchange, target.unreached);
    const report = await flatten(target, wishes, (says) => tell(key, says));
    if (!target.revoke) return report;
    return { ...report, revoked: await target.revoke() };
  } catch (error) {
    return failed(exchange, error instanceof Error ? error.message : 'it failed');
  }
}

function iso(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
