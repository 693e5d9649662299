import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ULIDs (26 characters) that sort in the order they were made, even within a millisecond or after a clock step back. */
export function ulids(clock: Clock, random: (size: number) => Uint8Array = randomBytes): () => string {
  let lastMs = -1;
  let tail = 0n;
  return () => {
    const nowMs = clock.nowMs();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      tail = BigInt(`0x${Buffer.from(random(10)).toString('hex')}`) >> 1n;
    } else {
      tail += 1n;
    }
    return encode(BigInt(lastMs), 10) + encode(tail, 16);
  };
}

function encode(value: bigint, length: number): string {
  let text = '';
  for (let rest = value, i = 0; i < length; i++, rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
