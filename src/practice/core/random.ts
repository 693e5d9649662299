import { createHash } from 'node:crypto';

/** Bytes that depend on the seed and a label alone: the same call gives the same bytes. */
export function seededBytes(seed: string, label: string, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; parts.length * 32 < size; i++) {
    parts.push(createHash('sha256').update(`${seed}|${label}|${i}`).digest());
  }
  return Buffer.concat(parts).subarray(0, size);
}

/** A 32-bit number from a text, to start `mix` with. */
export function seedNumber(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}

/** A number in [-1, 1) that depends on its arguments alone; integer arithmetic, so the same on every machine. */
export function noise(seed: number, octave: number, index: number): number {
  return mix(seed, octave, index) / 0x80000000 - 1;
}

/** A number in [0, 2^32) that depends on its arguments alone. */
export function mix(seed: number, a: number, b: number): number {
  let h = seed ^ Math.imul(a + 1, 0x9e3779b1);
  h = scramble(h ^ (b | 0));
  h = scramble(h ^ (Math.floor(b / 0x100000000) | 0));
  return h >>> 0;
}

function scramble(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
