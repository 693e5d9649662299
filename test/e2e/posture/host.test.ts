import { describe, expect, it } from 'vitest';
import { modules } from '../../cli/terminal.ts';
import { docker, dockerFaults } from './host-docker.ts';
import { neglected, neglectedFaults } from './host-neglected.ts';
import { type Looked, lookAtPrepared, type PreparedHost, whyNone } from './host-scene.ts';
import { tidy, tidyNearMisses } from './host-tidy.ts';

const none = whyNone();
const dist = modules;

/** What is told as a fault, and of what. */
function faultsOf({ told }: Looked): readonly string[] {
  const faults = told.filter(({ result }) => result === 'fail' || result === 'warn');
  return faults.map(({ id, about }) => `${id} ${about}`).sort();
}

const named = (faults: readonly (readonly [string, string])[]): readonly string[] =>
  faults.map((one) => one.join(' ')).sort();

const quiet: PreparedHost = { plant: '' };

describe('a prepared host', { timeout: 60_000 }, () => {
  it('that was neglected has each planted fault told, and nothing else', async (context) => {
    if (none !== undefined) return context.skip(none);
    const looked = await lookAtPrepared(dist, neglected);
    expect(faultsOf(looked)).toEqual(named(neglectedFaults));
    expect(neglectedFaults.length).toBeGreaterThanOrEqual(30);
    expect(looked.tookMs).toBeLessThan(5_000);
  });

  it('with Docker and hidden exceptions has each planted fault told, and nothing else', async (context) => {
    if (none !== undefined) return context.skip(none);
    expect(faultsOf(await lookAtPrepared(dist, docker))).toEqual(named(dockerFaults));
  });

  it('that is tidy and looks bad in many places has no fault told', async (context) => {
    if (none !== undefined) return context.skip(none);
    const looked = await lookAtPrepared(dist, tidy);
    expect(faultsOf(looked)).toEqual([]);
    expect(tidyNearMisses.length).toBeGreaterThanOrEqual(10);
    // Each of them was looked at, and passed.
    for (const [id] of tidyNearMisses)
      expect(
        looked.told.filter((one) => one.id === id && one.result === 'pass'),
        id,
      ).not.toEqual([]);
  });

  it('on which sshd never ran is told not to be known, with what to do', async (context) => {
    if (none !== undefined) return context.skip(none);
    const { told } = await lookAtPrepared(dist, {
      plant:
        'rmdir /run/sshd; ln -s /lib/systemd/system/ssh.service /etc/systemd/system/multi-user.target.wants/ssh.service',
    });
    expect(told.filter(({ id }) => id === 'HOST-02')).toMatchObject([
      { result: 'unknown', says: expect.stringContaining('mkdir -m 0755 /run/sshd') },
    ]);
  });

  it('whose sshd was started with other words than its file is judged by those', async (context) => {
    if (none !== undefined) return context.skip(none);
    const plant = `printf 'keeper:$y$j9T$abc$def:19000::::::\\n' > /etc/shadow; /usr/sbin/sshd -o PasswordAuthentication=yes; wait_port 22`;
    const { told } = await lookAtPrepared(dist, { plant });
    expect(told.filter(({ id }) => id === 'HOST-02')).toMatchObject([{ result: 'fail', about: 'sshd' }]);
  });

  it('on which somebody calls a program sshd, with other settings, is judged by the daemon', async (context) => {
    if (none !== undefined) return context.skip(none);
    const plant = `printf 'PasswordAuthentication no\\nPermitRootLogin no\\n' > /srv/evil; cp /bin/sleep /srv/sshd
printf 'keeper:$y$j9T$abc$def:19000::::::\\n' > /etc/shadow
setpriv --reuid 65534 --regid 65534 --clear-groups bash -c "exec -a 'sshd -f /srv/evil' /srv/sshd 1000" </dev/null >/dev/null 2>&1 &
sleep 0.2; /usr/sbin/sshd -o PasswordAuthentication=yes -o PermitRootLogin=yes; wait_port 22`;
    const { told } = await lookAtPrepared(dist, { plant });
    expect(told.filter(({ id }) => id === 'HOST-02')).toMatchObject([{ result: 'fail', about: 'sshd' }]);
  });

  it('whose sudoers cannot be read says so, and passes nothing of them', async (context) => {
    if (none !== undefined) return context.skip(none);
    const { told } = await lookAtPrepared(dist, { plant: 'chmod 666 /etc/sudoers' });
    const found = told.filter(({ id }) => id === 'HOST-11').map(({ result, about }) => `${result} ${about}`);
    expect(found).toEqual(['unknown sudo']);
  });

  it('whose bots hold groups that their accounts are not in has that told', async (context) => {
    if (none !== undefined) return context.skip(none);
    const plant = `printf 'disk:x:6:\\ndocker:x:998:\\n' >> /etc/group
node -e "require('net').createServer().listen('/run/docker.sock')" </dev/null >/dev/null 2>&1 &
for _ in $(seq 100); do [ -S /run/docker.sock ] && break; sleep 0.05; done
chmod 660 /run/docker.sock
printf '[Service]\\nUser=trend\\nExecStart=/srv/trend/run\\n' > /etc/systemd/system/trend.service
mkdir -p /run/systemd/system/trend.service.d; printf '[Service]\\nSupplementaryGroups=disk\\n' > /run/systemd/system/trend.service.d/own.conf
bot /srv/grid 991 session-2.scope freqtrade setpriv --reuid 991 --regid 991 --groups 998 sleep 1000
bot /srv/trend 992 trend.service ccxt setpriv --reuid 992 --regid 992 --clear-groups sleep 1000`;
    const { told } = await lookAtPrepared(dist, { plant });
    const found = told.filter(({ id }) => id === 'HOST-11').map(({ result, about }) => `${result} ${about}`);
    expect(found.sort()).toEqual(['fail group disk of trend.service', 'fail group docker of bot /srv/grid']);
  });

  it('whose firewall drops before the input rules, or lets in what it does not follow, is judged by that', async (context) => {
    if (none !== undefined) return context.skip(none);
    const early = await lookAtPrepared(dist, {
      plant: 'iptables -t raw -P PREROUTING DROP; ip6tables -t raw -P PREROUTING DROP',
    });
    const inbound = (all: Looked) => all.told.filter(({ id }) => id === 'HOST-04').map(({ result }) => result);
    expect(inbound(early)).toEqual(['pass', 'pass']);
    const untracked = await lookAtPrepared(dist, {
      plant: `nft -f - <<'RULES'
table inet filter {
  chain early { type filter hook prerouting priority raw; policy accept; udp dport 40000-65535 notrack; }
  chain input { type filter hook input priority 0; policy drop; iif lo accept; ct state established,related,untracked accept; }
}
RULES`,
    });
    expect(inbound(untracked)).toEqual(['unknown', 'unknown']);
    const ingress = await lookAtPrepared(dist, {
      plant: `nft -f - <<'RULES'
table netdev own {
  chain early { type filter hook ingress device eth0 priority 0; policy accept; tcp dport 1-65535 drop; udp dport 1-65535 drop; }
}
RULES`,
    });
    expect(inbound(ingress).filter((result) => result === 'fail')).toEqual([]);
  });

  it('whose firewall drops bogons alone, rejects TCP alone, or opens a wide range, passes nothing', async (context) => {
    if (none !== undefined) return context.skip(none);
    const resultsOf = ({ told }: Looked, ...ids: readonly string[]) =>
      told
        .filter(({ id, about }) => ids.includes(id) && about !== 'port 22/tcp')
        .map(({ id, result }) => `${id} ${result}`);
    const bogons = await lookAtPrepared(dist, {
      plant: `listen 0.0.0.0 6379 redis-server
nft -f - <<'RULES'
table inet filter {
  set four { type ipv4_addr; flags interval; elements = { 0.0.0.0/8, 10.0.0.0/8, 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/3 } }
  chain input { type filter hook input priority 0; policy accept; ip saddr @four drop; ip6 saddr { 2001:db8::/32, fc00::/7 } drop; }
  chain output { type filter hook output priority 0; policy accept; ip daddr @four drop; ip6 daddr { 2001:db8::/32, fc00::/7 } drop; }
}
RULES`,
    });
    expect(resultsOf(bogons, 'HOST-04', 'HOST-05', 'HOST-16')).toEqual([
      'HOST-04 fail',
      'HOST-04 fail',
      'HOST-05 fail',
      'HOST-16 fail',
    ]);
    const others = await lookAtPrepared(dist, {
      plant: `nft -f - <<'RULES'
table inet filter {
  chain input { type filter hook input priority 0; policy drop; iif lo accept; ct state established,related accept; tcp dport 1024-47000 accept; }
  chain output { type filter hook output priority 0; policy accept; oif lo accept; meta l4proto tcp reject; }
}
RULES`,
    });
    expect(resultsOf(others, 'HOST-04', 'HOST-16')).toEqual(['HOST-04 fail', 'HOST-04 fail', 'HOST-16 fail']);
    expect(others.told.find(({ id }) => id === 'HOST-16')?.says).toMatch(/reaches any address over UDP and ICMP/);
    const proxied = await lookAtPrepared(dist, {
      plant: `nft -f - <<'RULES'
table inet filter {
  chain turn { type nat hook output priority -100; policy accept; meta skuid != 13 tcp dport 443 redirect to :3129; }
  chain output { type filter hook output priority 0; policy drop; oif lo accept; ip daddr 127.0.0.1 accept; meta skuid 13 accept; }
}
RULES`,
    });
    expect(resultsOf(proxied, 'HOST-16')).toEqual(['HOST-16 unknown']);
  });

  it('on which a program calls itself sshd, and another hears on a high port of UDP, has both told', async (context) => {
    if (none !== undefined) return context.skip(none);
    const plant = `/usr/sbin/sshd; wait_port 22
setpriv --reuid 991 --regid 991 --clear-groups node -e "process.title='sshd'; require('net').createServer().listen(4444, '0.0.0.0')" </dev/null >/dev/null 2>&1 & wait_port 4444
node -e "require('dgram').createSocket('udp4').bind(40000, '0.0.0.0', () => require('fs').writeFileSync('/run/up-udp', ''))" </dev/null >/dev/null 2>&1 &
for _ in $(seq 100); do [ -e /run/up-udp ] && break; sleep 0.05; done`;
    const { told } = await lookAtPrepared(dist, { plant });
    const found = told.filter(({ id }) => id === 'HOST-05').map(({ result, about }) => `${result} ${about}`);
    expect(found).toEqual(['warn UDP ports of node', 'fail port 4444/tcp']);
  });

  it('on which others may write what Keyward goes by has that told, and a group of one user is none', async (context) => {
    if (none !== undefined) return context.skip(none);
    const own = async (plant: string) => {
      const { told } = await lookAtPrepared(dist, { plant });
      return told
        .filter(({ id, result }) => id === 'HOST-20' && result !== 'pass')
        .map(({ about, says }) => [about, says]);
    };
    const file = '/etc/keyward/keyward.yaml';
    expect(await own(`chown keeper: /var/lib/keyward ${file}; chmod 664 ${file}; chmod 700 /var/lib/keyward`)).toEqual(
      [],
    );
    expect(
      await own(
        `chmod 666 ${file}; chown grid: /var/lib/keyward; : > /var/lib/keyward/vault.age; chown trend: /var/lib/keyward/vault.age`,
      ),
    ).toEqual([
      ['the settings', `${file} may be written by everybody (mode 0666)`],
      [
        'the vault /var/lib/keyward/vault.age',
        '/var/lib/keyward/vault.age belongs to trend, who is neither root nor whoever runs Keyward',
      ],
    ]);
    expect(
      await own(`printf 'staff:x:50:grid\\n' >> /etc/group; chgrp staff /etc/keyward; chmod 775 /etc/keyward`),
    ).toEqual([
      ['the settings', `/etc/keyward, above ${file}, may be written by the group staff, with grid (mode 0775)`],
    ]);
    expect(await own(`setfacl -m u:grid:rw ${file} || { chmod 666 ${file}; }`)).toEqual([
      ['the settings', expect.stringMatching(/may be written by (?:grid, by its access list|everybody)/)],
    ]);
  });

  it('passes nothing of sshd, the firewall and sudo to a user who may not ask', async (context) => {
    if (none !== undefined) return context.skip(none);
    const { told } = await lookAtPrepared(dist, { ...neglected, uid: 1000 });
    for (const id of ['HOST-02', 'HOST-03', 'HOST-04', 'HOST-11', 'HOST-16']) {
      const own = told.filter((one) => one.id === id);
      expect([id, own.map(({ result }) => result)]).toEqual([
        id,
        expect.not.arrayContaining(['pass', 'not-applicable']),
      ]);
      expect([id, own.some(({ result, says }) => result === 'unknown' && /sudo|root/.test(says))]).toEqual([id, true]);
    }
  });

  it('without bots says so, and asks for nothing', async (context) => {
    if (none !== undefined) return context.skip(none);
    const { told } = await lookAtPrepared(dist, quiet);
    for (const id of ['HOST-01', 'HOST-08', 'HOST-14'])
      expect(told.filter((one) => one.id === id)).toMatchObject([
        { result: 'not-applicable', says: 'no bot was found on this host' },
      ]);
  });
});
