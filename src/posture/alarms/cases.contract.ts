import { type Cases, type Sight, seen, unseen } from '../check.ts';
import { alarmsFacts, channel, NOW_MS, tested } from './facts.contract.ts';
import type { AlarmChannel, AlarmsFacts, ChannelTests, Outside } from './facts.ts';

const practice = { isReal: seen('the settings', false) };
const idle = unseen('keyward up', 'no keyward up runs here');
const with_ = (...channels: AlarmChannel[]) => alarmsFacts({ channels: seen('the settings', channels) });
const tests = (last: ChannelTests['last'], more: Partial<AlarmsFacts> = {}) =>
  alarmsFacts({
    channels: seen('the settings', [channel('telegram')]),
    tests: seen('the journal', { last }),
    failing: idle,
    ...more,
  });
const outside = (more: Partial<Outside>): AlarmsFacts => {
  const none: Outside = { fault: seen('keyward up', undefined), watchdog: seen('/proc', false) };
  return alarmsFacts({ outside: seen('the settings', { ...none, ...more }) });
};
const file = (mode: Sight<number>) =>
  alarmsFacts({
    secrets: seen('the settings', [{ channel: 'telegram', place: 'dotenv', file: { path: '/srv/.env', mode } }]),
  });
const moded = (mode: number) => file(seen('stat /srv/.env', mode));
const HEARTBEAT = { everyMinutes: 5 };

export const alarmsCases: Readonly<Record<string, Cases<AlarmsFacts>>> = {
  'ALRT-01': {
    good: {
      'two services': alarmsFacts(),
      'two of one service and one of another': with_(
        channel('a', 'telegram'),
        channel('b', 'telegram'),
        channel('c', 'smtp'),
      ),
    },
    bad: {
      none: with_(),
      'one alone': with_(channel('telegram')),
      'two chats of one service': with_(channel('a', 'telegram'), channel('b', 'telegram')),
      'the second takes no critical alarms': with_(channel('telegram'), channel('mail', 'smtp', false)),
      'none with practice keys alone, which is lighter': alarmsFacts({
        ...practice,
        channels: seen('the settings', []),
      }),
    },
  },
  'ALRT-02': {
    good: {
      'each this morning': alarmsFacts(),
      'six days ago, and nothing runs now': tests({ telegram: tested(6 * 24) }),
      'one that failed before': tests({ telegram: tested(1) }),
    },
    bad: {
      'eight days ago': tests({ telegram: tested(8 * 24) }),
      never: tests({}),
      'the last one failed': tests({ telegram: tested(1, false) }),
      'it was tested, and fails now': tests(
        { telegram: tested(1) },
        { failing: seen('keyward up', { telegram: 'HTTP 401' }) },
      ),
      'another one was tested': tests({ mail: tested(1) }),
      'a channel that is named like something of JavaScript': tests(
        {},
        { channels: seen('the settings', [channel('constructor')]) },
      ),
    },
    near: {
      'no channel is configured, which another check tells': with_(),
      'the journal was read back a day alone': alarmsFacts({
        channels: seen('the settings', [channel('telegram')]),
        tests: seen('the journal', { last: {}, sinceMs: NOW_MS - 86_400_000 }),
      }),
      'a date to come is no proof': tests({ telegram: tested(-30) }),
      'the journal cannot be read': alarmsFacts({ tests: unseen('the journal', 'it is broken') }),
    },
  },
  'ALRT-03': {
    good: { 'a heartbeat that arrives': alarmsFacts() },
    bad: {
      none: outside({}),
      'the watchdog of the same host alone': outside({ watchdog: seen('/proc', true) }),
      'a heartbeat that does not arrive': outside({ heartbeat: HEARTBEAT, fault: seen('keyward up', 'HTTP 404.') }),
    },
    near: { 'a heartbeat, and nothing runs that sends it': outside({ heartbeat: HEARTBEAT, fault: idle }) },
  },
  'ALRT-04': {
    good: {
      'a file of mode 600, and a credential of systemd': alarmsFacts(),
      'mode 400': moded(0o400),
    },
    bad: {
      'a file that the group may read': moded(0o640),
      'a file that everybody may read': moded(0o644),
      'a file that others may write': moded(0o602),
      'the environment': alarmsFacts({ secrets: seen('the settings', [{ channel: 'telegram', place: 'env' }]) }),
    },
    near: {
      'no channel has a secret': alarmsFacts({ secrets: seen('the settings', []) }),
      'a file that is not there': file(unseen('stat /srv/.env', 'it is not there')),
    },
  },
};
