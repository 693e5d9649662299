import { describe, expect, it } from 'vitest';
import { hostings, seeHosting } from './hosting.ts';
import { type AddressSights, addressChecks, keyChecks, sourceChecks } from './ip-checks.ts';
import { listHolds } from './ip-lists.ts';

const outside = { 4: { family: 4, address: '10.0.0.5', kind: 'private' }, 6: undefined } as const;
const none: AddressSights = { services: [], told: [], now: { ipv4: [], ipv6: [] }, outside, localAddress: undefined };
const service = 'https://ip.example.com/';

describe('the public address', () => {
  it('is told with who says it', () => {
    const services = [{ service, family: 4, address: '198.51.100.7' }] as const;
    const [ipv4, ipv6] = addressChecks({ ...none, services, now: { ipv4: ['198.51.100.7'], ipv6: [] } });
    expect(ipv4).toEqual({ what: 'IPv4', outcome: 'fine', says: '198.51.100.7, says ip.example.com' });
    expect(ipv6).toMatchObject({ outcome: 'fine', says: 'this host has no IPv6 to the outside' });
  });

  it('is not known while no service answers or none is asked', () => {
    const services = [{ service, family: 4, fault: 'it is not reached (ENOTFOUND)' }] as const;
    expect(addressChecks({ ...none, services })[0]).toMatchObject({ outcome: 'unknown' });
    expect(addressChecks(none)[0]).toMatchObject({ outcome: 'unknown', says: expect.stringContaining('is empty') });
  });

  it('that is not public, or one of several, is a warning', () => {
    const of = (...ipv4: readonly string[]) => addressChecks({ ...none, now: { ipv4, ipv6: [] } })[0];
    expect(of('100.64.3.2')).toMatchObject({ outcome: 'warning', says: expect.stringContaining('carrier-grade') });
    expect(of('198.51.100.7', '198.51.100.8')).toMatchObject({ outcome: 'warning' });
  });

  it('as an exchange sees it stands beside the others', () => {
    const told = [{ exchange: 'okx', key: 'main', address: '198.51.100.7' }];
    expect(addressChecks({ ...none, told, now: { ipv4: ['198.51.100.7'], ipv6: [] } })).toMatchObject([
      { what: 'IPv4', outcome: 'fine', says: '198.51.100.7' },
      { what: 'IPv6' },
      { what: 'exchange okx', says: 'sees 198.51.100.7' },
    ]);
  });
});

describe('the source address', () => {
  it('that is pinned and not here is a fault', () => {
    expect(sourceChecks([], '192.0.2.1', false)).toMatchObject([{ outcome: 'fault' }]);
    expect(sourceChecks([], '192.0.2.1', true)).toMatchObject([{ outcome: 'fine' }]);
  });

  it('of both families towards one exchange is a warning', () => {
    const sources = [outside[4], { family: 6, address: '2001:db8::5', kind: 'public', interface: 'eth0' }] as const;
    const [row] = sourceChecks([{ host: 'api.okx.com', sources }], undefined, true);
    expect(row).toMatchObject({ outcome: 'warning', says: expect.stringContaining('2001:db8::5 (eth0, public)') });
  });
});

describe("a key's IP list", () => {
  it.each<[readonly string[], string, string]>([
    [['203.0.113.7'], '203.0.113.7', 'yes'],
    [['203.0.113.8'], '203.0.113.7', 'no'],
    [['203.0.113.0/24'], '203.0.113.7', 'yes'],
    [['203.0.112.0/24'], '203.0.113.7', 'no'],
    [['203.0.*.*'], '203.0.113.7', 'unknown'],
    [['203.0.*.*', '203.0.113.7'], '203.0.113.7', 'yes'],
    [['*'], '203.0.113.7', 'yes'],
    [['2001:db8::/32'], '2001:db8::7', 'yes'],
    [['203.0.113.7/33'], '203.0.113.7', 'unknown'],
    [['2001:db8::/32'], '203.0.113.7', 'no'],
    [[], '203.0.113.7', 'no'],
  ])('%j lets %s in: %s', (ips, address, held) => {
    expect(listHolds(ips, address)).toBe(held);
  });

  it('without our address is a fault, and one that nobody has told is unknown', () => {
    const now = { ipv4: ['203.0.113.7'], ipv6: ['2001:db8::7'] };
    const of = (more: object) =>
      keyChecks([{ key: 'main', exchange: 'okx', ipRestricted: 'yes', ...more }], now, [], [])[0];
    expect(of({ ips: ['203.0.113.7'] })).toMatchObject({ outcome: 'fine' });
    expect(of({ ips: ['203.0.113.8'] })).toMatchObject({ outcome: 'fault' });
    expect(of({ ips: ['203.*.*.8'] })).toMatchObject({ outcome: 'unknown' });
    expect(of({})).toMatchObject({ outcome: 'unknown', fix: 'keyward key audit main' });
    expect(of({ ipRestricted: 'no' })).toMatchObject({ outcome: 'warning' });
  });

  it('must have the IPv6 address as well where the exchange is reached over it', () => {
    const now = { ipv4: ['203.0.113.7'], ipv6: ['2001:db8::7'] };
    const sources = [{ host: 'h', sources: [{ family: 6, address: '2001:db8::7', kind: 'public' }] }] as const;
    const keys = [{ key: 'main', exchange: 'okx', ipRestricted: 'yes', ips: ['203.0.113.7'] }] as const;
    expect(keyChecks(keys, now, sources, [])[0]).toMatchObject({ outcome: 'fault' });
  });
});

describe('the kind of host', () => {
  const sights = (files: Record<string, string>, folders: Record<string, readonly string[]> = {}) => ({
    platform: undefined,
    read: (path: string) => files[path.split('/').at(-1)!],
    list: (path: string) => folders[path] ?? [],
  });

  it.each([
    ['Amazon EC2\n', 'c5.large', ['aws-ec2']],
    ['Hetzner', 'vServer', ['vps']],
    ['Microsoft Corporation', 'Virtual Machine', ['vps']],
    ['Microsoft Corporation', 'Surface', []],
    ['LENOVO', '20XW', []],
  ])('of %s, %s is %j', (vendor, product, ids) => {
    const seen = seeHosting(sights({ sys_vendor: vendor, product_name: product }));
    expect(seen.map(({ id }) => id)).toEqual(ids);
  });

  it('is told by a platform, and by a lease', () => {
    expect(seeHosting({ ...sights({}), platform: 'cloud-run' })).toMatchObject([{ id: 'cloud-run' }]);
    const leased = sights({}, { '/var/lib/dhcp': ['dhclient.eth0.leases'] });
    expect(seeHosting(leased)).toMatchObject([{ id: 'dhcp' }]);
  });

  it('is nothing without evidence', () => {
    expect(seeHosting(sights({}))).toEqual([]);
  });

  it('has steps, a source and a day for each kind', () => {
    for (const { id, steps, source, read } of hostings) {
      expect([id, steps.length > 0, source !== '', /^\d{4}-\d\d-\d\d$/.test(read)]).toEqual([id, true, true, true]);
    }
  });
});
