import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import type { BotCalls, RecordsFacts } from '../facts.ts';
import { eachWatched } from '../watched.ts';

const DAY_MS = 86_400_000;
/** Fewer are a try or a typing error of whoever sets a bot up. */
const FEW = 3;

export const knownCalls: Check<RecordsFacts> = {
  id: 'REC-07',
  severity: 'medium',
  title: 'the bots ask for what they were learned to ask for, as often, and keep to their limits',
  why: 'Who has taken a bot over asks for other things than the bot did: it shows here first, while the policy still holds.',
  how: 'The findings of the monitor that are neither over nor acknowledged, from the running Keyward and the end of the journal, and how the running watch gets on with each list. Beside them the last requests in the journal are read for denials of what a bot may not ask at all; denials for size or rate are everyday and are not counted.',
  fix: 'keyward explain ID shows a denied request; if it is not the bot, keyward bot revoke BOT',
  undo: 'keyward bot add BOT issues a new key',
  references: [],
  boxes: [21, 24],
  judge: (facts) => [
    ...eachWatched(facts, { question: 'calls', tells: ['orders'], fine: 'nothing new and no rush was found' }),
    ...calls(facts),
  ],
};

function calls({ calls: sight, keys, nowMs }: RecordsFacts): readonly Finding[] {
  if ('seen' in keys && keys.seen.length === 0) return [];
  return whenSeen('the bots', sight, (seen, by) => seen.bots.map((bot) => botFinding(bot, seen, { by, nowMs })));
}

function botFinding(
  { bot, refused, learnedSinceMs }: BotCalls['bots'][number],
  { sinceMs, learnDays }: BotCalls,
  { by, nowMs }: { readonly by: string; readonly nowMs: number },
): Finding {
  const about = `bot ${bot}`;
  const codes = Object.entries(refused).sort(([, a], [, b]) => b - a);
  const count = codes.reduce((all, [, one]) => all + one, 0);
  const since = new Date(sinceMs).toISOString().slice(0, 16);
  if (count >= FEW) {
    const says = `${count} requests since ${since}Z were for what it may not ask: ${codes.map(([code]) => code).join(', ')}`;
    return {
      result: 'warn',
      about,
      says,
      by,
      fix: 'keyward journal tail -n 200 shows them, and keyward explain ID each',
    };
  }
  if (learnedSinceMs === undefined)
    return { result: 'not-applicable', about, says: 'it has never asked for anything', by };
  const learnedMs = learnedSinceMs + learnDays * DAY_MS;
  if (nowMs < learnedMs) {
    const says = `what it asks for is still being learned, until ${new Date(learnedMs).toISOString().slice(0, 10)}`;
    return { result: 'unknown', about, says, by, severity: 'low', fix: 'wait until it is learned (monitor.learnDays)' };
  }
  return { result: 'pass', about, says: `${count} requests since ${since}Z were for what it may not ask`, by };
}
