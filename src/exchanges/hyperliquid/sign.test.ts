import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, Secret } from '../../core/index.ts';
import { credential } from './sign.ts';

const digits = '0123456789012345678901234567890123456789012345678901234567890123';
const address = '0x14791697260E4c9A71f18484C9f997B308e59325';
const made = (id: string, secret: string) => credential({ id, secret: Secret.take(Buffer.from(secret)) });

describe('a Hyperliquid credential', () => {
  it.each([digits, `0x${digits}`, `0X${digits}`])(
    'is an address and its private key, however they are spelt',
    (secret) => {
      for (const id of [address, address.toLowerCase()])
        expect(made(id, secret)).toMatchObject({ id: address.toLowerCase(), scheme: 'secp256k1' });
    },
  );

  it('holds the bytes of the key', () => {
    const found = made(address, digits);
    if (isRefusal(found)) throw new Error(found.message);
    expect(found.secret.openBytes((bytes) => bytes.toString('hex'))).toBe(digits);
  });

  it.each([
    ['another key', address, digits.replace('0', '1')],
    ['a short key', address, digits.slice(1)],
    ['a long key', address, `${digits}0`],
    ['a key with a wrong digit', address, `${digits.slice(1)}g`],
    ['the key zero', address, '0'.repeat(64)],
    ['a key above the order of the curve', address, 'f'.repeat(64)],
    ['an address without 0x', address.slice(2), digits],
    ['a short address', address.slice(0, -1), digits],
  ])('is refused with %s, without telling the key', (_what, id, secret) => {
    const found = made(id, secret);
    expect(found).toMatchObject({ code: 'credential-invalid' });
    expect(JSON.stringify(found)).not.toContain(secret.slice(0, 16));
  });

  it('is refused with any other key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const other = Buffer.from(bytes).toString('hex');
        expect(isRefusal(made(address, other))).toBe(other !== digits);
      }),
      { numRuns: 25 },
    );
  });
});
