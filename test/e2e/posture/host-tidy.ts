import type { PreparedHost } from './host-scene.ts';

/** A host of which nothing may be told, though much of it looks like a fault. */
export const tidy: PreparedHost = {
  plant: `
# near-miss: the later files say yes, but the first value counts.
printf 'PasswordAuthentication no\\nKbdInteractiveAuthentication yes\\nAuthenticationMethods publickey,keyboard-interactive publickey\\nPermitRootLogin prohibit-password\\n' > /etc/ssh/sshd_config.d/10-own.conf
printf 'PasswordAuthentication yes\\n' > /etc/ssh/sshd_config.d/50-cloud-init.conf
# near-miss: an exception for an account that does not exist.
printf 'Match User ghost\\n  PasswordAuthentication yes\\n' >> /etc/ssh/sshd_config
# near-miss: the key of root is bound to a command, as cloud images have it.
printf 'no-pty,command="echo Please log in as the user debian" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOhPv4Fo6Cc6hBYyPAVTsQ9FhvF4wXzZ4m3KtXoI1F4b a\\n' > /var/root/.ssh/authorized_keys
/usr/sbin/sshd; wait_port 22
# near-miss: the policy accepts, the last rule drops; only the user of the bot is held on its way out.
nft -f - <<'RULES'
table inet filter {
  set asked { type inet_service; elements = { 22 } }
  chain services { tcp dport @asked accept; udp dport 123 accept; return; }
  chain input { type filter hook input priority 0; policy accept; iif lo accept; ct state vmap { established : accept, related : accept, invalid : drop }; icmp type echo-request accept; meta l4proto ipv6-icmp accept; jump services; drop; }
  chain output { type filter hook output priority 0; policy accept; oif lo accept; ct state established,related accept; meta skuid { 991, 992, 1500 } reject; }
}
RULES
# near-misses: held by the firewall, on loopback, and time.
listen 0.0.0.0 9000 python3
listen 127.0.0.1 5432 postgres
listen 127.0.0.1 25 exim4
printf 'port 123\\nallow\\nbindcmdaddress /run/chrony.sock\\npidfile /run/chrony.pid\\nuser root\\n' > /etc/chrony.conf
chronyd -x -f /etc/chrony.conf
# near-misses: newer, of another flavour; memory, and an encrypted volume below LVM.
: > /boot/vmlinuz-6.12.9-cloud-amd64; : > /boot/vmlinuz-6.1.0-9-amd64
mkdir -p /sys/class/block/zram0 /sys/class/block/dm-1/dm /sys/class/block/dm-1/slaves/dm-0 /sys/class/block/dm-0/dm
echo none > /sys/class/block/zram0/backing_dev; echo LVM-abc > /sys/class/block/dm-1/dm/uuid; echo CRYPT-LUKS2-abc > /sys/class/block/dm-0/dm/uuid
printf '/dev/zram0 partition 1 0 100\\n/dev/dm-1 partition 1 0 -2\\n' >> /run/swaps
# near-misses: the battery of a mouse, and a UPS.
mkdir -p /sys/class/power_supply/hidpp_battery_0 /sys/class/power_supply/ups0
echo Battery > /sys/class/power_supply/hidpp_battery_0/type; echo Device > /sys/class/power_supply/hidpp_battery_0/scope; echo UPS > /sys/class/power_supply/ups0/type
ln -sf /lib/systemd/system/graphical.target /etc/systemd/system/default.target
# near-misses: one command with its words; a right that a later line takes back; a group without its daemon.
printf 'grid ALL=(root) NOPASSWD: /usr/bin/systemctl restart grid.service\\nkeeper ALL=(ALL) NOPASSWD: ALL\\nkeeper ALL=(ALL) PASSWD: ALL\\n' > /etc/sudoers.d/50-own; chmod 440 /etc/sudoers.d/50-own
echo 'lxd:x:997:keeper' >> /etc/group; echo 'docker:x:998:keeper' >> /etc/group
# near-misses: open files in a closed folder, and a link that shows 777.
echo order > /srv/grid/logs/grid.log; echo old > /srv/grid/logs/grid.log.1; chown -R grid: /srv/grid/logs; chmod 644 /srv/grid/logs/*; chmod 700 /srv/grid/logs
echo order > /srv/trend/logs/now.log; chmod 600 /srv/trend/logs/now.log; ln -s now.log /srv/trend/logs/latest.log
# near-miss: guesses that cannot fit.
i=0; while [ $i -lt 300 ]; do echo "$(date +%Y-%m-%dT%H:%M:%S+00:00) prepared sshd[9]: Failed password for root from 198.51.100.$((i % 9)) port 4$i ssh2"; i=$((i + 1)); done > /var/log/auth.log
# near-miss: the unit is bare, and its drop-in shuts it in.
printf '[Service]\\nExecStart=/srv/grid/run\\n' > /etc/systemd/system/grid.service
mkdir -p /etc/systemd/system/grid.service.d
cat > /etc/systemd/system/grid.service.d/50-shut.conf <<'UNIT'
[Service]
User=grid
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
ProcSubset=pid
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
LockPersonality=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service
UMask=0077
UNIT
cp -r /etc/systemd/system/grid.service /etc/systemd/system/trend.service; cp -r /etc/systemd/system/grid.service.d /etc/systemd/system/trend.service.d
# near-miss: the soft limit counts, not the hard one.
ulimit -S -c 0
bot /srv/grid 991 grid.service jesse setpriv --reuid 991 --regid 991 --clear-groups sleep 1000
# near-miss: root of a user namespace only.
bot /srv/trend 992 trend.service ccxt setpriv --reuid 992 --regid 992 --clear-groups unshare --user --map-root-user sleep 1000
# near-miss: an sshd's children and shells of somebody who is logged in for days.
named bash 1000
`,
};

/** What looks like a fault there, with the check that has to stay calm. */
export const tidyNearMisses: readonly (readonly [id: string, what: string])[] = [
  ['HOST-01', 'root of a user namespace only'],
  ['HOST-02', 'a later drop-in that says yes'],
  ['HOST-02', 'the keyboard only besides a key'],
  ['HOST-02', 'an exception for an account that does not exist'],
  ['HOST-03', 'a key of root that is bound to one command'],
  ['HOST-04', 'a policy that accepts before a last rule that drops'],
  ['HOST-05', 'a port that the firewall keeps'],
  ['HOST-05', 'chrony on port 123'],
  ['HOST-07', 'a newer kernel of another flavour'],
  ['HOST-08', 'a hard limit without bounds'],
  ['HOST-09', 'swap in memory, and on LVM over LUKS'],
  ['HOST-11', 'a right that a later line takes back'],
  ['HOST-11', 'one command with its words'],
  ['HOST-11', 'a group whose daemon is not there'],
  ['HOST-12', 'an open log in a closed folder'],
  ['HOST-12', 'a link, which shows mode 777'],
  ['HOST-13', 'guesses that cannot fit'],
  ['HOST-14', 'a bare unit with a drop-in'],
  ['HOST-16', 'a rule for the users of the bots'],
  ['HOST-18', 'the battery of a mouse, and graphical.target'],
  ['HOST-19', 'the database that jesse needs, and mail for this host'],
];
