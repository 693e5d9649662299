import { resolve } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { HaltFile, type HaltLevel, isTighter } from '../halt/index.ts';
import { type KillRecord, KillRecords } from '../killswitch/index.ts';
import { type HaltReport, setHalt } from './halting.ts';
import { leaksAlive } from './leak-alive.ts';
import type { SessionParts } from './session.ts';

/** What resuming would do. */
export interface ResumePlan {
  /** Uses of the kill switch that are resumed, newest first. */
  readonly kills: readonly KillRecord[];
  /** Keys that stay killed, so that the level stays too: it is of all bots. */
  readonly stays: readonly string[];
  /** Keys that have leaked and may be alive: the level stays for them too. */
  readonly leaked: readonly string[];
  readonly from: HaltLevel;
  readonly to: HaltLevel;
  /** What is to be typed: `all`, or the names of the keys. */
  readonly word: string;
}

export interface ResumeReport extends ResumePlan {
  readonly level: HaltLevel;
  readonly halt?: HaltReport;
}

/** Throws `usage` for a scope that names less than all keys of one use, or none that was killed. */
export function resumePlan({ environment }: SessionParts, scope: readonly string[] | undefined): ResumePlan {
  const home = resolve(environment.home);
  const records = new KillRecords(home);
  const standing = records.standing();
  const idle = new Set(records.cutOff().map(({ id }) => id));
  const running = standing.find(({ id, endedAt }) => endedAt === undefined && !idle.has(id));
  if (running) throw new KeywardError('usage', `the kill of ${running.keys.join(', ')} is under way: wait for its end`);
  const isWhole = ({ keys }: KillRecord): boolean => scope === undefined || keys.every((key) => scope.includes(key));
  const kills = standing.filter(isWhole);
  const stays = [...new Set(standing.filter((one) => !isWhole(one)).flatMap(({ keys }) => keys))];
  if (scope !== undefined && standing.length > 0) {
    const together = standing.find((one) => !isWhole(one) && one.keys.some((key) => scope.includes(key)));
    if (together)
      throw new KeywardError('usage', `${together.keys.join(', ')} were killed together: name all of them, or all`);
    const unknown = scope.find((name) => !kills.some(({ keys }) => keys.includes(name)));
    if (unknown !== undefined) throw new KeywardError('usage', `the kill switch was not used on ${unknown}`);
  }
  const from = new HaltFile(home).read().level;
  // Only ever towards `reduce`, and never tighter than it is.
  const leaked = leaksAlive(home).map(({ key }) => key);
  const isHeld = stays.length > 0 || leaked.length > 0;
  const to = kills.length > 0 && !isHeld && isTighter(from, 'reduce') ? 'reduce' : from;
  return { kills, stays, leaked, from, to, word: scope === undefined ? 'all' : scope.join(',') };
}

/** Raises the level to `reduce`, once nothing stays killed; then marks the uses as resumed. Throws as raising the halt level does. */
export async function resumeKills(parts: SessionParts, scope: readonly string[] | undefined): Promise<ResumeReport> {
  const plan = resumePlan(parts, scope);
  const home = resolve(parts.environment.home);
  const records = new KillRecords(home);
  const halt =
    plan.to === plan.from ? undefined : await setHalt(parts, { level: plan.to, reason: `keyward resume ${plan.word}` });
  if (halt && !isAsPlanned(parts, scope, plan)) {
    await setHalt(parts, { level: plan.from, reason: 'the kill switch was used while keyward resume was at work' });
    throw new KeywardError('usage', 'the kill switch was used at this very moment, so nothing was resumed', {
      lines: [`The halt level is ${new HaltFile(home).read().level}.`],
    });
  }
  const resumedAt = new Date(parts.clock.nowMs()).toISOString();
  // As they stand now: they may have been written down meanwhile.
  const ids = new Set(plan.kills.map(({ id }) => id));
  for (const one of records.standing()) if (ids.has(one.id)) records.write({ ...one, resumedAt });
  return { ...plan, level: new HaltFile(home).read().level, ...(halt === undefined ? {} : { halt }) };
}

/** No use has begun, or taken one up, since the plan was made: with the level raised, one that begins now lowers it again itself. */
function isAsPlanned(parts: SessionParts, scope: readonly string[] | undefined, plan: ResumePlan): boolean {
  try {
    const { kills, stays, leaked } = resumePlan(parts, scope);
    const isSame = kills.length === plan.kills.length && stays.length === plan.stays.length;
    return isSame && leaked.length === plan.leaked.length;
  } catch {
    return false;
  }
}
