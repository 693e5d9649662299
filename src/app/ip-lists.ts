import { BlockList, isIP } from 'node:net';

/** Whether a key's IP list, as its exchange writes it, lets an address in. `unknown` where entries are masked or cannot be read. */
export function listHolds(ips: readonly string[], address: string): 'yes' | 'no' | 'unknown' {
  let isSure = true;
  for (const entry of ips) {
    const found = entryHolds(entry.trim(), address);
    if (found === true) return 'yes';
    if (found === undefined) isSure = false;
  }
  return isSure ? 'no' : 'unknown';
}

/** `undefined`: the entry cannot be read. */
function entryHolds(entry: string, address: string): boolean | undefined {
  const family = familyOf(address);
  const [network = '', bits] = entry.split('/');
  const networkFamily = familyOf(network);
  if (networkFamily === undefined) return entry === '*' ? true : undefined;
  const list = new BlockList();
  if (bits === undefined) list.addAddress(network, networkFamily);
  else {
    const most = networkFamily === 'ipv4' ? 32 : 128;
    if (!/^\d{1,3}$/.test(bits) || Number(bits) > most) return undefined;
    list.addSubnet(network, Number(bits), networkFamily);
  }
  return family === networkFamily && list.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const family = isIP(address);
  return family === 4 ? 'ipv4' : family === 6 ? 'ipv6' : undefined;
}
