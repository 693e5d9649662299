import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TAIL_CHARS = 16;
const POOL_BYTES = 64 * TAIL_CHARS;

/** Makes ULIDs (26 characters) that sort in the order they were made, even within a millisecond or after a clock step back. */
export function ulids(clock: Clock, random: (size: number) => Uint8Array = randomBytes): () => string {
  let lastMs = -1;
  let head = '';
  let tail: number[] = [];
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return () => {
    const nowMs = clock.nowMs();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      head = encode(nowMs, 10);
      if (used === pool.length) {
        pool = random(POOL_BYTES);
        used = 0;
      }
      tail = Array.from(pool.subarray(used, (used += TAIL_CHARS)), (byte) => byte & 31);
      // Leaves room to count up.
      tail[0]! &= 15;
    } else {
      increase(tail);
    }
    let text = head;
    for (const digit of tail) text += ALPHABET[digit];
    return text;
  };
}

function increase(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i--) {
    if (digits[i]! < 31) {
      digits[i]!++;
      return;
    }
    digits[i] = 0;
  }
}

function encode(value: number, length: number): string {
  let text = '';
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}
