import { BlockList, isIP } from 'node:net';
import type { Reach } from '../facts.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const ownNetworks = new BlockList();
ownNetworks.addSubnet('10.0.0.0', 8);
ownNetworks.addSubnet('172.16.0.0', 12);
ownNetworks.addSubnet('192.168.0.0', 16);
ownNetworks.addSubnet('169.254.0.0', 16);
ownNetworks.addSubnet('100.64.0.0', 10);
ownNetworks.addSubnet('fc00::', 7, 'ipv6');
ownNetworks.addSubnet('fe80::', 10, 'ipv6');

/** How far a listening address reaches. */
export function reachOf(address: string): Reach {
  const bare = address
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  if (bare === 'localhost') return 'loopback';
  if (bare === '' || bare === '*') return 'all';
  const family = isIP(bare);
  if (family === 0) return 'unknown';
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(bare, kind)) return 'loopback';
  return ownNetworks.check(bare, kind) ? 'private' : 'all';
}
