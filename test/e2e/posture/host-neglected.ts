import type { PreparedHost } from './host-scene.ts';

/** A server that nobody has tended. */
export const neglected: PreparedHost = {
  plant: `
# sshd: the main file says no, and what the provider dropped in says yes, first.
printf 'PasswordAuthentication yes\\nPermitRootLogin yes\\n' > /etc/ssh/sshd_config.d/50-cloud-init.conf
printf 'root:$y$j9T$abc$def:19000::::::\\nkeeper:$y$j9T$abc$def:19000::::::\\n' > /etc/shadow
/usr/sbin/sshd; wait_port 22
nft -f - <<'RULES'
table inet filter {
  chain input { type filter hook input priority 0; policy accept; iif lo accept; ct state established,related accept; tcp dport 22 accept; }
}
RULES
listen 0.0.0.0 8080 python3
listen :: 6379 redis-server
ln -sf /dev/null /etc/systemd/system/apt-daily-upgrade.timer
echo linux-image-amd64 > /run/reboot-required.pkgs; : > /run/reboot-required
printf '/dev/sda2 partition 1048572 0 -2\\n' >> /run/swaps
mkdir -p /sys/class/power_supply/BAT0; echo Battery > /sys/class/power_supply/BAT0/type; echo 1 > /sys/class/power_supply/BAT0/present
echo 0 > /proc/sys/kernel/yama/ptrace_scope
echo 'grid ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/90-grid; chmod 440 /etc/sudoers.d/90-grid
echo 'docker:x:998:trend' >> /etc/group
node -e "require('net').createServer().listen('/run/docker.sock')" </dev/null >/dev/null 2>&1 &
for _ in $(seq 100); do [ -S /run/docker.sock ] && break; sleep 0.05; done
chmod 666 /run/docker.sock
echo order > /srv/grid/logs/grid.log; echo old > /srv/grid/logs/grid.log.2.gz; chown grid: /srv/grid/logs/*; chmod 644 /srv/grid/logs/*
: > /srv/trend/nohup.out; chmod 644 /srv/trend/nohup.out
i=0; while [ $i -lt 300 ]; do echo "$(date +%Y-%m-%dT%H:%M:%S+00:00) prepared sshd[9]: Failed password for invalid user admin from 198.51.100.$((i % 9)) port 4$i ssh2"; i=$((i + 1)); done > /var/log/auth.log
printf '[Service]\\nExecStart=/srv/grid/run\\n' > /etc/systemd/system/grid.service
printf 'pid /run/nginx.pid; error_log /dev/null; events {} http { access_log off; server { listen 127.0.0.1:8081; } }\\n' > /run/nginx.conf
nginx -c /run/nginx.conf
named transmission-da 1000
named backtest 1000
ulimit -c unlimited
bot /srv/grid 0 grid.service freqtrade sleep 1000
bot /srv/trend 992 session-2.scope ccxt setpriv --reuid 992 --regid 992 --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override sh -c 'exec sleep 1000 >> /srv/trend/nohup.out'
ulimit -c 0
mount -t tmpfs -o size=20m full /var/lib/keyward; head -c 19m /dev/zero > /var/lib/keyward/journal
`,
};

/** Each fault that was planted there, by what it is told of. */
export const neglectedFaults: readonly (readonly [id: string, about: string])[] = [
  ['HOST-01', 'bot /srv/grid'],
  ['HOST-01', 'bot /srv/trend'],
  ['HOST-02', 'sshd'],
  ['HOST-03', 'root over SSH'],
  ['HOST-04', 'inbound IPv4'],
  ['HOST-04', 'inbound IPv6'],
  ['HOST-05', 'port 8080/tcp'],
  ['HOST-05', 'port 6379/tcp'],
  ['HOST-06', 'updates'],
  ['HOST-07', 'restart'],
  ['HOST-08', 'bot /srv/grid'],
  ['HOST-08', 'bot /srv/trend'],
  ['HOST-09', 'swap /dev/sda2'],
  ['HOST-11', 'sudo of grid'],
  ['HOST-11', 'group docker'],
  ['HOST-11', '/run/docker.sock'],
  ['HOST-12', '/srv/grid/logs/grid.log'],
  ['HOST-12', '/srv/grid/logs/grid.log.2.gz'],
  ['HOST-12', '/srv/trend/nohup.out'],
  ['HOST-13', 'failed logins'],
  ['HOST-14', 'unit grid.service'],
  ['HOST-14', 'bot /srv/trend'],
  ['HOST-15', 'ptrace'],
  ['HOST-16', 'bot /srv/grid'],
  ['HOST-16', 'bot /srv/trend'],
  ['HOST-17', 'space on /var/lib/keyward'],
  ['HOST-18', 'this host'],
  ['HOST-19', 'nginx'],
  ['HOST-19', 'redis-server'],
  ['HOST-19', 'transmission'],
  ['HOST-19', 'processes of keeper'],
  ['HOST-20', 'the state folder'],
];
