import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HardenPlan, hardenFiles } from '../../../src/posture/index.ts';
import { gridBot, installing, lacking, need, OWN_FOLDERS, plan, run } from './harden-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-harden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two bots: one with market data, one that also asks name servers and has a database. */
const two: HardenPlan = {
  ...plan,
  bots: [
    gridBot,
    {
      ...gridBot,
      name: 'trend',
      user: 'bot-trend',
      unit: 'bot-trend',
      folder: '/srv/trend',
      mayAskDns: true,
      localPorts: [5_432],
    },
  ],
};

/** Answers on ports of one address: TCP says `hello`, UDP repeats. */
const SERVER = `
import { createServer } from 'node:net';
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
for (const word of process.argv.slice(2)) {
  const [kind, port] = word.split(':');
  if (kind === 'tcp') createServer((one) => one.on('error', () => {}).end('hello\\n')).listen(Number(port), '::');
  // One for each address: an answer has to come from the one that was asked.
  else for (const { address, family } of Object.values(networkInterfaces()).flat()) {
    if (address.startsWith('fe80')) continue;
    const socket = createSocket(family === 'IPv4' ? 'udp4' : 'udp6');
    socket.on('message', (text, from) => socket.send(text, from.port, from.address));
    socket.bind(Number(port), address);
  }
}
`;

/**
 * A host in the middle, with real processes: `world` is the internet (203.0.113.0/24, 2001:db8:1::/64), `box` a container behind the host. The
 * names stand in the host's own /etc/hosts, which is its resolver here.
 */
const SCENE = `
${OWN_FOLDERS}
ip link set lo up
mkdir -p /run/netns /opt/tests
cat > /opt/tests/server.mjs <<'END'
${SERVER}
END
for name in world box; do ip netns add $name; ip -n $name link set lo up; done
ip link add w0 type veth peer name w1 netns world
ip link add b0 type veth peer name b1 netns box
ip addr add 203.0.113.1/24 dev w0; ip -6 addr add 2001:db8:1::1/64 dev w0 nodad; ip link set w0 up
ip addr add 172.17.0.1/24 dev b0; ip link set b0 up
ip -n box addr add 172.17.0.2/24 dev b1; ip -n box link set b1 up; ip -n box route add default via 172.17.0.1
ip -n world link set w1 up
for last in 10 20 53 99; do ip -n world addr add 203.0.113.$last/24 dev w1; ip -n world -6 addr add 2001:db8:1::$last/64 dev w1 nodad; done
ip -n world route add 172.17.0.0/24 via 203.0.113.1
echo 1 > /proc/sys/net/ipv4/ip_forward
printf 'nameserver 203.0.113.53\\nnameserver 2001:db8:1::53\\n' > /etc/resolv.conf
cat >> /etc/hosts <<'END'
203.0.113.10 api.example.com
2001:db8:1::10 api.example.com
203.0.113.20 stream.example.com
2001:db8:1::20 stream.example.com
203.0.113.99 time.example.com
END
mkdir -p /etc/sysusers.d; printf 'u docker-like - "x"\\n' > /etc/sysusers.d/other.conf
INSTALL
systemd-sysusers
node=$1
ip netns exec world $node /opt/tests/server.mjs tcp:443 tcp:80 tcp:9443 tcp:22 udp:53 tcp:53 udp:123 udp:443 &
ip netns exec box $node /opt/tests/server.mjs tcp:8080 &
$node /opt/tests/server.mjs tcp:8787 tcp:5432 tcp:6379 tcp:22 tcp:53 udp:53 &
for port in 8787 6379; do for try in $(seq 100); do (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null && break; sleep 0.1; done; done
for try in $(seq 100); do (exec 3<>/dev/tcp/203.0.113.10/9443) 2>/dev/null && break; sleep 0.1; done

# Whether what is asked for comes back: yes, refused (at once), or silence.
tcp() { timeout 2 bash -c "exec 3<>/dev/tcp/$1/$2 && read -t 1 word <&3 && [ \\"\\$word\\" = hello ]" 2>/dev/null; case $? in 0) echo yes;; 124) echo silence;; *) echo refused;; esac; }
udp() { timeout 2 bash -c "exec 3<>/dev/udp/$1/$2 && echo hello >&3 && word=\\$(timeout 0.5 head -n 1 <&3) && [ \\"\\$word\\" = hello ]" 2>/dev/null; [ $? = 0 ] && echo yes || echo no; }
export -f tcp udp
as() { user=$1; shift; setpriv --reuid $user --regid $user --clear-groups bash -c "$*"; }
tell() { echo "RESULT $1 = $2"; }
in_world() { ip netns exec world bash -c "$*"; }
`;

const PROBES = `
nft -c -f /etc/keyward/firewall.nft; tell 'nft takes the file' $?
nft add table ip docker; nft 'add chain ip docker forward { type filter hook forward priority 0; policy accept; }'
tell 'open before: grid reaches 443' $(as bot-grid tcp 203.0.113.10 443)
tell 'open before: world reaches 6379' $(in_world tcp 203.0.113.1 6379)
nft -f /etc/keyward/firewall.nft
tell 'before the names: grid reaches the stream' $(as bot-grid tcp 203.0.113.20 9443)
tell 'before the names: keyward reaches the exchange' $(as keyward tcp 203.0.113.10 443)
/usr/local/sbin/keyward-names; tell 'keyward-names ends with' $?
for user in bot-grid bot-trend keyward docker-like root; do
  tell "$user: keyward" $(as $user tcp 127.0.0.1 8787)
  tell "$user: keyward by ::1" $(as $user tcp ::1 8787)
  tell "$user: database" $(as $user tcp 127.0.0.1 5432)
  tell "$user: another port" $(as $user tcp 127.0.0.1 6379)
  tell "$user: another port by the public address" $(as $user tcp 203.0.113.1 6379)
  tell "$user: local dns" $(as $user udp 127.0.0.1 53)
  tell "$user: stream" $(as $user tcp 203.0.113.20 9443)
  tell "$user: stream, ipv6" $(as $user tcp 2001:db8:1::20 9443)
  tell "$user: stream, another port" $(as $user tcp 203.0.113.20 443)
  tell "$user: exchange" $(as $user tcp 203.0.113.10 443)
  tell "$user: exchange, ipv6" $(as $user tcp 2001:db8:1::10 443)
  tell "$user: exchange, plain http" $(as $user tcp 203.0.113.10 80)
  tell "$user: exchange, quic" $(as $user udp 203.0.113.10 443)
  tell "$user: stranger" $(as $user tcp 203.0.113.99 443)
  tell "$user: stranger, ipv6" $(as $user tcp 2001:db8:1::99 443)
  tell "$user: name server" $(as $user udp 203.0.113.53 53)
  tell "$user: name server, tcp and ipv6" $(as $user tcp 2001:db8:1::53 53)
  tell "$user: another name server" $(as $user udp 203.0.113.99 53)
  tell "$user: time" $(as $user udp 203.0.113.99 123)
  tell "$user: a container" $(as $user tcp 172.17.0.2 8080)
done
tell 'a child of the bot' $(as bot-grid "setsid bash -c 'tcp 203.0.113.99 443'")
tell 'in: ssh' $(in_world tcp 203.0.113.1 22)
tell 'in: ssh, ipv6' $(in_world tcp 2001:db8:1::1 22)
tell 'in: keyward' $(in_world tcp 203.0.113.1 8787)
tell 'in: another port' $(in_world tcp 203.0.113.1 6379)
tell 'in: another port, ipv6' $(in_world tcp 2001:db8:1::1 6379)
tell 'in: dns' $(in_world udp 203.0.113.1 53)
tell 'in: ping' $(in_world 'ping -c1 -W1 203.0.113.1 >/dev/null && echo yes || echo no')
tell 'in: ping, ipv6' $(in_world 'ping -6 -c1 -W1 2001:db8:1::1 >/dev/null && echo yes || echo no')
tell 'forward: container to world' $(ip netns exec box bash -c 'tcp 203.0.113.99 443')
tell 'forward: world to container' $(in_world tcp 172.17.0.2 8080)
tell 'the hosts file for the units' "$(grep -c 'example.com$' /run/keyward-names/hosts) names, $(grep '^127' /run/keyward-names/hosts | head -1 | cut -f1 | cut -d' ' -f1)"

# Another address, then a resolver that answers nothing: what was known stays.
inode=$(stat -c %i /run/keyward-names/hosts)
sed -i 's/^203.0.113.20 stream/203.0.113.99 stream/' /etc/hosts; /usr/local/sbin/keyward-names
tell 'moved: the new address' $(as bot-grid tcp 203.0.113.99 9443)
tell 'moved: the old one for a day' $(as bot-grid tcp 203.0.113.20 9443)
tell 'moved: the hosts file has' "$(grep stream /run/keyward-names/hosts | grep -v : | cut -d' ' -f1 | sort -u | tail -1)"
tell 'moved: the hosts file is the same one' $([ $inode = $(stat -c %i /run/keyward-names/hosts) ] && echo yes)
sed -i '/example.com/d' /etc/hosts; printf 'nameserver 127.0.0.9\\noptions timeout:1 attempts:1\\n' > /etc/resolv.conf; /usr/local/sbin/keyward-names
tell 'no resolver: the stream' $(as bot-grid tcp 203.0.113.99 9443)
tell 'no resolver: the exchange' $(as keyward tcp 203.0.113.10 443)
awk '{ if ($3 == "203.0.113.20") $1 -= 90000; print }' /run/keyward-names/seen > /run/seen; cat /run/seen > /run/keyward-names/seen; /usr/local/sbin/keyward-names
tell 'a day later: the old one' $(as bot-grid tcp 203.0.113.20 9443)
tell 'a day later: the stream' $(as bot-grid tcp 203.0.113.99 9443)

# A clock that was a year ahead once has left its times behind.
printf 'nameserver 203.0.113.53\\nnameserver 2001:db8:1::53\\n' > /etc/resolv.conf
printf '203.0.113.99 stream.example.com\\n' >> /etc/hosts
year=$(($(date +%s) + 31536000))
echo "$year stream.example.com 203.0.113.20" > /run/seen; cat /run/seen > /run/keyward-names/seen; /usr/local/sbin/keyward-names
tell 'ahead: the hosts file has' "$(tail -n +3 /run/keyward-names/hosts | grep stream | grep -v : | cut -d' ' -f1 | sort -u | paste -sd,)"
tell 'ahead: times to come' "$(awk -v now=$(date +%s) '$1 > now' /run/keyward-names/seen | wc -l)"
awk '{ if ($3 == "203.0.113.20") $1 -= 90000; print }' /run/keyward-names/seen > /run/seen; cat /run/seen > /run/keyward-names/seen; /usr/local/sbin/keyward-names
tell 'ahead: the old one a day later' $(as bot-grid tcp 203.0.113.20 9443)

# What a start of nftables.service loads on Debian takes every table away.
printf '#!/usr/sbin/nft -f\\nflush ruleset\\ntable inet filter { }\\n' > /etc/nftables.conf
nft -f /etc/nftables.conf; tell 'flushed: nothing is left' $(as bot-grid tcp 203.0.113.99 443)
/usr/local/sbin/keyward-names; tell 'flushed: keyward-names ends with' $?
tell 'flushed: a stranger' $(as bot-grid tcp 203.0.113.99 443)
tell 'flushed: the stream' $(as bot-grid tcp 203.0.113.99 9443)
nft -f /etc/nftables.conf; /usr/local/sbin/keyward-names load; tell 'flushed, load: ends with' $?
tell 'flushed, load: a stranger' $(as bot-grid tcp 203.0.113.99 443)
nft flush table inet keyward; /usr/local/sbin/keyward-names; tell 'emptied: a stranger' $(as bot-grid tcp 203.0.113.99 443)
sed -i 's/^bot-grid:x:[0-9]*/bot-grid:x:47110/' /etc/passwd; /usr/local/sbin/keyward-names
tell 'another number: a stranger' $(as bot-grid tcp 203.0.113.99 443)

# Where it cannot be loaded: the bots are stopped, or not started.
mkdir /mnt/stubs; printf '#!/bin/sh\\necho "$*" >> /mnt/asked\\n' > /mnt/stubs/systemctl; chmod 755 /mnt/stubs/systemctl
nft -f /etc/nftables.conf; mv /etc/keyward/firewall.nft /etc/keyward/away
PATH=/mnt/stubs:$PATH /usr/local/sbin/keyward-names load 2> /dev/null; tell 'no rules, load: ends with' $?
tell 'no rules, load: asked' "$(cat /mnt/asked 2> /dev/null)"
PATH=/mnt/stubs:$PATH /usr/local/sbin/keyward-names 2> /dev/null; tell 'no rules: ends with' $?
tell 'no rules: asked' "$(cat /mnt/asked)"
# Rules from before a bot was added load well, and do not hold it.
grep -v 'goto from_bot-trend' /etc/keyward/away > /etc/keyward/firewall.nft
PATH=/mnt/stubs:$PATH /usr/local/sbin/keyward-names load 2> /dev/null; tell 'rules without a bot, load: ends with' $?
mv /etc/keyward/away /etc/keyward/firewall.nft; nft delete table inet filter; nft add table ip docker

# Loaded once more, then taken away: only its own table.
nft -f /etc/keyward/firewall.nft && nft -f /etc/keyward/firewall.nft; tell 'loaded again' $?
tell 'tables' "$(nft list tables | sort | paste -sd, -)"
nft delete table inet keyward
tell 'undone: grid reaches 443' $(as bot-grid tcp 203.0.113.10 443)
tell 'undone: tables' "$(nft list tables | sort | paste -sd, -)"
kill $(jobs -p)
`;

const NEEDED = ['nft', 'ip', 'unshare', 'setpriv', 'ping', 'systemd-sysusers', 'getent'];
let said: ReadonlyMap<string, string> = new Map();

describe('the firewall, with real processes on a host of its own', { timeout: 60_000 }, () => {
  beforeAll(() => {
    if (lacking(...NEEDED) !== undefined) return;
    const files = hardenFiles(two).filter(({ name }) => name === 'sysusers' || name.startsWith('nftables'));
    const path = join(folder, 'scene');
    writeFileSync(path, SCENE.replace('INSTALL', () => installing(files)) + PROBES.replace(/^/, 'set +e\n'));
    const { out } = run('unshare', [
      '--mount',
      '--net',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'bash',
      path,
      process.execPath,
    ]);
    said = new Map([...out.matchAll(/^RESULT (.*?) = (.*)$/gm)].map(([, what, is]) => [what!, is!]));
    if (said.size === 0) throw new Error(out.slice(-2_000));
  }, 60_000);

  const saysOf = (user: string) =>
    Object.fromEntries(
      [...said].filter(([what]) => what.startsWith(`${user}: `)).map(([what, is]) => [what.slice(user.length + 2), is]),
    );
  const none = {
    'keyward by ::1': 'refused',
    database: 'refused',
    'another port': 'refused',
    'another port by the public address': 'refused',
    'local dns': 'no',
    stream: 'refused',
    'stream, ipv6': 'refused',
    'stream, another port': 'refused',
    exchange: 'refused',
    'exchange, ipv6': 'refused',
    'exchange, plain http': 'refused',
    'exchange, quic': 'no',
    stranger: 'refused',
    'stranger, ipv6': 'refused',
    'name server': 'no',
    'name server, tcp and ipv6': 'refused',
    'another name server': 'no',
    time: 'no',
    'a container': 'refused',
  };

  it('is taken by nft, and closed until names have been looked up', (context) => {
    need(context, ...NEEDED);
    expect(said.get('nft takes the file')).toBe('0');
    expect(said.get('open before: grid reaches 443')).toBe('yes');
    expect(said.get('open before: world reaches 6379')).toBe('yes');
    expect(said.get('before the names: grid reaches the stream')).toBe('refused');
    expect(said.get('before the names: keyward reaches the exchange')).toBe('refused');
    expect(said.get('keyward-names ends with')).toBe('0');
  });

  it('lets a bot reach Keyward and its market data, and nothing else', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('bot-grid')).toEqual({ ...none, keyward: 'yes', stream: 'yes', 'stream, ipv6': 'yes' });
    expect(said.get('a child of the bot')).toBe('refused');
  });

  it('lets a bot ask name servers and use a port of this host where its owner says so', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('bot-trend')).toEqual({
      ...none,
      keyward: 'yes',
      stream: 'yes',
      'stream, ipv6': 'yes',
      database: 'yes',
      'local dns': 'yes',
      'name server': 'yes',
      'name server, tcp and ipv6': 'yes',
    });
  });

  it('lets Keyward reach exchanges, time servers, name servers and this host, and nothing else', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('keyward')).toEqual({
      ...none,
      keyward: 'yes',
      'keyward by ::1': 'yes',
      database: 'yes',
      'another port': 'yes',
      'another port by the public address': 'yes',
      'local dns': 'yes',
      exchange: 'yes',
      'exchange, ipv6': 'yes',
      time: 'yes',
      'name server': 'yes',
      'name server, tcp and ipv6': 'yes',
    });
  });

  it('leaves every other user and all forwarding as they were', (context) => {
    need(context, ...NEEDED);
    for (const user of ['docker-like', 'root']) expect(new Set(Object.values(saysOf(user)))).toEqual(new Set(['yes']));
    expect(said.get('forward: container to world')).toBe('yes');
    expect(said.get('forward: world to container')).toBe('yes');
  });

  it('takes in SSH and pings, and is silent to the rest', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('in')).toEqual({
      ssh: 'yes',
      'ssh, ipv6': 'yes',
      ping: 'yes',
      'ping, ipv6': 'yes',
      keyward: 'silence',
      'another port': 'silence',
      'another port, ipv6': 'silence',
      dns: 'no',
    });
  });

  it('follows names that move, keeps the old address for a day, and the last known one without a resolver', (context) => {
    need(context, ...NEEDED);
    expect(said.get('the hosts file for the units')).toMatch(/^10 names, 127\.0\.0\.1$/);
    expect(saysOf('moved')).toEqual({
      'the new address': 'yes',
      'the old one for a day': 'yes',
      'the hosts file has': '203.0.113.99',
      'the hosts file is the same one': 'yes',
    });
    expect(saysOf('no resolver')).toEqual({ 'the stream': 'yes', 'the exchange': 'yes' });
    expect(saysOf('a day later')).toEqual({ 'the old one': 'refused', 'the stream': 'yes' });
  });

  it('forgets an old address also where the clock was ahead when it was seen', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('ahead')).toEqual({
      'the hosts file has': '203.0.113.99',
      'times to come': '0',
      'the old one a day later': 'refused',
    });
  });

  it('is loaded again by keyward-names where somebody has flushed it, or a user has another number', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('flushed')).toEqual({
      'nothing is left': 'yes',
      'keyward-names ends with': '0',
      'a stranger': 'refused',
      'the stream': 'yes',
    });
    expect(saysOf('flushed, load')).toEqual({ 'ends with': '0', 'a stranger': 'refused' });
    expect(saysOf('emptied')).toEqual({ 'a stranger': 'refused' });
    expect(saysOf('another number')).toEqual({ 'a stranger': 'refused' });
  });

  it('has the bots stopped, and not started, where it cannot be loaded or does not hold all of them', (context) => {
    need(context, ...NEEDED);
    expect(saysOf('no rules, load')).toEqual({ 'ends with': '1', asked: '' });
    expect(saysOf('no rules')).toEqual({
      'ends with': '1',
      asked: 'stop --no-block bot-grid.service bot-trend.service',
    });
    expect(saysOf('rules without a bot, load')).toEqual({ 'ends with': '1' });
  });

  it('is loaded twice and taken away without a trace, beside the tables of others', (context) => {
    need(context, ...NEEDED);
    expect(said.get('loaded again')).toBe('0');
    expect(said.get('tables')).toBe('table inet keyward,table ip docker');
    expect(said.get('undone: grid reaches 443')).toBe('yes');
    expect(said.get('undone: tables')).toBe('table ip docker');
  });
});
