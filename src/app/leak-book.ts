import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/index.ts';
import { type Entry, readEntries } from '../journal/index.ts';
import { KillRecords } from '../killswitch/index.ts';
import { type Declared, OwnOrders } from '../monitor/index.ts';
import { KILL_ID } from './kill-targets.ts';
import type { SessionParts } from './session.ts';

/** How far before that time own orders are read back: an old order may be filled in it, or cancelled. */
const BACK_MS = 30 * 86_400_000;
/** The clocks of this host and of the exchange lie apart. */
const SKEW_MS = 60_000;
const KINDS = ['decision', 'outcome', 'settled', 'declared', 'finding'] as const;

/** What this Keyward knows of an account: its bots' orders, who else is declared, when the kill switch was at work, what the monitor has found. */
export interface AccountBook {
  readonly own: OwnOrders;
  readonly declared: readonly Declared[];
  readonly kills: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Those since then that nobody has acknowledged. */
  readonly findings: readonly Extract<Entry, { kind: 'finding' }>[];
  /** When the first entry of the journal was written; absent where there is none. */
  readonly beganMs?: number;
}

export async function readBook(
  { clock }: SessionParts,
  settings: Settings,
  home: string,
  key: string,
  sinceMs: number,
  /** Other keys that may be of the same account. */
  beside: readonly string[] = [],
): Promise<AccountBook> {
  const own = new OwnOrders(() => clock.nowMs());
  const declared: Declared[] = [...settings.monitor.others.filter((one) => one.key === key)];
  const findings: AccountBook['findings'][number][] = [];
  const acknowledged = new Set<string>();
  const kills = killsOf(home, [key, ...beside], clock.nowMs());
  for (const { fromMs, toMs } of kills)
    declared.push({ who: 'the kill switch', fromMs: fromMs - SKEW_MS, toMs, closes: true, names: [KILL_ID] });
  const folder = join(home, 'journal');
  const beganMs = existsSync(folder) ? await beginning(folder) : undefined;
  if (beganMs === undefined) return { own, declared, kills, findings };
  for await (const entry of readEntries(folder, { sinceMs: Math.max(0, sinceMs - BACK_MS), kinds: KINDS })) {
    if (entry.kind === 'outcome' || entry.kind === 'settled') own.take(entry);
    else if (!('key' in entry)) continue;
    else if (entry.kind === 'decision' && beside.includes(entry.key)) own.take(entry);
    else if (entry.key !== key) continue;
    else if (entry.kind === 'decision') own.take(entry);
    else if (entry.kind === 'finding') findings.push(entry);
    else if (entry.kind === 'declared' && entry.about !== undefined) acknowledged.add(entry.about);
    else if (entry.kind === 'declared') declared.push(declaredOf(entry));
  }
  const open = findings.filter(({ about, time }) => Date.parse(time) >= sinceMs && !acknowledged.has(about));
  return { own, declared, kills, findings: open, beganMs };
}

/** Those who were declared by then, but for the kill switch, whose uses are known to the second. */
export function declaredBy({ declared }: Pick<AccountBook, 'declared'>, atMs: number): readonly Declared[] {
  return declared.filter(({ fromMs = 0, names }) => fromMs <= atMs && names?.includes(KILL_ID) !== true);
}

function declaredOf({ who, markets, moves, from, until }: Extract<Entry, { kind: 'declared' }>): Declared {
  return {
    who: who ?? 'the owner',
    fromMs: Date.parse(from),
    toMs: Date.parse(until),
    ...(markets === undefined ? {} : { markets }),
    ...(moves === true ? { moves } : {}),
  };
}

function killsOf(home: string, of: readonly string[], nowMs: number): AccountBook['kills'] {
  return new KillRecords(home).list().flatMap(({ keys, startedAt, endedAt }) => {
    if (!keys.some((key) => of.includes(key))) return [];
    const toMs = endedAt === undefined ? nowMs : Date.parse(endedAt);
    return [{ fromMs: Date.parse(startedAt), toMs: toMs + SKEW_MS }];
  });
}

async function beginning(folder: string): Promise<number | undefined> {
  for await (const { time } of readEntries(folder, {})) return Date.parse(time);
  return undefined;
}
