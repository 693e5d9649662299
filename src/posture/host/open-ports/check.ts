import { type Check, type Finding, type Severity, whenSeen } from '../../check.ts';
import type { FilterFacts, HostFacts, Listener, NetworkFacts } from '../facts.ts';
import { type Gate, reachOf } from '../packets.ts';
import { containedNetwork, inwardGate } from '../probes.ts';
import { isHostProgram, isSshd } from './programs.ts';

export const openPorts: Check<HostFacts> = {
  id: 'HOST-05',
  severity: 'high',
  title: 'nothing but SSH is reached from outside',
  why: 'Dashboards of bots, databases and brokers that listen for everybody are found by scanners within hours; many of them ask for no password.',
  how: '`ss -H -lntup` (or /proc/net/tcp and tcp6): every socket that listens on more than loopback, but for SSH, DHCP, time, and tunnels; then whether the rules of the firewall let a connection to its port in, from addresses all over the internet. A program counts as SSH on a port that sshd itself gives (`sshd -T`), where it runs as root and from a folder of the system (/proc/PID/exe): its name alone proves nothing. A UDP socket on a port that the kernel hands out may be one that only asks. Names of other users’ programs need root.',
  fix: 'let the program listen on 127.0.0.1 and reach it through `ssh -L`, or stop it: `systemctl disable --now NAME`',
  undo: 'set its address back, or `systemctl enable --now NAME`',
  references: ['ss(8)', 'ssh(1)'],
  boxes: [29],
  judge: ({ listeners, network, filter, ssh }) =>
    whenSeen('listeners', listeners, (sockets, by) =>
      whenSeen('listeners', network, (net) => {
        if (net.isContained) return [containedNetwork('listeners', by)];
        const sshPorts = 'seen' in ssh && ssh.seen !== 'absent' ? ssh.seen.ports : [];
        const isBlind = 'unseen' in ssh;
        const wide = sockets.filter((one) => isWide(one, sshPorts));
        const rules = 'seen' in filter ? filter.seen : undefined;
        const found = [...grouped(wide).values()].map((group) => judgeGroup(group, { net, rules, isBlind, by }));
        if (found.length > 0) return found;
        return [
          {
            result: 'pass',
            about: 'listeners',
            by,
            says: 'only SSH and what a host needs listens on more than loopback',
          },
        ];
      }),
    ),
};

/** Bridges and tunnels, behind which only guests of this host are. */
const inward = /^(?:lo|docker\d|br-|virbr|lxcbr|veth|wg|tun|tailscale|podman|cni)/;

function isWide(socket: Listener, sshPorts: readonly number[]): boolean {
  const { protocol, address, device, port, program } = socket;
  if (reachOf(address) === 'host') return false;
  if (device !== undefined && inward.test(device)) return false;
  if (protocol === 'tcp') return !(sshPorts.includes(port) && isSshd(socket));
  // DHCP, time, and the tunnel of WireGuard, which is the kernel's and answers strangers nothing.
  if ([68, 546, 123].includes(port) || (port === 51_820 && program === undefined)) return false;
  return !isHostProgram(socket);
}

/** Ports that the kernel hands out to whoever asks for none, as it is set where nobody has set it. */
function isHandedOut({ protocol, port }: Listener): boolean {
  return protocol === 'udp' && port >= 32_768 && port <= 60_999;
}

/** One of each program and port, over IPv4 and IPv6. */
function grouped(wide: readonly Listener[]): ReadonlyMap<string, readonly Listener[]> {
  const groups = new Map<string, Listener[]>();
  for (const one of wide) {
    // The kernel gives another port each time.
    const name = isHandedOut(one) ? `udp of ${one.program}` : `${one.port}/${one.protocol}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}

/** What answers whoever asks with all it has. */
const gravest: readonly number[] = [2375, 2376, 5900, 5901, 3389, 6379, 9200, 11_211, 27_017];
const known: Readonly<Record<number, string>> = {
  1883: 'MQTT',
  2375: 'the Docker API, which is root',
  3306: 'MySQL',
  3389: 'remote desktop',
  5001: 'where OctoBot listens',
  5432: 'PostgreSQL',
  5900: 'VNC',
  6379: 'Redis',
  8080: 'where freqtrade listens',
  9000: 'where jesse listens',
  9200: 'Elasticsearch',
  11211: 'memcached',
  27017: 'MongoDB',
};

interface Around {
  readonly net: NetworkFacts;
  readonly rules: FilterFacts | undefined;
  /** On which ports SSH listens is not known. */
  readonly isBlind: boolean;
  readonly by: string;
}

const MOST_TOLD = 3;

function judgeGroup(group: readonly Listener[], around: Around): Finding {
  const { net, rules, by } = around;
  const [first] = group as readonly [Listener, ...Listener[]];
  const { port, protocol } = first;
  const program = group.find((one) => one.program !== undefined)?.program;
  const isHigh = isHandedOut(first);
  const isProxy = program === 'docker-proxy';
  const name = isProxy ? 'a container (docker-proxy)' : (program ?? 'a program that is not seen from here');
  const about = isHigh ? `UDP ports of ${program ?? 'programs that are not seen'}` : `port ${port}/${protocol}`;
  const ports = [...new Set(group.map((one) => one.port))];
  const hint = known[port] === undefined ? '' : `, ${known[port]}`;
  const addresses = [
    ...new Set(group.map(({ address, device }) => (device === undefined ? address : `${address}%${device}`))),
  ];
  const says = `${name} listens on ${addresses.join(' and ')} port ${ports.slice(0, MOST_TOLD).join(', ')}${ports.length > MOST_TOLD ? ' and more' : ''}${hint}`;
  // Docker's ports do not pass the rules for what comes in: HOST-04 follows them.
  const gates = rules === undefined || isProxy ? [] : group.flatMap((one) => gatesTo(one, net, rules));
  if (gates.length > 0 && gates.every((one) => one === 'shut'))
    return { result: 'pass', about, by, says: `${says}, and the firewall lets nobody get there` };
  const isPrivate = group.every(({ address }) => reachOf(address) === 'private');
  const severity: { severity?: Severity } = isPrivate
    ? { severity: 'low' }
    : gravest.includes(port)
      ? { severity: 'critical' }
      : {};
  const doubt = doubtOf(group, gates, around);
  if (doubt !== undefined)
    return { result: 'unknown', about, by, says: `${says}; ${doubt}`, ...severity, ...fixOf(program, port, isProxy) };
  if (isPrivate) return { result: 'warn', severity: 'low', about, by, says: `${says}, for the private network` };
  if (isHigh)
    return {
      result: 'warn',
      severity: 'medium',
      confidence: 'likely',
      about,
      by,
      says: `${says} (UDP), where whoever sends to it is heard: it is a server, or only asks`,
    };
  return { result: 'fail', about, by, says, ...severity, ...fixOf(program, port, isProxy) };
}

/** Why it is not known whether somebody gets there who should not. */
function doubtOf(group: readonly Listener[], gates: readonly Gate[], { rules, isBlind }: Around): string | undefined {
  const [{ port, protocol }] = group as readonly [Listener, ...Listener[]];
  if (rules === undefined) return 'the rules of the firewall could not be read';
  const mayBeSsh = group.every((one) => one.program === undefined || isSshd(one));
  if (protocol === 'tcp' && mayBeSsh && (isBlind || (port === 22 && group.every((one) => one.program === undefined))))
    return 'it may be SSH, which is not seen from here';
  if (group.every(({ program, runs }) => program === 'sshd' && runs === undefined))
    return 'whether that is the sshd of this host is not seen from here';
  return gates.includes('unknown') && !gates.includes('open')
    ? 'whether the firewall lets others get there hangs on rules with conditions that are not followed here'
    : undefined;
}

function gatesTo({ address, protocol, port }: Listener, net: NetworkFacts, { chains }: FilterFacts): readonly Gate[] {
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  const isBoth = address === '*' || address === '::';
  const families = isBoth ? (['ip', 'ip6'] as const) : ([address.includes(':') ? 'ip6' : 'ip'] as const);
  const target = isBoth || address === '0.0.0.0' ? {} : { target: address };
  return families.flatMap((family) =>
    outward.map((device) => inwardGate(chains, net, { family, device, protocol, port, ...target })),
  );
}

function fixOf(program: string | undefined, port: number, isProxy: boolean): { fix?: string } {
  if (isProxy)
    return {
      fix: `publish it on loopback: \`-p 127.0.0.1:${port}:…\`, or \`"127.0.0.1:${port}:…"\` under \`ports:\` of the compose file`,
    };
  const fixes: Readonly<Record<string, string>> = {
    'redis-server': 'set `bind 127.0.0.1 ::1` in /etc/redis/redis.conf, then `systemctl restart redis-server`',
    postgres: "set `listen_addresses = 'localhost'` in postgresql.conf, then `systemctl restart postgresql`",
    mariadbd: 'set `bind-address = 127.0.0.1` under [mysqld], then `systemctl restart mariadb`',
    mysqld: 'set `bind-address = 127.0.0.1` under [mysqld], then `systemctl restart mysql`',
    mosquitto: 'set `listener 1883 127.0.0.1` in /etc/mosquitto/conf.d, then `systemctl restart mosquitto`',
    nginx: 'write `listen 127.0.0.1:…` in its sites, or `systemctl disable --now nginx`',
    dockerd: 'take `-H tcp://…` out of the unit or of /etc/docker/daemon.json, then `systemctl restart docker`',
  };
  const fix =
    program === undefined
      ? `see what it is with \`sudo ss -lntup 'sport = :${port}'\`, then bind it to 127.0.0.1 or stop it`
      : fixes[program];
  return fix === undefined ? {} : { fix };
}
