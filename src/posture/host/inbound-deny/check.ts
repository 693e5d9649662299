import { type Check, type Finding, toSee, whenSeen } from '../../check.ts';
import type { FilterFacts, HostFacts, NetworkFacts, PublishedPort } from '../facts.ts';
import type { Gate } from '../packets.ts';
import { type Span, spansOf } from '../ports.ts';
import { containedNetwork, hasPublic, inwardGate, worstGate } from '../probes.ts';

export const inboundDeny: Check<HostFacts> = {
  id: 'HOST-04',
  severity: 'high',
  title: 'what nobody asked for is not let in',
  why: 'With a firewall that denies by default, a database, a dashboard or a debug port that opens by mistake stays unreachable. Without one it is on the internet at once.',
  how: 'The rules in force are read (`nft -j list ruleset`, `iptables-save`, `ip6tables-save`, `ufw status verbose`) and followed for the first packet of a connection from addresses all over the internet, over IPv4 and IPv6, TCP and UDP, to a port in each range and in each gap between the ports that the rules name, through the hooks ingress, prerouting and input in the order of their priorities. What stands before them (tc, XDP) and a firewall of the provider are not seen from here: where those deny, waive what fails (`keyward waive HOST-04`), for what was seen cannot be attested away.',
  fix: '`ufw default deny incoming && ufw allow OpenSSH && ufw enable`',
  undo: '`ufw disable`',
  references: ['ufw(8)', 'nft(8)', 'https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  boxes: [29],
  isAttestable: true,
  judge: ({ filter, network }) =>
    toSee(
      whenSeen('inbound', filter, (rules, by) =>
        whenSeen('inbound', network, (net) => {
          if (net.isContained) return [containedNetwork('inbound', by)];
          return [
            ...(['ip', 'ip6'] as const).flatMap((family) => judgeFamily(family, rules, net, by)),
            ...judgePublished(rules, net, by),
          ];
        }),
      ),
      'look as root, on the host: `sudo keyward check HOST-04`; of what cannot be seen there say in writing that it is so: `keyward attest HOST-04 --note TEXT --until DAY`',
    ),
};

/** So many ports in ranges may have been opened on purpose, such as those of mosh; more are no list. */
const MOST_IN_RANGES = 1_024;

interface Probe {
  readonly protocol: 'tcp' | 'udp';
  readonly span: Span;
  readonly device: string;
  readonly gate: Gate;
}

function judgeFamily(family: 'ip' | 'ip6', rules: FilterFacts, net: NetworkFacts, by: string): readonly Finding[] {
  const name = family === 'ip' ? 'IPv4' : 'IPv6';
  const about = `inbound ${name}`;
  const { probes, isAll } = probesOf(family, rules, net);
  const open = probes.filter(({ gate }) => gate === 'open');
  const sizeOf = (protocol: string): number =>
    sum(open.filter((one) => one.protocol === protocol).map(({ span }) => span.to - span.from + 1));
  const isList = open.every(({ span }) => span.isNamed) && Math.max(sizeOf('tcp'), sizeOf('udp')) <= MOST_IN_RANGES;
  const unsure = devicesOf(probes.filter(({ gate }) => gate === 'unknown'));
  if (open.length > 0 && !isList) {
    if (family === 'ip6' && !hasAddress(net)) return [noAddress(about, by)];
    return [opened(about, by, { says: openSays(rules, name, open), isPublic: hasPublic(net, family) })];
  }
  const ranges: readonly Finding[] =
    open.length === 0 || (family === 'ip6' && !hasAddress(net))
      ? []
      : [
          {
            result: 'warn',
            severity: 'low',
            about: `${about} by ranges`,
            by,
            says: `the rules let in over ${name} what nobody serves, by ranges of ports: ${wordsOf(open)}`,
          },
        ];
  if (unsure.length === 0 && isAll)
    return [...ranges, { result: 'pass', about, by, says: `what nobody asked for is dropped over ${name}` }];
  if (family === 'ip6' && !hasAddress(net)) return [noAddress(about, by)];
  const says =
    unsure.length === 0
      ? `the rules name more ports over ${name} than are followed here`
      : `whether a new connection to an unserved port gets in over ${name} (${unsure.join(', ')}) hangs on rules with conditions that are not followed here`;
  return [...ranges, { result: 'unknown', about, by, says }];
}

const sum = (all: readonly number[]): number => all.reduce((one, next) => one + next, 0);
const devicesOf = (probes: readonly Probe[]): readonly string[] => [...new Set(probes.map(({ device }) => device))];

function probesOf(
  family: 'ip' | 'ip6',
  { chains }: FilterFacts,
  net: NetworkFacts,
): { readonly probes: readonly Probe[]; readonly isAll: boolean } {
  const { spans, isAll } = spansOf(chains);
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  const probes = outward.flatMap((device) =>
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      spans.map((span): Probe => {
        const gate = inwardGate(chains, net, { family, device, protocol, port: span.probe });
        return { protocol, span, device, gate };
      }),
    ),
  );
  return { probes, isAll };
}

function openSays(rules: FilterFacts, name: string, open: readonly Probe[]): string {
  const isEmpty = !rules.chains.some(({ hook, rules: own }) => hook === 'input' && own.length > 0);
  const isUfwOff = rules.ufw === 'off' ? ', and ufw is off' : '';
  if (isEmpty)
    return `there is no rule for what comes in over ${name}${isUfwOff}; a firewall of the provider is not seen from here`;
  const says = `the rules let a new connection to an unserved port in over ${name} (${devicesOf(open).join(', ')})`;
  return `${says}: ${wordsOf(open)}`;
}

const MOST_TOLD = 3;

/** Such as `TCP 1024 to 47000`; the largest first. */
function wordsOf(open: readonly Probe[]): string {
  const largest = [...open].sort((a, b) => b.span.to - b.span.from - (a.span.to - a.span.from));
  const all = [...new Set(largest.map(({ protocol, span }) => `${protocol.toUpperCase()} ${span.from} to ${span.to}`))];
  const more = all.length > MOST_TOLD ? [`${all.length - MOST_TOLD} more`] : [];
  return [...all.slice(0, MOST_TOLD), ...more].join(', ');
}

function hasAddress(net: NetworkFacts): boolean {
  return net.addresses.some(({ address }) => address.includes(':') && !/^(?:::1|fe80:)/i.test(address));
}

function noAddress(about: string, by: string): Finding {
  return { result: 'pass', about, by, says: 'this host has no IPv6 address that others reach' };
}

/** Behind a translated address not everybody gets here. */
function opened(about: string, by: string, { says, isPublic }: { says: string; isPublic: boolean }): Finding {
  if (isPublic) return { result: 'fail', about, by, says };
  const confidence = 'likely' as const;
  return { result: 'warn', severity: 'medium', confidence, about, by, says: `${says}; its addresses are private` };
}

/** Ports that Docker leads past ufw, where the rest is denied. */
function judgePublished({ chains, published }: FilterFacts, net: NetworkFacts, by: string): readonly Finding[] {
  return published.flatMap((one): readonly Finding[] => {
    const { port, protocol } = one;
    const about = `published port ${port}/${protocol}`;
    const gate = gateTo(one, net, chains);
    if (gate !== 'open')
      return gate === 'unknown'
        ? [
            {
              result: 'unknown',
              about,
              by,
              says: `whether port ${port}/${protocol} of a container is reached from outside hangs on rules with conditions that are not followed here`,
            },
          ]
        : [];
    const finding: Finding = {
      result: 'fail',
      about,
      by,
      says: `port ${port}/${protocol} of a container is reached from outside: Docker's own rules lead it past ufw and the input rules`,
      fix: `publish it on loopback: \`-p 127.0.0.1:${port}:…\`, or \`"127.0.0.1:${port}:…"\` under \`ports:\` of the compose file`,
    };
    return [finding];
  });
}

function gateTo(published: PublishedPort, net: NetworkFacts, chains: FilterFacts['chains']): Gate {
  const { port, inner, innerAddress, bridge, protocol } = published;
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  const family = innerAddress.includes(':') ? 'ip6' : 'ip';
  return worstGate(
    outward.map((device) =>
      inwardGate(
        chains,
        net,
        { family, device, protocol: protocol === 'udp' ? 'udp' : 'tcp', port: inner },
        (outside) => ({
          ...outside,
          target: innerAddress,
          askedPort: port,
          askedTarget: outside.target,
          out: bridge ?? '',
        }),
      ),
    ),
  );
}
