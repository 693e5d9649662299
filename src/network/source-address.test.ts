import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { interfaceOf, kindOfAddress, sourceTowards } from './source-address.ts';

describe('the kind of an address', () => {
  it.each([
    ['198.51.100.7', 'public'],
    ['9.255.255.255', 'public'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier-nat'],
    ['100.127.255.254', 'carrier-nat'],
    ['100.128.0.1', 'public'],
    ['169.254.1.1', 'link-local'],
    ['127.0.0.53', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['2001:db8::1', 'public'],
    ['fd00::1', 'private'],
    ['fe80::1', 'link-local'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:198.51.100.7', 'public'],
  ])('%s is %s', (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });
});

describe('the source address', () => {
  it('towards this host is loopback, on its interface', async () => {
    const interfaces = networkInterfaces();
    const found = await sourceTowards('127.0.0.1', interfaces);
    expect(found).toEqual({
      family: 4,
      address: '127.0.0.1',
      kind: 'loopback',
      interface: interfaceOf('127.0.0.1', interfaces),
    });
    expect(await sourceTowards('::1', interfaces)).toMatchObject({ family: 6, address: '::1', kind: 'loopback' });
  });

  it('towards what is no address is not known', async () => {
    expect(await sourceTowards('example.invalid', {})).toBeUndefined();
  });

  it('has no interface where none has it', () => {
    expect(interfaceOf('192.0.2.1', { eth0: [{ address: '10.0.0.1' }] })).toBeUndefined();
    expect(interfaceOf('fe80::1%eth0', { eth0: [{ address: 'fe80::1' }] })).toBe('eth0');
  });
});
