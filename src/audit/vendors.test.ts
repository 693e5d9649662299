import { BlockList, isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { rights } from '../exchanges/index.ts';
import { vendorOf, vendors } from './vendors.ts';

const reserved = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  reserved.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 127],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  reserved.addSubnet(net, bits, 'ipv6');
}

const published = vendors.flatMap(({ id, addresses }) => addresses.map((address): [string, string] => [id, address]));

describe('vendors', () => {
  it('names each vendor once, in lower case', () => {
    const ids = vendors.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(published)('has a public address or range for %s: %s', (_id, address) => {
    const { net, family, bits } = parsed(address);
    expect(family).not.toBe(0);
    expect(bits).toBeGreaterThanOrEqual(family === 4 ? 16 : 32);
    expect(bits).toBeLessThanOrEqual(family === 4 ? 32 : 128);
    expect(reserved.check(net, family === 4 ? 'ipv4' : 'ipv6')).toBe(false);
  });

  it('lists no address twice, also not for two vendors', () => {
    const addresses = published.map(([, address]) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(vendors.map((vendor) => [vendor.id, vendor] as const))('says where and when %s was read', (_id, vendor) => {
    expect(vendor.name).not.toBe('');
    expect(vendor.source).toMatch(/^https:\/\/\S+/);
    expect(vendor.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(new Date(`${vendor.read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(vendor.read);
    if (vendor.addresses.length === 0) expect(vendor.note ?? '').not.toBe('');
  });

  it('asks for rights that exist, and for withdraw only where the vendor wants it', () => {
    for (const { id, needs, wantsWithdraw } of vendors) {
      expect(
        needs.filter((right) => !rights.includes(right)),
        id,
      ).toEqual([]);
      expect(new Set(needs).size, id).toBe(needs.length);
      expect(needs.includes('withdraw'), id).toBe(wantsWithdraw === 'yes');
    }
  });

  it.each(['3commas', '3Commas', ' 3COMMAS '])('finds a vendor however %j is written', (written) => {
    expect(vendorOf(written)?.name).toBe('3Commas');
  });

  it.each(['', 'nobody', 'toString', '__proto__'])('knows no vendor %j', (written) => {
    expect(vendorOf(written)).toBeUndefined();
  });
});

function parsed(address: string): { net: string; family: number; bits: number } {
  const [net = '', bits, ...rest] = address.split('/');
  const family = rest.length === 0 ? isIP(net) : 0;
  if (bits === undefined) return { net, family, bits: family === 6 ? 128 : 32 };
  return { net, family, bits: /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN };
}
