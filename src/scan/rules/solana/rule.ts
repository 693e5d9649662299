import type { FoundPart } from '../../find.ts';
import { decodeBase58 } from '../../proof/base58.ts';
import { isEd25519Pair } from '../../proof/curve.ts';
import type { Rule } from '../../rule.ts';

const read = '2026-11-22';

export const solana: Rule = {
  id: 'solana',
  title: 'Solana private key',
  words: { id: 'solana', names: ['solana'] },
  shapes: [
    {
      part: 'private-key',
      of: 'alnum',
      length: [86, 88],
      pattern: /^[1-9A-HJ-NP-Za-km-z]+$/,
      proof: isSolanaPair,
      source: 'https://solana.com/docs: a key pair is 64 bytes, the last 32 the public key of the first (RFC 8032)',
      read,
      certainty: 'documented',
    },
  ],
  take: (token, shape) => (shape.proof?.(token.text) ? { part: 'private-key', by: 'proof' } : undefined),
};

function isSolanaPair(text: string): boolean {
  const bytes = decodeBase58(text);
  return bytes !== undefined && isEd25519Pair(bytes);
}

/** 64 numbers, each with a comma, reach over so many bytes at least. */
const SHORTEST_ARRAY = 2 * 64;
const STRIDE = 96;
const IN_ARRAY = new Uint8Array(256);
for (const char of '0123456789, \t\r\n') IN_ARRAY[char.charCodeAt(0)] = 1;
/** So many bytes behind a look are of numbers, or there is no array. */
const LOOK = 24;
/** The longest array: three digits, a comma and a line with its indentation each. */
const LONGEST_ARRAY = 64 * 24;

/** The key pairs that stand as arrays of 64 bytes, as `solana-keygen` writes them. */
export function solanaArraysOf(bytes: Buffer): FoundPart[] {
  const found: FoundPart[] = [];
  for (let at = STRIDE; at < bytes.length; at += STRIDE) {
    if (IN_ARRAY[bytes[at]!] === 0 || !isInArray(bytes, at)) continue;
    let start = at;
    while (start > 0 && IN_ARRAY[bytes[start - 1]!] === 1 && at - start < LONGEST_ARRAY) start--;
    let end = at + 1;
    while (end < bytes.length && IN_ARRAY[bytes[end]!] === 1 && end - start < LONGEST_ARRAY) end++;
    at = end;
    if (bytes[start - 1] !== 0x5b || bytes[end] !== 0x5d || end - start < SHORTEST_ARRAY) continue;
    const text = bytes.toString('latin1', start, end);
    const numbers = text.split(',').map(Number);
    if (numbers.length !== 64 || numbers.some((one) => !(one <= 255)) || !isEd25519Pair(Uint8Array.from(numbers)))
      continue;
    found.push({ part: 'private-key', by: 'proof', text, start: start - 1, length: end - start + 2, name: '' });
  }
  return found;
}

/** Numbers between commas from here on, or up to here. */
function isInArray(bytes: Buffer, at: number): boolean {
  let commas = 0;
  for (let next = at - LOOK / 2; next < at + LOOK / 2; next++) {
    const byte = bytes[next] ?? 0;
    if (IN_ARRAY[byte] === 0) return false;
    if (byte === 0x2c) commas++;
  }
  return commas > 0;
}
