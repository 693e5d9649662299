import type { Finding } from '../check.ts';
import type { NetworkFacts } from './facts.ts';
import { type Family, type Packet, reachOf } from './packets.ts';

/** Addresses that are kept for documents: no rule names them on purpose. */
const STRANGER = { ip: '198.51.100.77', ip6: '2001:db8:77::77' } as const;
const HERE = { ip: '203.0.113.10', ip6: '2001:db8::10' } as const;

/** The first packet of a connection from somebody to this host. */
export function inwardPacket(family: Family, device: string, protocol: 'tcp' | 'udp', port: number): Packet {
  return { family, in: device, protocol, port, source: STRANGER[family], target: HERE[family] };
}

/** The first packet of a connection from this host to somebody. */
export function outwardPacket(family: Family, device: string, port: number, uid: number): Packet {
  return { family, out: device, protocol: 'tcp', port, source: HERE[family], target: STRANGER[family], uid };
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
