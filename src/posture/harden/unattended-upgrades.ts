import type { HardenFile } from './plan.ts';
import { Sheet } from './sheet.ts';

const PATH = '/etc/apt/apt.conf.d/52keyward-unattended-upgrades';

/** Security updates by themselves, without a restart of the host. */
export function unattendedUpgrades(): HardenFile {
  return new Sheet({
    name: 'unattended-upgrades',
    title: 'Security updates by themselves',
    path: PATH,
    mode: '0644',
    comment: '//',
    says: [
      'Named 52, so that it is read behind 20auto-upgrades and 50unattended-upgrades: of a single value apt takes the last, lists add up.',
    ],
    install: [
      'sudo apt-get install -y unattended-upgrades',
      `sudo install -m 0644 52keyward-unattended-upgrades ${PATH}`,
      'sudo systemctl enable --now apt-daily.timer apt-daily-upgrade.timer',
    ],
    check: [
      'apt-config dump | grep -E "APT::Periodic|Unattended-Upgrade"',
      'sudo unattended-upgrade --dry-run --debug',
      'systemctl list-timers "apt-daily*"',
    ],
    undo: [`sudo rm ${PATH}`],
  })
    .add('Images of clouds switch all of it off here.', 'APT::Periodic::Enable "1";')
    .add(
      'The lists of packages each day: without them nothing is known to be old.',
      'APT::Periodic::Update-Package-Lists "1";',
    )
    .add('And the updates, each day.', 'APT::Periodic::Unattended-Upgrade "1";')
    .add('Downloaded packages go after a week: a full disk stops a bot too.', 'APT::Periodic::AutocleanInterval "7";')
    .add(
      "Security updates, whatever else the package's own list takes. The first is of Debian, the second of Ubuntu; each passes over the other.",
      `Unattended-Upgrade::Origins-Pattern { "origin=Debian,codename=\${distro_codename}-security,label=Debian-Security"; };`,
      `Unattended-Upgrade::Allowed-Origins { "Ubuntu:\${distro_codename}-security"; };`,
    )
    .add(
      'An update that is broken off by a shutdown leaves a working host.',
      'Unattended-Upgrade::MinimalSteps "true";',
    )
    .add(
      'The host does not restart by itself: a bot with open positions decides when. `keyward check` says that a restart is due.',
      'Unattended-Upgrade::Automatic-Reboot "false";',
    )
    .add(
      'Old kernels fill /boot, and then no update works.',
      'Unattended-Upgrade::Remove-Unused-Kernel-Packages "true";',
    )
    .add('What went wrong stands in the journal.', 'Unattended-Upgrade::SyslogEnable "true";')
    .file();
}
