import { createHash } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUE = new Map([...ALPHABET].map((char, value) => [char, value]));
const CHECKSUM_BYTES = 4;

/** The bytes of a base58 text; `undefined` for a letter that base58 has not. */
export function decodeBase58(text: string): Buffer | undefined {
  const bytes: number[] = [];
  for (const char of text) {
    let carry = VALUE.get(char);
    if (carry === undefined) return undefined;
    for (let at = 0; at < bytes.length; at++) {
      carry += bytes[at]! * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes.push(carry & 0xff);
      carry >>= 8;
    }
  }
  for (let at = 0; at < text.length && text[at] === '1'; at++) bytes.push(0);
  return Buffer.from(bytes.reverse());
}

/** The text of bytes in base58. */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let at = 0; at < digits.length; at++) {
      carry += digits[at]! << 8;
      digits[at] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    while (carry > 0) {
      digits.push(carry % 58);
      carry = Math.floor(carry / 58);
    }
  }
  let zeros = 0;
  while (bytes[zeros] === 0) zeros++;
  return (
    '1'.repeat(zeros) +
    digits
      .reverse()
      .map((digit) => ALPHABET[digit])
      .join('')
  );
}

/** The payload of a base58check text; `undefined` where the checksum does not hold. */
export function decodeBase58Check(text: string): Buffer | undefined {
  const bytes = decodeBase58(text);
  if (!bytes || bytes.length <= CHECKSUM_BYTES) return undefined;
  const payload = bytes.subarray(0, -CHECKSUM_BYTES);
  return checksumOf(payload).equals(bytes.subarray(-CHECKSUM_BYTES)) ? payload : undefined;
}

/** The base58check text of a payload. */
export const encodeBase58Check = (payload: Buffer): string =>
  encodeBase58(Buffer.concat([payload, checksumOf(payload)]));

function checksumOf(payload: Buffer): Buffer {
  const once = createHash('sha256').update(payload).digest();
  return createHash('sha256').update(once).digest().subarray(0, CHECKSUM_BYTES);
}
