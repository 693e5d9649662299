const ALPHABET = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PAD = 0x3d;
const VALUES = new Map([...ALPHABET].map((byte, value) => [byte, value]));

/** The bytes that base64 text stands for, without a string on the way; `undefined` when it is not whole base64. The caller zeroes them. */
export function fromBase64(text: Buffer): Buffer | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.at(-1) !== PAD ? 0 : text.at(-2) !== PAD ? 1 : 2;
  const bytes = Buffer.alloc((text.length / 4) * 3 - padding);
  let group = 0;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const value = at < text.length - padding ? VALUES.get(text[at]!) : 0;
    if (value === undefined) {
      bytes.fill(0);
      return undefined;
    }
    group = (group << 6) | value;
    if (at % 4 !== 3) continue;
    // What the padding stands for falls behind the end, where a Buffer takes nothing.
    for (const shift of [16, 8, 0]) bytes[length++] = (group >> shift) & 0xff;
    group = 0;
  }
  return bytes;
}

/** Bytes as base64 text, without a string on the way. The caller zeroes it. */
export function toBase64(bytes: Buffer): Buffer {
  const text = Buffer.alloc(Math.ceil(bytes.length / 3) * 4, PAD);
  for (let at = 0, length = 0; at < bytes.length; at += 3, length += 4) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(bytes.length - at, 3) + 1;
    for (let index = 0; index < count; index++) text[length + index] = ALPHABET[(group >> (18 - 6 * index)) & 63]!;
  }
  return text;
}
