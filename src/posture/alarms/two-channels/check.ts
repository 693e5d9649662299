import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import { type AlarmChannel, type AlarmsFacts, lighter } from '../facts.ts';

const ABOUT = 'alarms';

export const twoChannels: Check<AlarmsFacts> = {
  id: 'ALRT-01',
  severity: 'high',
  title: 'critical alarms leave over two channels that do not fail together',
  why: 'The one channel is down when it counts: the service has an outage, the token was changed, the phone is muted.',
  how: 'The channels of the settings that take critical alarms, each by the service that it fails with: two chats of one service are one way. Whether somebody reads them is not seen.',
  fix: 'write a second channel, of another service, under alerts.channels in keyward.yaml, then: keyward alert test',
  undo: 'take the channel from alerts.channels again',
  references: [],
  boxes: [24],
  judge: (facts) => whenSeen(ABOUT, facts.channels, (channels, by) => [judged(channels, facts, by)]),
};

function judged(channels: readonly AlarmChannel[], facts: AlarmsFacts, by: string): Finding {
  const critical = channels.filter(({ takesCritical }) => takesCritical);
  const ways = new Set(critical.map(({ failsWith }) => failsWith));
  const names = critical.map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`)).join(', ');
  const bad = {
    result: lighter(facts).severity ? ('warn' as const) : ('fail' as const),
    about: ABOUT,
    by,
    ...lighter(facts),
  };
  if (channels.length === 0)
    return { ...bad, says: 'no channel is configured: an alarm stands in the log and the journal alone' };
  if (ways.size === 0) return { ...bad, says: 'no channel takes critical alarms' };
  if (ways.size === 1) {
    const says =
      critical.length === 1
        ? `${names} alone takes critical alarms`
        : `${names} fail together: they are of one service`;
    return { ...bad, says };
  }
  return { result: 'pass', about: ABOUT, says: `critical alarms go to ${names}`, by };
}
