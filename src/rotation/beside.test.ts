import { describe, expect, it } from 'vitest';
import type { KeyReport } from '../exchanges/index.ts';
import { faultsOf } from './beside.ts';

const none = {
  read: 'yes',
  spot: 'yes',
  margin: 'no',
  futures: 'no',
  options: 'no',
  transfer: 'no',
  withdraw: 'no',
  admin: 'no',
} as const;
const report = (more: Partial<KeyReport> = {}): KeyReport => ({
  rights: none,
  ipRestricted: 'yes',
  subAccount: 'unknown',
  words: [],
  ...more,
});

describe('a new key beside an old one of which nothing is known', () => {
  it('may not withdraw, nor leave open whether it can, where the exchange tells', () => {
    const withdraw = (can: 'yes' | 'unknown') => report({ rights: { ...none, withdraw: can } });
    expect(faultsOf('binance', withdraw('yes'), undefined)).toEqual(['can withdraw']);
    expect(faultsOf('binance', withdraw('unknown'), undefined)).toEqual(['is not said to be unable to withdraw']);
    expect(faultsOf('alpaca', withdraw('unknown'), undefined)).toEqual([]);
  });

  it('may not work from any address', () => {
    expect(faultsOf('binance', report({ ipRestricted: 'no' }), undefined)).toEqual([
      'works from any address, and the old one did not',
    ]);
    expect(faultsOf('binance', report(), undefined)).toEqual([]);
  });
});
