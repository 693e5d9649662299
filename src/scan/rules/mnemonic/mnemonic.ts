import { createHash } from 'node:crypto';
import { BIP39_ENGLISH } from './words.ts';

const INDEX = new Map(BIP39_ENGLISH.map((word, index) => [word, index]));
const BITS_PER_WORD = 11;

/** Whether words are of the list of BIP-39 and their checksum holds. */
export function isMnemonic(words: readonly string[]): boolean {
  if (words.length < 12 || words.length > 24 || words.length % 3 !== 0) return false;
  let bits = '';
  for (const word of words) {
    const index = INDEX.get(word);
    if (index === undefined) return false;
    bits += index.toString(2).padStart(BITS_PER_WORD, '0');
  }
  const checkBits = words.length / 3;
  const entropy = Buffer.from(
    bits
      .slice(0, -checkBits)
      .match(/.{8}/g)!
      .map((byte) => Number.parseInt(byte, 2)),
  );
  return bits.slice(-checkBits) === firstBits(entropy, checkBits);
}

/** The words of entropy of 16 to 32 bytes. */
export function mnemonicOf(entropy: Uint8Array): string[] {
  const bits = [...entropy].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const all = bits + firstBits(entropy, entropy.length / 4);
  return all.match(/.{11}/g)!.map((index) => BIP39_ENGLISH[Number.parseInt(index, 2)]!);
}

function firstBits(entropy: Uint8Array, count: number): string {
  return createHash('sha256').update(entropy).digest()[0]!.toString(2).padStart(8, '0').slice(0, count);
}
