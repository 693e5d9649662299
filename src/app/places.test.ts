import { describe, expect, it } from 'vitest';
import { exchanges, inspections } from '../exchanges/index.ts';
import { hasPassphrase } from './places.ts';

describe('the third secret of a key', () => {
  it.each(Object.keys(exchanges))('is known alike to the gateway and to the audit for %s', (exchange) => {
    expect(hasPassphrase(exchange)).toBe(exchanges[exchange]!.facts.signing.passphrase === true);
  });

  it('is asked of some exchanges, and of none that nobody knows', () => {
    expect(Object.keys(inspections).filter(hasPassphrase)).toEqual(expect.arrayContaining(['bitget', 'kucoin', 'okx']));
    expect(hasPassphrase('toString')).toBe(false);
  });
});
