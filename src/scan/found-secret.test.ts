import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { foundSecrets, severityOf, severityVerified } from './found-secret.ts';

const finding = (path: string, more: Partial<Finding> = {}): Finding => ({
  id: '0123456789abcdef',
  rule: 'binance',
  title: 'Binance credential',
  parts: [{ part: 'secret', by: 'name', name: 'secret', line: 1, masked: 'ab… (64)' }],
  missing: ['key'],
  place: { path, line: 1, column: 1 },
  ...more,
});

describe('leaks', () => {
  it('are one for all places of a secret, told by the place where most of it stands', () => {
    const whole = finding('b', {
      parts: [
        { part: 'key', by: 'name', name: 'key', line: 1, masked: 'abc…' },
        { part: 'secret', by: 'name', name: 'secret', line: 2, masked: 'ab… (64)' },
      ],
      missing: [],
    });
    const [leak, ...others] = foundSecrets([finding('a'), whole, finding('c'), finding('a')]);
    expect(others).toEqual([]);
    expect(leak).toMatchObject({ missing: [], severity: 'high' });
    expect(leak?.places.map(({ path }) => path)).toEqual(['b', 'a', 'c']);
  });

  it('are one with their key where that stands alone, as in a log', () => {
    const key = { part: 'key', by: 'name', name: 'key', line: 1, masked: 'abc…' } as const;
    const alone = finding('a.log', { id: 'c'.repeat(16), keyId: 'c'.repeat(16), parts: [key], missing: ['secret'] });
    const whole = finding('b.json', { keyId: 'c'.repeat(16), parts: [key, ...finding('').parts], missing: [] });
    const of = (...all: Finding[]) => foundSecrets(all).map(({ id, places }) => [id, places.map(({ path }) => path)]);
    expect(of(alone, whole)).toEqual([[whole.id, ['b.json', 'a.log']]]);
    expect(of(alone)).toEqual([[alone.id, ['a.log']]]);
  });

  it('come the worst first', () => {
    const wallet = finding('z', {
      id: 'f'.repeat(16),
      rule: 'mnemonic',
      parts: [{ part: 'mnemonic', by: 'proof', name: '', line: 1, masked: 'ab…' }],
    });
    expect(foundSecrets([finding('a'), wallet]).map(({ severity }) => severity)).toEqual(['critical', 'high']);
  });

  it('are excused by comments only where each place has one', () => {
    const ignore = { reason: 'a published sample' };
    expect(foundSecrets([finding('a', { ignore }), finding('b', { ignore })])[0]?.excused?.by).toBe('comment');
    expect(foundSecrets([finding('a', { ignore }), finding('b')])[0]?.excused).toBeUndefined();
    expect(foundSecrets([finding('a', { ignore: {} })])[0]).toMatchObject({
      notes: [expect.stringContaining('no reason')],
    });
  });
});

describe('how bad it is', () => {
  const alive = { is: 'alive', says: '' } as const;

  it.each([
    ['can withdraw', { ...alive, can: ['read', 'withdraw'], ipBound: 'yes' as const }, 'critical'],
    ['moves value', { ...alive, can: ['transfer'], ipBound: 'no' as const }, 'critical'],
    ['trades from anywhere', { ...alive, can: ['read', 'spot'], ipBound: 'no' as const }, 'high'],
    ['trades from nobody knows where', { ...alive, can: ['read', 'spot'] }, 'high'],
    ['trades from its list alone', { ...alive, can: ['read', 'spot'], ipBound: 'yes' as const }, 'medium'],
    ['perhaps withdraws', { ...alive, can: ['read', 'withdraw?'], ipBound: 'no' as const }, 'high'],
    ['reads', { ...alive, can: ['read'], ipBound: 'no' as const }, 'medium'],
    ['is dead', { is: 'dead' as const, says: '' }, 'info'],
    ['is not known', { is: 'unknown' as const, says: '' }, 'low'],
  ])('of one that %s', (_title, verified, severity) => {
    expect(severityVerified('low', verified)).toBe(severity);
  });

  it('is little of a bot key of Keyward, and of a key without its secret', () => {
    expect(severityOf(finding('a', { rule: 'keyward-bot-key' }))).toBe('low');
    const key = { part: 'key', by: 'name', name: 'key', line: 1, masked: 'abc…' } as const;
    expect(severityOf(finding('a', { parts: [key] }))).toBe('low');
  });
});
