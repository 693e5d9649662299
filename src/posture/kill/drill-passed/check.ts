import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import { eachAccount, keyAbout } from '../accounts.ts';
import { DAY_MS, dayOf, type KillAccount, type KillFacts, type KillUses } from '../facts.ts';

const DRILL_DAYS = 30;
const SKEW_MS = 3_600_000;

export const drillPassed: Check<KillFacts> = {
  id: 'KILL-02',
  severity: 'medium',
  title: 'the kill switch was tried in the last 30 days, and worked',
  why: 'A switch that nobody has tried is a hope: exchanges change their calls, keys lose rights, and it shows when the money leaves.',
  how: 'The dates of drills in `kill/drills.json` of the state folder: those on the practice exchange, and those with one far-off order on the account itself; a real use that made the account flat counts too. What changed at the exchange since then is not seen.',
  fix: 'keyward kill --drill, and once with the real account: keyward kill --drill --live',
  undo: 'a drill on the practice exchange touches no account; the one order of a live drill is cancelled by the drill itself',
  references: [],
  boxes: [25],
  judge: (facts) =>
    eachAccount(facts, (account) =>
      whenSeen(keyAbout(account), facts.uses, (uses, by) => [judged(account, uses, { by, nowMs: facts.nowMs })]),
    ),
};

interface Tried {
  readonly what: string;
  readonly atMs: number;
  readonly isPassed: boolean;
}

function judged(account: KillAccount, uses: KillUses, { by, nowMs }: { by: string; nowMs: number }): Finding {
  const about = keyAbout(account);
  const lighter = account.isReal ? {} : { severity: 'low' as const };
  const tried = triedOf(account, uses);
  const last = tried.at(-1);
  const fix = 'keyward kill --drill';
  if (last === undefined)
    return {
      result: account.isReal ? 'fail' : 'warn',
      about,
      says: `never tried for ${account.exchange}`,
      by,
      fix,
      ...lighter,
    };
  if (last.atMs > nowMs + SKEW_MS)
    return {
      result: 'unknown',
      about,
      says: `the last ${last.what} bears a date to come: ${dayOf(last.atMs)}`,
      by,
      fix,
    };
  // One way that fails is not made good by another way that works.
  const failed = [...new Map(tried.map((one) => [one.what, one])).values()].find(({ isPassed }) => !isPassed);
  if (failed) {
    const again = failed.what === 'live drill' ? `keyward kill --drill --live --scope ${shellWord(account.key)}` : fix;
    return { result: 'fail', about, says: `the last ${failed.what}, on ${dayOf(failed.atMs)}, failed`, by, fix: again };
  }
  const days = Math.floor((nowMs - last.atMs) / DAY_MS);
  if (days >= DRILL_DAYS) {
    const says = `the last ${last.what} was ${days} days ago, on ${dayOf(last.atMs)}`;
    return { result: account.isReal ? 'fail' : 'warn', about, says, by, fix, ...lighter };
  }
  return { result: 'pass', about, says: `the ${last.what} of ${dayOf(last.atMs)} passed`, by };
}

/** Oldest first. */
function triedOf({ key, exchange }: KillAccount, { practice, live, real }: KillUses): readonly Tried[] {
  return [
    ...practice.flatMap(({ atMs, isPassed, exchanges }) =>
      exchanges.includes(exchange) ? [{ what: 'drill', atMs, isPassed }] : [],
    ),
    ...live.flatMap((one) =>
      one.key === key ? [{ what: 'live drill', atMs: one.atMs, isPassed: one.isPassed === true }] : [],
    ),
    ...real.flatMap((one) =>
      one.key === key && one.state === 'flat' ? [{ what: 'real use', atMs: one.atMs, isPassed: true }] : [],
    ),
  ].sort((a, b) => a.atMs - b.atMs);
}
