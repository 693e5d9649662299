import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { FilterFacts, HostFacts, NetworkFacts } from '../facts.ts';
import { gateOf } from '../packets.ts';
import { containedNetwork, hasPublic, outwardPacket } from '../probes.ts';

export const egressList: Check<HostFacts> = {
  id: 'HOST-16',
  severity: 'medium',
  title: 'the bots reach only what they need',
  why: 'A package that steals keys has to send them somewhere. A bot behind Keyward needs nothing but Keyward and public market data: with a list of those, what was stolen stays here.',
  how: 'The rules in force (`nft -j list ruleset`, `iptables-save`) are followed for a new connection of the user of each bot to an address that nobody named, on port 443 and on another one. Of bots in containers, and of proxies that filter by name, nothing is seen.',
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
const OTHER_PORT = 4_444;

function judge(about: string, uid: number, rules: FilterFacts, net: NetworkFacts, by: string): Finding {
  const families = hasPublic(net, 'ip6') ? (['ip', 'ip6'] as const) : (['ip'] as const);
  const outward = net.outward.length === 0 ? ['eth0'] : net.outward;
  const gate = (port: number): ReturnType<typeof gateOf> => {
    const gates = families.flatMap((family) =>
      outward.map((device) => gateOf(rules.chains, 'output', outwardPacket(family, device, port, uid))),
    );
    return (['open', 'unknown'] as const).find((one) => gates.includes(one)) ?? 'shut';
  };
  const [web, other] = [gate(443), gate(OTHER_PORT)];
  const whose = uid === NOBODY ? 'what runs here' : `user ${uid}`;
  if (web === 'shut' && other === 'shut')
    return { result: 'pass', about, by, says: `${whose} reaches only what the rules name` };
  if (other === 'unknown' || (other === 'shut' && web === 'unknown'))
    return {
      result: 'unknown',
      about,
      by,
      says: `whether ${whose} reaches any address hangs on a condition that cannot be followed from here`,
    };
  if (other === 'shut')
    return {
      result: 'warn',
      severity: 'low',
      about,
      by,
      says: `${whose} reaches any address over HTTPS, and nothing else`,
    };
  return { result: 'fail', about, by, says: `${whose} reaches any address on any port` };
}
