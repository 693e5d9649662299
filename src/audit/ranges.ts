import { BlockList, isIP } from 'node:net';

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An address or range in CIDR; `undefined` for what is masked or no address. */
function rangeOf(text: string): Range | undefined {
  const { address = '', bits } = /^(?<address>[0-9a-fA-F.:]+)(?:\/(?<bits>\d{1,3}))?$/.exec(text)?.groups ?? {};
  const version = isIP(address);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const count = bits === undefined ? most : Number(bits);
  if (count > most) return undefined;
  return { address, bits: count, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Whether an address is one of these, or in one of these ranges. */
export function covers(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const text of ranges) {
    const range = rangeOf(text);
    if (range) list.addSubnet(range.address, range.bits, range.family);
  }
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether the whole of an address or range lies in one of these. */
export function isWithin(text: string, ranges: readonly string[]): boolean {
  const range = rangeOf(text);
  if (!range) return false;
  return ranges.some((outer) => {
    const around = rangeOf(outer);
    return around !== undefined && around.bits <= range.bits && covers([outer], range.address);
  });
}

/** More than a single address. */
export function isWide(ip: string): boolean {
  const range = rangeOf(ip);
  if (!range) return ip === '*';
  return range.bits < (range.family === 'ipv4' ? 32 : 128) || ip === '0.0.0.0' || ip === '::';
}

/** What is no address and no range, such as one that the exchange shows in part. */
export function isMasked(text: string): boolean {
  return rangeOf(text) === undefined;
}
