import type { Finding } from '../check.ts';
import type { NetworkFacts } from './facts.ts';
import { type Chain, type Family, type Gate, gateOf, type Packet, reachOf } from './packets.ts';

/**
 * Whoever may knock, and whom a thief may call: an address that is kept for documents, which no rule names on purpose, and ordinary ones all over the
 * space, for filters drop what is kept for documents. Nothing is sent to any of them.
 */
const strangers: Readonly<Record<Family, readonly [string, ...string[]]>> = {
  ip: [
    '198.51.100.77',
    '1.33.200.5',
    '24.48.95.17',
    '41.76.109.46',
    '58.32.14.201',
    '81.23.45.67',
    '113.160.5.77',
    '143.208.20.5',
    '151.30.9.12',
    '178.90.3.4',
    '190.12.7.9',
    '210.4.189.30',
  ],
  ip6: [
    '2001:db8:77::77',
    '2001:218:3002::7',
    '240e:3b1:64::8',
    '2601:8c0:37f::9',
    '2804:14d:5c80::3',
    '2a02:810d:8c0::6',
    '2c0f:f248:11::2',
  ],
};
const HERE = { ip: '203.0.113.99', ip6: '2001:db8::10' } as const;
const MOST_ADDRESSES = 4;

/** The first packet of a connection from somebody to this host. */
export function inwardPacket(
  family: Family,
  device: string,
  protocol: 'tcp' | 'udp',
  port: number,
  { source = strangers[family][0], target = HERE[family] }: { source?: string; target?: string } = {},
): Packet {
  return { family, in: device, protocol, port, source, target };
}

/** The first packet of a connection from this host to somebody; of ICMP, a ping. */
export function outwardPacket(
  family: Family,
  device: string,
  port: number,
  uid: number,
  { protocol = 'tcp', target = strangers[family][0] }: { protocol?: Packet['protocol']; target?: string } = {},
): Packet {
  return { family, out: device, protocol, port, source: HERE[family], target, uid };
}

/** Open where any of them is, shut where all are. */
export function worstGate(gates: readonly Gate[]): Gate {
  return (['open', 'unknown'] as const).find((one) => gates.includes(one)) ?? 'shut';
}

/**
 * Whether somebody from anywhere gets to a port over a device. `target`: the one address that is asked for; any of the device's when absent.
 * `led`: where a container's port leads the packet.
 */
export function inwardGate(
  chains: readonly Chain[],
  net: NetworkFacts,
  to: { family: Family; device: string; protocol: 'tcp' | 'udp'; port: number; target?: string },
  led: (packet: Packet) => Packet = (packet) => packet,
): Gate {
  const { family, device, protocol, port, target } = to;
  const targets = target === undefined ? addressesOf(net, family, device) : [target];
  let worst: Gate = 'shut';
  for (const source of strangers[family])
    for (const one of targets) {
      const packet = led(inwardPacket(family, device, protocol, port, { source, target: one }));
      const gate = gateOf(chains, packet.out === undefined ? 'input' : 'forward', packet);
      if (gate === 'open') return gate;
      if (gate === 'unknown') worst = gate;
    }
  return worst;
}

/** Whether a user of this host gets to somebody anywhere. */
export function outwardGate(
  chains: readonly Chain[],
  to: { family: Family; device: string; protocol: Packet['protocol']; port: number; uid: number },
): Gate {
  const { family, device, protocol, port, uid } = to;
  let worst: Gate = 'shut';
  for (const target of strangers[family]) {
    const gate = gateOf(chains, 'output', outwardPacket(family, device, port, uid, { protocol, target }));
    if (gate === 'open') return gate;
    if (gate === 'unknown') worst = gate;
  }
  return worst;
}

/** Addresses of this host over a device, by which a rule may tell what is meant for it. */
function addressesOf({ addresses }: NetworkFacts, family: Family, device: string): readonly string[] {
  const own = addresses
    .filter((one) => one.device === device && one.address.includes(':') === (family === 'ip6'))
    .map(({ address }) => address.replace(/%.*$/, ''))
    .filter((address) => reachOf(address) !== 'host' && !/^fe80:/i.test(address));
  return own.length === 0 ? [HERE[family]] : own.slice(0, MOST_ADDRESSES);
}

/** An address of this host that everybody may reach. */
export function hasPublic({ addresses }: NetworkFacts, family: Family): boolean {
  return addresses.some(({ address }) => address.includes(':') === (family === 'ip6') && reachOf(address) === 'all');
}

/** A container's network says nothing of the host's. */
export function containedNetwork(about: string, by: string): Finding {
  return {
    result: 'unknown',
    about,
    by,
    says: 'this is a container with a network of its own, from which the rules of the host are not seen: run keyward check on the host',
  };
}
