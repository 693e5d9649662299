import { createECDH, timingSafeEqual } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { type Refusal, refuse, Secret } from '../../core/index.ts';
import type { Credential, CredentialParts } from '../exchange.ts';

const KEY_BYTES = 32;

/**
 * The address of a wallet, `0x` and 40 hex digits, with its private key, 64 hex digits; the credential holds the key's bytes and the address
 * in lower case. Address and key are held against each other, so that what is asked of the address is true of the key.
 */
export function credential(parts: CredentialParts): Credential | Refusal {
  if (!/^0x[0-9a-f]{40}$/i.test(parts.id))
    return refuse('credential-invalid', 'the address is not "0x" and 40 hexadecimal digits');
  const bytes = parts.secret.openBytes(decodeHex);
  const address = bytes && addressOf(bytes);
  if (!bytes || !address) {
    bytes?.fill(0);
    return refuse(
      'credential-invalid',
      'the private key is not 64 hexadecimal digits, with or without "0x", of a wallet',
    );
  }
  if (!timingSafeEqual(address, Buffer.from(parts.id.slice(2), 'hex'))) {
    bytes.fill(0);
    return refuse(
      'credential-invalid',
      'the private key does not belong to the address; give the address of the API wallet',
    );
  }
  return { id: parts.id.toLowerCase(), scheme: 'secp256k1', secret: Secret.take(bytes) };
}

/** The 20 bytes of the address of a private key: the end of the Keccak-256 of its public point. `undefined` where there is no such key. */
function addressOf(privateKey: Uint8Array): Buffer | undefined {
  const curve = createECDH('secp256k1');
  try {
    curve.setPrivateKey(privateKey);
  } catch {
    return undefined;
  }
  return Buffer.from(keccak_256(curve.getPublicKey().subarray(1))).subarray(12);
}

/** From digits to bytes, so that the key is never a string. */
function decodeHex(text: Buffer): Buffer | undefined {
  const hasPrefix = text[0] === 0x30 && (text[1] === 0x78 || text[1] === 0x58);
  const digits = text.subarray(hasPrefix ? 2 : 0);
  if (digits.length !== 2 * KEY_BYTES) return undefined;
  const bytes = Buffer.alloc(KEY_BYTES);
  for (let at = 0; at < KEY_BYTES; at++) {
    const [high, low] = [digitOf(digits[2 * at]!), digitOf(digits[2 * at + 1]!)];
    if (high === undefined || low === undefined) {
      bytes.fill(0);
      return undefined;
    }
    bytes[at] = 16 * high + low;
  }
  return bytes;
}

function digitOf(letter: number): number | undefined {
  if (letter >= 0x30 && letter <= 0x39) return letter - 0x30;
  const lower = letter | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined;
}
