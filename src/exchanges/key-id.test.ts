import { describe, expect, it } from 'vitest';
import { isRefusal, Secret } from '../core/index.ts';
import { exchanges } from './registry.ts';

function messageFor(exchange: string, id: string, secret = 's'.repeat(32)): string {
  const made = exchanges[exchange]!.key.credential({ id, secret: Secret.take(Buffer.from(secret)) });
  return isRefusal(made) ? made.message : 'accepted';
}

describe('a key that is not of the form of the exchange', () => {
  it.each([
    ['binance', 'abcDEF123', 'the API key has 9 characters, not 10 to 128; was it cut off?'],
    ['binance', 'a'.repeat(129), 'the API key has 129 characters, not 10 to 128; was it cut off?'],
    ['binance', 'abcDEF 123456', 'character 7 of the API key is not a letter, digit, dash or underscore'],
    ['bybit', '', 'the API key has 0 characters, not 10 to 64; was it cut off?'],
    ['bybit', 'abcDEF12345€', 'character 12 of the API key is not a letter, digit, dash or underscore'],
    ['kraken', 'abcDEF/+', 'the API key has 8 characters, not 56; was it cut off?'],
    ['kraken', `${'a'.repeat(55)}-`, 'character 56 of the API key is not a letter, digit, + or /'],
  ])('of %s is refused for what is wrong with it: %j', (exchange, id, message) => {
    expect(messageFor(exchange, id)).toBe(message);
  });

  it('of Kraken is accepted with the padding of base64 at its end', () => {
    expect(messageFor('kraken', `${'a'.repeat(54)}==`, Buffer.alloc(64, 1).toString('base64'))).toBe('accepted');
    expect(messageFor('kraken', `${'a'.repeat(27)}=${'a'.repeat(28)}`)).toContain('character 28');
  });

  it("of Kraken has its private key's length told", () => {
    expect(messageFor('kraken', 'a'.repeat(56), 'c2hvcnQ=')).toBe(
      'the private key has 8 characters, not the 88 that 64 bytes in base64 have; was it cut off?',
    );
    expect(messageFor('kraken', 'a'.repeat(56), '!'.repeat(88))).toBe(
      'the private key is not of 64 bytes in base64 (88 characters, the last two "==")',
    );
  });
});
