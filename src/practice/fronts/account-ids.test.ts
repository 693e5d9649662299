import { describe, expect, it } from 'vitest';
import { accountCode, accountNumber, accountUuid } from './account-ids.ts';

const main = { account: 'okx/main' };
const holders = [main, { account: 'okx/other' }, { ...main, subAccount: 'alpha' }, { ...main, subAccount: 'beta' }];

describe('the id of a practice account', () => {
  it.each([accountNumber, accountUuid, accountCode])('is its own and stays', (idOf) => {
    const ids = holders.map((holder) => idOf(holder));
    expect(new Set(ids).size).toBe(holders.length);
    expect(holders.map((holder) => idOf({ ...holder }))).toEqual(ids);
  });

  it('has the form of the exchanges', () => {
    for (const holder of holders) {
      expect(accountNumber(holder)).toMatch(/^[1-9]\d{8}$/);
      expect(accountNumber(holder, 18)).toMatch(/^[1-9]\d{17}$/);
      expect(accountUuid(holder)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(accountCode(holder)).toMatch(/^AA\d\d N[0-9A-F]{3}( [0-9A-F]{4}){2}$/);
    }
  });

  it('is the number by which a sub-account is named', () => {
    expect(accountNumber({ ...main, subAccount: '1234567' }, 18)).toBe('1234567');
  });
});
