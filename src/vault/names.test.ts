import { describe, expect, it } from 'vitest';
import { fromEnvironment } from './environment/environment.ts';
import { namesFor } from './names.ts';

const plain = (secret: { openBytes<T>(use: (bytes: Buffer) => T): T }): string =>
  secret.openBytes((bytes) => bytes.toString());

describe('the names of a credential', () => {
  it('are those that people have, most wanted first', () => {
    const { id, secret, passphrase } = namesFor('okx', {}, true);
    expect(id).toEqual(['OKX_API_KEY', 'OKX_KEY', 'EXCHANGE_API_KEY', 'EXCHANGE_KEY', 'EX_API_KEY', 'EX_KEY']);
    expect(secret[0]).toBe('OKX_API_SECRET');
    expect(passphrase[0]).toBe('OKX_PASSPHRASE');
    expect(namesFor('binance', {}, false).passphrase).toEqual([]);
  });

  it('are only those of the settings where they give some', () => {
    expect(namesFor('binance', { prefix: 'MAIN' }, false).id).toEqual(['MAIN_API_KEY', 'MAIN_KEY']);
    expect(namesFor('binance', { prefix: 'MAIN', secret: 'MY_SECRET' }, false).secret).toEqual(['MY_SECRET']);
  });
});

describe('the environment', () => {
  const names = namesFor('okx', {}, true);

  it('gives a credential under any of the names', () => {
    const parts = fromEnvironment({ EXCHANGE_API_KEY: 'id', OKX_SECRET: ' one ', EX_PASSPHRASE: 'two' }, names);
    expect([parts.id, plain(parts.secret), plain(parts.passphrase!)]).toEqual(['id', 'one', 'two']);
  });

  it('names all that is missing in one message, and takes empty for missing', () => {
    expect(() => fromEnvironment({ OKX_API_KEY: '', OKX_SECRET: '  ' }, names)).toThrowError(
      /the environment has no OKX_API_KEY, and no OKX_API_SECRET, and no OKX_PASSPHRASE/,
    );
  });
});
