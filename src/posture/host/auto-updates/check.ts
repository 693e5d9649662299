import { type Check, type Finding, toSee, whenSeen } from '../../check.ts';
import type { HostFacts, UpdateFacts } from '../facts.ts';

const STALE_MS = 7 * 86_400_000;

export const autoUpdates: Check<HostFacts> = {
  id: 'HOST-06',
  severity: 'medium',
  title: 'security updates install themselves',
  why: 'A hole in the kernel, in OpenSSH or OpenSSL is used within days of its fix. A host that nobody tends for a month is open for that month.',
  how: '`apt-config dump` (APT::Periodic, Unattended-Upgrade), whether the program is installed, whether apt-daily-upgrade.timer is on (`systemctl is-enabled`, which tells a masked one; without systemd the daily cron job), and when it last ran. Which updates wait is not asked.',
  fix: `\`apt-get install -y unattended-upgrades && printf 'APT::Periodic::Enable "1";\\nAPT::Periodic::Update-Package-Lists "1";\\nAPT::Periodic::Unattended-Upgrade "1";\\n' > /etc/apt/apt.conf.d/20auto-upgrades && systemctl unmask apt-daily.timer apt-daily-upgrade.timer && systemctl enable --now apt-daily.timer apt-daily-upgrade.timer\``,
  undo: `\`printf 'APT::Periodic::Unattended-Upgrade "0";\\n' > /etc/apt/apt.conf.d/20auto-upgrades\``,
  references: ['unattended-upgrade(8)', 'apt.conf(5)', 'https://wiki.debian.org/UnattendedUpgrades'],
  boxes: [29],
  judge: ({ kind, updates, nowMs }) => {
    const about = 'updates';
    if ('seen' in kind && kind.seen.container !== undefined)
      return [
        {
          result: 'not-applicable',
          about,
          by: kind.by,
          says: 'a container is built anew instead of upgraded: build its image again every week',
        },
      ];
    return toSee(
      whenSeen(about, updates, (seen, by) => judgeUpdates(seen, nowMs, by)),
      '`apt-config dump`, `systemctl list-timers apt-daily-upgrade.timer` and `unattended-upgrade --dry-run` tell it',
    );
  },
};

const isOff = (value: string): boolean => value === '' || /^0[smhd]?$/.test(value);

function judgeUpdates(facts: UpdateFacts, nowMs: number, by: string): readonly Finding[] {
  const about = 'updates';
  const faults = faultsOf(facts);
  if (faults.length > 0) return [{ result: 'fail', about, by, says: faults.join(', and ') }];
  const { lastRunMs, covers, timer } = facts;
  if (covers === 'other')
    return [
      {
        result: 'warn',
        about,
        by,
        says: 'they are on, but no origin of security updates is among Unattended-Upgrade::Origins-Pattern and Allowed-Origins',
        fix: 'dpkg-reconfigure unattended-upgrades, or write `"label=Debian-Security";` under Unattended-Upgrade::Origins-Pattern in /etc/apt/apt.conf.d',
      },
    ];
  if (timer === 'unknown')
    return [
      {
        result: 'unknown',
        about,
        by,
        says: 'they are on, but whether apt-daily-upgrade.timer is could not be asked: run `systemctl is-enabled apt-daily-upgrade.timer`',
      },
    ];
  return whenSeen(about, lastRunMs, (last, from): readonly Finding[] => {
    if (last === 'never')
      return [
        {
          result: 'unknown',
          about,
          by: from,
          says: 'they are on and have not run yet: look again tomorrow, or run `unattended-upgrade --dry-run`',
        },
      ];
    const days = Math.floor((nowMs - last) / 86_400_000);
    if (nowMs - last > STALE_MS)
      return [
        {
          result: 'warn',
          about,
          by: from,
          says: `they are on, and last ran ${days} days ago`,
          fix: 'see why: `systemctl status apt-daily-upgrade.timer apt-daily-upgrade.service` and /var/log/unattended-upgrades',
        },
      ];
    return [
      {
        result: 'pass',
        about,
        by: from,
        says: `they are on, and last ran ${days < 1 ? 'within a day' : `${days} days ago`}`,
      },
    ];
  });
}

function faultsOf({ isInstalled, isEnabled, lists, upgrades, timer }: UpdateFacts): readonly string[] {
  const faults: string[] = [];
  if (!isInstalled) faults.push('unattended-upgrades is not installed');
  if (!isEnabled) faults.push('APT::Periodic::Enable is 0');
  if (isOff(upgrades)) faults.push('APT::Periodic::Unattended-Upgrade is off');
  if (isOff(lists)) faults.push('APT::Periodic::Update-Package-Lists is off');
  if (timer === 'masked' || timer === 'disabled') faults.push(`apt-daily-upgrade.timer is ${timer}`);
  if (timer === 'missing')
    faults.push('nothing starts it: there is neither apt-daily-upgrade.timer nor a daily cron job');
  return faults;
}
