import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { FilterFacts, HostFacts, NetworkFacts, PublishedPort } from '../facts.ts';
import { gateOf } from '../packets.ts';
import { containedNetwork, hasPublic, inwardPacket } from '../probes.ts';

export const inboundDeny: Check<HostFacts> = {
  id: 'HOST-04',
  severity: 'high',
  title: 'what nobody asked for is not let in',
  why: 'With a firewall that denies by default, a database, a dashboard or a debug port that opens by mistake stays unreachable. Without one it is on the internet at once.',
  how: 'The rules in force are read (`nft -j list ruleset`, `iptables-save`, `ip6tables-save`, `ufw status verbose`) and followed for the first packet of a connection from outside to a port that nobody serves, over IPv4 and IPv6, through the hooks ingress, prerouting and input in the order of their priorities. What stands before them (tc, XDP) and a firewall of the provider are not seen from here: where those deny, waive what fails (`keyward waive HOST-04`), for what was seen cannot be attested away.',
  fix: '`ufw default deny incoming && ufw allow OpenSSH && ufw enable`',
  undo: '`ufw disable`',
  references: ['ufw(8)', 'nft(8)', 'https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  boxes: [29],
  isAttestable: true,
  judge: ({ filter, network }) =>
    whenSeen('inbound', filter, (rules, by) =>
      whenSeen('inbound', network, (net) => {
        if (net.isContained) return [containedNetwork('inbound', by)];
        return [
          ...(['ip', 'ip6'] as const).map((family) => judgeFamily(family, rules, net, by)),
          ...judgePublished(rules, net, by),
        ];
      }),
    ),
};

function judgeFamily(family: 'ip' | 'ip6', rules: FilterFacts, net: NetworkFacts, by: string): Finding {
  const name = family === 'ip' ? 'IPv4' : 'IPv6';
  const about = `inbound ${name}`;
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  const gates = outward.map((device) => ({
    device,
    gates: (['tcp', 'udp'] as const).map((protocol) =>
      gateOf(rules.chains, 'input', inwardPacket(family, device, protocol, UNSERVED)),
    ),
  }));
  const open = gates.filter((one) => one.gates.includes('open')).map(({ device }) => device);
  const unsure = gates.filter((one) => one.gates.includes('unknown')).map(({ device }) => device);
  if (open.length === 0 && unsure.length === 0)
    return { result: 'pass', about, by, says: `what nobody asked for is dropped over ${name}` };
  if (
    family === 'ip6' &&
    !net.addresses.some(({ address }) => address.includes(':') && !/^(?:::1|fe80:)/i.test(address))
  )
    return { result: 'pass', about, by, says: 'this host has no IPv6 address that others reach' };
  if (open.length === 0)
    return {
      result: 'unknown',
      about,
      by,
      says: `whether a new connection to an unserved port gets in over ${name} (${unsure.join(', ')}) hangs on rules with conditions that are not followed here`,
    };
  const isEmpty = !rules.chains.some(({ hook, rules: own }) => hook === 'input' && own.length > 0);
  const isUfwOff = rules.ufw === 'off' ? ', and ufw is off' : '';
  const says = isEmpty
    ? `there is no rule for what comes in over ${name}${isUfwOff}; a firewall of the provider is not seen from here`
    : `the rules let a new connection to an unserved port in over ${name} (${open.join(', ')})`;
  // Behind a translated address not everybody gets here.
  if (hasPublic(net, family)) return { result: 'fail', about, by, says };
  return {
    result: 'warn',
    severity: 'medium',
    confidence: 'likely',
    about,
    by,
    says: `${says}; its addresses are private`,
  };
}

/** A port that nobody serves, as far as anybody may know. */
const UNSERVED = 47_808;

/** Ports that Docker leads past ufw, where the rest is denied. */
function judgePublished({ chains, published }: FilterFacts, net: NetworkFacts, by: string): readonly Finding[] {
  return published.flatMap((one): readonly Finding[] => {
    const { port, protocol } = one;
    const about = `published port ${port}/${protocol}`;
    const gates = gatesOf(one, net, chains);
    if (!gates.includes('open'))
      return gates.includes('unknown')
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

function gatesOf(
  published: PublishedPort,
  net: NetworkFacts,
  chains: FilterFacts['chains'],
): readonly ReturnType<typeof gateOf>[] {
  const { port, inner, innerAddress, bridge, protocol } = published;
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  return outward.map((device) => {
    const family = innerAddress.includes(':') ? 'ip6' : 'ip';
    const outside = inwardPacket(family, device, protocol === 'udp' ? 'udp' : 'tcp', inner);
    const packet = {
      ...outside,
      target: innerAddress,
      askedPort: port,
      askedTarget: outside.target,
      ...(bridge === undefined ? {} : { out: bridge }),
    };
    return gateOf(chains, 'forward', packet);
  });
}
