import { createSocket } from 'node:dgram';
import { BlockList, isIP } from 'node:net';

/** What an address can be reached from. */
export type AddressKind = 'public' | 'private' | 'carrier-nat' | 'loopback' | 'link-local' | 'unspecified';

const ranges: readonly (readonly [AddressKind, string, number, 'ipv4' | 'ipv6'])[] = [
  ['unspecified', '0.0.0.0', 8, 'ipv4'],
  ['private', '10.0.0.0', 8, 'ipv4'],
  ['carrier-nat', '100.64.0.0', 10, 'ipv4'],
  ['loopback', '127.0.0.0', 8, 'ipv4'],
  ['link-local', '169.254.0.0', 16, 'ipv4'],
  ['private', '172.16.0.0', 12, 'ipv4'],
  ['private', '192.168.0.0', 16, 'ipv4'],
  ['unspecified', '::', 128, 'ipv6'],
  ['loopback', '::1', 128, 'ipv6'],
  ['private', 'fc00::', 7, 'ipv6'],
  ['link-local', 'fe80::', 10, 'ipv6'],
];

const lists = ranges.map(([kind, network, bits, family]) => {
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return { kind, family, list };
});

/** The kind of a well-formed address (RFC 1918, 3927, 4193, 4291, 6598). */
export function kindOfAddress(address: string): AddressKind {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(mapped) === 6 ? 'ipv6' : 'ipv4';
  return lists.find((each) => each.family === family && each.list.check(mapped, family))?.kind ?? 'public';
}

export interface SourceAddress {
  readonly family: 4 | 6;
  readonly address: string;
  readonly kind: AddressKind;
  /** The name of the interface that has it; absent where none is seen to. */
  readonly interface?: string;
}

/** The addresses of this host by interface, as `os.networkInterfaces()` has them. */
export type Interfaces = Readonly<Record<string, readonly { readonly address: string }[] | undefined>>;

/**
 * The address from which the kernel would send to `target` (an address), found by connecting a datagram socket: nothing is sent. `undefined`
 * where there is no way to it.
 */
export function sourceTowards(target: string, interfaces: Interfaces): Promise<SourceAddress | undefined> {
  const family = isIP(target);
  if (family !== 4 && family !== 6) return Promise.resolve(undefined);
  return new Promise((done) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    socket.once('error', () => {
      socket.close();
      done(undefined);
    });
    socket.connect(443, target, () => {
      const { address } = socket.address();
      socket.close();
      const name = interfaceOf(address, interfaces);
      done({ family, address, kind: kindOfAddress(address), ...(name === undefined ? {} : { interface: name }) });
    });
  });
}

/** The interface that has an address; `undefined` where none has. */
export function interfaceOf(address: string, interfaces: Interfaces): string | undefined {
  const plain = address.split('%')[0];
  return Object.entries(interfaces).find(([, addresses]) => addresses?.some((each) => each.address === plain))?.[0];
}
