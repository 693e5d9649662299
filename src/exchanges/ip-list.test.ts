import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonNumber } from '../core/index.ts';
import { boundByText, boundTo } from './ip-list.ts';

describe('a list of addresses', () => {
  it.each([
    '0.0.0.0/0',
    '::/0',
    '*',
    '0.0.0.0',
    '::',
    ' 0.0.0.0 ',
    '0:0:0:0:0:0:0:0',
    '10.0.0.0/0',
    '0.0.0.0/1',
    '2000::/3',
    '0/0',
    '*.*.*.*',
    '**.**.**',
    '0.0.0.0-255.255.255.255',
    '1.0.0.0 - 223.255.255.255',
    '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '::ffff:0.0.0.0/96',
    '::ffff:0:0/97',
    '::ffff:0.0.0.0',
  ])('binds nothing that has %s', (entry) => {
    expect(boundTo(['198.51.100.7', entry]).ipRestricted).toBe('no');
    expect(boundTo(['garbage', entry]).ipRestricted).toBe('no');
    expect(boundByText(`198.51.100.7,${entry}`).ipRestricted).toBe('no');
  });

  it.each([
    '198.51.100.7',
    '198.51.100.0/24',
    '10.0.0.0/8',
    '2001:db8::1',
    '2001:db8::/32',
    '*.*.*.7',
    '198.*.*.*',
    '203.**.154',
    '198.51.100.7-198.51.100.9',
    '::ffff:198.51.100.7',
    '::ffff:198.51.100.0/120',
  ])('binds that has %s', (entry) => {
    expect(boundTo([entry])).toEqual({ ipRestricted: 'yes', ips: [entry] });
    expect(boundByText(` ${entry} ,`)).toEqual({ ipRestricted: 'yes', ips: [entry] });
  });

  it('binds nothing when it is empty', () => {
    expect(boundTo([])).toEqual({ ipRestricted: 'no', ips: [] });
    for (const text of ['', '  ']) expect(boundByText(text)).toEqual({ ipRestricted: 'no', ips: [] });
  });

  it.each([
    ['garbage'],
    [''],
    ['0'],
    ['x'],
    ['-1'],
    ['300.1.2.3'],
    ['1.2.3.4/33'],
    ['1.2.3'],
    ['*.300'],
    ['*x'],
    ['1.2.3.9-1.2.3.4'],
    ['1.2.3.4-::1'],
    ['1.2.3.4-1.2.3.5-1.2.3.6'],
    ['198.51.100.7', null],
    ['198.51.100.7', 'host.example'],
    [new JsonNumber('0')],
    [true],
    [{}],
    [['198.51.100.7']],
  ])('that cannot be read says nothing: %j', (...entries) => {
    expect(boundTo(entries)).toEqual({ ipRestricted: 'unknown' });
  });

  it('that is none says nothing', () => {
    for (const value of [undefined, null, true, {}, '198.51.100.7', new JsonNumber('1')])
      expect(boundTo(value)).toEqual({ ipRestricted: 'unknown' });
    for (const value of [undefined, null, true, {}, ['198.51.100.7'], new JsonNumber('1'), ',', ' , '])
      expect(boundByText(value)).toEqual({ ipRestricted: 'unknown' });
  });

  it('is taken for any text without a fault', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (text) => void boundTo([text])));
    fc.assert(fc.property(fc.ipV6(), (address) => ['yes', 'no'].includes(boundTo([address]).ipRestricted)));
  });
});
