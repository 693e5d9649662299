import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromEnvironment } from './environment/environment.ts';
import { isKeyLike } from './key-like.ts';
import { namesFor } from './names.ts';
import { fromSchema } from './registry.ts';

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

describe('a key where its name belongs', () => {
  const keys = [
    'zQ9xSECRETtokenW7vB2mN5kL8pR4tY6',
    '96c2b0e2fe0096c2b0e2fe0096c2b0e2',
    'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    'a1_b2_c3_d4_e5_f6_a7_b8_c9_d0_e1',
  ];

  it.each(keys)('is refused as %s, and not quoted', (key) => {
    for (const part of ['key', 'secret', 'passphrase', 'prefix']) {
      for (const settings of [
        { env: { [part]: key } },
        { dotenv: { [part]: key } },
        { age: { fields: { [part]: key } } },
        { command: { run: ['a'], pass: [key] } },
        { aws: { name: { key: 'id', secret: key } } },
        { systemd: { name: key } },
        { vault: { address: 'http://127.0.0.1', path: 'a', auth: { tokenVariable: key } } },
      ]) {
        const read = fromSchema.safeParse(settings);
        expect(read.success).toBe(false);
        expect(JSON.stringify(read.error?.issues)).not.toContain(key.slice(0, 12));
      }
    }
  });

  it('is found in random bytes, and not in names that people give', () => {
    // Of random letters, some look like words: it is told by its shape, and not for certain.
    for (const form of ['hex', 'base64url'] as const) {
      const found = Array.from({ length: 1_000 }, () => isKeyLike(randomBytes(24).toString(form)));
      expect(found.filter(Boolean).length, form).toBeGreaterThan(960);
    }
    for (const name of [
      'KRAKEN_API_SECRET',
      'MAIN_2_API_KEY_ID',
      'BINANCE_MAIN_ACCOUNT_2_SECRET_KEY_V3',
      'SECONDARYACCOUNTPASSPHRASE',
      'myBinanceAccountApiSecret',
      'binance-sub-account-7-api-secret',
      'AWS_SECRET_ACCESS_KEY',
      'BINANCEFUTURESTESTNET01_SECRET',
    ])
      expect([name, isKeyLike(name)]).toEqual([name, false]);
  });

  it('and a word that may be a passphrase are left out of what is said', () => {
    const said = (secret: string) => {
      try {
        fromEnvironment({}, namesFor('kucoin', { key: 'KC_ID', secret, passphrase: 'KC_PASS' }, true));
      } catch (error) {
        return (error as Error).message;
      }
      return undefined;
    };
    expect(said('KC_SECRET')).toBe('the environment has no KC_ID, and no KC_SECRET, and no KC_PASS');
    for (const word of ['hunter_two', 'CorrectHorse', keys[0]!])
      expect(said(word)).toBe(
        'the environment has no KC_ID, and no value under the name in the settings, and no KC_PASS',
      );
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
