import { type LeakPlan, timeOf } from '../app/index.ts';
import { KeywardError } from '../core/index.ts';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';

/** A time, or how long ago, in ms since the epoch. Throws `usage` for anything else, and for what is to come. */
export function sinceOf(text: string, nowMs: number): number {
  const ago = /^(\d{1,5})([mhd])$/.exec(text);
  const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 }[ago?.[2] ?? ''];
  // Nothing in which one reads a day and another a month, and no hour of nobody knows which zone.
  const atMs = ago && unitMs ? nowMs - Number(ago[1]) * unitMs : timeOf(text);
  if (atMs === undefined || atMs < 0)
    throw new KeywardError(
      'usage',
      `--since ${text} is no day, no time with its zone like 2026-11-20T08:00Z, and no 36h or 3d`,
    );
  if (atMs > nowMs) throw new KeywardError('usage', `--since ${text} is yet to come`);
  return atMs;
}

/** What a leak begins with. */
export interface LeakBeginning {
  readonly since?: string;
  readonly reason?: string;
  readonly flat?: boolean;
  readonly search?: readonly string[];
  readonly to?: string;
}

/** One that is under way goes on as it was begun: says which options count for nothing. */
export function tellUnused(
  context: Context,
  { since, reason, flat, search, to }: LeakBeginning,
  { key, startedAt, since: began }: LeakPlan,
): void {
  const given = Object.entries({ since, reason, flat, search, to }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  const names = given.map(([name]) => `--${name}`).join(', ');
  const says = `NOT USED: ${names}. The leak of ${key} has begun ${startedAt.slice(0, 16)}Z, and goes on as it was begun: with what the account did since ${began.slice(0, 16)}Z.`;
  for (const line of paragraph(says, context.columns)) context.say(line);
}
