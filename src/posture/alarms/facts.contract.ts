import { seen } from '../check.ts';
import type { AlarmChannel, AlarmsFacts, ChannelTests } from './facts.ts';

export const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

export const channel = (name: string, failsWith = name, takesCritical = true): AlarmChannel => ({
  name,
  kind: failsWith,
  takesCritical,
  failsWith,
});

export const tested = (hoursAgo: number, isSent = true): ChannelTests['last'][string] => ({
  atMs: NOW_MS - hoursAgo * 3_600_000,
  isSent,
  what: 'self-test',
  ...(isSent ? {} : { says: 'HTTP 401.' }),
});

/** Everything as it is wished for. */
export function alarmsFacts(more: Partial<AlarmsFacts> = {}): AlarmsFacts {
  return {
    nowMs: NOW_MS,
    isReal: seen('the settings', true),
    channels: seen('the settings', [channel('telegram'), channel('mail', 'smtp')]),
    tests: seen('the journal', { last: { telegram: tested(3), mail: tested(3) } }),
    failing: seen('keyward up', {}),
    outside: seen('the settings', {
      heartbeat: { everyMinutes: 5 },
      fault: seen('keyward up', undefined),
      watchdog: seen('/proc', false),
    }),
    secrets: seen('the settings', [
      { channel: 'telegram', place: 'systemd' },
      { channel: 'mail', place: 'dotenv', file: { path: '/srv/.env', mode: seen('stat /srv/.env', 0o600) } },
    ]),
    ...more,
  };
}
