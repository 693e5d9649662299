import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { FilterFacts, HostFacts, NetworkFacts } from '../facts.ts';
import type { Gate, Packet } from '../packets.ts';
import { containedNetwork, hasPublic, outwardGate, worstGate } from '../probes.ts';

export const egressList: Check<HostFacts> = {
  id: 'HOST-16',
  severity: 'medium',
  title: 'the bots reach only what they need',
  why: 'A package that steals keys has to send them somewhere. A bot behind Keyward needs nothing but Keyward and public market data: with a list of those, what was stolen stays here.',
  how: 'The rules in force (`nft -j list ruleset`, `iptables-save`) are followed for a new connection of the user of each bot to addresses all over the internet that nobody named: over TCP and UDP on ports 443, 53 and a high one, and by ICMP, for DNS and pings carry data out too. What rules lead to a program of this host, such as a proxy, is not followed. Of bots in containers, and of proxies that filter by name, nothing is seen.',
  fix: '`keyward harden --print nftables` writes rules by user to review: loopback, DNS, time and the exchanges for Keyward, loopback for the bots',
  undo: '`systemctl disable --now keyward-firewall.service`',
  references: ['nft(8)', 'iptables-extensions(8)', 'systemd.resource-control(5)'],
  boxes: [29],
  judge: ({ filter, network, bots }) =>
    whenSeen('egress', filter, (rules, by) =>
      whenSeen('egress', network, (net) => {
        if (net.isContained) return [containedNetwork('egress', by)];
        const running = 'seen' in bots ? bots.seen.running : [];
        const contained = running.filter(({ container }) => container !== undefined);
        const users = new Map(
          running.filter(({ container }) => container === undefined).map(({ uid, about }) => [about, uid]),
        );
        if (users.size === 0 && contained.length === 0) return [judge('egress', NOBODY, rules, net, by)];
        return [
          ...[...users].map(([about, uid]) => judge(about, uid, rules, net, by)),
          ...[...new Set(contained.map(({ about }) => about))].map(
            (about): Finding => ({
              result: 'unknown',
              about,
              by,
              says: 'it runs in a container, whose way out is not followed: give it an internal network, on which only Keyward is',
            }),
          ),
        ];
      }),
    ),
};

/** A user for whom no rule is made. */
const NOBODY = 65_533;

/** A way out; `kind` says what it is good for. */
interface Way {
  readonly protocol: Packet['protocol'];
  readonly port: number;
  readonly kind: 'any' | 'web' | 'dns' | 'ping';
  readonly name: string;
}

const ways: readonly Way[] = [
  { protocol: 'tcp', port: 4_444, kind: 'any', name: 'TCP' },
  { protocol: 'udp', port: 40_123, kind: 'any', name: 'UDP' },
  { protocol: 'tcp', port: 443, kind: 'web', name: 'HTTPS' },
  { protocol: 'udp', port: 443, kind: 'web', name: 'QUIC (UDP 443)' },
  { protocol: 'tcp', port: 53, kind: 'dns', name: 'DNS (TCP 53)' },
  { protocol: 'udp', port: 53, kind: 'dns', name: 'DNS (UDP 53)' },
  { protocol: 'icmp', port: 0, kind: 'ping', name: 'ICMP (pings)' },
];

function judge(about: string, uid: number, rules: FilterFacts, net: NetworkFacts, by: string): Finding {
  const families = hasPublic(net, 'ip6') ? (['ip', 'ip6'] as const) : (['ip'] as const);
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  const gateOut = ({ protocol, port }: Way): Gate =>
    worstGate(
      families.flatMap((family) =>
        outward.map((device) => outwardGate(rules.chains, { family, device, protocol, port, uid })),
      ),
    );
  const gates = ways.map((way) => ({ way, gate: gateOut(way) }));
  const open = gates.filter(({ gate }) => gate === 'open').map(({ way }) => way);
  const isUnsure = gates.some(({ gate }) => gate === 'unknown');
  const whose = uid === NOBODY ? 'what runs here' : `user ${uid}`;
  if (open.length === 0 && !isUnsure)
    return { result: 'pass', about, by, says: `${whose} reaches only what the rules name` };
  if (open.length === 0)
    return {
      result: 'unknown',
      about,
      by,
      says: `whether ${whose} reaches any address hangs on a condition that cannot be followed from here`,
    };
  if (open.length === ways.length)
    return { result: 'fail', about, by, says: `${whose} reaches any address on any port` };
  const says = `${whose} reaches any address over ${namesOf(open)}`;
  if (open.some(({ kind }) => kind === 'any')) return { result: 'fail', about, by, says };
  const rest = isUnsure
    ? '; whether over more hangs on a condition that cannot be followed from here'
    : ', and nothing else';
  // Whoever answers for a name is told whatever is asked of it.
  const isDns = open.some(({ kind }) => kind === 'dns');
  return { result: 'warn', severity: isDns ? 'medium' : 'low', about, by, says: `${says}${rest}` };
}

/** What is open on any port is not told of single ones again. */
function namesOf(open: readonly Way[]): string {
  const whole = open.filter(({ kind }) => kind === 'any').map(({ protocol }) => protocol);
  const told = open.filter(({ kind, protocol }) => kind === 'any' || !whole.includes(protocol));
  return told.map(({ name }) => name).join(' and ');
}
