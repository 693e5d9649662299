import type { PreparedHost } from './host-scene.ts';

/** A host with Docker beside iptables, exceptions in sshd, and what else hides behind a tidy front. */
export const docker: PreparedHost = {
  plant: `
# sshd: tidy for everybody, open for one account; and keys for root.
printf 'Match User keeper\\n  PasswordAuthentication yes\\n' >> /etc/ssh/sshd_config
sed -i 's/^PermitRootLogin.*/PermitRootLogin prohibit-password/' /etc/ssh/sshd_config
printf 'keeper:$y$j9T$abc$def:19000::::::\\nroot:*:19000::::::\\n' > /etc/shadow
printf 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOhPv4Fo6Cc6hBYyPAVTsQ9FhvF4wXzZ4m3KtXoI1F4b a\\n' > /var/root/.ssh/authorized_keys
/usr/sbin/sshd; wait_port 22
# The way of ufw and Docker: what comes in is dropped, what is published goes past it; nothing for IPv6.
iptables-restore <<'RULES'
*nat
:PREROUTING ACCEPT [0:0]
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
-A DOCKER -d 127.0.0.1/32 ! -i docker0 -p tcp -m tcp --dport 8083 -j DNAT --to-destination 172.17.0.3:80
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT DROP [0:0]
:DOCKER - [0:0]
:DOCKER-USER - [0:0]
:ufw-before-input - [0:0]
:ufw-not-local - [0:0]
-A INPUT -j ufw-before-input
-A ufw-before-input -i lo -j ACCEPT
-A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A ufw-before-input -j ufw-not-local
-A ufw-before-input -p tcp -m tcp --dport 22 -j ACCEPT
-A ufw-before-input -p tcp -m multiport --dports 2375,9999 -j ACCEPT
-A ufw-not-local -m addrtype --dst-type LOCAL -j RETURN
-A ufw-not-local -j DROP
-A FORWARD -j DOCKER-USER
-A FORWARD -o docker0 -j DOCKER
-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
-A DOCKER-USER -j RETURN
-A OUTPUT -o lo -j ACCEPT
-A OUTPUT -p tcp -m tcp --dport 443 -j ACCEPT
COMMIT
RULES
listen 0.0.0.0 2375 dockerd
printf 'APT::Periodic::Update-Package-Lists "1";\\nAPT::Periodic::Unattended-Upgrade "0";\\n' > /etc/apt/apt.conf.d/20auto-upgrades
: > /boot/vmlinuz-6.1.0-31-amd64
echo '|/usr/local/bin/keep-core %p' > /proc/sys/kernel/core_pattern
rm -r /proc/sys/kernel/yama
ln -s /lib/systemd/system/lightdm.service /etc/systemd/system/display-manager.service
printf 'Cmnd_Alias EDIT = /usr/bin/vim\\n#includedir /etc/sudoers.more\\n' > /etc/sudoers.d/50-more
mkdir -p /etc/sudoers.more; printf 'keeper ALL=(root) NOPASSWD: EDIT\\n' > /etc/sudoers.more/keeper; chmod 440 /etc/sudoers.d/* /etc/sudoers.more/*
echo 'disk:x:6:grid' >> /etc/group
i=0; while [ $i -lt 9 ]; do echo "$(date +%Y-%m-%dT%H:%M:%S+00:00) prepared sshd[9]: Failed password for keeper from 198.51.100.9 port 4$i ssh2"; i=$((i + 1)); done > /var/log/auth.log
echo "$(date +%Y-%m-%dT%H:%M:%S+00:00) prepared sshd[9]: Accepted password for keeper from 198.51.100.9 port 50000 ssh2" >> /var/log/auth.log
named xmrig 1000
echo x > /var/log/grid.log; chown grid: /var/log/grid.log; chmod 666 /var/log/grid.log
bot /srv/grid 991 "" ccxt setpriv --reuid 991 --regid 991 --clear-groups sleep 1000
bot /srv/scalp 991 "" ccxt setpriv --reuid 991 --regid 991 --clear-groups sleep 1000
`,
};

export const dockerFaults: readonly (readonly [id: string, about: string])[] = [
  ['HOST-02', 'sshd, user keeper'],
  ['HOST-03', 'root over SSH'],
  ['HOST-04', 'inbound IPv6'],
  ['HOST-04', 'published port 8080/tcp'],
  ['HOST-05', 'port 2375/tcp'],
  ['HOST-06', 'updates'],
  ['HOST-07', 'restart'],
  ['HOST-08', 'bot /srv/grid'],
  ['HOST-08', 'bot /srv/scalp'],
  ['HOST-11', 'sudo of keeper'],
  ['HOST-11', 'group disk'],
  ['HOST-12', '/var/log/grid.log'],
  ['HOST-13', 'failed logins'],
  ['HOST-14', 'bot /srv/grid'],
  ['HOST-14', 'bot /srv/scalp'],
  ['HOST-15', 'ptrace'],
  ['HOST-15', 'user 991'],
  ['HOST-16', 'bot /srv/grid'],
  ['HOST-16', 'bot /srv/scalp'],
  ['HOST-18', 'this host'],
  ['HOST-19', 'miner'],
];
