import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import { type AlarmsFacts, lighter, type Outside } from '../facts.ts';

const ABOUT = 'heartbeat';

export const heartbeatOutside: Check<AlarmsFacts> = {
  id: 'ALRT-03',
  severity: 'medium',
  title: 'somebody outside of this host notices when Keyward falls silent',
  why: 'A host that is gone sends no alarm. Only who expects a sign of life, and is elsewhere, can tell of its absence.',
  how: '`alerts.heartbeat` of the settings, whether its pings arrive as the running Keyward says, and whether a `keyward watchdog` runs here. Whether the service behind the heartbeat calls anybody is not seen.',
  fix: 'make a check at a service such as healthchecks.io, put its address where HEARTBEAT_URL is read, write alerts: {heartbeat: {}} into keyward.yaml, then: keyward alert test heartbeat',
  undo: 'take alerts.heartbeat from the settings again',
  references: ['https://healthchecks.io/docs/'],
  boxes: [24],
  judge: (facts) => whenSeen(ABOUT, facts.outside, (outside, by) => [judged(outside, facts, by)]),
};

function judged({ heartbeat, fault, watchdog }: Outside, facts: AlarmsFacts, by: string): Finding {
  if (!heartbeat) {
    const isThere = 'seen' in watchdog && watchdog.seen;
    const says = isThere
      ? 'no heartbeat is configured; keyward watchdog cancels orders when Keyward dies, and goes with the host'
      : 'no heartbeat is configured: when this host is gone, nobody is told';
    const isLight = lighter(facts).severity !== undefined;
    return {
      result: isThere || isLight ? 'warn' : 'fail',
      about: ABOUT,
      says,
      by,
      ...(isThere ? { severity: 'low' as const } : lighter(facts)),
    };
  }
  const [found] = whenSeen(ABOUT, fault, (why, seenBy): readonly Finding[] => [
    why === undefined
      ? {
          result: 'pass',
          about: ABOUT,
          says: `a ping every ${heartbeat.everyMinutes} min, and none is refused`,
          by: seenBy,
        }
      : {
          result: 'fail',
          about: ABOUT,
          says: `the pings do not arrive: ${why.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')}`,
          by: seenBy,
          fix: 'keyward alert test heartbeat',
        },
  ]);
  return found!;
}
